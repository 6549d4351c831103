// One phone: the chat of one person with the bot, and everything they can do in it.

import { askForDeepLink, askForFile, askForPlace } from "./dialogs.js";
import { announce, h, icon, localDay, localTime, post } from "./dom.js";
import { bubble } from "./bubble.js";
import { zoneOptions } from "./zones.js";

const LANGUAGES = ["en", "de", "es", "fr", "it", "pt", "tr", "pl", "uk", "ru", "ar", "hi", "zh", "ja"];

export class Phone {
  constructor(person, bot, now) {
    this.person = person;
    this.bot = bot;
    this.now = now;
    this.messages = new Map();
    this.waiting = new Map();
    this.unread = 0;
    this.build();
    this.fill(person, now);
  }

  // building

  build() {
    const name = this.person.name;
    this.time = h("time", { class: "phone-time" });
    this.zone = h("select", { class: "phone-zone", "aria-label": `Time zone of ${name}'s phone`, onchange: () => this.setPhone({ zone: this.zone.value }) });
    this.language = h("select", { "aria-label": `Language of ${name}'s phone`, onchange: () => this.setPhone({ language: this.language.value }) },
      LANGUAGES.map((code) => h("option", { value: code }, code)));
    this.status = h("p", { class: "bot-status" }, "bot");
    this.headerMenu = h("button", { type: "button", class: "round", "aria-label": "Chat menu", "aria-haspopup": "true", onclick: (event) => this.openChatMenu(event.currentTarget) }, icon("more"));
    this.pinned = h("button", { type: "button", class: "pinned", hidden: true });
    this.log = h("ol", { class: "log", role: "log", "aria-live": "polite", "aria-relevant": "additions text", "aria-label": `${name}'s chat`, tabindex: "0" });
    this.toEnd = h("button", { type: "button", class: "to-end", hidden: true, "aria-label": "To the newest message", onclick: () => this.scrollToEnd() }, icon("down"), h("span", { class: "unread" }));
    this.toast = h("p", { class: "toast", role: "status", hidden: true });
    this.context = h("div", { class: "context", hidden: true });
    this.box = h("textarea", { rows: "1", "aria-label": "Message", placeholder: "Message", dir: "auto" });
    this.box.addEventListener("keydown", (event) => this.typed(event));
    this.box.addEventListener("input", () => this.grow());
    this.menuButton = h("button", { type: "button", class: "menu-button", "aria-haspopup": "true", onclick: (event) => this.openCommands(event.currentTarget) }, "Menu");
    this.attachButton = h("button", { type: "button", class: "round", "aria-label": "Attach", "aria-haspopup": "true", onclick: (event) => this.openAttach(event.currentTarget) }, icon("clip"));
    this.keyboardButton = h("button", { type: "button", class: "round", "aria-label": "Show or hide the keyboard", hidden: true, onclick: () => this.toggleKeyboard() }, icon("keyboard"));
    this.sendButton = h("button", { type: "submit", class: "round send", "aria-label": "Send" }, icon("send"));
    this.composer = h("form", { class: "composer", onsubmit: (event) => this.submit(event) }, this.menuButton, this.attachButton, this.box, this.keyboardButton, this.sendButton);
    this.bigButton = h("button", { type: "button", class: "big-button", hidden: true, onclick: () => this.startOrUnblock() });
    this.keyboard = h("div", { class: "reply-keyboard", role: "group", "aria-label": "Suggested answers", hidden: true });
    this.rang = h("span", { class: "rang", "aria-hidden": "true" }, icon("bell"));
    this.element = h("section", { class: "phone", "aria-label": `${name}'s phone`, "data-person": name },
      h("div", { class: "phone-bar" }, this.time, h("span", { class: "owner" }, name), h("span", { class: "phone-settings" }, this.language, this.zone)),
      h("header", { class: "chat-header" },
        h("img", { src: "/sandbox/page/icon.svg", alt: "", width: "42", height: "42" }),
        h("div", { class: "bot-name" }, h("h2", {}, this.bot.name), this.status), this.rang, this.headerMenu),
      this.pinned,
      h("div", { class: "wall" }, this.log, this.toEnd, this.toast),
      this.context, this.composer, this.bigButton, this.keyboard);
    this.stuck = true;
    for (const kind of ["wheel", "touchmove", "keydown"]) this.log.addEventListener(kind, () => { this.scrollsToEnd = false; }, { passive: true });
    this.log.addEventListener("scroll", () => this.scrolled());
    new ResizeObserver(() => { if (this.stuck) this.scrollToEnd(); }).observe(this.log);
  }

  fill(person, now) {
    this.messages.clear();
    this.log.replaceChildren();
    this.person = person;
    this.log.append(h("li", { class: "welcome" }));
    for (const message of person.messages || []) this.put(message, false, false);
    this.drawDays();
    this.chatChanged(person);
    this.clock(now);
    this.scrollToEnd();
  }

