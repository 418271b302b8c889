"""Allen's interval relations ("Maintaining knowledge about temporal intervals", 1983) by their end points.

A relation is the order of four points: the beginnings, a's beginning and b's end, a's end and b's beginning, the ends;
each is -1 (earlier), 0 (the same) or 1 (later). Inverse and composition follow from the points; no table is typed.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from timeline.dates.when import Bounds, When

Points = tuple[int, int, int, int]

# Intervals of days: an end is the last moment of its day, so that "meets" is a's end at b's beginning.
RELATIONS: dict[str, Points] = {
    "before": (-1, -1, -1, -1),
    "meets": (-1, -1, 0, -1),
    "overlaps": (-1, -1, 1, -1),
    "starts": (0, -1, 1, -1),
    "during": (1, -1, 1, -1),
    "finishes": (1, -1, 1, 0),
    "equals": (0, -1, 1, 0),
    "finished by": (-1, -1, 1, 0),
    "contains": (-1, -1, 1, 1),
    "started by": (0, -1, 1, 1),
    "overlapped by": (1, -1, 1, 1),
    "met by": (1, 0, 1, 1),
    "after": (1, 1, 1, 1),
}
_NAMES = {points: name for name, points in RELATIONS.items()}
Interval = tuple[int, int]


def relation(a: Interval, b: Interval) -> str:
    """The relation of two intervals of points, each with its beginning before its end.

    >>> relation((1, 3), (3, 5)), relation((2, 3), (1, 5))
    ('meets', 'during')
    """
    return _NAMES[(_order(a[0], b[0]), _order(a[0], b[1]), _order(a[1], b[0]), _order(a[1], b[1]))]


def inverse(name: str) -> str:
    """The relation seen from the other side.

    >>> inverse("starts")
    'started by'
    """
    begins, begin_end, end_begin, ends = RELATIONS[name]
    return _NAMES[(-begins, -end_begin, -begin_end, -ends)]


@lru_cache
def compose(first: str, second: str) -> frozenset[str]:
    """What a can be to c where a is `first` to b and b is `second` to c.

    >>> sorted(compose("before", "meets")), len(compose("before", "after"))
    (['before'], 13)
    """
    b, points = (6, 11), range(18)  # room for two intervals on either side of b, and two within
    left = [(x, y) for x in points for y in points if x < y and relation((x, y), b) == first]
    right = [(x, y) for x in points for y in points if x < y and relation(b, (x, y)) == second]
    return frozenset(relation(a, c) for a, c in product(left, right))


def possible(a: When, b: When) -> frozenset[str]:
    """The relations that the bounds of two dates allow; a day is a whole day, so equal days can never only meet.

    >>> from timeline.dates.when import day, year
    >>> sorted(possible(day(1968, 8, 20), day(1968, 8, 21))), "during" in possible(day(1968, 8, 21), year(1968))
    (['meets'], True)
    """
    orders = (
        _orders(a.start, b.start),
        _orders(a.start, _after(b.end)),
        _orders(_after(a.end), b.start),
        _orders(a.end, b.end),
    )
    return frozenset(
        name for name, points in RELATIONS.items() if all(p in o for p, o in zip(points, orders, strict=True))
    )


def _order(one: int, other: int) -> int:
    return (one > other) - (one < other)


def _after(bounds: Bounds) -> Bounds:
    """The moment at which a last day is over."""
    low, high = bounds
    return (None if low is None else low + 1, None if high is None else high + 1)


def _orders(one: Bounds, other: Bounds) -> frozenset[int]:
    """Which orders two points can have; an open bound allows all."""
    can_be_less = one[0] is None or other[1] is None or one[0] < other[1]
    can_be_more = one[1] is None or other[0] is None or one[1] > other[0]
    low = max((n for n in (one[0], other[0]) if n is not None), default=None)
    high = min((n for n in (one[1], other[1]) if n is not None), default=None)
    can_be_same = low is None or high is None or low <= high
    return frozenset(n for n, can in ((-1, can_be_less), (0, can_be_same), (1, can_be_more)) if can)
