// The card beside an event under the pointer, and the list of a bin that no zoom can part.
import { STATUS, node } from "./draw.js";
import { BAR } from "./layout.js";

const LISTED = 60;

/** The card of a view with `stage`, `size`, `camera` and `choose(id)`. */
export class Card {
  constructor(view) {
    this.view = view;
    this.root = node("<div", { class: "card", hidden: "" });
    view.stage.append(this.root);
  }

  /** Tells of an event at a point of the drawing. */
  show(event, at) {
    this.root.setAttribute("role", "tooltip");
    this.root.className = "card";
    this.place(cardParts(event), at);
  }

  /** Lists events, each a button that chooses it. */
  list(events, at) {
    const items = events.slice(0, LISTED).map((event) => {
      const made = node("<button", { type: "button", dir: "auto" }, event.title, node("<span", { class: "date" }, event.date));
      made.addEventListener("click", () => {
        this.hide();
        this.view.choose(event.id);
      });
      return node("<li", {}, made);
    });
    const parts = [node("<strong", {}, `${events.length} events at one time`), node("<ul", {}, ...items)];
    if (events.length > LISTED) parts.push(node("<span", { class: "source" }, `The first ${LISTED} are listed; the table has all of them.`));
    this.root.setAttribute("role", "dialog");
    this.root.setAttribute("aria-label", "Events at one time");
    this.root.className = "card list";
    this.place(parts, at);
    this.root.querySelector("button").focus({ preventScroll: true });
  }

  place(parts, [x, y]) {
    const { size, stage } = this.view;
    this.root.replaceChildren(...parts);
    this.root.hidden = false;
    const left = Math.min(Math.max((x - 24) * size, 4), stage.clientWidth - this.root.offsetWidth - 4);
    const above = (y - 14) * size - this.root.offsetHeight;
    this.root.style.left = `${Math.max(left, 4)}px`;
    this.root.style.top = `${above < -40 ? (y + BAR + 16) * size : above}px`;
  }

  /** The pointer has left: a card goes, a list stays until it is closed. */
  leave() {
    if (this.root.className !== "card list") this.hide();
  }

  hide() {
    this.root.hidden = true;
    this.root.className = "card";
    this.root.removeAttribute("aria-label");
  }
}

function cardParts(event) {
  const status = STATUS[event.status];
  const [before, wording, after] = event.quote;
  const parts = [
    node("<strong", { dir: "auto" }, event.title),
    node("<span", { class: "date" }, event.date + (status ? ` · ${status}` : "")),
    node("<q", { dir: "auto" }, before, node("<mark", {}, wording), after),
    node("<span", { class: "source", dir: "auto" }, event.source),
  ];
  if (event.conflict) parts.push(node("<span", { class: "clash" }, "Statements about this collide"));
  return parts;
}
