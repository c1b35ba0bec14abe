"""Statements, one function a pattern; the first pattern that takes a cue keeps it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.attachment import Timeline
from kg.model import Attitude, BlockKind, EntityKind, Form, Polarity, Span, Statement
from kg.statements import quotes
from kg.statements.cues import addressee, cue_spans, lemma, occasion, phrases, polarity, speakers
from kg.tree import Tree, universal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.lexicons.reporting import ReportingLexicon
    from kg.model import Analysis, Mention, Phrase, TimeExpression, Token

__all__ = ["find"]

_LONG_QUOTE = 4  # words from which a quotation without a verb is more than a title or a scare quote
_REACH = 12  # tokens between a cue and the conjunction that opens its clause
_NEAR = 120  # characters between a quotation and its cue


@dataclass(frozen=True, slots=True)
class _Page:
    """All that the patterns look at."""

    tree: Tree
    lexicon: ReportingLexicon
    quotes: tuple[Span, ...]
    actors: frozenset[int]
    timeline: Timeline
    verbs: tuple[tuple[Token, Attitude], ...]

    @property
    def text(self) -> str:
        return self.tree.analysis.article.text

    def quoted(self, i: int) -> Span | None:
        span = self.tree.tokens[i].span
        return next((q for q in self.quotes if q.covers(span)), None)

    def inside(self, span: Span) -> tuple[Token, ...]:
        within = self.tree.within(span)
        return self.tree.tokens[within.start : within.stop]


def find(analysis: Analysis, mentions: tuple[Mention, ...], times: tuple[TimeExpression, ...], lexicon: ReportingLexicon) -> tuple[Statement, ...]:
    """Return the statements in text order."""
    actors = frozenset(m.head for m in mentions if m.kind not in {EntityKind.PLACE, EntityKind.THING} and not m.derived)
    tree = Tree.of(analysis)
    page = _Page(tree, lexicon, quotes.find(analysis.article, lexicon), actors, Timeline(tree, times), tuple(_reporting_verbs(tree, lexicon)))
    found: list[Statement] = []
    used: set[Span] = set()
    for pattern in _PATTERNS:
        for statement in pattern(page):
            same = any(s.content == statement.content for s in found)
            if same or used.intersection(statement.cue) or (not statement.cue and any(_overlap(s, statement) for s in found)):
                continue
            used.update(statement.cue)
            found.append(replace(statement, pattern=pattern.__name__.strip("_")))
    return tuple(sorted(found, key=lambda s: (s.span, s.cue)))


def _overlap(one: Statement, other: Statement) -> bool:
    return any(a.overlaps(b) for a in one.content for b in other.content)


def _made(page: _Page, cue: Token, content: tuple[Span, ...], said_by: tuple[Phrase, ...], attitude: Attitude) -> Statement | None:
    """Complete a statement from its cue; None if nothing is left of the content."""
    content = tuple(quotes.trimmed(page.text, span) for span in content)
    spans = cue_spans(page.tree, cue)
    content = tuple(span for span in content if not any(c.covers(span) for c in spans))
    if not content:
        return None
    tree, lexicon = page.tree, page.lexicon
    to = addressee(tree, cue, lexicon)
    if to is not None and any(span.overlaps(to.span) for span in content):
        to = None
    time = page.timeline.of(cue.i, inherit=False)
    if time is not None and any(span.overlaps(time.span) for span in content):
        time = None
    where = occasion(tree, cue, lexicon)
    return Statement(
        content=tuple(sorted(content)),
        pattern="",
        speakers=tuple(p for p in said_by if not any(span.covers(p.span) for span in content)),
        cue=spans,
        addressee=to,
        form=_form(page, content),
        attitude=attitude,
        polarity=polarity(tree, cue, lexicon),
        time=time,
        occasion=where if where and not any(span.overlaps(where) for span in content) else None,
    )


def _form(page: _Page, content: tuple[Span, ...]) -> Form:
    """Return direct for quoted words alone, mixed for some of them, indirect for none."""
    inside = [q for q in page.quotes if any(span.overlaps(q) for span in content)]
    if not inside:
        return Form.INDIRECT
    if page.text[content[0].start : content[0].end].split()[0].lower() in page.lexicon.clause_openers:
        return Form.MIXED
    whole = all(any(q.covers(quotes.trimmed(page.text, span)) for q in inside) for span in content)
    return Form.DIRECT if whole else Form.MIXED


def _parts(page: _Page, indices: Iterable[int], without: set[int]) -> tuple[Span, ...]:
    """Return the spans of tokens, split where left-out tokens stand between, without punctuation at the edges."""
    runs: list[list[int]] = []
    tokens = page.tree.tokens
    for i in sorted(set(indices) - without):
        if runs and all(j not in without for j in range(runs[-1][-1] + 1, i)):
            runs[-1].append(i)
        else:
            runs.append([i])
    runs = [run for run in runs if any(tokens[i].upos != "PUNCT" for i in run)]
    return tuple(page.tree.span(tuple(run)) for run in runs)


def _reporting_verbs(tree: Tree, lexicon: ReportingLexicon) -> Iterator[tuple[Token, Attitude]]:
    """Yield each verb that may be a cue, and the attitude that it expresses."""
    for token in tree.tokens:
        if token.upos in {"VERB", "AUX"}:
            attitude = lexicon.verbs.get(lemma(tree, token))
            if attitude is not None and not _reflexive(tree, token, lexicon):
                yield token, attitude


def _reflexive(tree: Tree, cue: Token, lexicon: ReportingLexicon) -> bool:
    if lemma(tree, cue) not in lexicon.reflexive_is_event:
        return False
    return any(t.feat("Reflex") == "Yes" or t.deprel == "expl:pv" for t in tree.children(cue.i))


def _said_by(page: _Page, cue: Token) -> tuple[Phrase, ...]:
    """Return the subject of a cue; where the parser took an inverted subject for an object, the actor right after the verb."""
    found = speakers(page.tree, cue, page.lexicon)
    if found or page.tree.child(cue.i, "nsubj:pass", "aux:pass") is not None:
        return found
    for token in page.tree.children(cue.i, "obj", "iobj", "obl"):
        start = page.tree.phrase(token.i).span.start
        beside = start > cue.span.end and not page.text[cue.span.end : start].strip()
        if beside and page.tree.named(token.i, page.actors) in page.actors and page.tree.case(token.i) == "":
            return phrases(page.tree, token.i)
    return () if universal(cue.deprel) in {"xcomp", "amod"} else _beside(page, cue)


def _beside(page: _Page, cue: Token) -> tuple[Phrase, ...]:
    """Return the actor's phrase that touches the verb, whatever the parser made of it: 'verklaarde Pastrana:'."""
    sentence = page.tree.sentence(cue.i)
    for i in (cue.i + 1, cue.i - 1):
        if not sentence.start <= i < sentence.end or page.quoted(i) is not None:
            continue
        token = page.tree.tokens[i]
        top = token if token.i in page.actors else None
        for above in page.tree.ancestors(i):
            if above.i == cue.i or above.upos not in {"NOUN", "PROPN"} or abs(above.i - cue.i) > _LONG_QUOTE:
                break
            top = above if page.tree.named(above.i, page.actors) in page.actors else top
        if top is not None and page.tree.case(top.i) == "":
            return phrases(page.tree, top.i)
    return ()


