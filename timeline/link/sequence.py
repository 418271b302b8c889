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
    """Whether both took place, and their dates do not say which was first."""
    real = is_real(first) and is_real(second) and first.event.id != second.event.id
    return real and ordered_by_dates(first.event, second.event) is None


def _pairs(here: Scene, verbs: Sequence[Told], last: Told | None, sentence: Span) -> Iterator[Pair]:
    """Each pair of verbs that the grammar puts in order, with what does it."""
    for n, verb in enumerate(verbs):
        if _is_perfect(here, verb):
            yield from _perfect(here, verbs, n, last, sentence)
        elif _is_participle(verb, here, sentence):
            yield from _participle(here, verbs, n, sentence)
        elif n and _is_found(here, verbs[n - 1], verb):
            yield "finding", verbs[n - 1], verb
        elif n and _is_doing(here, verbs[n - 1], verb):
            yield "doing", verb, verbs[n - 1]
        elif n and _is_effect(here, verbs[n - 1], verb):
            yield "effect", verbs[n - 1], verb
        elif n and _is_coordinated(here, verbs[n - 1], verb, sentence):
            yield "coordination", verbs[n - 1], verb
        elif (earlier := verbs[n - 1] if n else last) and _moves_on(here, earlier) and _is_later(here, verb, sentence):
            yield "later", earlier, verb


def _is_perfect(here: Scene, verb: Told) -> bool:
    """ "Had fled", "had already been taken"."""
    before = here.text[max(0, verb.at.start - _NEAR) : verb.at.start]
    return words_of(here)["had"].search(before) is not None


def _perfect(here: Scene, verbs: Sequence[Told], n: int, last: Told | None, sentence: Span) -> Iterator[Pair]:
    """The past perfect is earlier than the simple past before it, in its sentence or, timeless, the one before."""
    verb, words = verbs[n], words_of(here)
    if words["turned"].search(here.text, max(sentence.start, verb.mention.span.start - _NEAR), verb.mention.span.start):
        return
    main = next((v for v in reversed(verbs[:n]) if _moves_on(here, v)), None)
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
    verb = verbs[n]
    before, after = [v for v in verbs[:n] if _moves_on(here, v)], [v for v in verbs[n + 1 :] if _moves_on(here, v)]
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
    """ "Died extinguishing a fire": the doing had begun."""
    between = here.text[ended.at.end : doing.at.start]
    bare = doing.at.of(here.text).endswith("ing") and not between.strip()
    return bare and ended.mention.lemma in _verbs("ended") and doing.mention.lemma not in _verbs("beside")


def _is_effect(here: Scene, cause: Told, effect: Told) -> bool:
    """ "The dam burst, drowning forty"."""
    if not effect.at.of(here.text).endswith("ing") or not _moves_on(here, cause):
        return False
    joint = here.text[max(cause.at.end, effect.at.start - 3) : effect.at.start].rstrip()
    return joint.endswith(",") and effect.mention.lemma in _verbs("impact") | _verbs("effects")


def _is_coordinated(here: Scene, one: Told, other: Told, sentence: Span) -> bool:
    """Whether two verbs of one subject, neither of which lasts, are told one after the other."""
    words, start = words_of(here), other.mention.span.start
    joint = here.text[max(one.at.end, start - _JOINT) : start]
    if not words["and"].search(joint) or one.mention.title.split()[:1] != other.mention.title.split()[:1]:
        return False
    if joint.rstrip().endswith(",") and " and " not in here.text[other.at.end : sentence.end]:
        return False
    if not (_moves_on(here, one) and _moves_on(here, other)):
        return False
    lemmas = {one.mention.lemma, other.mention.lemma}
    if len(lemmas) < 2 or lemmas & _slow() or lemmas <= _verbs("impact"):
        return False
    return words["along"].search(here.text, max(sentence.start, one.at.start - _NEAR), other.at.start) is None


def _is_later(here: Scene, verb: Told, sentence: Span) -> bool:
    """ "Was later arrested", "then she left"."""
    start = max(sentence.start, verb.mention.span.start - _JOINT)
    return _moves_on(here, verb) and words_of(here)["later"].search(here.text, start, verb.at.start) is not None


def _moves_on(here: Scene, verb: Told) -> bool:
    """Whether a verb stands in the simple past, or is a participle joined to one, and says more than who says so."""
    said, lemma = verb.at.of(here.text).lower(), verb.mention.lemma
    if said.endswith("ing") or (said in (lemma, f"{lemma}s") and past(lemma) != said) or _is_perfect(here, verb):
        return False
    if lemma in _verbs("reporting") or lemma in _verbs("thinking"):
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
