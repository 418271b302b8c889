"""When an order that the words do not state may be read between two mentions, and when something speaks against it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from timeline.language.lexicon import read
from timeline.link.scene import Scene, Told
from timeline.model import Event, Link

WEAK = 0.7  # confidence of links below which an order is read and not told: only the beginnings are in order
_ORDERING = ("before", "cause", "part_of", "during", "same_as")
_TABLE = re.compile(r"\w:\s+\d|\n\s*\n.*\n\s*\n", re.DOTALL)
_FORMS = {
    "after": r"\b(?:{})(?:\s+[\w’'-]+){{0,3}}\s*$",
    "before": r"\b(?:{})(?:\s+[\w’'-]+){{0,4}}\s*$",
    "lead": r"\b(?:{})\s+(?:\w+ly\s+)?$",
    "about": r"\b(?:{})\s+(?:[\w’'-]+\s+){{0,2}}$",
    "sought": r"\b(?:{})\b[^.;,]*$",
    "known": r"\b(?:{})\s+(?:two\s+|fatal\s+|deadly\s+)?$",
    "count": r"(?:\b|(?=\d))(?:{})\b|\d",
    "joins": r"(?:,|\b(?:{}))\s*$",
    "objectless": r"\W*$|\s*[.,;:)]|\s+(?:{})\b",
    "and": r"(?:,\s*|\b)(?:{})\s+$|,\s+$",
    "turned": r"\b(?:{})(?:\s+[\w’'-]+){{0,4}}\s*$",
    "who": r"\b(?:{})\s+$",
    "which": r",\s+(?:{})\b",
    "with": r"\s+(?:{})\b",
    "amid": r"\b(?:{})\s+$",
    "had": r"\b(?:{})\s+$",
    "modal": r"\b(?:{})\s+$",
}


@lru_cache
def patterns(language: str) -> Mapping[str, re.Pattern[str]]:
    """The lists of `order.toml`, each as the pattern of the place where it is looked for.

    >>> bool(patterns("en")["known"].search("they mourned the "))
    True
    """
    lists: dict[str, list[str]] = read(language, "order.toml").get("lists", {})
    found = {}
    for name, listed in lists.items():
        either = "|".join(listed).replace(" ", r"\s")
        found[name] = re.compile(_FORMS.get(name, r"\b(?:{})\b").format(either), re.IGNORECASE)
    if lists:
        be, between = "|".join(lists["be"]), "|".join(lists["between"])
        found["passive"] = re.compile(rf"\b(?:{be})(?:\s*,?\s*(?:{between})\b)*,?\s*$", re.IGNORECASE)
    return MappingProxyType(found)


def words_of(here: Scene) -> Mapping[str, re.Pattern[str]]:
    """The patterns of a document's language; none where it has none."""
    return patterns(here.annotation.document.language or "en")


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
    words, between = words_of(here), here.text[one.at.end : other.at.start]
    if words["other"].search(between) or _TABLE.search(between):
        return True
    if words["sought"].search(here.text, max(0, one.at.start - 80), one.at.end):
        return True
    if here.sentence(one.at.start) == here.sentence(other.at.start):
        return False
    names = ((one.mention.participants, other.mention.participants), (one.mention.places, other.mention.places))
    return any(a and b and set(a).isdisjoint(b) for a, b in names)


def is_told_otherwise(here: Scene, one: Told, other: Told, told_in_order: bool) -> bool:
    """Whether the words before the second of two mentions, in the order of the text, speak against an order.

    Told in order, the second must not come "after" which the first was, nor in the past perfect. Told the other way
    round, it must be a known noun ("the bombing"), a past perfect, or what the first is for, of or over, and not what
    came next.
    """
    words = words_of(here)
    start = max(one.at.end, here.sentences[here.sentence(other.at.start)].start)
    lead = here.text[start : other.at.start]
    if told_in_order:
        return bool(words["after"].search(lead) or (here.is_noun(other) and words["about"].search(lead)))
    if words["before"].search(lead) or words["next"].search(lead):
        return True
    if not here.is_noun(other):
        return words["lead"].search(lead) is None
    if start > one.at.end:
        return words["known"].search(here.text, max(0, other.at.start - 24), other.at.start) is None
    verbs = [t for t in here.between(one.at.end, other.at.start) if not here.is_noun(t)]
    return any(t.mention.lemma not in _carriers() for t in verbs)


@lru_cache
def _carriers() -> frozenset[str]:
    """Verbs that only join a noun to another: "came from"."""
    return frozenset(read("en", "events.toml")["echoes"].split())


def settled(strong: Sequence[Link], weak: Iterable[Link]) -> list[Link]:
    """The weak links without those between events that the words link, and without those that say both ways."""
    known = {frozenset((x.source, x.target)) for x in strong if x.kind in _ORDERING}
    found = [x for x in weak if frozenset((x.source, x.target)) not in known]
    ways = {(x.source, x.target) for x in found}
    return [x for x in found if (x.target, x.source) not in ways]


def order(here: Scene, first: Told, second: Told, rule: str, confidence: float) -> Link:
    """A `before` link with both places as its evidence."""
    evidence = tuple(e for span in sorted({first.at, second.at}) for e in here.evidence(rule, span))
    return Link(first.event.id, second.event.id, "before", confidence, rule, evidence)

