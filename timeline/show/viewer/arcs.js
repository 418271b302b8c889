// Links as arcs between events, and the legend that hides their kinds.
import { node } from "./draw.js";
import { arc, crest } from "./layout.js";

export const LINKS = {
  cause: "led to", parallel: "is compared with", part_of: "is part of", same_as: "is the same as",
  during: "happened during", before: "came before", refers_to: "looks back to",
};
export const BOTH_WAYS = new Set(["parallel", "same_as"]);
const MOST = 40;

/** The paths of the links that can be seen; those of the event `focus` are lit. */
export function arcPaths(view, focus) {
  return visible(view, focus).flatMap(({ p, q, kind, lit }) => {
    const classes = `arc ${kind}${lit ? " lit" : ""}${view.lit && !lit ? " dim" : ""}`;
    const { line, head } = arc(p, q, -24);
    const paths = [node("path", { class: classes, d: line })];
    if (!BOTH_WAYS.has(kind)) paths.push(node("path", { class: `head ${classes}`, d: head }));
    return paths;
  });
}

// One arc for all links between the same two bins, none within one; where there are many, those of the event in focus
// and, of those that can be followed from end to end, the weightiest. `view.fewer` then says how many there were.
function visible(view, focus) {
  const found = new Map();
  const { width, t, k } = view.camera;
  const { boxes } = view.layout;
  const [left, right] = [t * k - 50, t * k + width + 50];
  const lit = view.byId.get(focus);
  for (const { a, b, kind } of view.links) {
    const [one, other] = [boxes[a], boxes[b]];
    if ((one.b < left && other.b < left) || (one.a > right && other.a > right) || view.hidden.has(kind)) continue;
    if (one.bin !== null && one.bin === other.bin) continue;
    const isLit = a === lit || b === lit;
    const key = `${one.bin?.key ?? a} ${other.bin?.key ?? b} ${kind}`;
    if (found.has(key) && !isLit) continue;
    const [p, q] = [view.point(a), view.point(b)];
    const inside = (p[0] > -20 && p[0] < width + 20) + (q[0] > -20 && q[0] < width + 20);
    const weight = view.events[a].salience + view.events[b].salience;
    found.set(key, { p: near(width, p), q: near(width, q), kind, lit: isLit, rank: isLit ? 9 : inside === 2 ? weight : -1 });
  }
  const all = [...found.values()];
  view.fewer = all.length > MOST ? all.length : 0;
  if (!view.fewer) return all;
  return all.filter((x) => x.rank >= 0).sort((x, y) => y.rank - x.rank).slice(0, Math.max(MOST, all.filter((x) => x.lit).length));
}

/** How much room the arcs need above the drawing, in pixels. */
export function headroom(view) {
  const heights = visible(view, null).map(({ p, q }) => crest(p, q));
  return Math.min(Math.max(14, 10 - Math.min(0, ...heights)), 74);
}

// Ends far outside are drawn nearer: a dashed line of a million pixels takes seconds.
function near(width, [x, y]) {
  return [Math.min(Math.max(x, -width), 2 * width), y];
}

/** A button for each kind of link that occurs, which hides it and shows it again. */
export function legendButtons(view) {
  const counts = new Map();
  for (const { kind } of view.links) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return Object.keys(LINKS).filter((kind) => counts.has(kind)).map((kind) => {
    const line = node("svg", { width: 30, height: 10, "aria-hidden": "true" }, node("path", { class: `arc lit ${kind}`, d: "M1 5H29" }));
    const made = node("<button", { type: "button", "aria-pressed": String(!view.hidden.has(kind)) }, line, `${LINKS[kind]} (${counts.get(kind).toLocaleString("en")})`);
    made.addEventListener("click", () => {
      if (!view.hidden.delete(kind)) view.hidden.add(kind);
      made.setAttribute("aria-pressed", String(!view.hidden.has(kind)));
      view.drawArcs();
    });
    return made;
  });
}
