"""Turn the events read by hand (`done/batch-NN.tsv`) into gold documents for the scorer: `python to_gold.py --part even -o even.jsonl`.

Each line written is a document as in `gold/nl-news-dev.jsonl`, with the layers events, times and statements; `actors` is empty, so score only
`--layer events --layer times --layer statements`. The text and its spacing, the source of each sentence and the extent of an argument come from the treebank
the sentences were taken from: the annotation names the head of an argument, and the argument is the noun phrase of that head without relative clauses,
preposition and conjuncts. Sentences that follow one another in a source become one document, if `joins.txt` says that the text goes on: the treebank
has excerpts of a few sentences and does not mark where one ends.

Parts: `even` and `odd` are the batches of even and odd number, to develop on and to check with; `aside` is the part of all batches that neither has: every
tenth block of ten source sentences, whatever is annotated. `all` is the three together.

Limits: no publication date (unless `--published` sets one for all), so only expressions that hold a year have a value, the others count for `expression` alone;
coreference between events (`same_as`) and English labels are not annotated; speakers and addressees have spans, not actors. The extent of an idiom stands in
`particle`, so a prediction on another word of it is not counted as wrong.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
TREEBANK = [Path("ud/nl-train.conllu.xz"), Path("ud/nl-dev.conllu.xz")]
ROLES = {"ag": "agent", "pa": "patient", "re": "recipient", "pt": "participant", "pl": "place"}
POLARITY = {"+": "positive", "-": "negative"}
CLASS = {"-": "other", "die-injure": "die/injure"}
NAME = {"flat", "flat:name", "fixed"}  # a part of a name or fixed phrase stands for the whole
BEFORE = {
    "case",
    "cc",
    "mark",
    "punct",
    "cop",
    "aux",
    "aux:pass",
    "nsubj",
    "nsubj:pass",
    "csubj",
    "expl",
    "advcl",
    "parataxis",
}  # before a noun, but not in its phrase
AFTER = BEFORE | {"acl:relcl", "acl", "ccomp", "conj", "advmod", "list", "orphan"}  # after a noun, but not in its phrase
QUOTES = {'"', "'", ",,", "''", "„", "“", "”"}
MONTHS = dict(
    zip(["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"], range(1, 13), strict=True)
)
YEAR = r"(1[0-9]{3}|20[0-9]{2}|'[0-9]{2})"
ASIDE_BLOCK, ASIDE_EVERY = 10, 10


@dataclass
class Token:
    """A word of a treebank sentence; `head` counts from 1 and is 0 for the root."""

    form: str
    upos: str
    head: int
    relation: str
    space: bool


@dataclass
class Sentence:
    """A sentence of a batch: its number there, its source, its words with their places in the text, and what was read in it."""

    number: int
    batch: int
    source: Source
    tokens: list[Token]
    items: str
    offsets: list[tuple[int, int]] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        """Make the text."""
        close_up(self.tokens)
        for token in self.tokens:
            self.offsets.append((len(self.text), len(self.text) + len(token.form)))
            self.text += token.form + (" " if token.space else "")
        self.text = self.text.rstrip()


def close_up(tokens: list[Token]) -> None:
    """Take away the space inside quotation marks, which the treebank has on both sides of them in its older part."""
    is_open = False
    for i, token in enumerate(tokens):
        if token.form not in QUOTES or not token.space or (i and not tokens[i - 1].space):
            continue
        at_end = all(t.upos == "PUNCT" for t in tokens[i + 1 :])
        is_open = token.form not in {"''", "”"} and (i == 0 or token.form in {",,", "„", "“"} or not (is_open or at_end))
        if is_open:
            token.space = False
        else:
            tokens[i - 1].space = False


@dataclass(frozen=True, order=True)
class Source:
    """Where a sentence stands: collection or article, paragraph, place in it."""

    collection: str
    paragraph: int
    place: int

    @classmethod
    def of(cls, sent_id: str) -> Source:
        """Read an identifier of the treebank, a number of the corpus cdb or article, backslash, article again, `.p.`, paragraph, `.s.`, place."""
        if sent_id.isdigit():
            return cls("cdb", 0, int(sent_id))
        article, _, rest = sent_id.partition("\\")
        paragraph, place = (int(x) for x in re.findall(r"\d+", rest.removeprefix(article))) if rest.count(".") == 4 else (0, 0)
        return cls(article, paragraph, place)

    def block(self) -> int:
        """Return the number that says whether the sentence is kept aside."""
        return self.place // ASIDE_BLOCK if self.collection == "cdb" else int(re.findall(r"\d+", self.collection)[-1])


def main() -> None:
    """Read, join and write."""
    a = arguments()
    sentences = [s for s in read_batches(a.folder, read_treebank(a.treebank)) if a.part in ("all", part(s))]
    joins = read_joins(a.folder / "joins.txt")
    documents = [document(run, a.published, attributed=a.attributed) for run in runs(sentences, joins)]
    with a.output.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(d, ensure_ascii=False) + "\n" for d in documents)
    count = Counter({"documents": len(documents), "sentences": len(sentences)})
    for d in documents:
        count.update(
            events=len(d["events"]),
            statements=len(d["statements"]),
            times=sum(bool(e["time"]) for e in d["events"]),
            arguments=sum(len(e["args"]) for e in d["events"]),
        )
        count["dated times"] += sum(bool(e["time"] and e["time"]["value"]) for e in d["events"])
    print(a.output, ", ".join(f"{n} {what}" for what, n in count.items()))


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, required=True, help="JSON Lines to write")
    parser.add_argument("--part", choices=("even", "odd", "aside", "all"), default="all", help="which sentences (default: all)")
    parser.add_argument("--folder", type=Path, default=HERE, help="where batch-NN.txt, done/ and joins.txt are (default: beside this file)")
    parser.add_argument("--treebank", type=Path, nargs="+", default=TREEBANK, help="CoNLL-U files, .xz or plain, that hold the sentences")
    parser.add_argument(
        "--attributed",
        action="store_true",
        help="leave out statements with neither cue nor speaker: the halves of quotations that an excerpt begins or ends in",
    )
    parser.add_argument("--published", help="date to give to every document, as 1970-03-01 (default: none)")
    return parser.parse_args()


# ------------------------------------------------------------------ reading


def read_treebank(paths: list[Path]) -> dict[str, tuple[str, list[Token]]]:
    """Return identifier and words by the words with single spaces."""
    found = {}
    for path in paths:
        opened = lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8")
        with opened as lines:
            for sent_id, tokens in sentences_of(lines):
                found.setdefault(" ".join(t.form for t in tokens), (sent_id, tokens))
    return found


def sentences_of(lines: Iterator[str]) -> Iterator[tuple[str, list[Token]]]:
    """Yield each sentence of a CoNLL-U file."""
    sent_id, tokens = "", []
    for line in lines:
        if line.startswith("# sent_id ="):
            sent_id = line.partition("=")[2].strip()
        elif line[:1].isdigit():
            c = line.rstrip("\n").split("\t")
            if c[0].isdigit():
                tokens.append(Token(c[1], c[3], int(c[6]), c[7], "SpaceAfter=No" not in c[9]))
        elif not line.strip() and tokens:
            yield sent_id, tokens
            tokens = []
    if tokens:
        yield sent_id, tokens


def read_batches(folder: Path, treebank: dict[str, tuple[str, list[Token]]]) -> list[Sentence]:
    """Return the sentences of all finished batches, in the order of their sources."""
    sentences = []
    for path in sorted((folder / "done").glob("batch-*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        items = dict(line.partition("\t")[::2] for line in lines if line.strip())
        for line in (folder / f"{path.stem}.txt").read_text(encoding="utf-8").splitlines():
            number, _, words = line.partition("\t")
            if number in items:
                key = " ".join(w.rpartition("·")[0] for w in words.split(" "))
                if key not in treebank:
                    raise SystemExit(f"{path.stem}, sentence {number} is not in the treebank files: {key[:60]}")
                sent_id, tokens = treebank[key]
                sentences.append(Sentence(int(number), int(path.stem.rpartition("-")[2]), Source.of(sent_id), tokens, items[number]))
    return sorted(sentences, key=lambda s: s.source)


def read_joins(path: Path) -> set[int]:
    """Return the source numbers of sentences that continue the one before."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {int(line.split()[1]) for line in lines if line.strip() and not line.startswith("#")}


