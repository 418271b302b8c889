"""The table: to choose one event, to decide on several, to write over many."""

from __future__ import annotations

from typing import Any, Literal, get_args

import streamlit as st

from timeline.dashboard.changing import by_hand
from timeline.dashboard.event import take_out
from timeline.dashboard.session import choose, decide, state
from timeline.dates.spoken import spoken
from timeline.errors import TimelineError
from timeline.extract import given
from timeline.model import Dated, Event, Status, Timeline
from timeline.show import listing
from timeline.show.listing import brief, plain
from timeline.show.table import STATUS_SIGNS, clean, event_date
from timeline.store.desk import Desk
from timeline.store.edits import Change, Check, Edit, Merge, Reject, Restore, seen

WIDTHS: dict[str, Literal["small", "medium", "large"] | int] = {
    "No.": 60, "When": 220, "What": "large", "Known as": "medium", "Did it happen?": 120, "Confirmed": 90,
    "Note": "medium", "Importance": 100, "Who": 160,
}  # fmt: skip
HAPPENED = "happened"
AT_ONCE = 1000  # rows that can be written over at the same time


def table_view(desk: Desk, shown: Timeline) -> None:
    """The events as rows, with what can be done to those that are picked."""
    locked = desk.project.read_only
    with st.container(horizontal=True, vertical_alignment="center", key="rows"):
        writing = st.toggle("Write into the table", key="writing", disabled=locked)
        if st.button("Add an event", icon=":material/add:", disabled=locked):
            by_hand(desk)
        if desk.rejected:
            with st.popover(f"Taken out ({len(desk.rejected)})"):
                rejected(desk)
    if not shown.events:
        st.info("No event passes the search and the filters. **Show all** clears them.")
    elif writing:
        written_over(shown)
    else:
        picked_from(desk, shown)


def picked_from(desk: Desk, shown: Timeline) -> None:
    """Rows to pick: one shows its sentences below, several can be decided on together."""

    def pick() -> None:
        picked = state.table.selection.rows
        choose(shown.events[picked[0]].id if len(picked) == 1 else None)

    rows = listing.rows(shown)
    config = {name: st.column_config.Column(width=width) for name, width in WIDTHS.items()}
    together = st.container(horizontal=True, vertical_alignment="center", key="together")
    found = st.dataframe(
        rows, hide_index=True, column_config=config, key="table", on_select=pick, selection_mode="multi-row",
        height="content" if len(rows) < 20 else 640,
    )  # fmt: skip
    picked = tuple(shown.events[n] for n in found.selection.rows if n < len(shown.events))
    if len(picked) > 1 and not desk.project.read_only:
        with together:
            decisions(picked)


def decisions(picked: tuple[Event, ...]) -> None:
    """What can be done with several events at once."""
    all_of, old = f"{len(picked)} events", tuple(map(seen, picked))
    st.write(all_of)
    for label, icon, action, args in (
        ("Confirm all", ":material/check:", decide, [f"confirmed {all_of}", Check(old)]),
        ("Make them one", ":material/merge:", decide, [f"made {all_of} one", Merge(old)]),
        ("Take all out", ":material/delete:", take_out, [f"took out {all_of}", picked]),
    ):
        st.button(label, icon=icon, on_click=action, args=args)


def rejected(desk: Desk) -> None:
    """What was taken out, to be put back."""
    for number, event in enumerate(desk.rejected[:100]):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{plain(brief(event.title))} ({plain(event_date(event))})")
            st.button("Put back", key=f"back {number}", on_click=decide,
                      args=[f"put back {brief(event.title)}", Restore((event,))])  # fmt: skip
    if len(desk.rejected) > 1:
        st.button("Put all back", on_click=decide, args=["put all back", Restore(desk.rejected)])


def written_over(shown: Timeline) -> None:
    """A table to write into; nothing is kept before Save."""
    events = shown.events[:AT_ONCE]
    if len(events) < len(shown.events):
        st.caption(f"The first {AT_ONCE} events. The search and the filters choose others.")
    rows = [row(e) for e in events]
    signs = [HAPPENED, *STATUS_SIGNS.values()]
    changed = st.data_editor(
        rows, hide_index=True, key=f"written {state.desk.version}", height="content" if len(rows) < 20 else 640,
        column_config={
            "Confirmed": st.column_config.CheckboxColumn(width="small", help="I have checked this; it is right."),
            "Take out": st.column_config.CheckboxColumn(width="small"),
            "When": st.column_config.TextColumn(width="medium", help="Such as spring 1349, c. 1350, 44 BC or 1914–18."),
            "What": st.column_config.TextColumn(width="large", required=True, max_chars=200),
            "Did it happen?": st.column_config.SelectboxColumn(options=signs, required=True, width="small"),
            "Note": st.column_config.TextColumn(width="medium"),
        },
    )  # fmt: skip
    if st.button("Save", type="primary", disabled=changed == rows, key="save rows"):
        save(events, rows, changed)


def row(event: Event) -> dict[str, Any]:
    """An event as the table to write into shows it."""
    return {
        "Confirmed": event.checked, "Take out": False, "When": spoken(event.dated.when) if event.dated else "",
        "What": clean(event.title), "Did it happen?": STATUS_SIGNS.get(event.status, HAPPENED), "Note": event.note,
    }  # fmt: skip


def save(events: tuple[Event, ...], rows: list[dict[str, Any]], changed: list[dict[str, Any]]) -> None:
    """All changes as one step; a date that is none is said, and nothing is kept."""
    edits: list[Edit] = []
    for event, old, new in zip(events, rows, changed, strict=True):
        try:
            edits += edited(event, old, new)
        except TimelineError as error:
            st.error(f"{plain(clean(event.title))}: {plain(str(error))}")
            return
    decide(f"wrote over {len(edits)} things in the table", *edits)
    st.rerun()


def edited(event: Event, old: dict[str, Any], new: dict[str, Any]) -> list[Edit]:
    """What a row says that it did not say before."""
    edits: list[Edit] = []
    if new["Take out"]:
        return [Reject((seen(event),))]
    if new["Confirmed"] != old["Confirmed"]:
        edits.append(Check((seen(event),), new["Confirmed"]))
    differs = {name for name in ("When", "What", "Did it happen?", "Note") if (new[name] or "") != (old[name] or "")}
    if differs:
        when = given.read(new["When"] or "") if "When" in differs else None
        edits.append(
            Change(
                seen(event),
                title=new["What"].strip() if "What" in differs and (new["What"] or "").strip() else None,
                status=status_of(new["Did it happen?"]) if "Did it happen?" in differs else None,
                note=new["Note"] or "" if "Note" in differs else None,
                redated="When" in differs,
                dated=Dated(when, "given") if when else None,
            )
        )
    return edits


def status_of(sign: str) -> Status:
    """The status that a sign stands for."""
    statuses: tuple[Status, ...] = get_args(Status)
    return next((s for s in statuses if STATUS_SIGNS.get(s) == sign), "happened")
