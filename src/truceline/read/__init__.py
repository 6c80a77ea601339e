"""Bytes to RawReport: files, folders and globs, and one small reader for each format."""

from truceline.read.files import find_files, read_reports

__all__ = ["find_files", "read_reports"]
