"""Verb groups of tagged English sentences, by rules over the labels."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.language.noun_groups import Tagged, in_group, is_glued

NEGATIONS = frozenset(["not", "n't", "n’t", "never", "neither", "nor", "hardly", "barely"])


def verb_groups(t: Tagged) -> Iterator[tuple[int, int]]:
    """Each verb with the auxiliaries, adverbs and "to" before it, as token indices; else auxiliaries alone.

    >>> from timeline.language.noun_groups import tag
    >>> from timeline.model import Span
    >>> text = "The king had never been crowned and died."
    >>> found = tag(text, [Span(0, len(text))])[0]
    >>> [" ".join(found.words[a:b]) for a, b in verb_groups(found)]
    ['had never been crowned', 'died']
    """
    n, labels, begin = 0, t.labels, None
    last = 0
    for n, label in enumerate(labels):
        if begin is None and not label.startswith(("AUX", "VERB")):
            continue
        is_aux = label.startswith("AUX") and not _is_in_compound(t, n)
        if label.startswith("VERB") and not _is_attributive(t, n):
            if begin is None:
                begin = n
            if _is_semi_modal(t, begin, n):
                last = n
                continue
            yield _opened(t, begin), n + 1
            begin = None
        elif is_aux:
            begin, last = (n if begin is None else begin), n
        elif begin is not None and not _goes_on(t, begin, n):
            yield _opened(t, begin), last + 1
            begin = None
    if begin is not None:
        yield _opened(t, begin), last + 1


def _goes_on(t: Tagged, begin: int, n: int) -> bool:
    """Whether a word may stand inside a verb group."""
    return t.labels[n] == "ADV" or t.small[n] == "to" or t.small[n] in NEGATIONS or _is_inverted(t, begin, n)


def _opened(t: Tagged, begin: int) -> int:
    """With the "to" and the adverbs before it."""
    n = begin
    while n > 0 and t.labels[n - 1] == "ADV" and n > begin - 2:
        n -= 1
    if n > 0 and t.small[n - 1] == "to" and t.labels[n - 1] == "PART":
        return n - 1
    if begin > 0 and t.small[begin - 1] in NEGATIONS:
        return begin - 1
    return begin


def _is_semi_modal(t: Tagged, begin: int, n: int) -> bool:
    """ "Is going to close", "has to leave", "used to be": the verb is no event of its own."""
    follows = n + 2 < len(t.small) and t.small[n + 1] == "to" and t.labels[n + 2].startswith(("VERB.VB", "AUX.VB"))
    going = t.small[n] == "going" and n > begin
    return follows and (going or (t.small[n] in ("have", "has", "had", "used") and t.labels[n + 1] == "PART"))


def _is_inverted(t: Tagged, begin: int, n: int) -> bool:
    """The subject of a question stands between "did" and its verb."""
    asks = t.small[begin] in ("did", "does", "do", "had", "will", "can", "could", "would") and n - begin <= 3
    return asks and t.labels[n].startswith(("PRON", "PROPN", "DET", "NOUN", "ADJ")) and begin + 1 >= n - 2


def _is_attributive(t: Tagged, n: int) -> bool:
    """A participle inside a noun group is no verb of a clause ("the armed rebellion", "Soviet-led")."""
    if _is_in_compound(t, n):
        return True
    return t.labels[n] in ("VERB.VBN", "VERB.VBG") and in_group(t, n)


def _is_in_compound(t: Tagged, n: int) -> bool:
    """ "Soviet-led", "two would-be robbers"."""
    return (n > 0 and is_glued(t, n - 1)) or (n + 1 < len(t.words) and is_glued(t, n + 1))
