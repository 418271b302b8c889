// The drawn timeline: one SVG in which only what is visible exists.
import { arcPaths, headroom, legendButtons } from "./arcs.js";
import { makeScale } from "./axis.js";
import { Camera } from "./camera.js";
import { Card } from "./card.js";
import { listen } from "./control.js";
import { definitions, node, shortened } from "./draw.js";
import { Eras } from "./eras.js";
import { drawEvents, drawHeadings } from "./events.js";
import { lanesOf } from "./lanes.js";
import { BAR, HEADING, ROW, place, shapeOf } from "./layout.js";
import { Minimap } from "./minimap.js";
import { drawAxis } from "./ticks.js";
import { Tools } from "./tools.js";

const AXIS = 46;
const MOST_ROWS = 14;
const MANY = 60;

/** A timeline in `host`: {show(scene, selected), select(id), destroy()}; `onSelect(id or null)` tells what is chosen. */
export function mount(host, onSelect = () => {}) {
  return new View(host, onSelect);
}

class View {
  constructor(host, onSelect) {
    this.host = host;
    this.onSelect = onSelect;
    this.nodes = new Map();
    this.hidden = new Set();
    this.cut = true;
    this.by = "one";
    this.selected = this.hovered = this.current = null;
    this.events = [];
    this.links = [];
    this.camera = new Camera(() => this.draw());
    this.build();
    listen(this);
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(this.stage);
  }

  build() {
    this.legend = node("<div", { class: "legend", role: "group", "aria-label": "Kinds of links" });
    this.svg = node("svg", { class: "plot", role: "group", "aria-roledescription": "timeline", tabindex: "-1" });
    const names = ["gaps", "bands", "grid", "headings", "arcs", "events", "axis"];
    this.layers = Object.fromEntries(names.map((name) => [name, node("g", { class: name })]));
    for (const name of names) if (name !== "events") this.layers[name].setAttribute("aria-hidden", "true");
    this.svg.append(definitions(), ...Object.values(this.layers));
    this.empty = node("<p", { class: "empty", hidden: "" }, "No event with a date to draw.");
    this.stage = node("<div", { class: "stage" }, this.svg, this.empty);
    this.card = new Card(this);
    this.minimap = new Minimap(this);
    this.eras = new Eras(this);
    this.tools = new Tools(this);
    this.root = node("<div", { class: "timeline" }, this.tools.bar, this.legend, this.tools.help, this.stage, this.minimap.root, this.tools.fewer, this.tools.told);
    this.host.replaceChildren(this.root);
  }

  destroy() {
    this.observer.disconnect();
    this.camera.stop();
    this.host.replaceChildren();
  }

  /** Draws a scene (see scene.py); the view stays where it is if the scene is the same. */
  show(scene, selected) {
    this.selected = selected;
    const stamp = JSON.stringify([scene.events.map((e) => [e.id, e.bounds]), scene.links.length]);
    const same = stamp === this.stamp;
    this.stamp = stamp;
    this.scene = scene;
    if (same) this.refresh();
    else this.prepare();
    if (this.camera.width && !same) this.camera.fit(false);
  }

  // The same events with other words: titles, or what is chosen.
  refresh() {
    for (const e of this.events) Object.assign(e, this.scene.events[e.index], { room: null });
    this.forget();
    this.draw();
  }

  select(id) {
    this.selected = id;
    this.forget();
    this.draw();
    this.onSelect(id);
  }

