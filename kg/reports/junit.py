"""JUnit XML, which every CI server reads: a suite a graph file, a case a finding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET  # (it only writes here)

from kg.printable import printable
from kg.reports.text import line
from kg.validate.explaining import rule_of

if TYPE_CHECKING:
    from kg.reports.outcome import Outcome
    from kg.validate.running import Located

__all__ = ["junit"]

_FORBIDDEN = re.compile("[\ufffe\uffff]")  # in XML 1.0, beside controls


def junit(outcome: Outcome) -> str:
    """Return the outcome as JUnit XML: what fails the run is a failure, other findings are told in the output of a case that passes."""
    by_source: dict[str, list[Located]] = {source: [] for source in outcome.sources}
    for each in outcome.findings:
        by_source.setdefault(each.source, []).append(each)
    root = ET.Element("testsuites", name="kg validate")
    for source, findings in by_source.items():
        suite = ET.SubElement(root, "testsuite", name=_clean(source))
        for each in findings:
            _case(suite, each, fails=outcome.fails(each))
        if not findings:
            ET.SubElement(suite, "testcase", classname=_clean(source), name="conforms")
        failures = len(suite.findall("testcase/failure"))
        suite.attrib |= {"tests": str(len(suite)), "failures": str(failures), "errors": "0", "skipped": "0"}
    for error in outcome.errors:
        suite = ET.SubElement(root, "testsuite", name=_clean(error.where), tests="1", failures="0", errors="1", skipped="0")
        case = ET.SubElement(suite, "testcase", classname=_clean(error.where), name="readable")
        ET.SubElement(case, "error", message=_clean(str(error)), type=type(error).__name__)
    totals = {key: str(sum(int(suite.attrib[key]) for suite in root)) for key in ("tests", "failures", "errors")}
    root.attrib |= totals
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _case(suite: ET.Element, each: Located, *, fails: bool) -> None:
    place = each.place
    name = f"{rule_of(each.finding)} {each.finding.focus}".strip()
    case = ET.SubElement(suite, "testcase", classname=_clean(place.file), name=_clean(name), file=_clean(place.file), line=str(place.line))
    if fails:
        failure = ET.SubElement(case, "failure", message=_clean(each.wrong), type=each.finding.severity.value)
        failure.text = _clean(line(each))
    else:
        ET.SubElement(case, "system-out").text = _clean(line(each))


def _clean(value: str) -> str:
    return _FORBIDDEN.sub("�", printable(value))
