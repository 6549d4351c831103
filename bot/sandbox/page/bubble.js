// Draws one message: its words with formatting, its picture or paper, its buttons.

import { bytes, h, icon, localTime } from "./dom.js";

const WRAPPERS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

// Offsets are in UTF-16 code units, which is how JavaScript counts as well.
export function formatted(text, entities, on) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return pieces(text, sorted, 0, text.length, on);
}

function pieces(text, entities, start, end, on) {
  const out = [];
  let at = start;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const stop = Math.min(entity.offset + entity.length, end);
    let next = index + 1;
    while (next < entities.length && entities[next].offset < stop) next += 1;
    if (entity.offset > at) out.push(text.slice(at, entity.offset));
    const inner = pieces(text, entities.slice(index + 1, next), entity.offset, stop, on);
    out.push(wrapped(entity, text.slice(entity.offset, stop), inner, on));
    at = stop;
    index = next;
  }
  if (at < end) out.push(text.slice(at, end));
  return out;
}

function wrapped(entity, words, inner, on) {
  switch (entity.type) {
    case "text_link":
    case "url": {
      const href = entity.url || words;
      if (!/^https?:/i.test(href)) return h("span", { class: "linkish", title: href }, inner);
      return h("a", { href, target: "_blank", rel: "noopener noreferrer" }, inner);
    }
    case "email": return h("a", { href: `mailto:${words}` }, inner);
    case "phone_number": return h("a", { href: `tel:${words.replace(/[^+\d]/g, "")}` }, inner);
    case "bot_command": return h("button", { type: "button", class: "in-text", onclick: () => on.command(words) }, inner);
    case "spoiler": {
      const veil = h("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden words. Press to show them." }, inner);
      const reveal = () => { veil.classList.add("shown"); veil.removeAttribute("aria-label"); };
      veil.addEventListener("click", reveal);
      veil.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") reveal(); });
      return veil;
    }
    case "pre": return h("pre", {}, entity.language ? h("span", { class: "pre-language" }, entity.language) : null, h("code", {}, inner));
    default: return WRAPPERS[entity.type] ? h(WRAPPERS[entity.type], {}, inner) : h("span", {}, inner);
  }
}

function media(message, on) {
  const what = message.media;
  const source = what.file_id ? `/sandbox/files/${encodeURIComponent(what.file_id)}` : "";
  const label = message.text ? `${what.kind}: ${message.text}` : `A ${what.kind.replace("_", " ")}`;
  const size = what.width ? { width: what.width, height: what.height } : {};
  const still = () => h("img", { class: "picture", src: source, alt: label, ...size, onload: on.resized });
  switch (what.kind) {
    case "photo": return veiled(message, still());
    case "animation":
      if (what.mime === "image/gif") return h("div", { class: "moving" }, still(), h("span", { class: "tag" }, "GIF"));
      return h("div", { class: "moving" }, film(source, label, { autoplay: true, loop: true, muted: true }, size), h("span", { class: "tag" }, "GIF"));
    case "video":
    case "video_note": return film(source, label, { controls: true }, size);
    case "sticker": return sticker(source, what.emoji || "🙂");
    case "voice":
    case "audio": return sound(source, what, on);
    case "location": return place(what);
    case "contact": return card("contact", what.name, what.phone);
    default: return h("a", { class: "paper", href: source, download: what.name || "" },
      h("span", { class: "paper-icon" }, icon("file")),
      h("span", { class: "paper-words" }, h("strong", {}, what.name || "file"), h("small", {}, bytes(what.size || 0))));
  }
}

function film(source, label, ways, size) {
  return h("video", { class: "picture", src: source, "aria-label": label, playsinline: true, ...ways, ...size });
}

function veiled(message, image) {
  if (!message.spoiler) return image;
  const veil = h("button", { type: "button", class: "veil", "aria-label": "Hidden picture. Press to show it." }, image);
  veil.addEventListener("click", () => veil.classList.add("shown"));
  return veil;
}

