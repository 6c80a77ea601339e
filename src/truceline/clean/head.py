"""What stands before the news in a text: headline, crawler's header, byline, captions, dateline.

Reading goes down from the top for as long as what stands there is certainly no news. Where it stops, the body
begins: too early is better than too late, since the parser reads nothing before it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from truceline.clean.dateline import Dateline, find_dateline
from truceline.clean.flattened import with_flattened_date
from truceline.clean.header import Head, bare_date, is_caption, next_field
from truceline.clean.lines import begins_line, line_at, lines_from, next_line, skip_blank

_MOST_STEPS = 12
_LINES_AHEAD = 6
_LONGEST_HEADLINE = 150
_LEAST_WORDS = 3
_LEAST_TITLE = 10
"""Letters; a shorter title may well be the first words of the news."""
_MUCH_LONGER = 1.5
_LEAST_PARAGRAPH = 60
_NO_HEADLINE = re.compile(r"[.:;,…][\"”’'»)\]]*$")
_NOTE = re.compile(r"[(\[][^()\[\]]{5,200}[)\]]")
_TWO_SENTENCES = re.compile(r"[^\W\d_A-Z]{2}[.!?][\"”’')]*\s")
_PROSE = re.compile(r"[.!?…][\"”’'»)\]]*$")
_SITE = re.compile(r"\s+[-|–—]\s+[^-|–—].*", re.DOTALL)
"""What a page's title has behind the headline: the name of the section and of the site."""
_BEHIND_TITLE = re.compile(r"[ \t]*(?P<stop>[.!?])?[\"”’']?[ \t\r]*(?P<line>\n|$)?")


def read_head(text: str, title: str | None = None, outlet: str | None = None) -> Head:
    """The head of a text. `title` and `outlet` are what is known of the report from elsewhere."""
    head, headline_may_come = Head(body=skip_blank(text, 0)), True
    for _ in range(_MOST_STEPS):
        dateline = find_dateline(text, head.body, outlet)
        if dateline is not None:
            return _with_dateline(text, head, dateline)
        step = _skip_title(text, head, title) or next_field(text, head) or _date_behind_title(text, head)
        if step is None and (step := _skip_aside(text, head)):
            headline_may_come = False  # What stands below a caption is a list of its points, or the news.
        if step is None and headline_may_come:
            step = _take_headline(text, head, outlet)
        if step is None:
            break
        head = step
    head = with_flattened_date(text, _dateline_ahead(text, head, outlet))
    return head if head.body < len(text.rstrip()) else replace(head, body=0)


def _with_dateline(text: str, head: Head, dateline: Dateline) -> Head:
    return replace(
        head,
        dateline=dateline.place,
        agency=dateline.agency or head.agency,
        day=dateline.day,
        body=skip_blank(text, dateline.end),
    )


def _skip_title(text: str, head: Head, title: str | None) -> Head | None:
    """Behind the title known from elsewhere, if it stands here and is not part of a sentence."""
    if head.title is not None:
        return None
    for known in dict.fromkeys((title or "", _SITE.sub("", title or ""))):
        words = re.findall(r"[^\W_]+", known)
        if sum(map(len, words)) < _LEAST_TITLE:
            continue
        pattern = r"(?:title: ?)?[\W_]{0,5}" + r"[\W_]{1,5}".join(map(re.escape, words)) + r"(?![^\W_])"
        found = re.compile(pattern, re.IGNORECASE).match(text, head.body)
        behind = _BEHIND_TITLE.match(text, found.end()) if found else None
        if found is None or behind is None:
            continue
        after = replace(head, title=found.group().strip(), body=skip_blank(text, behind.end()))
        # In the middle of a line, only a full stop, or a date before or behind it, shows where a title ends.
        apart = behind["line"] is not None or behind["stop"] or not begins_line(text, head.body)
        if apart or next_field(text, after) or bare_date(text, after):
            return after
    return None


def _date_behind_title(text: str, head: Head) -> Head | None:
    """Behind a date that follows the title in its line."""
    return bare_date(text, head) if head.title is not None and head.published is None else None


def _skip_aside(text: str, head: Head) -> Head | None:
    """Behind a caption, or a note in brackets to other editors."""
    line = line_at(text, head.body)
    if begins_line(text, head.body) and (is_caption(line) or _NOTE.fullmatch(line)):
        return replace(head, body=next_line(text, head.body))
    return None


def _take_headline(text: str, head: Head, outlet: str | None) -> Head | None:
    """The first line, if it is short, is no sentence, and the news clearly begins behind it."""
    line = line_at(text, head.body)
    if head.title is not None or not begins_line(text, head.body) or len(line) > _LONGEST_HEADLINE:
        return None
    if len(line.split()) < _LEAST_WORDS or sum(map(str.isalpha, line)) < _LEAST_TITLE:
        return None
    if _NO_HEADLINE.search(line) or _TWO_SENTENCES.search(line) or _are_writers(line):
        return None
    after = next_line(text, head.body)
    if after >= len(text):
        return None
    taken = replace(head, title=line, body=after)
    paragraph = len(line_at(text, after))
    longer = paragraph >= _LEAST_PARAGRAPH and paragraph >= _MUCH_LONGER * len(line)
    blank = text.count("\n", head.body, after) > 1
    return taken if longer or blank or next_field(text, taken) or find_dateline(text, after, outlet) else None


def _are_writers(line: str) -> bool:
    """Whether a line may be several names ("Jane Doe and Ann Roe"): a headline need not be guessed."""
    names = [name.split() for name in re.split(r",\s*(?:and\s+)?|\s+and\s+", line) if name]
    return len(names) > 1 and all(
        len(name) in {2, 3} and all(word[0].isupper() for word in name) for name in names
    )


def _dateline_ahead(text: str, head: Head, outlet: str | None) -> Head:
    """The head with a dateline of the next lines; they are left out of the body if none of them is prose."""
    prose = False
    for start in lines_from(text, head.body, _LINES_AHEAD):
        dateline = find_dateline(text, start, outlet)
        if dateline is not None and dateline.sure:
            found = _with_dateline(text, head, dateline)
            return replace(found, body=head.body) if prose else found
        line = line_at(text, start)
        prose = prose or (_PROSE.search(line) is not None and not is_caption(line))
    return head
