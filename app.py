"""The dashboard's page: `streamlit run app.py [-- PROJECT]`. Its parts stand in timeline/dashboard."""

from pathlib import Path

import streamlit as st

from timeline.dashboard.filters import view
from timeline.dashboard.head import head
from timeline.dashboard.session import desk, remembered
from timeline.dashboard.views import views
from timeline.errors import TimelineError
from timeline.show import find
from timeline.show.listing import plain
from timeline.show.viewer import scene


def main() -> None:
    st.set_page_config(page_title="Timeline", page_icon=scene.icon(), layout="wide")
    st.html("<style>" + scene.style("page") + "</style>")
    try:
        project = desk(Path(__file__).name)
    except TimelineError as error:
        st.error(plain(str(error)))
        return
    top = st.container()
    wanted = view(project.timeline) if project.timeline.events else find.View()
    shown = remembered("shown", wanted, lambda: find.filtered(project.timeline, wanted))
    with top:
        head(project, shown)
    if project.timeline.documents or project.timeline.events:
        views(project, shown, wanted)
    else:
        st.info("Nothing here yet. Choose **Add text** to paste an article, open a file or see an example.")


main()
