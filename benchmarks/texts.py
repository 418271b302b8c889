"""The texts that the scripts draw from: a line of a corpus is `{"text", "dct"}`, `dct` the day of writing."""

import json
from pathlib import Path

from timeline.dates import edtf
from timeline.errors import DateError
from timeline.model import Dated, Document


def documents(path):
    """The texts of a corpus, in its order, named by its file and their place in it."""
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        try:
            date = Dated(edtf.read(str(row.get("dct"))[:10]), "given")
        except DateError:
            date = None
        yield Document(f"{Path(path).stem}-{number}", row["text"], language="en", date=date)
