"""The frozen types at which the stages meet.

    read      bytes    -> Article
    analyse   Article  -> Analysis                    sentences and tokens in the CoNLL-U sense
    extract   Analysis -> Mention, HeldRole, TimeExpression, Statement, Event
    resolve   mentions -> Entity                      which mentions are one entity; no mention is rewritten
    graph     Extraction -> triples

Spans are half-open and count Unicode code points of `Article.text`. Tokens are counted through the whole article, so that one
integer names a token; a phrase is known by the index of its head token. Nothing here knows RDF, spaCy or a language.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

__all__ = [
    "Analyser",
    "Analysis",
    "Article",
    "Attitude",
    "Block",
    "BlockKind",
    "Certainty",
    "Entity",
    "EntityKind",
    "Event",
    "EventLink",
    "Extraction",
    "Finding",
    "Form",
    "HeldRole",
    "Mention",
    "MentionForm",
    "Participant",
    "Phrase",
    "Polarity",
    "Role",
    "Sentence",
    "Severity",
    "Source",
    "Span",
    "Statement",
    "Status",
    "Temporality",
    "TimeExpression",
    "Token",
]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading, paragraph or list item; blocks are analysed one at a time and never overlap."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article: its canonical text, settled by the reader and never cleaned again, and what is known about it.

    `id` is the local identifier: the article's IRI is `{base}article/<id>`. `language` is a BCP 47 tag. `published` and
    `modified` are a date, or a datetime where the source gives the time; `warnings` are sentences for the user.
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
    authors: tuple[str, ...] = ()
    url: str | None = None
    identifier: str | None = None
    keywords: tuple[str, ...] = ()
    license: str | None = None
    version: str | None = None
    status: Status = Status.USABLE
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
class Analysis:
    """An article with its sentences and tokens; `analyser` names the pipeline and its version, as `nl-ud-128 1.0`."""

    article: Article
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    analyser: str


class EntityKind(StrEnum):
    """The classes of `kg:Entity`; values are the classes' local names."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    GEOPOLITICAL_ENTITY = "GeopoliticalEntity"
    PLACE = "Place"
    GROUP = "Group"
    THING = "Thing"


class MentionForm(StrEnum):
    """How a mention refers; values are the local names of `kg:mentionForm`'s range."""

    NAME = "Name"
    NOMINAL = "Nominal"
    PRONOUN = "Pronoun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase as a participant or a speaker: the whole phrase without relative clause, and its head token's index."""

    span: Span
    head: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch that refers to an entity.

    A name is the bare name, a nominal the whole noun phrase, a pronoun the word. `derived` marks what only implies its entity:
    nationality adjectives (*Franse*), parts of compounds (*NAVO-leden*). `canonical` is the full name where the lexicon
    knows one (*Franse*: Frankrijk). `kind` is None where the context does not tell.
    """

    span: Span
    head: int
    form: MentionForm
    kind: EntityKind | None = None
    derived: bool = False
    canonical: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRole:
    """A post: its title, the head token of the mention of who holds it, and of the organization or country if named."""

    title: Span
    holder: int
    of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time expression and the days it lies in, first and last; both None where it could not be resolved.

    One of the two alone is an open interval. `head` is the index of the token that carries it in the tree.
    """

    span: Span
    head: int
    start: dt.date | None = None
    end: dt.date | None = None


class Role(StrEnum):
    """What a participant is to an event; values are the local names of the properties."""

    AGENT = "agent"
    PATIENT = "patient"
    RECIPIENT = "recipient"
    PARTICIPANT = "participant"
    PLACE = "place"


class Certainty(StrEnum):
    """How sure the author, or the speaker of the statement around it, is of an event."""

    CERTAIN = "Certain"
    PROBABLE = "Probable"
    POSSIBLE = "Possible"


class Polarity(StrEnum):
    """Whether an event did or will happen, or a source did or declined to say."""

    POSITIVE = "Positive"
    NEGATIVE = "Negative"


class Temporality(StrEnum):
    """When an event lies, relative to publication."""

    PAST = "Past"
    PRESENT = "Present"
    FUTURE = "Future"


class Form(StrEnum):
    """How the words of a source are rendered."""

    DIRECT = "Direct"
    INDIRECT = "Indirect"
    MIXED = "Mixed"


class Attitude(StrEnum):
    """What a source does in saying it; follows the cue."""

    ASSERTION = "Assertion"
    BELIEF = "Belief"
    EXPECTATION = "Expectation"
    INTENTION = "Intention"
    DEMAND = "Demand"
    PROMISE = "Promise"
    QUESTION = "Question"
    DENIAL = "Denial"
    WARNING = "Warning"
    CONCERN = "Concern"
    ANNOUNCEMENT = "Announcement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A filler of a role. `event` is set when the phrase is headed by another event's trigger (*agressie afschrikken*)."""

    role: Role
    phrase: Phrase
    event: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One presentation of something that happens: the trigger word (and particle), its participants, time and factuality.

    `head` is the trigger's token index, `label` its dictionary form, `type` a local name of the `kgt:` scheme or None, `pattern`
    the name of the rule that found it.
    """

    trigger: Span
    head: int
    label: str
    pattern: str
    particle: Span | None = None
    type: str | None = None
    participants: tuple[Participant, ...] = ()
    time: TimeExpression | None = None
    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.POSITIVE
    temporality: Temporality = Temporality.PAST


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Content that the article attributes to a source. Spans carry no outer quotation marks and no final full stop.

    `content` has one span or more, in order; `cue` none (a bare quotation) or more. `occasion` is the trigger of the
    event at which it was said. `antecedent` is the clause that a content of *dit* or *dat* refers to.
    """

    content: tuple[Span, ...]
    pattern: str
    speakers: tuple[Phrase, ...] = ()
    cue: tuple[Span, ...] = ()
    addressee: Phrase | None = None
    form: Form = Form.INDIRECT
    attitude: Attitude = Attitude.ASSERTION
    polarity: Polarity = Polarity.POSITIVE
    time: TimeExpression | None = None
    occasion: Span | None = None
    antecedent: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if not self.content or list(self.content) != sorted(self.content):
            message = f"a statement's content is one span or more in order, not {self.content}"
            raise ValueError(message)

    @property
    def span(self) -> Span:
        """From the start of the first content span to the end of the last: the statement's identifier."""
        return Span(self.content[0].start, self.content[-1].end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Mentions that refer to one entity. `name` is its canonical name (a proper name), None for an unnamed one."""

    kind: EntityKind
    mentions: tuple[Mention, ...]
    name: str | None = None
    alternate_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLink:
    """A later presentation of an event and the first one, by their triggers."""

    event: Span
    first: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was found in one article. `entities` partition the mentions; statements and events are in text order."""

    analysis: Analysis
    entities: tuple[Entity, ...] = ()
    roles: tuple[HeldRole, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[EventLink, ...] = ()


class Severity(StrEnum):
    """Severities of SHACL results."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """One result of checking a graph against shapes: IRIs of the focus node, path, shape and constraint component."""

    focus: str
    path: str
    message: str
    severity: Severity = field(default=Severity.VIOLATION)
    shape: str = ""
    component: str = ""
    value: str = ""


class Analyser(Protocol):
    """Anything that turns articles into sentences and tokens with UD labels: the border of the `kg.analysers` plug-ins."""

    @property
    def name(self) -> str:
        """Name and version, as they stand in the graph."""

    def analyse(self, article: Article) -> Analysis:
        """Analyse one article, one block at a time."""

    def pipe(self, articles: Iterable[Article]) -> Iterator[Analysis]:
        """Analyse articles in order, in batches."""