  // what happens

  chatChanged(chat) {
    const zoneChanged = this.person.zone !== chat.zone;
    this.person = { ...this.person, ...chat, messages: undefined };
    if (!this.zone.options.length) this.zone.append(...zoneOptions(chat.zone));
    this.zone.value = chat.zone;
    if (![...this.language.options].some((option) => option.value === chat.language)) this.language.append(h("option", { value: chat.language }, chat.language));
    this.language.value = chat.language;
    this.drawPinned(chat.pinned);
    this.drawKeyboard(chat.keyboard);
    this.drawWelcome();
    const talking = chat.started && !chat.blocked;
    this.composer.hidden = !talking;
    this.bigButton.hidden = talking;
    this.bigButton.textContent = chat.blocked ? "Unblock" : "Start";
    this.menuButton.hidden = !chat.commands.length;
    if (zoneChanged) this.redraw();
    this.clock(this.now);
  }

  messageChanged(message, fresh) {
    const near = this.stuck;
    this.put(message, fresh);
    this.quiet();
    if (!fresh) return;
    if (near || !message.from_bot) this.scrollToEnd(true);
    else if (message.from_bot) this.countUnread();
    if (message.loud) this.ring(message);
  }

  put(message, fresh, days = true) {
    const old = this.log.querySelector(`#m${message.id}`);
    const known = this.messages.get(message.id);
    if (message.deleted) {
      this.messages.delete(message.id);
      old?.remove();
      if (days) this.drawDays();
      return;
    }
    this.messages.set(message.id, message);
    const item = bubble(message, this.person.zone, this.hands());
    if (fresh) item.classList.add("fresh");
    if (known && !fresh && known.text !== message.text) item.classList.add("changed");
    if (old) old.replaceWith(item);
    else this.log.append(item);
    this.waiting.delete(message.id);
    if (days) this.drawDays();
  }

  hands() {
    return {
      key: (message, button, key) => this.pressKey(message, button, key),
      menu: (message, anchor) => this.openMessageMenu(message, anchor),
      command: (words) => this.act({ act: "says", text: words }),
      show: (id) => this.show(id),
      say: (words) => this.say(words),
      resized: () => { if (this.stuck) this.scrollToEnd(); },
    };
  }

