"""One name in many shapes: *Delta Computer* and *Delta*, a surname after the full name, an acronym and what it stands for."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

from kg.model import EntityKind, Mention, MentionForm

if TYPE_CHECKING:
    from kg.lexicons.names import NameLexicon
    from kg.model import Analysis

__all__ = ["cluster"]

_PLACES = frozenset({EntityKind.PLACE, EntityKind.GEOPOLITICAL_ENTITY})


def cluster(analysis: Analysis, mentions: tuple[Mention, ...], lexicon: NameLexicon) -> list[list[Mention]]:
    """Group the names: equal ones first, then each shorter one with the only longer one that it may stand for."""
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.form is MentionForm.NAME:
            groups.setdefault(_key(analysis, mention, lexicon), []).append(mention)
    _bracketed(analysis, groups)
    words = {key: key.split() for key in groups}
    longer_by = _by_sign(words)
    for key in sorted(groups, key=lambda k: (len(words[k]), len(k), k)):
        size = len(words[key])
        if _registered(analysis, groups[key], lexicon):
            continue  # *Delta Inc.* is not *Delta Records*
        alike = sorted({n for sign in _signs(words[key]) for n in longer_by.get(sign, ())})
        others = (other for _, other in alike if other in groups and len(words[other]) > size)
        longer = [other for other in others if _stands_for(key, groups[key], other, groups[other], lexicon)]
        longer = _before(groups[key], longer, groups)
        if len(longer) == 1 and key in groups:
            groups[longer[0]] = groups[longer[0]] + groups.pop(key)
    return list(groups.values())


def _by_sign(words: dict[str, list[str]]) -> dict[tuple[str, str], list[tuple[int, str]]]:
    """Return the names by their first word, their last word and their initials, with their places in the list."""
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for n, (name, parts) in enumerate(words.items()):
        initials = "".join(w[0] for w in parts if w[:1].isupper())
        for sign in {("first", parts[0].casefold()), ("last", parts[-1].casefold()), ("initials", initials)} if parts else ():
            found.setdefault(sign, []).append((n, name))
    return found


def _signs(parts: list[str]) -> tuple[tuple[str, str], ...]:
    """Return how a longer name must begin, end or be abbreviated for a shorter one to stand for it."""
    return (("first", parts[0].casefold()), ("last", parts[-1].casefold()), ("initials", _letters(parts[0]))) if parts else ()


def _letters(short: str) -> str:
    return re.sub(r"[^\w]", "", short)


def _before(group: list[Mention], longer: list[str], groups: dict[str, list[Mention]]) -> list[str]:
    """Return the longer names that stand before the first short one where there are several: *Chet Atkins ... Atkins ... Chester Burton Atkins*."""
    start = min(m.span.start for m in group)
    earlier = [name for name in longer if min(m.span.start for m in groups[name]) < start]
    return earlier if len(longer) > 1 and len(earlier) == 1 else longer


def _bracketed(analysis: Analysis, groups: dict[str, list[Mention]]) -> None:
    """Join a name and its acronym in brackets, whichever comes first: *Nederlandse Zorgautoriteit (NZa)*, *RIVM (Rijksinstituut voor ...)*."""
    home = {m: key for key, group in groups.items() for m in group if not m.derived}
    for one, other in itertools.pairwise(sorted(home, key=lambda m: m.span)):
        between = analysis.article.text[one.span.end : other.span.start].strip()
        first, second = home[one], home[other]
        if between != "(" or first == second or first not in groups or second not in groups or EntityKind.PERSON in {one.kind, other.kind}:
            continue
        short, long = sorted((first, second), key=len)
        parts = [word for word in long.split() if word[:1].isupper()]
        spelled = _spells(short, long) or (len(short) <= len(parts) and short[0] == parts[0][0])  # *Iers Republikeins Leger (Ira)*
        if " " not in short and spelled:
            groups[long] = groups[long] + groups.pop(short)


def _spells(short: str, long: str) -> bool:
    """Whether the letters of a short form stand in the long one in order, the first at its beginning."""
    letters = [c for c in short if c.isalnum()]
    if len(letters) < 2 or len(long) < 2 * len(letters) or sum(c.isupper() for c in letters) < 2:  # noqa: PLR2004
        return False
    rest = iter(long.casefold())
    return letters[0].casefold() == long[0].casefold() and all(c.casefold() in rest for c in letters)


def _registered(analysis: Analysis, group: list[Mention], lexicon: NameLexicon) -> bool:
    """Whether a name of the group ends in a legal form: then it is whole."""
    return any(analysis.article.words(m.span).split()[-1].rstrip(".") in lexicon.legal_forms for m in group)


def _key(analysis: Analysis, mention: Mention, lexicon: NameLexicon) -> str:
    words = " ".join(analysis.article.words(mention.span).split())
    bare = words
    while " " in bare and bare.rpartition(" ")[2].rstrip(".") in lexicon.legal_forms:
        bare = bare.rpartition(" ")[0].rstrip(",")
    return mention.canonical or lexicon.expansions.get(words) or bare


def _kind(group: list[Mention]) -> EntityKind | None:
    kinds = Counter(m.kind for m in group if m.kind is not None)
    return max(kinds, key=kinds.__getitem__) if kinds else None


def _stands_for(short: str, group: list[Mention], long: str, other: list[Mention], lexicon: NameLexicon) -> bool:
    mine, theirs = _kind(group), _kind(other)
    if " " not in short and " " in long and _initials(short, long.split()):
        return True
    if any(m.canonical for m in (*group, *other)):
        return False
    if mine is not None and theirs is not None and mine is not theirs and not {mine, theirs} <= _PLACES:
        return False
    few, many = short.split(), long.split()
    if len(few) >= len(many):
        return False
    if theirs is EntityKind.PERSON or mine is EntityKind.PERSON:
        whole = " ".join(few).casefold() == " ".join(many[-len(few) :]).casefold()  # *Van den Berg*, *van den Berg*
        return whole or (len(few) == 1 and few[0] == many[0] and any(m.span.start > other[0].span.start for m in group))
    if theirs in {EntityKind.PLACE, EntityKind.THING}:
        return False
    if mine is theirs is EntityKind.ORGANIZATION and few == many[1:] and lexicon.kind(many[0].lower()) is EntityKind.ORGANIZATION:
        return True  # *Waterwegbedrijf Lindermeer*
    return few == many[: len(few)] or _initials(few[0], many) or (theirs is None and few == many[-len(few) :])


def _initials(short: str, words: list[str]) -> bool:
    """`ECB` for *Europese Centrale Bank*."""
    letters = _letters(short)
    return letters.isupper() and len(letters) > 1 and letters == "".join(w[0] for w in words if w[:1].isupper())
