"""RawReport to Report: main text, title, outlet, dateline, agency and date of publication."""

from truceline.clean.reports import clean

__all__ = ["clean"]
