"""Statements that collide, side by side, with what would settle it."""

from __future__ import annotations

from html import escape

import streamlit as st

from timeline.dashboard.session import choose, decide
from timeline.model import Conflict, Event, Timeline
from timeline.show.exports import html
from timeline.show.listing import brief, plain
from timeline.show.passages import passages
from timeline.show.table import clean, event_date
from timeline.store.edits import Check, Reject, Settle, seen


def conflicts_view(timeline: Timeline) -> None:
    """One box a conflict."""
    events = {e.id: e for e in timeline.events}
    st.caption("These statements cannot all be true. The timeline keeps all of them until you decide.")
    for number, conflict in enumerate(timeline.conflicts):
        with st.container(border=True):
            st.html(f'<p class="tl-lead" dir="auto">{escape(clean(conflict.message))}</p>')
            one(timeline, conflict, [events[e] for e in conflict.events], number)


def one(timeline: Timeline, conflict: Conflict, events: list[Event], number: int) -> None:
    """The sentences in columns, and the ways out below."""
    places = passages(timeline, conflict.evidence)
    for column, place in zip(st.columns(max(len(places), 1)), places, strict=False):
        column.html(html.quotes([place]))
    with st.container(horizontal=True):
        for event in events:
            st.button(
                f"Keep “{plain(brief(event.title))}” ({plain(event_date(event))})", key=f"keep {number} {event.id}",
                help="Confirms it and takes the others out.", on_click=keep, args=[event, events],
            )  # fmt: skip
        for event in events:
            st.button(
                f"Date “{plain(brief(event.title))}” anew", key=f"date {number} {event.id}", type="tertiary",
                help="Opens the event below, where its date can be changed.", on_click=choose, args=[event.id],
            )  # fmt: skip
        st.button(
            "Leave all as they are", key=f"settle {number}", type="tertiary", on_click=decide,
            args=["left a conflict as it is", Settle(tuple(map(seen, events)))],
        )  # fmt: skip


def keep(event: Event, events: list[Event]) -> None:
    """One is right, the others go."""
    others = tuple(seen(e) for e in events if e.id != event.id)
    decide(f"kept {brief(event.title)} in a conflict", Check((seen(event),)), Reject(others))
