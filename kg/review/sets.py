"""The pages of a set: who is in it, who said what, what happened when, who meets or speaks of whom, who contradicts whom; each row leads to its words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from kg.review.article import actor_id
from kg.review.collected import CONSULT as _CONSULT
from kg.review.labels import days, label, moment
from kg.review.markup import attributes, data_block, esc, language, link, page
from kg.review.network import MOST, Edge, Node, picture
from kg.review.tables import ROWS, Cell, Row, Table, numbered, pages, plain_cell
from kg.vocab import KG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.review.collected import Collected

    Write = Callable[[str, bytes], None]

__all__ = ["write_set"]

_WORDS = 5  # links to words that a row names
_NO_ONE = "(unknown speaker)"


def write_set(held: Collected, write: Write) -> None:
    """Write the pages of a set."""
    held.index()
    for each in (_articles, _claims, _actors, _said, _timeline, _network, _disagreements, _find):
        each(held, write)


def _words(address: str, target: str, words: str) -> Cell:
    return Cell(link(f"{address}#{target}", words or "(no words)"))


def _number(value: int) -> Cell:
    return Cell(f"{value:,}", is_number=True)


def _articles(held: Collected, write: Write) -> None:
    counts = ((held.count(f"SELECT COUNT(*) FROM {what}"), name) for what, name in _COUNTED)  # noqa: S608  (our own words)
    told = " · ".join(f"{count:,} {name}" for count, name in counts)
    columns = ("Published", "Article", "Publisher", "Statements", "Events", "Actors", "Findings")
    table = Table("index.html", "Articles", columns, "Newest first. Each article leads to its text with the claims beside it.", f'<p class="facts">{told}</p>')
    found = held.ask("SELECT published, page, title, publisher, statements, events, actors, flaws FROM article ORDER BY published DESC, title, iri")
    rows = (
        Row((plain_cell(moment(date)), Cell(link(where, title), is_head=True), plain_cell(publisher), *map(_number, counts)))
        for date, where, title, publisher, *counts in found
    )
    pages(table, rows, held.count("SELECT COUNT(*) FROM article"), write)


_COUNTED = (
    ("article", "articles"),
    ("claim WHERE kind = 'statement'", "statements"),
    ("claim WHERE kind = 'event'", "events"),
    ("ranked", "actors and places"),
)


def _claims(held: Collected, write: Write) -> None:
    """Write what each actor says and does, and keep on which page each begins."""
    query = """SELECT r.iri, r.label, t.part, c.words, c.target, c.status, a.page, a.title FROM ranked r
      JOIN takes t ON t.iri = r.iri JOIN claim c ON c.iri = t.claim JOIN article a ON a.iri = c.article
      ORDER BY r.rank, a.published, a.title, a.iri, c.place, t.part"""

    def rows() -> Iterator[Row]:
        last = ""
        for n, (iri, name, part, words, target, status, where, title) in enumerate(held.ask(query)):
            first = iri != last
            if first:
                held.rows.execute("UPDATE ranked SET page = ? WHERE iri = ?", (numbered(_BY_ACTOR.file, n // ROWS), iri))
            last = iri
            cells = (plain_cell(name, head=True), plain_cell(part), _words(where, target, words), plain_cell(status), plain_cell(title))
            yield Row(cells, id=actor_id(iri) if first else "")

    pages(_BY_ACTOR, rows(), held.count("SELECT COUNT(*) FROM ranked r JOIN takes t ON t.iri = r.iri JOIN claim c ON c.iri = t.claim"), write)


_BY_ACTOR = Table("claims.html", "Claims by actor", ("Actor", "As", "Claim", "Status", "Article"), "What each actor says, does or is told of.")


def _actors(held: Collected, write: Write) -> None:
    query = """SELECT iri, label, kind, roles, articles, mentions, page,
      (SELECT COUNT(*) FROM takes WHERE iri = r.iri AND part = 'speaker'),
      (SELECT COUNT(DISTINCT claim) FROM takes JOIN claim c ON c.iri = claim WHERE takes.iri = r.iri AND c.kind = 'event') FROM ranked r ORDER BY rank"""
    hint = "Those met in most articles first. A name leads to the claims about it."
    table = Table("actors.html", "Actors", ("Name", "Kind", "Roles", "Articles", "Mentions", "Statements", "Events"), hint)
    rows = (
        Row((_actor(iri, name, where, head=True), plain_cell(label(kind)), plain_cell(roles), *map(_number, (articles, mentions, said, events))))
        for iri, name, kind, roles, articles, mentions, where, said, events in held.ask(query)
    )
    pages(table, rows, held.count("SELECT COUNT(*) FROM ranked"), write)


def _actor(iri: str, name: str, where: str, *, head: bool = False) -> Cell:
    """Return a name that leads to the claims about an actor, if there are any."""
    return Cell(link(f"{where}#{actor_id(iri)}", name), is_head=head) if where else plain_cell(name, head=head)


def _said(held: Collected, write: Write) -> None:
    query = """SELECT c.iri, c.said, c.attitude, c.polarity, c.label, c.language, c.target, a.page, a.title FROM claim c JOIN article a ON a.iri = c.article
      WHERE c.kind = 'statement' ORDER BY c.said, a.title, a.iri, c.place"""
    table = Table(
        "said.html", "Who said what", ("Date", "Who", "How", "What", "Article"), "In order of time: the day of saying, or else of publication.", dated=True
    )

    def rows() -> Iterator[Row]:
        for iri, said, attitude, polarity, text, tongue, target, where, title in held.ask(query):
            how = f"{'not ' if polarity == KG.Negative else ''}{attitude}"
            what = Cell(f'<a href="{esc(where)}#{esc(target)}"{language(tongue)}>{esc(text or "(no text)")}</a>')
            yield Row((plain_cell(moment(said)), Cell(_speakers(held, iri)), plain_cell(how), what, plain_cell(title)), day=said)

    pages(table, rows(), held.count("SELECT COUNT(*) FROM claim WHERE kind = 'statement'"), write)


def _speakers(held: Collected, statement: str) -> str:
    query = "SELECT r.iri, r.label, r.page FROM takes t JOIN ranked r ON r.iri = t.iri WHERE t.claim = ? AND t.part = 'speaker' ORDER BY r.rank"
    return ", ".join(_actor(iri, name, where).html for iri, name, where in held.ask(query, statement)) or _NO_ONE


# Events that present what another dated one presents are told there.
_DATED = """FROM claim c JOIN article a ON a.iri = c.article WHERE c.kind = 'event' AND c.start <> ''
  AND NOT EXISTS (SELECT 1 FROM same s JOIN claim f ON f.iri = s.first WHERE s.later = c.iri AND f.start <> '')"""


def _timeline(held: Collected, write: Write) -> None:
    query = f"""SELECT c.start, c.end, c.words, c.target, c.status, (SELECT COUNT(DISTINCT later) + 1 FROM same WHERE first = c.iri), a.page, a.title
      {_DATED} ORDER BY c.start, c.end, a.title, a.iri, c.place"""  # noqa: S608  (our own words)
    table = Table("timeline.html", "Timeline", ("When", "Event", "Status", "Told", "Article"), _CHART_HINT, _chart(held), dated=True)
    rows = (
        Row((plain_cell(days(start, end)), _words(where, target, words), plain_cell(status), _number(times), plain_cell(title)), day=start, until=end)
        for start, end, words, target, status, times, where, title in held.ask(query)
    )
    pages(table, rows, held.count(f"SELECT COUNT(*) {_DATED}"), write)


_CHART_HINT = "Events with a date. One that several presentations are known to tell of stands once, at the first; Told says how often it is told."


def _chart(held: Collected) -> str:
    counts: Counter[str] = Counter()
    where: dict[str, str] = {}
    for n, (day,) in enumerate(held.ask(f"SELECT c.start {_DATED} ORDER BY c.start, c.end")):
        counts[day] += 1
        where.setdefault(day, numbered("timeline.html", n // ROWS))
    moves = (("in", "Zoom in (+)"), ("out", "Zoom out (-)"), ("earlier", "Earlier (←)"), ("later", "Later (→)"), ("all", "All (0)"))
    buttons = "".join(f'<button type="button" data-move="{move}">{text}</button> ' for move, text in moves)
    return f"""<div id="timeline" role="group" aria-label="Chart of events by day" tabindex="-1"><div id="zooming" hidden>
