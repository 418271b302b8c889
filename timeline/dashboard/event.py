"""One event: what is known of it and from where, and what a person makes of it."""

from __future__ import annotations

from html import escape

import streamlit as st

from timeline.dashboard.changing import change, join, split
from timeline.dashboard.session import choose, decide
from timeline.model import Event, Timeline
from timeline.show import details
from timeline.show.exports import html
from timeline.show.listing import brief, plain
from timeline.show.table import clean
from timeline.store.desk import Desk
from timeline.store.edits import Check, Connect, Reject, seen

MOST = 12  # linked events that are listed


def panel(desk: Desk, shown: Timeline, event: Event) -> None:
    """The chosen event."""
    told = details.details(desk.timeline, event)
    with st.container(border=True, key="details"):
        sign = " · ".join(filter(None, (told.date, told.status, "confirmed" if event.checked else "")))
        with st.container(horizontal=True, key="told"):
            title = f'<h2 class="tl-event" dir="auto">{escape(told.title)}</h2>'
            st.html(f'{title}<p class="tl-date">{escape(sign)}</p>')
            st.button("Close", on_click=choose, args=[None])
        if not desk.project.read_only:
            actions(desk, shown, event)
        left, right = st.columns([3, 2], gap="large")
        with left:
            if told.mentions:
                st.html(f"<h3>In the text</h3>{html.quotes(told.mentions)}")
            if told.one:
                st.html("<h3>Why these are one</h3>" + "".join(f"<p>{escape(line)}</p>" for line in told.one[:MOST]))
            neighbours(desk, told.neighbours)
        lines = [*told.conflicts, *told.bounds, told.reason]
        known = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
        note = f'<h3>Note</h3><p dir="auto">{escape(clean(event.note))}</p>' if event.note else ""
        right.html(f"{note}<h3>How we know</h3>{known}{html.quotes(told.dated_by)}")


def actions(desk: Desk, shown: Timeline, event: Event) -> None:
    """What can be done with the event."""
    old, name = seen(event), brief(event.title)
    with st.container(horizontal=True, key="actions"):
        if event.checked:
            st.button("Not sure", icon=":material/question_mark:", help="No longer confirmed.", on_click=decide,
                      args=[f"took back the confirming of {name}", Check((old,), checked=False)])  # fmt: skip
        else:
            st.button("Confirm", icon=":material/check:", help="I have checked this; it is right.", on_click=decide,
                      args=[f"confirmed {name}", Check((old,))])  # fmt: skip
        if st.button("Change", icon=":material/edit:"):
            change(event)
        if st.button("Join", icon=":material/merge:", help="Make it one with another event, or link the two."):
            join(desk.timeline, shown, event)
        if len(event.mentions) > 1 and st.button("Split", icon=":material/call_split:"):
            split(desk.timeline, event)
        st.button("Take out", icon=":material/delete:", help="It does not belong on the timeline.", on_click=take_out,
                  args=[f"took out {name}", (event,)])  # fmt: skip


def take_out(words: str, events: tuple[Event, ...]) -> None:
    """Off the timeline; the list of what was taken out and Undo bring them back."""
    decide(words, Reject(tuple(map(seen, events))))
    choose(None)


def neighbours(desk: Desk, near: tuple[details.Neighbour, ...]) -> None:
    """Linked events, each to be chosen; a link that is wrong can be cut."""
    if not near:
        return
    events = {e.id: e for e in desk.timeline.events}
    with st.container(gap=None, key="linked"):
        st.html("<h3>Linked events</h3>")
        for number, other in enumerate(near[:MOST]):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                words = brief(other.words, 160)
                st.button(plain(words), key=f"near {number}", type="tertiary", on_click=choose, args=[other.event])
                link = other.link
                cut = Connect(seen(events[link.source]), seen(events[link.target]), link.kind, there=False)
                st.button(
                    "", icon=":material/link_off:", key=f"cut {number}", type="tertiary", on_click=decide,
                    help=f"Cut this link: {plain(words)}", disabled=desk.project.read_only,
                    args=[f"cut the link “{words}”", cut],
                )  # fmt: skip
