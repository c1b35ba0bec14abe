"""What is found in an article: mentions, entities, roles, times, statements, events; and what a check of its graph finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.model.text import Span

if TYPE_CHECKING:
    import datetime as dt

    from kg.model.text import Analysis

__all__ = [
    "Attitude",
    "Certainty",
    "ClaimKind",
    "Entity",
    "EntityKind",
    "Event",
    "EventLink",
    "Extraction",
    "Finding",
    "Form",
    "HeldRole",
    "LeftOut",
    "Mention",
    "MentionForm",
    "Participant",
    "Phrase",
    "Polarity",
    "Role",
    "Severity",
    "Signal",
    "SignalKind",
    "Statement",
    "Temporality",
    "TimeExpression",
]


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

    One of the two alone is an open interval. `head` is the index of the token that carries it in the tree; `attributive` marks one that dates
    the noun before it (*de winnares van 1999*).
    """

    span: Span
    head: int
    start: dt.date | None = None
    end: dt.date | None = None
    attributive: bool = False


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
    the name of the rule that found it. `confidence` is the probability that all this is true, None where nobody judged it.
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
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Content that the article attributes to a source. Spans carry no outer quotation marks and no final full stop.

    `content` has one span or more, in order; `cue` none (a bare quotation) or more. `occasion` is the trigger of the
    event at which it was said. `antecedent` is the clause that a content of *dit* or *dat* refers to. `confidence` is as an event's.
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
    confidence: float | None = None

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
    """Mentions that refer to one entity. `name` is its canonical name (a proper name), None for an unnamed one.

    `given` marks one that the source names and the text analysis did not find; it may have no mention. `same_as` are IRIs of authorities that
    the source gives; `about` says that the source calls it what the article is about. `confidence` is the probability that it is one actor or
    thing of this kind under this name.
    """

    kind: EntityKind
    mentions: tuple[Mention, ...]
    name: str | None = None
    alternate_names: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    about: bool = False
    given: bool = False
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLink:
    """A later presentation of an event and the first one, by their triggers."""

    event: Span
    first: Span


class SignalKind(StrEnum):
    """Words that promise a node of the graph."""

    CUE = "cue"
    QUOTATION = "quotation"
    TIME = "time"
    TITLE = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A cue, quotation, date word or title; `reason` tells why no node came of it, and is empty where one did."""

    kind: SignalKind
    span: Span
    reason: str = ""

    @property
    def used(self) -> bool:
        """Whether the graph holds a node for it."""
        return not self.reason


class ClaimKind(StrEnum):
    """What a confidence is given to."""

    EVENT = "event"
    STATEMENT = "statement"
    ENTITY = "entity"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A claim that is not in the graph for want of confidence: its own, or (`reason` tells) that of what it hangs on."""

    kind: ClaimKind
    span: Span
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was found in one article. `entities` partition the mentions; statements and events are in text order.

    `left_out` are the claims that were found and are not among these for want of confidence.
    """

    analysis: Analysis
    entities: tuple[Entity, ...] = ()
    roles: tuple[HeldRole, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[EventLink, ...] = ()
    signals: tuple[Signal, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


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