def _quote_with_verb(page: _Page) -> Iterator[Statement]:
    """'"Wij wachten niet", zei Veldkamp.'."""
    for quote in page.quotes:
        if not _is_speech(page, quote):
            continue
        cue = _cue_beside(page, quote)
        if cue is None:
            continue
        token, attitude = cue
        said_by = _said_by(page, token)
        parts = [quote, *(q for q in page.quotes if q.start > quote.end and _continues(page, quote, q, token))]
        made = _made(page, token, tuple(parts), said_by, attitude)
        if made is not None:
            yield replace(made, form=Form.DIRECT)


def _is_speech(page: _Page, quote: Span) -> bool:
    """Whether a quotation is somebody's words: a sentence, or words that end like one; a title or a scare quote is not."""
    words = [t for t in page.inside(quote) if t.upos != "PUNCT"]
    finite = any(t.feat("VerbForm") == "Fin" for t in words)
    ended = page.text[quote.end - 1] in ".!?,…" and len(words) > 1
    return (finite and len(words) >= _LONG_QUOTE - 1) or ended or len(words) > 2 * _LONG_QUOTE


def _cue_beside(page: _Page, quote: Span) -> tuple[Token, Attitude] | None:
    """Return the nearest reporting verb outside the quotation, in the sentence that it ends or begins in."""
    tree = page.tree
    home = {tree.sentence_of[i] for i in tree.within(quote)}
    rows = []
    for token, attitude in page.verbs:
        near = tree.sentence_of[token.i] in home or _same_paragraph_next(page, quote, token)
        if not near or page.quoted(token.i) is not None or token.feat("VerbForm") == "Inf":
            continue
        gap = token.span.start - quote.end if token.span.start >= quote.end else quote.start - token.span.end
        between = page.text[min(quote.end, token.span.end) : max(quote.start, token.span.start)]
        before = token.span.end <= quote.start
        mark = ":" in between or "," in between
        opened = before and any(t.form.lower() in page.lexicon.openers for t in page.inside(Span(token.span.end, quote.start)))
        if gap <= _NEAR and not (before and (not mark or opened)):
            rows.append((gap, token.i, token, attitude))
    return min(rows, key=lambda row: row[:2])[2:] if rows else None


