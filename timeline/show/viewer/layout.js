// Where everything goes: from bounds to bars, from bars to rows. Pure functions, no page.

export const ROW = 32;
export const BAR = 16;
export const HEADING = 26;
const DOT = 12;
const ARROW = 34;
const SPACE = 10;
const BIN = 76;

/**
 * What of an event is drawn, in days: {low, high, parts, dot, openStart, openEnd}, or null without any date.
 * Parts are [from, to, style]: "solid" certain, "soft" at some time within, "in" may already have begun, "out" may
 * already have ended. `horizon` is the last day that anything speaks of; what goes on is drawn up to it.
 */
export function shapeOf(event, horizon) {
  const [s0, s1, e0, e1] = event.bounds;
  const known = [s0, s1, e0, e1].filter((n) => n !== null);
  if (!known.length) return null;
  const openStart = s0 === null;
  const goesOn = event.lasting && event.status === "ongoing";
  const openEnd = e1 === null || goesOn;
  const least = Math.min(...known);
  const most = Math.max(...known) + 1;
  const low = openStart ? least : s0;
  const high = e1 === null ? Math.max(most, event.lasting ? horizon : most) : e1 + 1;
  if (!event.lasting) {
    const dot = !openStart && !openEnd && high - low === 1;
    return { low, high, parts: [[low, high, dot ? "solid" : "soft"]], dot, openStart, openEnd };
  }
  const begun = s1 ?? low;
  const going = e0 === null || goesOn ? high : Math.max(e0 + 1, begun);
  const parts = [];
  if (begun > low) parts.push([low, Math.min(begun, high), "in"]);
  if (going > begun) parts.push([begun, going, "solid"]);
  if (high > going) parts.push([going, high, "out"]);
  return { low, high, parts, dot: false, openStart, openEnd };
}

/**
 * The box of an event at `k` pixels a unit, in pixels from unit 0: bar from a to b, with its label from a to `end`. It is
 * kept with the event and written anew: ten thousand new ones at every step of a zoom would be work for the collector.
 */
export function boxOf(event, k) {
  const { shape, labelWidth } = event;
  const box = (event.box ??= {});
  let a = event.uLow * k - (shape.openStart ? ARROW : 0);
  let b = event.uHigh * k + (shape.openEnd ? ARROW : 0);
  box.dot = shape.dot && b - a < 2 * DOT;
  if (box.dot || b - a < DOT) {
    const middle = (a + b) / 2;
    a = middle - DOT / 2;
    b = middle + DOT / 2;
  }
  box.a = a;
  box.b = b;
  // A label stands inside where one ground, solid or hatched, is long enough for it.
  box.roomStart = event.uPlain[0] * k - a;
  box.roomEnd = event.uPlain[1] * k - a;
  box.inside = !box.dot && box.roomEnd - box.roomStart >= labelWidth + 20;
  box.end = box.inside ? b : b + 6 + labelWidth;
  box.bin = null;
  return box;
}

/**
 * Rows for the events at `k` pixels a unit: {boxes, rows, bins}. Each lane has rows of its own, `rows[lane]` of them and
 * `most[lane]` at most; a box has its `lane` and its `row`, 0 lowest. Where more rows would be needed, the weightier events
 * get a place and the others are counted in bins.
 */
export function place(events, k, lanes, most) {
  const boxes = events.map((event) => boxOf(event, k));
  const packed = lanes.map((lane, n) => packLane(lane, n, boxes, most[n]));
  return { boxes, rows: packed.map((p) => p.rows), bins: packed.flatMap((p) => p.bins) };
}

function packLane({ members, order }, lane, boxes, most) {
  const ends = [];
  for (const i of members) {
    const box = boxes[i];
    box.lane = lane;
    let row = 0;
    while (row < ends.length && ends[row] > box.a - SPACE) row += 1;
    if (row >= most) return crowded(order, lane, boxes, most - 1);
    ends[row] = box.end;
    box.row = row;
  }
  return { rows: ends.length, bins: [] };
}

function crowded(order, lane, boxes, most) {
  const rows = Array.from({ length: most }, () => []);
  const left = [];
  for (const i of order) {
    const box = boxes[i];
    box.lane = lane;
    box.row = rows.findIndex((row) => squeeze(row, box));
    if (box.row < 0) left.push(i);
  }
  return { rows: most + 1, bins: binsOf(left.sort((i, j) => i - j), lane, boxes, most) };
}

// Puts the box into a row, sorted by its start, if it overlaps nothing there.
function squeeze(row, box) {
  let low = 0;
  let high = row.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (row[middle].a < box.a) low = middle + 1;
    else high = middle;
  }
  if (low > 0 && row[low - 1].end > box.a - SPACE) return false;
  if (low < row.length && row[low].a - SPACE < box.end) return false;
  row.splice(low, 0, box);
  return true;
}

function binsOf(left, lane, boxes, row) {
  const bins = new Map();
  for (const i of left) {
    const middle = (boxes[i].a + boxes[i].b) / 2;
    const slot = Math.floor(middle / BIN);
    if (!bins.has(slot)) bins.set(slot, { key: `bin ${lane} ${slot}`, slot, lane, row, a: slot * BIN + 6, b: (slot + 1) * BIN - 6, members: [] });
    boxes[i].bin = bins.get(slot);
    boxes[i].bin.members.push(i);
  }
  return [...bins.values()];
}

/**
 * A link between two events, each [x, top of the bar]: {line, head}. It rises above both and comes down on the second, never
 * above `top`; between events that stand over one another it goes round on the left.
 */
export function arc([x1, y1], [x2, y2], top) {
  const n = (value) => value.toFixed(1);
  if (Math.abs(x2 - x1) < 34 && y1 !== y2) {
    const [a, b, half] = [x1 - 9, x2 - 9, BAR / 2];
    const out = Math.min(a, b) - Math.min(12 + Math.abs(y2 - y1) * 0.12, 60);
    const line = `M${n(a)} ${n(y1 + half)}C${n(out)} ${n(y1 + half)} ${n(out)} ${n(y2 + half)} ${n(b - 4)} ${n(y2 + half)}`;
    return { line, head: `M${n(b - 7)} ${n(y2 + half - 4)}v8l8 -4z` };
  }
  const peak = Math.max(Math.min(y1, y2) - rise(x1, x2), top);
  const line = `M${n(x1)} ${n(y1 - 2)}C${n(x1)} ${n(peak)} ${n(x2)} ${n(peak)} ${n(x2)} ${n(y2 - 4)}`;
  return { line, head: `M${n(x2 - 4)} ${n(y2 - 9)}h8l-4 8z` };
}

function rise(x1, x2) {
  return Math.min(28 + Math.abs(x2 - x1) * 0.22, 150);
}

/** The highest point of the arc of a link that nothing holds down. */
export function crest([x1, y1], [x2, y2]) {
  if (Math.abs(x2 - x1) < 34 && y1 !== y2) return Math.min(y1, y2);
  const peak = Math.min(y1, y2) - rise(x1, x2);
  const steps = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
  return Math.min(...steps.map((t) => (1 - t) ** 3 * y1 + 3 * t * (1 - t) * peak + t ** 3 * y2));
}
