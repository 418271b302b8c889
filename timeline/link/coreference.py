"""Coreference: which mentions speak of one event, within a document and across documents.

A name of the gazetteer is one event wherever it stands. Otherwise a definite noun takes up the nearest event told
before whose head is the same word or one of the same sense ("the coup attempt ... the putsch"), if dates, people and
places agree. Across documents events meet in small blocks (head, participant, month): the cost stays near linear.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from hashlib import sha1
from itertools import pairwise

from timeline.dates.calendars import year_month_day
from timeline.dates.when import When, intersect, overlaps, precedes
from timeline.language.lexicon import read
from timeline.link.wording import WORD, is_noun, is_own_date
from timeline.model import Annotation, Basis, Dated, Event, Evidence, Link, Mention, Span

REACH_SAME, REACH_SYNONYM, REACH_GENERAL = 20_000, 2_000, 500
LOOK_BACK = 6
NARROW = 31
BEST: dict[Basis, int] = {"gazetteer": 0, "stated": 0, "anchored": 1}
_REAL = ("happened", "ongoing")
STEM = 4  # letters that an action noun shares with its verb at least
_SUFFIX = re.compile(r"(?:ment|ication|isation|ization|ation|ition|ion|ing|al|ure|ance|ence|ery|ate|ify|ise|ize|e|y)$")
_SIMILAR = 0.8
_OF_NAME = re.compile(r"\s+(?:of|at|in|on)\s+(?:the\s+)?((?:[A-Z]\w+\s?){1,3})")
_NAME_BEFORE = re.compile(r"(?:[A-Z]\w+\s+){1,2}$")
_SPACE = re.compile(r"\s+")
_TO_DATE = re.compile(r"\s+(?:(?:it|this|them)\s+)?(?:(?:in|at|to|on|as|under)\s+)?")


@dataclass(slots=True)
class _Cluster:
    """Mentions that are one event, while they are gathered."""

    mentions: list[Mention]
    heads: set[str]
    who: set[str]
    names: set[str] = field(default_factory=set)
    whens: list[When] = field(default_factory=list)
    qualities: frozenset[str] = frozenset()

    @property
    def first(self) -> Mention:
        return self.mentions[0]

    def add(self, mention: Mention, heads: Iterable[str], who: set[str], text: str) -> None:
        self.mentions.append(mention)
        self.heads |= set(heads)
        self.who |= who
        if (own := _own(mention, text)) is not None:
            self.whens.append(own.when)


@dataclass(frozen=True, slots=True)
class _Words:
    """What a language's rows say of words for events."""

    sets: dict[str, tuple[str, ...]]
    general: frozenset[str]
    once: frozenset[str]
    light: frozenset[str]
    other: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    verbal: frozenset[str]
    auxiliary: frozenset[str]
    copula: frozenset[str]
    comes: frozenset[str]
    reads: frozenset[str]
    puts: frozenset[str]
    sources: frozenset[str]

    def senses(self, lemma: str) -> set[str]:
        """The sets of synonyms that the words of a lemma belong to, their stems, and the words themselves."""
        words = [w for w in lemma.split() if w not in self.light]
        return {s for w in words for s in ("=" + w, *self.sets.get(w, ()), *_stems(w))}


def _stems(word: str) -> tuple[str, ...]:
    """What an action noun and its verb have in common: "annul" of "annulment", "~occup" of "occupy", "occupation"."""
    stem = _SUFFIX.sub("", word)
    return ("~" + stem,) if len(stem) >= STEM else ()


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
    clusters = [cluster for annotation in annotations for cluster in _within(annotation)]
    order = {a.document.id: n for n, a in enumerate(annotations)}
    languages = {a.document.id: a.document.language or "en" for a in annotations}
    texts = {a.document.id: a.document.text for a in annotations}
    groups = _across(clusters, languages)
    ids: dict[str, int] = {}
    events = [_event(group, order, texts, ids) for group in groups]
    events.sort(key=lambda e: (order[e.mentions[0].document], e.mentions[0].span, e.id))
    return tuple(events), tuple(_accounts(events, languages))


