"""Attribution without a verb: *volgens*, *naar verluidt*, and nouns such as *vrees* and *klacht*."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Attitude, Span, Statement
from kg.statements import quotes
from kg.statements.cues import lemma, phrases, speakers
from kg.statements.page import LONG_QUOTE, Page, form, made, parts
from kg.statements.speech import is_speech
from kg.tree import universal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Phrase, Token

__all__ = ["according_to", "adverbial", "cue_noun", "issued"]

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "X"})


def according_to(page: Page) -> Iterator[Statement]:
    """'Volgens Veldkamp is er meer tijd nodig.'; '..., aldus voorzitter Amrani.'."""
    tree = page.tree
    for token in tree.tokens:
        if token.form.lower() not in page.lexicon.source_prepositions:
            continue
        source = tree.tokens[token.head]
        if token.deprel not in {"case", "mark", "advmod", "cc"} and source.i > token.i:
            continue
        participle = source.i == token.i + 1 and source.upos == "VERB" and token.deprel == "case"  # *volgens ingewijden*
        if source.i < token.i or (source.upos not in _NOMINAL and not participle):
            following = next((t for t in tree.tokens[token.i + 1 : tree.sentence(token.i).end] if t.upos in {"NOUN", "PROPN", "PRON"}), None)
            if following is None:
                continue
            source = following
        if source.lemma in page.lexicon.not_sources or page.quoted(token.i) is not None:
            continue
        content = _attributed(page, token, source)
        if content:
            content = tuple(quotes.trimmed(page.text, span) for span in content)
            speakers_ = (tree.phrase(source.i),) if participle else phrases(tree, source.i)
            yield Statement(content=content, pattern="", speakers=speakers_, cue=(token.span,), form=form(page, content, (token.span,)))


def _attributed(page: Page, token: Token, source: Token) -> tuple[Span, ...]:
    """Return the quotation that ends before the preposition, else the clause around it without the source's phrase."""
    before = next((q for q in reversed(page.quotes_from(0, token.span.start)) if q.end <= token.span.start), None)
    if before is not None and _ends_in(page, before, token) and is_speech(page, before):
        return (before,)
    tree = page.tree
    phrase = {token.i, *tree.subtree(source.i)}
    clause = tree.clause(source.i)
    if clause.i in phrase:
        sentence = tree.sentence(token.i)
        indices: tuple[int, ...] = tuple(range(sentence.start, sentence.end))
        phrase = {i for i in phrase if i >= token.i}
    else:
        indices = tree.subtree(clause.i)
    return tuple(span for span in parts(page, indices, phrase) if len(span) > LONG_QUOTE)


def _ends_in(page: Page, quote: Span, token: Token) -> bool:
    """Whether a quotation ends right before *volgens* and that goes on with its sentence: what begins a sentence or a paragraph is about what follows."""
    between = page.text[quote.end : token.span.start]
    rest = page.tree.tokens[token.i : page.tree.sentence(token.i).end]
    begins = token.form[:1].isupper() and any(t.feat("VerbForm") == "Fin" and universal(t.deprel) in {"root", "aux", "cop"} for t in rest)
    return len(between) < LONG_QUOTE and "\n" not in between and not begins


def issued(page: Page, phrase: Phrase) -> Phrase:
    """Return the phrase with the head of the actor whose document it is: *de website van **de gemeente***, *een memo bij **Delta***."""
    tree, head, seen = page.tree, phrase.head, {phrase.head}
    while tree.tokens[head].lemma.lower().endswith(page.lexicon.documents):
        below = [t.i for t in tree.children(head, "nmod") if tree.case(t.i) in page.lexicon.issuers and t.i not in seen and phrase.span.covers(t.span)]
        if not below:
            break
        head = below[0]
        seen.add(head)
        if page.is_actor(head):
            return replace(phrase, head=head)
    return phrase


def adverbial(page: Page) -> Iterator[Statement]:
    """'Naar verluidt stapt de directeur op.'; with *naar eigen zeggen* the subject is the source."""
    tree = page.tree
    words = [t.form.lower() for t in tree.tokens]
    for phrase, attitude in page.lexicon.adverbials.items():
        size = len(phrase)
        for i in (i for i, word in enumerate(words) if word == phrase[0] and tuple(words[i : i + size]) == phrase):
            cue = range(i, i + size)
            clause = next((c for c in (tree.clause(j) for j in (*cue, *(tree.tokens[j].head for j in cue))) if c.i not in cue), None)
            if clause is None:
                continue
            content = parts(page, tree.subtree(clause.i), set(cue))
            content = tuple(quotes.trimmed(page.text, span) for span in content if len(span) > LONG_QUOTE)
            own = phrase in page.lexicon.own_words
            subject = tree.child(clause.i, "nsubj") if own else None
            span = Span(tree.tokens[i].span.start, tree.tokens[i + size - 1].span.end)
            if content:
                yield Statement(
                    content=content,
                    pattern="",
                    speakers=phrases(tree, subject.i) if subject is not None and page.is_actor(subject.i) else (),
                    cue=(span,),
                    attitude=attitude,
                    form=form(page, content, (span,)),
                )


