"""Dates as historians mean them: calendars, four-bound dates, EDTF, TIMEX3 and interval relations."""