def _same_paragraph_next(page: _Page, quote: Span, token: Token) -> bool:
    """Whether the verb opens what follows the closing mark, where the parser began a new sentence there."""
    start = page.tree.sentence(token.i).span.start
    gap = page.text[quote.end : max(quote.end, token.span.start)]
    return quote.end <= token.span.start and start >= quote.end - 2 and len(gap) < _LONG_QUOTE * 2 and "\n" not in gap


def _continues(page: _Page, first: Span, later: Span, cue: Token) -> bool:
    """Whether a later quotation in the cue's sentence goes on with the first: '"Wij", zei hij, "wachten niet."'."""
    sentence = page.tree.sentence(cue.i)
    return first.end <= cue.span.start < later.start <= sentence.span.end and _is_speech(page, later)


def _clause(page: _Page) -> Iterator[Statement]:
    """'Veldkamp zei dat er meer tijd nodig is.'."""
    for cue, attitude in page.verbs:
        clause = _content_clause(page, cue)
        if clause is None or (lemma(page.tree, cue) in page.lexicon.modals and lemma(page.tree, clause) in page.lexicon.verbs):
            continue  # *wilde niet zeggen of*: the second verb is the cue
        said_by = _said_by(page, cue)
        outside = set(page.tree.subtree(cue.i)) - set(page.tree.subtree(clause.i)) if clause.i != cue.i else set()
        made = _made(page, cue, _parts(page, page.tree.subtree(clause.i), outside), said_by, attitude)
        if made is not None:
            yield made


def _content_clause(page: _Page, cue: Token) -> Token | None:
    """Return the clause that is said: an object clause, or an infinitive that the verb takes."""
    tree = page.tree
    for token in tree.children(cue.i, "ccomp"):
        return token
    infinitive = lemma(tree, cue) in page.lexicon.infinitive_verbs
    for token in tree.children(cue.i, "xcomp", "advcl", "csubj", "acl"):
        mark = tree.child(token.i, "mark")
        opened = mark is not None and mark.lemma in page.lexicon.openers
        verbal = token.upos in {"VERB", "AUX", "ADJ", "NOUN"} and token.feat("VerbForm") in {"Inf", "Fin", ""}
        if opened and universal(token.deprel) != "acl":
            return token
        if infinitive and universal(token.deprel) == "xcomp" and token.upos == "VERB" and verbal:
            return token
    return None


