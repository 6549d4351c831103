// Time zones to choose from: a few everybody knows, then all.

import { h } from "./dom.js";

const NEAR = [
  "Europe/London", "Europe/Berlin", "Europe/Madrid", "Europe/Istanbul", "America/New_York", "America/Chicago",
  "America/Los_Angeles", "America/Sao_Paulo", "America/Santiago", "Asia/Kolkata", "Asia/Tokyo", "Australia/Sydney", "UTC",
];

export function zoneOptions(current) {
  const all = Intl.supportedValuesOf ? Intl.supportedValuesOf("timeZone") : [];
  const option = (zone) => h("option", { value: zone }, zone.replaceAll("_", " "));
  const near = NEAR.includes(current) ? NEAR : [current, ...NEAR];
  return [h("optgroup", { label: "Often used" }, near.map(option)),
    h("optgroup", { label: "All" }, all.filter((zone) => !near.includes(zone)).map(option))];
}
