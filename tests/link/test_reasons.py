"""Reasons: an event of several mentions says in plain words why they are one."""

from timeline import pipeline
from timeline.link.reasons import why_one
from timeline.model import Document
from timeline.show.details import details
from timeline.show.explain import explain


def built(*texts):
    return pipeline.build([Document(f"d{n}", text, language="en") for n, text in enumerate(texts)])


def reasons(*texts):
    """The reasons for every event of several mentions."""
    found = built(*texts)
    documents = {d.id: d for d in found.documents}
    return [why_one(e, documents) for e in found.events if len(e.mentions) > 1]


def test_two_reports_of_one_event_say_why_they_are_one():
    told = reasons("Rovers beat Albion in the cup final in Dunmore.", "Albion lost to Rovers in the Dunmore cup final.")
    assert len(told) == 1
    assert "“lost” and “beat” can tell of the same; the two texts report on one happening" in told[0][0]
    assert "both speak of Albion" in told[0][0]


def test_a_noun_that_takes_up_a_verb_says_so():
    told = reasons("They murdered the abbot of Norwell in May 1341. The assassination of the abbot shook Yorland.")
    assert told[0][0].startswith("“assassination” and “murdered” can tell of the same")


def test_a_known_event_is_one_by_its_name():
    told = reasons("The Prague Spring began in January 1968. Tanks ended the Prague Spring in August.")
    assert any("both are known as Prague Spring." in lines for lines in told)


def test_an_event_told_once_needs_no_reason():
    assert reasons("The Bastille fell on 14 July 1789.") == []


def test_explain_and_the_details_of_the_dashboard_tell_it():
    text = "They murdered the abbot of Norwell in May 1341. The assassination of the abbot shook Yorland."
    document = Document("d", text, language="en")
    found = pipeline.build([document])
    assert "can tell of the same" in explain(pipeline.annotate(document), found)
    event = next(e for e in found.events if len(e.mentions) > 1)
    assert "can tell of the same" in details(found, event).one[0]
