"""The labels that `confidence.py` learns from: each claim of the output on annotated texts, and whether it is right.

On gold documents a claim is right if all that the annotation tells of it agrees: the scorer's own matching (`score.py`) decides what corresponds. On
texts read by eye the reader's verdict counts, for the claims that still stand as they were read.
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rdflib
from rdflib import RDF, RDFS, URIRef

from kg import __version__, analyse, graph, write
from kg.graph.entities import entity_iris
from kg.judge.features import of_entity, of_event, of_statement
from kg.judge.scene import Scene
from kg.pipeline import Settings, extract
from kg.readers import Facts, Input, text, when
from kg.vocab import DEFAULT_BASE, KG, NIF, SCHEMA, Minter


@dataclass(frozen=True)
class Claim:
    """A labelled claim: its signs, whether it is right, found (matched to gold at all), and grave (what the reader called false, not partly true)."""

    kind: str
    source: str
    document: str
    node: str
    row: dict[str, float]
    right: bool
    grave: bool = False
    found: bool = False


@dataclass(frozen=True)
class Document:
    """A gold document and what is found in its text."""

    path: Path
    name: str
    gold: dict[str, Any]
    found: Any


def converted(words: str, name: str, published: str | None):
    """Return the extraction of a text with nothing left out, and its graph."""
    facts = Facts(language="nl", published=when(published) if published else None)
    article = next(text.read(Input(name=name, data=words.encode(), facts=facts)))
    found = extract(analyse.load("nl").analyse(article), Settings(min_confidence=0))
    return found, graph.build(found, version=__version__)


def signs(found) -> dict[str, tuple[str, dict[str, float]]]:
    """Return the kind and the signs of each claim by its node."""
    scene, minter = Scene.of(found), Minter(DEFAULT_BASE, found.analysis.article.id)
    rows = {}
    for entity, iri in zip(found.entities, entity_iris(found.entities, minter), strict=True):
        if entity.mentions and not entity.given:
            rows.setdefault(iri, ("entity", of_entity(scene, entity)))
    for event in found.events:
        rows.setdefault(minter.local("event", event.trigger), ("event", of_event(scene, event)))
    for statement in found.statements:
        rows.setdefault(minter.local("statement", statement.span), ("statement", of_statement(scene, statement)))
    return rows


def of_gold(path: Path) -> tuple[list[Claim], list[Document]]:
    """Label the claims on gold documents by what they are matched to."""
    import score  # noqa: PLC0415  (from --scorer)
    from rich_alignment import Aligned  # noqa: PLC0415

    claims, documents = [], []
    for doc in score.read_gold(path):
        found, triples = converted(doc["text"], doc["id"], doc["published"])
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "x.ttl"
            file.write_bytes(write.serialize([triples], "turtle"))
            prediction = score.read_prediction(file, doc["text"], Counter())
        aligned = Aligned(doc, prediction)
        right = events_right(aligned) | statements_right(aligned) | (actors_right(aligned) if doc["actors"] else {})
        rows, name = signs(found), f"{path.stem}/{doc['id']}"
        documents.append(Document(path, name, doc, found))
        matched = {p["id"] for _, p in (*aligned.event_pairs, *aligned.statement_pairs)}
        claims += [Claim(rows[node][0], "gold", name, node, rows[node][1], ok, found=node in matched) for node, ok in sorted(right.items()) if node in rows]
    return claims, documents


def events_right(doc) -> dict[str, bool]:
    """Say of each predicted event whether it is one with these participants, this status and date; what only another mention of it has is no fault.

    The type is not asked for: where gold has another, the reader mostly found both right.
    """
    import intervals  # noqa: PLC0415
    from matching import match, unmatched  # noqa: PLC0415
    from rich_alignment import bounds  # noqa: PLC0415
    from rich_events import ATTRIBUTES, arguments  # noqa: PLC0415

    found = {e["id"]: False for e in doc.pred_events}
    for gold, pred in doc.event_pairs:

        def same(a, b):
            return a["role"] == b[0] and doc.is_filler([bounds(a)], a["actor"], *b[1:])

        wanted = arguments(gold)
        pairs = match(wanted, pred["args"], same)
        elsewhere = [a for e in doc.coreferent(gold) for a in e["args"]]
        wrong = [b for b in unmatched(pred["args"], (j for _, j in pairs)) if not any(same(a, b) for a in elsewhere)]
        missing = [a for a in unmatched(wanted, (i for i, _ in pairs)) if a["role"] in {"agent", "patient"}]
        status = all(gold[a] == pred[b] for a, b in ATTRIBUTES.items())
        time = gold["time"]
        if time is None:
            dated = not pred["interval"] or any(e["time"] for e in doc.coreferent(gold))
        else:
            value = intervals.from_iso(time["value"])
            dated = value is None or not pred["interval"] or pred["interval"] == value
        found[pred["id"]] = not wrong and not missing and status and dated
    return found


def statements_right(doc) -> dict[str, bool]:
    """Say of each predicted statement whether it is one with this source, content and attitude."""
    from matching import overlap_any  # noqa: PLC0415
    from rich_alignment import bounds  # noqa: PLC0415

    found = {s["id"]: False for s in doc.pred["statements"]}
    for gold, pred in doc.statement_pairs:
        a, b = (doc.words.of(spans) for spans in ([bounds(x) for x in gold["content"]], pred["content"]))
        if gold["speaker"]["actors"]:
            speaker = doc.names(pred["speakers"]) == set(gold["speaker"]["actors"])
        else:
            spans = [bounds(x) for x in gold["speaker"]["spans"] or []]
            speaker = overlap_any(spans, pred["speaker"]) if spans else not pred["speaker"]
        found[pred["id"]] = len(a & b) / len(a | b) >= 0.7 and speaker and gold["attitude"] == pred["attitude"]
    return found


def actors_right(doc) -> dict[str, bool]:
    """Say of each predicted actor whether it is one of this kind; things are not annotated."""
    from rich_actors import counted_predictions  # noqa: PLC0415

    return {x["id"]: x["id"] in doc.found and doc.gold_types[doc.found[x["id"]]] == x["class"] for x in counted_predictions(doc)}


def freeze(claims: list[Claim], path: Path) -> None:
    """Keep labelled claims with their signs."""
    rows = [
        {
            "kind": c.kind,
            "document": c.document,
            "node": c.node,
            "right": c.right,
            "grave": c.grave,
            "signs": {k: round(float(v), 4) for k, v in c.row.items() if v},
        }
        for c in claims
    ]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def thaw(path: Path) -> list[Claim]:
    """Read labelled claims."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Claim(row["kind"], "eye", row["document"], row["node"], row["signs"], row["right"], row["grave"]) for row in rows]