# ------------------------------------------------------------------ documents


def part(sentence: Sentence) -> str:
    """Return aside, even or odd."""
    if sentence.source.block() % ASIDE_EVERY == ASIDE_EVERY - 1:
        return "aside"
    return "odd" if sentence.batch % 2 else "even"


def runs(sentences: list[Sentence], joins: set[int]) -> Iterator[list[Sentence]]:
    """Group sentences that follow one another in one article."""
    run: list[Sentence] = []
    for s in sentences:
        if run and not continues(run[-1].source, s.source, joins):
            yield run
            run = []
        run.append(s)
    if run:
        yield run


def continues(a: Source, b: Source, joins: set[int]) -> bool:
    """Whether b stands right after a in the same article."""
    if a.collection != b.collection:
        return False
    if a.collection == "cdb":
        return b.place == a.place + 1 and b.place in joins
    return (b.paragraph, b.place) in {(a.paragraph, a.place + 1), (a.paragraph + 1, 1)}


def document(run: list[Sentence], published: str | None, *, attributed: bool = False) -> dict:
    """Make the gold document of a run: the sentences as running text, a paragraph of the source a paragraph."""
    text, events, statements = "", [], []
    for before, s in zip([None, *run], run, strict=False):
        if before:
            text += " " if before.source.paragraph == s.source.paragraph else "\n\n"
        reader = Reader(s, len(text), len(events), len(statements))
        events += reader.events
        statements += reader.statements
        text += s.text
    first, last = run[0].source, run[-1].source
    name = f"{first.collection}-{first.place:04}" if first.collection == "cdb" else f"{first.collection}-p{first.paragraph}s{first.place}"
    if first != last:
        name += f"-{last.place:04}" if last.collection == "cdb" else f"-p{last.paragraph}s{last.place}"
    if attributed:
        statements = [s for s in statements if s["cue"] or s["speaker"]["spans"]]
    link(events, statements)
    result = {
        "id": name,
        "lang": "nl",
        "text": text,
        "published": published,
        "source": [f"batch {s.batch:02} sentence {s.number}" for s in run],
        "licence": "CC BY-SA 4.0",
    }
    result |= {"actors": [], "events": events, "statements": statements, "facts": []}
    check(result)
    return result


