// The memory view: a row for each text in the order of writing, its marks where the times lie that it speaks of.
import { makeScale } from "./axis.js";
import { Camera } from "./camera.js";
import { Card } from "./card.js";
import { listen } from "./control.js";
import { STATUS, node, shortened } from "./draw.js";
import { shapeOf } from "./layout.js";
import { drawAxis } from "./ticks.js";
import { button, saveMenu } from "./tools.js";

const ROW_HEIGHT = 76;
const SECOND_LINE = 19;
const AXIS_ROOM = 40;
const LABEL = 190;
const LEAST_LABEL = 110;
const NO_MEMORY = "Nothing to draw: no text speaks of an event with a date.";

/** A memory view in `host`, with the same face as a timeline's: {show(scene, selected), select(id), destroy()}. */
export function mountMemory(host, onSelect = () => {}) {
  return new MemoryView(host, onSelect);
}

class MemoryView {
  constructor(host, onSelect) {
    this.host = host;
    this.onSelect = onSelect;
    this.nodes = new Map();
    this.links = [];
    this.selected = this.hovered = this.current = null;
    this.camera = new Camera(() => this.draw());
    this.build();
    listen(this);
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(this.stage);
  }

  build() {
    this.svg = node("svg", { class: "plot", role: "group", "aria-roledescription": "chart", tabindex: "-1" });
    this.layers = Object.fromEntries(["gaps", "grid", "rows", "events", "axis"].map((name) => [name, node("g", { class: name })]));
    for (const name of ["gaps", "grid", "rows", "axis"]) this.layers[name].setAttribute("aria-hidden", "true");
    this.svg.append(...Object.values(this.layers));
    this.empty = node("<p", { class: "empty", hidden: "" }, NO_MEMORY);
    this.stage = node("<div", { class: "stage" }, this.svg, this.empty);
    this.card = new Card(this);
    const signs = node(
      "<p", { class: "signs" },
      sign(node("circle", { class: "dot", cx: 7, cy: 7, r: 5 })), "what the text speaks of", sign(node("path", { class: "pen", d: "M7 1l5 6l-5 6l-5 -6z" })), "when it was written",
    );
    this.bar = node(
      "<div", { class: "bar" }, signs,
      node(
        "<div", { class: "tools", role: "group", "aria-label": "View" },
        button("−", "Zoom out", () => this.camera.zoom(1 / 1.6, undefined, true)), button("+", "Zoom in", () => this.camera.zoom(1.6, undefined, true)),
        button("Show all", "", () => this.fit(true)), saveMenu(this),
      ),
    );
    this.root = node("<div", { class: "timeline memory" }, this.bar, this.stage);
    this.host.replaceChildren(this.root);
  }

  destroy() {
    this.observer.disconnect();
    this.camera.stop();
    this.host.replaceChildren();
  }

  show(scene, selected) {
    this.selected = selected;
    const stamp = JSON.stringify([scene.events.map((e) => [e.id, e.bounds]), scene.rows]);
    if (stamp !== this.stamp) this.prepare(scene);
    const fresh = stamp !== this.stamp;
    this.stamp = stamp;
    if (!this.camera.width) return;
    if (fresh) this.camera.fit(false);
    else this.draw();
  }

  // One item for each event in each row; an event of two texts is two items with one `event`.
  prepare(scene) {
    this.rows = scene.rows;
    const ends = scene.events.flatMap((e) => e.bounds).concat(scene.rows.flatMap((r) => r.written ?? [])).filter((n) => n !== null);
    const horizon = ends.reduce((a, b) => Math.max(a, b), -Infinity) + 1;
    const shapes = scene.events.map((e) => shapeOf(e, horizon));
    const spans = [...shapes.filter(Boolean).map((s) => [s.low, s.high]), ...scene.rows.flatMap((r) => (r.written ? [r.written] : []))];
    this.scale = this.camera.scale = makeScale(spans, true);
    this.events = scene.rows.flatMap((row, n) => row.events.filter((i) => shapes[i]).map((i) => {
      const { low, high } = shapes[i];
      return { ...scene.events[i], id: `${n} ${scene.events[i].id}`, event: scene.events[i].id, row: n, shape: shapes[i], unit: this.scale.toUnit((low + high) / 2) };
    }));
    this.events.sort((a, b) => a.row - b.row || a.unit - b.unit);
    for (const e of this.events) e.uLow = e.uHigh = e.unit;
    this.byId = new Map(this.events.map((e, i) => [e.id, i]));
    this.current = this.events[0]?.id ?? null;
    this.empty.hidden = this.events.length > 0;
    this.bar.hidden = !this.events.length;
    this.svg.setAttribute("aria-label", "Texts in the order of writing, and the times that they speak of");
  }

  resize() {
    this.size = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
    const width = Math.floor(this.stage.clientWidth / this.size);
    if (!width || width === this.camera.width) return;
    this.camera.width = width;
    this.camera.right = 60;
    this.second = width < 600 ? SECOND_LINE : 0;
    this.rowHeight = ROW_HEIGHT + this.second;
    const pen = document.createElement("canvas").getContext("2d");
    const { fontFamily } = getComputedStyle(this.svg);
    this.measure = (text, weight = 400) => {
      pen.font = `${weight} 13px ${fontFamily}`;
      return pen.measureText(text).width;
    };
    if (this.events) this.fit(false);
  }

  fit(smooth) {
    this.camera.fit(smooth);
  }

  // --- drawing ---

