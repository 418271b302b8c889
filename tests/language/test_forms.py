"""Dictionary forms are found and pasts are made, for regular and irregular words and for words nobody knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.language.forms import irregular_verbs, lemma, lexicon, participle, past

VERBS = """
invade invaded invaded invading invades
go went gone going goes
plan planned planned planning plans
admit admitted admitted admitting admits
begin began begun beginning begins
hope hoped hoped hoping hopes
hop hopped hopped hopping hops
occupy occupied occupied occupying occupies
die died died dying dies
lie lay lain lying lies
lay laid laid laying lays
find found found finding finds
found founded founded founding founds
fall fell fallen falling falls
overthrow overthrew overthrown overthrowing overthrows
flee fled fled fleeing flees
free freed freed freeing frees
see saw seen seeing sees
annex annexed annexed annexing annexes
crush crushed crushed crushing crushes
veto vetoed vetoed vetoing vetoes
quit quit quit quitting quits
panic panicked panicked panicking panics
re-elect re-elected re-elected re-electing re-elects
be was been being is
"""
FORMS = [line.split() for line in VERBS.strip().splitlines()]


@pytest.mark.parametrize("forms", FORMS, ids=lambda f: f[0])
def test_every_form_of_a_verb_leads_to_its_dictionary_form(forms):
    for form, label in zip(forms, ("VB", "VBD", "VBN", "VBG", "VBZ"), strict=True):
        assert lemma(form, f"VERB.{label}") == forms[0]
        assert lemma(form.capitalize(), f"VERB.{label}") == forms[0]


@pytest.mark.parametrize("forms", FORMS[:-1], ids=lambda f: f[0])
def test_the_past_is_made(forms):
    assert (past(forms[0]), participle(forms[0])) == (forms[1], forms[2])


@pytest.mark.parametrize(
    ("plural", "noun"),
    [("treaties", "treaty"), ("crises", "crisis"), ("women", "woman"), ("coups", "coup"), ("heroes", "hero"),
     ("pianos", "piano"), ("sieges", "siege"), ("churches", "church"), ("houses", "house"), ("buses", "bus"),
     ("defenses", "defense"), ("armies", "army"), ("ties", "tie"), ("people", "people"), ("1960s", "1960s"),
     ("vice-presidents", "vice-president")],
)  # fmt: skip
def test_a_plural_leads_to_its_noun(plural, noun):
    assert lemma(plural, "NOUN.NNS") == noun


def test_a_proper_noun_stays_and_other_words_lose_their_capital():
    assert lemma("United", "PROPN") == "United"
    assert lemma("News", "ADJ") == "news"


def test_irregular_pasts_lead_back():
    wrong = {v for v, (pasts, _) in irregular_verbs().items() if lemma(pasts[0], "VERB.VBD") != v}
    assert wrong <= {"jell", "impanel", "hiccough"}


def test_irregular_verbs_are_known_words():
    assert all(kinds.strip("+") for kinds in lexicon().values())
    assert {"siege", "coup", "treaty", "army"} <= lexicon().keys()


@given(st.text(), st.sampled_from(["VERB.VBD", "VERB.VBG", "VERB.VBZ", "NOUN.NNS", "NOUN.NN", "X"]))
def test_any_word_has_some_form(word, label):
    assert isinstance(lemma(word, label), str)
    assert isinstance(past(word), str)