@lru_cache
def _words(language: str) -> _Words:
    rows = read(language, "nouns.toml")
    sets: dict[str, tuple[str, ...]] = {}
    for row in rows.get("same", []):
        for word in row:
            sets[word] = (*sets.get(word, ()), row[0])
    return _Words(sets, *(frozenset(rows.get(f.name, ())) for f in fields(_Words) if f.name != "sets"))


def _within(annotation: Annotation) -> list[_Cluster]:
    """The events of one document."""
    words, text = _words(annotation.document.language or "en"), annotation.document.text
    clusters: list[_Cluster] = []
    named: dict[str, _Cluster] = {}
    index: dict[str, list[_Cluster]] = {}
    last: _Cluster | None = None
    for mention in sorted(annotation.mentions, key=lambda m: (_place(m, words), m.span, m.lemma)):
        heads, who = _heads(mention, words, text), _who(mention) | _what(mention, words, text)
        if mention.named:
            cluster = named.get(mention.named.id)
        elif last and (_is_predicate(mention, last, heads, words, text) or _comes(mention, last, words, text)):
            cluster, mention = last, replace(mention, title=last.first.title)
        elif last and _reads(mention, last, words, annotation):
            cluster, mention = last, replace(mention, title=last.first.title)
        else:
            cluster = _restated(mention, heads, index, words, annotation) or _antecedent(
                mention, heads, who, index, clusters, words, text
            )
        if cluster is None:
            cluster = _Cluster([], set(), set(), qualities=_qualities(mention, text, words))
            clusters.append(cluster)
        cluster.add(mention, heads, who, text)
        cluster.names |= _names(mention, text, words)
        last = cluster if mention.lemma.lower() not in words.light else last
        if mention.named:
            named[mention.named.id] = cluster
        for head in sorted(heads):
            known = index.setdefault(head, [])
            if not known or known[-1] is not cluster:
                known.append(cluster)
    return clusters


def _place(mention: Mention, words: _Words) -> Span:
    """Where a mention is read: its trigger, or its date for a verb that gives it ("they put the siege in 1702")."""
    if mention.lemma.lower() in words.puts and mention.dated:
        return min((e.span for e in mention.dated.evidence if e.span > mention.trigger), default=mention.trigger)
    return mention.trigger


def _heads(mention: Mention, words: _Words, text: str) -> set[str]:
    """The senses of a mention: of its lemma, of a verb with the next word ("walk out"), of the words of its name."""
    heads = words.senses(mention.lemma.lower())
    following = WORD.match(text, mention.trigger.end + 1)
    if following:
        heads |= set(words.sets.get(f"{mention.lemma.lower()} {following.group().lower()}", ()))
    if mention.named:
        spoken = WORD.findall(f"{mention.named.name} {mention.span.of(text)}".lower())
        heads |= {s for w in spoken for s in words.senses(w) if w in words.sets}
    return heads


def _is_predicate(mention: Mention, told: _Cluster, heads: set[str], words: _Words, text: str) -> bool:
    """Whether a mention says what the one just before it was: "Naseby (14 June 1645) was the decisive battle"."""
    if not heads & told.heads:
        return False
    last = told.mentions[-1]
    between = re.sub(r"\([^()]*\)", "", text[last.span.end : mention.span.start][:200])
    return " ".join(between.lower().split()) in words.copula


def _comes(mention: Mention, told: _Cluster, words: _Words, text: str) -> bool:
    """Whether a verb only says that what was just named took place: "the great flood came in 1717"."""
    last = told.mentions[-1]
    between = text[last.trigger.end : mention.trigger.start]
    if mention.lemma.lower() not in words.comes or mention.dated is None or len(between) > 50:
        return False
    near = [e.span.start - mention.trigger.end for e in mention.dated.evidence if e.document == mention.document]
    return is_noun(last, text, words.verbal) and not re.search(r"[^\w\s’']", between) and any(0 <= n < 5 for n in near)


