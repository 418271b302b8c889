"""Changing an event: its title and date, one more by hand, two joined or linked, one split."""

from __future__ import annotations

from typing import get_args

import streamlit as st

from timeline.dashboard.session import choose, decide
from timeline.dates.spoken import spoken
from timeline.errors import TimelineError
from timeline.extract import given
from timeline.model import Dated, Event, Evidence, LinkKind, Status, Timeline
from timeline.show.listing import brief, plain
from timeline.show.passages import passages
from timeline.show.table import LINK_WORDS, STATUS_SIGNS, clean, event_date
from timeline.store.desk import Desk
from timeline.store.edits import Add, Change, Connect, Merge, Split, named_after, seen

LONGEST = 200  # letters of a title
NEAR = 100  # events to choose another one from
DATE_HELP = "Such as 12 May 1349, spring 1349, c. 1350, 44 BC, before 1350, 1914–18, or EDTF. Empty: no date."


@st.dialog("Change the event")
def change(event: Event) -> None:
    """Title, date, status and note."""
    with st.form("change", border=False):
        named = clean(event.title)[:LONGEST]
        title = st.text_input("What", named, max_chars=LONGEST)
        before = spoken(event.dated.when) if event.dated else ""
        date = st.text_input("When", before, help=DATE_HELP)
        status = status_choice(event.status)
        note = st.text_area("Note", event.note, height=80, placeholder="For yourself and for those you share this with")
        if st.form_submit_button("Save", type="primary"):
            save(event, title if title != named else "", date if date != before else None, status, note)


def status_choice(now: Status) -> Status:
    """Whether it happened, in plain words."""
    options: tuple[Status, ...] = get_args(Status)
    picked: Status = st.selectbox(
        "Did it happen?", options, options.index(now), format_func=lambda s: STATUS_SIGNS.get(s, "yes, it happened")
    )
    return picked


def save(event: Event, title: str, date: str | None, status: Status, note: str) -> None:
    """Keep what was changed; a date that is none is said, and the dialog stays open."""
    try:
        when = given.read(date) if date else None
    except TimelineError as error:
        st.error(plain(str(error)))
        return
    edit = Change(
        seen(event),
        title=title.strip() or None,
        status=status if status != event.status else None,
        note=note.strip() if note.strip() != event.note else None,
        redated=date is not None,
        dated=Dated(when, "given") if when else None,
    )
    if edit != Change(seen(event)):
        decide(f"changed {brief(event.title)}", edit)
    st.rerun()


@st.dialog("Add an event")
def by_hand(desk: Desk) -> None:
    """An event that no text tells of."""
    with st.form("by hand", border=False):
        title = st.text_input("What", max_chars=LONGEST, placeholder="Such as: Founding of the abbey")
        date = st.text_input("When", help=DATE_HELP, placeholder="Such as spring 1349")
        status = status_choice("happened")
        note = st.text_area("Note", height=80, placeholder="Where you know it from")
        if st.form_submit_button("Add", type="primary"):
            add(desk, title.strip(), date, status, note.strip())


def add(desk: Desk, title: str, date: str, status: Status, note: str) -> None:
    """Keep the event and choose it."""
    if not title:
        st.error("Say in a few words what happened.")
        return
    try:
        when = given.read(date)
    except TimelineError as error:
        st.error(plain(str(error)))
        return
    name = named_after("hand", str(len(desk.timeline.events)), title, date)
    dated = Dated(when, "given") if when else None
    event = Event(name, title, "event", status, 1.0, 1.0, (), dated, checked=True, note=note)
    decide(f"added {title}", Add(event))
    choose(name)
    st.rerun()


@st.dialog("Join with another event")
def join(whole: Timeline, shown: Timeline, event: Event) -> None:
    """Make two events one, or link them."""
    near = nearest(shown if len(shown.events) > 1 else whole, event)
    if not near:
        st.info("There is no other event yet.")
        return
    other: Event = st.selectbox(
        "The other event", near, format_func=lambda e: f"{brief(e.title)} ({event_date(e)})",
        help="Those near in time come first.",
    )  # fmt: skip
    kinds: tuple[LinkKind, ...] = get_args(LinkKind)
    kind: LinkKind | None = st.selectbox(
        f"“{brief(event.title)}” …", [None, *kinds], format_func=lambda k: LINK_WORDS[k] if k else "is one with it"
    )
    if st.button("Save", type="primary"):
        if kind is None:
            decide(f"made {brief(event.title)} and {brief(other.title)} one", Merge((seen(event), seen(other))))
        else:
            decide(f"linked {brief(event.title)} with {brief(other.title)}", Connect(seen(event), seen(other), kind))
        st.rerun()


def nearest(shown: Timeline, event: Event) -> list[Event]:
    """The other shown events, those near in the order of time first."""
    at = next((n for n, e in enumerate(shown.events) if e.id == event.id), 0)
    near = sorted(enumerate(shown.events), key=lambda item: (abs(item[0] - at), item[0]))
    return [e for _, e in near[: NEAR + 1] if e.id != event.id]


@st.dialog("Split the event")
def split(whole: Timeline, event: Event) -> None:
    """Choose the places that speak of something else."""
    st.write("Which of these places speak of something else? They become an event of their own.")
    places = [passages(whole, (Evidence(m.document, m.span),))[0] for m in event.mentions]
    picked = [
        mention
        for number, (mention, place) in enumerate(zip(event.mentions, places, strict=True))
        if st.checkbox(f"{plain(place.before)} **{plain(place.wording)}** {plain(place.after)}", key=f"part {number}")
    ]
    title = st.text_input("What is it?", clean(picked[0].title)[:LONGEST] if picked else "", max_chars=LONGEST)
    if st.button("Split", type="primary", disabled=not 0 < len(picked) < len(event.mentions)):
        first = picked[0]
        name = named_after("part", first.document, str(first.trigger.start))
        part = Event(name, title.strip() or first.title, first.kind, first.status, event.salience, first.confidence,
                     tuple(picked), first.dated, first.named, first.participants, first.places)  # fmt: skip
        decide(f"split {brief(event.title)}", Split(seen(event), part))
        st.rerun()