  typing(action) {
    const words = { typing: "typing…", upload_photo: "sending a photo…", upload_document: "sending a file…" };
    this.status.textContent = words[action] || "typing…";
    this.status.classList.add("typing");
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => this.quiet(), 5000);
  }

  quiet() {
    clearTimeout(this.typingTimer);
    this.status.textContent = "bot";
    this.status.classList.remove("typing");
  }

  answered(event) {
    this.waiting.get(event.message_id)?.classList.remove("waiting");
    this.waiting.delete(event.message_id);
    if (event.text && event.alert) this.alert(event.text);
    else if (event.text) this.say(event.text);
  }

  ring(message) {
    const item = this.log.querySelector(`#m${message.id}`);
    for (const element of [this.element, item]) {
      element?.classList.remove("ringing");
      void element?.offsetWidth;
      element?.classList.add("ringing");
    }
    setTimeout(() => this.element.classList.remove("ringing"), 2200);
    this.element.dispatchEvent(new CustomEvent("ring", { bubbles: true }));
    announce(`${this.person.name}'s phone rings: ${message.text.slice(0, 120)}`);
  }

  clock(now) {
    this.now = now;
    this.time.textContent = localTime(now, this.person.zone);
  }

  // drawing

  redraw() {
    for (const message of this.messages.values()) this.put(message, false, false);
    this.drawDays();
  }

  drawDays() {
    for (const day of this.log.querySelectorAll(".day")) day.remove();
    let last = "";
    for (const item of this.log.querySelectorAll("li[data-id]")) {
      const message = this.messages.get(Number(item.dataset.id));
      const day = localDay(message.at, this.person.zone);
      if (day !== last) item.before(h("li", { class: "day" }, h("span", {}, day)));
      last = day;
    }
  }

  drawWelcome() {
    const welcome = this.log.querySelector(".welcome");
    welcome.hidden = this.messages.size > 0;
    const description = this.person.description || "Press Start to say hello.";
    welcome.replaceChildren(h("img", { src: "/sandbox/page/icon.svg", alt: "", width: "72", height: "72" }),
      h("strong", {}, "What can this bot do?"), h("p", { dir: "auto" }, description));
  }

  drawPinned(pinned) {
    this.pinned.hidden = !pinned;
    if (!pinned) return;
    this.pinned.replaceChildren(icon("pin"), h("span", { class: "pinned-words" }, h("strong", {}, "Pinned message"), h("span", { dir: "auto" }, pinned.text)));
    this.pinned.onclick = () => this.show(pinned.id);
  }

  drawKeyboard(keyboard) {
    const rows = keyboard?.keyboard;
    this.keyboard.hidden = !rows || !this.person.started || this.person.blocked;
    this.keyboardButton.hidden = !rows;
    this.box.placeholder = keyboard?.input_field_placeholder || "Message";
    if (keyboard?.force_reply) this.box.focus();
    if (!rows) return this.keyboard.replaceChildren();
    this.keyboard.classList.toggle("resized", Boolean(keyboard.resize_keyboard));
    return this.keyboard.replaceChildren(...rows.map((row) => h("div", { class: "keys" }, row.map((button) =>
      h("button", { type: "button", class: `key ${button.style || ""}`, dir: "auto", onclick: () => this.pressReply(button) },
        button.request_location ? icon("pinpoint") : button.request_contact ? icon("contact") : null, h("span", {}, button.text))))));
  }

  toggleKeyboard() {
    this.keyboard.hidden = !this.keyboard.hidden;
    this.scrollToEnd();
  }

  // scrolling

  nearEnd(distance = 120) { return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < distance; }

  scrollToEnd(smooth = false) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.stuck = true;
    this.scrollsToEnd = true;
    clearTimeout(this.scrollTimer);
    this.scrollTimer = setTimeout(() => { this.scrollsToEnd = false; }, 700);
    requestAnimationFrame(() => this.log.scrollTo({ top: this.log.scrollHeight, behavior: smooth && !calm ? "smooth" : "instant" }));
  }

  scrolled() {
    const near = this.nearEnd();
    this.stuck = near || this.scrollsToEnd;
    this.toEnd.hidden = near;
    if (near) this.unread = 0;
    this.toEnd.querySelector(".unread").textContent = this.unread || "";
  }

  countUnread() {
    this.unread += 1;
    this.toEnd.hidden = false;
    this.toEnd.querySelector(".unread").textContent = this.unread;
  }

  show(id) {
    const item = this.log.querySelector(`#m${id}`);
    if (!item) return this.say("That message is gone.");
    item.scrollIntoView({ block: "center" });
    item.classList.remove("found");
    void item.offsetWidth;
    item.classList.add("found");
    return undefined;
  }

  // doing

  async act(body) {
    try {
      return await post(`people/${this.person.id}/act`, body);
    } catch (error) {
      this.say(error.message);
      return null;
    }
  }

  setPhone(settings) {
    post(`people/${this.person.id}/phone`, settings).catch((error) => this.say(error.message));
  }

  typed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.composer.requestSubmit();
    }
    if (event.key === "Escape") this.endContext();
  }

  grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, 140)}px`;
  }

  async submit(event) {
    event.preventDefault();
    const text = this.box.value.trim();
    if (!text) return;
    const { editing, replying } = this;
    this.endContext();
    this.box.value = "";
    this.grow();
    if (editing) await this.act({ act: "edits", message_id: editing.id, text });
    else await this.act({ act: "says", text, reply_to: replying?.id ?? null });
    this.box.focus();
  }

  async pressKey(message, button, key) {
    if (button.url || button.web_app) return window.open(button.url || button.web_app.url, "_blank", "noopener");
    if (button.copy_text) {
      await navigator.clipboard?.writeText(button.copy_text.text).catch(() => undefined);
      return this.say(`Copied: ${button.copy_text.text}`);
    }
    if (!button.callback_data) return this.say("This button does nothing in the sandbox.");
    key.classList.add("waiting");
    this.waiting.set(message.id, key);
    setTimeout(() => key.classList.remove("waiting"), 15000);
    const done = await this.act({ act: "presses", message_id: message.id, data: button.callback_data, label: button.text });
    if (!done) key.classList.remove("waiting");
    return undefined;
  }

  async pressReply(button) {
    if (button.request_location) {
      const place = await askForPlace(this.person.name);
      if (place) await this.act({ act: "shares_location", ...place });
      return;
    }
    await this.act({ act: "presses", label: button.text });
  }

  async startOrUnblock() {
    await this.act(this.person.blocked ? { act: "unblocks" } : { act: "command", command: "start" });
    this.box.focus();
  }

  // menus

  openCommands(anchor) {
    this.popover(anchor, "commands", this.person.commands.map((command) =>
      h("button", { type: "button", onclick: () => this.act({ act: "command", command: command.command }) },
        h("span", { class: "command-words", dir: "auto" }, command.description), h("span", { class: "command-name" }, `/${command.command}`))));
  }

  openAttach(anchor) {
    const choice = (name, label, doing) => h("button", { type: "button", onclick: doing }, h("span", { class: `blob ${name}` }, icon(name)), label);
    this.popover(anchor, "attach", [
      choice("photo", "Photo", () => this.attachFile("photo", "image/*")),
      choice("file", "File", () => this.attachFile("document", "")),
      choice("pinpoint", "Location", async () => {
        const place = await askForPlace(this.person.name);
        if (place) await this.act({ act: "shares_location", ...place });
      }),
      choice("mic", "Voice", () => this.act({ act: "sends", kind: "voice" })),
      choice("sticker", "Sticker", () => this.act({ act: "sends", kind: "sticker" })),
      choice("contact", "Contact", () => this.act({ act: "sends", kind: "contact" })),
    ]);
  }

  async attachFile(kind, accept) {
    const file = await askForFile(kind, accept);
    if (file) await this.act({ act: "sends", kind, ...file });
  }

  openChatMenu(anchor) {
    const choice = (name, label, doing) => h("button", { type: "button", onclick: doing }, icon(name), label);
    const blocked = this.person.blocked;
    this.popover(anchor, "list", [
      choice("link", "Open a deep link…", async () => {
        const payload = await askForDeepLink(this.bot.username);
        if (payload !== null) await this.act({ act: "command", command: "start", payload });
      }),
      choice("ban", blocked ? "Unblock the bot" : "Block the bot", () => this.act({ act: blocked ? "unblocks" : "blocks" })),
    ]);
  }

  openMessageMenu(message, anchor) {
    const choice = (name, label, doing) => h("button", { type: "button", onclick: doing }, icon(name), label);
    const own = !message.from_bot;
    this.popover(anchor, "list", [
      choice("reply", "Reply", () => this.beginContext("reply", message)),
      own && message.text ? choice("edit", "Edit", () => this.beginContext("edit", message)) : null,
      message.text ? choice("copy", "Copy the words", () => navigator.clipboard?.writeText(message.text)) : null,
      choice("trash", "Delete", () => this.act({ act: "deletes", message_id: message.id })),
    ].filter(Boolean));
  }

  popover(anchor, kind, items) {
    document.querySelector(".popover")?.remove();
    const list = h("div", { class: `popover ${kind}`, role: "menu" }, items);
    for (const item of items) item.setAttribute("role", "menuitem");
    const frame = this.element.getBoundingClientRect();
    const from = anchor.getBoundingClientRect();
    this.element.append(list);
    const below = from.bottom - frame.top + 6;
    const fits = below + list.offsetHeight < frame.height - 12;
    list.style.top = `${Math.max(8, fits ? below : from.top - frame.top - list.offsetHeight - 6)}px`;
    const left = from.left - frame.left + (from.left > frame.left + frame.width / 2 ? from.width - list.offsetWidth : 0);
    list.style.left = `${Math.max(8, Math.min(left, frame.width - list.offsetWidth - 8))}px`;
    const close = (event) => {
      if (event.type === "keydown" && event.key !== "Escape") return this.walk(list, event);
      if (event.type === "pointerdown" && list.contains(event.target)) return undefined;
      list.remove();
      document.removeEventListener("pointerdown", close, true);
      document.removeEventListener("keydown", close, true);
      if (event.type === "keydown") anchor.focus();
      return undefined;
    };
    list.addEventListener("click", close);
    document.addEventListener("pointerdown", close, true);
    document.addEventListener("keydown", close, true);
    items[0]?.focus({ preventScroll: true });
  }

  walk(list, event) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step || !list.isConnected) return;
    event.preventDefault();
    const items = [...list.children];
    items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
  }

  beginContext(kind, message) {
    this.endContext();
    this[kind === "edit" ? "editing" : "replying"] = message;
    this.context.hidden = false;
    this.context.replaceChildren(icon(kind),
      h("span", { class: "pinned-words" }, h("strong", {}, kind === "edit" ? "Edit message" : "Reply"), h("span", { dir: "auto" }, message.text || "message")),
      h("button", { type: "button", class: "round", "aria-label": "Cancel", onclick: () => this.endContext() }, icon("close")));
    if (kind === "edit") this.box.value = message.text;
    this.grow();
    this.box.focus();
  }

  endContext() {
    if (this.editing) this.box.value = "";
    this.editing = undefined;
    this.replying = undefined;
    this.context.hidden = true;
  }

  // saying

  say(words) {
    this.toast.textContent = words;
    this.toast.hidden = false;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => { this.toast.hidden = true; }, 4500);
  }

  alert(words) {
    const before = document.activeElement;
    const ok = h("button", { type: "button", class: "strong" }, "OK");
    const layer = h("div", { class: "alert-layer" },
      h("div", { class: "alert", role: "alertdialog", "aria-modal": "true", "aria-label": this.bot.name }, h("strong", {}, this.bot.name), h("p", { dir: "auto" }, words), ok));
    const close = () => { layer.remove(); before?.focus?.(); };
    ok.addEventListener("click", close);
    layer.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      if (event.key === "Tab") event.preventDefault();
    });
    this.element.append(layer);
    ok.focus();
  }
}
