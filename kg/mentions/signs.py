"""Signs of the kind of a name, each with its weight: the name itself, the words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import EntityKind
from kg.tree import universal

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.lexicons.names import NameLexicon
    from kg.model import Token
    from kg.tree import Tree

__all__ = ["RULES", "against", "past_portfolio"]

_GPE, _ORG, _PER, _PLACE = EntityKind.GEOPOLITICAL_ENTITY, EntityKind.ORGANIZATION, EntityKind.PERSON, EntityKind.PLACE
_REACH = 9  # tokens before a comma in which the noun of an apposition stands
_SHORT = 2  # letters from which capitals make an acronym


def _listed(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> EntityKind | None:
    """*Duitsland*, *Europese Unie*."""
    del tree, run
    if words in lexicon.countries:
        return _GPE
    if words in lexicon.things or words.split(maxsplit=1)[0] in lexicon.product_words:
        return EntityKind.THING
    return _ORG if words in lexicon.organizations else None


def _titled(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> EntityKind | None:
    """*minister Veldkamp*, *netbeheerder Nordstroom*, *de film Zwartboek*: the noun before the name."""
    before = tree.tokens[run[0] - 1] if run[0] > tree.sentence(run[0]).start else None
    if before is None:
        return None
    if before.form in lexicon.honorifics:
        return _PER
    if words in lexicon.organizations:
        return None  # *Jan Smit (directeur Natuurmonumenten)*
    if _behind_its_post(tree, run, lexicon):
        return _PER
    if before.upos not in {"NOUN", "ADJ", "PROPN"} or not _introduces(tree, before, run):
        return None
    if before.lemma in lexicon.inhabitants or before.form in lexicon.inhabitants:
        return _PER
    word = before.form.lower()
    kind = lexicon.kind(word) or lexicon.kind(before.lemma)
    if kind is None and before.lemma.lower().endswith(lexicon.person_suffixes):
        return _PER
    if kind is EntityKind.GROUP or word.endswith(lexicon.media):
        return _ORG
    return _PLACE if kind is _GPE else kind  # *de gemeente Zwolle*


def _behind_its_post(tree: Tree, run: tuple[int, ...], lexicon: NameLexicon) -> bool:
    """*minister van Financiën Eelco Haan*: the name follows a title and what it is the title of."""
    start = max(tree.sentence(run[0]).start, run[0] - _REACH)
    posts = (i for i in range(start, run[0] - 2) if tree.tokens[i].upos == "NOUN" and lexicon.title(tree.tokens[i].lemma))
    return any(past_portfolio(tree, i, lexicon) == run[0] for i in posts)


def past_portfolio(tree: Tree, post: int, lexicon: NameLexicon) -> int:
    """Return the token behind a title and the portfolio that follows it: *Haan* in *minister van Financiën Haan*."""
    end = min(tree.sentence(post).end, post + _REACH)
    if post + 1 >= end or tree.tokens[post + 1].form.lower() not in lexicon.of_prepositions:
        return post + 1
    for stop in range(end, post + 2, -1):
        if " ".join(tree.tokens[i].form for i in range(post + 2, stop)) in lexicon.portfolios:
            return stop
    return post + 1


def _introduces(tree: Tree, noun: Token, run: tuple[int, ...]) -> bool:
    return noun.head in run or any(tree.tokens[i].head == noun.i for i in run)


def _organization_word(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> EntityKind | None:
    """*Delta Computer*, *Ministerie van Financiën*."""
    del tree, run
    parts = words.split()
    if any(part in lexicon.organization_words and not (n and parts[n - 1].casefold() in lexicon.particles) for n, part in enumerate(parts)):
        return _ORG  # not *Van 't Hof*
    return _ORG if len(parts) == 1 and lexicon.kind(words.lower()) is _ORG and len(words) > 6 else None  # noqa: PLR2004


def _body(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> EntityKind | None:
    """*Veiligheidsregio Zeeland*, *Waterwegbedrijf Lindermeer*: the first word is a noun for a body."""
    first, _, rest = words.partition(" ")
    body = rest and lexicon.kind(first.lower()) is _ORG and first not in lexicon.first_names
    return _ORG if body and _organization_word(tree, run, words, lexicon) is None else None


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
    named = len(parts) > 1 and parts[0] in lexicon.first_names and words not in lexicon.organizations  # not *Albert Heijn*
    return _PER if named and not any(c.isdigit() for c in words) else None


def _first_name_alone(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> EntityKind | None:
    """*Priscilla*."""
    del tree, run
    other = words in lexicon.places or words in lexicon.countries or words in lexicon.organizations
    return _PER if words in lexicon.first_names and not other else None


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
    start = tree.sentence(run[0]).start
    posts = []
    of = run[0] - 1
    if of > start and tokens[of].upos == "DET":
        of -= 1
    if of > start and tokens[of].form.lower() in lexicon.of_prepositions:
        posts.append(tokens[of - 1])  # *de topman van Delta*
    after = tokens[run[-1] + 1] if run[-1] + 2 < tree.sentence(run[0]).end else None
    if after is not None and after.upos in {"NOUN", "PROPN"} and tokens[after.i + 1].upos == "PROPN" and tokens[after.i + 1].form[:1].isupper():
        posts.append(after)  # *Delta CEO Jan Smit*
    for post in posts:
        title = lexicon.title(post.lemma) if post.upos in {"NOUN", "PROPN"} else ""
        if title:
            return None if title in lexicon.land_posts else _ORG
    return None


def _town(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> EntityKind | None:
    """*de burgemeester van Urk*: what has a mayor."""
    post = run[0] - 2
    if post < tree.sentence(run[0]).start or tree.tokens[post + 1].form.lower() not in lexicon.of_prepositions or words in lexicon.countries:
        return None
    return _PLACE if tree.tokens[post].upos == "NOUN" and lexicon.title(tree.tokens[post].lemma) in lexicon.town_posts else None


def _acting(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> EntityKind | None:
    """*Robert Visbeek vertrekt*: two words or more that do something are a person, without an article.

    With a town in it the name is a team's: *Manchester City speelt*.
    """
    head = next((i for i in run if tree.tokens[i].head not in run), run[0])
    token = tree.tokens[head]
    if tree.children(head, "det") or any(c.isdigit() for c in words) or words in lexicon.places or words in lexicon.organizations:
        return None
    subject = universal(token.deprel) in {"nsubj", "parataxis"} or (token.deprel == "obl:agent")
    parts = words.split()
    if len(parts) in {2, 3} and subject and all(p.isalpha() and p[1:].islower() for p in parts):
        teamed = parts[0] not in lexicon.first_names and (parts[0] in lexicon.places or parts[-1] in lexicon.places)
        return _ORG if teamed else _PER
    return None


def against(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> dict[EntityKind, float]:
    """What speaks against a person: an article right before the name (*de NZa*), a preposition of place (*uit Cherson*)."""
    del words
    before = tree.tokens[run[0] - 1] if run[0] > tree.sentence(run[0]).start else None
    if before is None:
        return {}
    article = before.upos == "DET" and before.form.lower() in lexicon.pronouns["definite"]
    placed = before.upos == "ADP" and before.form.lower() in lexicon.place_prepositions
    return {_PER: _NOBODY} if article or placed else {}


_NOBODY = -2.5
_TITLED = {_PER: 3.4, _ORG: 2.8, _PLACE: 4.0, EntityKind.THING: 2.4}
_LISTED = {_GPE: 3.9, _ORG: 3.2, EntityKind.THING: 3.0}
RULES: tuple[tuple[Callable[[Tree, tuple[int, ...], str, NameLexicon], EntityKind | None], float | dict[EntityKind, float]], ...] = (
    (_listed, _LISTED),
    (_titled, _TITLED),
    (_occasion_or_work, 1.8),
    (_organization_word, 1.4),
    (_body, 1.8),
    (_first_name, 2.6),
    (_first_name_alone, 0.8),
    (_described, 2.2),
    (_appositive, 0.6),
    (_city, 2.2),
    (_has_post, 1.9),
    (_town, 1.3),
    (_located, 1.3),
    (_acronym, 1.8),
    (_acting, 1.6),
)
