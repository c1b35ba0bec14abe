"""Time as the input doubles: `python tools/scaling.py [--largest 1000000] [KIND...] > tools/scaling.txt`.

Each kind of input is converted at four sizes, each twice the one before, in a process of its own. The table has the seconds of the processor, without
start and model, and the largest ratio of one doubling: two is linear; more than 2.3 is a fault, unless the larger of the two takes less than a second.
"""

from __future__ import annotations

import argparse
import itertools
import json
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WORST, MEASURABLE, LIMIT = 2.3, 1.0, 600
SENTENCE = "De wethouder opende gisteren de nieuwe kade van Zoutwijk, na jaren van werk. "
CHILD = """
import sys, time
import kg
from kg.errors import KgError
from kg.pipeline import Failed, Settings, convert
from kg.readers import Facts, Input
sys.path.insert(0, {folder!r})
from scaling import KINDS
kg.convert("De man zei dat.", published="2026-03-11", language="nl")
form, make = KINDS[{kind!r}]
data = make({size}).encode()
begun = time.process_time()
found = list(convert(Input(name="x", data=data, form=form, limit=10 * len(data) + 1000, facts=Facts(language="nl")), Settings(validate=False)))
print(round(time.process_time() - begun, 2), sum(not isinstance(each, Failed) for each in found))
"""


def _names(size: int) -> str:
    return " ".join(f"Jan{chr(97 + i % 26)}a Visser{chr(97 + i // 26 % 26)}{chr(97 + i // 676 % 26)} zei dat." for i in range(size // 26))


def _page(head: str, body: str) -> str:
    return f"<html lang='nl'><head><title>Kade</title>{head}</head><body><article>{body}</article></body></html>"


def _warc(size: int) -> str:
    body = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + _page("", f"<p>{SENTENCE}</p>")
    head = "".join(f"X-Header-{n}: {'v' * 40}\r\n" for n in range(size // 58))
    return f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\n{head}Content-Length: {len(body)}\r\n\r\n{body}\r\n\r\n"


def _json(articles: int) -> str:
    article = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Kade open", "articleBody": SENTENCE, "inLanguage": "nl"}
    return json.dumps([{**article, "url": f"https://a.example/{n}"} for n in range(articles)])


def _feed(entries: int) -> str:
    items = "".join(f"<item><title>Kade {n}</title><link>https://a.example/{n}</link><description>{SENTENCE}</description></item>" for n in range(entries))
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Krant</title>{items}</channel></rss>"


KINDS: dict[str, tuple[str | None, Callable[[int], str]]] = {
    "plain prose": ("text", lambda n: (SENTENCE + "\n\n") * (n // len(SENTENCE))),
    "one long sentence": ("text", lambda n: "de man loopt naar huis en " * (n // 26)),
    "one long word": ("text", lambda n: "a" * n),
    "a tag that never ends": (None, lambda n: "<" + "a" * n),
    "quotation marks": ("text", lambda n: '"' * n),
    "pairs of marks": ("text", lambda n: '"a" ' * (n // 4)),
    "nested quotations": ("text", lambda n: "Hij zei: " + "\"'" * (n // 4) + " ja " + "'\"" * (n // 4) + "."),
    "quoted sentences": ("text", lambda n: '"Wij wachten niet langer op Delft", zei Anna Visser. ' * (n // 54)),
    "names": ("text", _names),
    "one name": ("text", lambda n: "Anna Visser zei dat. " * (n // 21)),
    "pronouns": ("text", lambda n: "Hij zei dat hij ziek was. " * (n // 26)),
    "dates": ("text", lambda n: "Op 12 maart 2026 vertrok hij. " * (n // 30)),
    "surnames": ("text", lambda n: "Van Loon stapt op. " * (n // 19)),
    "conjunctions": ("text", lambda n: "Tot de politie ingreep, vochten de supporters. " * (n // 47)),
    "definite descriptions": ("text", lambda n: "Een man viel. De man zweeg. Het bedrijf groeit. " * (n // 48)),
    "paragraphs of a word": ("text", lambda n: "Kade.\n\n" * (n // 7)),
    "key points": ("text", lambda n: "Kade open\n\nKey takeaways\n\n" + "- De kade van Delft is open\n" * (n // 28)),
    "HTML, huge head": ("html", lambda n: _page("<meta name='x' content='y'>" * (n // 27), f"<p>{SENTENCE}</p>")),
    "HTML, deep": ("html", lambda n: _page("", "<div>" * (n // 11) + f"<p>{SENTENCE}</p>" + "</div>" * (n // 11))),
    "HTML, long": ("html", lambda n: _page("", f"<p>{SENTENCE}</p>" * (n // 84))),
    "YAML, brackets": ("markdown", lambda n: f"---\ntitle: {'[' * n}\n---\n\n{SENTENCE}\n"),
    "markdown, nesting": ("markdown", lambda n: "> " * (n // 2) + SENTENCE + "\n"),
    "markdown, brackets": ("markdown", lambda n: "[a](" * (n // 4) + "\n\n" + SENTENCE + "\n"),
    "WARC, header lines": ("warc", _warc),
    "JSON, an array": ("json-ld", lambda n: _json(n // 230)),
    "JSON, deep": ("json-ld", lambda n: '{"@graph": [' * (n // 12)),
    "CSV, long": ("csv", lambda n: "title,text\n" + f'Kade,"{SENTENCE}"\n' * (n // 87)),
    "CSV, wide": ("csv", lambda n: "title,text" + "".join(f",c{i}" for i in range(n // 9)) + f'\nKade,"{SENTENCE}"' + ",x" * (n // 9) + "\n"),
    "XML, references": ("nitf", lambda n: f"<nitf><body><body.content><p>{SENTENCE}{'&eacute;' * (n // 8)}</p></body.content></body></nitf>"),
    "feed": ("feed", lambda n: _feed(n // 170)),
}


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--largest", type=int, default=1_000_000)
    parser.add_argument("kinds", nargs="*", default=list(KINDS))
    args = parser.parse_args()
    sizes = [args.largest // 8, args.largest // 4, args.largest // 2, args.largest]
    print(f"{'bytes':<24}" + "".join(f"{size:>11,}" for size in sizes) + "  ratio")
    bad = 0
    for kind in args.kinds:
        row: list[float | str] = []
        for size in sizes:
            row.append(measured(kind, size))
            if isinstance(row[-1], str):
                break
        pairs = [(a, b) for a, b in itertools.pairwise(row) if isinstance(a, float) and isinstance(b, float) and b > MEASURABLE]
        ratio = max((b / max(a, 0.01) for a, b in pairs), default=0.0)
        wrong = ratio > WORST or isinstance(row[-1], str)
        bad += wrong
        cells = "".join(f"{cell:>11.2f}" if isinstance(cell, float) else f"{cell:>11}" for cell in row)
        print(f"{kind:<24}{cells}  {f'{ratio:.2f}' if ratio else '-'}{'  <-- too steep' if wrong else ''}", flush=True)
    return 1 if bad else 0


def measured(kind: str, size: int) -> float | str:
    """Return the seconds of the processor that a fresh process takes, or what became of it."""
    code = CHILD.format(folder=str(__import__("pathlib").Path(__file__).parent), kind=kind, size=size)
    try:
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=LIMIT, check=False)
    except subprocess.TimeoutExpired:
        return "> 10 min"
    return float(done.stdout.split()[0]) if done.returncode == 0 else (done.stderr.strip().rpartition("\n")[2] or "died")[:60]


if __name__ == "__main__":
    sys.exit(main())
