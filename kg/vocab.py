"""Every IRI that `kg` writes: the terms of `ontology/kg.ttl`, those of others that it uses, and the minting of new ones.

Terms are plain constants, so that a type checker and the interpreter both catch a misspelling; a test holds them to the ontology.
"""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from kg.errors import VocabularyError

if TYPE_CHECKING:
    from kg.model import Span

__all__ = [
    "DCTERMS",
    "DEFAULT_BASE",
    "EU_COUNTRY",
    "EVENT_TYPES",
    "KG",
    "KGS",
    "KGT",
    "NIF",
    "ONTOLOGY",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SCHEME",
    "SH",
    "SKOS",
    "VOID",
    "XSD",
    "Minter",
    "checked_base",
    "data",
    "is_iri",
    "slug",
]

DEFAULT_BASE: Final = "https://news.example/"
_LONGEST_SLUG: Final = 200  # characters; no name is longer

PREFIXES: Final = {
    "dcterms": "http://purl.org/dc/terms/",
    "kg": "https://w3id.org/newskg/ontology#",
    "kgs": "https://w3id.org/newskg/shapes#",
    "kgt": "https://w3id.org/newskg/event-type/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
KGT: Final = PREFIXES["kgt"]
KGS: Final = PREFIXES["kgs"]
SH: Final = PREFIXES["sh"]
# Concepts of the scheme in `ontology/event-types.ttl`: PLOVER's sixteen and nine of our own.
EVENT_TYPES: Final = frozenset(
    {
        *("accuse", "agree", "aid", "assault", "coerce", "concede", "consult", "cooperate"),
        *("mobilize", "protest", "reject", "request", "retreat", "sanction", "support", "threaten"),
        *("accident", "appoint", "die-injure", "elect", "launch", "legal", "produce", "resign", "transaction"),
    }
)
_KG: Final = PREFIXES["kg"]
_NIF: Final = PREFIXES["nif"]
_SCHEMA: Final = PREFIXES["schema"]
_VOID: Final = PREFIXES["void"]
_XSD: Final = PREFIXES["xsd"]
# The ontology and the scheme of event types, which are also the names of their graphs in a store.
ONTOLOGY: Final = _KG.rstrip("#")
SCHEME: Final = KGT.rstrip("/")
# The authority table of the Publications Office of the European Union, by ISO 3166 alpha-3 code.
EU_COUNTRY: Final = "http://publications.europa.eu/resource/authority/country/"


class KG:
    """The terms of the ontology."""

    NAMESPACE: Final = _KG
    Article: Final = _KG + "Article"
    Item: Final = _KG + "Item"
    Mention: Final = _KG + "Mention"
    Entity: Final = _KG + "Entity"
    Actor: Final = _KG + "Actor"
    Person: Final = _KG + "Person"
    Organization: Final = _KG + "Organization"
    GeopoliticalEntity: Final = _KG + "GeopoliticalEntity"
    Group: Final = _KG + "Group"
    Place: Final = _KG + "Place"
    Thing: Final = _KG + "Thing"
    Role: Final = _KG + "Role"
    Event: Final = _KG + "Event"
    Statement: Final = _KG + "Statement"
    mention: Final = _KG + "mention"
    origin: Final = _KG + "origin"
    Extracted: Final = _KG + "Extracted"
    Given: Final = _KG + "Given"
    mentionForm: Final = _KG + "mentionForm"
    Name: Final = _KG + "Name"
    Nominal: Final = _KG + "Nominal"
    Pronoun: Final = _KG + "Pronoun"
    holdsRole: Final = _KG + "holdsRole"
    roleTitle: Final = _KG + "roleTitle"
    roleOf: Final = _KG + "roleOf"
    eventType: Final = _KG + "eventType"
    agent: Final = _KG + "agent"
    patient: Final = _KG + "patient"
    recipient: Final = _KG + "recipient"
    participant: Final = _KG + "participant"
    place: Final = _KG + "place"
    startDate: Final = _KG + "startDate"
    endDate: Final = _KG + "endDate"
    timeMention: Final = _KG + "timeMention"
    certainty: Final = _KG + "certainty"
    Certain: Final = _KG + "Certain"
    Probable: Final = _KG + "Probable"
    Possible: Final = _KG + "Possible"
    polarity: Final = _KG + "polarity"
    Positive: Final = _KG + "Positive"
    Negative: Final = _KG + "Negative"
    temporality: Final = _KG + "temporality"
    Past: Final = _KG + "Past"
    Present: Final = _KG + "Present"
    Future: Final = _KG + "Future"
    reportedIn: Final = _KG + "reportedIn"
    speaker: Final = _KG + "speaker"
    speakerMention: Final = _KG + "speakerMention"
    cueMention: Final = _KG + "cueMention"
    contentMention: Final = _KG + "contentMention"
    antecedentMention: Final = _KG + "antecedentMention"
    addressee: Final = _KG + "addressee"
    form: Final = _KG + "form"
    Direct: Final = _KG + "Direct"
    Indirect: Final = _KG + "Indirect"
    Mixed: Final = _KG + "Mixed"
    attitude: Final = _KG + "attitude"
    Assertion: Final = _KG + "Assertion"
    Belief: Final = _KG + "Belief"
    Expectation: Final = _KG + "Expectation"
    Intention: Final = _KG + "Intention"
    Demand: Final = _KG + "Demand"
    Promise: Final = _KG + "Promise"
    Question: Final = _KG + "Question"
    Denial: Final = _KG + "Denial"
    Warning: Final = _KG + "Warning"
    Concern: Final = _KG + "Concern"
    Announcement: Final = _KG + "Announcement"
    occasion: Final = _KG + "occasion"
    about: Final = _KG + "about"
    partOf: Final = _KG + "partOf"
    text: Final = _KG + "text"
    sameEventAs: Final = _KG + "sameEventAs"
    derivedBy: Final = _KG + "derivedBy"
    confidence: Final = _KG + "confidence"
    keyPoint: Final = _KG + "keyPoint"
    textHash: Final = _KG + "textHash"
    embargoUntil: Final = _KG + "embargoUntil"
    score: Final = _KG + "score"
    reason: Final = _KG + "reason"


class NIF:
    """Terms of the NLP Interchange Format."""

    beginIndex: Final = _NIF + "beginIndex"
    endIndex: Final = _NIF + "endIndex"
    anchorOf: Final = _NIF + "anchorOf"
    referenceContext: Final = _NIF + "referenceContext"
    isString: Final = _NIF + "isString"


class SCHEMA:
    """Terms of schema.org."""

    Person: Final = _SCHEMA + "Person"
    Organization: Final = _SCHEMA + "Organization"
    Country: Final = _SCHEMA + "Country"
    Place: Final = _SCHEMA + "Place"
    name: Final = _SCHEMA + "name"
    alternateName: Final = _SCHEMA + "alternateName"
    sameAs: Final = _SCHEMA + "sameAs"
    headline: Final = _SCHEMA + "headline"
    datePublished: Final = _SCHEMA + "datePublished"
    dateModified: Final = _SCHEMA + "dateModified"
    inLanguage: Final = _SCHEMA + "inLanguage"
    author: Final = _SCHEMA + "author"
    publisher: Final = _SCHEMA + "publisher"
    url: Final = _SCHEMA + "url"
    identifier: Final = _SCHEMA + "identifier"
    about: Final = _SCHEMA + "about"
    keywords: Final = _SCHEMA + "keywords"
    license: Final = _SCHEMA + "license"
    version: Final = _SCHEMA + "version"
    softwareVersion: Final = _SCHEMA + "softwareVersion"
    correction: Final = _SCHEMA + "correction"
    creativeWorkStatus: Final = _SCHEMA + "creativeWorkStatus"


class PROV:
    """Terms of PROV-O."""

    Activity: Final = PREFIXES["prov"] + "Activity"
    endedAtTime: Final = PREFIXES["prov"] + "endedAtTime"
    wasGeneratedBy: Final = PREFIXES["prov"] + "wasGeneratedBy"


class VOID:
    """Terms of the Vocabulary of Interlinked Datasets."""

    Dataset: Final = _VOID + "Dataset"
    Linkset: Final = _VOID + "Linkset"
    documents: Final = _VOID + "documents"
    triples: Final = _VOID + "triples"
    vocabulary: Final = _VOID + "vocabulary"


class DCTERMS:
    """Terms of Dublin Core."""

    identifier: Final = PREFIXES["dcterms"] + "identifier"


class RDF:
    """Terms of RDF."""

    type: Final = PREFIXES["rdf"] + "type"
    first: Final = PREFIXES["rdf"] + "first"
    rest: Final = PREFIXES["rdf"] + "rest"
    nil: Final = PREFIXES["rdf"] + "nil"
    langString: Final = PREFIXES["rdf"] + "langString"
    Statement: Final = PREFIXES["rdf"] + "Statement"
    subject: Final = PREFIXES["rdf"] + "subject"
    predicate: Final = PREFIXES["rdf"] + "predicate"
    object: Final = PREFIXES["rdf"] + "object"


class RDFS:
    """Terms of RDF Schema."""

    label: Final = PREFIXES["rdfs"] + "label"
    subClassOf: Final = PREFIXES["rdfs"] + "subClassOf"
    Class: Final = PREFIXES["rdfs"] + "Class"
    Resource: Final = PREFIXES["rdfs"] + "Resource"


class SKOS:
    """Terms of SKOS."""

    Concept: Final = PREFIXES["skos"] + "Concept"
    prefLabel: Final = PREFIXES["skos"] + "prefLabel"
    altLabel: Final = PREFIXES["skos"] + "altLabel"
    hiddenLabel: Final = PREFIXES["skos"] + "hiddenLabel"


class XSD:
    """Datatypes of XML Schema."""

    string: Final = _XSD + "string"
    integer: Final = _XSD + "integer"
    decimal: Final = _XSD + "decimal"
    date: Final = _XSD + "date"
    dateTime: Final = _XSD + "dateTime"
    anyURI: Final = _XSD + "anyURI"
    boolean: Final = _XSD + "boolean"


# RFC 3987: what an IRI may not hold; a scheme of one letter is a drive.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:[^\x00-\x20\x7f-\x9f<>\"{}|\\^`\ud800-\udfff\ufff0-\uffff\u200e\u200f\u202a-\u202e]+")
_RELATIVE = re.compile(r"(?!(?:urn|tag|info|ark|did|doi|hdl):)[^/:]+:(?!//)", re.IGNORECASE)  # `localhost:8000/` is a host, whatever the grammar says


def is_iri(value: str) -> bool:
    """Whether a value is an absolute IRI: `https://a.example/b`, `urn:x:1`; an http(s) one names its host."""
    if not _IRI.fullmatch(value) or _RELATIVE.match(value):
        return False
    try:
        parts = urlsplit(value)
        return bool(parts.hostname) and parts.port != -1 if parts.scheme in {"http", "https"} else bool(parts.netloc or parts.path.strip("/"))
    except ValueError:  # `http://[::1`, `http://a.example:99999`
        return False


def checked_base(base: str) -> str:
    """Return what all IRIs begin with, closed by a slash or a colon. Raises `VocabularyError` for what is no absolute IRI."""
    if not is_iri(base) or "#" in base or "?" in base:
        raise VocabularyError(f"{base!r} is no base of IRIs", advice="write an absolute IRI without ? and #, as https://news.example/")
    return base if base.endswith(("/", ":")) else f"{base}/" if "/" in base else f"{base}:"


@dataclass(frozen=True, slots=True)
class Minter:
    """Identifiers of one article's nodes, as functions of content (RFC 5147 for mentions)."""

    base: str
    article_id: str
    path: str = "article"

    @property
    def article(self) -> str:
        """`{base}article/<id>`, also the name of the article's graph; `{base}item/<id>` for what is no article."""
        return f"{self.base}{self.path}/{_segment(self.article_id)}"

    def local(self, kind: str, span: Span) -> str:
        """A node of this article: `#char=`, `#event=`, `#statement=`, `#role=`, `#group=` and so on."""
        return f"{self.article}#{kind}={span.start},{span.end}"

    def labelled(self, kind: str, key: str) -> str:
        """A node of this article that the source gives without words in the text: `#event=<key>`."""
        return f"{self.article}#{kind}={key}"

    def named(self, kind: str, name: str) -> str:
        """A node that is the same in every article: `{base}person/anna-visser`."""
        return f"{self.base}{kind}/{slug(name)}"

    def run(self, version: str, analyser: str) -> str:
        """Name the run by what made it, without a clock."""
        return f"{self.base}run/kg-{slug(version)}-{slug(analyser)}"


@functools.lru_cache(maxsize=256)
def _segment(name: str) -> str:
    """Return a name as a part of a path: letters and digits as they are, percent signs for what RFC 3987 has no place for."""
    return name if re.fullmatch(r"[\w.~-]+", name) else quote(name.encode("utf-8", "surrogatepass"), safe="-._~:@!$&'()*+,;=")


def slug(name: str) -> str:
    """`Claire Dubois` -> `claire-dubois`: ASCII where a letter has it, lower case, hyphens; a hash if nothing is left, and behind the start of a long one."""
    letters = []
    for char in unicodedata.normalize("NFC", name).lower():
        plain = unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode()
        letters.append(plain or char)
    found = re.sub(r"[\W_]+", "-", "".join(letters)).strip("-")
    if found and len(found) <= _LONGEST_SLUG:
        return found
    return "-".join(filter(None, (found[:_LONGEST_SLUG].strip("-"), hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12])))


def data(name: str) -> Path:
    """Return the folder `ontology` or `shapes`: inside the installed package, else beside it in a checkout.

    Raises `VocabularyError` if it is in neither place.
    """
    package = Path(__file__).parent
    for folder in (package / name, package.parent / name):
        if folder.is_dir() and any(folder.glob("*.ttl")):
            return folder
    raise VocabularyError("this data folder is not installed", where=name, advice="install kg again")
