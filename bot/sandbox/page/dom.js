// Small words for building the page: elements, icons, times, and calls to the sandbox.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  alert: "M12 4 2.8 20h18.4L12 4zM12 10v4.5M12 17.3v.1",
  bell: "M6 17h12l-1.5-2.2V10a4.5 4.5 0 0 0-9 0v4.8L6 17zM10.3 19.5a1.8 1.8 0 0 0 3.4 0",
  "bell-off": "M8 8.6V14.8L6.5 17H17M9.2 6.6A4.5 4.5 0 0 1 16.5 10v4M10.3 19.5a1.8 1.8 0 0 0 3.4 0M4 4l16 16",
  ban: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM6 6l12 12",
  check: "M4 12.5l5 5L20 6.5",
  checks: "M2.5 12.5l4.5 4.5L16 7.5M11.5 16.2l.8.8L21.5 7.5",
  clip: "M19 11.5l-7.2 7.2a4.6 4.6 0 0 1-6.5-6.5l7.7-7.7a3.1 3.1 0 0 1 4.4 4.4l-7.6 7.6a1.5 1.5 0 0 1-2.2-2.2l6.7-6.7",
  close: "M6 6l12 12M18 6L6 18",
  contact: "M12 12a3.6 3.6 0 1 0 0-7.2 3.6 3.6 0 0 0 0 7.2zM5 19.5c.7-3.4 3.5-5 7-5s6.3 1.6 7 5",
  copy: "M9 9h10v11H9zM15 9V4.5H5V16h4",
  down: "M6 9l6 6 6-6",
  edit: "M5 19l.8-3.8L16 5l3 3L8.8 18.2 5 19zM14 7l3 3",
  file: "M7 3.5h7l4 4V20.5H7zM14 3.5v4h4",
  keyboard: "M3.5 7h17v10.5h-17zM7 10.5h.1M10.5 10.5h.1M14 10.5h.1M17 10.5h.1M8 14h8",
  link: "M8 16L17 7M10 7h7v7",
  mic: "M12 3.5a2.7 2.7 0 0 0-2.7 2.7v5.2a2.7 2.7 0 0 0 5.4 0V6.2A2.7 2.7 0 0 0 12 3.5zM6.5 11.5a5.5 5.5 0 0 0 11 0M12 17v3.5",
  more: "M5.5 12h.1M12 12h.1M18.5 12h.1",
  photo: "M4 5.5h16v13H4zM4 15.5l4.5-4 3.5 3 3-2.5 5 4.5M15.5 9h.1",
  pin: "M9 4h6l-.8 6 3.3 3H6.5l3.3-3L9 4zM12 13v7",
  pinpoint: "M12 20.5s6.5-5.6 6.5-10.6a6.5 6.5 0 0 0-13 0c0 5 6.5 10.6 6.5 10.6zM12 12a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z",
  play: "M8 5.5v13l10.5-6.5L8 5.5z",
  plus: "M12 5v14M5 12h14",
  reply: "M10 7L4.5 12l5.5 5M5 12h8c4 0 6.5 2 6.5 6",
  send: "M4 12L20 4.5 15.5 20l-4-6.5L4 12zM11.5 13.5L20 4.5",
  sound: "M4.5 9.5v5H8l4.5 4v-13L8 9.5H4.5zM16 9a4.2 4.2 0 0 1 0 6M18.5 6.5a7.8 7.8 0 0 1 0 11",
  "sound-off": "M4.5 9.5v5H8l4.5 4v-13L8 9.5H4.5zM16 9.5l5 5M21 9.5l-5 5",
  sticker: "M12 3.5a8.5 8.5 0 1 0 8.5 8.5L12 3.5zM12 3.5c0 5 3.5 8.5 8.5 8.5M8.5 13.5c1.6 2.5 5.2 2.6 7 .3M8.5 9.5h.1",
  trash: "M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.3 10.5v5.5M13.7 10.5v5.5",
};

export function icon(name, label = "") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.classList.add("icon", `icon-${name}`);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  if (label) {
    svg.setAttribute("role", "img");
    const title = document.createElementNS(SVG, "title");
    title.textContent = label;
    svg.prepend(title);
  } else {
    svg.setAttribute("aria-hidden", "true");
  }
  return svg;
}

// h("button", {class: "x", onclick: f, "aria-label": "Close"}, child, child…)
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function localTime(iso, zone) {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(new Date(iso));
}

export function localDay(iso, zone) {
  const parts = { weekday: "long", day: "numeric", month: "long", timeZone: zone };
  return new Intl.DateTimeFormat("en-GB", parts).format(new Date(iso));
}

export function instant(iso, zone = "UTC") {
  const parts = { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone: zone };
  return new Intl.DateTimeFormat("en-GB", parts).format(new Date(iso));
}

export function bytes(size) {
  if (size < 1024) return `${size} B`;
  if (size < 1024 * 1024) return `${(size / 1024).toFixed(0)} KB`;
  return `${(size / 1024 / 1024).toFixed(1)} MB`;
}

export async function post(path, body = {}) {
  const response = await fetch(`/sandbox/api/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json().catch(() => ({ problem: `The sandbox answered ${response.status}.` }));
  if (!response.ok) throw new Error(answer.problem || `The sandbox answered ${response.status}.`);
  return answer;
}

export function announce(text) {
  document.getElementById("announcer").textContent = text;
}
