"""The day of what a report tells without a date: its lead, sayings, effects, hours, and what lasts."""

import pytest

from timeline import pipeline
from timeline.dates import edtf
from timeline.model import Dated, Document

WRITTEN = "2016-12-24"  # a Saturday


def when(text, trigger, date=WRITTEN):
    document = Document("d", text, date=Dated(edtf.read(date), "given") if date else None)
    found = [m for m in pipeline.annotate(document).mentions if m.trigger.of(text) == trigger]
    assert found, f"{trigger!r} is no event in {text!r}"
    return found[-1].dated.when if found[-1].dated else None


def day(text, trigger, date=WRITTEN):
    found = when(text, trigger, date)
    return edtf.write(found) if found else None


LEAD = "A fire broke out in Lorn on Thursday. "


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        (LEAD + "Police said the owner fled.", "fled", "2016-12-22"),
        (LEAD + "Police said the owner fled and hid.", "hid", "2016-12-22"),
        (LEAD + "Police said the owner had fled.", "fled", "[..2016-12-24]"),
        (LEAD + "On 3 May 2009 a mill burned. Police said the owner fled.", "fled", "[..2016-12-24]"),
    ],
)
def test_what_people_tell_of_is_of_the_day_of_the_report_unless_it_looked_back(text, trigger, date):
    assert day(text, trigger) == date


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        (LEAD + "Yesterday the mayor told the council about it. Hundreds fled.", "fled", "2016-12-22"),
        (LEAD + "Troops came on Friday.\n\nHundreds fled.", "fled", "2016-12-22"),
        (LEAD + "Troops came on Friday. Hundreds fled.", "fled", "2016-12-23"),
        (LEAD + "On 6 August 2014 a mill burned. The council sold the site.", "sold", "[2014-08-06..2016-12-24]"),
        (LEAD + "In 1968 students marched. Police beat them.", "beat", "[1968-01-01..2016-12-24]"),
        (LEAD + "The army will stay until the rebels retreat.", "retreat", "[2016-12-24..]"),
    ],
)
def test_sayings_and_background_do_not_move_the_day_and_paragraphs_lead_back_to_it(text, trigger, date):
    assert day(text, trigger) == date


def test_a_long_line_is_a_paragraph():
    filler = "The town lies on a river and has a mill, a school and a hall in which the council meets every month. "
    text = LEAD + filler + "Troops came on Friday.\nHundreds fled."
    assert day(text, "fled") == "2016-12-22"
    assert day(text.replace(filler, ""), "fled") == "2016-12-23"


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        ("On Thursday a wave struck the coast at around 9:30 p.m.", "struck", "2016-12-22"),
        (LEAD + "It was put out at around 8:30 p.m.", "put", "2016-12-22"),
        (LEAD + "The owner told them yesterday that he was sorry. It was put out at around 8:30 p.m.", "put",
         "2016-12-22"),
        (LEAD + "The council meets today. It will vote at 8:30 p.m.", "vote", "2016-12-24"),
    ],
)  # fmt: skip
def test_an_hour_belongs_to_the_day_told_of(text, trigger, date):
    assert day(text, trigger) == date


def test_a_year_that_opens_a_sentence_dates_it_though_a_noun_follows():
    assert day("In 1968 students marched.", "marched", None) == "1968"


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        ("They spoke of the crash of 2009, which killed nine men.", "killed", "2009"),
        ("The 1342 flood destroyed the bridge.", "destroyed", "1342"),
        ("They spoke of the war of 1870, which poets remembered.", "remembered", None),
        ("The 1342 flood has destroyed our peace.", "destroyed", None),
    ],
)
def test_an_effect_has_the_date_of_what_had_it(text, trigger, date):
    assert day(text, trigger, None) == date


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        ("On Thursday a tsunami struck the coast.", "tsunami", "2016-12-22"),
        ("On Thursday the mayor was given a ban.", "ban", "2016-12-22"),
        ("In an interview on radio, the mayor said on Thursday that he was sorry.", "interview", "2016-12-22"),
        ("An agreement made on Thursday ends the dispute.", "agreement", "2016-12-22"),
        ("On Thursday the court weighed the murder.", "murder", "[..2016-12-24]"),
        (LEAD + "There was a second explosion.", "explosion", "2016-12-22"),
        (LEAD + "There has been a second explosion.", "explosion", "[..2016-12-24]"),
    ],
)
def test_a_noun_happens_with_the_verb_that_does_it_or_in_which_something_is_said(text, trigger, date):
    assert day(text, trigger) == date


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        ("On 3 May 1915 he shot nine men before he was killed.", "killed", "[1915-05-03..]"),
        ("On 3 May 1915 he shot nine men before he was caught and killed.", "killed", "[1915-05-03..]"),
        ("On 3 May 1915 he fled after a man was killed.", "killed", "[..1915-05-03]"),
        ("They met on 3 May 1915 to discuss it.", "discuss", "[1915-05-03..]"),
        ("He fled before a man was killed.", "killed", None),
    ],
)
def test_before_after_and_purposes_give_bounds_and_no_day(text, trigger, date):
    assert day(text, trigger, None) == date


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        (LEAD + "Radar lost it ten minutes after it left the field.", "left", "2016-12-22"),
        (LEAD + "Radar lost it ten days after it left the field.", "left", "[..2016-12-24]"),
        (LEAD + "Two men were hurt by falling and hitting a wall.", "hitting", "2016-12-22"),
        (LEAD + "Hundreds were forced to walk.", "walk", "2016-12-22"),
        (LEAD + "The houses burned, fanned by winds.", "fanned", "2016-12-22"),
        ("Right after he joined the club in 2011, he was lent to a rival.", "lent", "2011"),
        ("After he joined the club in 2011, he was lent to a rival.", "lent", "[2011-01-01..2016-12-24]"),
        ("They met the envoys this week, officials said.", "met", "[2016-12-19..2016-12-24]"),
        ("On 3 April 2011 robots found the wreck; divers raised the bell in May.", "raised", "2011-05"),
    ],
)
def test_what_shares_the_time_of_another_verb(text, trigger, date):
    assert day(text, trigger) == date


