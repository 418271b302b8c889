"""What a caller did wrong: one small tree of exceptions, each a one-line message that says what to do."""


class TimelineError(Exception):
    """Base of all errors that a caller can mend; `str(error)` is one line for a person."""


class DateError(TimelineError, ValueError):
    """A string that should be a date is none."""


class SourceError(TimelineError):
    """A source that could not be read: missing, empty, damaged, encrypted, of unknown kind or not reachable."""


class GazetteerError(TimelineError):
    """A gazetteer row or file that is not valid; the message names the file and the line."""


class FormatError(TimelineError):
    """An output format that is not known, or an export that is not of our format."""


class ProjectError(TimelineError):
    """A project file that could not be opened or written."""
