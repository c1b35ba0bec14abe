"""The report for people: grouped by article, one line a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Severity
from kg.printable import printable
from kg.validate.explaining import rule_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.reports.outcome import Outcome
    from kg.validate.running import Located

__all__ = ["lines", "table"]


def lines(findings: Iterable[Located]) -> Iterator[str]:
    """Yield a line a finding: severity, place, the words, what is wrong, how to mend it; a heading where the graph or the article changes."""
    last = ("", "")
    for each in findings:
        group = (each.source, each.place.article)
        if group != last:
            yield _heading(printable(f"{each.source}: {each.place.article}" if each.place.article else each.source))
            last = group
        yield f"  {line(each)}"


def line(each: Located) -> str:
    """Return the line of one finding."""
    place = each.place
    where = ":".join([place.file, *(str(n) for n in (place.line, place.column) if n)])
    where += " (text {}:{})".format(*place.in_text) if place.in_text else ""
    words = f' "{place.words}"' if place.words else ""
    told = each.wrong if each.mend in {"", each.wrong} else f"{each.wrong}: {each.mend}"
    return printable(" ".join(f"{each.finding.severity.value.lower()}  {where}{words}  {told} [{rule_of(each.finding)}]".splitlines()))


def _heading(source: str) -> str:
    """Return a file's name as a line may begin with it: two colons would be a command to the log of GitHub Actions."""
    return f"./{source}" if source.lstrip().startswith("::") else source


def table(outcome: Outcome) -> list[str]:
    """Return the lines of the closing table."""
    rows = [(f"{severity.value.lower()}s", outcome.counts[severity], outcome.files[severity]) for severity in Severity]
    width = max(len(name) for name, _, _ in rows)
    told = [f"{name:<{width}}  {count:>6}  in {files} {'file' if files == 1 else 'files'}" for name, count, files in rows]
    if outcome.known is not None:
        told.append(f"{'known':<{width}}  {outcome.old:>6}" + (f"  and {outcome.gone} of the baseline no longer occur" if outcome.gone else ""))
    nothing = f", {outcome.empty} with nothing to check" if outcome.empty else ""
    return [*told, f"{outcome.checked} checked, {len(outcome.errors)} unreadable{nothing}"]
