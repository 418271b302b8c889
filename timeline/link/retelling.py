"""Coreference in a story: documents that tell of one happening tell of each of its events in the same or like words.

A mention joins what was told in the same word, else in one of its sense ("quit" and "resigned").
Other names, dates or another standing keep two events apart; a verb that says little ("took") needs an object in common.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from timeline.dates.when import When, overlaps, widen
from timeline.link.clusters import Cluster, Words, people, same_standing, words_for
from timeline.link.wording import WORD
from timeline.model import Mention

_REAL = {"happened", "ongoing", "planned"}
_LOOK_BACK = 8
_SHARED = 2  # words that a light verb, or one with other names, has to share
_CONTENT = 3  # letters of a word that says something at least
_NEAR = 2  # days that a date which we inferred may be wrong by


@dataclass(slots=True)
class _Told:
    """An event of a story while it is gathered, with the words of its clauses."""

    cluster: Cluster
    said: set[str]
    behind: set[str]
    whens: list[When] = field(default_factory=list)


def retold(
    clusters: Sequence[Cluster], stories: Mapping[str, int], texts: Mapping[str, str], languages: Mapping[str, str]
) -> list[Cluster]:
    """The clusters with those of one story that tell of the same event made one."""
    index: dict[tuple[int, str], list[_Told]] = {}
    out: list[Cluster] = []
    for cluster in sorted(clusters, key=lambda c: (c.first.document, c.first.span, c.first.trigger)):
        document = cluster.first.document
        words, story = words_for(languages[document]), stories.get(document)
        heads = _heads(cluster, words)
        if story is None or not heads or any(m.named for m in cluster.mentions):
            out.append(cluster)
            continue
        text = texts[document]
        new = _Told(cluster, _said(cluster, text, words), _behind(cluster, text), _whens(cluster))
        known = _known(new, heads, index, story, words)
        if known is None:
            out.append(cluster)
            known = new
        else:
            _join(known, new)
        for head in heads:
            told = index.setdefault((story, head), [])
            if not any(t is known for t in told):
                told.append(known)
    return out


def _heads(cluster: Cluster, words: Words) -> list[str]:
    """The words, stems and senses of a cluster, the surest first."""
    lemmas = {"=" + m.lemma.lower() for m in cluster.mentions if m.lemma.lower() not in words.mute}
    return sorted(lemmas) + sorted(h for h in cluster.heads if h[0] != "=" and h[0] != "|")


def _known(
    new: _Told, heads: Sequence[str], index: Mapping[tuple[int, str], Sequence[_Told]], story: int, words: Words
) -> _Told | None:
    """What was told before that a mention tells again: by the surest word, then by what else the two share."""
    for head in heads:
        near = [t for t in index.get((story, head), ())[-_LOOK_BACK:] if _is_same(new, t, words)]
        if near:
            return max(near, key=lambda t: _shared(new, t))
    return None


def _shared(new: _Told, told: _Told) -> tuple[bool, int, int]:
    return not new.cluster.who.isdisjoint(told.cluster.who), len(new.said & told.said), len(told.cluster.mentions)


def _is_same(new: _Told, told: _Told, words: Words) -> bool:
    """Whether nothing tells two events apart: standing, dates, names, or an object where the verb says little."""
    if not _same_standing(new.cluster.first, told.cluster.first):
        return False
    if new.whens and told.whens and not any(overlaps(a, b) for a in new.whens for b in told.whens):
        return False
    if len(new.said & told.said) >= _SHARED:
        return True
    return new.cluster.first.lemma.lower() not in words.light and not _are_others(new, told)


def _same_standing(one: Mention, other: Mention) -> bool:
    """What is planned in one report has happened in the next."""
    return same_standing(one, other) or {one.status, other.status} <= _REAL


def _are_others(new: _Told, told: _Told) -> bool:
    """Whether other names stand with the verb: behind it, or anywhere if one document names both."""
    if not new.cluster.who or not told.cluster.who or new.cluster.who & told.cluster.who:
        return False
    here = new.cluster.first.document
    return bool(new.behind and told.behind) or any(m.document == here for m in told.cluster.mentions)


def _join(told: _Told, new: _Told) -> None:
    told.cluster.mentions += new.cluster.mentions
    told.cluster.heads |= new.cluster.heads
    told.cluster.who |= new.cluster.who
    told.cluster.names |= new.cluster.names
    told.cluster.whens += new.cluster.whens
    told.said |= new.said
    told.behind |= new.behind
    told.whens += new.whens


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
