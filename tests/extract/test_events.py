"""Events: whether it happened, its date, its title, and what belongs on a timeline."""

import pytest

from timeline import pipeline
from timeline.dates import edtf
from timeline.model import SHOWN, Dated, Document


def mentions(text, date=None):
    dated = Dated(edtf.read(date), "given") if date else None
    return pipeline.annotate(Document("d", text, date=dated)).mentions


def mention(text, trigger, date=None):
    found = [m for m in mentions(text, date) if m.trigger.of(text) == trigger]
    assert found, f"{trigger!r} is no event in {text!r}"
    return found[0]


def day(found):
    return edtf.write(found.dated.when) if found.dated else None


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("The troops crossed the river on 3 May 1915.", "crossed", "happened"),
        ("The troops never crossed the river in 1915.", "crossed", "negated"),
        ("The siege never took place.", "siege", "negated"),
        ("The troops will cross the river in 2031.", "cross", "planned"),
        ("The ministry plans to close the mine.", "close", "planned"),
        ("The march would have been cancelled.", "cancelled", "negated"),
        ("If the dam breaks, the town must be evacuated.", "evacuated", "hypothetical"),
        ("The army is withdrawing from the valley.", "withdrawing", "ongoing"),
        ("They failed to reach the summit in 1921.", "reach", "negated"),
        ("No treaty was signed in 1921.", "signed", "negated"),
    ],
)
def test_status_comes_from_tense_modality_and_negation(text, trigger, status):
    assert mention(text, trigger).status == status


@pytest.mark.parametrize("text", ["This is not the Munich Agreement.", "She rejected talk of the Munich Agreement."])
def test_a_known_event_happened_whatever_the_sentence_denies(text):
    known = next(m for m in mentions(text) if m.named)
    assert known.status == "happened"


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        ("By the summer of 1793 the Terror had begun; from 1799 to 1814 the country obeyed a general.", "obeyed",
         "1799/1814"),
        ("By the summer of 1793 the Terror had begun; from 1799 to 1814 the country obeyed a general.", "begun",
         "[..1793-08]"),
        ("In 1815 he rose; in 1816 he lost his crown and fled.", "fled", "1816"),
        ("In 1815 he rose and fell.", "fell", "1815"),
        ("The Wall fell on 9 November 1989. That June, troops had crushed the protests.", "crushed", "1989-06"),
        ("He was born in 1871 and died in 1919.", "born", "1871"),
        ("He was born in 1871 and died in 1919.", "died", "1919"),
    ],
)  # fmt: skip
def test_a_clause_takes_the_date_that_governs_it(text, trigger, date):
    assert day(mention(text, trigger)) == date


@pytest.mark.parametrize(
    ("text", "trigger", "title"),
    [
        ("The soldiers left the country only in the summer of 1994.", "left", "Soldiers left the country"),
        ("The protests have gone on since June 2019.", "gone", "Protests went on"),
        ("The storming of the fort on 14 July 1789 freed seven prisoners.", "freed",
         "Storming of the fort freed seven prisoners"),
        ("On 4 August 1789 the Assembly abolished feudal dues.", "abolished", "Assembly abolished feudal dues"),
    ],
)  # fmt: skip
def test_a_title_says_who_did_what_without_its_date(text, trigger, title):
    assert mention(text, trigger).title == title


def test_what_only_says_that_an_event_was_is_not_shown_beside_it():
    text = "German reunification came on 3 October 1990."
    assert mention(text, "reunification").salience >= SHOWN > mention(text, "came").salience


def test_a_saying_weighs_less_than_a_deed():
    text = "On 3 May 1915 the general said that he had crossed the river."
    told = "On 3 May 1915 the general crossed the river."
    assert mention(text, "said").salience < mention(told, "crossed").salience
