"""What the rules look at: one event in its sentence, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.events.factuality import frames, governing
from kg.model import BlockKind
from kg.tree import universal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.events.factuality.frames import Frame
    from kg.events.factuality.governing import Governor
    from kg.lexicons.triggers import TriggerLexicon
    from kg.model import Statement, Token
    from kg.tree import Tree

__all__ = ["Setting", "of"]

_ARGUMENTS = frozenset({"obj", "nsubj", "obl", "iobj", "compound", "xcomp", "ccomp"})
_CORE = frozenset({"obj", "nsubj", "compound", "xcomp"})
_STEPS = 12


@dataclass(frozen=True, kw_only=True, eq=False)
class Setting:
    """An event and its surroundings.

    `frame` is the predicate of its clause; `shares` says whether the event has the mood and tense of that predicate (a verb, or a noun that it brings
    about) or, as a noun that the reader knows of, its own. `clause` is the governor of the frame, `governor` that of the event itself.
    """

    tree: Tree
    i: int
    lexicon: TriggerLexicon
    statements: tuple[Statement, ...]
    statement: Statement | None
    noun: bool
    shares: bool
    frame: Frame
    governor: Governor
    moods: frozenset[str]
    adverbs: frozenset[str]

    @cached_property
    def words(self) -> Mapping[str, frozenset[str]]:
        """The words of modality."""
        return self.lexicon.modality

    @cached_property
    def token(self) -> Token:
        """The trigger."""
        return self.tree.tokens[self.i]

    @cached_property
    def effect(self) -> str:
        """What the governor says of the event."""
        return self.governor.effect

    def mood(self, key: str) -> bool:
        """Whether the frame has a mood of this key of `[governing]`."""
        return bool(self.moods & self.words[f"governing.{key}"])

    @cached_property
    def would(self) -> bool:
        """*zou*, *zouden*."""
        return any(t.lemma in self.words["governing.would"] and t.feat("Tense") == "Past" for t in self.frame.moods)

    @cached_property
    def past(self) -> bool:
        """Whether the finite verb of the frame stands in the past tense (*zou* apart)."""
        return any(
            t.feat("Tense") == "Past" and t.feat("VerbForm") == "Fin" and t.lemma not in self.words["governing.future"]
            for t in (*self.frame.verbs, *self.frame.auxiliaries)
        )

    @cached_property
    def perfect(self) -> bool:
        """Whether the frame is a perfect: *heeft gewonnen*, *is vertrokken*, *te hebben gezien*, *heeft kunnen winnen*, or a bare participle."""
        perfect = [t for t in self.frame.auxiliaries if t.lemma in self.words["governing.perfect"]]
        passive = self.frame_has("passive")
        own = self.frame.own.feat("VerbForm") == "Part" and len(self.frame.verbs) == 1
        if own:
            return not passive or (bool(perfect) and not self.moods)
        return any(t.lemma not in {"zijn"} or v.feat("VerbForm") == "Part" for v in self.frame.verbs for t in perfect if t.head == v.i and t.deprel != "cop")

    def frame_has(self, key: str) -> bool:
        """Whether an auxiliary of the frame is of this key of `[governing]`."""
        return any(t.lemma in self.words[f"governing.{key}"] for t in self.frame.auxiliaries)

    @cached_property
    def headline(self) -> bool:
        """Whether the sentence is a headline."""
        return self.tree.sentence(self.i).kind is BlockKind.HEADLINE

    @cached_property
    def adjectives(self) -> frozenset[str]:
        """The attributes of an event noun."""
        if not self.noun:
            return frozenset()
        beside = [*self.tree.children(self.i, "amod", "acl", *(() if self.definite else ("advmod",)))]
        if self.i > self.tree.sentence(self.i).start:
            beside.append(self.tree.tokens[self.i - 1])  # whatever the parser hangs it on
        return frozenset(t.form.lower() for t in beside)

    @cached_property
    def definite(self) -> bool:
        """Whether the event noun is one that the reader knows of."""
        return known(self.tree, self.i, self.words)


def known(tree: Tree, i: int, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether a noun is definite, by its determiner or a name that owns it (*Trimbles vertrek*), or is given as a cause (*door kortsluiting*)."""
    determined = any(t.form.lower() in words["known.definite"] for t in tree.children(i, "det", "nmod:poss"))
    return determined or tree.child(i, "nmod:poss") is not None or tree.case(i) in words["known.causes"]


