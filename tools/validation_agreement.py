"""The screen against stock pyshacl on 2,000 mutated outputs: `python tools/validation_agreement.py [GRAPHS] > tools/validation_agreement.txt`.

Outputs of `kg convert` (of the articles in tests/, whole and by the paragraph, or the Turtle files of a folder) are made wrong in one to three places.
For each, the findings of `pyshacl.validate` and of the checker are compared: focus, path, message, severity, shape, component and value. On nodes with a
literal whose spelling rdflib judges otherwise than XML Schema they may differ, and are counted apart.
"""

from __future__ import annotations

import logging
import random
import sys
import time
from collections import Counter
from importlib.metadata import version
from pathlib import Path

import mutations
import pyshacl
import rdflib

import kg
from kg.pipeline import Settings
from kg.validate import Checker, File
from kg.validate.facts import Facts, Unscreenable
from kg.vocab import SH, data

ROOT = Path(__file__).parent.parent
NUMBER = 2000
KEYS = ("focusNode", "resultPath", "resultMessage", "resultSeverity", "sourceShape", "sourceConstraintComponent", "value")


def main() -> None:
    """Compare and print."""
    logging.disable()
    outputs = graphs(Path(sys.argv[1])) if len(sys.argv) > 1 else converted()
    shapes = rdflib.Graph()
    for path in sorted(data("shapes").glob("*.ttl")):
        shapes.parse(path)
    checker, counts, start = Checker(), Counter(), time.perf_counter()
    for seed in range(NUMBER):
        chance = random.Random(seed)
        content = mutations.ntriples(mutations.mutated(outputs[seed % len(outputs)], chance))
        compare(counts, seed, checker, content, shapes)
    print(f"pyshacl {version('pyshacl')}: {NUMBER} mutations of {len(outputs)} outputs, seeds 0 to {NUMBER - 1}")
    raised = ("stock raised, ours a finding", "stock raised, ours none")
    for name in ("same findings", "other findings, of spellings", "other findings", *raised, "passed by the screen", "passed and rejected by stock"):
        print(f"{name:<32}{counts[name]:>6}")
    print(f"{'seconds':<32}{time.perf_counter() - start:>6.0f}")
    sys.exit(bool(counts["other findings"] + counts["stock raised, ours none"] + counts["passed and rejected by stock"]))


def converted() -> list[tuple]:
    """Return the triples of articles and of each two paragraphs of theirs."""
    outputs = []
    for path in sorted((ROOT / "tests/articles").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        parts = text.split("\n\n")
        articles = (text, *("\n\n".join(parts[n : n + 2]) for n in range(0, len(parts), 2)))
        settings = Settings(validate=False, with_text=True)
        outputs += [kg.convert(each, published="2026-03-11", language="nl", settings=settings).triples.triples for each in articles]
    return outputs


def graphs(folder: Path) -> list[tuple]:
    """Return the triples of Turtle files."""
    return [File(str(path), path.read_bytes()).triples() for path in sorted(folder.rglob("*.ttl"))]


def compare(counts: Counter[str], seed: int, checker: Checker, content: bytes, shapes: rdflib.Graph) -> None:
    """Count one graph."""
    file = File("graph.nt", content)
    found = checker.check_data(file)
    try:
        passes = checker.screen.judge(Facts(file.triples())).passes
    except Unscreenable:
        passes = False
    counts["passed by the screen"] += passes
    try:
        _, report, _ = pyshacl.validate(rdflib.Graph().parse(data=content, format="nt"), shacl_graph=shapes, inplace=True)
    except Exception as error:  # noqa: BLE001  (whatever pyshacl raises is what is counted)
        told = bool(found)
        counts["stock raised, ours a finding" if told else "stock raised, ours none"] += 1
        if not told:
            print(seed, "raised", error, file=sys.stderr)
        return
    results = [[report.value(node, rdflib.URIRef(SH + key)) for key in KEYS] for node in report.objects(None, rdflib.URIRef(SH + "result"))]
    # A path of more than one property is a blank node, and has no name to tell.
    expected = sorted((text(focus), "" if isinstance(path, rdflib.BNode) else text(path), *map(text, rest)) for focus, path, *rest in results)
    rows = sorted((f.focus, f.path, f.message, SH + f.severity.value, f.shape, SH + f.component, f.value) for f in found)
    rows = [tuple("_" if blank(file, value) else value for value in row) for row in rows]
    apart = mutations.judged_apart(file.triples())
    same = sorted(row for row in rows if row[0] not in apart) == sorted(row for row in expected if row[0] not in apart)
    counts["same findings" if sorted(rows) == sorted(expected) else "other findings, of spellings" if same else "other findings"] += 1
    if not same:
        print(seed, set(rows) ^ set(expected), file=sys.stderr)
    counts["passed and rejected by stock"] += passes and any(row[3] == SH + "Violation" and row[0] not in apart for row in expected)


def text(term: rdflib.term.Node | None) -> str:
    """Return a term as text; blank nodes have no name that two runs share."""
    return "" if term is None else "_" if isinstance(term, rdflib.BNode) else str(term)


def blank(file: File, value: str) -> bool:
    """Whether a value is the label that rdflib gave to a blank node."""
    return any(isinstance(node, rdflib.BNode) and str(node) == value for node in file.graph().all_nodes())


if __name__ == "__main__":
    main()
