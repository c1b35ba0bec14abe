"""Bad input gets one clear line and its exit code; the rest of the batch goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

GOOD = (Path(__file__).parent / "articles" / "windpark.txt").read_bytes()


def kg(*arguments: str, cwd: Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    return subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=cwd, input=stdin, capture_output=True, check=False, env=environment)


def errors(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    assert b"Traceback" not in done.stderr
    return [line for line in done.stderr.decode().splitlines() if line.lower().startswith("error")]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("binary.txt", bytes(range(256)) * 20, "text"),
        ("zip.txt", b"PK\x03\x04\x00\x00\x00" * 50, "damaged archive"),
        ("graph.ttl", b"@prefix kg: <https://w3id.org/newskg/ontology#> .\n<urn:a> a kg:Article .\n", "kg validate"),
        ("graph.nq", b'<urn:a> <https://schema.org/headline> "Brug open" <urn:a> .\n', "kg validate"),
        ("huge.txt", b"Een zin die zich herhaalt. " * 800_000, "--max-size"),
    ],
)
def test_one_bad_file_costs_nothing_else(tmp_path, name, data, says) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_bytes(GOOD)
    done = kg("convert", name, "good.txt", "--no-validate", cwd=tmp_path)
    (line,) = errors(done)
    assert name in line
    assert says in line
    assert done.returncode == 3
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["good.ttl"]


def test_invalid_utf8_is_read_with_a_warning(tmp_path) -> None:
    (tmp_path / "old.txt").write_bytes("De Oekraïense premier zei dat coördinatie en financiën nodig zijn. ".encode("cp1252") * 5)
    done = kg("convert", "old.txt", "--no-validate", "-o", "-", cwd=tmp_path)
    assert done.returncode == 0
    assert b"not UTF-8" in done.stderr
    assert "Oekraïense".encode() in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("convert", "good.txt", "--published", "11-03-2026"), "no date"),
        (("convert", "good.txt", "--lang", "xx9"), "no language"),
        (("convert", "good.txt", "--metadata", "none.csv"), "metadata"),
        (("convert",), "SOURCE"),
        (("convert", "good.txt", "-f", "rdfxml"), "rdfxml"),
        (("unheard",), "unheard"),
    ],
)
def test_wrong_usage_is_two(tmp_path, arguments, says) -> None:
    (tmp_path / "good.txt").write_bytes(GOOD)
    done = kg(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr.decode()
    assert not (tmp_path / "out").exists()


def test_directory_without_articles_and_missing_file(tmp_path) -> None:
    (tmp_path / "empty").mkdir()
    done = kg("convert", "empty", "nowhere.txt", cwd=tmp_path)
    assert done.returncode == 3
    assert [("empty" in line or "nowhere" in line) for line in errors(done)] == [True, True]


def test_unreadable_file(tmp_path) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    done = kg("convert", "loop.txt", cwd=tmp_path)
    assert done.returncode == 3
    assert "loop.txt" in errors(done)[0]


def test_output_that_cannot_be_written(tmp_path) -> None:
    (tmp_path / "good.txt").write_bytes(GOOD)
    (tmp_path / "file").write_text("in the way")
    done = kg("convert", "good.txt", "-o", "file/out", "--no-validate", cwd=tmp_path)
    assert done.returncode == 3
    assert "cannot be written" in errors(done)[0]
    assert (tmp_path / "file").read_text() == "in the way"


def test_language_without_pipeline_gives_metadata(tmp_path) -> None:
    (tmp_path / "fr.txt").write_text("Le président de la République a annoncé mardi une réforme des retraites.", encoding="utf-8")
    done = kg("convert", "fr.txt", "-o", "-", cwd=tmp_path)
    assert done.returncode == 0
    assert b'schema:inLanguage "fr"' in done.stdout
    assert b"no pipeline" in done.stderr


def test_interrupted_batch_leaves_whole_files(tmp_path) -> None:
    """Ctrl-C: 130, and what stands there is whole."""
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(400):
        (folder / f"{n:03}.txt").write_bytes(GOOD)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, "-m", "kg", "convert", "in", "--published", "2026-03-11"]
    running = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, env=environment)
    deadline = time.monotonic() + 60
    while not list((tmp_path / "out").glob("*.ttl")) and time.monotonic() < deadline:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"Traceback" not in said
    files = list((tmp_path / "out").iterdir())
    assert 0 < len(files) < 400
    assert all(f.suffix == ".ttl" and f.read_text(encoding="utf-8").endswith(" .\n") for f in files)


def test_stdin_to_stdout_and_validate(tmp_path) -> None:
    done = kg("-q", "convert", "-", "--published", "2026-03-11", "-o", "-", cwd=tmp_path, stdin=GOOD)
    assert (done.returncode, done.stderr) == (0, b"")
    checked = kg("validate", "-", "--report", "json", cwd=tmp_path, stdin=done.stdout)
    assert checked.returncode == 0
    broken = kg("validate", "-", cwd=tmp_path, stdin=done.stdout.replace(b"kg:certainty kg:Certain", b"kg:certainty kg:Positive", 1))
    assert broken.returncode == 1
    assert b"Give one certainty." in broken.stdout
    assert kg("validate", "-", cwd=tmp_path, stdin=b"<a> <b> .").returncode == 3


def test_help_is_quick_because_it_imports_nothing_heavy(tmp_path) -> None:
    code = "import sys, kg.cli; print([m for m in ('spacy', 'rdflib', 'pyshacl', 'numpy', 'babel') if m in sys.modules])"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "[]"
