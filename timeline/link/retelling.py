"""Coreference in a story: documents that tell of one happening tell of each of its events in the same or like words.

A mention joins what was told in the same word, else in one of its sense ("quit" and "resigned"). Other names, dates or
another standing keep two events apart; a verb that says little ("took") needs an object in common, and so does what one
document alone tells twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.dates.when import When, overlaps, widen
from timeline.link.clusters import Cluster, Words, people, same_standing, words_before, words_for
from timeline.link.stories import stories, told_here
from timeline.link.wording import WORD
from timeline.model import Annotation, Mention

_AGAIN = re.compile(r"\s+again\b")
_REAL = {"happened", "ongoing", "planned"}
_LOOK_BACK = 8
_SHARED = 2  # words that a light verb, or one with other names, has to share
_CONTENT = 3  # letters of a word that says something at least
_WHENS = 12  # dates that are remembered of an event
_NEAR = 2  # days that a date which we inferred may be wrong by


@dataclass(slots=True)
class _Told:
    """An event of a story while it is gathered: the words of its clauses, the names behind its verbs, its dates.

    `leads` says whether the first words of a document tell of it, `aside` whether it stands
    where a long document has come to other things than its lead, `other` whether its words say that it is another one.
    """

    cluster: Cluster
    said: set[str]
    behind: set[str]
    whens: list[When]
    plural: bool
    other: bool
    leads: bool
    aside: bool
    documents: set[str]


def retold(clusters: Sequence[Cluster], annotations: Sequence[Annotation]) -> list[Cluster]:
    """The clusters with those of one story that tell of the same event made one."""
    known = {a.document.id: a for a in annotations}
    told_by = stories(annotations)
    ends = {a.document.id: told_here(a) for a in annotations}
    index: dict[tuple[int, str], list[_Told]] = {}
    out: list[Cluster] = []
    for cluster in sorted(clusters, key=lambda c: (c.first.document, c.first.span, c.first.trigger)):
        annotation = known[cluster.first.document]
        words, story = words_for(annotation.document.language or "en"), told_by.get(cluster.first.document)
        heads = _heads(cluster, words)
        if story is None or not heads or any(m.named for m in cluster.mentions):
            out.append(cluster)
            continue
        new = _told(cluster, annotation, words, ends[annotation.document.id])
        same = _known(new, heads, index, story, words)
        if same is None:
            out.append(cluster)
            same = new
        else:
            _join(same, new)
        for head in heads:
            near = index.setdefault((story, head), [])
            if not any(t is same for t in near):
                near.append(same)
    return out


def _told(cluster: Cluster, annotation: Annotation, words: Words, end: int) -> _Told:
    text, first = annotation.document.text, cluster.first
    lead = annotation.sentences[0].end if annotation.sentences else 0
    return _Told(
        cluster,
        said=_said(cluster, text, words),
        behind=_behind(cluster, text),
        whens=_whens(cluster),
        plural=_is_plural(first, text),
        other=_is_other(first, text, words),
        leads=first.trigger.start < lead,
        aside=first.trigger.start >= end,
        documents={first.document},
    )


def _is_plural(mention: Mention, text: str) -> bool:
    said, lemma = mention.trigger.of(text).lower(), mention.lemma.lower()
    return mention.rule == "event-noun" and said.endswith("s") and not lemma.endswith("s")


def _heads(cluster: Cluster, words: Words) -> list[str]:
    """The words, stems and senses of a cluster, the surest first."""
    if not words.light:
        return []  # a language without rows
    lemmas = {"=" + m.lemma.lower() for m in cluster.mentions}
    return sorted(lemmas) + sorted(h for h in cluster.heads if h[0] != "=" and h[0] != "|")


def _is_other(mention: Mention, text: str, words: Words) -> bool:
    """ "The second fire", "abdicated again": not what was told before."""
    before = set(words_before(mention, text)) if mention.rule == "event-noun" else set[str]()
    return not before.isdisjoint(words.other) or _AGAIN.match(text, mention.trigger.end) is not None


def _known(
    new: _Told, heads: Sequence[str], index: Mapping[tuple[int, str], Sequence[_Told]], story: int, words: Words
) -> _Told | None:
    """What was told before that a mention tells again: by the surest word, then by what else the two share."""
    for head in heads:
        near = [t for t in index.get((story, head), ())[-_LOOK_BACK:] if _is_same(new, t, head, words)]
        if near:
            return max(near, key=lambda t: _shared(new, t))
    return None


def _shared(new: _Told, told: _Told) -> tuple[bool, int, int]:
    return not new.cluster.who.isdisjoint(told.cluster.who), len(new.said & told.said), len(told.cluster.mentions)


def _is_same(new: _Told, told: _Told, head: str, words: Words) -> bool:
    """Whether nothing tells two events apart, and enough is shared."""
    one, other = new.cluster.first, told.cluster.first
    if not _same_standing(one, other) or (one.rule == other.rule and new.plural != told.plural) or _differ(new, told):
        return False
    shared, who = len(new.said & told.said), not new.cluster.who.isdisjoint(told.cluster.who)
    if new.aside or told.aside:
        return who and one.lemma.lower() in words.once
    if told.documents == new.documents:
        if new.other or head[0] == "+" or one.status != other.status:
            return False
        if not shared and not who and (not told.leads or (new.cluster.whens and not told.cluster.whens)):
            return False
    if one.lemma.lower() in words.mute:
        return shared >= _SHARED and who
    return shared >= _SHARED or not (one.lemma.lower() in words.light or _are_others(new, told))


def _differ(new: _Told, told: _Told) -> bool:
    """Whether dates or names tell two events apart."""
    if new.whens and told.whens and not any(overlaps(a, b) for a in new.whens for b in told.whens):
        return True
    names, others = new.cluster.names, told.cluster.names
    return bool(names) and bool(others) and not names & others


def _same_standing(one: Mention, other: Mention) -> bool:
    """What is planned in one report has happened in the next."""
    return same_standing(one, other) or {one.status, other.status} <= _REAL


def _are_others(new: _Told, told: _Told) -> bool:
    """Whether other names stand with the verb: behind it, or anywhere if one document names both."""
    if not new.cluster.who or not told.cluster.who or new.cluster.who & told.cluster.who:
        return False
    here = new.cluster.first.document
    return bool(new.behind and told.behind) or here in told.documents


def _join(told: _Told, new: _Told) -> None:
    told.cluster.mentions += new.cluster.mentions
    told.cluster.heads |= new.cluster.heads
    told.cluster.who |= new.cluster.who
    told.cluster.names |= new.cluster.names
    told.cluster.whens += new.cluster.whens
    told.said |= new.said
    told.behind |= new.behind
    told.whens = list(dict.fromkeys([*told.whens, *new.whens]))[:_WHENS]
    told.documents |= new.documents


def _said(cluster: Cluster, text: str, words: Words) -> set[str]:
    """The words of the clauses that say something, besides the verb itself."""
    found = {w.lower() for m in cluster.mentions for w in WORD.findall(m.span.of(text)) if len(w) >= _CONTENT}
    return found - {m.trigger.of(text).lower() for m in cluster.mentions} - words.auxiliary - words.definite


def _behind(cluster: Cluster, text: str) -> set[str]:
    """The names behind the verbs of a cluster, what it was done to and where."""
    found: set[str] = set()
    for m in cluster.mentions:
        found |= people(m) & {w.lower() for w in WORD.findall(text, m.trigger.end, max(m.span.end, m.trigger.end))}
    return found


def _whens(cluster: Cluster) -> list[When]:
    return [when for m in cluster.mentions if (when := _when(m)) is not None]


def _when(mention: Mention) -> When | None:
    if mention.dated is None or not mention.dated.when.is_closed:
        return None
    return widen(mention.dated.when, _NEAR) if mention.dated.basis == "inferred" else mention.dated.when
