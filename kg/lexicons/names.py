"""Words about names: titles, first names, kinds of nouns, countries, cities, signs of organizations, pronouns."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import lexicons
from kg.errors import LexiconError
from kg.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["NameLexicon", "load"]

_PERSON_FIRST = (
    EntityKind.PERSON,
    EntityKind.GROUP,
    EntityKind.ORGANIZATION,
    EntityKind.GEOPOLITICAL_ENTITY,
    EntityKind.PLACE,
    EntityKind.THING,
)
_SHORTEST_PART, _LONGEST_PART = 4, 60  # letters of a noun that may end a compound; no word of the lists is longer


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NameLexicon:
    """The word lists about names of one language; all sets hold the words as they are written in a text or as lemmas."""

    kinds: Mapping[str, EntityKind]
    titles: frozenset[str]
    posts: frozenset[str]
    post_phrases: tuple[tuple[str, ...], ...]
    land_posts: frozenset[str]
    town_posts: frozenset[str]
    firm_posts: frozenset[str]
    long_titles: tuple[str, ...]
    honorifics: frozenset[str]
    title_prefixes: tuple[str, ...]
    portfolios: frozenset[str]
    of_prepositions: frozenset[str]
    particles: frozenset[str]
    weak_particles: frozenset[str]
    parting: frozenset[str]
    organization_words: frozenset[str]
    organizations: frozenset[str]
    media: tuple[str, ...]
    person_suffixes: tuple[str, ...]
    parts: tuple[str, ...]
    institutions: frozenset[str]
    sexes: Mapping[str, tuple[str, ...]]
    legal_forms: frozenset[str]
    expansions: Mapping[str, str]
    place_prepositions: frozenset[str]
    places: frozenset[str]
    place_suffixes: tuple[str, ...]
    countries: Mapping[str, str]
    no_kinds: frozenset[str]
    adjectives: Mapping[str, str]
    inhabitants: frozenset[str]
    capitals: Mapping[str, str]
    first_names: Mapping[str, str]
    pronouns: Mapping[str, frozenset[str]]
    not_names: frozenset[str]
    units: frozenset[str]
    denials: frozenset[str]
    predicative: frozenset[str]
    place_words: frozenset[str]
    thing_words: frozenset[str]
    things: frozenset[str]
    product_words: frozenset[str]
    long_names: Mapping[str, tuple[tuple[str, ...], ...]]

    @functools.lru_cache(maxsize=1 << 16)  # noqa: B019  (the few lexicons live as long as the process)
    def kind(self, lemma: str) -> EntityKind | None:
        """Return the kind that a noun names, by itself or by the last part of a compound."""
        word = lemma.lower()
        if word in self.kinds or word in self.no_kinds:
            return self.kinds.get(word)
        for cut in range(max(1, len(word) - _LONGEST_PART), len(word) - _SHORTEST_PART + 1):
            if word[cut:] in self.no_kinds:
                return None
            found = self.kinds.get(word[cut:].lstrip("-"))
            if found is not None and len(word) - cut >= _SHORTEST_PART:
                return found
        return None

    @functools.lru_cache(maxsize=1 << 16)  # noqa: B019
    def title(self, lemma: str) -> str:
        """Return the title inside a noun (*NAVO-secretaris-generaal*: secretaris-generaal), or an empty string."""
        word = lemma.lower()
        if word in self.titles or word in self.posts:
            return word
        parts = word.split("-")
        for n in range(1, len(parts)):
            tail = "-".join(parts[n:])
            if tail in self.titles or tail in self.posts:
                return tail if parts[0] not in self.title_prefixes and tail in self.titles else word
        return word if word.endswith(self.long_titles) else ""


@lexicons.once
def load(language: str, overlay: Path | None = None) -> NameLexicon:
    """Load the lists of a language. Raises `LexiconError`."""
    names = lexicons.read(language, "names", overlay)
    kinds = lexicons.read(language, "kinds", overlay)
    nations = lexicons.read(language, "nationalities", overlay)
    first = _table(lexicons.read(language, "first_names", overlay), "names", "first_names")
    cities = _split(_table(lexicons.read(language, "cities", overlay), "cities", "cities")["names"])
    titles, organizations = _table(names, "titles", "names"), _table(names, "organizations", "names")
    places, particles = _table(names, "places", "names"), _table(names, "particles", "names")
    countries, codes = _countries(language, _table(names, "countries", "names"))
    countries = {state: state for state in _split(places["states"])} | countries
    titled = frozenset(str(titles["words"]).split())
    persons = frozenset(_words(kinds, EntityKind.PERSON.value)) - frozenset(str(titles["no_posts"]).split())
    return NameLexicon(
        kinds={word: kind for kind in reversed(_PERSON_FIRST) for word in _words(kinds, kind.value)},
        no_kinds=frozenset(_words(kinds, "Other")),
        titles=titled,
        posts=persons - titled,
        firm_posts=frozenset(str(titles["of_firms"]).split()),
        land_posts=frozenset(str(titles["of_lands"]).split()),
        town_posts=frozenset(str(titles["of_towns"]).split()),
        post_phrases=tuple(sorted((tuple(row.split()) for row in _strings(titles["phrases"])), key=len, reverse=True)),
        long_titles=tuple(word for word in sorted(titled | persons) if len(word) > _SHORTEST_PART),
        honorifics=frozenset(_strings(titles["honorifics"])),
        title_prefixes=tuple(_strings(titles["prefixes"])),
        portfolios=_split(titles["portfolios"]),
        of_prepositions=frozenset(_strings(titles["of_prepositions"])),
        particles=frozenset(_strings(particles["words"])),
        weak_particles=frozenset(_strings(particles["weak"])),
        parting=frozenset(_strings(particles["parting"])),
        organization_words=frozenset(str(organizations["words"]).split()),
        media=tuple(_strings(organizations["media"])),
        parts=tuple(str(_table(names, "descriptions", "names")["parts"]).split()),
        institutions=frozenset(str(_table(names, "descriptions", "names")["institutions"]).split()),
        sexes={sex: tuple(str(words).split()) for sex, words in _table(names, "sexes", "names").items()},
        person_suffixes=tuple(str(titles["person_suffixes"]).split()),
        organizations=frozenset(_strings(organizations["known"])) | _split(organizations["houses"]),
        legal_forms=frozenset(_strings(organizations["legal_forms"])),
        expansions={str(k): str(v) for k, v in _table(organizations, "expansions", "names").items()},
        place_prepositions=frozenset(_strings(places["prepositions"])),
        places=frozenset(_strings(places["known"])) | cities,
        place_suffixes=tuple(_strings(places["suffixes"])),
        countries=countries,
        adjectives=_adjectives(nations, codes),
        inhabitants=frozenset(str(_table(nations, "inhabitants", "nationalities")["words"]).split()),
        capitals={str(city): codes[code] for code, city in _table(names, "capitals", "names").items()},
        first_names={name: sex for sex in ("either", "female", "male") for name in _split(first.get(sex, []))},
        pronouns={key: frozenset(_strings(value)) for key, value in _table(names, "pronouns", "names").items()},
        not_names=_calendar(language) | frozenset(str(_table(names, "never", "names")["openers"]).split()),
        units=frozenset(_strings(_table(names, "never", "names")["units"])),
        denials=frozenset(str(_table(names, "never", "names")["denials"]).split()),
        predicative=frozenset(_strings(_table(names, "never", "names")["predicative"])),
        place_words=frozenset(_strings(places["words"])),
        thing_words=frozenset(_strings(_table(names, "things", "names")["words"])),
        things=_split(_table(names, "things", "names")["known"]),
        product_words=frozenset(str(_table(names, "things", "names")["products"]).split()),
        long_names=_long_names(cities | frozenset([*_strings(places["known"]), *_strings(organizations["known"])]) | _split(organizations["houses"])),
    )


def _table(tables: Mapping[str, object], key: str, name: str) -> dict[str, object]:
    table = tables.get(key)
    if not isinstance(table, dict):
        raise LexiconError("this table is missing", where=f"{name}.toml: {key}", advice="copy its form from the built-in list")
    return table


def _words(tables: Mapping[str, object], key: str) -> list[str]:
    return str(_table(tables, key, "kinds")["words"]).split()


def _strings(value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise LexiconError(f"a list of words is wanted, not {value!r}", where="names.toml")
    return value


def _split(value: object) -> frozenset[str]:
    """Split lines of names at commas."""
    return frozenset(name.strip() for line in _strings(value) for name in line.split(",") if name.strip())


def _long_names(names: frozenset[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return what follows the first word of names with a small word in them, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        first, *rest = name.split()
        if any(word.islower() for word in rest):
            found.setdefault(first, []).append(tuple(rest))
    return {first: tuple(sorted(rests, key=lambda rest: (-len(rest), rest))) for first, rests in found.items()}


def _countries(language: str, more: dict[str, object]) -> tuple[dict[str, str], dict[str, str]]:
    """Return name -> canonical name and ISO code -> canonical name, from CLDR and our own variants."""
    from babel import Locale  # noqa: PLC0415  (100 ms)

    codes = {code: name for code, name in Locale.parse(language).territories.items() if len(code) == 2 and code.isalpha()}  # noqa: PLR2004
    for code in ("EU", "UN", "EZ", "QO", "XA", "XB", "ZZ"):
        codes.pop(code, None)
    countries = {name: name for name in codes.values()}
    for code, variants in more.items():
        countries.update(dict.fromkeys(_strings(variants), codes[code]))
    return countries, codes


def _adjectives(nations: Mapping[str, object], codes: Mapping[str, str]) -> dict[str, str]:
    """Return adjective -> canonical name of the country, in both forms (*Frans*, *Franse*)."""
    found = {}
    pairs = [(code, str(word)) for code, word in _table(nations, "adjectives", "nationalities").items()]
    pairs += [(code, word) for code, words in _table(nations, "also", "nationalities").items() for word in _strings(words)]
    for code, word in pairs:
        for form in (word, f"{word}e", _softened(word)):
            found[form] = codes[code]
    return found


def _softened(adjective: str) -> str:
    """`Albanees` -> `Albanese`, `Spaans` -> `Spaanse`, `Bosnisch` -> `Bosnische`."""
    for long, short in (("ees", "ese"), ("eens", "eense")):
        if adjective.endswith(long):
            return adjective[: -len(long)] + short
    return f"{adjective}e"


def _calendar(language: str) -> frozenset[str]:
    """Weekdays and months, which some treebanks tag as proper nouns."""
    from babel.dates import get_day_names, get_month_names  # noqa: PLC0415

    words = [*get_day_names("wide", locale=language).values(), *get_month_names("wide", locale=language).values()]
    return frozenset(str(word).casefold() for word in words)