def cue_noun(page: Page) -> Iterator[Statement]:
    """'hun bezorgdheid over de verwatering', 'de verwachting dat de rente daalt', 'klachten dat het te lang duurt'."""
    tree, lexicon = page.tree, page.lexicon
    for noun in tree.tokens:
        attitude = lexicon.nouns.get(noun.lemma.lower()) if noun.upos == "NOUN" else None
        if attitude is None:
            continue
        clause = _clause_of(page, noun)
        content = clause or _about(page, noun)
        if content is None:
            continue
        if clause is not None and noun.lemma.lower() in lexicon.asking and _asks(page, clause):
            attitude = Attitude.QUESTION
        without = {t.i for t in tree.children(content.i, "case")} if content.upos in {"NOUN", "PROPN"} and clause is None else set()
        spans = parts(page, (i for i in tree.subtree(content.i) if i > noun.i), without)
        asked = attitude is Attitude.QUESTION and universal(noun.deprel) == "obl"  # *op de vraag of hij blijft, antwoordt ze*: somebody else asked
        owner = () if asked else tuple(_before(page, p, content) for p in _owner(page, noun))
        if spans and (owner or clause is not None):
            found = made(page, noun, spans, owner, attitude)
            if found is not None:
                yield found


def _before(page: Page, phrase: Phrase, content: Token) -> Phrase:
    """Return the owner's phrase without the content that the parser hung below it."""
    first = page.tree.subtree(content.i)[0]
    if not phrase.span.covers(content.span) or first <= phrase.head:
        return phrase
    return replace(phrase, span=Span(phrase.span.start, page.tree.tokens[first - 1].span.end))


def _about(page: Page, noun: Token) -> Token | None:
    """Return the noun after the preposition that goes with a cue noun: below it, or below the verb right behind it (*wees het verzoek om uitstel af*)."""
    tree, lexicon = page.tree, page.lexicon
    wanted = lexicon.noun_prepositions | lexicon.noun_complements.get(noun.lemma.lower(), frozenset())
    own = lexicon.noun_complements.get(noun.lemma.lower(), frozenset())  # *de kritiek van de rekenkamer **op***: below the owner to the parser
    found = next((t for t in tree.children(noun.i, "nmod") if tree.case(t.i) in wanted), None)
    found = found or next(
        (n for t in tree.children(noun.i, "nmod") if tree.case(t.i) in lexicon.owners for n in tree.children(t.i, "nmod") if tree.case(n.i) in own), None
    )
    if found is not None or universal(noun.deprel) not in {"obj", "nsubj", "nsubj:pass"}:
        return found
    behind = tree.subtree(noun.i)[-1] + 1
    return next(
        (t for t in tree.children(noun.head, "obl") if tree.case(t.i) in wanted and tree.subtree(t.i)[0] == behind and t.upos in {"NOUN", "PROPN"}), None
    )


def _asks(page: Page, clause: Token) -> bool:
    """Whether a clause is a question: *de vraag of*, *de vraag wie*; *de vraag om* asks for something."""
    mark = page.tree.child(clause.i, "mark")
    return mark is None or mark.form.lower() in page.lexicon.suppositions


def _clause_of(page: Page, noun: Token) -> Token | None:
    """Return the clause that tells what a noun holds: by the tree, else what *dat* or *of* right behind it opens."""
    tree, tokens = page.tree, page.tree.tokens
    copular = tree.child(noun.i, "cop") is not None  # *Zijn verwijt was dat de raad zweeg*
    for token in tree.children(noun.i, "acl", "ccomp", "csubj") if not copular or _owner(page, noun) else ():
        mark = tree.child(token.i, "mark") or next((t for t in tree.children(token.i) if t.upos == "SCONJ"), None)
        if mark is not None and (token.deprel != "acl:relcl" or mark.form.lower() in page.lexicon.clause_openers):
            return token
    following = tokens[noun.i + 1] if noun.i + 1 < tree.sentence(noun.i).end else None
    if following is None or following.form.lower() not in page.lexicon.clause_openers or following.upos != "SCONJ":
        return None
    head = tokens[following.head]
    return head if head.i > following.i and head.upos in {"VERB", "AUX", "ADJ", "NOUN"} else None


def _owner(page: Page, noun: Token) -> tuple[Phrase, ...]:
    """Return whose mind a cue noun tells: a possessive, *van* and a noun, or the subject of its verb."""
    tree = page.tree
    for token in tree.children(noun.i, "nmod", "det"):
        owns = tree.case(token.i) in page.lexicon.owners or token.deprel == "nmod:poss" or token.feat("Poss") == "Yes"
        if owns and (token.i in page.actors or token.upos == "PRON"):
            return phrases(tree, token.i)
    verb = tree.tokens[noun.head]
    if universal(noun.deprel) in {"obj", "obl"} and verb.upos == "VERB" and lemma(tree, verb, page.lexicon) not in page.lexicon.others:
        found = speakers(tree, verb, page.lexicon)
        return tuple(p for p in found if p.head in page.actors)
    return ()