def _reads(mention: Mention, told: _Cluster, words: _Words, annotation: Annotation) -> bool:
    """Whether a verb only gives the date of what was told before: "the inscription gives 1687", "puts it in 1687"."""
    lemma, text = mention.lemma.lower(), annotation.document.text
    if lemma not in words.reads | words.puts or mention.dated is None or mention.dated.basis != "stated":
        return False
    starts = [e.span.start for e in mention.dated.evidence if e.span.start >= mention.trigger.end]
    start = min(starts, default=mention.trigger.start)
    object_ = told.mentions[-1].trigger
    if lemma in words.puts and mention.trigger.end < object_.start < start:
        return start - object_.start < 60 and _is_attributed(mention, annotation, words)
    between = text[mention.trigger.end : start]
    only = _TO_DATE if lemma in words.puts else _SPACE
    return only.fullmatch(between, 0, 12) is not None and _is_attributed(mention, annotation, words)


def _restated(
    mention: Mention, heads: set[str], index: dict[str, list[_Cluster]], words: _Words, annotation: Annotation
) -> _Cluster | None:
    """The event that another source tells of in the same words ("the annals say that the castle burned in 1124")."""
    text, told = annotation.document.text, [c for h in sorted(heads) for c in index.get(h, [])[-LOOK_BACK:]]
    if not told or mention.dated is None or not _is_attributed(mention, annotation, words):
        return None
    said = _content(mention, text, words)
    for cluster in reversed(told):
        other = _content(cluster.first, text, words)
        shared, least = len(said & other), min(len(said), len(other))
        alike = said == other or (least > 1 and shared >= _SIMILAR * least)
        if said and alike and _same_standing(mention, cluster.first):
            return cluster
    return None


def _is_attributed(mention: Mention, annotation: Annotation, words: _Words) -> bool:
    """Whether the sentence of a mention names a source that says so."""
    n = max(0, bisect_right(annotation.sentences, Span(mention.trigger.start, 1 << 60)) - 1)
    sentence = annotation.sentences[n] if annotation.sentences else mention.span
    return not words.sources.isdisjoint(WORD.findall(sentence.of(annotation.document.text).lower()))


def _content(mention: Mention, text: str, words: _Words) -> set[str]:
    """What the words of a mention name besides the event and its date."""
    taken = [mention.trigger, *(e.span for e in (mention.dated.evidence if mention.dated else ()))]
    found = [(m.group().lower(), Span(*m.span())) for m in WORD.finditer(text, mention.span.start, mention.span.end)]
    kept = {w for w, at in found if len(w) > 3 and w.isalpha() and not any(at.overlaps(t) for t in taken)}
    return kept - words.auxiliary


def _antecedent(
    mention: Mention,
    heads: set[str],
    who: set[str],
    index: dict[str, list[_Cluster]],
    clusters: list[_Cluster],
    words: _Words,
    text: str,
) -> _Cluster | None:
    """The event told before that a mention takes up."""
    lemma = mention.lemma.lower()
    if not heads or lemma in words.light:
        return None
    if not is_noun(mention, text, words.verbal):
        senses = [c for h in sorted(heads) if h[0] != "=" for c in index.get(h, [])[-LOOK_BACK:]]
        told = [*(c for c in senses if is_noun(c.first, text, words.verbal)), *index.get("=" + lemma, [])[-LOOK_BACK:]]
        return next((c for c in reversed(told) if _repeats(mention, who, c, words)), None)
    before = _modifiers(mention, text)
    articles = [n for n, word in enumerate(before) if word in words.definite]
    if not articles or set(before[articles[-1] :]) & words.other:
        return None
    qualities, names = _qualities(mention, text, words), _names(mention, text, words)
    spoken = replace(mention, dated=_own(mention, text))
    for heads_of, reach in (["=" + w for w in lemma.split()], REACH_SAME), (sorted(heads), REACH_SYNONYM):
        near = {id(c): c for h in heads_of for c in index.get(h, [])[-LOOK_BACK:]}
        for cluster in sorted(near.values(), key=lambda c: c.mentions[-1].trigger, reverse=True):
            if _fits(spoken, cluster, qualities, names, reach, words):
                return cluster
    if lemma in words.general and clusters:
        fitting = [c for c in clusters[-LOOK_BACK:] if _fits(mention, c, frozenset(), set(), REACH_GENERAL, words)]
        return max(fitting, key=lambda c: (c.first.salience, c.first.span), default=None)
    return None


