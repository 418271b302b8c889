// Lanes: groups of events with rows of their own, one above the other.

export const GROUPINGS = { one: "all together", documents: "text", kinds: "kind", places: "place", participants: "participant" };
const MOST_LANES = 8;
const OTHERS = { documents: "Other texts", kinds: "Other kinds", places: "Other places", participants: "Others" };
const NONE = { documents: "No text", kinds: "No kind", places: "No place named", participants: "Nobody named" };

/** The groupings that would part these events, "one" first. */
export function groupings(events) {
  const names = Object.keys(GROUPINGS).slice(1);
  return ["one", ...names.filter((by) => new Set(events.flatMap((e) => e[by])).size > 1)];
}

/**
 * Lanes [{name, members, order}] over events in the order of time: `members` in this order, `order` by weight. An event
 * with several names goes to the one that most events share; the smallest groups share the last lane.
 */
export function lanesOf(events, by) {
  const groups = by === "one" ? new Map([["", events.map((_, i) => i)]]) : grouped(events, by);
  return [...groups].map(([name, members]) => ({
    name,
    members,
    order: [...members].sort((i, j) => events[j].salience - events[i].salience || i - j),
  }));
}

function grouped(events, by) {
  const counts = new Map();
  for (const e of events) for (const name of new Set(e[by])) counts.set(name, (counts.get(name) ?? 0) + 1);
  const first = [...counts.keys()];
  first.sort((a, b) => counts.get(b) - counts.get(a));
  const shown = first.slice(0, first.length > MOST_LANES ? MOST_LANES - 1 : MOST_LANES);
  const groups = new Map([...shown, OTHERS[by], NONE[by]].map((name) => [name, []]));
  const rank = new Map(first.map((name, n) => [name, n]));
  events.forEach((e, i) => {
    const [best] = [...e[by]].sort((a, b) => rank.get(a) - rank.get(b));
    groups.get(best === undefined ? NONE[by] : groups.has(best) ? best : OTHERS[by]).push(i);
  });
  return [...groups].filter(([, members]) => members.length);
}
