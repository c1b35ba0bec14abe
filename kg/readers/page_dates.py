"""Dates that a page shows its readers: `Gepubliceerd: 12 mrt. 2026, 14:05`, `Updated March 3, 2026`, `Stand: 04.05.2026 09:30 Uhr`."""

from __future__ import annotations

import datetime as dt
import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from kg.readers.dates import in_words
from kg.readers.dates import parse as parse_date
from kg.readers.xml import attribute, local, tags, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from kg.readers.draft import Draft

__all__ = ["Shown", "is_date_line", "put_dates_seen", "shown", "without_dates"]

_MODIFIED = (
    r"aangepast|bijgewerkt|gewijzigd|geüpdatet|ge-?update|laatste update|laatst|update[d]?|last (?:updated|modified)|modified"
    r"|aktualisiert|zuletzt|geändert|aktualisierung|stand"
)
_PUBLISHED = (
    r"gepubliceerd|geplaatst|publicatiedatum|verschenen|datum|published|posted|first published|publication date|date"
    r"|veröffentlicht|erschienen|erstellt|publiziert"
)
_LANGUAGES = ("nl", "en", "de", "fr", "es", "it")
_LINES = ("p", "div", "span", "time", "small", "dd", "em", "i", "b", "strong")
_BESIDE = 6  # words that may stand beside a date: a name, a place
_LINE = 160  # characters of a line that can state a date


class Shown(NamedTuple):
    """A date in a line: its day, its time if there is one, and whether the line says that it is one of a change."""

    value: dt.date | dt.datetime
    modified: bool
    labelled: bool


@functools.cache
def _months() -> dict[str, int]:
    """Names and abbreviations of months (CLDR), without full stops."""
    from babel.dates import get_month_names  # noqa: PLC0415  (100 ms)

    found: dict[str, int] = {"sept": 9, "mrt": 3, "maa": 3, "mär": 3, "mrz": 3, "june": 6, "july": 7}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                found.setdefault(str(name).casefold().rstrip("."), number)
    return found


@functools.cache
def _pattern() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    time = r"(?:\s*(?:[,|•·–-]|om|at|um|à|@)*\s*(?P<hour>\d{1,2})(?:[:.]|u)(?P<minute>\d\d)(?![\d.])\s*(?:uur|Uhr|h|u\b)?\s*(?P<half>[ap]\.?m\.?(?!\w))?)?"
    return re.compile(
        rf"(?<![\w.,/-])(?:(?P<d1>\d{{1,2}})(?:\.|e|st|nd|rd|th)?\s+(?:de\s+)?(?P<m1>{month})\.?,?\s+(?:de\s+)?(?P<y1>(?:19|20)\d\d)"
        rf"|(?P<m2>{month})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d\d)"
        r"|(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)"
        rf"|(?P<d4>\d{{1,2}})(?P<mark>[./-])(?P<m4>\d{{1,2}})(?P=mark)(?P<y4>(?:19|20)\d\d))(?!\w|[.,]\d){time}",
        re.IGNORECASE,
    )


def shown(line: str, language: str = "") -> list[Shown]:
    """Return the dates of a short line in order. Numbers alone (`11/3/2026`) are days before months, but where English is written they tell nothing."""
    found = []
    if len(line) > _LINE or not re.search(r"(?:19|20)\d\d", line):
        return []
    at = 0
    for match in _pattern().finditer(line):
        value = _value(match, language)
        before = line[at : match.start()].casefold()
        at = match.end()
        if value is not None:
            changed = re.search(rf"\b(?:{_MODIFIED})\b[^.]{{0,20}}\Z", before) is not None
            found.append(Shown(value, changed, changed or re.search(rf"\b(?:{_PUBLISHED})\b[^.]{{0,20}}\Z", before) is not None))
    return found


def without_dates(line: str, language: str = "") -> tuple[str, dt.date | None]:
    """Return what a short line says beside dates, their labels and the day of the week, and the first day in it that is not one of a change."""
    if len(line) > _LINE or not _pattern().search(line):
        return line, None
    rest = re.sub(rf"\b(?:{_MODIFIED}|{_PUBLISHED}|op|om|on|at|am|um|uur|Uhr|A?ET|GMT|CES?T|UTC|AMT)\b", " ", _pattern().sub(" ", line), flags=re.IGNORECASE)
    rest = re.sub(r"\b\d{1,2}[:.]\d\d\b", " ", rest)
    rest = re.sub(rf"(?<!\w)(?:{'|'.join(_days())})\.?(?!\w)", " ", rest, flags=re.IGNORECASE)
    found = [each.value for each in shown(line, language) if not each.modified]
    rest = re.sub(r"\s+", " ", rest).strip(" ,.;:|•·–—-()@")
    return (rest if re.search(r"\w", rest) else ""), next(iter(found), None)


