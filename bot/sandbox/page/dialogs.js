// The questions a phone asks in a window of its own: where, which file, which link.

import { h } from "./dom.js";

const PLACES = [
  ["Berlin", 52.52, 13.405], ["London", 51.507, -0.128], ["Madrid", 40.417, -3.704], ["New York", 40.713, -74.006],
  ["Los Angeles", 34.052, -118.244], ["São Paulo", -23.551, -46.633], ["Santiago", -33.449, -70.669], ["Nairobi", -1.286, 36.817],
  ["Delhi", 28.614, 77.209], ["Kathmandu", 27.717, 85.324], ["Tokyo", 35.677, 139.65], ["Sydney", -33.869, 151.209],
];

// Resolves with what `result` gives when the form is sent, or null when the window is closed.
function ask(title, fields, action, result) {
  return new Promise((resolve) => {
    const heading = h("h2", { id: "dialog-title" }, title);
    const cancel = h("button", { type: "button" }, "Cancel");
    const form = h("form", { method: "dialog" }, heading, fields,
      h("div", { class: "dialog-actions" }, cancel, h("button", { type: "submit", class: "strong" }, action)));
    const dialog = h("dialog", { class: "dialog", "aria-labelledby": "dialog-title" }, form);
    let answer = null;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      Promise.resolve(result()).then((value) => { answer = value; dialog.close(); });
    });
    cancel.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => { dialog.remove(); resolve(answer); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

export function askForPlace(name) {
  const latitude = h("input", { type: "number", step: "any", min: "-90", max: "90", required: true, value: "52.52" });
  const longitude = h("input", { type: "number", step: "any", min: "-180", max: "180", required: true, value: "13.405" });
  const chips = PLACES.map(([place, lat, lon]) => {
    const chip = h("button", { type: "button", class: "chip", "aria-pressed": place === "Berlin" ? "true" : "false" }, place);
    chip.addEventListener("click", () => {
      latitude.value = lat;
      longitude.value = lon;
      for (const other of chips) other.setAttribute("aria-pressed", other === chip ? "true" : "false");
    });
    return chip;
  });
  const fields = [
    h("div", { class: "chips", role: "group", "aria-label": "Places" }, chips),
    h("div", { class: "pair" }, h("label", {}, "Latitude", latitude), h("label", {}, "Longitude", longitude)),
  ];
  return ask(`Where is ${name}?`, fields, "Share location", () => ({ latitude: Number(latitude.value), longitude: Number(longitude.value) }));
}

export function askForFile(kind, accept) {
  const picker = h("input", { type: "file", accept });
  const caption = h("input", { type: "text", maxlength: "1024", placeholder: "Add a caption…" });
  const fields = [h("label", {}, "File (none: a small sample is sent)", picker), h("label", {}, "Caption", caption)];
  return ask(kind === "photo" ? "Send a photo" : "Send a file", fields, "Send", async () => {
    const file = picker.files[0];
    if (!file) return { caption: caption.value };
    const content = await new Promise((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result.split(",")[1] || "");
      reader.readAsDataURL(file);
    });
    return { caption: caption.value, name: file.name, mime: file.type || "application/octet-stream", content };
  });
}

export function askForDeepLink(username) {
  const payload = h("input", { type: "text", pattern: "[A-Za-z0-9_\\-]{0,64}", maxlength: "64", placeholder: "c_abc123", autocomplete: "off" });
  const fields = [h("label", {}, `t.me/${username}?start=`, payload)];
  return ask("Open a deep link", fields, "Start", () => payload.value);
}

export function askForPerson() {
  const name = h("input", { type: "text", required: true, maxlength: "40", placeholder: "Cleo" });
  return ask("Who moves in?", [h("label", {}, "First name", name)], "Add", () => name.value.trim());
}
