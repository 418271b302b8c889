"""Coreference in a story: documents that tell of one happening tell of each of its events in the same or like words.

A mention joins what was told in the same word, else in one of its sense ("quit" and "resigned"). Other dates, a
denial, or a name that the other report does not know keep two events apart; a verb that says little ("took") needs an
object in common, one of saying its speaker, and what one document alone tells twice needs more than a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.dates.when import When, overlaps, widen
from timeline.link.clusters import Cluster, Words, people, words_before, words_for
from timeline.link.stories import stories, told_here
from timeline.link.wording import WORD, sentence_of
from timeline.model import Annotation, Mention, Span

_AGAIN = re.compile(r"\s+again\b")
_LOOK_BACK = 16
_ROUNDS = 2
_SHARED = 2  # words that a light verb, or one with other names, has to share
_SAID = 4  # words that the sentences of two sayings of one speaker have to share
_PART = 0.25  # of the words of a clause: if fewer are shared, it is by chance
_SPEAKER, _REACH = 80, 300  # characters before a verb of saying that name who says it, and those around it that count
_CONTENT = 3  # letters of a word that says something at least
_WHENS = 12  # dates that are remembered of an event
_FRESH = 62  # days between reports of one happening, at most
_NEAR = 7  # days that a date which we inferred may be wrong by


Names = dict[str, set[str]]


@dataclass(slots=True)
class _Told:
    """An event of a story while it is gathered: the words of its clauses, the names behind its verbs, its dates.

    `called` are the names of it in each document, `met` those of who took part, `spoken` those in the document that
    tells it first, `speaker` the words before a verb of saying. `leads` says whether the first words of a document tell
    of it, `aside` whether it stands where a long document has come to other things than its lead, `other` whether its
    words say that it is another one.
    """

    cluster: Cluster
    story: int
    words: Words
    said: set[str]
    behind: set[str]
    called: Names
    met: Names
    spoken: frozenset[str]
    speaker: set[str]
    whens: list[When]
    plural: bool
    other: bool
    leads: bool
    aside: bool
    written: When | None
    documents: set[str]


def retold(clusters: Sequence[Cluster], annotations: Sequence[Annotation]) -> list[Cluster]:
    """The clusters with those of one story that tell of the same event made one."""
    known = {a.document.id: a for a in annotations}
    told_by = stories(annotations)
    spoken = {a.document.id: _names(a.document.text) for a in annotations}
    ends = {a.document.id: told_here(a) for a in annotations}
    told: list[_Told] = []
    out: list[Cluster] = []
    for cluster in sorted(clusters, key=lambda c: (c.first.document, c.first.span, c.first.trigger)):
        document = cluster.first.document
        if _is_open(cluster, known[document]):
            told.append(_told(cluster, known[document], told_by[document], ends[document], spoken[document]))
        else:
            out.append(cluster)
    for _ in range(_ROUNDS):
        told = _gathered(told)
    return out + [t.cluster for t in told]


def _is_open(cluster: Cluster, annotation: Annotation) -> bool:
    """Whether words tell which event is meant: no name of the gazetteer does, and the language has rows."""
    return bool(words_for(annotation.document.language or "en").light) and not any(m.named for m in cluster.mentions)


def _gathered(told: Sequence[_Told]) -> list[_Told]:
    """What is told, each joined to what it tells again. What was apart may join when more is known of it."""
    index: dict[tuple[int, str], list[_Told]] = {}
    out: list[_Told] = []
    for new in told:
        heads = _heads(new)
        same = _known(new, heads, index)
        if same is None:
            out.append(new)
            same = new
        else:
            _join(same, new)
        for head in heads:
            near = index.setdefault((new.story, head), [])
            if not any(t is same for t in near[-_LOOK_BACK:]):
                near.append(same)
    return out


def _told(cluster: Cluster, annotation: Annotation, story: int, end: int, spoken: frozenset[str]) -> _Told:
    text, first, words = annotation.document.text, cluster.first, words_for(annotation.document.language or "en")
    lead = annotation.sentences[0].end if annotation.sentences else 0
    return _Told(
        cluster,
        story,
        words,
        said=_said(cluster, annotation, words),
        behind=_behind(cluster, text),
        called={first.document: set(cluster.names)},
        met={first.document: set(cluster.who)},
        spoken=spoken,
        speaker=_speaker(first, text, words),
        whens=_whens(cluster),
        plural=_is_plural(first, text),
        other=_is_other(first, text, words),
        leads=first.trigger.start < lead,
        aside=first.trigger.start >= end,
        written=annotation.document.date.when if annotation.document.date else None,
        documents={first.document},
    )


def _is_plural(mention: Mention, text: str) -> bool:
    said, lemma = mention.trigger.of(text).lower(), mention.lemma.lower()
    return mention.rule == "event-noun" and said.endswith("s") and not lemma.endswith("s")


def _heads(told: _Told) -> list[str]:
    """The words, stems and senses between reports, the surest first; of a saying, each with one who says it."""
    lemmas = sorted({"=" + m.lemma.lower() for m in told.cluster.mentions})
    heads = lemmas + sorted(h for h in told.cluster.heads if h[0] in "~+")
    if told.cluster.first.lemma.lower() not in told.words.mute:
        return heads
    return [f"{head} {who}" for head in heads for who in sorted(told.speaker | told.cluster.who)]


def _is_other(mention: Mention, text: str, words: Words) -> bool:
    """ "The second fire", "abdicated again": not what was told before."""
    before = set(words_before(mention, text)) if mention.rule == "event-noun" else set[str]()
    return not before.isdisjoint(words.other) or _AGAIN.match(text, mention.trigger.end) is not None


def _known(new: _Told, heads: Sequence[str], index: Mapping[tuple[int, str], Sequence[_Told]]) -> _Told | None:
    """What was told before that a mention tells again: by the surest word, then by what else the two share."""
    if new.aside and new.cluster.first.lemma.lower() not in new.words.once:
        return None
    for head in heads:
        near = [t for t in index.get((new.story, head), ())[-_LOOK_BACK:] if _is_same(new, t, head)]
        if near:
            return max(near, key=lambda t: _shared(new, t))
    return None


def _shared(new: _Told, told: _Told) -> tuple[bool, int, int]:
    return not new.cluster.who.isdisjoint(told.cluster.who), len(new.said & told.said), len(told.cluster.mentions)


def _is_same(new: _Told, told: _Told, head: str) -> bool:
    """Whether nothing tells two events apart, and enough is shared."""
    one, other, words = new.cluster.first, told.cluster.first, new.words
    who, is_aside = not new.cluster.who.isdisjoint(told.cluster.who), new.aside or told.aside
    if is_aside and not (who and one.lemma.lower() in words.once):
        return False  # first, since it is cheap and parts most pairs of a long text
    if (one.rule == other.rule and new.plural != told.plural) or _differ(new, told):
        return False
    shared = _words_shared(new, told)
    if not shared and (one.status == "negated") != (other.status == "negated"):
        return False
    others = _are_others(new, told)
    if others and min(len(new.cluster.who), len(told.cluster.who)) > 1:
        return False
    if is_aside:
        return True
    if told.documents == new.documents and not _is_repeated(new, told, head, shared):
        return False
    if one.lemma.lower() in words.mute:
        return (shared >= _SHARED and who) or (shared >= _SAID and not new.speaker.isdisjoint(told.speaker))
    return shared >= _SHARED or not (one.lemma.lower() in words.light or others)


def _is_repeated(new: _Told, told: _Told, head: str, shared: int) -> bool:
    """Whether one document alone tells of an event again: two verbs that share words, or a noun that it leads with."""
    one, other = new.cluster.first, told.cluster.first
    if new.other or head[0] == "+" or one.status != other.status:
        return False
    if shared >= _SHARED or one.rule == other.rule == "clause":
        return shared >= _SHARED
    if shared or not new.cluster.who.isdisjoint(told.cluster.who):
        return True
    return told.leads and (bool(told.cluster.whens) or not new.cluster.whens)


def _words_shared(new: _Told, told: _Told) -> int:
    """How many words two clauses share; one at most counts where much more is told."""
    shared = len(new.said & told.said)
    return shared if shared >= _PART * min(len(new.said), len(told.said)) else min(shared, 1)


def _differ(new: _Told, told: _Told) -> bool:
    """Whether dates or names tell two events apart."""
    if new.whens and told.whens and not any(overlaps(a, b) for a in new.whens for b in told.whens):
        return True
    if _is_far(new.written, told.written) and not (_narrow(new.whens) and _narrow(told.whens)):
        return True
    names, others = new.cluster.names, told.cluster.names
    return _are_unknown(new, told, names, others) or _has_both(new.called, told.called)


def _is_far(one: When | None, other: When | None) -> bool:
    """Whether two reports were written more than two months apart."""
    return one is not None and other is not None and not overlaps(one, other, _FRESH)


def _narrow(whens: Sequence[When]) -> bool:
    return any((w.width or _FRESH + 1) <= _FRESH for w in whens)


def _are_others(new: _Told, told: _Told) -> bool:
    """Whether other names stand with the verb: behind it, or anywhere if one document names both."""
    if not new.cluster.who or not told.cluster.who or new.cluster.who & told.cluster.who:
        return False
    return _are_unknown(new, told, new.behind, told.behind) or _has_both(new.met, told.met)


def _are_unknown(new: _Told, told: _Told, names: set[str], others: set[str]) -> bool:
    """Whether two reports say different names, and neither knows those of the other."""
    if not names or not others or names & others:
        return False
    return names.isdisjoint(told.spoken) and others.isdisjoint(new.spoken)


def _has_both(new: Names, told: Names) -> bool:
    """Whether one document has different names for the two: "the Battle of Leyte", "the Battle of Cassino"."""
    both = ((new[d], told[d]) for d in new.keys() & told.keys())
    return any(names and others and not names & others for names, others in both)


def _join(told: _Told, new: _Told) -> None:
    told.cluster.mentions += new.cluster.mentions
    told.cluster.heads |= new.cluster.heads
    told.cluster.who |= new.cluster.who
    told.cluster.names |= new.cluster.names
    for mine, its in (told.called, new.called), (told.met, new.met):
        for document, names in its.items():
            mine[document] = mine.get(document, set()) | names
    told.cluster.whens += new.cluster.whens
    told.said |= new.said
    told.behind |= new.behind
    told.speaker |= new.speaker
    told.whens = list(dict.fromkeys([*told.whens, *new.whens]))[:_WHENS]
    told.documents |= new.documents


def _speaker(mention: Mention, text: str, words: Words) -> set[str]:
    """The words just before a verb of saying."""
    if mention.lemma.lower() not in words.mute:
        return set()
    return _content(max(mention.span.start, mention.trigger.start - _SPEAKER), mention.trigger.start, text, words)


def _said(cluster: Cluster, annotation: Annotation, words: Words) -> set[str]:
    """The words of the clauses that say something, besides the verb itself; of a saying those of its sentence."""
    text, found = annotation.document.text, set[str]()
    for m in cluster.mentions:
        span = _around(m, annotation) if m.lemma.lower() in words.mute else m.span
        found |= _content(span.start, span.end, text, words)
    return found - {m.trigger.of(text).lower() for m in cluster.mentions}


def _behind(cluster: Cluster, text: str) -> set[str]:
    """The names behind the verbs of a cluster, what it was done to and where."""
    found: set[str] = set()
    for m in cluster.mentions:
        if who := people(m):
            found |= who & {w.lower() for w in WORD.findall(text, m.trigger.end, max(m.span.end, m.trigger.end))}
    return found


def _around(mention: Mention, annotation: Annotation) -> Span:
    """The sentence of a mention, no further than counts."""
    sentence, trigger = sentence_of(mention, annotation), mention.trigger
    return Span(max(sentence.start, trigger.start - _REACH), min(sentence.end, trigger.end + _REACH))


def _content(start: int, end: int, text: str, words: Words) -> set[str]:
    """The words of a stretch that say something."""
    found = {w.lower() for w in WORD.findall(text, start, end) if len(w) >= _CONTENT}
    return found - words.auxiliary - words.definite


def _names(text: str) -> frozenset[str]:
    """What a text writes with a capital."""
    return frozenset(w.lower() for w in WORD.findall(text) if w[0].isupper())


def _whens(cluster: Cluster) -> list[When]:
    return [when for m in cluster.mentions if (when := _when(m)) is not None]


def _when(mention: Mention) -> When | None:
    if mention.dated is None or not mention.dated.when.is_closed:
        return None
    return widen(mention.dated.when, _NEAR) if mention.dated.basis == "inferred" else mention.dated.when
