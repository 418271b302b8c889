"""The texts of the project: what is known of each, to be corrected, and to be taken out."""

from __future__ import annotations

from typing import Any

import streamlit as st

from timeline.dashboard.session import attempt, progress, state
from timeline.errors import TimelineError
from timeline.show.listing import plain
from timeline.show.table import clean, document_date
from timeline.store import examples
from timeline.store.desk import Described


@st.dialog("Texts", width="large")
def dialog() -> None:
    """A table in which title, date and language can be written over."""
    desk = state.desk
    st.caption("Write over a title, a date or a language that is not right. What you decided about events stays.")
    rows = [row(given, found) for given, found in zip(desk.documents, desk.timeline.documents, strict=True)]
    changed = st.data_editor(
        rows, hide_index=True, disabled=["Source"] if not desk.project.read_only else True, key="documents",
        column_config={
            "Remove": st.column_config.CheckboxColumn(width="small"),
            "Title": st.column_config.TextColumn(width="large", required=True),
            "Written": st.column_config.TextColumn(width="medium", help="Such as 20 July 2023, July 2023 or 1349."),
            "Language": st.column_config.TextColumn(width="small", help="A short code: en, de, fr, es."),
        },
    )  # fmt: skip
    with st.container(horizontal=True):
        if st.button("Save", type="primary", disabled=desk.project.read_only or changed == rows):
            save(rows, changed)
        if st.button("Remove all", disabled=desk.project.read_only):
            attempt(desk.clear)
            st.rerun()


def row(given: Any, found: Any) -> dict[str, Any]:
    """A document as the table shows it."""
    date = document_date(found.date).removeprefix("written ") if found.date else ""
    return {
        "Remove": False, "Title": clean(given.title or given.id), "Written": date, "Language": found.language,
        "Source": clean(given.source),
    }  # fmt: skip


def save(rows: list[dict[str, Any]], changed: list[dict[str, Any]]) -> None:
    """Take the changes over, all as one step."""
    desk = state.desk
    try:
        kept = [
            described(document, old, new)
            for document, old, new in zip(desk.documents, rows, changed, strict=True)
            if not new["Remove"]
        ]
        with progress("Reading") as step:
            desk.describe(kept, step)
    except TimelineError as error:
        st.error(plain(str(error)))
        return
    st.rerun()


def described(document: Any, old: dict[str, Any], new: dict[str, Any]) -> Described:
    """What a row says of its document, where the person changed it."""
    return Described(
        document.id,
        new["Title"] if new["Title"] != old["Title"] else document.title,
        examples.written(new["Written"] or "") if new["Written"] != old["Written"] else document.date,
        (new["Language"] or "").strip().lower() if new["Language"] != old["Language"] else document.language,
    )
