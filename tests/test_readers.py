"""Each reader on small inputs: a case is a file in `tests/readers/<format>/` with the input and what must come of it.

`input` is the text of the file, in `encoding` (UTF-8), called `name` (which tells nothing, unless the case is about it). Each `[[item]]` names
what is expected of one item, in order: fields of the article as `shown` puts them, or `error` with a part of the message. Fields that are
not named are not compared; `warnings` are parts of messages, and an empty list means that there are none.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.errors import ReadError
from kg.readers import Facts, Input, choose, read, time_zone

if TYPE_CHECKING:
    from kg.model import Article

CASES = sorted((Path(__file__).parent / "readers").glob("*/*.toml"))


def shown(article: Article) -> dict[str, object]:
    """Return an article as plain values, the way cases are written."""

    def named(entity) -> str:
        places = "".join(f" @{article.words(span)}" for span in entity.spans)
        iris = "".join(f" <{iri}>" for iri in entity.same_as)
        return f"{entity.kind.value} {entity.name}{iris}{places}"

    def said(statement) -> str:
        place = f" @{article.words(statement.span)}" if statement.span else ""
        return f"{statement.speaker.name if statement.speaker else '-'}: {statement.text}{place}"

    def day(value) -> str | None:
        return value.isoformat() if value is not None else None

    plain = ("headline", "subheadline", "kicker", "language", "url", "identifier", "version", "publisher", "provider", "dateline", "located", "signal")
    plain += ("correction", "byline", "rights", "embargoed", "complete", "id", "text")
    return {
        **{name: getattr(article, name) for name in plain},
        **{name: day(getattr(article, name)) for name in ("published", "modified", "created", "expires", "embargo_until")},
        **{name: list(getattr(article, name)) for name in ("keywords", "licenses", "summary", "related", "warnings")},
        "status": article.status.value,
        "kind": article.kind.value,
        "format": article.source.format,
        "authors": [f"{a.kind.value} {a.name}" for a in article.authors],
        "subjects": [f"{s.label or '-'} <{s.iri or ''}>" for s in article.subjects],
        "entities": [named(e) for e in article.entities],
        "statements": [said(s) for s in article.statements],
        "events": [f"{e.name} {day(e.start)} {day(e.end)} {e.place.name if e.place else '-'}" for e in article.events],
        "blocks": [f"{b.kind.value}: {article.words(b.span)}" for b in article.blocks],
    }


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_case(path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    facts = Facts(**{k: (time_zone(v) if k == "timezone" else tuple(map(tuple, v)) if k == "columns" else v) for k, v in case.get("facts", {}).items()})
    source = Input(
        name=case.get("name", "input"), data=case["input"].encode(case.get("encoding", "utf-8")), facts=facts, form=case.get("from"), url=case.get("url")
    )
    assert choose(source).name == path.parent.name
    items = list(read(source))
    found = [{"error": str(item)} if isinstance(item, ReadError) else shown(item) for item in items]
    assert len(found) == len(case["item"]), found
    for item, expected in zip(found, case["item"], strict=True):
        if "error" in expected:
            assert expected["error"] in str(item.get("error", item))
            continue
        assert "error" not in item, item
        for name, value in expected.items():
            if name == "warnings" and value:
                assert all(any(part in warning for warning in item["warnings"]) for part in value), item["warnings"]
            else:
                assert item[name] == value, name


def test_every_reader_has_a_case() -> None:
    from kg.readers import names

    binary = {"warc", "archive"}  # made in test_archives.py
    assert {p.parent.name for p in CASES} == {n for n, e in names().items() if e.dist is not None and e.dist.name == "newskg"} - binary