def _fits(
    mention: Mention, cluster: _Cluster, qualities: frozenset[str], names: set[str], reach: int, words: _Words
) -> bool:
    """Whether a definite noun can speak of an event: near, of the same standing, with nothing that tells them apart."""
    last = cluster.mentions[-1]
    if reach != REACH_SAME and not cluster.whens and _is_named_by_date(mention):
        return False
    if not 0 < mention.trigger.start - last.trigger.start <= reach or mention.trigger.overlaps(last.trigger):
        return False
    if not _same_standing(mention, cluster.first):
        return False
    if qualities and cluster.qualities and not qualities & cluster.qualities:
        return False
    who = _who(mention)
    if who and cluster.who and not who & cluster.who:
        return False
    if names and cluster.names and not names & cluster.names:
        return False
    once = mention.lemma.lower() in words.once and _all_stated(mention, cluster)
    return once or _agree(mention.dated, cluster.whens)


def _is_named_by_date(mention: Mention) -> bool:
    """Whether a noun says by its date which one it is: "the crash of 2001"."""
    dated = mention.dated
    return dated is not None and dated.basis == "stated" and any(e.span.overlaps(mention.span) for e in dated.evidence)


def _own(mention: Mention, text: str) -> Dated | None:
    """The date of a mention where it stands in its own words."""
    return mention.dated if is_own_date(mention, text) else None


def _all_stated(mention: Mention, cluster: _Cluster) -> bool:
    """Whether both dates stand in so many words: then they contradict each other and do not tell of two events."""
    dates = [mention.dated, *(m.dated for m in cluster.mentions)]
    return all(d.basis == "stated" for d in dates if d is not None)


def _repeats(mention: Mention, who: set[str], cluster: _Cluster, words: _Words) -> bool:
    """Whether a verb says again what was told: of the same people or things, at a time that agrees."""
    if not _same_standing(mention, cluster.first) or mention.trigger.overlaps(cluster.first.trigger):
        return False
    if not who or not (who <= cluster.who or cluster.who <= who):
        return False
    once = mention.lemma.lower() in words.once and _all_stated(mention, cluster)
    return bool(cluster.who) and (_agree(mention.dated, cluster.whens) or once)


def _same_standing(one: Mention, other: Mention) -> bool:
    return one.status == other.status or (one.status in _REAL and other.status in _REAL)


def _agree(dated: Dated | None, whens: Sequence[When]) -> bool:
    return dated is None or all(intersect(dated.when, when) for when in whens)


def _who(mention: Mention) -> set[str]:
    """Last words of the people, bodies and places of a mention, in lower case."""
    spoken = (WORD.findall(name.lower()) for name in (*mention.participants, *mention.places))
    return {words[-1].removesuffix("'s").removesuffix("’s") for words in spoken if words}


