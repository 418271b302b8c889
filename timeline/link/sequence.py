"""The order that the grammar tells: verbs of one subject joined by "and", "having crossed", the past perfect, "later".

What is told in a row with one subject happened in a row, unless the verbs are of things that go on beside each other
(Dowty 1986 on the order of events in discourse: what does not last moves the story on). `order.toml` holds the words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from timeline.language.forms import past
from timeline.language.lexicon import read
from timeline.link.scene import Scene, Told
from timeline.link.weak_order import is_real, order, ordered_by_dates, words_of
from timeline.model import Link, Span

CONFIDENCE = 0.65
_NEAR = 60  # characters before a verb in which its auxiliaries and adverbs stand
_JOINT = 14  # characters before a clause in which stands what joins it
_LIST = 300  # characters behind a verb in which "and" shows that a list of verbs goes on
_FEW = 8  # verbs before and behind one among which its main verb is looked for
_SLOW = ("stative", "reporting", "thinking", "durative", "aspect")

Pair = tuple[str, Told, Told]


def find(here: Scene) -> list[Link]:
    """`before` links between verbs of a sentence, or of a sentence and the one before it.

    >>> from timeline.link.scene import scene
    >>> from timeline.model import Annotation, Document, Event, Mention
    >>> text = "He left Lorn and crossed the river."
    >>> said = [("leave", Span(3, 7), Span(0, 12)), ("cross", Span(17, 24), Span(17, 34))]
    >>> made = [Mention("a", s, t, w, f"He {t.of(text)}", "", "clause") for w, t, s in said]
    >>> events = [Event(m.lemma, m.title, "", "happened", 1, 1, (m,)) for m in made]
    >>> [(x.source, x.target, x.rule) for x in find(scene(Annotation(Document("a", text)), events))]
    [('leave', 'cross', 'order:coordination')]
    """
    if not words_of(here):
        return []
    links: list[Link] = []
    last: Told | None = None
    for sentence in here.sentences:
        verbs = [t for t in here.told_in(sentence) if t.mention.rule == "clause" and not here.is_noun(t)]
        for name, first, second in _pairs(here, verbs, last, sentence):
            if _is_open(first, second):
                links.append(order(here, first, second, f"order:{name}", CONFIDENCE))
        plain = [v for v in verbs if _moves_on(here, v)]
        last = plain[-1] if plain else None
    return links


def _is_open(first: Told, second: Told) -> bool:
    """Whether both took place, are not one deed told twice, and their dates do not say which was first."""
    real = is_real(first) and is_real(second) and first.event.id != second.event.id
    real = real and first.mention.lemma != second.mention.lemma
    return real and ordered_by_dates(first.event, second.event) is None


def _pairs(here: Scene, verbs: Sequence[Told], last: Told | None, sentence: Span) -> Iterator[Pair]:
    """Each pair of verbs that the grammar puts in order, with what does it."""
    for n, verb in enumerate(verbs):
        if _is_perfect(here, verb):
            yield from _perfect(here, verbs, n, last, sentence)
        elif _is_participle(verb, here, sentence):
            yield from _participle(here, verbs, n, sentence)
        elif n and (pairs := _beside(here, verbs[n - 1], verb, sentence)):
            yield from pairs
        elif (earlier := verbs[n - 1] if n else last) and _is_later(here, earlier, verb, sentence):
            yield "later", earlier, verb


def _beside(here: Scene, one: Told, other: Told, sentence: Span) -> list[Pair]:
    """What a verb says of its order with the verb before it."""
    if _is_found(here, one, other):
        return [("finding", one, other)]
    if _is_doing(here, one, other):
        return [("doing", told, one) for told in (other, *_carried(here, other))]
    if _is_aside(here, one, other):
        if other.mention.lemma in _verbs("ends"):
            return [("ending", told, one) for told in _ended(here, other)]
        return [("effect", one, other)] if other.mention.lemma in _verbs("effects") else []
    if taken_up := _taken_up(here, one, other):
        return [("relative", told, other) for told in taken_up]
    return [("coordination", one, other)] if _is_coordinated(here, one, other, sentence) else []


@lru_cache(256)
def _is_perfect(here: Scene, verb: Told) -> bool:
    """ "Had fled", "had already been taken"."""
    before = here.text[max(0, verb.at.start - _NEAR) : verb.at.start]
    return words_of(here)["had"].search(before) is not None


def _perfect(here: Scene, verbs: Sequence[Told], n: int, last: Told | None, sentence: Span) -> Iterator[Pair]:
    """The past perfect is earlier than the simple past told before it; in the sentence before only without a time."""
    verb, words = verbs[n], words_of(here)
    if words["turned"].search(here.text, max(sentence.start, verb.mention.span.start - _NEAR), verb.mention.span.start):
        return
    main = next((v for v in reversed(verbs[max(0, n - _FEW) : n]) if _moves_on(here, v)), None)
    if main is None and n == 0 and not _has_time(here, sentence):
        main = last
    if main is None or main.mention.lemma in _slow() or ";" in here.text[main.at.end : verb.at.start]:
        return
    lead = here.text[max(sentence.start, main.mention.span.start - _NEAR) : main.mention.span.start]
    if not (words["turned"].search(lead) or words["after"].search(lead)):
        yield "past-perfect", verb, main


def _has_time(here: Scene, sentence: Span) -> bool:
    """Whether a sentence has a time expression, and so may tell of another time than the one before."""
    times = here.annotation.expressions
    n = bisect_left(times, sentence.start, key=lambda e: e.span.start)
    return n < len(times) and times[n].span.start < sentence.end


def _is_participle(verb: Told, here: Scene, sentence: Span) -> bool:
    """ "Having crossed", "arriving in London", at the head of its clause."""
    head = verb.mention.span.of(here.text)[: _JOINT].lower()
    opens = here.text[sentence.start : verb.mention.span.start].rstrip()[-1:] in ("", ",", "“", '"')
    arriving = verb.mention.lemma in _verbs("arriving") and head.startswith(verb.at.of(here.text).lower())
    return opens and (head.startswith("having ") or (arriving and verb.at.of(here.text).endswith("ing")))


def _participle(here: Scene, verbs: Sequence[Told], n: int, sentence: Span) -> Iterator[Pair]:
    """What a sentence opens with is earlier than its main verb; behind a main verb only "having" is."""
    verb, last = verbs[n], n + 1 + _FEW
    before = [v for v in verbs[max(0, n - _FEW) : n] if _moves_on(here, v)]
    after = [v for v in verbs[n + 1 : last] if _moves_on(here, v)]
    having = verb.at.start > verb.mention.span.start
    name = "having" if having else "arriving"
    if not before and after and "," in here.text[verb.at.end : after[0].at.start]:
        yield name, verb, after[0]
    elif having and before:
        yield name, verb, before[-1]
    elif n + 1 < len(verbs) and _is_found(here, verb, verbs[n + 1]):
        yield "finding", verb, verbs[n + 1]


def _is_found(here: Scene, coming: Told, found: Told) -> bool:
    """ "Returned to find the house empty"."""
    if coming.mention.lemma not in _verbs("coming") or found.mention.lemma not in _verbs("finding"):
        return False
    between = here.text[coming.at.end : found.at.start]
    return between.split() in (["to"], ["home", "to"])


def _is_doing(here: Scene, ended: Told, doing: Told) -> bool:
    """ "Died extinguishing a fire", "found it while conducting a search": the doing had begun."""
    if not doing.at.of(here.text).endswith("ing") or doing.mention.lemma in _verbs("beside"):
        return False
    between = here.text[ended.at.end : doing.at.start]
    if words_of(here)["amid"].search(between):
        return _moves_on(here, ended) and ended.mention.lemma not in _slow()
    return not between.strip() and ended.mention.lemma in _verbs("ended")


def _is_aside(here: Scene, main: Told, aside: Told) -> bool:
    """ "The dam burst, drowning forty"."""
    if not aside.at.of(here.text).endswith("ing") or main.at.of(here.text).endswith("ing"):
        return False
    return here.text[max(main.at.end, aside.at.start - 3) : aside.at.start].rstrip().endswith(",")


def _carried(here: Scene, verb: Told) -> list[Told]:
    """The noun of an event behind a verb that only carries it: "conducting a search"."""
    return _noun_behind(here, verb) if verb.mention.lemma in _verbs("light") else []


def _ended(here: Scene, verb: Told) -> list[Told]:
    """What a verb ends: "ending the war", not "ending with a death"."""
    return [] if words_of(here)["with"].match(here.text, verb.at.end) else _noun_behind(here, verb)


def _noun_behind(here: Scene, verb: Told) -> list[Told]:
    behind = here.told_in(Span(verb.at.end, min(verb.mention.span.end, verb.at.end + _NEAR)))
    return [t for t in behind if here.is_noun(t)][:1]


def _taken_up(here: Scene, one: Told, other: Told) -> list[Told]:
    """ "Gave a warning, which the pilots ignored": the noun that "which" stands for, and the verb that carries it."""
    which = words_of(here)["which"].search(here.text, one.at.end, other.at.start)
    if which is None or not (_moves_on(here, one) and _moves_on(here, other)):
        return []
    if words_of(here)["passive"].search(here.text, which.end(), other.at.start):
        return []
    if other.mention.lemma in _slow() | _verbs("echoes") | _verbs("begins") | _verbs("planning"):
        return []
    nouns = [t for t in here.told_in(Span(one.at.end, which.start())) if here.is_noun(t)]
    return [nouns[-1], one] if nouns and here.text[nouns[-1].mention.span.end : which.start()].strip() == "" else []


def _is_coordinated(here: Scene, one: Told, other: Told, sentence: Span) -> bool:
    """Whether two verbs of one subject, neither of which lasts, are told one after the other."""
    words, start = words_of(here), other.mention.span.start
    joint = here.text[max(one.at.end, start - _JOINT) : start]
    if not words["and"].search(joint) or one.mention.title.split()[:1] != other.mention.title.split()[:1]:
        return False
    ahead = here.text[other.at.end : min(sentence.end, other.at.end + _LIST)]
    if joint.rstrip().endswith(",") and not words["more"].search(ahead):
        return False
    if not (_moves_on(here, one) and _moves_on(here, other)):
        return False
    lemmas = {one.mention.lemma, other.mention.lemma}
    if len(lemmas) < 2 or lemmas & _slow() or lemmas <= _verbs("impact"):
        return False
    return words["along"].search(here.text, max(sentence.start, one.at.start - _NEAR), other.at.start) is None


def _is_later(here: Scene, earlier: Told, verb: Told, sentence: Span) -> bool:
    """ "Was later arrested", "then she left"."""
    start = max(sentence.start, verb.mention.span.start - _JOINT)
    said = words_of(here)["later"].search(here.text, start, verb.at.start)
    return said is not None and _moves_on(here, earlier) and _moves_on(here, verb)


@lru_cache(256)
def _moves_on(here: Scene, verb: Told) -> bool:
    """Whether a verb stands in the simple past, or is a participle joined to one, and says more than who says so."""
    said, lemma = verb.at.of(here.text).lower(), verb.mention.lemma
    if said.endswith("ing") or (said in (lemma, f"{lemma}s") and past(lemma) != said):
        return False
    if lemma in _verbs("reporting") or lemma in _verbs("thinking") or _is_perfect(here, verb):
        return False
    words, before = words_of(here), here.text[max(0, verb.at.start - _NEAR) : verb.at.start]
    if words["modal"].search(before):
        return False
    bare = verb.mention.span.start >= verb.at.start
    return not bare or words["joins"].search(before) is not None


@lru_cache
def _verbs(name: str) -> frozenset[str]:
    """A list of verbs of `order.toml` or `events.toml`."""
    found = read("en", "order.toml")["verbs"].get(name) or read("en", "events.toml")[name]
    return frozenset(found.split())


@lru_cache
def _slow() -> frozenset[str]:
    """Verbs of what lasts or goes on beside another."""
    return frozenset().union(_verbs("beside"), *(_verbs(name) for name in _SLOW))
