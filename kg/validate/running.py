"""A set of graph files, one after the other or in a pool of processes: shapes, evidence, and what holds across the files."""

from __future__ import annotations

import functools
import logging
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import KgError, NoArticle, ReadError
from kg.graph_files import NAME_IT, NOTHING, misnamed, of_ours, raw, suffix
from kg.guard import guard
from kg.processes import in_order
from kg.validate.across import Summary, summary
from kg.validate.checker import Checker, EngineName
from kg.validate.evidence import check_evidence
from kg.validate.explaining import explain
from kg.validate.facts import Facts
from kg.validate.naming import check_names
from kg.validate.places import Place, place
from kg.validate.reading import File
from kg.validate.rules import RULES, rule_finding
from kg.validate.texts import Texts
from kg.vocab import KG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kg.model import Finding, Severity
    from kg.validate.facts import Node
    from kg.validate.texts import Text

__all__ = ["Checked", "Located", "Options", "Source", "Worker", "run"]

_NAMED = frozenset({".nq", ".trig", ".jsonld"})
_CHUNK = 16  # files that a process takes at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A graph file; `stem` is its path below the folder it was found in, without suffix. `content` is set for standard input."""

    name: str
    stem: str
    content: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to check; the same for each file of a run."""

    shapes: tuple[Path, ...] = ()
    only: bool = False
    engine: EngineName = EngineName.SCREEN
    severities: dict[str, Severity] = field(default_factory=dict)
    texts: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A finding with its graph file and its place; `value` is the term that it names, if it is a term of the graph."""

    finding: Finding
    source: str
    place: Place
    wrong: str
    mend: str
    value: Node | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found in one file; `error` tells of one that could not be read, `NoArticle` of one that holds nothing to check."""

    source: str
    findings: tuple[Located, ...] = ()
    summary: Summary = field(default_factory=Summary)
    error: KgError | None = None


class Worker:
    """Checks files; the shapes are set up once."""

    def __init__(self, options: Options) -> None:
        self.options = options
        for logger in ("rdflib.term", "pyshacl"):  # what they log with a traceback is told as a finding
            logging.getLogger(logger).setLevel(logging.CRITICAL)
        warnings.filterwarnings("ignore", module=r"rdflib|pyshacl")
        shapes = {name: severity for name, severity in options.severities.items() if name not in RULES}
        self.checker = Checker(options.shapes, only=options.only, engine=options.engine, severities=shapes)
        self.texts = Texts(options.texts)

    def check(self, source: Source) -> Checked:
        """Return what is found in a file, sorted by place."""
        try:
            with guard(source.name):
                return self._checked(source)
        except KgError as error:
            return Checked(source=source.name, error=error)

    def _checked(self, source: Source) -> Checked:
        file = File(source.name, source.content if source.content is not None else raw(source.name))
        if not file.quads or (not self.options.shapes and not of_ours(file.quads)):
            raise NoArticle(NOTHING, where=source.name)
        findings = list(self.checker.check_data(file))
        facts = Facts(file.triples(), strict=False)
        texts = self._texts(facts, source.stem)
        findings += check_evidence(facts, texts, self.options.severities, asked=self.options.texts is not None)
        findings += check_names(facts, self.options.severities)
        if suffix(source.name) in _NAMED:
            findings += [rule_finding("GraphName", node, what, NAME_IT, self.options.severities) for node, what in misnamed(file.quads)]
        text = file.content.decode("utf-8", "replace") if findings else ""
        located = sorted((_located(facts, each, source.name, text, texts) for each in findings), key=_order)
        return Checked(source=source.name, findings=tuple(located), summary=summary(facts))

    def _texts(self, facts: Facts, stem: str) -> dict[str, Text]:
        found = {str(article): self.texts.of(facts, str(article), stem) for article in facts.classes.get(KG.Article, ())}
        return {article: text for article, text in found.items() if text is not None}


def _located(facts: Facts, finding: Finding, source: str, content: str, texts: dict[str, Text]) -> Located:
    wrong, mend = explain(finding)
    where = place(facts, finding.focus, source, content, texts)
    return Located(finding=finding, source=source, place=where, wrong=wrong, mend=mend, value=_value(facts, finding))


def _value(facts: Facts, finding: Finding) -> Node | None:
    """Return the term that a finding's value is: an object of the focus node, or the node itself."""
    if not finding.value:
        return None
    candidates: Iterable[Node] = facts.values(finding.focus, finding.path) if finding.path else (finding.focus,)
    return next((c for c in candidates if (c if isinstance(c, str) else c.value) == finding.value), None)


def _order(each: Located) -> tuple[object, ...]:
    return each.place.article, each.place.line, each.place.column, each.finding


def run(sources: Iterable[Source], options: Options, *, processes: int = 1) -> Iterator[Checked]:
    """Check files and yield one result a file, in their order. Raises `ShapesError`."""
    worker = Worker(options)  # also with a pool: shapes that cannot be read are told before any file is
    if processes <= 1:
        yield from map(worker.check, sources)
        return
    yield from in_order(_check_all, sources, processes=processes, chunk=_CHUNK, prepare=functools.partial(_prepare, options), lost=_lost)


_worker: list[Worker] = []  # of this process


def _prepare(options: Options) -> None:
    _worker[:] = [Worker(options)]


def _check_all(sources: tuple[Source, ...]) -> list[Checked]:
    return [_worker[0].check(source) for source in sources]


_AGAIN = "check it again; if its process ends again, it needs more memory than there is, or it is to be reported"


def _lost(source: Source, reason: str) -> list[Checked]:
    """Tell of a file whose process is gone; it costs no other."""
    return [Checked(source=source.name, error=ReadError(reason, where=source.name, advice=_AGAIN))]
