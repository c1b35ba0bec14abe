"""Hostile inputs from bytes to graph, by seed: `python tools/fuzz.py [--cases 300000] [--seed 1] [--jobs 1] [--minutes 600]`.

Three kinds of cases: *reader* (broken and spiteful files of every format, converted whole), *turtle* (broken graphs into `kg validate`'s checker)
and *soup* (shuffled Dutch words, marks and dates into `kg.convert`). A case fails if it raises anything but a `KgError`, if `kg` has to say that
it failed itself, if it takes more than 5 seconds of the processor, if an output is refused by a strict parser (pyoxigraph) or read as other
triples, or if a mention's words are not those of the text. Failing inputs are kept in `out/fuzz/`.

Chunks of 200 cases are functions of the seed and their number. Each that is done is a line of `out/fuzz/done-SEED.jsonl`; a run that was stopped
goes on where it ended, with the same command. The summary of all that is done goes to `tools/fuzz.txt`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import signal
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pyoxigraph as ox
from fuzz_readers import KINDS, SECONDS, keep, mutate

import kg
from kg.errors import KgError
from kg.pipeline import Failed, Settings, convert
from kg.readers import Input, names
from kg.validate.running import Options, Source, Worker
from kg.write import serialize

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from mutations import seeds  # noqa: E402  (the tests make the same inputs)

CHUNK = 200
SHARES = (("reader", 0.45), ("turtle", 0.65), ("soup", 1.0))
NASTY = (
    *("", "\x00", "\x1b[31m", "9" * 5000, "-1", "1e999", "NaN", "null", "true", "[]", "{}", "\u202e", "\u200b", "\ufeff", "a" * 300, "../../x", '"> <x> .'),
    *("\\", "\\u0022", "nl-abc . <urn:e:s> <urn:e:p> <urn:e:o>", "2026-13-45", "0000-00-00", "9999-12-31T23:59:60Z", "+99:99", "0001-01-01T00:00:00+14:00"),
    *("http://[::1", "http://a:99999999/", "javascript:x", "urn:x:y> <z>", "é" * 200, "<b>", "&amp;", "&#0;", "&#xD800;", "%00", "x\ny", "\r", "\u2028"),
    *("0x" + "f" * 5000, "1:" * 200 + "1", "😀" * 100, "²", "٣", "१२", "ß" * 80, "İ", "ﬁ", "1_000", "1e5", "_", "___", "\ufffe", "\ue000"),
)
MARKS = (*"\"“”‘'„«»:,.…()-–!?", "\n", "\n\n", " ", "zei", "volgens", "dat", "van", "de", "minister", "donderdag", "12 maart 2026", "3000 jaar geleden")
NODES = (
    *(
        '""',
        '"x"@nl',
        "-1",
        "1e9",
        "<>",
        "<#char=-1,5>",
        "<#char=5,1>",
        "<#char=999999999999999999999,1>",
        "[]",
        "()",
        "_:x",
        "kg:Event",
        "<urn:x>",
        '"\\u0000"',
    ),
    *('"2026-02-30"^^<http://www.w3.org/2001/XMLSchema#date>', '"abc"^^<http://www.w3.org/2001/XMLSchema#integer>', "9" * 5000, "true", "<http://a b>"),
)
SETTINGS = (Settings(), Settings(with_text=True), Settings(validate=False), Settings(materialize=True))


def main() -> int:
    """Run what is not done yet, then sum up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=300_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=600)
    args = parser.parse_args()
    log = ROOT / "out" / "fuzz" / f"done-{args.seed}.jsonl"
    log.parent.mkdir(parents=True, exist_ok=True)
    done = [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []
    known = {row["chunk"] for row in done}
    left = [n for n in range(-(-args.cases // CHUNK)) if n not in known]
    until = time.monotonic() + 60 * args.minutes
    with ProcessPoolExecutor(args.jobs, mp_context=get_context("spawn"), max_tasks_per_child=20) as pool, log.open("a", encoding="utf-8") as file:
        while left and time.monotonic() < until:
            batch, left = left[: args.jobs], left[args.jobs :]
            for row in pool.map(run, [args.seed] * len(batch), batch):
                done.append(row)
                file.write(json.dumps(row) + "\n")
                file.flush()
            (ROOT / "tools" / "fuzz.txt").write_text(summary(done, args), encoding="utf-8")
    print(summary(done, args), end="")
    return 1 if any(row["failures"] for row in done) else 0


def summary(done: list[dict], args: argparse.Namespace) -> str:
    """Return what came of all chunks."""
    counts: Counter[str] = Counter()
    for row in done:
        counts.update(row["counts"])
    failures = [line for row in sorted(done, key=lambda row: row["chunk"]) for line in row["failures"]]
    slowest = max((row["slowest"] for row in done), default=[0.0, ""])
    head = f"{counts['cases']:,} of {args.cases:,} cases, seed {args.seed} (python tools/fuzz.py --cases {args.cases} --seed {args.seed})\n"
    rows = "".join(f"{name:<12}{counts[name]:>9,}\n" for name in ("reader", "turtle", "soup", "articles", "errors", "checked"))
    return head + rows + f"slowest case {slowest[0]:.2f} s ({slowest[1]})\n{len(failures)} failures\n" + "".join(f"{line}\n" for line in failures)


def run(seed: int, chunk: int) -> dict:
    """Run one chunk of cases in this process."""
    rng = random.Random(f"{seed}/{chunk}")
    stuff = Stuff()
    counts: Counter[str] = Counter()
    slowest, failures = [0.0, ""], []
    one("soup", b"De man zei dat.", None, Settings(), counts)
    counts.clear()
    for _ in range(CHUNK):
        share = rng.random()
        kind = next(name for name, upto in SHARES if share < upto)
        data, form = getattr(stuff, kind)(rng)
        begun = time.process_time()
        wrong = one(kind, data, form, rng.choice(SETTINGS), counts)
        took = time.process_time() - begun
        counts.update(["cases", kind])
        slowest = max(slowest, [took, f"{kind}, {len(data):,} bytes"])
        if wrong or took > SECONDS:
            failures.append(keep(data, f"{kind} {form or ''}: {wrong or f'{took:.1f} s'}"))
    return {"chunk": chunk, "counts": counts, "slowest": slowest, "failures": failures}


class Stuff:
    """What cases are made of: sound files of every format, articles as words, graphs."""

    def __init__(self) -> None:
        self.whole = [(form, data) for form, found in sorted(seeds().items()) for data in found]
        paths = [ROOT / "tests/articles/windpark.txt", *sorted((ROOT / "tests/stories/rietmonde").glob("*.txt"))]
        texts = [path.read_text("utf-8") for path in paths]
        self.words = [re.findall(r"\w+|[^\w\s]|\s+", text) for text in texts]
        self.all = [word for words in self.words for word in words]
        self.graphs = [kg.convert(text, published="2026-03-11", settings=Settings(validate=False)).turtle() for text in texts[:3]]

    def reader(self, rng: random.Random) -> tuple[bytes, str | None]:
        """Return a file that is broken, or sound but for spiteful values."""
        form, data = rng.choice(self.whole)
        broken = spiteful(rng, data) if rng.random() < 0.7 else mutate(rng, rng.choice(KINDS), data, rng.choice(self.whole)[1])
        return broken, form if form in names() and rng.random() < 0.5 else None

    def turtle(self, rng: random.Random) -> tuple[bytes, str | None]:
        """Return a broken graph, and the suffix of its file."""
        text = rng.choice(self.graphs)
        if rng.random() < 0.5:
            return mutate(rng, rng.choice(KINDS), text.encode(), rng.choice(self.graphs).encode()), rng.choice(
                (".ttl", ".ttl", ".trig", ".nt", ".nq", ".jsonld")
            )
        for _ in range(rng.randrange(1, 4)):
            start, end = rng.choice([m.span() for m in re.finditer(r'"[^"\n]*"|<[^>\n]*>|\b\d+\b|kgt?:\w+', text)])
            text = text[:start] + rng.choice(NODES) + text[end:]
        return text.encode(), ".ttl"

    def soup(self, rng: random.Random) -> tuple[bytes, str | None]:
        """Return words of articles in another order, with marks where none belong."""
        words = list(rng.choice(self.words))
        kind = rng.randrange(5)
        if kind == 0:
            rng.shuffle(words)
        elif kind == 1:
            words = rng.choices(self.all, k=rng.randrange(1, 400))
        elif kind == 2:
            for _ in range(rng.randrange(1, 60)):
                words[rng.randrange(len(words))] = rng.choice(MARKS)
        elif kind == 3:
            words = [word for word in words if rng.random() > 0.1]
        else:
            words = rng.sample([*rng.sample(self.all, 200), *rng.sample(NASTY, 5)], k=205)
        day = rng.choice(("2026-03-11", "", "0001-01-01", "9999-12-31", "2024-02-29T12:00:00+14:00"))
        return f"{day}\n{''.join(words)}".encode("utf-8", "replace"), None


def spiteful(rng: random.Random, data: bytes) -> bytes:
    """Put spiteful values where the values of a file stand."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data[: rng.randrange(len(data) + 1)]
    for _ in range(rng.randrange(1, 4)):
        places = [m.span(m.lastindex) for m in re.finditer(r'="([^"]*)"|>([^<>]+)<|: ([^\n]+)\n|"([^"\n]*)"|(?<=,)([^,\n]+)', text) if m.lastindex]
        if not places:
            break
        start, end = rng.choice(places)
        value = rng.choice(NASTY)
        if rng.random() < 0.8:
            value = json.dumps(value)[1:-1] if text.lstrip()[:1] in "{[" else value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
        text = text[:start] + value + text[end:]
    return text.encode("utf-8", "replace")


class Slow(BaseException):
    """A case that does not end."""


def _slow(*_: object) -> None:
    raise Slow


def one(kind: str, data: bytes, form: str | None, settings: Settings, counts: Counter[str]) -> str:
    """Run one case; return what went wrong."""
    signal.signal(signal.SIGVTALRM, _slow)
    signal.setitimer(signal.ITIMER_VIRTUAL, 6 * SECONDS)
    try:
        return {"reader": _converted, "turtle": _validated, "soup": _told}[kind](data, form, settings, counts)
    except KgError as error:
        counts["errors"] += 1
        return str(error) if "report" in error.advice else ""
    except Slow:
        return f"does not end in {6 * SECONDS:.0f} s"
    except Exception as error:  # noqa: BLE001  (this is what is looked for)
        return f"{type(error).__name__}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _converted(data: bytes, form: str | None, settings: Settings, counts: Counter[str]) -> str:
    for result in convert(Input(name="x", data=data, form=form, limit=1_000_000), settings):
        counts["errors" if isinstance(result, Failed) else "articles"] += 1
        wrong = (str(result.error) if "report" in result.error.advice else "") if isinstance(result, Failed) else _written(result)
        if wrong:
            return wrong
    return ""


def _told(data: bytes, form: str | None, settings: Settings, counts: Counter[str]) -> str:
    del form
    day, _, text = data.decode("utf-8", "replace").partition("\n")
    result = kg.convert(text, published=day or None, language="nl", settings=settings)
    counts["articles"] += 1
    return _written(result)


def _written(result: kg.Converted) -> str:
    triples = result.triples.triples
    for form, syntax in (("turtle", ox.RdfFormat.TURTLE), ("nquads", ox.RdfFormat.N_QUADS), ("jsonld", ox.RdfFormat.JSON_LD)):
        try:
            read = list(ox.parse(serialize([result.triples], form), syntax))
        except (SyntaxError, ValueError) as error:
            return f"{form} is refused: {error}"
        if len(set(map(str, read))) != len(set(triples)):
            return f"{form} is read as {len(read)} triples for {len(triples)}"
    for triple in triples:
        place = re.search(r"#char=(\d+),(\d+)\Z", triple.subject)
        if place and triple.predicate.endswith("#anchorOf") and result.article.text[int(place[1]) : int(place[2])] != triple.object[0]:
            return f"other words at {place[0]}"
    return ""


def _validated(data: bytes, form: str | None, settings: Settings, counts: Counter[str]) -> str:
    del settings
    if not CHECKER:
        CHECKER.append(Worker(Options()))
    CHECKER[0].check(Source(name=f"a{form}", stem="a", content=data))
    counts["checked"] += 1
    return ""


CHECKER: list = []

if __name__ == "__main__":
    sys.exit(main())
