"""The command line: options, messages, exit codes. A command gathers its options, calls and reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg._version import __version__
from kg.cli.options import EXITS as _EXITS
from kg.cli.options import spoken as _spoken
from kg.cli.reading import review, show
from kg.cli.running import Commands, run
from kg.cli.settings import Base, Iri, Probability, is_given, read_file, take_environment, unknown_variables
from kg.cli.speech import Speech
from kg.judge.keeping import DEFAULT_MINIMUM
from kg.vocab import DEFAULT_BASE

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["main"]

_FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld")
_REPORTS = ("text", "json", "github", "junit", "sarif", "turtle")
_SEVERITIES = ("violation", "warning", "info")
_SETTINGS = """\b
Settings: any option of a command may stand in kg.toml, below the command's name ([convert],
base = "https://kb.example/"), or in the environment: KG_CONVERT_BASE for one command,
KG_BASE for all. The command line comes first, then the environment, then kg.toml.
KG_RAISE=1 lets a defect of kg end the run with its traceback."""


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "KG"}, epilog=f"{_SETTINGS}\n\n{_EXITS}")
@click.version_option(__version__, prog_name="kg")
@_spoken
@click.pass_context
def kg(context: click.Context) -> None:
    """Turn news articles into a knowledge graph: events, actors and statements."""
    context.default_map = read_file(Path("kg.toml"), kg)
    context.ensure_object(Speech).early += unknown_variables(kg)


@kg.command(epilog=_EXITS)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("-o", "--output", default="out", show_default=True, metavar="DIR|FILE|-", help="Where the graphs go.")
@click.option("-f", "--format", "form", type=click.Choice(_FORMATS), default=None, help="Default: turtle, or by the suffix of FILE.")
@click.option("--from", "reader", metavar="FORMAT", help="Format of the input, as kg formats lists them; default: recognised by content.")
@click.option("--lang", help="Language of the text, as nl; default: detected.")
@click.option("--published", help="Date of publication, as 2026-03-11: relative dates are resolved against it.")
@click.option("--url", help="Canonical URL of the article.")
@click.option("--publisher", help="Name of the publisher.")
@click.option("--timezone", metavar="ZONE", help="Zone of times that have no offset, as Europe/Amsterdam; default: they stay local.")
@click.option("--day-first/--month-first", "day_first", default=None, help="Order of dates in numbers, as 11-3-2026; default: told by the others.")
@click.option("--map", "columns", multiple=True, metavar="COLUMN=FIELD", help="What a column of a table holds, as kop=title.")
@click.option("--ignore-embargo", is_flag=True, help="Convert what is under embargo, too.")
@click.option("--metadata", type=click.Path(path_type=Path), help="CSV with a row a file: file or id, published, lang, url, publisher, headline.")
@click.option("--base", type=Base(), default=DEFAULT_BASE, show_default=True, help="Base of the IRIs.")
@click.option("--model", help="An installed spaCy pipeline instead of the shipped one.")
@click.option("--lexicon", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Word lists laid over the built-in ones.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes.")
@click.option("--with-text", is_flag=True, help="Put the article's text into the graph.")
@click.option("--text-out", type=click.Path(path_type=Path, file_okay=False), help="Write the canonical texts there.")
@click.option("--materialize", is_flag=True, help="Write superclasses and superproperties out.")
@click.option("--max-size", type=click.IntRange(1), default=10_000_000, show_default=True, help="Largest article, in bytes.")
@click.option("--max-seconds", type=click.FloatRange(1), default=60, show_default=True, help="Processor time for one article; more, and it fails.")
@click.option("--no-validate", is_flag=True, help="Do not check the graphs against the shapes.")
@click.option("--min-coverage", type=click.FloatRange(0, 1), help="Exit 1 if a smaller share of cues, quotations, dates and titles is used.")
@click.option("--min-confidence", type=Probability(), default=DEFAULT_MINIMUM, show_default=True, help="Claims of less confidence are left out; 0 keeps all.")
@click.option("--report", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of the messages.")
@_spoken
@click.pass_context
def convert(context: click.Context, /, **options: Any) -> None:
    """Convert articles to graphs: files, directories, URLs, or - for standard input.

    \b
    kg convert article.txt --published 2026-03-11
    kg convert articles/ --metadata facts.csv -o graphs/ --jobs 2
    kg convert feed.xml archive.warc.gz https://news.example/a -o graphs/
    """  # noqa: D301  (Click wants the character)
    from kg.cli.converting import convert_all  # noqa: PLC0415

    convert_all(context.obj, options | {"base_given": is_given(context, "base")})


@kg.command(epilog=_EXITS)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--shapes", multiple=True, type=click.Path(path_type=Path, exists=True, dir_okay=False), help="More shapes, beside the built-in ones.")
@click.option("--only-shapes", is_flag=True, help="Check against the shapes of --shapes alone.")
@click.option("--text", type=click.Path(path_type=Path, file_okay=False, exists=True), help="The articles' texts: every mention is checked against them.")
@click.option("--report", type=click.Choice(_REPORTS), default="text", show_default=True, help="Form of the findings.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write the report there.")
@click.option("--fail-on", type=click.Choice(_SEVERITIES), default="violation", show_default=True, help="Least severity that fails the run.")
@click.option("--max-warnings", type=click.IntRange(0), help="More warnings than this fail the run.")
@click.option("--severity", multiple=True, metavar="SHAPE=SEVERITY", help="Another severity for a shape, as Event-label=warning.")
@click.option("--baseline", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Known findings, which do not fail the run.")
@click.option("--update-baseline", is_flag=True, help="Write what is found to the baseline.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes.")
@click.option("--engine", type=click.Choice(["screen", "pyshacl"]), default="screen", show_default=True, help="pyshacl: turn the compiled screen off.")
@_spoken
@click.pass_obj
def validate(speech: Speech, /, **options: Any) -> None:
    """Check graphs against the shapes, and their mentions against the text.

    Takes files, directories, patterns, or - for Turtle on standard input.

    \b
    kg validate graphs/ --text texts/
    kg validate "graphs/**/*.ttl" --report sarif -o kg.sarif --max-warnings 0
    kg validate graphs/ --shapes house.ttl --severity Event-label=warning
    """  # noqa: D301  (Click wants the character)
    from kg.cli.validating import validate_all  # noqa: PLC0415

    validate_all(speech, options)


def _reaching(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what reaching a server takes; its secrets stand in the environment alone."""
    retries = click.option("--retries", type=click.IntRange(0), default=5, show_default=True, help="Further attempts after a passing failure.")
    timeout = click.option("--timeout", type=click.FloatRange(0.1), default=60, show_default=True, help="Seconds to wait for an answer.")
    auth = click.option(
        "--auth",
        type=click.Choice(["none", "basic", "digest", "bearer"]),
        default="none",
        show_default=True,
        help="With KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN, from the environment.",
    )
    return auth(timeout(retries(command)))