  prepare() {
    const all = this.scene.events.flatMap((e) => e.bounds).filter((n) => n !== null);
    const horizon = all.reduce((a, b) => Math.max(a, b), this.scene.written ?? -Infinity) + 1;
    this.events = this.scene.events
      .map((e, index) => ({ ...e, index, shape: shapeOf(e, horizon) }))
      .filter((e) => e.shape);
    this.events.sort((a, b) => a.shape.low - b.shape.low || b.shape.high - a.shape.high || a.index - b.index);
    const byIndex = new Map(this.events.map((e, i) => [e.index, i]));
    this.byId = new Map(this.events.map((e, i) => [e.id, i]));
    this.links = this.scene.links
      .map(([a, b, kind]) => ({ a: byIndex.get(a), b: byIndex.get(b), kind }))
      .filter((x) => x.a !== undefined && x.b !== undefined && x.a !== x.b);
    if (!this.byId.has(this.current)) this.current = this.events[0]?.id ?? null;
    this.rescale();
    this.group(this.by);
    this.legend.replaceChildren(...legendButtons(this));
    this.tools.prepare();
    this.svg.setAttribute("aria-label", `Timeline of ${this.events.length} events`);
    this.empty.hidden = this.events.length > 0;
  }

  rescale() {
    const spans = this.events.map((e) => [e.shape.low, ...e.shape.parts.flatMap(([a, b]) => [a, b]), e.shape.high]);
    const cutting = makeScale(spans, true);
    this.canCut = cutting.gaps.length > 0;
    this.scale = this.camera.scale = this.cut ? cutting : makeScale(spans, false);
    for (const e of this.events) {
      e.uLow = this.scale.toUnit(e.shape.low);
      e.uHigh = this.scale.toUnit(e.shape.high);
      const plain = e.shape.parts.find(([, , style]) => style === "solid" || style === "soft") ?? [e.shape.low, e.shape.low];
      e.uPlain = [this.scale.toUnit(plain[0]), this.scale.toUnit(plain[1])];
    }
    this.minimap.prepare();
    this.forget();
  }

  setCut(cut) {
    this.cut = cut;
    this.rescale();
    this.fit(false);
  }

  /** Puts the events into lanes: `by` is a name of GROUPINGS. */
  group(by) {
    this.by = by;
    this.lanes = lanesOf(this.events, by);
    this.laneRows = null;
    this.forget();
  }

  fit(smooth) {
    this.laneRows = null;
    this.camera.fit(smooth);
  }

  forget() {
    this.layoutAt = null;
    for (const g of this.nodes.values()) g.drawn = null;
  }

  resize() {
    // Everything is drawn in units of the page's text size, so that larger text makes a larger drawing.
    this.size = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
    const width = Math.floor(this.stage.clientWidth / this.size);
    const { camera } = this;
    if (!width || width === camera.width) return;
    const first = !camera.width;
    const middle = first ? 0 : camera.t + camera.width / 2 / camera.k;
    camera.width = width;
    this.measure();
    if (!this.scene) return;
    this.forget();
    if (first || camera.isFit) this.fit(false);
    else camera.centre(middle);
  }

  measure() {
    const style = getComputedStyle(this.svg);
    const pen = document.createElement("canvas").getContext("2d");
    const [plain, strong] = [400, 600].map((weight) => `${weight} 13px ${style.fontFamily}`);
    this.labelRoom = this.camera.width < 600 ? 140 : 250;
    this.camera.right = this.labelRoom + 30;
    this.shorten = (event) => {
      pen.font = event.named ? strong : plain;
      return shortened(event.title, this.labelRoom, (text) => pen.measureText(text).width);
    };
  }

  label(event) {
    event.room = this.labelRoom;
    [event.label, event.labelWidth] = this.shorten(event);
    if (event.conflict) event.labelWidth += 18;
  }

  // --- drawing ---

  draw() {
    const { camera } = this;
    if (!camera.width || !this.scene) return;
    if (this.layoutAt !== camera.k || !this.laneRows) this.arrange();
    drawAxis(this);
    this.eras.draw();
    drawHeadings(this);
    drawEvents(this);
    this.drawArcs();
    this.settle();
    this.minimap.draw();
    this.tools.tell();
  }

