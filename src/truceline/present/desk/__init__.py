"""The desk: a record in the browser, each page also as JSON.

`filling` writes a record's lines to its shelf, `keeping` says whether the shelf still fits, `reading` makes
pages (`pages`, a frozen dataclass each) of it, `app` serves them, and `deciding` keeps what people decide.
"""