@kg.command(epilog=_EXITS)
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--to", required=True, metavar="DIR|URL", help="A directory (embedded store), or the address of a server's Graph Store Protocol.")
@click.option("--graph", type=Iri(), help="Load all into one graph of this name; default: a graph an article, named by its IRI.")
@click.option("--prune", is_flag=True, help="Delete graphs whose file has gone.")
@click.option("--verify", is_flag=True, help="Compare counts and hashes in the store with the files, and load nothing.")
@click.option("--dry-run", is_flag=True, help="Print what would change, and change nothing.")
@click.option("--ontology/--no-ontology", default=True, show_default=True, help="Load the ontology and the event types into graphs of their own.")
@click.option("--journal", type=click.Path(path_type=Path, dir_okay=False), help="Where the record of loads is kept; default: DIR, or the user's state folder.")
@click.option("--protocol", type=click.Choice(["auto", "gsp", "update"]), default="auto", show_default=True, help="Graph Store Protocol or SPARQL Update.")
@click.option("--graph-parameter", default="graph", show_default=True, help="Name of the graph's parameter, as graph-uri.")
@click.option("--query-url", help="Address of queries; default: as the server has it beside --to.")
@click.option("--update-url", help="Address of updates; default: as the server has it beside --to.")
@click.option("--gzip", is_flag=True, help="Pack request bodies.")
@click.option("--base", type=Base(), default=DEFAULT_BASE, show_default=True, help="Base of the IRI of the load description.")
@_reaching
@_spoken
@click.pass_obj
def load(speech: Speech, /, **options: Any) -> None:
    """Load graphs into a store; what has not changed is skipped, what was withdrawn is deleted.

    \b
    kg load graphs/ --to store/
    kg load graphs/ --to http://localhost:7878/store --prune
    kg load graphs/ --to http://localhost:8890/sparql-graph-crud-auth --auth digest
    """  # noqa: D301  (Click wants the character)
    from kg.cli.loading import load_all  # noqa: PLC0415

    load_all(speech, options)


