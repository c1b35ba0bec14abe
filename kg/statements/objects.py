"""Reporting verbs with an object or a phrase that they report: *kondigde zijn vertrek aan*, *wees op de kosten*, *noemde het plan onhaalbaar*."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Attitude
from kg.statements.clauses import as_what, content_clause, valued, willing
from kg.statements.cues import lemma
from kg.statements.page import Page, made, parts, said_by
from kg.tree import universal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import Statement, Token

__all__ = ["judgement", "object_alone", "prepositional"]


def object_alone(page: Page) -> Iterator[Statement]:
    """'Hij kondigde zijn betrokkenheid aan.' The object alone is the content."""
    tree = page.tree
    for cue, attitude in page.verbs:
        if lemma(tree, cue, page.lexicon) not in page.lexicon.object_verbs or content_clause(page, cue) is not None:
            continue
        passive = tree.child(cue.i, "nsubj:pass")
        speakers = said_by(page, cue)
        nominal = [t for t in tree.children(cue.i, "xcomp") if t.upos == "NOUN" and tree.child(t.i, "case", "mark") is None]
        objects = [t for t in (*tree.children(cue.i, "obj", "iobj"), *nominal) if not any(p.span.covers(t.span) for p in speakers)]
        content = passive or next(iter(objects), None)
        if content is None or content.upos == "PRON" or (not speakers and passive is None):
            continue
        if passive is not None and lemma(tree, cue, page.lexicon) in page.lexicon.active_only:
            continue
        if passive is not None and attitude is Attitude.INTENTION:  # *een actie is gepland op de A1*: all that is planned
            inner: Iterable[int] = set(tree.subtree(cue.i)) - {cue.i, *(t.i for t in tree.children(cue.i, "aux", "cop", "mark", "cc"))}
        else:
            inner = tree.subtree(content.i, lambda t: t.deprel not in {"parataxis", "acl:relcl"} and universal(t.deprel) != "advcl")
            inner = (*inner, *_complement(page, cue, max(inner)), *_second_clause(page, cue))
        found = made(page, cue, parts(page, inner, {cue.i}), speakers, attitude)
        if found is not None:
            yield found


def _complement(page: Page, cue: Token, last: int) -> tuple[int, ...]:
    """Return the phrase right behind an object that says what it is about, where the parser hung it on the verb: *vreest schade aan de natuur*."""
    tree = page.tree
    for token in tree.children(cue.i, "obl", "xcomp"):
        phrase = tree.subtree(token.i)
        if phrase[0] == last + 1 and tree.case(token.i) in page.lexicon.complements:
            return phrase
    return ()


def _second_clause(page: Page, cue: Token) -> tuple[int, ...]:
    """Return the clause that is coordinated with an object: *benadrukte het belang van steun **en dat er haast is***."""
    tree = page.tree
    for token in (t for o in (cue, *tree.children(cue.i, "obj")) for t in tree.children(o.i, "conj")):
        opener = tree.child(token.i, "cc")
        if opener is not None and opener.i + 1 < token.i and tree.tokens[opener.i + 1].form.lower() in page.lexicon.clause_openers:
            return tree.subtree(token.i)
    return ()


def prepositional(page: Page) -> Iterator[Statement]:
    """'De bond wees op de hoge kosten': the phrase after the preposition that goes with the verb."""
    tree, lexicon = page.tree, page.lexicon
    for cue in tree.tokens:
        if cue.upos != "VERB":
            continue
        word = lemma(tree, cue, page.lexicon)
        wanted = lexicon.prepositional.get(word)
        if not wanted or any(t.form.lower() not in lexicon.joined.get(cue.lemma, ()) and t.feat("Reflex") != "Yes" for t in tree.children(cue.i, "obj")):
            continue
        below = (*tree.children(cue.i, "obl", "nmod"), *(n for t in tree.children(cue.i, "obj") for n in tree.children(t.i, "nmod")))
        content = next((t for t in below if tree.case(t.i) in wanted and t.upos in {"NOUN", "PROPN"}), None)
        speakers = said_by(page, cue)
        if content is None or content.i < cue.i or not any(page.is_actor(p.head) or tree.tokens[p.head].upos == "PRON" for p in speakers):
            continue
        inner = tree.subtree(content.i, lambda t: universal(t.deprel) not in {"parataxis", "advcl"})
        inner = (*inner, *_complement(page, cue, max(inner)))
        found = made(
            page,
            cue,
            parts(page, inner, {t.i for t in tree.children(content.i, "case")}),
            speakers,
            lexicon.prepositional_attitudes[word],
        )
        if found is not None:
            yield found


def judgement(page: Page) -> Iterator[Statement]:
    """'Visser noemde het plan onhaalbaar': what is judged and how, without subject and verb."""
    tree = page.tree
    for cue, attitude in page.verbs:
        word = lemma(tree, cue, page.lexicon)
        if word not in page.lexicon.judging:
            continue
        judged = tree.child(cue.i, "obj", "nsubj:pass", "expl")
        how = as_what(page, cue, judged)
        passive = judged is not None and judged.deprel == "nsubj:pass"
        if not how or (judged is None and not valued(page, cue)) or (passive and word in page.lexicon.active_only):
            continue
        speakers = said_by(page, cue)
        if not passive and not willing(page, speakers):
            continue
        tail = _complement(page, cue, max(tree.subtree(how[-1].i))) if not passive else ()
        kept = {i for t in (*([judged] if judged else []), *how, *tree.children(cue.i, "ccomp", "csubj")) for i in tree.subtree(t.i)} | set(tail)
        found = made(page, cue, parts(page, kept, {cue.i, *(t.i for t in tree.children(cue.i, "aux"))}), speakers, attitude)
        if found is not None:
            yield replace(found, time=None, addressee=None)