def link(events: list[dict], statements: list[dict]) -> None:
    """Set `inside`: the innermost statement whose content holds the trigger or cue."""
    size = {s["id"]: sum(x["end"] - x["start"] for x in s["content"]) for s in statements}
    for item in [*events, *statements]:
        anchor = [item["trigger"]] if "trigger" in item else item["cue"] or item["content"]
        around = [s for s in statements if s is not item and all(holds(s, x) for x in anchor)]
        if "trigger" not in item and not item["cue"]:
            around = [s for s in around if size[s["id"]] > size[item["id"]]]
        if around:
            inner = min(around, key=lambda s: size[s["id"]])
            item["inside"] = {"statement": inner["id"], "speakers": []}


def holds(statement: dict, span: dict) -> bool:
    """Whether the span lies in the content."""
    return any(x["start"] <= span["start"] and span["end"] <= x["end"] for x in statement["content"])


def check(doc: dict) -> None:
    """Stop if a span is not what its text says."""
    for item in [*doc["events"], *doc["statements"]]:
        spans = [item.get("trigger"), item.get("particle"), item.get("time"), *item.get("args", []), *item.get("cue", []), *item.get("content", [])]
        spans += item["speaker"]["spans"] or [] if "speaker" in item else []
        for span in filter(None, spans):
            if doc["text"][span["start"] : span["end"]] != span["text"]:
                raise SystemExit(f"{doc['id']}: {span} does not lie there")