def of_eye(folder: Path) -> list[Claim]:
    """Label the claims that a reader judged and that stand today as they stood then."""
    verdicts = defaultdict(list)
    for row in csv.DictReader((folder / "new.csv").open(encoding="utf-8")):
        verdicts[row["text"]].append(row)
    published = {row["id"]: row["published"] for row in csv.DictReader((folder / "texts/facts.csv").open(encoding="utf-8"))}
    claims, counts = [], Counter()
    for name, rows in sorted(verdicts.items()):
        found, triples = converted((folder / f"texts/{name}.txt").read_text(encoding="utf-8"), name, published[name])
        known = signs(found)
        now = rdflib.Graph().parse(data=write.serialize([triples], "turtle"), format="turtle")
        then = rdflib.Graph().parse(folder / f"new/{name}.ttl", format="turtle")
        taken: set[str] = set()
        for row in rows:
            node = claim_node(then, row["node"], taken)
            if node is None:
                counts["not found"] += 1
                continue
            taken.add(node)
            if node not in known or said(now, node) != said(then, node):
                counts["changed or gone"] += 1
                continue
            right = row["verdict"] in {"TRUE", "RIGHT"}
            counts["right" if right else "wrong"] += 1
            claims.append(Claim(known[node][0], "eye", f"eye/{name}", node, known[node][1], right, row["verdict"] in {"FALSE", "WRONG"}))
    print(f"{counts['right'] + counts['wrong']} verdicts on claims that stand as they were read, {counts['changed or gone']} on others, which are not used")
    return claims


def claim_node(then: rdflib.Graph, key: str, taken: set[str]) -> str | None:
    """Return the node that a reader's key means: `E32` the event whose trigger begins at 32, `S198` a statement, else words of an actor."""
    if key[0] in "ES" and key[1:].isdigit():
        mark = f"#{'event' if key[0] == 'E' else 'statement'}={key[1:]},"
        return next((str(s) for s in sorted(set(then.subjects())) if mark in s), None)
    wanted = key.rstrip("0123456789").strip().lower().replace("-", " ") or key
    ranked = []
    kinds = [URIRef(KG.NAMESPACE + k) for k in ("Person", "Organization", "GeopoliticalEntity", "Group", "Place", "Thing")]
    for node in sorted({s for kind in kinds for s in then.subjects(RDF.type, kind)}):
        words = {str(o) for p in (RDFS.label, URIRef(SCHEMA.name), URIRef(SCHEMA.alternateName)) for o in then.objects(node, p)}
        words |= {str(a) for m in then.objects(node, URIRef(KG.mention)) for a in then.objects(m, URIRef(NIF.anchorOf))}
        if any(key in w for w in words) and key != key.lower():
            ranked.append((0 if key in words else 1, len(str(node)), str(node)))
        elif any(wanted in w.lower().replace("-", " ") for w in words):
            whole = any(wanted == w.lower() for w in words)
            ranked.append((2 if whole else 3, len(str(node)), str(node)))
    return next((node for _, _, node in sorted(ranked) if node not in taken), None)


_APART = {KG.confidence, KG.derivedBy, KG.about, KG.NAMESPACE + "sentence"}


def said(of: rdflib.Graph, node: str) -> set[tuple[str, str]]:
    """Return what a graph says of a node, apart from how it was found and the words of its participants."""
    rows = {(str(p), str(o)) for p, o in of.predicate_objects(URIRef(node))}
    return {(p, o) for p, o in rows if p not in _APART and not (p.endswith("Mention") and p.removeprefix(KG.NAMESPACE) not in {"contentMention"})}
