"""Learn how likely each claim is true, and tell how well that is known: `python tools/train/confidence.py --scorer DIR --gold FILE... --eye DIR`.

Every claim of the output on annotated texts is labelled. On gold documents a claim is right if all that the annotation tells of it agrees: the scorer's own
matching (`score.py`) decides what corresponds. On texts read by eye the reader's verdict counts, for the claims that still stand as they were read.
A logistic regression with L2 for each kind of claim learns the worth of the signs of `kg/judge/features.py`; gold and eye share the weights and have biases
of their own, since gold is stricter; the bias of the eye is the one that is shipped. Folds are by document. Writes `kg/judge/confidence.toml`
and `tools/confidence.txt`; the same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import rdflib
from rdflib import RDF, RDFS, URIRef

from kg import __version__, analyse, graph, write
from kg.judge.features import Scene, of_entity, of_event, of_statement
from kg.pipeline import Settings, extract
from kg.readers import Facts, Input, text, when
from kg.vocab import KG, SCHEMA

ROOT = Path(__file__).parent.parent.parent
FOLDS, SEED = 5, 7
RARE = {"event": 12, "statement": 8, "entity": 8}  # a sign of fewer claims is not learnt
RIDGE = {"event": 10.0, "statement": 4.0, "entity": 8.0}
SURE = {"event": 2.0, "statement": 8.0, "entity": 4.0}  # how much more a verdict of a reader counts than a label by matching
KINDS = ("event", "statement", "entity")
PLURALS = {"event": "events", "statement": "statements", "entity": "entities", "event and statement": "events and statements"}
STEPS = np.arange(0, 0.95, 0.05)


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


def main() -> None:
    """Label, learn, measure, write."""
    options = arguments()
    sys.path.insert(0, str(options.scorer))
    claims, notes = [], []
    wanted: Counter[str] = Counter()
    for path in options.gold:
        claims += of_gold(path, wanted)
    eye, note = of_eye(options.eye)
    claims += eye
    notes.append(note)
    held = {kind: held_out([c for c in claims if c.kind == kind]) for kind in KINDS}
    models = {kind: fit([c for c in claims if c.kind == kind]) for kind in KINDS}
    told = report(claims, held, notes, wanted)
    print(told)
    if not options.dry_run:
        (ROOT / "tools/confidence.txt").write_text(told + "\n", encoding="utf-8")
        (ROOT / "kg/judge/confidence.toml").write_text(toml(models), encoding="utf-8")


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scorer", type=Path, required=True, help="folder of score.py")
    parser.add_argument("--gold", type=Path, nargs="+", required=True, help="gold documents with actors, events and statements")
    parser.add_argument("--eye", type=Path, required=True, help="folder with texts/, new/ (graphs) and new.csv (verdicts)")
    parser.add_argument("--dry-run", action="store_true")
    return parser.parse_args()


# ------------------------------------------------------------------ labels


def converted(words: str, name: str, published: str | None):
    """Return the extraction of a text with nothing left out, and its graph."""
    facts = Facts(language="nl", published=when(published) if published else None)
    article = next(text.read(Input(name=name, data=words.encode(), facts=facts)))
    found = extract(analyse.load("nl").analyse(article), Settings(min_confidence=0))
    return found, graph.build(found, version=__version__)


def signs(found) -> dict[str, tuple[str, dict[str, float]]]:
    """Return the kind and the signs of each claim by its node."""
    from kg.graph.entities import entity_iris  # noqa: PLC0415
    from kg.vocab import DEFAULT_BASE, Minter  # noqa: PLC0415

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


def of_gold(path: Path, wanted: Counter[str]) -> list[Claim]:
    """Label the claims on gold documents by what they are matched to, and count what there is to find."""
    import score  # noqa: PLC0415  (from --scorer)
    from rich_alignment import Aligned  # noqa: PLC0415

    claims = []
    for doc in score.read_gold(path):
        found, triples = converted(doc["text"], doc["id"], doc["published"])
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "x.ttl"
            file.write_bytes(write.serialize([triples], "turtle"))
            prediction = score.read_prediction(file, doc["text"], Counter())
        aligned = Aligned(doc, prediction)
        right = events_right(aligned) | statements_right(aligned) | (actors_right(aligned) if doc["actors"] else {})
        rows, name = signs(found), f"{path.stem}/{doc['id']}"
        wanted.update({f"event {name}": len(doc["events"]), f"statement {name}": len(doc["statements"])})
        matched = {p["id"] for _, p in (*aligned.event_pairs, *aligned.statement_pairs)}
        claims += [Claim(rows[node][0], "gold", name, node, rows[node][1], ok, found=node in matched) for node, ok in sorted(right.items()) if node in rows]
    return claims


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


def of_eye(folder: Path) -> tuple[list[Claim], str]:
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
    read, changed = counts["right"] + counts["wrong"], counts["changed or gone"]
    return claims, f"Verdicts of the reader: {read} on claims that stand as they were read, {changed} on claims that changed since (not used)"


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
        words |= {
            str(a)
            for m in then.objects(node, URIRef(KG.mention))
            for a in then.objects(m, URIRef("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf"))
        }
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


# ------------------------------------------------------------------ learning


@dataclass(frozen=True)
class Model:
    """A bias for verdicts of the eye, what gold adds to it, and weights by sign."""

    bias: float
    gold: float
    weights: dict[str, float]

    def odds(self, claim: Claim) -> float:
        return self.bias + sum(self.weights[name] * value for name, value in claim.row.items() if name in self.weights)


def fit(claims: list[Claim]) -> Model:
    """Fit by Newton steps; biases are free, weights have the ridge of their kind."""
    kind = claims[0].kind
    counts = Counter(name for c in claims for name, value in c.row.items() if value)
    names = sorted(name for name, n in counts.items() if n >= RARE[kind])
    at = {name: n + 2 for n, name in enumerate(names)}
    x = np.zeros((len(claims), len(names) + 2))
    for row, c in enumerate(claims):
        x[row, 0], x[row, 1] = 1, c.source == "gold"
        for name, value in c.row.items():
            if name in at:
                x[row, at[name]] = value
    y = np.array([c.right for c in claims], float)
    sure = np.array([SURE[kind] if c.source == "eye" else 1.0 for c in claims])
    ridge = np.diag([1e-3, 1e-3] + [RIDGE[kind]] * len(names))
    w = np.zeros(len(names) + 2)
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (sure * p * (1 - p))[:, None]).T @ x + ridge, x.T @ (sure * (y - p)) - ridge @ w)
        w += step
        if np.abs(step).max() < 1e-9:
            break
    return Model(float(w[0]), float(w[1]), dict(zip(names, w[2:].tolist(), strict=True)))


def folds(claims: list[Claim]) -> dict[str, int]:
    """Deal the documents out, those of each source evenly."""
    chance = np.random.default_rng(SEED)
    dealt = {}
    for source in ("eye", "gold"):
        documents = sorted({c.document for c in claims if c.source == source})
        dealt |= {documents[k]: n % FOLDS for n, k in enumerate(chance.permutation(len(documents)))}
    return dealt


def held_out(claims: list[Claim]) -> list[tuple[Claim, float, float]]:
    """Return each claim with its probability to be right for the eye and for gold, by a model that has not seen its document."""
    dealt, out = folds(claims), []
    for fold in range(FOLDS):
        model = fit([c for c in claims if dealt[c.document] != fold])
        for c in claims:
            if dealt[c.document] == fold:
                odds = model.odds(c)
                out.append((c, sigmoid(odds), sigmoid(odds + model.gold)))
    return out


def sigmoid(odds: float) -> float:
    """Turn log odds into a probability."""
    return float(1 / (1 + np.exp(-odds)))


# ------------------------------------------------------------------ report


def brier(rows: list[tuple[float, bool]]) -> float:
    """Return the mean squared error."""
    return float(np.mean([(p - y) ** 2 for p, y in rows]))


def auc(rows: list[tuple[float, bool]]) -> float:
    """Return how often a right claim has more than a wrong one."""
    good, bad = [p for p, y in rows if y], [p for p, y in rows if not y]
    return float(np.mean([(g > b) + (g == b) / 2 for g in good for b in bad])) if good and bad else float("nan")


def report(claims: list[Claim], held: dict[str, list[tuple[Claim, float, float]]], notes: list[str], wanted: Counter[str]) -> str:
    """Write the tables."""
    lines = [(__doc__ or "").split("\n\n")[0].split(":")[0] + ". All figures are held out, in five folds by document.", *notes, ""]
    lines += [f"{'kind':<11}{'source':<7}{'claims':>7}{'right':>7}{'mean p':>8}{'Brier':>8}{'base':>7}{'AUC':>7}"]
    for kind in KINDS:
        for source in ("eye", "gold"):
            rows = [(eye if source == "eye" else gold, c.right) for c, eye, gold in held[kind] if c.source == source]
            rate = float(np.mean([y for _, y in rows]))
            mean = float(np.mean([p for p, _ in rows]))
            lines.append(f"{kind:<11}{source:<7}{len(rows):>7}{rate:>7.2f}{mean:>8.2f}{brier(rows):>8.3f}{rate * (1 - rate):>7.3f}{auc(rows):>7.2f}")
    for kind in (*KINDS, "event and statement"):
        lines += ["", f"Reliability on texts read by eye, {PLURALS[kind]}: confidence, claims, mean confidence, share true", *reliability(kind, held)]
    lines += ["", *thresholds(held), "", *chosen(claims, held, wanted)]
    return "\n".join(lines)


def eyes(kind: str, held) -> list[tuple[Claim, float]]:
    """Return the claims read by eye, with their held-out probability."""
    kinds = ("event", "statement") if kind == "event and statement" else (kind,)
    return [(c, p) for k in kinds for c, p, _ in held[k] if c.source == "eye"]


def reliability(kind: str, held) -> list[str]:
    """Compare confidence with truth, in ten bins."""
    rows = eyes(kind, held)
    lines = []
    for low in np.arange(0, 1, 0.1):
        inside = [(p, c.right) for c, p in rows if low <= p < low + 0.1]
        if inside:
            lines.append(f"  {low:.1f}-{low + 0.1:.1f}{len(inside):>7}{np.mean([p for p, _ in inside]):>8.2f}{np.mean([y for _, y in inside]):>8.2f}")
    return lines


def thresholds(held) -> list[str]:
    """Tell for each least confidence what share of the claims read by eye stays, and how much of that is true and false."""
    lines = ["Claims read by eye that stay at a least confidence: events and statements (kept, TRUE, FALSE), entities (kept, right)"]
    claims, actors = eyes("event and statement", held), eyes("entity", held)
    for least in STEPS:
        kept, stays = [c for c, p in claims if p >= least], [c for c, p in actors if p >= least]
        if len(kept) < 10:
            break
        true, false = np.mean([c.right for c in kept]), np.mean([c.grave for c in kept])
        right = np.mean([c.right for c in stays]) if stays else float("nan")
        lines.append(f"  {least:.2f}{len(kept) / len(claims):>8.2f}{true:>7.2f}{false:>7.2f}{len(stays) / len(actors):>10.2f}{right:>7.2f}")
    return lines


VETOES = (0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4)


def chosen(claims: list[Claim], held, wanted: Counter[str]) -> list[str]:
    """Tell whether leaving out unlikely claims finds more on gold than the rules leave in.

    Twice: by confidence, and by a model with the same signs that learns only whether a claim is matched at all (is it an event, is it a statement).
    """
    lines = ["As a veto, held out on gold: F1 of claims that are matched at all / that are right in all that is annotated, by least probability"]
    for kind in ("event", "statement"):
        gold = [replace(c, right=c.found) for c in claims if c.kind == kind and c.source == "gold"]
        by = {"confidence": [(c, p) for c, _, p in held[kind] if c.source == "gold"], "is it one": [(c, p) for c, p, _ in held_out(gold)]}
        right = {(c.document, c.node): c.right for c in claims if c.kind == kind}
        for name, of in (("all", ""), ("newspaper sentences, even", "even/")):
            there = sum(n for key, n in wanted.items() if key.startswith(f"{kind} {of}"))
            for model, rows in by.items():
                cells = []
                for least in VETOES:
                    kept = [c for c, p in rows if p >= least and c.document.startswith(of)]
                    both = [2 * sum(each) / (len(kept) + there) for each in ([c.found for c in kept], [right[c.document, c.node] for c in kept])]
                    cells.append(f"{least:.2f} {both[0]:.3f}/{both[1]:.3f}")
                lines.append(f"  {kind}s, {name}, {model}: " + "  ".join(cells))
    return lines


def toml(models: dict[str, Model]) -> str:
    """Write the weights with their recipe."""
    lines = ["# What each sign of a claim adds to the log odds of its being wholly true, learnt by tools/train/confidence.py; see tools/confidence.txt.", ""]
    for kind in KINDS:
        model = models[kind]
        lines += [f"[{kind}]", f"bias = {model.bias:.3f}", "", f"[{kind}.signs]"]
        lines += [f'"{name}" = {weight:.3f}' for name, weight in sorted(model.weights.items())]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