class Reader:
    """Reads the items of one sentence, as spans of a document in which the sentence begins at `shift`."""

    def __init__(self, sentence: Sentence, shift: int, events: int, statements: int) -> None:
        """Read everything; the counts say how many events and statements the document has already."""
        self.sentence, self.shift = sentence, shift
        self.events: list[dict] = []
        self.statements: list[dict] = []
        items = [item.split() for item in sentence.items.split("|") if item.strip()]
        self.triggers = {int(w[1]) for w in items if w[0] == "E"}
        for kind, *w in items:
            pairs = [x.partition("=")[::2] for x in w if "=" in x]
            if kind == "E":
                self.events.append(self.event(f"e{events + len(self.events) + 1}", w, pairs))
            else:
                self.statements.append(self.statement(f"s{statements + len(self.statements) + 1}", w, dict(pairs)))

    def event(self, name: str, w: list[str], pairs: list[tuple[str, str]]) -> dict:
        """Read trigger, type, three statuses, and what has a name."""
        one = dict(pairs)
        args = [{"role": ROLES[k], **self.span(*self.phrase(int(v))), "actor": None} for k, v in pairs if k in ROLES]
        return {
            "id": name,
            "trigger": self.span(int(w[0]), int(w[0])),
            "particle": self.spans(more)[0] if (more := one.get("prt") or one.get("idi")) else None,
            "class": CLASS.get(w[1], w[1]),
            "label": None,
            "args": args,
            "time": self.time(one["ti"]) if "ti" in one else None,
            "certainty": w[2],
            "polarity": POLARITY[w[3]],
            "temporality": w[4],
            "inside": None,
            "same_as": None,
        }

    def statement(self, name: str, w: list[str], one: dict[str, str]) -> dict:
        """Read form, attitude, polarity, and the four parts."""
        speaker, cue, content, addressee = (self.spans(one[key]) if key in one else [] for key in ("sp", "cue", "ct", "to"))
        return {
            "id": name,
            "speaker": {"spans": speaker or None, "actors": []},
            "cue": cue,
            "content": content,
            "antecedent": None,
            "addressee": {"spans": addressee, "actor": None} if addressee else None,
            "form": w[0],
            "attitude": w[1],
            "polarity": POLARITY[w[2]],
            "time": None,
            "inside": None,
        }

    def time(self, value: str) -> dict:
        """A time expression; the value is None where the words alone do not give it."""
        parts = self.spans(value)
        span = {"start": parts[0]["start"], "end": parts[-1]["end"]}
        span["text"] = self.sentence.text[span["start"] - self.shift : span["end"] - self.shift]
        return {**span, "value": absolute(span["text"])}

    def spans(self, value: str) -> list[dict]:
        """Spans of `3-5,7`; adjacent ranges are one."""
        ranges: list[list[int]] = []
        for piece in value.split(","):
            low, _, high = piece.partition("-")
            if ranges and int(low) == ranges[-1][1] + 1:
                ranges[-1][1] = int(high or low)
            else:
                ranges.append([int(low), int(high or low)])
        return [self.span(low, high) for low, high in ranges]

    def span(self, low: int, high: int) -> dict:
        """Return the span from one word to another."""
        start, end = self.sentence.offsets[low - 1][0], self.sentence.offsets[high - 1][1]
        return {"start": start + self.shift, "end": end + self.shift, "text": self.sentence.text[start:end]}

    def phrase(self, index: int) -> tuple[int, int]:
        """First and last word of the noun phrase with this head; of a verb or an adjective only the word."""
        tokens = self.sentence.tokens
        top = index
        while tokens[top - 1].relation in NAME or (tokens[top - 1].relation == "appos" and not self.comma(tokens[top - 1].head, top)):
            top = tokens[top - 1].head
        if tokens[top - 1].upos in {"VERB", "AUX", "ADJ", "ADV"} and top == index:
            return index, index
        inside = {top}
        for child in self.children(top):
            relation = tokens[child - 1].relation
            if relation not in BEFORE if child < top else self.belongs(child) and not self.far(top, child):
                inside |= self.subtree(child)
        low = high = top
        while low - 1 in inside or (low - 2 in inside and tokens[low - 2].upos == "PUNCT"):
            low -= 1
        while high + 1 in inside or (high + 2 in inside and high + 2 <= len(tokens) and tokens[high].upos == "PUNCT"):
            high += 1
        while low < top and tokens[low - 1].upos in {"PUNCT", "ADP", "CCONJ"}:
            low += 1
        while high > top and tokens[high - 1].upos == "PUNCT":
            high -= 1
        return self.balanced(min(low, index), max(high, index))

    def balanced(self, low: int, high: int) -> tuple[int, int]:
        """Take in the quotation mark or bracket that closes or opens what the phrase has half of."""
        forms = [t.form for t in self.sentence.tokens]
        inside = forms[low - 1 : high]
        after, before = forms[high] if high < len(forms) else "", forms[low - 2] if low > 1 else ""
        odd = sum(f in QUOTES for f in inside) % 2
        if (odd and after in QUOTES) or (after == ")" and inside.count("(") > inside.count(")")):
            return low, high + 1
        return (low - 1, high) if odd and before in QUOTES else (low, high)

    def comma(self, low: int, high: int) -> bool:
        """Whether there is a comma, bracket, dash or colon between two words."""
        low, high = sorted((low, high))
        return any(t.form in {",", "(", ";", ":", "-"} for t in self.sentence.tokens[low : high - 1])

    def far(self, top: int, child: int) -> bool:
        """What follows in brackets or after a dash stays out; what follows a comma belongs to the phrase."""
        low, high = sorted((top, child))
        return any(t.form in {"(", ";", ":", "-"} for t in self.sentence.tokens[low : high - 1])

    def children(self, index: int) -> list[int]:
        """Return the words that hang below."""
        return [i for i, t in enumerate(self.sentence.tokens, 1) if t.head == index]

    def subtree(self, index: int) -> set[int]:
        """All words below, but for clauses that follow."""
        below = {index}
        for child in self.children(index):
            if child < index or self.belongs(child, coordinated=True):
                below |= self.subtree(child)
        return below

    def belongs(self, child: int, *, coordinated: bool = False) -> bool:
        """Whether what follows a noun is part of its phrase: no clause; a conjunct only deeper in the phrase."""
        token = self.sentence.tokens[child - 1]
        if token.upos in {"VERB", "AUX"} and token.relation not in NAME | {"conj"}:
            return False
        return token.relation not in (AFTER - {"conj", "cc"} if coordinated else AFTER)


