"""What kind of entity a name stands for: by the name itself, by the words around it, by its other occurrences."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import EntityKind
from kg.tree import universal

if TYPE_CHECKING:
    from kg.lexicons.names import NameLexicon
    from kg.model import Analysis, Mention, NameSpan, Token
    from kg.tree import Tree

__all__ = ["INHABITANT", "evidence", "settle_all", "sight", "spread", "together"]

_GPE, _ORG, _PER, _PLACE = EntityKind.GEOPOLITICAL_ENTITY, EntityKind.ORGANIZATION, EntityKind.PERSON, EntityKind.PLACE
_REACH = 9  # tokens before a comma in which the noun of an apposition stands
_SHORT = 2  # letters from which capitals make an acronym


# The kinds of the analyser's name types, and how often a type is right (log odds) by the probability that the analyser gives it, in tenths.
_TYPES = {
    "PER": _PER,
    "ORG": _ORG,
    "STATE": _GPE,
    "CITY": _PLACE,
    "LOC": _PLACE,
    "EVT": EntityKind.THING,
    "WORK": EntityKind.THING,
}
_SURETY = (0.0, 0.0, 0.3, 0.4, 0.6, 1.0, 1.3, 1.5, 1.8, 3.0, 4.2)
_SURE = 1.5  # log odds under which a kind is not said
_FAMILY, _HOUSE = 3.0, 1.5  # log odds for the last words of a person's name, and for the first word of an organization's
INHABITANT = "DEM"


def evidence(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> dict[EntityKind, float]:
    """Weigh what tells the kind of a name in its words and the words around it: log odds for each kind.

    The weight of a rule is the log odds of its being right on annotated names (tools/name_evidence.py).
    """
    found: dict[EntityKind, float] = {}
    for rule, weight in _RULES:
        kind = rule(tree, run, words, lexicon)
        if kind is not None:
            found[kind] = found.get(kind, 0.0) + weight
    return found


def sight(seen: NameSpan | None) -> dict[EntityKind, float]:
    """Weigh what the analyser says of a name."""
    return {_TYPES[seen.kind]: _SURETY[int(seen.probability * 10)]} if seen is not None and seen.kind in _TYPES else {}


def together(rows: list[tuple[dict[EntityKind, float], dict[EntityKind, float]]]) -> dict[EntityKind, float]:
    """Add up what the occurrences of a name tell: for each kind the most that the grammar says once, and what the analyser says on average."""
    found: dict[EntityKind, float] = {}
    for kind in EntityKind:
        weight = max(words.get(kind, 0.0) for words, _ in rows) + sum(seen.get(kind, 0.0) for _, seen in rows) / len(rows)
        if weight:
            found[kind] = weight
    return found


def settled(weights: dict[EntityKind, float]) -> EntityKind | None:
    """Return the kind that most speaks for; None where too little does."""
    best = max(weights, key=lambda kind: (weights[kind], kind.value), default=None)
    return best if best is not None and weights[best] > _SURE else None


def settle_all(told: dict[str, dict[EntityKind, float]]) -> dict[str, EntityKind | None]:
    """Settle the kinds of an article's names, longer ones first: *Berg* is who *Hanneke Berg* is, and *Delta* mostly what *Delta Computer* is."""
    kinds: dict[str, EntityKind | None] = {}
    beside: dict[str, dict[EntityKind, float]] = {}
    for words in sorted(told, key=lambda name: (-name.count(" "), name)):
        weights = dict(told[words])
        for kind, weight in beside.get(words, {}).items():
            weights[kind] = weights.get(kind, 0.0) + weight
        kinds[words] = settled(weights)
        parts = words.split()
        if kinds[words] is _PER:
            for n in range(1, len(parts)):
                beside.setdefault(" ".join(parts[n:]), {})[_PER] = _FAMILY
                beside.setdefault(" ".join([parts[n].capitalize(), *parts[n + 1 :]]), {})[_PER] = _FAMILY
        elif kinds[words] is _ORG and len(parts) > 1:
            beside.setdefault(parts[0], {})[_ORG] = _HOUSE
    return kinds


