"""Coreference: which mentions speak of one event, within a document and across documents.

Within a document mentions take up what was told before (`antecedents.py`). Across documents events meet in small
blocks (name, or head, participant and month): the cost stays near linear.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha1
from itertools import pairwise

from timeline.dates.calendars import year_month_day
from timeline.dates.when import When, overlaps, precedes
from timeline.link.antecedents import within
from timeline.link.clusters import Cluster, Words, people, same_standing, words_for
from timeline.link.retelling import retold
from timeline.link.wording import is_own_date
from timeline.model import Annotation, Basis, Dated, Event, Evidence, Link, Mention

NARROW = 31
BEST: dict[Basis, int] = {"gazetteer": 0, "stated": 0, "anchored": 1}


def merge(annotations: Sequence[Annotation]) -> tuple[tuple[Event, ...], tuple[Link, ...]]:
    """Mentions to events, in the order of the documents and their texts, and `same_as` links of differing accounts.

    >>> from timeline.model import Document, Span
    >>> text = "They murdered Caesar. The assassination changed nothing."
    >>> one = Mention("a", Span(0, 20), Span(5, 13), "murder", "They murdered Caesar", "event", "verb")
    >>> two = Mention("a", Span(22, 39), Span(26, 39), "assassination", "The assassination", "event", "noun")
    >>> events, links = merge([Annotation(Document("a", text), mentions=(one, two))])
    >>> [len(e.mentions) for e in events], links
    ([2], ())
    """
    told = [cluster for annotation in annotations for cluster in within(annotation)]
    order = {a.document.id: n for n, a in enumerate(annotations)}
    languages = {a.document.id: a.document.language or "en" for a in annotations}
    texts = {a.document.id: a.document.text for a in annotations}
    clusters = retold(told, annotations)
    groups = _across(clusters, languages)
    ids: dict[str, int] = {}
    events = [_event(group, order, texts, ids) for group in groups]
    events.sort(key=lambda e: (order[e.mentions[0].document], e.mentions[0].span, e.id))
    return tuple(events), tuple(_accounts(events, languages))


def _across(clusters: list[Cluster], languages: dict[str, str]) -> list[list[Cluster]]:
    """Groups of clusters that are one event: by name, or by head, participant and a date known to the month."""
    parent = list(range(len(clusters)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    blocks: dict[tuple[object, ...], list[int]] = {}
    for n, cluster in enumerate(clusters):
        for key in _keys(cluster, words_for(languages[cluster.first.document])):
            blocks.setdefault(key, []).append(n)
    documents = [{m.document for m in c.mentions} for c in clusters]
    for key, block in blocks.items():
        if len(block) < 2:
            continue
        for one, other in pairwise(sorted(block, key=lambda n: (_first_day(clusters[n]), n))):
            a, b = sorted((root(one), root(other)))
            joins = _joinable(clusters[one], clusters[other]) and not documents[a] & documents[b]
            if a != b and (joins or key[0] == "named"):
                parent[b] = a
                documents[a] |= documents[b]
    groups: dict[int, list[Cluster]] = {}
    for n, cluster in enumerate(clusters):
        groups.setdefault(root(n), []).append(cluster)
    return list(groups.values())


def _keys(cluster: Cluster, words: Words) -> list[tuple[object, ...]]:
    """Blocks in which an event may meet its like in other documents."""
    names = sorted({m.named.id for m in cluster.mentions if m.named})
    if names:
        return [("named", name) for name in names]
    when = _narrowest(cluster.whens)
    if when is None or when.earliest is None or when.latest is None or cluster.first.lemma.lower() in words.light:
        return []
    months = sorted({year_month_day(day)[:2] for day in (when.earliest, when.latest)})
    return [(head, who, month) for head in sorted(cluster.heads) for who in sorted(cluster.who) for month in months]


def _narrowest(whens: Sequence[When]) -> When | None:
    closed = [w for w in whens if w.width is not None and w.width <= NARROW]
    return min(closed, key=lambda w: (w.width or 0, w.earliest or 0), default=None)


def _joinable(one: Cluster, other: Cluster) -> bool:
    first, second = _narrowest(one.whens), _narrowest(other.whens)
    if first is None or second is None or not overlaps(first, second):
        return False
    return same_standing(one.first, other.first)


def _first_day(cluster: Cluster) -> int:
    when = _narrowest(cluster.whens)
    return when.earliest or 0 if when else 0


def _event(group: list[Cluster], order: dict[str, int], texts: dict[str, str], ids: dict[str, int]) -> Event:
    mentions = [m for c in group for m in c.mentions]
    if len(mentions) > 1:
        mentions = sorted(dict.fromkeys(mentions), key=lambda m: (order[m.document], m.span, m.trigger))
    best = min(mentions, key=lambda m: (-m.salience, order[m.document], m.span))
    named = max((m.named for m in mentions if m.named), key=lambda n: (n.confidence, n.id), default=None)
    kind = next((m.kind for m in mentions if m.named == named), best.kind) if named else best.kind
    return Event(
        _id(mentions, f"gazetteer:{named.id}" if named else "", ids),
        named.name if named else best.title,
        kind,
        best.status,
        best.salience,
        max(m.confidence for m in mentions),
        tuple(mentions),
        _best_date(mentions, named is not None, texts),
        named,
        tuple(dict.fromkeys(p for m in mentions for p in m.participants)),
        tuple(dict.fromkeys(p for m in mentions for p in m.places)),
    )


def _id(mentions: Sequence[Mention], name: str, ids: dict[str, int]) -> str:
    """A short hash of what the event is: its name, or where it is first spoken of."""
    first = min(mentions, key=lambda m: (m.document, m.span, m.trigger, m.lemma))
    content = name or f"{first.document}\0{first.trigger.start}\0{first.trigger.end}\0{first.lemma}"
    digest = sha1(content.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:12]
    ids[digest] = ids.get(digest, 0) + 1
    return digest if ids[digest] == 1 else f"{digest}-{ids[digest]}"


def _best_date(mentions: Sequence[Mention], is_named: bool, texts: dict[str, str]) -> Dated | None:
    """What is stated before what we worked out, then the narrower date; for a name that of the gazetteer first."""
    if len(mentions) == 1:
        return mentions[0].dated
    dates = [(m.dated, is_own_date(m, texts[m.document])) for m in mentions if m.dated is not None]

    def rank(choice: tuple[Dated, bool]) -> tuple[bool, bool, int, int]:
        dated, own = choice
        known = is_named and dated.basis != "gazetteer"
        return known, not own, BEST.get(dated.basis, 2), dated.when.width or 1 << 60

    return min(dates, key=rank, default=(None, True))[0]


def _accounts(events: Sequence[Event], languages: dict[str, str]) -> list[Link]:
    """Two documents date differently what happens only once to the same people: two accounts of one event."""
    told: dict[tuple[str, frozenset[str]], list[Event]] = {}
    for event in events:
        first = event.mentions[0]
        words = words_for(languages[first.document])
        who = frozenset(w for m in event.mentions for w in people(m))
        if first.lemma.lower() in words.once and who and event.dated and not event.named:
            told.setdefault((words.senses.sets.get(first.lemma.lower(), (first.lemma,))[0], who), []).append(event)
    links = []
    for same in told.values():
        for one, other in pairwise(same):
            if one.mentions[0].document != other.mentions[0].document and _differ(one, other):
                told_at = (one.mentions[0], other.mentions[0])
                evidence = tuple(Evidence(m.document, m.span, "two accounts") for m in told_at)
                links.append(Link(one.id, other.id, "same_as", 0.6, "two accounts", evidence))
    return links


def _differ(one: Event, other: Event) -> bool:
    if one.dated is None or other.dated is None:
        return False
    return precedes(one.dated.when, other.dated.when) or precedes(other.dated.when, one.dated.when)