def of(tree: Tree, i: int, statements: tuple[Statement, ...], lexicon: TriggerLexicon) -> Setting:
    """Read the setting of an event; the last one is kept, as the three questions are asked of one event after the other."""
    if _LAST and _LAST[0].i == i and _LAST[0].tree is tree and _LAST[0].statements is statements and _LAST[0].lexicon is lexicon:
        return _LAST[0]
    words, noun = lexicon.modality, frames.nominal(tree, i)
    predicate, direct = _predicate(tree, i) if noun else (tree.tokens[i], True)
    frame = frames.frame(tree, predicate, words)
    own = governing.of_noun(tree, i, lexicon) if noun else governing.NOTHING
    shares = not noun or (not own.effect and _shares(tree, i, predicate, lexicon, direct=direct))
    governor = own if own.effect or not shares else governing.of_clause(tree, frame.top, lexicon)
    setting = Setting(
        tree=tree,
        i=i,
        lexicon=lexicon,
        statements=statements,
        statement=_innermost(tree, i, statements),
        noun=noun,
        shares=shares,
        frame=frame,
        governor=governor,
        moods=frames.lemmas(frame.moods) if shares else frozenset(),
        adverbs=_adverbs(tree, i, frame, clause=shares),
    )
    _LAST[:] = [setting]
    return setting


_LAST: list[Setting] = []


def _predicate(tree: Tree, i: int) -> tuple[Token, bool]:
    """Return the predicate of the clause that a noun stands in, and whether the noun hangs on it directly."""
    token, direct = tree.tokens[i], True
    for _ in range(_STEPS):
        if token.is_root or tree.child(token.i, "cop") is not None:
            break
        above, relation = tree.tokens[token.head], universal(token.deprel)
        if above.upos in {"VERB", "AUX"} or tree.child(above.i, "cop") is not None:
            return above, direct and relation in _ARGUMENTS
        direct = direct and relation in {"conj", "appos"}
        token = above
    return token, False


def _shares(tree: Tree, i: int, predicate: Token, lexicon: TriggerLexicon, *, direct: bool) -> bool:
    """Whether a noun has the mood of its clause: an indefinite one (*er komt een akkoord*), or one that a light verb brings about (*voerden het gesprek*)."""
    words, token = lexicon.modality, tree.tokens[i]
    if tree.lemma(predicate.i) in lexicon.light | words["governing.hosting"] and direct:
        core = universal(token.deprel) in _CORE | {"conj"} or tree.case(i) in lexicon.light_prepositions
        if core and (tree.lemma(predicate.i) in words["governing.hosting"] or token.deprel != "nsubj"):
            return True
    if f"{tree.lemma(predicate.i)}:{tree.case(i)}" in words["governing.sharing"]:
        return True
    return not known(tree, i, words)


def _innermost(tree: Tree, i: int, statements: tuple[Statement, ...]) -> Statement | None:
    span = tree.tokens[i].span
    holding = [s for s in statements if any(c.start <= span.start and span.end <= c.end for c in s.content)]
    return min(holding, key=lambda s: sum(map(len, s.content)), default=None)


def _adverbs(tree: Tree, i: int, frame: Frame, *, clause: bool) -> frozenset[str]:
    """The adverbs of the event and, if it shares the clause, of the clause."""
    heads = (i, *(v.i for v in frame.verbs)) if clause else ()
    near = [t for head in heads for t in tree.children(head, "advmod", "amod", "obl", "advcl", "discourse")]
    if frame.own.i != i:  # *de ontvoering, vermoedelijk door rebellen*: what follows a noun is said of something else
        near = [t for t in near if t.head != i or t.i < i]
    return frozenset(word for t in near for word in (t.form.lower(), t.lemma.lower()))