@kg.command(epilog=_EXITS)
@click.argument("question", nargs=-1, metavar="[NAME [ACTOR] | SPARQL]")
@click.option("--store", default="out", show_default=True, metavar="DIR|FILE|URL", help="Graph files, a store on disk, or a server's address.")
@click.option("-f", "--file", type=click.Path(path_type=Path), help="Take the query from this file.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "tsv", "json"]), default="table", show_default=True, help="Form of the answer.")
@click.option("--raw-cells", is_flag=True, help="Write cells of CSV as they are, also those that a spreadsheet takes for formulas.")
@click.option("--from", "start", metavar="DATE", help="First day of the timeline.")
@click.option("--to", "end", metavar="DATE", help="Last day of the timeline.")
@click.option("--limit", type=click.IntRange(0), help="At most this many rows.")
@click.option("--query-url", help="Address of queries; default: as the server has it beside --store.")
@_reaching
@_spoken
@click.pass_obj
def query(speech: Speech, /, **options: Any) -> None:
    """Ask graphs a question: one that has a name, or SPARQL with the known prefixes. Without a question: list those with a name.

    \b
    kg query who-said-what
    kg query statements-by "Hanneke Veldkamp" --format csv
    kg query timeline --from 2026-03-01 --to 2026-03-31 --store store/
    kg query "SELECT ?name WHERE { ?a a kg:Person ; schema:name ?name }" --limit 10
    """  # noqa: D301  (Click wants the character)
    from kg.cli.querying import ask  # noqa: PLC0415

    ask(speech, options)


@kg.command(epilog=_EXITS)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", default="-", show_default=True, metavar="FILE|-", help="Where the graph of links goes.")
@click.option(
    "--authority", multiple=True, type=click.Path(path_type=Path, exists=True, dir_okay=False), help="SKOS, schema.org RDF, or CSV: iri,name,aliases,kind."
)
@click.option("--countries/--no-countries", default=True, show_default=True, help="Know countries by their names, from the bundled authority.")
@click.option("--min-score", type=click.FloatRange(0, 1), default=0.7, show_default=True, help="Links with less are not proposed.")
@click.option("--base", type=Base(), default=DEFAULT_BASE, show_default=True, help="Base of the IRI of the graph of links.")
@_spoken
@click.pass_obj
def link(speech: Speech, /, **options: Any) -> None:
    """Link articles: events that are one happening, with reasons and a score, and actors that an authority knows.

    \b
    kg link graphs/ -o links.ttl
    kg link graphs/ --authority persons.csv -o links.ttl && kg load graphs/ links.ttl --to store/
    """  # noqa: D301  (Click wants the character)
    from kg.cli.linking import link_all  # noqa: PLC0415

    link_all(speech, options)


@kg.command()
@click.argument("source")
@click.option("--lang", help="Language of the text, as nl; default: detected.")
@click.option("--published", help="Date of publication, as 2026-03-11.")
@click.option("--model", help="An installed spaCy pipeline instead of the shipped one.")
@click.option("--max-seconds", type=click.FloatRange(1), default=60, show_default=True, help="Processor time for one article.")
@click.option("--min-confidence", type=Probability(), default=DEFAULT_MINIMUM, show_default=True, help="As for kg convert.")
@_spoken
@click.pass_obj
def inspect(speech: Speech, /, source: str, **options: Any) -> None:
    """Show the analysis of an article as JSON lines: sentences, tokens, mentions, and what fired."""
    from kg.cli.inspecting import inspect_one  # noqa: PLC0415

    inspect_one(speech, source, options)


@kg.command()
@_spoken
def formats() -> None:
    """List the formats that can be read, with the name for --from."""
    from kg.cli.listing import list_formats  # noqa: PLC0415

    list_formats()


@kg.command()
@_spoken
@click.pass_obj
def plugins(speech: Speech) -> None:
    """List the installed readers with their packages, those that cannot be loaded included."""
    from kg.cli.listing import list_plugins  # noqa: PLC0415

    list_plugins(speech)


@kg.command()
@_spoken
def ontology() -> None:
    """Print the ontology, the event types and the alignment as Turtle."""
    _print("ontology")


@kg.command()
@_spoken
def shapes() -> None:
    """Print the SHACL shapes as Turtle."""
    _print("shapes")


def _print(folder: str) -> None:
    from kg.vocab import data  # noqa: PLC0415

    for path in sorted(data(folder).glob("*.ttl")):
        click.echo(path.read_text(encoding="utf-8"))


kg.add_command(review)
kg.add_command(show)
take_environment(kg)


def main(arguments: list[str] | None = None) -> int:
    """Run a command line and return its exit code."""
    return run(kg, arguments)