def _clause_by_words(page: _Page) -> Iterator[Statement]:
    """'Visser verklaarde ook dat hij blijft', where the parser hung the clause elsewhere: from *dat* to the end."""
    tokens = page.tree.tokens
    for cue, attitude in page.verbs:
        sentence = page.tree.sentence(cue.i)
        opener = None
        for token in tokens[cue.i + 1 : min(sentence.end, cue.i + _REACH)]:
            if token.form.lower() in page.lexicon.clause_openers and token.upos in {"SCONJ", "PRON", "ADV"}:
                opener = token
                break
            if token.feat("VerbForm") == "Fin":
                break
        if opener is None or opener.i + 2 >= sentence.end or _relative(page, opener):
            continue
        end = next((v.i for v, _ in page.verbs if opener.i < v.i < sentence.end and universal(v.deprel) == "conj" and v.head == cue.i), sentence.end)
        indices = range(opener.i, end)
        while len(indices) > 1 and tokens[indices[-1]].upos in {"PUNCT", "CCONJ"}:
            indices = indices[:-1]
        made = _made(page, cue, (page.tree.span(tuple(indices)),), _said_by(page, cue), attitude)
        if made is not None and made.speakers:
            yield made


def _relative(page: _Page, opener: Token) -> bool:
    """Whether *dat* follows a noun that it may refer to (*een bandje dat*) and no noun that tells a time or a place."""
    before = page.tree.tokens[opener.i - 1]
    neuter = before.feat("Gender") == "Neut" and before.upos == "NOUN" and opener.upos == "PRON"
    return neuter and before.head != opener.head


def _of_mind(page: _Page) -> Iterator[Statement]:
    """'Het bedrijf is van plan films te verkopen': a cue noun after its preposition."""
    tree, tokens = page.tree, page.tree.tokens
    for noun in tokens:
        attitude = page.lexicon.nouns.get(noun.lemma.lower()) if noun.upos == "NOUN" else None
        if attitude is None or noun.i == 0 or tokens[noun.i - 1].form.lower() not in page.lexicon.owners:
            continue
        holder = noun if tree.child(noun.i, "nsubj") else tokens[noun.head]
        subject = tree.child(holder.i, "nsubj")
        sentence = tree.sentence(noun.i)
        rest = [i for i in range(noun.i + 1, sentence.end) if not (i == noun.i + 1 and tokens[i].upos == "PUNCT")]
        if subject is None or len(rest) < _LONG_QUOTE - 1 or subject.i > noun.i + 2:
            continue
        content = quotes.trimmed(page.text, tree.span(tuple(i for i in rest if i not in tree.subtree(subject.i) and tokens[i].upos != "AUX")))
        cue = Span(tokens[noun.i - 1].span.start, noun.span.end)
        form = _form(page, (content,))
        yield Statement(content=(content,), pattern="", speakers=phrases(tree, subject.i), cue=(cue,), attitude=attitude, form=form)


def _parenthetic(page: _Page) -> Iterator[Statement]:
    """'De kabel is niet rendabel, zegt Brandt.' The content is the root, the cue its parataxis."""
    for cue, attitude in page.verbs:
        if universal(cue.deprel) != "parataxis" or tree_child_clause(page, cue):
            continue
        said_by = _said_by(page, cue)
        if not said_by:
            continue
        inner = set(page.tree.subtree(cue.i))
        whole = page.tree.subtree(cue.head)
        made = _made(page, cue, _parts(page, whole, inner), said_by, attitude)
        if made is not None:
            yield made


def tree_child_clause(page: _Page, cue: Token) -> bool:
    """Whether the cue has content of its own."""
    return _content_clause(page, cue) is not None


