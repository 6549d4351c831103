// The strip at the top: the travelling clock, the faults panel, the violations counter.

import { announce, h, icon, instant, post } from "./dom.js";

const TROUBLES = [
  ["slow", "Slow", "Every call takes longer", [["seconds", "seconds", 3]]],
  ["too_many", "Too many requests (429)", "Telegram asks to wait", [["retry_after", "seconds to wait", 5]]],
  ["server_error", "Server error (502)", "Telegram stumbles", []],
  ["down", "Down", "Connections are cut, nothing is taken", []],
  ["cut_after", "Cut after delivery", "The next message arrives, the answer does not", [["calls", "calls", 1]]],
];

export class Strip {
  constructor() {
    this.now = document.getElementById("now");
    this.faults = [];
    this.people = [];
    for (const button of document.querySelectorAll("[data-seconds]")) {
      button.addEventListener("click", () => this.travel({ advance_seconds: Number(button.dataset.seconds) }, button));
    }
    const next = document.getElementById("to-next");
    next.addEventListener("click", () => this.travel({ to_next: true }, next));
    this.panel("faults");
    this.panel("violations");
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") this.closePanels(); });
    document.addEventListener("pointerdown", (event) => { if (!event.target.closest(".panel, .lever")) this.closePanels(); });
  }

  clock(now) {
    this.now.textContent = `${instant(now)} UTC`;
    this.now.dateTime = now;
  }

  async travel(body, button) {
    const buttons = document.querySelectorAll(".jumps button");
    for (const other of buttons) other.disabled = true;
    button.classList.add("waiting");
    try {
      const { now, moved } = await post("clock", body);
      this.clock(now);
      announce(moved ? `It is now ${instant(now)}.` : "Nothing is planned.");
      if (!moved) this.hint(button, "Nothing is planned");
    } catch (error) {
      this.hint(button, error.message);
    } finally {
      for (const other of buttons) other.disabled = false;
      button.classList.remove("waiting");
    }
  }

  hint(button, words) {
    const before = button.textContent;
    button.textContent = words;
    setTimeout(() => { button.textContent = before; }, 2500);
  }

  panel(name) {
    const toggle = document.getElementById(`${name}-toggle`);
    toggle.addEventListener("click", () => {
      const opens = document.getElementById(`${name}-panel`).hidden;
      this.closePanels();
      document.getElementById(`${name}-panel`).hidden = !opens;
      toggle.setAttribute("aria-expanded", String(opens));
    });
  }

  closePanels() {
    for (const name of ["faults", "violations"]) {
      document.getElementById(`${name}-panel`).hidden = true;
      document.getElementById(`${name}-toggle`).setAttribute("aria-expanded", "false");
    }
  }

  drawFaults(faults, people = this.people) {
    this.faults = faults;
    this.people = people;
    const toggle = document.getElementById("faults-toggle");
    toggle.classList.toggle("bad", faults.length > 0);
    document.getElementById("faults-label").textContent = faults.length ? this.summary(faults) : "Faults";
    const focused = document.activeElement?.id;
    document.getElementById("faults-panel").replaceChildren(
      h("h2", {}, "What goes wrong"),
      ...TROUBLES.map((trouble) => this.trouble(...trouble)),
      ...people.map((person) => this.forbids(person)),
      h("button", { type: "button", class: "strong wide", onclick: () => post("faults/clear") }, "All well again"));
    if (focused) document.getElementById(focused)?.focus();
  }

  summary(faults) {
    const names = { slow: "slow", too_many: "429", server_error: "502", down: "down", cut_after: "cut", forbidden: "403" };
    return `Telegram: ${[...new Set(faults.map((fault) => names[fault.kind]))].join(", ")}`;
  }

  trouble(kind, title, detail, numbers) {
    const active = this.faults.find((fault) => fault.kind === kind);
    const inputs = numbers.map(([name, label, value]) =>
      [name, label, h("input", { type: "number", min: "1", id: `fault-${kind}-${name}`, value: String(active?.[name] ?? value), "aria-label": label })]);
    const change = () => {
      if (active) return post("faults/clear", { kind });
      return post("faults", { kind, ...Object.fromEntries(inputs.map(([name, , input]) => [name, Number(input.value)])) });
    };
    return this.row(`fault-${kind}`, title, active ? `${detail} (${active.hits} so far)` : detail, Boolean(active), change,
      inputs.map(([, label, input]) => h("label", { class: "small" }, input, label)));
  }

  forbids(person) {
    const active = this.faults.find((fault) => fault.kind === "forbidden" && fault.person === person.id);
    const change = () => (active ? post("faults/clear", { kind: "forbidden" }) : post("faults", { kind: "forbidden", person: person.id }));
    return this.row(`fault-forbidden-${person.id}`, `${person.name} is gone (403)`, "The account no longer takes messages", Boolean(active), change, []);
  }

  row(id, title, detail, on, change, extra) {
    const toggle = h("button", { type: "button", class: "switch", role: "switch", id, "aria-checked": String(on), "aria-label": title, onclick: change }, h("span"));
    return h("div", { class: "fault" }, h("div", { class: "fault-words" }, h("strong", {}, title), h("small", {}, detail), extra), toggle);
  }

  drawViolations(violations) {
    document.getElementById("violations-count").textContent = violations.length >= 50 ? "50+" : violations.length;
    document.getElementById("violations-toggle").classList.toggle("bad", violations.length > 0);
    document.getElementById("violations-panel").replaceChildren(
      h("h2", {}, "Calls that no correct bot makes"),
      violations.length
        ? h("ol", { class: "violations" }, violations.map((one) => h("li", {}, h("strong", {}, icon("alert"), one.method), h("span", {}, one.description), h("small", {}, `${instant(one.at)} UTC`))))
        : h("p", {}, "None so far. Every request the bot makes is held against the Bot API's rules."));
  }
}
