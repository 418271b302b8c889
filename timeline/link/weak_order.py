"""When an order that the words do not state may be read between two mentions, and when something speaks against it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from timeline.link.scene import Scene, Told
from timeline.model import Event, Link, Span

WEAK = 0.7  # confidence of links below which an order is read and not told: only the beginnings are in order
_ORDERING = ("before", "cause", "part_of", "during", "same_as")
_OTHER = re.compile(
    r"\b(?:another|other|others|similar|separate|unrelated|previous|earlier|elsewhere|meanwhile|different|unlike|like|compared"
    r"|recall(?:s|ed|ing)?|reminiscent|anniversary)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:after|following|since|upon|having|had(?: \w+ly| already| just)?(?: been)?|by the time|once)(?:\s+[\w’'-]+){0,3}\s*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:before|until|till|prior to|ahead of|pending|awaiting|without)(?:\s+[\w’'-]+){0,4}\s*$", re.IGNORECASE)
_TABLE = re.compile(r":\s*\d|\n\s*\n.*\n\s*\n", re.DOTALL)
_SOUGHT = re.compile(r"\b(?:information|reward|clues?|targeted|candidates?)\b[^.;,]*$", re.IGNORECASE)
_KNOWN = re.compile(r"\b(?:the|this|that|these|those|his|her|its|their|both)\s+(?:two\s+|fatal\s+|deadly\s+)?$", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:against|over|about)\s+(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE)
_LEAD = re.compile(r"\b(?:had(?: \w+ly| already| just)?(?: been)?|for|of|over|by|from)\s+(?:allegedly\s+|repeatedly\s+)?$", re.IGNORECASE)
_NEXT = re.compile(r"\b(?:then|later|afterwards?|subsequently|again|next day|soon|finally|eventually)\b", re.IGNORECASE)


def is_real(told: Told) -> bool:
    """Whether a mention tells of what took place."""
    return told.mention.status in ("happened", "ongoing") and told.event.status in ("happened", "ongoing")


def ordered_by_dates(one: Event, other: Event) -> bool | None:
    """Whether dates put the first before (`True`) or after (`False`) the second; `None` where they do not say."""
    a, b = one.dated.when if one.dated else None, other.dated.when if other.dated else None
    if a is None or b is None:
        return None
    if a.latest is not None and b.earliest is not None and a.latest < b.earliest:
        return True
    if b.latest is not None and a.earliest is not None and b.latest < a.earliest:
        return False
    return None


def are_apart(here: Scene, one: Told, other: Told) -> bool:
    """Whether two mentions, in the order of the text, may be of two stories: "another", a comparison, other names."""
    between = here.text[one.at.end : other.at.start]
    if _OTHER.search(between) or _TABLE.search(between) or _SOUGHT.search(here.text, max(0, one.at.start - 80), one.at.end):
        return True
    if here.sentence(one.at.start) == here.sentence(other.at.start):
        return False
    names = ((one.mention.participants, other.mention.participants), (one.mention.places, other.mention.places))
    return any(a and b and set(a).isdisjoint(b) for a, b in names)


def takes_up(here: Scene, told: Told) -> bool:
    """Whether a noun takes up what is known: "the bombing", "his murder", not "the 1998 clinic bombing"."""
    return _KNOWN.search(here.text, max(0, told.at.start - 24), told.at.start) is not None


def is_told_otherwise(here: Scene, one: Told, other: Told, told_in_order: bool) -> bool:
    """Whether the words before the second of two mentions, in the order of the text, speak against an order.

    Told in order, the second must not come "after" which the first was, nor in the past perfect. Told the other way
    round, it must be a noun, a past perfect, or what the first is for, of or over, and not told as what came next.
    """
    start = max(one.at.end, here.sentences[here.sentence(other.at.start)].start)
    lead = here.text[start : other.at.start]
    if told_in_order:
        return _AFTER.search(lead) is not None or (here.is_noun(other) and _ABOUT.search(lead) is not None)
    if _BEFORE.search(lead) or _NEXT.search(lead):
        return True
    if not here.is_noun(other):
        return _LEAD.search(lead) is None
    if start > one.at.end:
        return not takes_up(here, other)
    return any(not here.is_noun(t) for t in here.told_in(Span(one.at.end, other.at.start)))


def settled(strong: Sequence[Link], weak: Iterable[Link]) -> list[Link]:
    """The weak links, without those between events that the words link, and those that say both the one and the other."""
    known = {frozenset((x.source, x.target)) for x in strong if x.kind in _ORDERING}
    found = [x for x in weak if frozenset((x.source, x.target)) not in known]
    ways = {(x.source, x.target) for x in found}
    return [x for x in found if (x.target, x.source) not in ways]
