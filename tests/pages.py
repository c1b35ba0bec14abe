"""Sets of graphs for the tests of `kg review`, and pages as their elements."""

from __future__ import annotations

import urllib.parse
from html.parser import HTMLParser
from pathlib import Path

from lxml import html

from kg.review.article import article_page
from kg.review.records import Claim, Document, Entity, Flaw, Part
from kg.vocab import KG, KGT

from .graphs import run

ROOT = Path(__file__).parent.parent
HOSTILE = (
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    '" autofocus onfocus="window.hacked=1',
    "' onmouseover='window.hacked=1",
    "x` onclick=`window.hacked=1",
    "<svg/onload=window.hacked=1>",
    "</title><style>*{display:none}</style>",
    "<!-- <iframe srcdoc='<script>parent.hacked=1</script>'>",
    "]]><![CDATA[<b>",
    "&lt;script&gt;window.hacked=1&lt;/script&gt; &#60;b&#62; &quot;",
    "javascript:window.hacked=1",
    'https://x.example/" onclick="window.hacked=1',
    "Kade \x1b[31m open\x1b]0;PWN\x07",
    "gnp.\u202ekcatta\u2066 \u2028 \u2029 \ufeff\x7f\x9b31m",
    "</bdi></a></li></ol><form action=https://x.example><input name=a>",
    "<base href=https://x.example/><meta http-equiv=refresh content=0;url=https://x.example>",
    "{{7*7}} ${7*7} %7B%22 \\u003cscript\\u003e \\",
)


def stories(folder: Path) -> Path:
    """The graphs of the twenty articles on one story, with their texts and the links between them."""
    graphs, told = folder / "graphs", ROOT / "tests" / "stories" / "rietmonde"
    assert run("-q", "convert", told, "--metadata", told / "facts.csv", "-o", graphs, "--no-validate", "--with-text", cwd=folder).returncode == 0
    assert run("-q", "link", graphs, "-o", graphs / "links.ttl", cwd=folder).returncode == 0
    return graphs


def document(text: str = "Anna Visser zei dat de kade opent.", **given: object) -> Document:
    """An article with one statement, one event and one actor; what is given stands in their names and values."""
    word = given.get("word", "")
    iri = "https://news.example/article/a"
    person = Entity(iri="https://news.example/person/anna", kind=KG.Person, label=f"Anna {word}", roles=(f"wethouder {word}",), spans=((0, 4),))
    said = Claim(
        iri=f"{iri}#statement=16,33",
        key="s16-33",
        kind="statement",
        label=f"dat {word}",
        language="nl",
        attitude=KG.Assertion,
        takes=(("speaker", person.iri),),
        parts=(Part(0, 11, "speaker"), Part(12, 15, "cue"), Part(16, 33, "content")),
        polarity=KG.Positive,
    )
    opens = Claim(
        iri=f"{iri}#event=28,33",
        key="e28-33",
        kind="event",
        label=f"openen {word}",
        type=f"{KGT}launch",
        certainty=KG.Certain,
        polarity=KG.Positive,
        start=f"2026 {word}",
        within=said.iri,
        takes=(("agent", person.iri),),
        parts=(Part(28, 33, "trigger"),),
        confidence=0.5,
    )
    flaws = (
        Flaw(focus=opens.iri, severity="Warning", wrong=f"wrong {word}", mend=f"mend {word}"),
        Flaw(focus=f"x {word}", severity="Info", wrong="w", mend=""),
    )
    return Document(
        iri=iri,
        source="a.ttl",
        title=f"Kade {word}",
        published="2026-03-11",
        publisher=f"De Bode {word}",
        url=f"x {word}",
        language=str(given.get("language", "nl")),
        text=text,
        known=((0, len(text)),),
        claims=(said, opens),
        entities={person.iri: person},
        labels={person.iri: person.label, said.iri: said.label, opens.iri: opens.label},
        flaws=flaws,
    )


def page(**given: object) -> bytes:
    return article_page(document(**given))


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))


def skeleton(content: bytes) -> tuple[list[tuple[str, tuple[str, ...]]], list[tuple[str, tuple[str, ...]]]]:
    """The elements of a page and the names of their attributes, as two parsers see them that have nothing in common."""
    reader = _Elements()
    reader.feed(content.decode())
    tree = html.document_fromstring(content)
    return reader.found, [(str(e.tag), tuple(e.attrib)) for e in tree.iter() if isinstance(e.tag, str)]


def words_of(content: bytes) -> str:
    """The text of an article as its page shows it."""
    (text,) = html.document_fromstring(content).xpath("//*[@id='text']")
    return "\n\n".join(p.text_content() for p in text.iter("p"))


def dangling(folder: Path) -> list[str]:
    """Links of the pages that lead to no page, or to no place on one."""
    names: dict[Path, set[str]] = {}
    targets = []
    for path in sorted(folder.rglob("*.html")):
        tree = html.document_fromstring(path.read_bytes())
        names[path.resolve()] = set(tree.xpath("//@id"))
        targets += [(path, str(href)) for href in tree.xpath("//a/@href") if not str(href).startswith("http")]
    found = []
    for path, href in targets:
        where, _, part = urllib.parse.unquote(href).partition("#")
        target = (path.parent / where).resolve() if where else path.resolve()
        if target not in names or (part and target.name != "find.html" and part not in names[target]):
            found.append(f"{path.name}: {href}")
    return found
