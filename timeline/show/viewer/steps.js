// From event to event by keyboard, and into a bin.

/** The next event in time; up and down go on among those that are linked to this one, where there are any. */
export function step(view, side, linked) {
  const at = view.byId.get(view.current) ?? 0;
  const near = new Set(view.linkedTo(at));
  let next = at + side;
  if (linked && near.size) {
    const sorted = [...near].sort((a, b) => a - b);
    next = (side > 0 ? sorted.find((i) => i > at) : sorted.reverse().find((i) => i < at)) ?? sorted[0];
  }
  goTo(view, next);
}

/** Brings the event with number `i` into sight and gives it the keyboard. */
export function goTo(view, i) {
  const event = view.events[i];
  if (!event) return;
  const { camera } = view;
  view.current = event.id;
  if (view.layout.boxes[i].row < 0) reveal(view, i);
  const [x] = view.point(i);
  if (x < 20 || x > camera.width - 120) camera.pan(x - camera.width / 2);
  else view.draw();
  view.nodes.get(event.id)?.focus({ preventScroll: true });
  view.hover(event.id);
}

// Zooms in on an event that is only counted, until it has a place of its own.
function reveal(view, i) {
  const { camera } = view;
  const { most } = camera.limits();
  const middle = (view.events[i].uLow + view.events[i].uHigh) / 2;
  while (view.layout.boxes[i].row < 0 && camera.k < most) camera.centre(middle, Math.min(camera.k * 1.8, most));
}

/** Opens a bin: zooms in on its events, or lists them where they stand at one time. */
export function openBin(view, bin) {
  const { camera } = view;
  const { most } = camera.limits();
  const events = bin.members.map((i) => view.events[i]);
  const low = Math.min(...events.map((e) => e.uLow));
  const high = Math.max(...events.map((e) => e.uHigh));
  if ((high - low) * most < 40 || camera.k >= most * 0.999) {
    view.card.list(events, [camera.x((low + high) / 2), view.y(bin)]);
    return;
  }
  const k = Math.min(Math.max(camera.width / (high - low) / 1.4, camera.k * 1.8), most);
  camera.centre((low + high) / 2, k, true);
}
