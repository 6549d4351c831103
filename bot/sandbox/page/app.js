// Opens the page: fetches the state once, then follows the stream of events.

import { askForPerson } from "./dialogs.js";
import { h, icon, post } from "./dom.js";
import { Phone } from "./phone.js";
import { Strip } from "./strip.js";

const strip = new Strip();
const phones = new Map();
const place = document.getElementById("phones");
const tabs = document.getElementById("tabs");
const linkState = document.getElementById("link-state");
let sounding = false;

async function load() {
  const response = await fetch("/sandbox/api/state");
  const state = await response.json();
  for (const person of state.people) {
    const phone = phones.get(person.id);
    if (phone) phone.fill(person, state.now);
    else add(new Phone(person, state.bot, state.now));
  }
  strip.clock(state.now);
  strip.drawFaults(state.faults, state.people);
  strip.drawViolations(state.violations);
}

function add(phone) {
  const { id, name } = phone.person;
  phones.set(id, phone);
  phone.element.id = `phone-${id}`;
  place.append(phone.element);
  const tab = h("button", { type: "button", role: "tab", id: `tab-${id}`, "aria-controls": `phone-${id}`, onclick: () => choose(id) }, name, h("span", { class: "tab-dot" }));
  tabs.append(tab);
  phone.element.addEventListener("ring", () => { if (!phone.element.classList.contains("chosen")) tab.classList.add("rings"); beep(); });
  if (phones.size === 1) choose(id);
}

// On a narrow screen one phone is shown at a time.
function choose(id) {
  for (const [other, phone] of phones) {
    const chosen = other === id;
    phone.element.classList.toggle("chosen", chosen);
    const tab = document.getElementById(`tab-${other}`);
    tab.setAttribute("aria-selected", String(chosen));
    if (chosen) tab.classList.remove("rings");
  }
  phones.get(id).scrollToEnd();
}

function happened(event) {
  if (event.now) {
    strip.clock(event.now);
    for (const phone of phones.values()) phone.clock(event.now);
  }
  switch (event.type) {
    case "message": return phones.get(event.chat_id)?.messageChanged(event.message, event.fresh);
    case "chat": return phones.get(event.chat.id)?.chatChanged(event.chat);
    case "typing": return phones.get(event.chat_id)?.typing(event.action);
    case "answered": return phones.get(event.chat_id)?.answered(event);
    case "faults": return strip.drawFaults(event.faults);
    case "violations": return strip.drawViolations(event.violations);
    case "reload": return load();
    default: return undefined;
  }
}

function follow() {
  const stream = new EventSource("/sandbox/api/events");
  stream.onopen = () => {
    linkState.textContent = "Two phones, one bot, no internet";
    linkState.classList.remove("lost");
    load();
  };
  stream.onmessage = (message) => happened(JSON.parse(message.data));
  stream.onerror = () => {
    linkState.textContent = "The sandbox is not running. Waiting…";
    linkState.classList.add("lost");
  };
}

function beep() {
  if (!sounding) return;
  const audio = new AudioContext();
  const volume = audio.createGain();
  volume.gain.setValueAtTime(0.12, audio.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.6);
  volume.connect(audio.destination);
  for (const [delay, pitch] of [[0, 880], [0.16, 1174]]) {
    const tone = audio.createOscillator();
    tone.frequency.value = pitch;
    tone.connect(volume);
    tone.start(audio.currentTime + delay);
    tone.stop(audio.currentTime + delay + 0.3);
  }
  setTimeout(() => audio.close(), 1000);
}

const soundToggle = document.getElementById("sound-toggle");
soundToggle.append(icon("sound-off"));
soundToggle.addEventListener("click", () => {
  sounding = !sounding;
  soundToggle.setAttribute("aria-pressed", String(sounding));
  soundToggle.replaceChildren(icon(sounding ? "sound" : "sound-off"));
  beep();
});

const addPerson = document.getElementById("add-person");
addPerson.append(icon("plus"));
addPerson.addEventListener("click", async () => {
  const name = await askForPerson();
  if (name) await post("people", { name, zone: Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC" });
});

follow();