  draw() {
    if (!this.camera.width || !this.events?.length) return;
    this.top = 0;
    this.base = this.rows.length * this.rowHeight + 8;
    this.svg.setAttribute("height", (this.base + AXIS_ROOM) * this.size);
    this.svg.setAttribute("viewBox", `0 0 ${this.camera.width} ${this.base + AXIS_ROOM}`);
    this.arrange();
    drawAxis(this);
    this.layers.rows.replaceChildren(...this.rows.flatMap((row, n) => this.rowParts(row, n)));
    this.drawMarks();
  }

  // Marks that would touch are one mark with their number.
  arrange() {
    const { camera } = this;
    const marks = [];
    this.events.forEach((e, i) => {
      let mark = { lane: e.row, row: 0, x: camera.x(e.unit), members: [i] };
      for (let last = marks.at(-1); last && last.lane === e.row && mark.x - last.x < radius(mark) + radius(last) + 3; last = marks.at(-1)) {
        marks.pop();
        const [n, m] = [last.members.length, mark.members.length];
        mark = { ...last, x: (last.x * n + mark.x * m) / (n + m), members: [...last.members, ...mark.members] };
      }
      marks.push(mark);
    });
    const boxes = [];
    marks.forEach((mark, n) => {
      const next = marks[n + 1]?.lane === mark.lane ? marks[n + 1] : null;
      mark.room = (next ? next.x - radius(next) : camera.width) - mark.x - 20;
      for (const i of mark.members) boxes[i] = { row: mark.members.length > 1 ? -1 : 0, mark };
    });
    this.layout = { boxes, marks };
  }

  y({ lane }) {
    return lane * this.rowHeight + this.second + 44;
  }

  point(i) {
    const { mark } = this.layout.boxes[i];
    return [mark.x, this.y(mark)];
  }

  rowParts(row, n) {
    const y = this.y({ lane: n }) + 8;
    const { width } = this.camera;
    const room = width - 24;
    const top = n * this.rowHeight;
    const [label, long] = shortened(row.label, room * (this.second ? 1 : 0.7), (text) => this.measure(text, 600));
    const before = this.second ? 0 : long + 10;
    const parts = [
      node("text", { class: "label", x: 10, y: top + 20 }, label),
      node("text", { class: "words", x: 10 + before, y: top + this.second + 20 }, shortened(row.words, Math.max(room - before - 10, 40), (text) => this.measure(text))[0]),
      node("path", { class: "row", d: `M0 ${y}H${width}` }),
    ];
    if (row.written) {
      const [a, b] = row.written.map((day) => this.camera.x(this.scale.toUnit(day)));
      const x = (a + b) / 2;
      if (b - a > 14) parts.push(node("path", { class: "span", d: `M${a} ${y}H${b}` }));
      parts.push(node("path", { class: "stem", d: `M${x} ${y - 14}V${y + 14}` }), node("path", { class: "pen", d: `M${x} ${y - 24}l5 6l-5 6l-5 -6z` }));
    }
    return parts;
  }

  drawMarks() {
    const focused = this.root.getRootNode().activeElement;
    const kept = this.layout.marks.filter((m) => m.x > -40 && m.x < this.camera.width + 40);
    const had = this.svg.contains(focused) && focused !== this.svg;
    this.nodes = new Map();
    this.layers.events.replaceChildren(...kept.map((mark) => this.markNode(mark)));
    if (had) (this.nodes.get(this.current) ?? this.svg).focus({ preventScroll: true });
  }

  markNode(mark) {
    const events = mark.members.map((i) => this.events[i]);
    const [first] = events;
    const several = events.length > 1;
    const chosen = events.some((e) => e.event === this.selected);
    const r = radius(mark);
    const g = node("g", {
      class: `${several ? "bin" : `event ${first.status}`} spot${chosen ? " selected" : ""}`, role: "button", transform: `translate(${mark.x.toFixed(1)} ${this.y(mark) + 8})`,
      "aria-label": several ? `${events.length} events, the first: ${first.title}, ${first.date}` : [first.title, first.date, STATUS[first.status]].filter(Boolean).join(", "),
      tabindex: several || first.id === this.current ? "0" : "-1", "data-id": several ? null : first.id,
    }, node("circle", { class: "hit", r: r + 6 }), node("circle", { class: "dot", r }));
    g.bin = several ? mark : undefined;
    if (several) g.append(node("text", { class: "number", y: 4 }, events.length));
    else if (mark.room > Math.min(this.measure(first.title), LEAST_LABEL)) g.append(node("text", { x: 11, y: 4.5 }, shortened(first.title, Math.min(mark.room, LABEL), (text) => this.measure(text))[0]));
    for (const e of events) this.nodes.set(e.id, g);
    return g;
  }

  drawArcs() {}

  // --- what the reader does ---

  linkedTo(i) {
    return this.events.flatMap((e, n) => (n !== i && e.event === this.events[i].event ? [n] : []));
  }

  choose(id) {
    const event = this.events[this.byId.get(id)]?.event ?? null;
    this.current = id;
    this.selected = event === this.selected ? null : event;
    this.draw();
    this.nodes.get(id)?.focus({ preventScroll: true });
    this.onSelect(this.selected);
  }

  select(event) {
    this.selected = event;
    this.draw();
    this.onSelect(event);
  }

  close() {
    this.card.hide();
    this.hover(null);
    if (this.selected !== null) this.select(null);
  }

  hover(id) {
    if (id === this.hovered) return;
    this.hovered = id;
    const i = this.byId?.get(id);
    if (i === undefined) this.card.leave();
    else this.card.show(this.events[i], this.point(i));
  }
}

// The size of a mark says how many events it holds; its number says it too.
function radius({ members }) {
  return members.length === 1 ? 5 : Math.min(7 + 1.4 * Math.log2(members.length), 16);
}

function sign(drawn) {
  return node("svg", { width: 14, height: 14, "aria-hidden": "true" }, drawn);
}
