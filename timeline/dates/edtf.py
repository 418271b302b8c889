"""EDTF, the date strings of ISO 8601-2:2019: `read` gives bounds, `write` a string that says no more than they do.

Read: levels 0 and 1, and of level 2 what texts need. Four conventions, kept here and nowhere else:

- An approximate date (`~`, `%`) is widened by `MARGINS` when read and narrowed when written; `?` does not widen.
- `a/b` and `{a..b}` last throughout; a unit (`1968`, `193X`) or `[a..b]` is some time within.
- An open end is read from `..` and from nothing alike. An end that lasts on is written `..`; a beginning that the
  source does not give is written as nothing (`/1945`).
- Seasons are the northern meteorological ones; winter (24) begins in December of its year. 29 to 32 are the southern.

A sign on a decade, a century or a quarter is read, but EDTF validators refuse it: such a date is written by its bounds.
"""

from timeline.dates.edtf_read import MARGINS, MAX_YEAR, SEASONS, approximate, read
from timeline.dates.edtf_write import write

__all__ = ["MARGINS", "MAX_YEAR", "SEASONS", "approximate", "read", "write"]
