"""Names as runs of tokens: what the analyser sees and what the grammar tells, joined and trimmed, each with its kind."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.mentions.kinds import INHABITANT, evidence, settle_all, sight, together
from kg.mentions.runs import known, part, runs, shouted, surname
from kg.model import EntityKind, Mention, MentionForm, Span
from kg.tree import universal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.lexicons.names import NameLexicon
    from kg.model import NameSpan, Token
    from kg.tree import Tree

__all__ = ["named"]

_WORD = 4  # letters from which a capitalised noun is no abbreviation
_SEEN = 0.25  # probability from which a name of the analyser counts
_TOLD = 1.7  # log odds from which the grammar adds a name that the analyser does not see
_JOINED = frozenset({"flat", "compound", "fixed", "appos", "nmod", "goeswith"})


def named(tree: Tree, lexicon: NameLexicon) -> tuple[list[Mention], set[int]]:
    """Return the names of the text, in order, and the tokens that they cover."""
    forms = Counter(token.form for token in tree.tokens)
    seen = {tuple(range(name.start, name.end)): name for name in tree.analysis.names or () if _stands(tree, name, forms, lexicon)}
    names = _joined(tree, list(runs(tree, lexicon)), seen, lexicon)
    names = sorted([*names, *_last_names(tree, names)])
    return _named(tree, names, seen, lexicon), {i for run in names for i in run}


def _stands(tree: Tree, name: NameSpan, forms: Counter[str], lexicon: NameLexicon) -> bool:
    """Whether a name in capitals throughout is one elsewhere too: *RUTTE* where *Rutte* follows, and no *BUITENLAND* over the news."""
    if not shouted(tree, name.start):
        return True
    words = [token.form for token in tree.tokens[name.start : name.end]]
    return known(" ".join(words), lexicon) or all(word.title() in forms or forms[word] > 1 for word in words)


def _joined(tree: Tree, grammar: list[tuple[int, ...]], seen: dict[tuple[int, ...], NameSpan], lexicon: NameLexicon) -> list[tuple[int, ...]]:
    """Return the names that the analyser sees, and those of the grammar beside them for which more speaks than a capital."""
    if not seen:
        return grammar
    told = [run for run, name in seen.items() if name.kind != INHABITANT and name.probability >= _SEEN]
    whole = [run for run in grammar if _one_person(tree, run, told, lexicon) or _one_body(tree, run, told, lexicon)]
    whole += [run for run in _listed(tree, lexicon) if all(set(other) < set(run) for other in (*whole, *told) if set(other) & set(run))]
    told = [*whole, *(run for run in told if not any(set(run) < set(other) for other in whole))]
    inhabitants = {i for run, name in seen.items() if name.kind == INHABITANT for i in run}
    kept: list[tuple[int, ...]] = []
    posts = _post_phrases(tree, lexicon)
    for run in told:
        for piece in _without(run, posts):
            pieces = _parted(tree, _trimmed(tree, piece, lexicon), lexicon)
            if pieces[0] and run in seen:
                seen.setdefault(pieces[0], replace(seen[run], start=pieces[0][0], end=pieces[0][-1] + 1))
            kept += [words for words in pieces if words]
    taken = {i for run in kept for i in run}
    free = [left for run in grammar if not taken.intersection(run) for left in _without(run, inhabitants | posts)]
    free = [trimmed for run in free if (trimmed := _trimmed(tree, run, lexicon))]
    kept += [piece for run in free if len(pieces := _parted(tree, run, lexicon)) > 1 for piece in pieces]
    free = [run for run in free if len(_parted(tree, run, lexicon)) == 1]
    starts = {run[0] for run in (*kept, *free)}
    kept = [run for run in kept if not _portfolio(tree, run, lexicon) and not _subject_taught(tree, run, starts, lexicon)]
    free = [run for run in free if not _portfolio(tree, run, lexicon) and not _subject_taught(tree, run, starts, lexicon)]
    return kept + [run for run in free if _told(tree, run, seen.get(run), lexicon)]


def _one_person(tree: Tree, run: tuple[int, ...], told: list[tuple[int, ...]], lexicon: NameLexicon) -> bool:
    """Whether a first name and what belongs to it by the tree are one name though the analyser sees parts: *Pieter van Loon*."""
    if len(run) < 3 or tree.tokens[run[0]].form not in lexicon.first_names:  # noqa: PLR2004
        return False
    flat = all(tree.tokens[i].head == run[0] and universal(tree.tokens[i].deprel) == "flat" for i in run[1:])
    return flat and any(set(other) < set(run) for other in told)


def _subject_taught(tree: Tree, run: tuple[int, ...], starts: set[int], lexicon: NameLexicon) -> bool:
    """Whether one word between a post and a name that a first name opens belongs to the post: *hoogleraar Staatsrecht Geert Blom*."""
    after = run[-1] + 1
    posted = len(run) == 1 and run[0] > tree.sentence(run[0]).start and lexicon.title(tree.tokens[run[0] - 1].lemma) != ""
    named = after in starts and tree.tokens[after].form in lexicon.first_names
    word = tree.tokens[run[0]].form
    return posted and named and word not in lexicon.first_names and word[1:].islower()


def _one_body(tree: Tree, run: tuple[int, ...], told: list[tuple[int, ...]], lexicon: NameLexicon) -> bool:
    """Whether a word for a body, with a capital within the sentence, and the place behind it are one name: *de Rechtbank Den Haag*."""
    first = tree.tokens[run[0]]
    inside = len(run) > 1 and run[0] > tree.sentence(run[0]).start and first.form[:1].isupper() and first.form[1:].islower()
    body = inside and first.form in lexicon.organization_words and lexicon.kind(first.form.lower()) is EntityKind.ORGANIZATION
    return body and any(set(other) < set(run) and other[-1] == run[-1] for other in told)


def _listed(tree: Tree, lexicon: NameLexicon) -> Iterator[tuple[int, ...]]:
    """Yield names that a list holds with small words in them: *Alphen aan den Rijn*, *Raad van State*."""
    for token in tree.tokens:
        for rest in lexicon.long_names.get(token.form, ()):
            end = token.i + 1 + len(rest)
            if end <= tree.sentence(token.i).end and tuple(t.form for t in tree.tokens[token.i + 1 : end]) == rest:
                yield tuple(range(token.i, end))
                break


def _portfolio(tree: Tree, run: tuple[int, ...], lexicon: NameLexicon) -> bool:
    """Whether the words only say what a minister is the minister of: *minister van Financiën*, *minister Visser (Landbouw)*."""
    before = tree.tokens[run[0] - 1] if run[0] > tree.sentence(run[0]).start else None
    if before is None or " ".join(tree.tokens[i].form for i in run) not in lexicon.portfolios:
        return False
    posted = before.form.lower() in lexicon.of_prepositions and lexicon.title(tree.tokens[before.i - 1].lemma) != ""
    return posted or before.form == "("


def _without(run: tuple[int, ...], others: set[int]) -> list[tuple[int, ...]]:
    """Return what is left of a run without some tokens: *Matej Kranjec* of *Sloveen Matej Kranjec*."""
    if not others.intersection(run):
        return [run]
    return [tuple(left) for other, left in itertools.groupby(run, others.__contains__) if not other]


def _post_phrases(tree: Tree, lexicon: NameLexicon) -> set[int]:
    """Return the tokens of posts of several words: *Chief Executive Officer*."""
    words = [token.form.lower() for token in tree.tokens]
    opening = {phrase[0] for phrase in lexicon.post_phrases}
    starts = [i for i, word in enumerate(words) if word in opening]
    return {i + n for i in starts for phrase in lexicon.post_phrases if tuple(words[i : i + len(phrase)]) == phrase for n in range(len(phrase))}


def _told(tree: Tree, run: tuple[int, ...], seen: NameSpan | None, lexicon: NameLexicon) -> bool:
    """Whether the grammar is enough for a name: several proper nouns, or something in or beside it that tells a kind."""
    if len(run) > 1 and (seen is not None or all(tree.tokens[i].upos == "PROPN" for i in run)):
        return True
    return sum(odds for odds in evidence(tree, run, _plain(tree, _name(tree, run, lexicon)), lexicon).values() if odds > 0) >= _TOLD


def _trimmed(tree: Tree, run: tuple[int, ...], lexicon: NameLexicon) -> tuple[int, ...]:
    """Return a name without posts, units and small words at its ends: *Delta CEO Anna Visser* keeps its last two words."""
    if not run:
        return ()
    start, end = run[0], run[-1] + 1
    first = tree.tokens[start]
    plural = first.upos == "NOUN" and first.feat("Number") == "Plur" and not known(first.form, lexicon)
    common = first.upos != "PROPN" and (plural or lexicon.kind(first.form) or lexicon.kind(first.lemma))
    if len(run) == 1 and start == tree.sentence(start).start and common:
        return ()  # *Vissers protesteerden*: a capital by position only
    while start < end and not _begins_name(tree.tokens[start], lexicon):
        start += 1
    while start < end and not part(tree, end - 1, lexicon) and tree.tokens[end - 1].form[:1].islower():
        end -= 1
    posts = [i for i in range(start + 1, end) if tree.tokens[i].form.casefold() in lexicon.titles and not surname(tree, i, lexicon)]
    posts = [i for i in posts if lexicon.title(tree.tokens[i].lemma)]
    forms = [i for i in range(start, end - 1) if tree.tokens[i].form.rstrip(".") in lexicon.legal_forms and tree.tokens[i + 1].form in lexicon.first_names]
    start = max([start, *(i + 1 for i in (*posts, *forms))])
    while start < end and tree.tokens[start].form.lower() in lexicon.of_prepositions and start > run[0]:
        start += 1  # *CEO van Velox*
    while end - start > 1 and _introducing(tree, start, end, lexicon):
        start += 1
    return tuple(range(start, end))


def _introducing(tree: Tree, start: int, end: int, lexicon: NameLexicon) -> bool:
    """Whether the first word only says what the name is one of: *Sloveen Matej Kranjec*; *Webwinkel Blixem* at the start of a sentence."""
    token, following = tree.tokens[start], tree.tokens[start + 1]
    whole = " ".join(t.form for t in tree.tokens[start:end])
    if not following.form[:1].isupper() or whole in lexicon.organizations or whole in lexicon.places or whole in lexicon.countries:
        return False
    if token.form in lexicon.inhabitants or token.lemma in lexicon.inhabitants:
        return token.form not in lexicon.first_names or _article_before(tree, start, lexicon)  # *zangeres Noor Vos*
    if start != tree.sentence(start).start or token.form in lexicon.organization_words or token.form in lexicon.first_names:
        return False
    return lexicon.kind(token.form.lower()) is not None or token.form.lower().endswith(lexicon.media)


def _article_before(tree: Tree, i: int, lexicon: NameLexicon) -> bool:
    """Whether an article stands before, with or without an adjective: *de Noor*, *de 23-jarige Noor*."""
    while i > tree.sentence(i).start and tree.tokens[i - 1].upos in {"ADJ", "NUM"}:
        i -= 1
    return i > tree.sentence(i).start and tree.tokens[i - 1].form.lower() in lexicon.pronouns["definite"]


def _parted(tree: Tree, run: tuple[int, ...], lexicon: NameLexicon) -> list[tuple[int, ...]]:
    """Part a subject from the place that follows it behind the verb: *Woensdag bezocht Hartog Lissabon*; *aanslagen van Garda op Velmark*."""
    cut = next((n for n, i in enumerate(run) if 0 < n < len(run) - 1 and tree.tokens[i].form in lexicon.parting), None)
    if cut is not None and not known(" ".join(tree.tokens[i].form for i in run), lexicon):
        return [run[:cut], run[cut + 1 :]]
    if len(run) != 2 or run[0] == tree.sentence(run[0]).start:  # noqa: PLR2004
        return [run]
    first, second = tree.tokens[run[0]], tree.tokens[run[1]]
    verb = tree.tokens[run[0] - 1]
    place = second.form in lexicon.places or second.form in lexicon.countries
    listed = f"{first.form} {second.form}" in lexicon.places or f"{first.form} {second.form}" in lexicon.organizations
    if verb.upos != "VERB" or not place or listed or first.form in lexicon.first_names or first.form in lexicon.places:
        return [run]
    return [run] if tree.children(verb.i, "obj") or first.head != verb.i else [run[:1], run[1:]]


def _begins_name(token: Token, lexicon: NameLexicon) -> bool:
    word = token.form.casefold()
    last = token.form.rpartition("-")[2]
    if "-" in token.form and last.islower() and (lexicon.title(last) or lexicon.kind(last)):
        return False  # *Delta-leider Anna Visser*
    return word not in lexicon.not_names and word not in lexicon.titles and token.form not in lexicon.units and token.form not in lexicon.honorifics


def _named(tree: Tree, names: list[tuple[int, ...]], seen: dict[tuple[int, ...], NameSpan], lexicon: NameLexicon) -> list[Mention]:
    """Make mentions of names; all occurrences of the same words tell their kind together: the best of the grammar, the mean of the analyser."""
    found = [_name(tree, run, lexicon) for run in names]
    told: dict[str, list[tuple[dict[EntityKind, float], dict[EntityKind, float]]]] = {}
    for run, mention in zip(names, found, strict=True):
        words = _plain(tree, mention)
        told.setdefault(words, []).append((evidence(tree, run, words, lexicon), sight(seen.get(run))))
    kinds = settle_all({words: together(rows) for words, rows in told.items()})
    return [mention if mention.kind is not None else replace(mention, kind=kinds[_plain(tree, mention)]) for mention in found]


def _plain(tree: Tree, mention: Mention) -> str:
    """The words of a mention, one blank between them."""
    return " ".join(tree.analysis.article.words(mention.span).split())


def _last_names(tree: Tree, names: list[tuple[int, ...]]) -> Iterator[tuple[int]]:
    """Yield the last word of a longer name where it stands alone with its capital and was taken for another word."""
    covered = {i for run in names for i in run}
    last = {tree.tokens[run[-1]].form for run in names if len(run) > 1 and tree.tokens[run[-1]].upos == "PROPN"}
    for token in tree.tokens:
        if token.form in last and token.i not in covered and token.form[:1].isupper() and token.upos in {"VERB", "NOUN", "ADJ", "ADV", "X"}:
            yield (token.i,)


def _name(tree: Tree, run: tuple[int, ...], lexicon: NameLexicon) -> Mention:
    head = next((i for i in run if tree.tokens[i].head not in run), run[0])
    span = Span(tree.tokens[run[0]].span.start, tree.tokens[run[-1]].span.end)
    words = tree.analysis.article.words(span)
    if re.search(r"\w's?\Z", words) and not words.endswith("'s"):
        span = Span(span.start, span.end - 1)
    elif re.search(r"\w['’]s\Z", words):
        span = Span(span.start, span.end - 2)
    elif words.endswith("s") and tree.tokens[head].deprel == "nmod:poss" and known(words[:-1], lexicon) and not known(words, lexicon):
        span = Span(span.start, span.end - 1)  # *Ruslands leger*, *Jans ontslag*
    last = tree.tokens[run[-1]].form.rpartition("-")
    if len(run) > 1 and last[1] and last[0][:1].isupper() and last[2].islower() and len(last[2]) >= _WORD:  # *Anna Visser-tribune*
        span = Span(span.start, span.end - len(last[2]) - 1)
        return Mention(span=span, head=head, form=MentionForm.NAME, derived=True)
    words = " ".join(tree.analysis.article.words(span).split())
    if words in lexicon.capitals and _for_its_country(tree, run, head, lexicon):
        return Mention(span=span, head=head, form=MentionForm.NAME, kind=EntityKind.GEOPOLITICAL_ENTITY, canonical=lexicon.capitals[words])
    return Mention(span=span, head=head, form=MentionForm.NAME, canonical=lexicon.countries.get(words))


def _for_its_country(tree: Tree, run: tuple[int, ...], head: int, lexicon: NameLexicon) -> bool:
    """Whether a capital acts or has something, as governments do: *Moskou dreigt*, *de veiligheid van Kiev*."""
    relation = universal(tree.tokens[head].deprel)
    before = tree.tokens[run[0] - 1].form.lower() if run[0] else ""
    if before in lexicon.place_prepositions:
        return False
    return relation == "nsubj" or (relation == "nmod" and before in lexicon.of_prepositions and lexicon.kind(tree.tokens[tree.tokens[head].head].lemma) is None)
