"""What the source itself states, in its mark-up or metadata: origin `kg:Given`, no evidence in the text needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model.claims import EntityKind

if TYPE_CHECKING:
    import datetime as dt

    from kg.model.text import Span

__all__ = ["GivenEntity", "GivenEvent", "GivenStatement", "Origin", "Subject"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a field of an article stood: `where` is an element or a key; `confidence` is given, derived or guessed.

    *Given* is stated in a metadata field, *derived* read from the path, the file name or the text.
    """

    field: str
    where: str
    confidence: str = "given"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenEntity:
    """An entity that the source names: an author, a subject, or inline mark-up with its spans.

    `same_as` are IRIs of authorities that the source itself gives. `about` says that the article is about it. `kind` may be an actor, a
    place or a thing, never a group.
    """

    name: str
    kind: EntityKind = EntityKind.THING
    same_as: tuple[str, ...] = ()
    alternate_names: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    about: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A concept that the article is about: its IRI if its scheme is known, and its label."""

    iri: str | None = None
    label: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenStatement:
    """A quotation or a claim that the source marks up: schema.org `Quotation` and `Claim`, NITF `bq` and `p/@quote-source`.

    `span` is where its words stand in the text, None for one that does not. `direct` tells a quotation from a claim in others' words.
    """

    text: str
    speaker: GivenEntity | None = None
    span: Span | None = None
    direct: bool = True
    date: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenEvent:
    """An event that the source names: schema.org `Event`, ninjs `events`, a NewsML-G2 event concept. Days are its first and last."""

    name: str
    start: dt.date | None = None
    end: dt.date | None = None
    place: GivenEntity | None = None
    participants: tuple[GivenEntity, ...] = ()
    same_as: tuple[str, ...] = ()
    about: bool = True