def is_date_line(line: str) -> bool:
    """Whether a line says nothing but dates: labels, days of the week, times and marks aside."""
    return not without_dates(line)[0]


@functools.cache
def _days() -> tuple[str, ...]:
    from babel.dates import get_day_names  # noqa: PLC0415  (100 ms)

    found = {str(name).rstrip(".") for tag in _LANGUAGES for width in ("wide", "abbreviated", "short") for name in get_day_names(width, locale=tag).values()}
    return tuple(sorted(map(re.escape, found), key=len, reverse=True))


def _placed(value: dt.date | dt.datetime | None, zone: dt.tzinfo | None) -> dt.date | dt.datetime | None:
    """Return a date, or a time in the zone that the user names."""
    return value.replace(tzinfo=zone) if isinstance(value, dt.datetime) and zone is not None else value


def _value(match: re.Match[str], language: str) -> dt.date | dt.datetime | None:
    group = match.groupdict()
    if group["y4"] and group["mark"] != "." and language[:2] in ("", "en") and int(group["d4"]) <= 12:  # noqa: PLR2004  (months)
        return None
    year = next(int(group[k]) for k in ("y1", "y2", "y3", "y4") if group[k])
    day = next(int(group[k]) for k in ("d1", "d2", "d3", "d4") if group[k])
    named = group["m1"] or group["m2"]
    month = _months()[named.casefold()] if named else int(group["m3"] or group["m4"])
    try:
        if group["hour"] is None:
            return dt.date(year, month, day)
        later = 12 if (group["half"] or "").lower().startswith("p") and int(group["hour"]) < 12 else 0  # noqa: PLR2004  (noon)
        return dt.datetime(year, month, day, int(group["hour"]) + later, int(group["minute"]))  # noqa: DTZ001  (local until told)
    except ValueError:
        return None


def put_dates_seen(root: etree._Element, draft: Draft) -> None:
    """Read the publication date from `time[datetime]`, or a short text in an element that is marked as the date."""
    for element in tags(root, "time"):
        stated = attribute(element, "datetime")
        marks = f"{attribute(element, 'class')} {attribute(element, 'itemprop')}".lower()
        if stated and parse_date(stated) is not None and not re.search(r"updat|modif", marks):
            draft.date("published", stated, "time/@datetime")
    if "published" in draft.fields:
        return
    for element in root.xpath("descendant::*[@class or @id]"):
        marks = f"{attribute(element, 'class')} {attribute(element, 'id')}".lower()
        if re.search(r"(?:^|[-_ ])(?:date|datum|published|pubdate|entry-date|post-date|timestamp)(?:$|[-_ ])", marks) and (found := in_words(text_of(element))):
            draft.put("published", found, "date element", "derived")
            return
    _dates_read(root, draft)


def _dates_read(root: etree._Element, draft: Draft) -> None:
    """Read a date from a line that the page shows: under its title, or where a label says what it is."""
    language = str(draft.source.facts.language or draft.fields.get("language") or "")
    changed = None
    for line, near in _lines(root):
        for each in shown(line, language):
            if each.labelled and each.modified:
                changed = changed or each.value
            elif "published" not in draft.fields and (each.labelled or (near and len(without_dates(line)[0].split()) <= _BESIDE and not line.endswith("."))):
                draft.put("published", _placed(each.value, draft.source.facts.timezone), f"line: {line}", "derived")
        if "published" in draft.fields and changed:
            break
    draft.put("modified", _placed(changed, draft.source.facts.timezone), "line of the page", "derived")
    if changed and "published" not in draft.fields:
        draft.put("published", _placed(changed, draft.source.facts.timezone), "line of the page", "guessed")
        draft.warn(f"the page states only when it was changed: {changed} is taken for its date")


def _lines(root: etree._Element) -> Iterator[tuple[str, bool]]:
    """Yield the short lines of the middle of a page, each with whether it stands around the title: before the third paragraph."""
    middle = next(iter(tags(root, "main", "article")), None)
    paragraphs = 0
    for element in (middle if middle is not None else root).iter(
        "p", "div", "span", "time", "small", "li", "dd", "dt", "h4", "h5", "h6", "em", "i", "b", "strong"
    ):
        text = text_of(element) if len(element) < 12 else ""  # noqa: PLR2004  (parts of a line)
        if local(element) == "p" and len(text.split()) > 20:  # noqa: PLR2004  (a paragraph)
            paragraphs += 1
        elif text and len(text) < 160 and not any(local(a) in ("nav", "aside", "footer", "li", "figure") for a in element.iterancestors()):  # noqa: PLR2004  (a line)
            yield text, paragraphs < 3  # noqa: PLR2004  (around the title)
