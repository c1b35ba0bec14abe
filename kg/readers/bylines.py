"""Bylines to authors: persons told from agencies, prefixes and posts cut off; what is no name is none."""

from __future__ import annotations

import functools
import re

from kg.model import EntityKind, GivenEntity
from kg.readers.words import words

__all__ = ["author", "authors", "is_agency", "is_host", "named_in", "person"]

_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[\w.'’-]+){1,4}")
_PARTICLES = frozenset(
    [
        "van",
        "de",
        "der",
        "den",
        "het",
        "ten",
        "ter",
        "te",
        "von",
        "zu",
        "zum",
        "la",
        "le",
        "du",
        "des",
        "di",
        "da",
        "dos",
        "del",
        "al",
        "el",
        "bin",
        "ibn",
        "y",
        "'t",
    ]
)
_CAPITALS = 2  # a name has this many capitalised words


def authors(byline: str) -> tuple[GivenEntity, ...]:
    """Return the persons and organizations that a byline names, in its order; names in capitals get their normal case."""
    text = re.sub(r"\s+", " ", byline).strip(" .,-–—|")
    if "-" in text and all(part in _agencies() or part.casefold() in {a.casefold() for a in _agencies()} for part in text.split("-")):
        text = text.replace("-", ", ")  # NTB-AFP-DPA
    text = _without_prefix(text.partition("|")[0].strip() or text)  # `Anna Visser | Den Haag`
    either = "|".join(map(re.escape, words("byline", "and")))
    parts = re.split(rf"\s*[,;/|•]\s*|\s+(?:{either}|&|\+)\s+", text)
    found = (author(re.sub(r"\s+in\s+[A-ZÀ-Þ][\w.'’-]*(?:\s[A-ZÀ-Þ][\w.'’-]*)?\s*\Z", "", part)) for part in parts)  # `A. Name in Paris`
    return tuple(dict.fromkeys(each for each in found if each is not None))


def person(name: str) -> str:
    """Return the name of a person without the post that stands before it: `Vice-President, Yang Yang` -> `Yang Yang`."""
    _, comma, rest = name.rpartition(",")
    return rest.strip() if comma and sum(map(_capital, rest.split())) >= _CAPITALS else name


def _without_prefix(text: str) -> str:
    """Cut *Door*, *By:*, *Von*; what may begin a name (*de Boer*) only before two words with a capital."""
    text = re.sub(rf"^(?:{'|'.join(map(re.escape, words('byline', 'prefixes')))})\b[\s:]+(?=\S)", "", text, flags=re.IGNORECASE)
    return re.sub(rf"^(?:{'|'.join(words('byline', 'particles'))})\s+(?=[A-ZÀ-Þ]\S*\s+[A-ZÀ-Þ])", "", text)


def author(name: str, kind: EntityKind | None = None, same_as: tuple[str, ...] = ()) -> GivenEntity | None:
    """Return one author, or None for what is no name (a login, a sentence, a post). `kind` is what the source says it is."""
    name = re.sub(r"\s+", " ", re.sub(r"[(<\[][^)>\]]*[)>\]]|\S+@\S+|https?://\S+", "", name)).strip(' .,;:-–—|"“”')
    if not name or len(name) > 80:  # noqa: PLR2004  (longer ones are sentences)
        return None
    if kind is EntityKind.ORGANIZATION or is_agency(name) or is_host(name):
        return GivenEntity(name=name, kind=EntityKind.ORGANIZATION, same_as=same_as)
    name = _without_posts(_without_prefix(name))
    if kind is EntityKind.PERSON and len(name) > 1 and not name.islower():
        return GivenEntity(name=_cased(name), kind=EntityKind.PERSON, same_as=same_as)
    capitals = [word for word in name.split() if _capital(word)]
    small = [word for word in name.split() if not _capital(word)]
    if _NAME.fullmatch(name) is None or len(capitals) < _CAPITALS or any(word.casefold() not in _PARTICLES for word in small):
        return None
    return GivenEntity(name=_cased(name), kind=EntityKind.PERSON, same_as=same_as)


def is_host(name: str) -> bool:
    """Whether a name is the address of a site: `wadkrant.nl`."""
    return re.fullmatch(r"(?:https?://)?(?:[\w-]{2,}\.)+[a-z]{2,6}(?:/\S*)?", name) is not None


def named_in(name: str) -> tuple[GivenEntity, ...]:
    """Return the authors that the name of one is a list of (`A. Name, B. Name en C. Name`); none where a part of it is no name."""
    either = "|".join(map(re.escape, words("byline", "and")))
    parts = re.split(rf"\s*[,;/|•]\s*|\s+(?:{either}|&|\+)\s+", name.strip(" ,;"))
    found = authors(name)
    return found if len(found) == len(parts) else ()


def _capital(word: str) -> bool:
    """Whether a word is written as a name: *Visser*, *d'Ailly*."""
    return word[:1].isupper() or re.match(r"[dl]['’][^\W\d_a-zà-ÿ]", word) is not None


def is_agency(name: str) -> bool:
    """Whether a name is a news agency's or a desk's."""
    parts = re.split(r"[\s/]+", name)
    if name.startswith("The ") or name.strip() in _agencies() or any(part in _agencies() for part in parts):
        return True
    if any(part.casefold() in words("byline", "desks") for part in name.split("-")[1:]):
        return True  # `Wadkrant-redactie`
    return any(part.casefold().strip(".,") in _desks() for part in parts)


@functools.cache
def _agencies() -> frozenset[str]:
    return frozenset(words("byline", "agencies"))


@functools.cache
def _desks() -> frozenset[str]:
    return frozenset((*words("byline", "desks"), *words("byline", "organizations")))


def _without_posts(name: str) -> str:
    parts = name.split()
    posts = {post.casefold() for post in words("byline", "posts")}
    while len(parts) > 1 and parts[0].casefold().strip(",:") in posts:
        parts = parts[1:]
    while len(parts) > _CAPITALS and parts[-1].casefold().strip(",:") in posts:
        parts = parts[:-1]
    return " ".join(parts).strip(" ,")


def _cased(name: str) -> str:
    """Give a name in capitals its normal case: `JANE VAN DYKE-SMITH` -> `Jane van Dyke-Smith`."""
    if not name.isupper() or len(name.split()) < _CAPITALS:
        return name
    return " ".join(w.lower() if n and w.casefold() in _PARTICLES else re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), w) for n, w in enumerate(name.split()))
