// The link view: linked events as cards in columns of time, joined by lines whose look says the kind.
import { BOTH_WAYS, LINKS, legendButtons } from "./arcs.js";
import { Card } from "./card.js";
import { STATUS, node, shortened } from "./draw.js";
import { saveMenu } from "./tools.js";

const CARD = { width: 176, height: 56 };
const STEP = { x: 216, y: 78 };
const HEAD = 40;
const NO_LINKS =
  "No links between these events. A link comes from words that join two events, such as “led to”, “like” or “two years after”.";

/** A link view in `host`, with the same face as a timeline's: {show(scene, selected), select(id), destroy()}. */
export function mountGraph(host, onSelect = () => {}) {
  return new GraphView(host, onSelect);
}

class GraphView {
  constructor(host, onSelect) {
    this.host = host;
    this.onSelect = onSelect;
    this.hidden = new Set();
    this.selected = this.hovered = this.current = null;
    this.legend = node("<div", { class: "legend", role: "group", "aria-label": "Kinds of links" });
    this.note = node("<p", { class: "note" });
    this.svg = node("svg", { class: "plot chart", role: "group", "aria-roledescription": "chart of links" });
    this.scroll = node("<div", { class: "scroll", role: "region", "aria-label": "Chart of links, can be scrolled", tabindex: "0" }, this.svg);
    this.empty = node("<p", { class: "empty", hidden: "" }, NO_LINKS);
    this.stage = node("<div", { class: "stage" }, this.scroll, this.empty);
    this.card = new Card(this);
    this.bar = node("<div", { class: "bar" }, this.legend, node("<div", { class: "tools" }, saveMenu(this)));
    this.root = node("<div", { class: "timeline" }, this.bar, this.stage, this.note);
    host.replaceChildren(this.root);
    this.listen();
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(this.stage);
  }

  destroy() {
    this.observer.disconnect();
    this.host.replaceChildren();
  }

  show(scene, selected) {
    this.selected = selected;
    this.scene = scene;
    this.events = scene.events;
    this.links = scene.links.map(([a, b, kind]) => ({ a, b, kind }));
    this.byId = new Map(this.events.map((e, i) => [e.id, i]));
    if (!this.byId.has(this.current)) this.current = this.events[0]?.id ?? null;
    this.legend.replaceChildren(...legendButtons(this));
    this.svg.setAttribute("aria-label", `${this.events.length} events and how they hang together`);
    this.empty.hidden = this.events.length > 0;
    this.scroll.hidden = this.bar.hidden = !this.events.length;
    const few = this.events.length < scene.linked;
    this.note.textContent = few ? `The ${this.events.length} weightiest of ${scene.linked.toLocaleString("en")} linked events. Filter to see others.` : "";
    this.note.hidden = !few;
    this.draw();
  }

  select(id) {
    this.selected = id;
    this.draw();
    this.onSelect(id);
  }

  choose(id) {
    this.current = id;
    this.select(id === this.selected ? null : id);
    this.nodes.get(id)?.focus({ preventScroll: true });
  }

  resize() {
    this.size = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
    const width = Math.floor(this.stage.clientWidth / this.size);
    if (!width || width === this.width) return;
    this.width = width;
    if (this.scene) this.draw();
  }

  // --- drawing ---

  draw() {
    if (!this.width || !this.events.length) return;
    const count = this.scene.columns.length;
    this.step = Math.max(STEP.x, Math.min((this.width - CARD.width - 42) / Math.max(count - 1, 1), 340));
    const rows = Math.max(...this.events.map((e) => e.row)) + 1;
    const [width, height] = [Math.max(Math.floor(40 + (count - 1) * this.step + CARD.width), this.width - 2), HEAD + rows * STEP.y + 12];
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.svg.style.width = `${width * this.size}px`;
    this.svg.setAttribute("height", height * this.size);
    this.lines = node("g", { class: "arcs", "aria-hidden": "true" });
    this.nodes = new Map(this.events.map((e) => [e.id, this.cardOf(e)]));
    this.svg.replaceChildren(this.headings(height), this.lines, node("g", { class: "cards" }, ...this.nodes.values()));
    this.drawArcs();
  }

  headings(height) {
    const parts = this.scene.columns.flatMap((words, n) => {
      const x = this.left(n);
      return [node("path", { d: `M${x + CARD.width / 2} ${HEAD - 8}V${height}` }), node("text", { x: x + CARD.width / 2, y: 23 }, words)];
    });
    return node("g", { class: "columns", "aria-hidden": "true" }, ...parts);
  }

  left(column) {
    return 20 + column * this.step;
  }

  at(event) {
    return [this.left(event.column), HEAD + event.row * STEP.y + 8];
  }

  cardOf(event) {
    const [x, y] = this.at(event);
    const status = STATUS[event.status];
    const chosen = event.id === this.selected;
    const made = node(
      "g",
      {
        class: `event box ${event.status}${event.named ? " named" : ""}${chosen ? " selected" : ""}`, role: "button", "data-id": event.id,
        transform: `translate(${x} ${y})`, tabindex: event.id === this.current ? "0" : "-1", "aria-pressed": String(chosen),
        "aria-label": [event.title, event.date, status, ...this.told(event)].filter(Boolean).join(", "),
      },
      node("rect", { class: "face", width: CARD.width, height: CARD.height, rx: 8 }),
    );
    const room = CARD.width - 22;
    const lines = wrapped(event.title, room, this.pen(event.named ? 600 : 400));
    lines.forEach((line, n) => made.append(node("text", { x: 11, y: (lines.length > 1 ? 17 : 23) + n * 15 }, line)));
    const date = status ? `${event.brief} · ${status}` : event.brief;
    made.append(node("text", { class: "when", x: 11, y: lines.length > 1 ? 49 : 41 }, shortened(date, room, this.pen(400, 11.5))[0]));
    return made;
  }