@pytest.mark.parametrize(
    ("text", "trigger", "extent"),
    [
        ("Officials said on Friday that the army will withdraw from the valley.", "withdraw", "throughout"),
        ("Officials said on Friday that the army will arrest the mayor.", "arrest", "within"),
        ("Officials said on Friday that they had built a dam.", "built", "throughout"),
        ("Officials said on Friday that they built a dam in 1921.", "built", "within"),
        ("Officials said on Friday that they feared a siege.", "siege", "throughout"),
    ],
)
def test_works_of_more_than_a_day_last_where_no_date_says_else(text, trigger, extent):
    assert when(text, trigger).extent == extent


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("The union called for a strike.", "strike", "hypothetical"),
        ("Officials warned of a siege.", "siege", "hypothetical"),
        ("The union joined a strike.", "strike", "happened"),
        ("The mayor is expected to resign.", "expected", "happened"),
        ("The mayor is expected to resign.", "resign", "planned"),
    ],
)
def test_what_is_wished_for_or_feared_need_not_come(text, trigger, status):
    found = pipeline.annotate(Document("d", text)).mentions
    assert [m.status for m in found if m.trigger.of(text) == trigger] == [status]


@pytest.mark.parametrize("headed", ["Bridge falls\nSaturday, December 24, 2016\n", ""])
def test_a_line_that_is_a_date_is_no_part_of_the_sentence_behind_it(headed):
    text = headed + "On Wednesday, a crowd denounced the council."
    assert day(text, "denounced") == "2016-12-21"


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        (LEAD + "On Friday the agency counted 12 dead.", "dead", "2016-12-22"),
        ('A report came on Thursday. It was short. The report said: "He lied. He fled."', "fled", "[..2016-12-24]"),
        (LEAD + '"The roof was on fire. A wall collapsed," the owner said.', "collapsed", "2016-12-22"),
        ("The boat, sailing from Lorn, sank on 3 May 2009, police said.", "sailing", "2009-05-03"),
        ("Prices have risen since the murder of the king in May 2009, police said.", "risen", "[..2016-12-24]"),
        ("Experts suggested that the well was poisoned, police said.", "poisoned", "[..2016-12-24]"),
    ],
)
def test_counts_papers_and_asides_have_the_day_that_a_reader_gives_them(text, trigger, date):
    assert day(text, trigger) == date


def test_what_is_counted_over_a_month_took_all_of_it():
    found = when("The economy added 358,000 jobs in November, the bureau said.", "added")
    assert (found.extent, edtf.write(found)) == ("throughout", "2016-11-01/2016-11-30")


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("The fever is believed to have killed forty people.", "killed", "happened"),
        ("The king is said to have fled.", "fled", "happened"),
        ("She returned to find the house empty.", "find", "happened"),
        ("She returned to Lorn to find a house.", "find", "hypothetical"),
        ("No one was killed in the fire.", "killed", "negated"),
    ],
)
def test_perfect_infinitives_and_findings_took_place(text, trigger, status):
    mentions = pipeline.annotate(Document("d", text)).mentions
    assert [m.status for m in mentions if m.trigger.of(text) == trigger] == [status]
