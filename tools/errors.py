"""The error loop: convert gold articles, score them, group what is wrong by cause, and record the figures.

    python tools/errors.py SCORER GOLD... [--work DIR] [--show CAUSE] [--record tools/scores.csv]

SCORER is the path of the scorer (`score.py`), which takes `GOLD DIR --errors N --json OUT` and `--write-inputs`. Causes are read from the
words of the scorer's messages; work goes from the largest group down. `--record` appends one row a layer: date, commit, set, layer,
metric, figure.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

# (layer, start of the scorer's message) -> cause; the first that fits counts.
CAUSES = (
    ("actors", r"missed (Person|Organization|Geopol|Place|person|org|gpe|place)", "name not found"),
    ("actors", r"missed (Group|group)", "group not found"),
    ("actors", r"missed role", "role"),
    ("actors", r"spurious", "entity too many"),
    ("actors", r"gold \w+, predicted", "kind"),
    ("actors", r"pronoun", "coreference"),
    ("entities", r"", "name or kind"),
    ("coref", r"", "coreference"),
    ("events", r"missed event", "trigger lexicon or parse: event not found"),
    ("events", r"spurious event", "trigger lexicon: event too many"),
    ("events", r"type:", "event type"),
    ("events", r"(certainty|polarity|temporality|tense):", "factuality"),
    ("events", r"missed \w+ of", "argument rule"),
    ("events", r"event in the wrong statement", "nesting"),
    ("factuality", r"", "factuality"),
    ("times", r"time:", "time resolved otherwise"),
    ("times", r"no gold time", "time too many"),
    ("statements", r"missed statement", "statement not found"),
    ("statements", r"spurious statement", "statement too many"),
    ("statements", r"(wrong speaker|speaker is not)", "speaker"),
    ("statements", r"(form|attitude|polarity)", "form or attitude"),
)


def main() -> int:
    """Run the loop over each gold set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--work", type=Path, help="folder for inputs and outputs (default: a temporary one)")
    parser.add_argument("--show", metavar="CAUSE", help="print the errors whose cause contains this word")
    parser.add_argument("--record", type=Path, help="CSV to append the figures to")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        work = args.work or Path(scratch)
        for gold in args.gold:
            result = score(args.scorer, gold, work / gold.stem)
            print(f"== {gold.name}")
            report(result, args.show)
            if args.record:
                record(args.record, gold.stem, result["scores"])
    return 0


def score(scorer: Path, gold: Path, work: Path) -> dict[str, dict]:
    """Convert the texts of a gold file and return the scorer's figures and errors."""
    inputs, outputs = work / "in", work / "out"
    outputs.mkdir(parents=True, exist_ok=True)
    run(sys.executable, str(scorer), "--write-inputs", str(gold), str(inputs))
    command = ["-m", "kg", "-q", "convert", str(inputs), "--metadata", str(inputs / "manifest.csv"), "-o", str(outputs)]
    run(sys.executable, *command, "--no-validate")
    run(sys.executable, str(scorer), str(gold), str(outputs), "--errors", "100000", "--json", str(work / "scores.json"))
    return json.loads((work / "scores.json").read_text(encoding="utf-8"))


def run(*command: str) -> None:
    """Run a command; its own words are shown only if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def cause(layer: str, message: str) -> str:
    """Name the cause of one error line, `<id>  <message>  ...<words>...`."""
    what = message.split("  ", 1)[-1]
    return next((name for where, pattern, name in CAUSES if where == layer and re.match(pattern, what)), "other")


def report(result: dict[str, dict], show: str | None) -> None:
    """Print the figures, the groups of errors with the largest first, and the errors asked for."""
    for layer, metrics in result["scores"].items():
        print(f"{layer:<12}" + "  ".join(f"{name} {figure(value):.3f}" for name, value in metrics.items()))
    groups: Counter[str] = Counter()
    lines: dict[str, list[str]] = defaultdict(list)
    for layer, messages in result["errors"].items():
        for message in messages:
            name = f"{layer}: {cause(layer, message)}"
            groups[name] += 1
            lines[name].append(message)
    print("\nerrors by cause")
    for name, count in groups.most_common():
        print(f"{count:>6}  {name}")
    for name, _ in groups.most_common():
        if show and show in name:
            print(f"\n-- {name}", *lines[name], sep="\n")


def figure(metric: dict[str, float]) -> float:
    """The figure of a metric that stands for it: F1, accuracy or count."""
    return next(metric[key] for key in ("f1", "acc", "count") if key in metric)


def record(table: Path, name: str, scores: dict[str, dict]) -> None:
    """Append the figures to the table."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()
    new = not table.exists()
    with table.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if new:
            writer.writerow(["date", "commit", "set", "layer", "metric", "figure"])
        for layer, metrics in scores.items():
            for metric, value in metrics.items():
                writer.writerow([dt.datetime.now(tz=dt.UTC).date(), commit, name, layer, metric, f"{figure(value):.3f}"])


if __name__ == "__main__":
    sys.exit(main())
