"""What the pages of a set are made of, kept on the disk while article after article is read, so that memory does not grow with the set."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.review.article import address
from kg.review.labels import label, plain, status
from kg.vocab import KG, KGT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.review.records import Claim, Document

__all__ = ["Collected", "collecting"]

# Who can meet, and speak: what the named questions of `kg query` take for actors.
_ACTING = (KG.Person, KG.Organization, KG.GeopoliticalEntity, KG.Group)
ACTING = ", ".join(f"'{kind}'" for kind in _ACTING)
CONSULT = KGT + "consult"
_TABLES = """
CREATE TABLE article (iri TEXT PRIMARY KEY, page TEXT, title TEXT, published TEXT, publisher TEXT, statements INT, events INT, actors INT, flaws INT);
CREATE TABLE actor (iri TEXT, article TEXT, label TEXT, kind TEXT, roles TEXT, mentions INT, PRIMARY KEY (iri, article));
CREATE TABLE claim (iri TEXT PRIMARY KEY, article TEXT, target TEXT, kind TEXT, place INT, words TEXT, label TEXT, language TEXT, type TEXT, status TEXT,
  start TEXT, end TEXT, said TEXT, attitude TEXT, certainty TEXT, polarity TEXT, temporality TEXT, within TEXT, form TEXT);
CREATE TABLE takes (claim TEXT, iri TEXT, part TEXT);
CREATE TABLE same (later TEXT, first TEXT, PRIMARY KEY (later, first));
CREATE TABLE ranked (rank INTEGER PRIMARY KEY, iri TEXT UNIQUE, label TEXT, kind TEXT, roles TEXT, articles INT, mentions INT, page TEXT);
CREATE TABLE pair (one TEXT, other TEXT, bond TEXT, times INT);
"""
_INDEXES = """
CREATE INDEX takes_claim ON takes (claim);
CREATE INDEX takes_iri ON takes (iri);
CREATE INDEX claim_article ON claim (article);
CREATE INDEX claim_label ON claim (kind, label);
CREATE INDEX same_first ON same (first);
INSERT INTO ranked (iri, label, kind, roles, articles, mentions, page)
  SELECT iri, MIN(label), MIN(kind), MAX(roles), COUNT(*), SUM(mentions), '' FROM actor GROUP BY iri ORDER BY 5 DESC, 6 DESC, 2, 1;
"""
# Pairs who meet, as the named question `who-meets-whom` has it, and who speaks of or to whom.
_PAIRS = f"""
INSERT INTO pair SELECT a.iri, b.iri, 'meets', COUNT(DISTINCT c.iri) FROM claim c
  JOIN takes a ON a.claim = c.iri AND a.part <> 'place' JOIN takes b ON b.claim = c.iri AND b.part <> 'place' AND a.iri < b.iri
  JOIN ranked x ON x.iri = a.iri AND x.kind IN ({ACTING}) JOIN ranked y ON y.iri = b.iri AND y.kind IN ({ACTING})
  WHERE c.kind = 'event' AND c.type = '{CONSULT}' AND c.polarity = '{KG.Positive}' GROUP BY a.iri, b.iri;
INSERT INTO pair SELECT a.iri, b.iri, 'speaks', COUNT(DISTINCT c.iri) FROM claim c
  JOIN takes a ON a.claim = c.iri AND a.part = 'speaker' JOIN takes b ON b.claim = c.iri AND b.part IN ('about', 'addressee') AND a.iri <> b.iri
  JOIN ranked x ON x.iri = a.iri JOIN ranked y ON y.iri = b.iri AND y.kind IN ({ACTING})
  WHERE c.kind = 'statement' GROUP BY a.iri, b.iri;
"""  # noqa: S608  (our own words)


@dataclass(slots=True)
class Collected:
    """The claims and actors of a set as tables."""

    rows: sqlite3.Connection

    def has(self, iri: str) -> bool:
        """Whether an article has been taken already."""
        return self.rows.execute("SELECT 1 FROM article WHERE iri = ?", (iri,)).fetchone() is not None

    def add(self, document: Document) -> None:
        """Take what the set's pages show of an article."""
        kinds = [claim.kind for claim in document.claims]
        people = [e for e in document.entities.values() if e.kind in _ACTING or e.kind == KG.Place]
        facts = (document.iri, address(document.iri), document.title, document.published, document.publisher)
        counts = (kinds.count("statement"), kinds.count("event"), len(people), len(document.flaws))
        self.rows.execute("INSERT INTO article VALUES (?,?,?,?,?,?,?,?,?)", (*facts, *counts))
        self._many("actor", 6, ((e.iri, document.iri, e.label, e.kind, ", ".join(e.roles), len(e.spans)) for e in people))
        self._many("claim", 19, (_claim(document, claim, place) for place, claim in enumerate(document.claims)))
        self._many("takes", 3, ((claim.iri, iri, part) for claim in document.claims for part, iri in dict.fromkeys(claim.takes)))
        self.same((claim.iri, other) for claim in document.claims for other in claim.same)

    def same(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Take events that present what others present."""
        self._many("same", 2, pairs)

    def _many(self, table: str, columns: int, values: Iterable[tuple[Any, ...]]) -> None:
        self.rows.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({','.join('?' * columns)})", values)  # noqa: S608  (our own names)

    def index(self) -> None:
        """Make the set ready to be asked."""
        self.rows.executescript(f"{_INDEXES} ANALYZE; {_PAIRS}")

    def ask(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query."""
        yield from self.rows.execute(query, values)

    def count(self, query: str) -> int:
        """Return the one number that a query asks for."""
        return int(self.rows.execute(query).fetchone()[0])


def _claim(document: Document, claim: Claim, place: int) -> tuple[object, ...]:
    said = claim.start if claim.kind == "statement" and claim.start else document.published[:10]
    words = plain(document, claim)
    target = f"{'w' if claim.parts else 'c'}-{claim.key}"
    about = (document.iri, target, claim.kind, place, words, claim.label, claim.language, claim.type, ", ".join(status(claim)))
    values = (claim.start, claim.end or claim.start, said, label(claim.attitude) if claim.attitude else "")
    return (claim.iri, *about, *values, claim.certainty, claim.polarity, claim.temporality, claim.within, claim.form)


@contextmanager
def collecting() -> Iterator[Collected]:
    """Give an empty set, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        rows = sqlite3.connect(Path(folder) / "set.db", isolation_level=None)
        try:
            rows.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; BEGIN; {_TABLES}")
            yield Collected(rows)
        finally:
            rows.close()
