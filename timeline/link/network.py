"""A simple temporal problem: bounds of time points from upper limits on their differences, and what collides.

After Dechter, Meiri and Pearl, "Temporal constraint networks" (1991). Every statement is a set of edges, each saying
`x[head] - x[tail] <= weight`, and of days that a point cannot pass. Since only the distance to the origin of the
calendar is asked for, two single-source runs (Bellman-Ford in rounds over the points that still move) give all bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
FAR = 1 << 60


class Statement(NamedTuple):
    """What cannot be doubted in part: `edges` (tail, head, weight), `upper` and `lower` (point, day), and its trust."""

    edges: tuple[tuple[int, int, int], ...] = ()
    upper: tuple[tuple[int, int], ...] = ()
    lower: tuple[tuple[int, int], ...] = ()
    trust: float = 1.0


@dataclass(frozen=True, slots=True)
class Collision:
    """Statements (by number) that cannot all hold, and which of them was set aside."""

    statements: tuple[int, ...]
    aside: int


@dataclass(frozen=True, slots=True)
class _Run:
    """Distances, and for every point the edge that gave it (-1: its own day)."""

    distance: Ints
    via: Ints
    tail: Ints
    label: Ints
    own: Ints

    def labels(self, point: int) -> list[int]:
        """The statements that a point's distance rests on, nearest first."""
        found, seen = [], set()
        while self.via[point] >= 0 and point not in seen:
            seen.add(point)
            edge = self.via[point]
            found.append(int(self.label[edge]))
            point = int(self.tail[edge])
        return [*found, int(self.own[point])]


@dataclass(frozen=True, slots=True)
class Solution:
    """Least and greatest day of every point (`None`: open), and what was set aside to get there."""

    collisions: tuple[Collision, ...]
    _high: _Run
    _low: _Run

    def low(self, point: int) -> int | None:
        """Earliest day of a point."""
        day = int(self._low.distance[point])
        return None if day >= FAR else -day

    def high(self, point: int) -> int | None:
        """Latest day of a point."""
        day = int(self._high.distance[point])
        return None if day >= FAR else day

    def reasons(self, point: int, side: str) -> list[int]:
        """Numbers of the statements that the `low` or `high` bound of a point rests on."""
        run = self._low if side == "low" else self._high
        return [] if run.distance[point] >= FAR else [n for n in run.labels(point) if n >= 0]


def solve(points: int, statements: Sequence[Statement]) -> Solution:
    """Bounds of `points` points. Where statements collide, the least trusted is set aside, of two the later one.

    >>> fire, church = Statement(lower=((0, 10),), upper=((0, 20),)), Statement(edges=((0, 1, 5), (1, 0, -5)))
    >>> found = solve(2, [fire, church])
    >>> found.low(1), found.high(1), found.collisions
    (15, 25, ())
    >>> solve(2, [fire, church, Statement(upper=((1, 9),))]).collisions
    (Collision(statements=(0, 1, 2), aside=2),)
    """
    edges = np.array([(*e, n) for n, s in enumerate(statements) for e in s.edges], dtype=np.int64).reshape(-1, 4)
    upper = [(n, point, day) for n, s in enumerate(statements) for point, day in s.upper]
    lower = [(n, point, -day) for n, s in enumerate(statements) for point, day in s.lower]
    aside: set[int] = set()
    collisions: list[Collision] = []
    while True:
        table = edges[~np.isin(edges[:, 3], sorted(aside))]
        start, own = _nearest(points, upper, aside)
        high, cycles = _shortest(table, np.zeros(points, np.int64), own)  # circles, before any day is looked at
        if not cycles:
            high, cycles = _shortest(table, start, own)
        low = high
        if not cycles:
            low, cycles = _shortest(table[:, [1, 0, 2, 3]], *_nearest(points, lower, aside))
        if not cycles:
            cycles = _contradictions(high, low)
        if not cycles:
            return Solution(tuple(collisions), high, low)
        for collision in _weakest(cycles, statements):
            collisions.append(collision)
            aside.add(collision.aside)


def _weakest(cycles: list[frozenset[int]], statements: Sequence[Statement]) -> list[Collision]:
    """One collision for each contradiction that is not already gone with another."""
    found: list[Collision] = []
    gone: set[int] = set()
    for cycle in sorted(set(cycles), key=lambda c: (len(c), sorted(c))):
        if not cycle & gone:
            aside = min(cycle, key=lambda n: (statements[n].trust, -n))
            gone.add(aside)
            found.append(Collision(tuple(sorted(cycle)), aside))
    return found


def _contradictions(high: _Run, low: _Run) -> list[frozenset[int]]:
    """The statements behind every point that must lie after its latest day."""
    closed = (high.distance < FAR) & (low.distance < FAR)
    wrong = np.flatnonzero(closed & (high.distance + low.distance < 0))
    return [frozenset(n for n in (*high.labels(p), *low.labels(p)) if n >= 0) for p in wrong.tolist()]


def _nearest(points: int, days: Sequence[tuple[int, int, int]], aside: set[int]) -> tuple[Ints, Ints]:
    """How far from the origin each point may lie by the days of single statements, and by which of these."""
    start, own = [FAR] * points, [-1] * points
    for n, point, day in days:
        if day < start[point] and n not in aside:
            start[point], own[point] = day, n
    return np.array(start, np.int64), np.array(own, np.int64)


def _shortest(table: Ints, start: Ints, own: Ints) -> tuple[_Run, list[frozenset[int]]]:
    """Bellman-Ford over the points that moved in the last round; stops at a circle that would go on for ever."""
    table = table[np.argsort(table[:, 0], kind="stable")]
    tail, head, weight, label = (np.ascontiguousarray(table[:, k]) for k in range(4))
    first = np.searchsorted(tail, np.arange(len(start) + 1))
    distance, via = start.copy(), np.full(len(start), -1, np.int64)
    run = _Run(distance, via, tail, label, own)
    active, rounds = np.flatnonzero(distance < FAR), 0
    while active.size:
        rounds += 1
        if rounds >= 8 and rounds & (rounds - 1) == 0 and (cycles := _cycles(run)):
            return run, cycles
        edges = _ranges(first[active], first[active + 1])
        sums = distance[tail[edges]] + weight[edges]
        better = sums < distance[head[edges]]
        edges, sums = edges[better], sums[better]
        order = np.lexsort((edges, sums, head[edges]))
        edges, sums = edges[order], sums[order]
        ends = head[edges]
        new = np.ones(len(ends), bool)
        new[1:] = ends[1:] != ends[:-1]
        active = ends[new]
        distance[active], via[active] = sums[new], edges[new]
    return run, []


def _ranges(begin: Ints, end: Ints) -> Ints:
    """All numbers of the half-open ranges, one after the other."""
    sizes = end - begin
    offsets = np.cumsum(sizes) - sizes
    return np.repeat(begin - offsets, sizes) + np.arange(int(sizes.sum()))


def _cycles(run: _Run) -> list[frozenset[int]]:
    """The circles among "this point got its distance from that one"."""
    none = len(run.via)
    parent = np.append(np.where(run.via >= 0, run.tail[run.via] if len(run.tail) else none, none), none)
    ahead = parent.copy()
    for _ in range(max(none, 1).bit_length()):
        ahead = ahead[ahead]
    found, seen = [], set()
    for point in sorted(set(ahead[ahead < none].tolist())):
        if point in seen:
            continue
        circle = [point]
        while (following := int(parent[circle[-1]])) != point:
            circle.append(following)
        seen |= set(circle)
        found.append(frozenset(int(run.label[run.via[p]]) for p in circle) - {-1})
    return found