  arrange() {
    for (const e of this.events) if (e.room !== this.labelRoom) this.label(e);
    this.layout = place(this.events, this.camera.k, this.lanes, this.laneRows ?? this.lanes.map(() => this.mostRows()));
    this.layoutAt = this.camera.k;
    if (!this.laneRows) this.setHeight();
  }

  mostRows() {
    const narrow = this.camera.width < 600;
    if (this.lanes.length === 1) return narrow ? MOST_ROWS + 8 : MOST_ROWS;
    return Math.max(3, Math.min(8, Math.round((narrow ? 24 : 18) / this.lanes.length)));
  }

  // The height is that of the whole view and stays when the reader zooms.
  setHeight() {
    const least = this.lanes.length > 1 ? 1 : 4;
    this.laneRows = this.layout.rows.map((rows) => Math.max(rows, least));
    this.top = 0;
    this.stack();
    this.top = headroom(this);
    this.stack();
    this.height = this.base + AXIS;
    this.svg.setAttribute("height", this.height * this.size);
    this.svg.setAttribute("viewBox", `0 0 ${this.camera.width} ${this.height}`);
  }

  stack() {
    let y = this.top;
    const heading = this.lanes.length > 1 ? HEADING : 0;
    this.lanes.forEach((lane, n) => {
      lane.top = y;
      y += heading + this.laneRows[n] * ROW;
      lane.base = y;
    });
    this.base = y;
  }

  y({ lane, row }) {
    return this.lanes[lane].base - (row + 1) * ROW + (ROW - BAR) / 2 - 4;
  }

  /** Where the links of an event end: on its bar, or on the bin that counts it. */
  point(i) {
    const box = this.layout.boxes[i];
    const at = this.camera.t * this.camera.k;
    if (box.row < 0) return [(box.bin.a + box.bin.b) / 2 - at, this.y(box.bin)];
    return [(box.b - box.a > 60 ? box.a + 24 : (box.a + box.b) / 2) - at, this.y(box)];
  }

  drawArcs() {
    this.layers.arcs.replaceChildren(...arcPaths(this, this.hovered ?? this.selected));
  }

  // Many dashed lines take longer to paint than all the rest: they are drawn whole as long as the view moves.
  settle() {
    const { arcs } = this.layers;
    clearTimeout(this.settling);
    arcs.classList.toggle("moving", arcs.childElementCount > MANY);
    this.settling = setTimeout(() => arcs.classList.remove("moving"), 150);
  }

  // --- what the reader does ---

  choose(id) {
    this.current = id;
    this.select(id === this.selected ? null : id);
    this.nodes.get(id)?.focus({ preventScroll: true });
  }

  /** The numbers of the events that are linked to the one with number `i` by a kind that is shown. */
  linkedTo(i) {
    return this.links.filter((x) => !this.hidden.has(x.kind)).flatMap((x) => (x.a === i ? [x.b] : x.b === i ? [x.a] : []));
  }

  /** Shows the chosen event with what it is linked to. */
  showChosen() {
    const i = this.byId.get(this.selected);
    if (i === undefined) return;
    const all = [i, ...this.linkedTo(i)].map((n) => this.events[n]);
    const low = Math.min(...all.map((e) => e.uLow));
    this.camera.show(low, Math.max(...all.map((e) => e.uHigh), low + 30), true);
  }

  close() {
    this.tools.help.hidden = true;
    this.card.hide();
    this.hover(null);
    if (this.selected !== null) this.select(null);
  }

  hover(id) {
    if (id === this.hovered) return;
    this.hovered = id;
    const i = this.byId?.get(id);
    this.lit = i === undefined ? undefined : new Set([id, ...this.linkedTo(i).map((n) => this.events[n].id)]);
    if (this.lit?.size === 1) this.lit = undefined;
    for (const [key, g] of this.nodes) g.classList.toggle("dim", this.lit !== undefined && !this.lit.has(key));
    this.drawArcs();
    if (i === undefined) this.card.leave();
    else this.card.show(this.events[i], this.point(i));
  }
}
