"""What a page shows: an article with its claims, each with the stretches of text that it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Claim", "Document", "Entity", "Flaw", "Part"]


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A stretch of the text and what it is to a claim: its trigger, cue, content, speaker, a participant, a time."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """An actor, place or thing of one article; `spans` are its mentions there."""

    iri: str
    kind: str
    label: str
    roles: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An event or a statement; `key` names it on its page, `takes` says who takes part, and as what. Values are IRIs of the ontology."""

    iri: str
    key: str
    kind: str
    label: str
    language: str = ""
    type: str = ""
    attitude: str = ""
    form: str = ""
    certainty: str = ""
    polarity: str = ""
    temporality: str = ""
    start: str = ""
    end: str = ""
    confidence: float | None = None
    pattern: str = ""
    given: bool = False
    within: str = ""
    takes: tuple[tuple[str, str], ...] = ()
    same: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    def taking(self, *roles: str) -> tuple[str, ...]:
        """Return the IRIs of those who take part as one of these."""
        return tuple(iri for role, iri in self.takes if role in roles)

    def spans(self, *roles: str) -> tuple[Part, ...]:
        """Return the stretches that are one of these to it."""
        return tuple(part for part in self.parts if part.role in roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """A finding of the shapes: the node, how bad, what is wrong, what to do."""

    focus: str
    severity: str
    wrong: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article as its graph tells of it. `known` are the stretches of `text` that are known: all of it, or the words of mentions alone.

    `labels` are the names of all that takes part, its events among them.
    """

    iri: str
    source: str
    title: str
    published: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    status: str = ""
    text: str = ""
    known: tuple[tuple[int, int], ...] = ()
    claims: tuple[Claim, ...] = ()
    entities: dict[str, Entity] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    key_points: tuple[tuple[int, int], ...] = ()
    flaws: tuple[Flaw, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the whole text is at hand."""
        return not self.text or self.known == ((0, len(self.text)),)
