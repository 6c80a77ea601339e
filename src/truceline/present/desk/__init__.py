"""The desk: a record in the browser."""
