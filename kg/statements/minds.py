"""What somebody has in mind: *wil het zwembad slopen*, *is van plan*, *is blij dat*, *toonde zich bezorgd over*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Attitude, Polarity, Span, Statement
from kg.statements import quotes
from kg.statements.clauses import content_clause, told_tokens
from kg.statements.cues import lemma, phrases, polarity
from kg.statements.page import LONG_QUOTE, Page, form, parts
from kg.tree import universal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Phrase, Token

__all__ = ["modal_intention", "of_mind", "predicate"]


def modal_intention(page: Page) -> Iterator[Statement]:
    """'Oekraïne wil toetreden tot de NAVO', 'De raad wil een debat': the rest of the clause is the content."""
    tree = page.tree
    for cue in tree.tokens:
        if cue.lemma not in page.lexicon.modals or cue.feat("VerbForm") != "Fin" or cue.upos not in {"VERB", "AUX"}:
            continue
        top = tree.tokens[cue.head] if universal(cue.deprel) == "aux" else cue
        verb = top if top.i != cue.i else next((t for t in tree.children(cue.i, "xcomp") if tree.child(t.i, "mark") is None), None)
        told = content_clause(page, cue)
        if (told is not None and told != verb) or (verb is not None and _reports(page, verb)):
            continue
        subject = _subject(page, top, cue)
        speakers = _minded(page, top, cue) if subject is not None else ()
        if subject is None or _supposed(page, top, cue) or not speakers or subject.feat("PronType") == "Int":
            continue
        content = parts(page, _wanted(page, cue, top, subject), {cue.i, *tree.subtree(subject.i), *(t.i for t in tree.children(top.i, "aux"))})
        if (
            len(content) == 1
            and (within := tree.within(content[0])).stop - within.start == 1
            and tree.tokens[within.start].upos not in {"NOUN", "VERB", "PROPN"}
        ):
            continue  # *wil dat*, *wil niet*
        attitude = page.lexicon.verbs.get(cue.lemma, Attitude.INTENTION)
        content = tuple(quotes.trimmed(page.text, span) for span in content)
        if content:
            yield Statement(content=content, pattern="", speakers=speakers, cue=(cue.span,), attitude=attitude, form=form(page, content, (cue.span,)))


def _reports(page: Page, verb: Token) -> bool:
    """Whether what is wanted is to say something: *wilde niet zeggen of*, *wil benadrukken dat*."""
    if lemma(page.tree, verb, page.lexicon) not in page.lexicon.verbs:
        return False
    return content_clause(page, verb) is not None or polarity(page.tree, verb, page.lexicon) is Polarity.NEGATIVE


def _wanted(page: Page, cue: Token, top: Token, subject: Token) -> set[int]:
    """Return the tokens of the clause without its subject, what joins it to others, and clauses with a subject of their own."""
    tree = page.tree
    left = {i for t in tree.children(top.i, "mark", "cc", "parataxis", "punct") for i in tree.subtree(t.i)}
    for token in tree.children(top.i, "conj", "advcl"):
        finite = any(t.feat("VerbForm") == "Fin" for t in (token, *tree.children(token.i, "aux", "cop")))
        if finite and (universal(token.deprel) == "conj" or token.i < cue.i):
            left |= set(tree.subtree(token.i))
    if top.i == cue.i:  # *Bovendien wil hij*, *ook wil hij*
        left |= {t.i for t in tree.children(top.i, "advmod") if t.i < cue.i}
    return set(tree.subtree(top.i)) - left - set(tree.subtree(subject.i)) - {cue.i}


def of_mind(page: Page) -> Iterator[Statement]:
    """'Het bedrijf is van plan films te verkopen': a cue noun right after its preposition, whatever the parser made of it."""
    tree, tokens = page.tree, page.tree.tokens
    for noun in tokens:
        attitude = page.lexicon.nouns.get(noun.form.lower())
        if attitude is None or noun.i == 0 or tokens[noun.i - 1].form.lower() not in page.lexicon.owners:
            continue
        sentence = tree.sentence(noun.i)
        copula = next((t for t in tokens[max(sentence.start, noun.i - 2 * LONG_QUOTE) : min(sentence.end, noun.i + 2)] if t.lemma == "zijn"), None)
        if copula is None:
            continue
        subject = _subject_before(page, noun, sentence.start)
        first = noun.i + 1 + (noun.i + 1 == copula.i)
        rest = range(first, sentence.end)
        while rest and tokens[rest[0]].upos == "PUNCT":
            rest = rest[1:]
        rest = rest[: next((n for n, i in enumerate(rest) if tokens[i].upos == "CCONJ" and tree.child(tokens[i].head, "nsubj")), len(rest))]
        if (
            subject is None
            or len(rest) < LONG_QUOTE - 1
            or not any(tokens[i].form.lower() in page.lexicon.infinitive_marks | page.lexicon.clause_openers for i in rest)
        ):
            continue
        content = quotes.trimmed(page.text, tree.span(tuple(i for i in rest if i not in tree.subtree(subject.i))))
        cue = _joined([copula.span, tokens[noun.i - 1].span, noun.span])
        denied = any(t.form.lower() in page.lexicon.negations for t in tokens[copula.i : noun.i])  # *is niet van plan*
        yield Statement(
            content=(content,),
            pattern="",
            speakers=phrases(tree, subject.i),
            cue=cue,
            attitude=attitude,
            form=form(page, (content,), cue),
            polarity=Polarity.NEGATIVE if denied else Polarity.POSITIVE,
        )


def _subject_before(page: Page, noun: Token, start: int) -> Token | None:
    """Return the nearest subject in front of the noun, or the one right behind it (*is hij van plan*)."""
    tokens = page.tree.tokens
    found = [t for t in tokens[start : noun.i] if universal(t.deprel) == "nsubj" and (page.is_actor(t.i) or t.upos == "PRON")]
    return found[-1] if found else None


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that only a blank parts as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start - found[-1].end <= 1:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)


def predicate(page: Page) -> Iterator[Statement]:
    """'Het OM is opgelucht dat de dader is gepakt'; 'Bewoners zijn bezorgd over de komst van de windmolens'."""
    for token in page.tree.tokens:
        attitude = _attitude(page, token)
        verb = _predicative(page, token) if attitude is not None else None
        if attitude is None or verb is None or _supposed(page, token, verb):
            continue
        speakers = _minded(page, token, verb)
        content = tuple(quotes.trimmed(page.text, span) for span in _minded_of(page, token, verb))
        content = tuple(span for span in content if not any(p.span.overlaps(span) for p in speakers))
        cue = _joined([verb.span, token.span])
        if speakers and content and not any(c.overlaps(span) for c in cue for span in content):
            yield Statement(
                content=content,
                pattern="",
                speakers=speakers,
                cue=cue,
                attitude=attitude,
                form=form(page, content, cue),
                polarity=_denied(page, token, verb),
            )


def _attitude(page: Page, token: Token) -> Attitude | None:
    found = page.lexicon.predicate_attitudes.get(token.form.lower())
    return found if token.upos in {"ADJ", "VERB", "ADV"} else None


def _predicative(page: Page, token: Token) -> Token | None:
    """Return the verb that ascribes an adjective to the subject: its copula, what the parser took for an auxiliary, or *toonde zich*."""
    found = page.tree.child(token.i, "cop", "aux:pass", "aux")
    if found is None and universal(token.deprel) in {"xcomp", "advmod", "obl"}:
        found = page.tree.tokens[token.head]
    return found if found is not None and found.lemma in page.lexicon.predicative else None


def _subject(page: Page, top: Token, verb: Token) -> Token | None:
    """Return the subject; of two to the parser the actor behind the verb: *De bestelling wil **de PTT** laten vervallen*."""
    tree = page.tree
    found = [t for i in dict.fromkeys((top.i, verb.i)) for t in tree.children(i, "nsubj", "nsubj:pass")]
    behind = [t for t in found if t.i > verb.i and page.is_actor(t.i)]
    return behind[0] if len(found) > 1 and behind else next(iter(found), None)


def _supposed(page: Page, *verbs: Token) -> bool:
    """Whether the clause is a condition or a question: *als de club hem wil verkopen*, *of ze blij is*."""
    marks = {t.form.lower() for v in verbs for t in page.tree.children(v.i, "mark")}
    return bool(marks & page.lexicon.suppositions)


def _minded(page: Page, token: Token, verb: Token) -> tuple[Phrase, ...]:
    tree = page.tree
    subject = _subject(page, token, verb)
    if subject is None or subject.form.lower() in page.lexicon.dummy_subjects:
        return ()
    if subject.feat("PronType") == "Rel":
        head = next((t.head for t in (token, verb) if t.deprel == "acl:relcl"), None)
        return phrases(tree, head) if head is not None and page.is_actor(head) else ()
    return phrases(tree, subject.i) if page.is_actor(subject.i) or subject.upos in {"PRON", "PROPN"} else ()


def _minded_of(page: Page, token: Token, verb: Token) -> tuple[Span, ...]:
    """Return the clause that follows the adjective, else the phrase after a preposition that goes with it."""
    tree, lexicon = page.tree, page.lexicon
    below = [*tree.children(token.i), *(tree.children(verb.i) if verb.head != token.i else ())]
    result = any(t.form.lower() in lexicon.degree for t in tree.children(token.i, "advmod"))
    for told in below:
        mark = tree.child(told.i, "mark")
        wanted_by = lexicon.openers | (lexicon.infinitive_marks if lexicon.predicate_attitudes[token.form.lower()] is Attitude.INTENTION else frozenset())
        if mark is not None and mark.i > token.i and mark.form.lower() in wanted_by and not result:
            return parts(page, told_tokens(page, token, told, ()), set())
    wanted = lexicon.predicates[token.form.lower()]
    about = next((t for t in below if t.upos in {"NOUN", "PROPN"} and tree.case(t.i) in wanted), None)
    if about is None:
        return ()
    inner = tree.subtree(about.i, lambda t: universal(t.deprel) not in {"parataxis", "advcl"})
    return parts(page, inner, {t.i for t in tree.children(about.i, "case")})


def _denied(page: Page, token: Token, verb: Token) -> Polarity:
    words = {t.form.lower() for t in (*page.tree.children(token.i, "advmod"), *page.tree.children(verb.i, "advmod"))}
    return Polarity.NEGATIVE if words & page.lexicon.negations else Polarity.POSITIVE