def _according_to(page: _Page) -> Iterator[Statement]:
    """'Volgens Veldkamp is er meer tijd nodig.'; '..., aldus voorzitter Amrani.'."""
    tree = page.tree
    for token in tree.tokens:
        if token.form.lower() not in page.lexicon.source_prepositions:
            continue
        source = tree.tokens[token.head]
        if token.deprel not in {"case", "mark", "advmod", "cc"} and source.i > token.i:
            continue
        if source.i < token.i or source.upos not in {"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "X"}:
            following = next((t for t in tree.tokens[token.i + 1 : tree.sentence(token.i).end] if t.upos in {"NOUN", "PROPN", "PRON"}), None)
            if following is None:
                continue
            source = following
        if source.lemma in page.lexicon.not_sources or page.quoted(token.i) is not None:
            continue
        content = _attributed(page, token, source)
        if content:
            form = _form(page, content)
            content = tuple(quotes.trimmed(page.text, span) for span in content)
            yield Statement(content=content, pattern="", speakers=phrases(tree, source.i), cue=(token.span,), form=form)


def _attributed(page: _Page, token: Token, source: Token) -> tuple[Span, ...]:
    """Return the quotation that ends before the preposition, else the clause around it without the source's phrase."""
    before = [q for q in page.quotes if 0 <= token.span.start - q.end < _LONG_QUOTE]
    if before and _is_speech(page, before[-1]):
        return (before[-1],)
    tree = page.tree
    phrase = {token.i, *tree.subtree(source.i)}
    clause = tree.clause(source.i)
    if clause.i in phrase:
        sentence = tree.sentence(token.i)
        indices: tuple[int, ...] = tuple(range(sentence.start, sentence.end))
        phrase = {i for i in phrase if i >= token.i}
    else:
        indices = tree.subtree(clause.i)
    parts = _parts(page, indices, phrase)
    return tuple(span for span in parts if len(span) > _LONG_QUOTE)


def _modal_intention(page: _Page) -> Iterator[Statement]:
    """'Oekraïne wil toetreden tot de NAVO.' The auxiliary is the cue, the rest of the clause the content."""
    tree = page.tree
    for cue in tree.tokens:
        if cue.lemma not in page.lexicon.modals or not universal(cue.deprel).startswith("aux"):
            continue
        verb = tree.tokens[cue.head]
        if lemma(tree, verb) in page.lexicon.verbs and polarity(tree, verb, page.lexicon) is Polarity.NEGATIVE:
            continue
        subject = tree.child(verb.i, "nsubj")
        if subject is None or subject.i not in page.actors or cue.feat("VerbForm") == "Inf":
            continue
        out = set(tree.subtree(subject.i)) | {t.i for t in tree.children(verb.i, "aux", "mark", "cc", "parataxis")}
        out |= {i for t in tree.children(verb.i, "conj", "advcl") if tree.child(t.i, "nsubj") for i in tree.subtree(t.i)}
        content = _parts(page, tree.subtree(verb.i), out)
        content = tuple(span for span in content if span.start > min(subject.span.start, cue.span.start))
        attitude = page.lexicon.verbs.get(cue.lemma, Attitude.INTENTION)
        made = _made(page, cue, content, phrases(tree, subject.i), attitude)
        if made is not None:
            yield replace(made, time=None, addressee=None, occasion=None)


def _object(page: _Page) -> Iterator[Statement]:
    """'Hij kondigde zijn betrokkenheid aan.' The object alone is the content."""
    tree = page.tree
    for cue, attitude in page.verbs:
        if lemma(tree, cue) not in page.lexicon.object_verbs or _content_clause(page, cue) is not None:
            continue
        passive = tree.child(cue.i, "nsubj:pass")
        content = passive or tree.child(cue.i, "obj")
        if content is None or content.upos in {"PRON"}:
            continue
        said_by = _said_by(page, cue)
        if not said_by and passive is None:
            continue
        inner = tree.subtree(content.i, lambda t: t.deprel not in {"parataxis", "acl:relcl"} and universal(t.deprel) != "advcl")
        made = _made(page, cue, _parts(page, inner, set()), said_by, attitude)
        if made is not None:
            yield made


def _anaphoric(page: _Page) -> Iterator[Statement]:
    """'Dat heeft Veldkamp gezegd.' The content is the pronoun, its antecedent the sentence before."""
    tree = page.tree
    for cue, attitude in page.verbs:
        fronted = (t for t in tree.children(cue.i, "obj", "nsubj:pass", "nsubj") if t.i < cue.i)
        content = next((t for t in fronted if t.form.lower() in page.lexicon.anaphors), None)
        sentence = tree.sentence_of[cue.i]
        if content is None or _content_clause(page, cue) is not None or sentence == 0:
            continue
        said_by = tuple(p for p in _said_by(page, cue) if p.head != content.i and p.head in page.actors)
        before = tree.analysis.sentences[sentence - 1]
        made = _made(page, cue, (content.span,), said_by, attitude)
        if made is not None and said_by:
            yield replace(made, antecedent=(before.span,), form=Form.INDIRECT)


def _noun(page: _Page) -> Iterator[Statement]:
    """'hun bezorgdheid over de verwatering', 'de verwachting dat de rente daalt'."""
    tree, lexicon = page.tree, page.lexicon
    for noun in tree.tokens:
        attitude = lexicon.nouns.get(noun.lemma.lower()) if noun.upos == "NOUN" else None
        if attitude is None:
            continue
        content = next((t for t in tree.children(noun.i, "acl", "ccomp") if t.deprel != "acl:relcl" and tree.child(t.i, "mark")), None)
        if content is None:
            content = next((t for t in tree.children(noun.i, "nmod") if tree.case(t.i) in lexicon.noun_prepositions), None)
        if content is None:
            continue
        spans = _parts(page, tree.subtree(content.i), {t.i for t in tree.children(content.i, "case") if content.upos in {"NOUN", "PROPN"}})
        said_by = _owner(page, noun)
        if spans and (said_by or universal(content.deprel) == "acl"):
            made = _made(page, noun, spans, said_by, attitude)
            if made is not None:
                yield made


def _owner(page: _Page, noun: Token) -> tuple[Phrase, ...]:
    """Return whose mind a cue noun tells: a possessive, *van* and a noun, or the subject of its verb."""
    tree = page.tree
    for token in tree.children(noun.i, "nmod", "det"):
        owns = tree.case(token.i) in page.lexicon.owners or token.deprel == "nmod:poss" or token.feat("Poss") == "Yes"
        if owns and (token.i in page.actors or token.upos == "PRON"):
            return phrases(tree, token.i)
    verb = tree.tokens[noun.head]
    if universal(noun.deprel) in {"obj", "obl"} and verb.upos == "VERB":
        found = speakers(tree, verb, page.lexicon)
        return tuple(p for p in found if p.head in page.actors)
    return ()


def _headline_colon(page: _Page) -> Iterator[Statement]:
    """'Veldkamp: steun blijft nodig'."""
    for sentence in page.tree.analysis.sentences:
        if sentence.kind not in {BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.KEY_POINT}:
            continue
        colon = next((t for t in page.tree.tokens[sentence.start : sentence.end] if t.form == ":"), None)
        if colon is None or colon.i + 1 >= sentence.end or colon.i - sentence.start > 2 * _LONG_QUOTE:
            continue
        named = [i for i in range(sentence.start, colon.i) if i in page.actors]
        verbs = any(page.tree.tokens[i].feat("VerbForm") == "Fin" for i in range(sentence.start, colon.i))
        if len(named) == 1 and not verbs:
            content = quotes.trimmed(page.text, page.tree.span(tuple(range(colon.i + 1, sentence.end))))
            yield Statement(content=(content,), pattern="", speakers=phrases(page.tree, named[0]), cue=(colon.span,), form=_form(page, (content,)))


def _bare_quote(page: _Page) -> Iterator[Statement]:
    """'"Wij wachten niet." Veldkamp ...': a quotation that is a sentence of its own, without a cue or a sure speaker."""
    for quote in page.quotes:
        own = any(t.form.lower() in page.lexicon.first_persons for t in page.inside(quote))
        if own and _is_speech(page, quote) and len(quote) > 5 * _LONG_QUOTE:
            yield Statement(content=(quotes.trimmed(page.text, quote),), pattern="", form=Form.DIRECT)


_PATTERNS = (
    _quote_with_verb,
    _clause,
    _of_mind,
    _clause_by_words,
    _according_to,
    _parenthetic,
    _headline_colon,
    _modal_intention,
    _anaphoric,
    _object,
    _noun,
    _bare_quote,
)