<p>{buttons}<span id="range" role="status"></span></p>
<svg id="chart" viewBox="0 0 1000 160" role="group" aria-label="Events by time; a bar shows its events in the table"></svg>
<p class="hint">A bar shows its events in the table below; so does a stretch that is drawn with the mouse.</p></div></div>
{data_block("days", [[day, count, where[day]] for day, count in counts.items()])}"""


def _network(held: Collected, write: Write) -> None:
    query = """SELECT p.one, x.label, x.page, p.bond, p.other, y.label, y.page, p.times FROM pair p
      JOIN ranked x ON x.iri = p.one JOIN ranked y ON y.iri = p.other
      ORDER BY p.times DESC, x.label, y.label, p.bond, p.one, p.other"""
    bonds = {"meets": "meets", "speaks": "speaks of or to"}
    rows = (
        Row(
            (
                _actor(one, name, page_one, head=True),
                plain_cell(bonds[bond]),
                _actor(other, named, page_other),
                _number(times),
                _between(held, one, other, bond),
            )
        )
        for one, name, page_one, bond, other, named, page_other, times in held.ask(query)
    )
    hint = f"Who meets, and who speaks of or to whom. The picture shows the {MOST} that are met most."
    table = Table("network.html", "Network", ("Who", "Bond", "Whom", "Times", "Words"), hint, _picture(held))
    pages(table, rows, held.count("SELECT COUNT(*) FROM pair"), write)


def _between(held: Collected, one: str, other: str, bond: str) -> Cell:
    """Return links to the first claims that bind two actors."""
    parts = "a.part <> 'place' AND b.part <> 'place'" if bond == "meets" else "a.part = 'speaker' AND b.part IN ('about', 'addressee')"
    what = f"AND c.type = '{_CONSULT}' AND c.polarity = '{KG.Positive}'" if bond == "meets" else "AND c.kind = 'statement'"
    query = f"""SELECT DISTINCT x.page, c.target, c.words FROM takes a JOIN takes b ON b.claim = a.claim JOIN claim c ON c.iri = a.claim
      JOIN article x ON x.iri = c.article WHERE a.iri = ? AND b.iri = ? AND {parts} {what}
      ORDER BY x.published, x.title, x.iri, c.place LIMIT {_WORDS}"""  # noqa: S608  (our own words)
    return Cell("<br>".join(link(f"{where}#{target}", words) for where, target, words in held.ask(query, one, other)))


def _picture(held: Collected) -> str:
    weights: dict[str, int] = {}
    query = "SELECT one, SUM(times) FROM (SELECT one, times FROM pair UNION ALL SELECT other, times FROM pair) GROUP BY one ORDER BY 2 DESC, 1 LIMIT ?"
    weights.update((iri, times) for iri, times in held.ask(query, MOST))
    nodes = []
    for iri, weight in weights.items():
        ((name, where),) = held.ask("SELECT label, page FROM ranked WHERE iri = ?", iri)
        nodes.append(Node(name, f"{where}#{actor_id(iri)}", weight))
    numbers = {iri: n for n, iri in enumerate(weights)}
    pairs: Iterator[tuple[Any, ...]] = held.ask("SELECT one, other, bond, times FROM pair ORDER BY one, other, bond")
    edges = [Edge(numbers[one], numbers[other], bond, times) for one, other, bond, times in pairs if one in numbers and other in numbers]
    return picture(nodes, edges) if nodes else ""


# As the named question `disagreements` has it: one affirms and the other denies what has one name and a participant in common.
_AGAINST = f"""FROM claim y JOIN claim s ON s.iri = y.within JOIN takes sp ON sp.claim = s.iri AND sp.part = 'speaker'
  JOIN claim n ON n.kind = 'event' AND n.label = y.label AND n.language = y.language JOIN claim d ON d.iri = n.within
  JOIN takes dp ON dp.claim = d.iri AND dp.part = 'speaker' AND dp.iri <> sp.iri
  WHERE y.kind = 'event' AND y.polarity = '{KG.Positive}' AND s.attitude <> '{{denial}}' AND (n.polarity = '{KG.Negative}' OR d.attitude = '{{denial}}')
  AND EXISTS (SELECT 1 FROM takes a JOIN takes b ON b.iri = a.iri WHERE a.claim = y.iri AND b.claim = n.iri)"""  # noqa: S608  (our own words)


def _disagreements(held: Collected, write: Write) -> None:
    source = _AGAINST.format(denial=label(KG.Denial))
    columns = "y.label, y.language, sp.iri, s.label, s.iri, dp.iri, d.label, d.iri"
    query = f"""SELECT DISTINCT {columns}, (SELECT page FROM article WHERE iri = s.article) || '#' || s.target,
      (SELECT page FROM article WHERE iri = d.article) || '#' || d.target {source} ORDER BY {columns}"""  # noqa: S608  (our own words)
    rows = (
        Row(
            (
                plain_cell(event, tongue=language(tongue), head=True),
                _name(held, one),
                _text(says, here, tongue),
                _name(held, other),
                _text(denies, there, tongue),
            )
        )
        for event, tongue, one, says, _, other, denies, _, here, there in held.ask(query)
    )
    hint = "Two sources who say opposite things of one happening: the word and a participant are the same, the one affirms it, the other denies it."
    table = Table("disagreements.html", "Disagreements", ("Event", "One", "Says", "The other", "Denies"), hint)
    pages(table, rows, held.count(f"SELECT COUNT(*) FROM (SELECT DISTINCT {columns} {source})"), write)  # noqa: S608  (our own words)


def _name(held: Collected, iri: str) -> Cell:
    found = next(held.ask("SELECT label, page FROM ranked WHERE iri = ?", iri), (iri, ""))
    return _actor(iri, *found)


def _text(words: str, where: str, tongue: str) -> Cell:
    return Cell(f"<a{attributes({'href': where})}{language(tongue)}>{esc(words)}</a>")


def _find(held: Collected, write: Write) -> None:
    """Write the page that finds a name or a title in the whole set."""
    actors = held.ask("SELECT iri, label, kind, articles, page FROM ranked ORDER BY rank")
    names = [[name, f"{where or 'actors.html'}#{actor_id(iri)}", f"{label(kind)}, {count} articles", actor_id(iri)] for iri, name, kind, count, where in actors]
    articles = held.ask("SELECT title, page, published FROM article ORDER BY published DESC, title, iri")
    names += [[title, where, f"article, {published[:10]}" if published else "article", ""] for title, where, published in articles]
    body = f"""<h1>Find an actor or an article</h1>
<form id="rows-filter" aria-label="Find" hidden>
<div><label for="q">Part of a name or a title</label><input type="search" id="q" autocomplete="off"></div></form>
<noscript><p>This page needs its script; the tables of <a href="actors.html">actors</a> and <a href="index.html">articles</a> do not.</p></noscript>
<p id="live" role="status"></p>
<ul id="found"></ul>
{data_block("names", names)}"""
    write("find.html", page("Find", body, here="find.html"))
