"""Readers are entry points: one of another package is recognised and listed as ours are, and a broken one costs nothing but itself."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PLUGIN = Path(__file__).parent / "plugin"
WIRE = "##DUIN\n##ID urn:duin:7\n##KOP Kade open\n##TAAL nl\n##DATUM 2026-03-11T09:00:00+01:00\n\nDe wethouder opende gisteren de kade van Zoutwijk.\n"


def install(folder: Path, project: dict) -> None:
    """Write beside the module what an installer makes of its `pyproject.toml`."""
    facts = folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    facts.mkdir(parents=True)
    (facts / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n", encoding="utf-8")
    lines = [f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in points.items()) for group, points in project["entry-points"].items()]
    (facts / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture
def site(tmp_path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    shutil.copy(PLUGIN / "kg_duin.py", folder)
    install(folder, tomllib.loads((PLUGIN / "pyproject.toml").read_text(encoding="utf-8"))["project"])
    (tmp_path / "message.wire").write_text(WIRE, encoding="utf-8")
    return folder


def kg(*arguments: str, site: Path) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in (str(site), *sys.path) if p)}
    return subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=site.parent, capture_output=True, check=False, env=environment)


def test_a_reader_of_another_package_is_listed_and_used(site) -> None:
    assert re.search(rb"^duin +Duin wire +\.duin +one$", kg("formats", site=site).stdout, re.MULTILINE)
    assert b"duin\tkg-duin 1.0\tkg_duin:READER" in kg("plugins", site=site).stdout
    done = kg("convert", "message.wire", "-o", "-", "--no-validate", site=site)
    assert done.returncode == 0, done.stderr
    assert b'schema:headline "Kade open"@nl' in done.stdout
    assert b'schema:datePublished "2026-03-11T09:00:00+01:00"' in done.stdout
    assert b"article/7-" in done.stdout


def test_a_broken_reader_is_named_and_the_others_go_on(site) -> None:
    (site / "kg_broken.py").write_text("import nowhere\n", encoding="utf-8")
    install(site, {"name": "kg-broken", "version": "1", "entry-points": {"kg.readers": {"broken": "kg_broken:READER"}}})
    done = kg("convert", "message.wire", "-o", "-", "--no-validate", site=site)
    assert done.returncode == 0
    assert b"kg_broken:READER" in done.stderr
    assert done.stdout
    asked = kg("convert", "message.wire", "--from", "broken", "-o", "-", site=site)
    assert asked.returncode == 3
    assert b"nowhere" in asked.stderr
    listed = kg("plugins", site=site)
    assert listed.returncode == 3
    assert b"duin\t" in listed.stdout


def test_ours_are_registered_in_the_same_way() -> None:
    from kg.readers import names

    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {n: e.value for n, e in names().items()} == project["entry-points"]["kg.readers"]