function sticker(source, emoji) {
  const image = h("img", { class: "sticker", src: source, alt: `Sticker ${emoji}` });
  image.addEventListener("error", () => image.replaceWith(h("span", { class: "sticker", role: "img", "aria-label": `Sticker ${emoji}` }, emoji)));
  return image;
}

function sound(source, what, on) {
  const bars = Array.from({ length: 28 }, (_, index) => {
    const bar = h("i");
    bar.style.height = `${22 + Math.abs(Math.sin(index * 1.7) * 48 + Math.cos(index * 0.6) * 26)}%`;
    return bar;
  });
  const play = () => new Audio(source).play().catch(() => on.say("This voice note has no sound in it."));
  return h("div", { class: "sound" },
    h("button", { type: "button", class: "round", "aria-label": "Play", onclick: play }, icon("play")),
    h("div", { class: "wave", "aria-hidden": "true" }, bars),
    h("small", {}, `0:${String(what.seconds || 0).padStart(2, "0")}`));
}

function place(what) {
  const words = `${what.latitude.toFixed(3)}, ${what.longitude.toFixed(3)}`;
  return h("div", { class: "place" }, h("div", { class: "map", "aria-hidden": "true" }, icon("pinpoint")), h("small", {}, `Location ${words}`));
}

function card(name, title, detail) {
  return h("div", { class: "paper" }, h("span", { class: "paper-icon" }, icon(name)),
    h("span", { class: "paper-words" }, h("strong", {}, title), h("small", {}, detail)));
}

function buttons(message, on) {
  if (!message.keyboard.length) return null;
  return h("div", { class: "inline-keyboard", role: "group", "aria-label": "Buttons" },
    message.keyboard.map((row) => h("div", { class: "keys" }, row.map((button) => {
      const mark = button.url ? icon("link") : button.copy_text ? icon("copy") : null;
      const key = h("button", { type: "button", class: `key ${button.style || ""}`, dir: "auto" }, h("span", {}, button.text), mark);
      key.addEventListener("click", () => on.key(message, button, key));
      return key;
    }))));
}

function meta(message, zone) {
  return h("span", { class: "meta" },
    message.pinned ? icon("pin", "Pinned") : null,
    message.edited_at ? h("span", { class: "edited" }, "edited") : null,
    message.from_bot && message.silent ? icon("bell-off", "Came silently") : null,
    message.loud ? icon("bell", "Made the phone ring") : null,
    h("time", { datetime: message.at }, localTime(message.at, zone)),
    message.from_bot ? null : icon("checks", "Sent"));
}

export function bubble(message, zone, on) {
  if (message.service) {
    return h("li", { class: "service", id: `m${message.id}`, "data-id": message.id }, h("span", {}, "Backcheck pinned a message"));
  }
  const words = message.text
    ? h("div", { class: "words", dir: "auto" }, formatted(message.text, message.entities, on)) : null;
  const picture = message.media ? media(message, on) : null;
  const quote = message.reply_to
    ? h("button", { type: "button", class: "quote", onclick: () => on.show(message.reply_to.id) },
      h("strong", {}, message.reply_to.from_bot ? "Backcheck" : "You"), h("span", {}, message.reply_to.text)) : null;
  const body = h("div", { class: "bubble" }, quote,
    message.caption_above ? [words, picture] : [picture, words], meta(message, zone),
    h("button", { type: "button", class: "bubble-menu", "aria-label": "Message menu", "aria-haspopup": "true", onclick: (event) => on.menu(message, event.currentTarget) }, icon("more")));
  const kinds = ["message", message.from_bot ? "in" : "out", message.silent && message.from_bot ? "silent" : "", message.loud ? "loud" : "",
    message.media ? `media-${message.media.kind}` : "", message.text ? "" : "wordless"];
  const item = h("li", { class: kinds.filter(Boolean).join(" "), id: `m${message.id}`, "data-id": message.id },
    body, buttons(message, on),
    message.reaction ? h("span", { class: "reaction", "aria-label": `Reaction ${message.reaction}` }, message.reaction) : null);
  item.addEventListener("contextmenu", (event) => { event.preventDefault(); on.menu(message, body.querySelector(".bubble-menu")); });
  return item;
}