def _listed(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> EntityKind | None:
    """*Duitsland*, *Europese Unie*."""
    del tree, run
    if words in lexicon.countries:
        return _GPE
    return _ORG if words in lexicon.organizations else None


def _titled(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> EntityKind | None:
    """*minister Veldkamp*, *netbeheerder Nordstroom*, *de film Zwartboek*: the noun before the name."""
    del words
    before = tree.tokens[run[0] - 1] if run[0] > tree.sentence(run[0]).start else None
    if before is None:
        return None
    if before.form in lexicon.honorifics:
        return _PER
    if before.upos not in {"NOUN", "ADJ", "PROPN"} or not _introduces(tree, before, run):
        return None
    if before.lemma in lexicon.inhabitants or before.form in lexicon.inhabitants:
        return _PER
    kind = lexicon.kind(before.lemma)
    if kind is None and before.lemma.lower().endswith(lexicon.person_suffixes):
        return _PER
    if kind is EntityKind.GROUP or before.lemma.lower().endswith(lexicon.media):
        return _ORG
    return kind


def _introduces(tree: Tree, noun: Token, run: tuple[int, ...]) -> bool:
    return noun.head in run or any(tree.tokens[i].head == noun.i for i in run)


def _organization_word(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> EntityKind | None:
    """*Delta Computer*, *Ministerie van Financiën*."""
    del tree, run
    parts = words.split()
    if any(part in lexicon.organization_words and not (n and parts[n - 1].casefold() in lexicon.particles) for n, part in enumerate(parts)):
        return _ORG  # not *Van 't Hof*
    return _ORG if len(parts) == 1 and lexicon.kind(words.lower()) is _ORG and len(words) > 6 else None  # noqa: PLR2004


def _occasion_or_work(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> EntityKind | None:
    """*Worldwide Developers Conference*, *Moscone Center*: the last words tell, for a name of two words or more."""
    del tree, run
    parts = words.split()
    if len(parts) > 1 and any(part in lexicon.place_words for part in parts):
        return _PLACE
    while len(parts) > 1 and parts[-1].isdigit():
        parts.pop()  # *Developers Conference 2010*
    return EntityKind.THING if parts[-1] in lexicon.thing_words else None


def _first_name(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> EntityKind | None:
    """*Saskia de Bruin*."""
    del tree, run
    parts = words.split()
    return _PER if len(parts) > 1 and parts[0] in lexicon.first_names and not any(c.isdigit() for c in words) else None


def _city(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> EntityKind | None:
    """*Delfzijl*, *Noordzee*."""
    del tree, run
    single = " " not in words and len(words) > 5 and words.lower().endswith(lexicon.place_suffixes)  # noqa: PLR2004
    return _PLACE if words in lexicon.places or single else None


def _located(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> EntityKind | None:
    """*in Vlagtwedde*: a preposition of place and no article."""
    del words
    before = tree.tokens[run[0] - 1] if run[0] > tree.sentence(run[0]).start else None
    return _PLACE if before is not None and before.upos == "ADP" and before.form.lower() in lexicon.place_prepositions else None


def _described(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> EntityKind | None:
    """*Nordstroom, een netbeheerder*; *Amrani, voorzitter van Schone Zee*."""
    del words
    for i in run:
        for token in tree.children(i, "appos"):
            kind = lexicon.kind(token.lemma) if token.upos == "NOUN" and token.i not in run else None
            if kind is not None and kind is not EntityKind.GROUP:
                return kind
    return None


def _appositive(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> EntityKind | None:
    """*de voorzitter van de bond, Anna Visser*: the noun of the phrase that ends before the comma."""
    del words
    comma = run[0] - 1
    sentence = tree.sentence(run[0])
    if comma <= sentence.start or tree.tokens[comma].form != ",":
        return None
    for i in range(max(sentence.start, comma - _REACH), comma):  # the outermost first
        token = tree.tokens[i]
        kind = lexicon.kind(token.lemma) if token.upos == "NOUN" else None
        if kind in {_PER, _ORG} and max(tree.subtree(i, lambda t: t.i < comma)) == comma - 1:
            return kind
    return None


def _acronym(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> EntityKind | None:
    """*KNMI*, *VNO-NCW*."""
    del tree, lexicon
    letters = words.replace(".", "").replace("-", "")
    return _ORG if len(run) == 1 and len(letters) >= _SHORT and letters.isupper() and letters.isalpha() else None


def _has_post(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> EntityKind | None:
    """*de topman van Delta*, *Delta-topman Jan Smit*: what has a post that no country has is an organization."""
    if words in lexicon.places or words in lexicon.countries:
        return None
    tokens = tree.tokens
    head = next((i for i in run if tokens[i].head not in run), run[0])
    governor = tokens[tokens[head].head]
    owned = universal(tokens[head].deprel) == "nmod" and tree.case(head) in lexicon.of_prepositions and governor.i < head
    after = tokens[run[-1] + 1] if run[-1] + 2 < tree.sentence(head).end else None
    before_post = after is not None and after.upos in {"NOUN", "PROPN"} and tokens[after.i + 1].upos == "PROPN" and tokens[after.i + 1].form[:1].isupper()
    for post in ([governor] if owned else []) + ([after] if before_post and after is not None else []):
        title = lexicon.title(post.lemma) if post.upos in {"NOUN", "PROPN"} else ""
        if title:
            return None if title in lexicon.land_posts else _ORG
    return None


def _acting(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> EntityKind | None:
    """*Robert Visbeek vertrekt*: two words or more that do something are a person, without an article."""
    head = next((i for i in run if tree.tokens[i].head not in run), run[0])
    token = tree.tokens[head]
    if tree.children(head, "det") or any(c.isdigit() for c in words) or words in lexicon.places:
        return None
    subject = universal(token.deprel) in {"nsubj", "parataxis"} or (token.deprel == "obl:agent")
    parts = words.split()
    if len(parts) in {2, 3} and subject and all(p.isalpha() and p[1:].islower() for p in parts):
        return _PER
    return None


_RULES = (
    (_listed, 2.7),
    (_titled, 2.7),
    (_occasion_or_work, 1.9),
    (_organization_word, 1.4),
    (_first_name, 2.8),
    (_described, 1.5),
    (_appositive, 0.8),
    (_city, 2.3),
    (_has_post, 1.8),
    (_located, 0.7),
    (_acronym, 2.3),
    (_acting, 1.6),
)


def spread(tree: Tree, mentions: list[Mention], lexicon: NameLexicon) -> list[Mention]:
    """Give a name without a kind that of the same name elsewhere, or of the longer name that it ends (or opens)."""
    analysis = tree.analysis
    known: dict[str, EntityKind] = {}
    parts: dict[str, EntityKind] = {}
    for mention in mentions:
        words = " ".join(analysis.article.words(mention.span).split())
        if mention.kind is None:
            continue
        if known.get(words) is not _PER:
            known[words] = mention.kind
        pieces = words.split()
        if len(pieces) > 1 and mention.kind is not EntityKind.THING:  # *Delta* of *Delta Store* is the maker
            parts.setdefault(pieces[-1] if mention.kind is _PER else pieces[0], mention.kind)
        if mention.kind is _PER:  # *Van den Berg* after *Hanneke van den Berg*
            parts.update((" ".join(pieces[n:]).casefold(), _PER) for n in range(1, len(pieces) - 1))
    mentions = _abbreviated(tree, mentions)
    beside = _coordinated(tree, mentions)
    for mention in mentions:
        if mention.kind is None and mention.head in beside:
            known.setdefault(_words(analysis, mention), beside[mention.head])
    actors = {_words(analysis, m): m for m in mentions if m.kind is None and _acts(tree, m)}
    out = []
    for mention in mentions:
        words = " ".join(analysis.article.words(mention.span).split())
        kind = mention.kind or known.get(words) or parts.get(words) or (parts.get(words.casefold()) if " " in words else None)
        if kind is None and words in actors:
            kind = _PER if words in lexicon.first_names else _ORG
        if kind is _PLACE and words not in lexicon.places and known.get(words) in {_PER, _ORG}:
            kind = known[words]
        if kind is _PLACE and parts.get(words) is _PER and words not in lexicon.places:
            kind = _PER
        out.append(replace(mention, kind=kind))
    return out


def _abbreviated(tree: Tree, mentions: list[Mention]) -> list[Mention]:
    """Give capitals in brackets behind a name the kind of that name, wherever they stand: *Developers Conference (DC)*."""
    article = tree.analysis.article
    told: dict[str, EntityKind] = {}
    for one, other in itertools.pairwise(sorted(mentions, key=lambda m: m.span)):
        words = article.words(other.span)
        between = article.text[one.span.end : other.span.start]
        if between.strip() == "(" and words.isupper() and one.kind is not None and not one.derived:
            told[words] = one.kind
    return [replace(m, kind=told.get(article.words(m.span), m.kind)) for m in mentions] if told else mentions


def _coordinated(tree: Tree, mentions: list[Mention]) -> dict[int, EntityKind]:
    """Return the kind of names without one that stand in a row with a name of a known kind: *Rossum, Bianchi en Castro*."""
    kinds = {m.head: m.kind for m in mentions}
    found: dict[int, EntityKind] = {}
    for head, kind in kinds.items():
        first = tree.tokens[head].head if tree.tokens[head].deprel == "conj" else head
        row = [first, *(t.i for t in tree.children(first, "conj"))]
        told = {kinds[i] for i in row if kinds.get(i) is not None}
        if kind is None and len(told) == 1 and told <= {_PER, _PLACE, _GPE}:  # products stand beside companies too
            (found[head],) = told  # type: ignore[assignment]
    return found


def _words(analysis: Analysis, mention: Mention) -> str:
    return " ".join(analysis.article.words(mention.span).split())


def _acts(tree: Tree, mention: Mention) -> bool:
    """Whether a name of one word is the subject of a verb, without an article: *Delta onthult*."""
    token = tree.tokens[mention.head]
    single = len(_words(tree.analysis, mention).split()) == 1
    verb = tree.tokens[token.head]
    return single and token.deprel == "nsubj" and verb.upos == "VERB" and not tree.children(token.i, "det")