def _names(mention: Mention, text: str, words: _Words) -> set[str]:
    """Names that tell an event from its like: "Leyte" of "the Battle of Leyte Gulf", those of the gazetteer's name."""
    behind = _OF_NAME.match(text, mention.trigger.end)
    spoken = behind.group(1) if behind else ""
    if mention.named:
        spoken += f" {mention.named.name} {mention.span.of(text)}"
    elif mention.trigger.of(text)[:1].isupper():
        before = _NAME_BEFORE.search(text, max(0, mention.trigger.start - 30), mention.trigger.start)
        spoken += " " + before.group() if before else ""
    return {w.lower() for w in WORD.findall(spoken) if w[0].isupper()} - {mention.lemma.lower()} - words.definite


def _what(mention: Mention, words: _Words, text: str) -> set[str]:
    """What happens once happens to this: the tower of "the tower had been finished", "the completion of the tower"."""
    if mention.lemma.lower() not in words.once:
        return set()
    if is_noun(mention, text, words.verbal):
        behind = re.match(r"\s+of\s+((?:the\s+|a\s+)?\w+)", text[mention.trigger.end : mention.trigger.end + 60])
        found = WORD.findall(behind.group(1).lower()) if behind else []
    else:
        before = WORD.findall(text[max(0, mention.trigger.start - 60) : mention.trigger.start].lower())
        found = [w for w in before if w not in words.auxiliary]
    return {found[-1]} if found else set()


def _modifiers(mention: Mention, text: str) -> list[str]:
    """The words just before a noun, up to the last sign, at most five."""
    before = re.split(r"[.,;:!?()“”\"]", text[max(0, mention.trigger.start - 50) : mention.trigger.start].lower())[-1]
    return WORD.findall(before)[-4:]


def _qualities(mention: Mention, text: str, words: _Words) -> frozenset[str]:
    """Adjectives and names between the article and the noun ("great" of "the great fire")."""
    before = _modifiers(mention, text)
    places = [n for n, word in enumerate(before) if word in words.definite | words.indefinite]
    return frozenset(before[places[-1] + 1 :]) if places else frozenset()


def _across(clusters: list[_Cluster], languages: dict[str, str]) -> list[list[_Cluster]]:
    """Groups of clusters that are one event: by name, or by head, participant and a date known to the month."""
    parent = list(range(len(clusters)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    blocks: dict[tuple[object, ...], list[int]] = {}
    for n, cluster in enumerate(clusters):
        for key in _keys(cluster, _words(languages[cluster.first.document])):
            blocks.setdefault(key, []).append(n)
    documents = [{m.document for m in c.mentions} for c in clusters]
    for key, block in blocks.items():
        for one, other in pairwise(sorted(block, key=lambda n: (_first_day(clusters[n]), n))):
            a, b = sorted((root(one), root(other)))
            joins = _joinable(clusters[one], clusters[other]) and not documents[a] & documents[b]
            if a != b and (joins or key[0] == "named"):
                parent[b] = a
                documents[a] |= documents[b]
    groups: dict[int, list[_Cluster]] = {}
    for n, cluster in enumerate(clusters):
        groups.setdefault(root(n), []).append(cluster)
    return list(groups.values())


def _keys(cluster: _Cluster, words: _Words) -> list[tuple[object, ...]]:
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


def _joinable(one: _Cluster, other: _Cluster) -> bool:
    first, second = _narrowest(one.whens), _narrowest(other.whens)
    if first is None or second is None or not overlaps(first, second):
        return False
    return _same_standing(one.first, other.first)


def _first_day(cluster: _Cluster) -> int:
    when = _narrowest(cluster.whens)
    return when.earliest or 0 if when else 0


def _event(group: list[_Cluster], order: dict[str, int], texts: dict[str, str], ids: dict[str, int]) -> Event:
    gathered = dict.fromkeys(m for c in group for m in c.mentions)
    mentions = sorted(gathered, key=lambda m: (order[m.document], m.span, m.trigger))
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
        words = _words(languages[first.document])
        who = frozenset(w for m in event.mentions for w in _who(m))
        if first.lemma.lower() in words.once and who and event.dated and not event.named:
            told.setdefault((words.sets.get(first.lemma.lower(), (first.lemma,))[0], who), []).append(event)
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
