"""Coreference within a document: which event told before a mention takes up.

A name of the gazetteer is one event wherever it stands. Otherwise a definite noun takes up the nearest event told
before whose head is the same word, its verb, or one of the same sense ("the coup attempt ... the putsch"), if dates,
people and places agree; and a second source may say the same again with another date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from timeline.dates.when import When, intersect
from timeline.link.clusters import (
    Cluster,
    Words,
    names_of,
    object_of,
    own_date,
    people,
    qualities_of,
    same_standing,
    words_before,
    words_for,
)
from timeline.link.wording import WORD, is_noun, sentence_of
from timeline.model import Annotation, Dated, Mention, Span

REACH_SAME, REACH_SYNONYM, REACH_ACT, REACH_GENERAL, REACH_DATE = 20_000, 2_000, 600, 500, 40
LOOK_BACK = 6
_SIMILAR = 0.8
_OBJECT = re.compile(r"\s+(?:of|on|against)\s+(?:(?:the|a|an|his|her|its|their|this|that)\s+)?(\w+)")
_OWNER = re.compile(r"(\w+)['’]s?\s+(?:\w+\s+)?$")
_PARTICLE = re.compile(r"\s+(?:(?:him|her|it|them|us|me)\s+)?(\w+)")
_SPACE = re.compile(r"\s+")
_IT = re.compile(r"\s+(?:it|this|that|the event)\s+(?:(?:in|at|to|on|as|under)\s+)?")
_TO_DATE = re.compile(r"\s+(?:(?:it|this|them)\s+)?(?:(?:in|at|to|on|as|under)\s+)?")


def within(annotation: Annotation) -> list[Cluster]:
    """The events of one document."""
    words, text = words_for(annotation.document.language or "en"), annotation.document.text
    clusters: list[Cluster] = []
    named: dict[str, Cluster] = {}
    verbs = _verbs_of_names(annotation.mentions)
    index: dict[str, list[Cluster]] = {}
    last: Cluster | None = None
    stated: Cluster | None = None
    for mention in sorted(annotation.mentions, key=lambda m: (_place(m, words), m.span, m.lemma)):
        heads, who = senses_told(mention, words, text), people(mention) | object_of(mention, words, text)
        name = mention.named.id if mention.named else verbs.get(mention, "")
        if name:
            cluster = named.get(name) or (_unnamed(mention, index, words, text) if mention.named else None)
        elif stated and _puts_it(mention, stated, words, text):
            cluster, mention = stated, replace(mention, title=stated.first.title)
        elif (last and (_is_predicate(mention, last, heads, words, text) or _comes(mention, last, words, text))) or (
            last and _reads(mention, last, words, annotation)
        ):
            cluster, mention = last, replace(mention, title=last.first.title)
        else:
            cluster = _restated(mention, heads, index, words, annotation) or _antecedent(
                mention, heads, who, index, clusters, words, annotation
            )
        if cluster is None:
            cluster = Cluster([], set(), set(), qualities=qualities_of(mention, text, words))
            clusters.append(cluster)
        cluster.add(mention, heads, who, text)
        cluster.names |= names_of(mention, text, words)
        if mention.dated and mention.dated.basis == "stated" and mention.lemma.lower() not in words.puts:
            stated = cluster
        last = cluster if mention.lemma.lower() not in words.light else last
        if name:
            named[name] = cluster
        for head in sorted(heads):
            known = index.setdefault(head, [])
            if not known or known[-1] is not cluster:
                known.append(cluster)
    return clusters


def _verbs_of_names(mentions: Sequence[Mention]) -> dict[Mention, str]:
    """The verbs that stand in the wording of a known event, each with its id: "senators [murdered Caesar]"."""
    found: dict[Mention, str] = {}
    known: Mention | None = None
    for mention in sorted(mentions, key=lambda m: ((m.span if m.named else m.trigger).start, m.named is None)):
        if mention.named:
            known = mention
        elif known and known.named and mention.rule == "clause" and same_standing(mention, known):
            found |= {mention: known.named.id} if known.span.covers(mention.trigger) else {}
    return found


def _unnamed(mention: Mention, index: dict[str, list[Cluster]], words: Words, text: str) -> Cluster | None:
    """What was told right before in the same word without a name: "a famine ... The famine drove a million abroad"."""
    lemma = mention.lemma.lower()
    if not mention.trigger.of(text).islower() or not set(words_before(mention, text)[-1:]) & words.definite:
        return None
    near = [c for c in index.get("=" + lemma, [])[-1:] if not any(m.named for m in c.mentions)]
    return next((c for c in near if _fits(mention, c, frozenset(), set(), REACH_GENERAL, words)), None)


def _place(mention: Mention, words: Words) -> Span:
    """Where a mention is read: its trigger, or its date for a verb that gives it ("they put the siege in 1702")."""
    if mention.lemma.lower() in words.puts and mention.dated:
        return min((e.span for e in mention.dated.evidence if e.span > mention.trigger), default=mention.trigger)
    return mention.trigger


def senses_told(mention: Mention, words: Words, text: str) -> frozenset[str]:
    """The senses of a mention: of its lemma, of a verb with the next word ("walk out"), of the words of its name."""
    following = _PARTICLE.match(text, mention.trigger.end)
    heads = words.senses.of(mention.lemma.lower(), following.group(1).lower() if following else "")
    if mention.named:
        spoken = WORD.findall(f"{mention.named.name} {mention.span.of(text)}".lower())
        heads |= {s for w in spoken for s in words.senses.of(w) if w in words.senses.sets}
    return heads


def _is_predicate(mention: Mention, told: Cluster, heads: frozenset[str], words: Words, text: str) -> bool:
    """Whether a mention says what the one just before it was: "Naseby (14 June 1645) was the decisive battle"."""
    if not heads & told.heads:
        return False
    last = told.mentions[-1]
    between = re.sub(r"\([^()]*\)", "", text[last.span.end : mention.span.start][:200])
    return " ".join(between.lower().split()) in words.copula


def _comes(mention: Mention, told: Cluster, words: Words, text: str) -> bool:
    """Whether a verb only says that what was just named took place: "the great flood came in 1717"."""
    if mention.dated is None or mention.lemma.lower() not in words.comes:
        return False
    last = told.mentions[-1]
    between = text[last.trigger.end : mention.trigger.start]
    if len(between) > 50:
        return False
    near = [e.span.start - mention.trigger.end for e in mention.dated.evidence if e.document == mention.document]
    return is_noun(last, text, words.verbal) and not re.search(r"[^\w\s’']", between) and any(0 <= n < 5 for n in near)


def _reads(mention: Mention, told: Cluster, words: Words, annotation: Annotation) -> bool:
    """Whether a verb only gives the date of what was told before: "the inscription gives 1687", "puts it in 1687"."""
    lemma, text = mention.lemma.lower(), annotation.document.text
    if not (lemma in words.reads or lemma in words.puts) or mention.dated is None or mention.dated.basis != "stated":
        return False
    starts = [e.span.start for e in mention.dated.evidence if e.span.start >= mention.trigger.end]
    start = min(starts, default=mention.trigger.start)
    object_ = told.mentions[-1].trigger
    if lemma in words.puts and mention.trigger.end < object_.start < start:
        return start - object_.start < 60 and _is_attributed(mention, annotation, words)
    between = text[mention.trigger.end : start]
    only = _TO_DATE if lemma in words.puts else _SPACE
    return only.fullmatch(between, 0, 12) is not None and _is_attributed(mention, annotation, words)


def _puts_it(mention: Mention, told: Cluster, words: Words, text: str) -> bool:
    """Whether a verb gives another date for what was dated just before: "had put it in 748 BC"."""
    dated, last = mention.dated, told.mentions[-1]
    if mention.lemma.lower() not in words.puts or dated is None or dated.basis != "stated":
        return False
    start = min((e.span.start for e in dated.evidence if e.span.start >= mention.trigger.end), default=None)
    near = 0 < mention.trigger.start - last.trigger.start < REACH_GENERAL
    return near and start is not None and _IT.fullmatch(text, mention.trigger.end, start) is not None


def _restated(
    mention: Mention, heads: frozenset[str], index: dict[str, list[Cluster]], words: Words, annotation: Annotation
) -> Cluster | None:
    """The event that another source tells of in the same words ("the annals say that the castle burned in 1124")."""
    if mention.dated is None or not _is_attributed(mention, annotation, words):
        return None
    text, told = annotation.document.text, [c for h in sorted(heads) for c in index.get(h, [])[-LOOK_BACK:]]
    said = _content(mention, text, words)
    for cluster in reversed(told):
        other = _content(cluster.first, text, words)
        shared, least = len(said & other), min(len(said), len(other))
        alike = said == other or (least > 1 and shared >= _SIMILAR * least)
        if said and alike and same_standing(mention, cluster.first):
            return cluster
    return None


def _is_attributed(mention: Mention, annotation: Annotation, words: Words) -> bool:
    """Whether the sentence of a mention names a source that says so."""
    sentence = sentence_of(mention, annotation)
    return _names_source(sentence.of(annotation.document.text), words.sources)


@lru_cache(1 << 10)
def _names_source(sentence: str, sources: frozenset[str]) -> bool:
    return not sources.isdisjoint(WORD.findall(sentence.lower()))


def _content(mention: Mention, text: str, words: Words) -> set[str]:
    """What the words of a mention name besides the event and its date."""
    taken = [mention.trigger, *(e.span for e in (mention.dated.evidence if mention.dated else ()))]
    found = [(m.group().lower(), Span(*m.span())) for m in WORD.finditer(text, mention.span.start, mention.span.end)]
    kept = {w for w, at in found if len(w) > 3 and w.isalpha() and not any(at.overlaps(t) for t in taken)}
    return kept - words.auxiliary


def _antecedent(
    mention: Mention,
    heads: frozenset[str],
    who: set[str],
    index: dict[str, list[Cluster]],
    clusters: list[Cluster],
    words: Words,
    annotation: Annotation,
) -> Cluster | None:
    """The event told before that a mention takes up."""
    lemma, text = mention.lemma.lower(), annotation.document.text
    if not heads or lemma in words.light:
        return None
    if not is_noun(mention, text, words.verbal):
        senses = [c for h in sorted(heads) if h[0] not in "=+" for c in index.get(h, [])[-LOOK_BACK:]]
        told = [*(c for c in senses if is_noun(c.first, text, words.verbal)), *index.get("=" + lemma, [])[-LOOK_BACK:]]
        return next((c for c in reversed(told) if _repeats(mention, who, c, words)), None)
    before = words_before(mention, text)
    articles = [n for n, word in enumerate(before) if word in words.definite]
    if not articles or set(before[articles[-1] :]) & words.other:
        return None
    if cluster := _of_its_sense(mention, heads, index, words, annotation):
        return cluster
    if lemma in words.general and clusters:
        fitting = [c for c in clusters[-LOOK_BACK:] if _fits(mention, c, frozenset(), set(), REACH_GENERAL, words)]
        return max(fitting, key=lambda c: (c.first.salience, c.first.span), default=None)
    return None


def _of_its_sense(
    mention: Mention, heads: frozenset[str], index: dict[str, list[Cluster]], words: Words, annotation: Annotation
) -> Cluster | None:
    """The nearest event told before in the same word, else in one of its sense, else by a verb that it takes up."""
    text = annotation.document.text
    qualities, names = qualities_of(mention, text, words), names_of(mention, text, words)
    spoken, undated = replace(mention, dated=own_date(mention, text)), replace(mention, dated=None)
    same, acts = ["=" + w for w in mention.lemma.lower().split()], sorted(h for h in heads if h[0] == "|")
    like = sorted(h for h in heads if h[0] not in "|+")
    for heads_of, reach in (same, REACH_SAME), (like, REACH_SYNONYM), (acts, REACH_ACT):
        near = {id(c): c for h in heads_of for c in index.get(h, [])[-LOOK_BACK:]}
        for cluster in sorted(near.values(), key=lambda c: c.mentions[-1].trigger, reverse=True):
            if reach == REACH_ACT and not _is_act(mention, cluster, words, text):
                continue
            if _fits(spoken, cluster, qualities, names, reach, words):
                return cluster
            if _is_account(mention, cluster, words, annotation) and _fits(
                undated, cluster, qualities, names, min(reach, REACH_ACT), words
            ):
                return cluster
    return None


def _is_account(mention: Mention, cluster: Cluster, words: Words, annotation: Annotation) -> bool:
    """Whether another source dates what was just told: "burned down in 1478 ... the fire in 1481"."""
    text, dated, first = annotation.document.text, mention.dated, cluster.first.dated
    if dated is None or first is None or len(cluster.whens) != 1 or (dated.basis, first.basis) != ("stated", "stated"):
        return False
    start = min((e.span.start for e in dated.evidence if e.span.start >= mention.trigger.end), default=None)
    if start is None or text[mention.trigger.end : start].split() == ["of"] or start - mention.trigger.end > REACH_DATE:
        return False
    behind = _OBJECT.match(text, mention.trigger.end)
    if behind and behind.group(1).lower() not in cluster.first.span.of(text).lower():
        return False
    verb = WORD.findall(text[max(0, mention.trigger.start - 40) : mention.trigger.start].lower())[-3:]
    put = any(w in words.puts or w.removesuffix("s") in words.puts or w.removesuffix("d") in words.puts for w in verb)
    return put or _is_attributed(mention, annotation, words)


def _is_act(mention: Mention, cluster: Cluster, words: Words, text: str) -> bool:
    """Whether a verb told of what the noun is of: "beheaded the archbishop ... the killing of the archbishop"."""
    told = cluster.first
    if is_noun(told, text, words.verbal) or told.span.end > mention.trigger.start:
        return False
    if mention.trigger.of(text)[:1].isupper():
        return False  # "the Tripartite Pact" has a name of its own
    behind = _OBJECT.match(text, mention.trigger.end)
    owner = _OWNER.search(text, max(0, mention.trigger.start - 40), mention.trigger.start)
    named = {found.group(1).lower() for found in (behind, owner) if found}
    return named <= set(WORD.findall(told.span.of(text).lower()))


def _fits(
    mention: Mention, cluster: Cluster, qualities: frozenset[str], names: set[str], reach: int, words: Words
) -> bool:
    """Whether a definite noun can speak of an event: near, of the same standing, with nothing that tells them apart."""
    last = cluster.mentions[-1]
    if reach != REACH_SAME and not cluster.whens and _is_named_by_date(mention):
        return False
    if not 0 < mention.trigger.start - last.trigger.start <= reach or mention.trigger.overlaps(last.trigger):
        return False
    if not same_standing(mention, cluster.first):
        return False
    if qualities and cluster.qualities and not qualities & cluster.qualities:
        return False
    who = people(mention)
    if who and cluster.who and not who & cluster.who:
        return False
    if names and cluster.names and not names & cluster.names:
        return False
    once = mention.lemma.lower() in words.once and _all_stated(mention, cluster)
    return once or _agree(_told(mention), cluster.whens)


def _is_named_by_date(mention: Mention) -> bool:
    """Whether a noun says by its date which one it is: "the crash of 2001"."""
    dated = mention.dated
    return dated is not None and dated.basis == "stated" and any(e.span.overlaps(mention.span) for e in dated.evidence)


def _all_stated(mention: Mention, cluster: Cluster) -> bool:
    """Whether both dates stand in so many words: then they contradict each other and do not tell of two events."""
    dates = [_told(m) for m in (mention, *cluster.mentions)]
    return all(d.basis == "stated" for d in dates if d is not None)


def _repeats(mention: Mention, who: set[str], cluster: Cluster, words: Words) -> bool:
    """Whether a verb says again what was told: of the same people or things, at a time that agrees."""
    if not same_standing(mention, cluster.first) or mention.trigger.overlaps(cluster.first.trigger):
        return False
    if not who or not (who <= cluster.who or cluster.who <= who):
        return False
    once = mention.lemma.lower() in words.once and _all_stated(mention, cluster)
    return bool(cluster.who) and (_agree(_told(mention), cluster.whens) or once)


def _told(mention: Mention) -> Dated | None:
    """The date of a mention, but not the bounds that the day of writing leaves to a noun."""
    bounds_only = mention.rule == "event-noun" and mention.dated and mention.dated.basis == "inferred"
    return None if bounds_only else mention.dated


def _agree(dated: Dated | None, whens: Sequence[When]) -> bool:
    return dated is None or all(intersect(dated.when, when) for when in whens)
