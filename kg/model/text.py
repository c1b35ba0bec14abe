"""An article, its layout and its analysis: sentences and tokens in the CoNLL-U sense."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from kg.model.given import GivenEntity, GivenEvent, GivenStatement, Origin, Subject

__all__ = [
    "UNDETERMINED",
    "Analyser",
    "Analysis",
    "Article",
    "Block",
    "BlockKind",
    "ItemKind",
    "NameSpan",
    "Sentence",
    "Source",
    "Span",
    "Status",
    "Token",
]


UNDETERMINED = "und"  # the language tag of a text whose language cannot be told (ISO 639-2)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text: `start <= i < end`, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            message = f"a span needs 0 <= start < end, not {self.start}, {self.end}"
            raise ValueError(message)

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end


class Status(StrEnum):
    """What the source lets one do with an article (IPTC `pubStatus`)."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


class ItemKind(StrEnum):
    """What an item of a source is (IPTC `itemClass`); only articles and concepts become graphs."""

    ARTICLE = "article"
    CONCEPT = "concept"
    PACKAGE = "package"
    MEDIA = "media"
    PLANNING = "planning"


class BlockKind(StrEnum):
    """What a stretch between two line breaks is in the layout of an article."""

    HEADLINE = "headline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    KEY_POINT = "key-point"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the bytes came from: `name` is a path, a URL or `-`."""

    name: str
    media_type: str = "text/plain"
    sha256: str = ""
    format: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading, paragraph or list item; blocks are analysed one at a time and never overlap."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article: its canonical text, settled by the reader and never cleaned again, and what is known about it.

    `id` is the local identifier: the article's IRI is `{base}article/<id>`. `language` is a BCP 47 tag. `published`, `modified` and `created`
    are a date, or a datetime where the source gives the time, with its offset where the source gives one. `kind` tells an article from a
    `concept` or a `media` item, which has entities or events and no text. `embargo_until` is the moment before which it is not to be published;
    `embargoed` without it is an embargo without an end. `complete` is false for teasers. `located` is where it was written. `signal` is what a
    wire says of this version (`update`, `correction`). `warnings` are sentences for the user.
    """

    id: str
    text: str
    language: str
    source: Source
    blocks: tuple[Block, ...] = ()
    headline: str | None = None
    published: dt.date | dt.datetime | None = None
    modified: dt.date | dt.datetime | None = None
    publisher: str | None = None
    authors: tuple[GivenEntity, ...] = ()
    url: str | None = None
    identifier: str | None = None
    keywords: tuple[str, ...] = ()
    licenses: tuple[str, ...] = ()
    version: str | None = None
    status: Status = Status.USABLE
    kind: ItemKind = ItemKind.ARTICLE
    signal: str | None = None
    kicker: str | None = None
    subheadline: str | None = None
    summary: tuple[str, ...] = ()
    byline: str | None = None
    dateline: str | None = None
    located: str | None = None
    provider: str | None = None
    rights: str | None = None
    correction: str | None = None
    created: dt.date | dt.datetime | None = None
    expires: dt.date | dt.datetime | None = None
    embargoed: bool = False
    embargo_until: dt.date | dt.datetime | None = None
    complete: bool = True
    subjects: tuple[Subject, ...] = ()
    entities: tuple[GivenEntity, ...] = ()
    statements: tuple[GivenStatement, ...] = ()
    events: tuple[GivenEvent, ...] = ()
    related: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        end = 0
        for block in self.blocks:
            if block.span.start < end or block.span.end > len(self.text):
                message = f"block {block.span} overlaps its neighbour or leaves the text of {len(self.text)} characters"
                raise ValueError(message)
            end = block.span.end

    @property
    def key_points(self) -> tuple[Span, ...]:
        """The bullets of the summary block, in order."""
        return tuple(block.span for block in self.blocks if block.kind is BlockKind.KEY_POINT)

    def words(self, span: Span) -> str:
        """The text of `span`."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One row of CoNLL-U: `i` counts through the article, `head` is the head's `i`, a root is its own head.

    `upos` and `deprel` are Universal Dependencies labels (deprel of a root is `root`); `feats` are (name, value) pairs in
    the order of the alphabet.
    """

    i: int
    span: Span
    form: str
    lemma: str
    upos: str
    head: int
    deprel: str
    feats: tuple[tuple[str, str], ...] = ()
    xpos: str = "_"

    @property
    def is_root(self) -> bool:
        """Whether the token is the root of its sentence."""
        return self.head == self.i

    def feat(self, name: str) -> str:
        """The value of a UD feature, or an empty string."""
        for key, value in self.feats:
            if key == name:
                return value
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence: tokens `start <= i < end` of the article, inside one block of the given kind."""

    start: int
    end: int
    span: Span
    kind: BlockKind = BlockKind.PARAGRAPH
    block: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSpan:
    """A name that the analyser sees: tokens `start <= i < end` of the article, all in one sentence.

    `kind` is PER, ORG, STATE, CITY, LOC, EVT, WORK, or DEM (an adjective or an inhabitant); `probability` is the analyser's own, 0 to 1.
    """

    start: int
    end: int
    kind: str
    probability: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """An article with its sentences, tokens and names; `analyser` names the pipeline and its version, as `nl-lstm 2.0`.

    `names` is None where the analyser types no names. `arcs` are its probabilities for the heads of the tokens, None where it tells none.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    analyser: str
    names: tuple[NameSpan, ...] | None = None
    arcs: tuple[float, ...] | None = None


class Analyser(Protocol):
    """Anything that turns articles into sentences and tokens with UD labels: the border of the `kg.analysers` plug-ins."""

    @property
    def name(self) -> str:
        """Name and version, as they stand in the graph."""

    def analyse(self, article: Article) -> Analysis:
        """Analyse one article, one block at a time."""

    def pipe(self, articles: Iterable[Article]) -> Iterator[Analysis]:
        """Analyse articles in order, in batches."""