# ------------------------------------------------------------------ times


def absolute(text: str) -> str | None:
    """ISO 8601 of an expression that is a year, a month or a day with its year, with an opening or closing preposition at most; otherwise None."""
    words = text.lower()
    if m := re.fullmatch(rf"tussen {YEAR} en {YEAR}", words):
        return f"{year(m[1])}/{year(m[2])}"
    day = rf"(?:(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag) )?(?:(\d\d?) )?(?:({'|'.join(MONTHS)}) )?{YEAR}"
    m = re.fullmatch(rf"(?:(in|op|sinds|sedert|tot|vanaf|begin|eind|medio|in de (?:zomer|herfst|winter|lente) van|het jaar|in het jaar) )?{day}", words)
    if not m or (m[2] and not m[3]) or (m[1] or "").startswith(("begin", "eind", "medio", "in de")):
        return None
    value = year(m[4]) + (f"-{MONTHS[m[3]]:02}" if m[3] else "") + (f"-{int(m[2]):02}" if m[2] else "")
    return {"sinds": f"{value}/..", "sedert": f"{value}/..", "vanaf": f"{value}/..", "tot": f"../{value}"}.get(m[1] or "", value)


def year(text: str) -> str:
    """Return four digits."""
    return f"19{text[1:]}" if text.startswith("'") else text


if __name__ == "__main__":
    main()