  // What a screen reader is told of the links of an event.
  told(event) {
    const i = this.byId.get(event.id);
    return this.links.filter((x) => x.a === i).map((x) => `${LINKS[x.kind]} ${this.events[x.b].title}`);
  }

  pen(weight, size = 13) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${weight} ${size}px ${getComputedStyle(this.svg).fontFamily}`;
    return (text) => pen.measureText(text).width;
  }

  drawArcs() {
    const focus = this.hovered ?? this.selected;
    const i = this.byId.get(focus);
    const shown = this.links.filter((x) => !this.hidden.has(x.kind));
    const near = new Set(shown.flatMap((x) => (x.a === i || x.b === i ? [x.a, x.b] : [])));
    this.events.forEach((e, n) => this.nodes.get(e.id).classList.toggle("dim", near.size > 0 && !near.has(n)));
    this.lines.replaceChildren(...shown.flatMap((x, n) => {
      const lit = x.a === i || x.b === i;
      const { line, head } = curve(this.at(this.events[x.a]), this.at(this.events[x.b]), this.step, BOTH_WAYS.has(x.kind) ? 0 : 7, ((n % 5) - 2) * 3);
      const classes = `arc ${x.kind}${lit ? " lit" : near.size ? " dim" : ""}`;
      const paths = [node("path", { class: classes, d: line })];
      return BOTH_WAYS.has(x.kind) ? paths : [...paths, node("path", { class: `head ${classes}`, d: head })];
    }));
  }

  // --- what the reader does ---

  listen() {
    const idOf = (e) => e.target.closest?.(".event")?.dataset.id ?? null;
    this.svg.addEventListener("pointermove", (e) => this.hover(idOf(e)));
    this.svg.addEventListener("pointerleave", () => this.hover(null));
    this.svg.addEventListener("click", (e) => idOf(e) && this.choose(idOf(e)));
    this.svg.addEventListener("focusin", (e) => e.target.matches(":focus-visible") && this.hover(idOf(e)));
    this.svg.addEventListener("focusout", () => this.hover(null));
    this.root.addEventListener("keydown", (e) => {
      this.key(e);
      e.stopPropagation();
    });
  }

  key(e) {
    const id = e.target.closest(".event")?.dataset.id;
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "Escape") this.hover(null);
    else if (!id) return;
    else if (e.key === "Enter" || e.key === " ") this.choose(id);
    else if (e.key.startsWith("Arrow")) this.walk(this.byId.get(id), e.key);
    else return;
    e.preventDefault();
  }

  // Left and right go along the links, up and down from card to card in the order of time.
  walk(i, key) {
    const back = key === "ArrowLeft" || key === "ArrowUp";
    const linked = this.links.flatMap((x) => (x.a === i ? [x.b] : x.b === i ? [x.a] : []));
    const side = linked.filter((n) => (back ? this.events[n].column < this.events[i].column : this.events[n].column > this.events[i].column));
    const next = key === "ArrowLeft" || key === "ArrowRight" ? side[0] : i + (back ? -1 : 1);
    const event = this.events[next];
    if (!event) return;
    this.nodes.get(this.current)?.setAttribute("tabindex", "-1");
    this.current = event.id;
    this.nodes.get(event.id).setAttribute("tabindex", "0");
    this.nodes.get(event.id).focus();
    this.hover(event.id);
  }

  hover(id) {
    if (id === this.hovered || !this.events?.length) return;
    this.hovered = id;
    this.drawArcs();
    const event = this.events[this.byId.get(id)];
    if (!event) return this.card.hide();
    const [x, y] = this.at(event);
    return this.card.show(event, [x + 24 - this.scroll.scrollLeft / this.size, y + CARD.height - 8]);
  }
}

// A line from card to card, with `room` for its head: sideways between columns, round the left within one, and between the
// rows past other cards, a little `aside` from its neighbours.
function curve([x1, y1], [x2, y2], step, room, aside) {
  const [a, b] = [y1 + CARD.height / 2, y2 + CARD.height / 2];
  if (x1 === x2) {
    const out = x1 - 16;
    return { line: `M${x1} ${a}C${out} ${a} ${out} ${b} ${x2 - room} ${b}`, head: `M${x2 - 9} ${b - 4}v8l8 -4z` };
  }
  const side = x2 > x1 ? 1 : -1;
  const [from, to] = side > 0 ? [x1 + CARD.width, x2] : [x1, x2 + CARD.width];
  const end = to - room * side;
  const head = `M${to - 9 * side} ${b - 4}v8l${8 * side} -4z`;
  const bend = (step - CARD.width) * side;
  const line = (x, y) => `C${(x[0] + x[1]) / 2} ${y[0]} ${(x[0] + x[1]) / 2} ${y[1]} ${x[1]} ${y[1]}`;
  if (Math.abs(x2 - x1) < 1.5 * step) return { line: `M${from} ${a}${line([from, end], [a, b])}`, head };
  const lane = HEAD + Math.round(((a + b) / 2 - HEAD) / STEP.y) * STEP.y - 3 + aside;
  return { line: `M${from} ${a}${line([from, from + bend], [a, lane])}H${end - bend}${line([end - bend, end], [lane, b])}`, head };
}

// A title on two lines at most.
function wrapped(text, room, width) {
  if (width(text) <= room) return [text];
  const words = text.split(" ");
  let first = words.shift();
  while (words.length && width(`${first} ${words[0]}`) <= room) first += ` ${words.shift()}`;
  const lines = [shortened(first, room, width)[0]];
  if (words.length) lines.push(shortened(words.join(" "), room, width)[0]);
  return lines;
}
