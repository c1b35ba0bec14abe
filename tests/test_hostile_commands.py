"""Whatever names, words and settings come: an exit code of ours, no traceback, and nothing on standard error that steers a terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kg.cli import main
from kg.printable import printable

ARTICLE = Path(__file__).parent / "articles" / "windpark.txt"
TEXT = "De wethouder Anna Visser zei dat de kade van Zoutwijk open is, na jaren van werk."
HOSTILE = [
    "a\x1b]0;PWN\x07b",
    "a\x1b[31mb\x1b[2Jc",
    "a\nerror: b",
    "a\r\nb\rc",
    "a\tb",
    "a\x9b31mb\x85c\x7f",
    "a\u202egnp\u202cb\u2066c\u2069",
    "a\u2028b\u2029c",
    "kaf\udce9",
    "\udcff\udcfe",
    "::error file=a::b",
    "##[command]a%0Ab",
    "-rf",
    "--help me",
    "a<b>&\"'`$(id);|b",
    "{a}%s%n{0}",
    "'; DROP ALL; #",
    "<urn:a> <urn:b> <urn:c> .",
    "ﷺ👩‍🚀e\u0301\u200b",
    " ",
    "a b  c ",
    "file:",
    "http:a",
    "[a]*?",
    "~",
    "con.aux.",
    "x" * 240,
]
NAMES = [n for n in HOSTILE if "/" not in n]
IDS = [ascii(n)[1:-1][:24] for n in HOSTILE]


@pytest.fixture
def run(monkeypatch, tmp_path, capsysbinary):
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, codes: tuple[int, ...] = (0, 1, 2, 3)) -> tuple[int, bytes, bytes]:
        capsysbinary.readouterr()
        code = main(list(arguments))
        out, err = capsysbinary.readouterr()
        assert code in codes, err
        check(out, err)
        return code, out, err

    return call


def check(out: bytes, err: bytes) -> None:
    assert b"Traceback" not in err + out
    said = err.decode()  # strict: what is said is text
    assert "report this" not in said
    for line in said.split("\n"):
        assert "\t".join(map(printable, line.split("\t"))) == line


def process(folder: Path, *arguments: str | bytes, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    settings = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))} | (environment or {})
    done = subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=folder, capture_output=True, env=settings, stdin=subprocess.DEVNULL)
    assert done.returncode in {0, 1, 2, 3}, done.stderr
    check(done.stdout, done.stderr)
    return done


def ninjs(headline: str, **more: object) -> str:
    facts = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": headline, "articleBody": TEXT, "inLanguage": "nl"}
    return json.dumps(facts | more)


def test_names_of_files(run, tmp_path) -> None:
    """Every command, over files of these names in folders of these names, sound and broken."""
    for name in NAMES:
        folder = tmp_path / "in" / name
        folder.mkdir(parents=True)
        (folder / f"{name[:120]}.json").write_text(ninjs(f"Kade {NAMES.index(name)} open"), encoding="utf-8")
        (folder / f"{name[:120]}2.txt").write_bytes(b"")
    code, _, err = run("-v", "convert", "in", "-o", "out", "--text-out", "texts")
    assert code == 3
    assert err.count(b"the file is empty") == sum(line.startswith(b"error: ") for line in err.splitlines()) == len(NAMES)
    assert len([p for p in (tmp_path / "out").rglob("*") if p.is_file()]) == len(NAMES)
    code, out, _ = run("-q", "convert", "in", "-o", "out2", "--report", "json", "--no-validate")
    assert json.loads(out)["exit"] == 3
    for name in NAMES:
        _, out, _ = run("inspect", str(tmp_path / "in" / name / f"{name[:120]}2.txt"), codes=(3,))
    code, out, _ = run("inspect", str(tmp_path / "in" / NAMES[0] / f"{NAMES[0]}.json"))
    assert [json.loads(line) for line in out.splitlines()]
    assert all(printable(line) == line for line in out.decode().splitlines())
    code, out, _ = run("validate", "out", "--text", "texts")
    assert code == 0, [line for line in out.decode().splitlines() if "violation" in line][:9]
    assert run("query", "who-said-what", "--store", "out")[0] == 0
    assert run("link", "out", "-o", "-")[0] == 0
    assert run("load", "out", "--to", "store")[0] == 0
    assert run("load", "out", "--to", "store", "--dry-run")[0] == 0


def test_names_of_graphs_that_are_broken(run, tmp_path) -> None:
    """Reports over broken and wrong graphs of these names: each in its own form, and none obeyed."""
    run("-q", "convert", str(ARTICLE), "-o", "o", "--published", "2026-03-11")
    wrong = next((tmp_path / "o").glob("*.ttl")).read_text(encoding="utf-8").replace("kg:certainty kg:Certain", 'kg:certainty "Wrong\u009b\u202e"', 1)
    (tmp_path / "g").mkdir()
    for name in NAMES:
        (tmp_path / "g" / f"{name}.ttl").write_text("<a> <b> .", encoding="utf-8")
    for name in NAMES[:3]:
        (tmp_path / "g" / f"{name}-wrong.ttl").write_text(wrong, encoding="utf-8")
    for report in ("text", "json", "github", "junit", "sarif", "turtle"):
        _, out, _ = run("validate", "g", "--report", report, codes=(3,))
        said = out.decode()
        if report in {"text", "github", "json", "sarif", "junit"}:
            assert all(printable(line) == line for line in said.split("\n"))
        if report == "github":
            assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in said.splitlines())
        if report == "text":
            assert not any(line.lstrip().startswith("::") for line in said.splitlines())
        if report == "junit":
            assert ET.fromstring(said).tag == "testsuites"
        if report in {"json", "sarif"}:
            assert json.loads(said)
    run("validate", "g", "--report", "sarif", "-o", "report", codes=(3,))
    run("validate", "g", "--baseline", "b.json", "--update-baseline", codes=(3,))
    run("load", "g", "--to", "store", codes=(3,))
    run("query", "who-said-what", "--store", "g", codes=(3,))
    run("link", "g", codes=(3,))


@pytest.mark.parametrize("words", HOSTILE[:10], ids=IDS[:10])
def test_words_of_articles(run, tmp_path, words) -> None:
    said = words.encode("utf-8", "surrogateescape")
    (tmp_path / "a.json").write_text(
        ninjs(f"Kade {words} open", author=words, publisher=words, keywords=[words], url=f"https://a.example/{words}", datePublished=words, inLanguage=words)
    )
    (tmp_path / "b.txt").write_bytes(b"Kade " + said + b"\n\nDe wethouder Anna " + said + b" Visser zei dat de " + said + b" kade open is.\n")
    (tmp_path / "c.html").write_bytes(
        b'<html lang="'
        + said
        + b'"><title>Kade '
        + said
        + b"</title><article><p>De wethouder Anna Visser zei dat de kade van "
        + said
        + b" open is.</p></article>"
    )
    (tmp_path / "d.md").write_bytes(b'---\ntitle: "' + said + b'"\ndate: "' + said + b'"\nlang: "' + said + b'"\n---\n\nDe kade is open, zei Anna Visser.\n')
    (tmp_path / "e.csv").write_bytes(b"title,text,lang,date\n" + said + b",De kade is open zei Anna Visser.,nl," + said + b"\n")
    run("-v", "convert", "a.json", "b.txt", "c.html", "d.md", "e.csv", "-o", "out", "--min-coverage", "1", "--lang", "nl")
    _, out, _ = run("-q", "convert", "a.json", "b.txt", "c.html", "-o", "-", "--lang", "nl", "--with-text", codes=(0, 1, 3))
    assert not {*out.decode()} & {chr(c) for c in (*range(10), *range(11, 32), *range(127, 160))}
    run("-v", "validate", "out")
    for form in ("table", "csv", "tsv", "json"):
        run("query", "who-said-what", "--store", "out", "--format", form)
    run("query", "statements-by", words, "--store", "out")
    run("link", "out", "-o", "links.ttl")
    run("load", "out", "--to", "store")
    for source in ("a.json", "b.txt", "c.html", "d.md"):
        _, out, _ = run("inspect", source, "--lang", "nl")
        assert all(printable(line) == line for line in out.decode().split("\n"))


@pytest.mark.parametrize("words", HOSTILE[:10], ids=IDS[:10])
def test_words_of_settings(run, tmp_path, words) -> None:
    """Each option that takes words, and each argument."""
    (tmp_path / "a.txt").write_text("Kade.", encoding="utf-8")
    run("-q", "convert", "a.txt", "-o", "out", "--published", "2026-03-11", "--lang", "nl")
    for option in (
        "--from",
        "--lang",
        "--published",
        "--url",
        "--publisher",
        "--timezone",
        "--map",
        "--metadata",
        "--base",
        "--model",
        "--lexicon",
        "--jobs",
        "--max-size",
        "-f",
        "--report",
        "--min-coverage",
        "--text-out",
        "-o",
    ):
        run(
            "convert",
            "a.txt",
            f"{option}={words}" if option.startswith("--") else f"{option}{words}",
            *(() if option in {"-o", "--text-out"} else ("-o", "other")),
        )
    for option in ("--shapes", "--text", "--report", "-o", "--fail-on", "--severity", "--baseline", "--engine"):
        run("validate", "out", f"{option}={words}" if option.startswith("--") else f"{option}{words}.x")
    for option in ("--graph", "--journal", "--protocol", "--graph-parameter", "--query-url", "--base", "--auth", "--to"):
        run("load", "out", *(() if option == "--to" else ("--to", "store")), f"{option}={words}")
    for option in ("--store", "-f", "--format", "--from", "--to", "--limit"):
        run("query", "who-said-what", f"{option}={words}" if option.startswith("--") else f"{option}{words}")
    for option in ("--authority", "--min-score", "--base", "-o"):
        run("link", "out", f"{option}={words}" if option.startswith("--") else f"{option}{words}.x")
    for command in (("convert",), ("inspect",), ("validate",), ("load", "--to", "s"), ("query",), ("link",), ()):
        run(*command, "--", words) if command else run(words)
        run(*command, f"--{words}")
    for option in ("--lang", "--published", "--model"):
        run("inspect", "a.txt", f"{option}={words}")


METADATA = [
    b"",
    b"\xff\xfe\x00",
    b"file\n",
    b"file,published\na.txt,\x1b[31m2026\n",
    b"file,lang\na.txt,\x1b]0;x\x07\n",
    b"file,url,publisher,headline\na.txt,http://a\x1b.example/<x> \x9b,\xc2\x9bP,\x1b[31mKop\n",
    b'file,headline\na.txt,"niet dicht\n',
    b"file,headline\na.txt\n",
    b"file,headline\na.txt,a,b,c,d\n",
    b"file,headline\n" + b"a" * 200_000 + b",x\n",
    b"file,file,id\na.txt,b,c\n",
    b"file\x00,headline\na.txt\x00,Kop\x00\n",
    b"file,url\na.txt,javascript:alert(1)\n",
    "file,headline\na.txt,\u202eKop\u2028x\n".encode(),
]


@pytest.mark.parametrize("data", METADATA, ids=range(len(METADATA)))
def test_metadata(run, tmp_path, data) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "m.csv").write_bytes(data)
    run("convert", "a.txt", "--metadata", "m.csv", "-v", "--published", "2026-03-11")
    run("convert", "a.txt", "--metadata", "m.csv", "-q", "--no-validate", "-o", "-", "-f", "nquads")
    run("link", "out" if Path("out").exists() else "a.txt", "--authority", "m.csv")


SETTINGS = [
    b"\xff",
    b"[convert",
    b"convert = 1\n",
    b"convert = []\n",
    b"[convert]\njobs = 'x\\u001b[31m'\n",
    b"[convert]\njobs = []\n",
    b"[convert]\njobs = {a = 1}\n",
    b"[convert]\nlang = 'x\\u001b]0;y\\u0007'\n",
    b"[convert]\nlang = 5\n",
    b"[convert]\nlang = ['nl']\n",
    b"[convert]\npublished = 2026-03-11\n",
    b"[convert]\npublished = 2026-03-11T09:00:00Z\n",
    b"[convert]\nmap = 'kop=title'\n",
    b"[convert]\nmap = 3\n",
    b"[convert]\nmap = [3, 4]\n",
    b"[convert]\nmap = [['a=title']]\n",
    b"[convert]\nmax_size = 'nan'\n",
    b"[convert]\nmin_coverage = nan\n",
    b"[convert]\nmin_coverage = inf\n",
    b"[convert]\nno_validate = 'misschien'\n",
    b"[convert]\nbase = 5\n",
    b"[convert]\noutput = ['a']\n",
    b"[convert]\noutput = 'a\\u0000b'\n",
    b"[convert]\nmetadata = 'a\\u0000b'\n",
    b"[convert]\nreport = 'x\\u009b'\n",
    b"[convert]\nsources = ['a.txt']\n",
    b"[convert]\nverbose = 'x'\n",
    b"[convert]\nhelp = true\n",
    b"[convert.jobs]\na = 1\n",
    b"verbose = 'x\\u001b'\n",
    b"quiet = []\n",
    b"version = true\n",
    b"a" * 100_000,
    b"x = " + b"[" * 100_000,
    b"x = " + b"{a=" * 5_000,
    b"'\\u001b[31m' = 1\n'\\u001b[31m' = 2\n",
]


@pytest.mark.parametrize("data", SETTINGS, ids=range(len(SETTINGS)))
def test_settings_file(run, tmp_path, data) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "kg.toml").write_bytes(data)
    for command in (
        ("convert", "a.txt"),
        ("inspect", "a.txt"),
        ("validate", "out"),
        ("load", "out", "--to", "s"),
        ("query",),
        ("link", "out"),
        ("formats",),
        ("plugins",),
        ("--help",),
    ):
        run(*command)


def test_settings_file_that_is_none(run, tmp_path) -> None:
    (tmp_path / "kg.toml").mkdir()
    run("formats")
    (tmp_path / "kg.toml").rmdir()
    (tmp_path / "kg.toml").symlink_to("kg.toml")
    run("formats")


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "https://[",
        "http://a:b@",
        "http://a b/",
        "http://\x1b[31m/",
        "http://127.0.0.1:1/\u202e\x9b",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:-1/",
        "http://a:geheim/1@127.0.0.1:1/x",
        "http://127.0.0.1:1/\udcff",
        "http://\udcff/",
        "http://127.0.0.1:1/" + "x" * 70_000,
        "http://" + "x" * 70_000,
        "http://" + "x." * 200 + "example/",
        "http://xn--/",
        "http://0/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html," + "x" * 5_000,
        "x" * 5_000,
        "",
    ],
    ids=lambda v: ascii(v)[1:-1][:24],
)
def test_addresses(run, address) -> None:
    for command in (
        ("convert", "-v", address),
        ("inspect", address),
        ("validate", address),
        ("load", "x", "--to", address, "--retries", "0"),
        ("load", address, "--to", "s"),
        ("query", "who-said-what", "--store", address, "--retries", "0"),
        ("link", address),
    ):
        code, out, err = run(*command)
        assert code or not address or address.startswith("javascript:")  # (what is empty is this folder, and a folder may be called the other)
        assert b"geheim" not in out + err


def test_real_processes_with_bytes_for_names(tmp_path) -> None:
    """Names that are no UTF-8, through the operating system, in the plain locale and in one that is not UTF-8."""
    for number, environment in enumerate(
        ({}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "latin-1"}, {"PYTHONIOENCODING": "ascii"})
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        name = os.fsencode(folder) + b"/kaf\xe9\x1b[31m.json"
        Path(os.fsdecode(name)).write_text(ninjs("Kade “open” €"), encoding="utf-8")
        Path(os.fsdecode(os.fsencode(folder) + b"/leeg\xff.txt")).write_bytes(b"")
        done = process(folder, "convert", ".", "-o", "out", "-v", "--report", "json", environment=environment)
        assert done.returncode == 3
        assert json.loads(done.stdout)["exit"] == 3
        assert process(folder, "inspect", name, environment=environment).returncode == 0
        for report in ("text", "json", "github", "junit", "sarif", "turtle"):
            assert process(folder, "validate", "out", b"nergens\xff.ttl", "--report", report, environment=environment).returncode == 3
        assert process(folder, "query", "who-said-what", "--store", "out", environment=environment).returncode == 0
        assert process(folder, "load", "out", "--to", "store", "--dry-run", environment=environment).returncode == 0
        assert process(folder, "load", "out", "--to", b"st\xff", environment=environment).returncode in {0, 3}
        assert process(folder, "link", "out", environment=environment).returncode == 0
        assert process(folder, "plugins", environment=environment).returncode == 0
