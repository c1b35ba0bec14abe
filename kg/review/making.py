"""Graph files to a folder of pages, one after the other; a file that cannot be read costs no other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import KgError, NoArticle, ReadError, WriteError
from kg.graph_files import NOTHING, of_ours, raw
from kg.guard import guard
from kg.review.article import address, article_page
from kg.review.collected import collecting
from kg.review.reading import documents, same_events
from kg.review.records import Flaw
from kg.review.sets import write_set
from kg.validate.facts import Facts
from kg.validate.reading import File
from kg.validate.running import Options, Source, Worker
from kg.validate.texts import Texts
from kg.vocab import KG
from kg.write import write_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kg.model import Finding
    from kg.review.collected import Collected
    from kg.review.records import Document

__all__ = ["Reviewed", "held", "review"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What became of one file: its articles, those of them whose text is not at hand, and findings; or why there are none."""

    source: str
    articles: int = 0
    without_text: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    errors: tuple[KgError, ...] = ()


def review(files: Iterable[tuple[str, str]], folder: Path, *, texts: Path | None = None, validating: bool = True) -> Iterator[Reviewed]:
    """Write a page for each article of the files, given by name and by path below their folder without suffix, then those of the set.

    Yields what became of each file. Raises `WriteError`, which ends it: the next page would find no place either.
    """
    worker = Worker(Options(texts=texts)) if validating else None
    shelf = Texts(texts)
    with collecting() as collected:
        for name, stem in files:
            try:
                with guard(name):
                    done = _file(name, stem, shelf, worker, collected, folder)
            except WriteError:
                raise
            except KgError as error:
                done = Reviewed(source=name, errors=(error,))
            yield done
        write_set(collected, lambda page, content: write_file(folder / page, content))


def _file(name: str, stem: str, shelf: Texts, worker: Worker | None, collected: Collected, folder: Path) -> Reviewed:
    file = File(name, raw(name))
    if not file.quads or not of_ours(file.quads):
        raise NoArticle(NOTHING, where=name)
    facts = Facts(file.triples(), strict=False)
    findings, flaws = _findings(file, stem, worker)
    errors: list[KgError] = []
    count, without = 0, []
    for document in held(facts, name, stem, shelf, flaws):
        if collected.has(document.iri):
            errors.append(ReadError(f"<{document.iri}> stands in another file too", where=name, advice="give one of the two"))
            continue
        write_file(folder / address(document.iri), article_page(document))
        collected.add(document)
        count += 1
        without += [] if document.is_whole else [document.iri]
    collected.same(same_events(facts))
    return Reviewed(source=name, articles=count, without_text=tuple(without), findings=findings, errors=tuple(errors))


def held(facts: Facts, name: str, stem: str, shelf: Texts, flaws: list[tuple[str, Flaw]]) -> Iterator[Document]:
    """Yield the articles of a graph with their texts, as far as these are at hand."""
    found = {str(article): shelf.of(facts, str(article), stem) for article in facts.classes.get(KG.Article, ())}
    yield from documents(facts, name, {article: text for article, text in found.items() if text is not None}, flaws)


def _findings(file: File, stem: str, worker: Worker | None) -> tuple[tuple[Finding, ...], list[tuple[str, Flaw]]]:
    if worker is None:
        return (), []
    checked = worker.check(Source(name=file.name, stem=stem, content=file.packed))
    if checked.error is not None:
        raise checked.error
    flaws = [(each.place.article, _flaw(each.finding, each.wrong, each.mend)) for each in checked.findings]
    return tuple(each.finding for each in checked.findings), flaws


def _flaw(finding: Finding, wrong: str, mend: str) -> Flaw:
    return Flaw(focus=finding.focus, severity=finding.severity.value, wrong=wrong, mend=mend)
