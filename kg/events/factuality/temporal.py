"""Whether an event lies before, at or after publication."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.events.factuality import frames, seen
from kg.events.factuality.rules import Rule
from kg.model import Attitude, Temporality
from kg.tree import universal

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.attachment import Timeline
    from kg.events.factuality.setting import Setting
    from kg.model import TimeExpression, Token

__all__ = ["ELSEWHERE", "TAKEN_FOR_PAST", "rules"]

_AHEAD = frozenset({Attitude.EXPECTATION, Attitude.INTENTION, Attitude.DEMAND, Attitude.PROMISE, Attitude.WARNING})
_COMING = frozenset(
    {
        "expected",
        "sought",
        "forbidden",
        "attempted",
        "prevented",
        "refused",
        "decided",
        "cancelled",
        "excluded",
        "nearing",
        "goal",
        "purpose",
        "unlikely",
        "due",
    }
)
_THEN = frozenset({"attempted", "refused", "failed", "purpose", "lacking", "without"})  # as the governor, if that is past
_PAST, _PRESENT, _FUTURE = Temporality.PAST, Temporality.PRESENT, Temporality.FUTURE
TAKEN_FOR_PAST = frozenset({"known", "fragment", "headline"})  # the rules that only suppose
ELSEWHERE: Rule[Temporality] = Rule("to come elsewhere", _FUTURE, lambda _: True)


@dataclass(frozen=True, slots=True)
class _Dates:
    """The expression that dates the event, against the day of publication."""

    time: TimeExpression | None
    today: dt.date | None

    @property
    def before(self) -> bool:
        return self.time is not None and self.today is not None and self.time.end is not None and self.time.end < self.today

    @property
    def after(self) -> bool:
        return self.time is not None and self.today is not None and self.time.start is not None and self.time.start > self.today

    @property
    def unknown(self) -> bool:
        return self.time is not None and self.time.start is None and self.time.end is None


def _dates(s: Setting, timeline: Timeline) -> _Dates:
    day = s.tree.analysis.article.published
    time = timeline.of(s.i)
    if time is None and s.noun and s.shares and s.tree.lemma(s.frame.own.i) in s.words["governing.hosting"] | s.lexicon.light and s.token.deprel == "nsubj":
        time = timeline.of(s.frame.own.i)  # *de beslissing valt in juni*
    return _Dates(time, day.date() if isinstance(day, dt.datetime) else day)


def _behind(s: Setting, timeline: Timeline, today: dt.date | None) -> bool:
    """*na de verkiezingen van volgend jaar treedt hij af*."""
    events = (timeline.of(t.i) for v in s.frame.verbs for t in s.tree.children(v.i, "obl") if t.i != s.i and s.tree.case(t.i) in s.words["known.causes"])
    return any(time is not None and today is not None and time.start is not None and time.start > today for time in events)


def _told(s: Setting) -> bool:
    """Whether the clause of the event is told in the past or the perfect."""
    return s.past or s.perfect


def _plainly_told(s: Setting) -> bool:
    """*heeft zaterdag een operatie ondergaan*: whatever the date, it is told as past."""
    return s.shares and s.perfect and not s.effect and not s.moods and s.statement is None


def _finite(s: Setting) -> bool:
    return any(frames.finite(s.tree, v) is not None for v in s.frame.verbs)


def _coming(s: Setting) -> bool:
    """Ahead of its governor: a hope, a plan, a purpose, unless it is told as past: *hoopt dat hij heeft gewonnen*."""
    if s.effect not in _COMING:
        return False
    return (s.noun and not s.shares) or not s.perfect


def _then(s: Setting) -> bool:
    """At the time of a governor in the past: *probeerde te vluchten*, *kwam om te helpen*, *weigerde te gaan*."""
    if s.effect == "purpose":
        return seen.governed_simple_past(s)
    if s.effect == "sought" and s.governor.word is not None and s.governor.word.lemma in s.words["governing.then"]:
        return seen.governed_past(s)  # *dreigde in te storten*
    declared = s.effect == "decided" and not s.noun and s.tree.lemma(s.i) in s.words["governing.declared"]
    return (s.effect in _THEN or declared) and seen.governed_past(s)


def _said_to_have(s: Setting) -> bool:
    """*zou hebben gestolen*."""
    return s.shares and s.would and s.perfect and not seen.consequent(s)


def _seeming(s: Setting) -> bool:
    """*lijkt te verhuizen*; not *lijkt te zijn verhuisd*, *leek te winnen*."""
    return s.effect == "seeming" and not s.perfect and s.frame.top.feat("VerbForm") == "Inf" and not seen.governed_past(s)


def _would(s: Setting) -> bool:
    return s.shares and (s.mood("future") or s.would or (s.mood("beginning") and not s.past and not s.perfect))


def _to_come(s: Setting) -> bool:
    """*er komt een onderzoek*, *gaat in beroep*: a verb of coming before what happens, in the present."""
    if _told(s) or not s.shares:
        return False
    if s.frame.own.i != s.i:
        return s.noun and s.tree.lemma(s.frame.own.i) in s.words["governing.coming"]
    beside = [t for t in s.tree.children(s.i, "obl") if s.tree.case(t.i) in s.lexicon.light_prepositions and s.tree.child(t.i, "det") is None]
    return bool(beside) and s.token.lemma in s.words["governing.beginning"]


def _continued(s: Setting) -> bool:
    """*zetten de onderhandelingen voort*: what is carried on, drawn out or ended is going on."""
    if not s.noun or s.tree.lemma(s.token.head) not in s.words["governing.continuing"]:
        return False
    return universal(s.token.deprel) in {"obj", "nsubj"} and not (s.past or s.perfect)


def _wanted(s: Setting) -> bool:
    """*wil winnen*; *wilde winnen* lies in the past, unless somebody said so."""
    return s.mood("wanting") and not ((s.past or s.perfect) and (s.statement is None or s.statement.attitude is Attitude.INTENTION))


def _ahead(s: Setting) -> bool:
    """What a speaker expects, wants, asks, promises or announces: *kondigde aan te stoppen*."""
    statement = seen.attributed(s)
    if statement is None or _told(s) or s.effect in {"denied", "seeming"}:
        return False
    announced = statement.attitude is Attitude.ANNOUNCEMENT
    return statement.attitude in _AHEAD or announced


def _soon(s: Setting) -> bool:
    """*morgen*, *binnenkort*, *volgend jaar* beside a present tense."""
    if not s.shares or _told(s):
        return False
    return bool(_time_words(s) & (s.words["adverbs.future"] | s.words["adjectives.future"]))


def _supposed(s: Setting) -> bool:
    """*mogelijk volgt er een staking*."""
    return s.shares and s.frame.own.upos == "VERB" and bool(s.adverbs & (s.words["adverbs.possible"] | s.words["adverbs.probable"]))


def _time_words(s: Setting) -> frozenset[str]:
    """The adverbs of the clause, and the attributes of its units of time: *volgend jaar*."""
    obliques = [t for v in s.frame.verbs for t in s.tree.children(v.i, "obl", "advmod", "nsubj") if t.lemma.lower() in s.words["adverbs.units"]]
    return s.adverbs | {d.form.lower() for t in obliques for d in s.tree.children(t.i, "amod", "det", "advmod")}


def _lasting_time(s: Setting) -> bool:
    """*al jaren*, *momenteel*, *elke week*."""
    if not s.shares or _told(s):
        return False
    words = _time_words(s)
    units = any(t.lemma.lower() in s.words["adverbs.units"] for v in s.frame.verbs for t in s.tree.children(v.i, "obl", "advmod"))
    return bool(words & (s.words["adverbs.present"] | s.words["adverbs.every"])) or (units and bool(words & s.words["adverbs.already"]))


def _passive_to_come(s: Setting) -> bool:
    """*zei dat de wet wordt ingetrokken*, or in a headline; by itself *wordt* with a participle tells what is so."""
    passive = s.shares and s.frame_has("passive") and s.frame.own.feat("VerbForm") == "Part" and not _told(s)
    content = universal(s.frame.top.deprel) in {"ccomp", "acl", "csubj"} and s.frame.top.deprel != "acl:relcl"
    return passive and (s.headline or content)


def _open(s: Setting) -> bool:
    """A condition, what follows from one, a question or a command in the present."""
    asked = s.effect == "asked" and not _told(s)
    return asked or (s.effect == "condition" and (not s.past or s.perfect)) or (not _told(s) and (seen.consequent(s) or seen.commanded(s)))


def _governing_tense(s: Setting) -> Token | None:
    """Return the finite or participial verb that a bare infinitive takes its tense from."""
    if _finite(s) or s.frame.top.feat("VerbForm") != "Inf":
        return None
    return next((t for t in s.tree.ancestors(s.frame.top.i) if t.feat("VerbForm") in {"Fin", "Part"}), None)


def _above_past(s: Setting) -> bool:
    """*lag te wachten*, *liet de bal vallen*: at the time of its governor."""
    verb = _governing_tense(s)
    if verb is None:
        return False
    frame = frames.frame(s.tree, verb, s.words)
    passive = any(t.lemma in s.words["governing.passive"] and t.feat("Tense") != "Past" for t in frame.auxiliaries)
    past = any(t.feat("Tense") == "Past" for t in (*frame.verbs, *frame.auxiliaries) if t.lemma not in s.words["governing.future"])
    return past or (verb.feat("VerbForm") == "Part" and not passive)


def _noun(s: Setting, key: str) -> bool:
    """Whether an event noun, or the noun it ends in, is of this key of `[known]`, and its clause not past."""
    lemma = s.token.lemma.lower()
    return s.noun and any(lemma.endswith(word) for word in s.words[f"known.{key}"])


def _fragment(s: Setting) -> bool:
    """A noun without a verb."""
    return s.noun and s.frame.own.upos not in {"VERB", "AUX"} and s.tree.child(s.frame.own.i, "cop") is None


def _attribute(key: str) -> Callable[[Setting], bool]:
    return lambda s: bool(s.adjectives & s.words[f"adjectives.{key}"])


def rules(s: Setting, timeline: Timeline) -> tuple[Rule[Temporality], ...]:
    """The table for one event; its dates are read first."""
    dates = _dates(s, timeline)
    return (
        Rule("dated before", _PAST, lambda _: dates.before),
        Rule("dated after", _FUTURE, lambda s: dates.after and not _plainly_told(s)),
        *_TABLE[:_UNDATED],
        Rule("after what is to come", _FUTURE, lambda s: not _told(s) and s.shares and _behind(s, timeline, dates.today)),
        Rule("day to come", _FUTURE, lambda s: dates.unknown and s.shares and not s.headline),
        *_TABLE[_UNDATED:],
    )


_TABLE: tuple[Rule[Temporality], ...] = (
    Rule("coming by its attribute", _FUTURE, lambda s: any(_attribute(key)(s) for key in ("future", "expected", "sought"))),
    Rule("going on by its attribute", _PRESENT, _attribute("present")),
    Rule("past by its attribute", _PAST, _attribute("past")),
    Rule("counterfactual", _PAST, seen.counterfactual),
    Rule("prevented in fact", _PAST, seen.prevented_in_fact),
    Rule("at the time of its governor", _PAST, _then),
    Rule("said to have happened", _PAST, _said_to_have),
    Rule("inquired into", _PAST, lambda s: s.noun and s.effect == "given"),
    Rule("alleged", _PAST, lambda s: s.noun and s.effect == "alleged"),
    Rule("coming by its governor", _FUTURE, _coming),
    Rule("seeming to come", _FUTURE, _seeming),
    Rule("future", _FUTURE, _would),
    Rule("carried on", _PRESENT, _continued),
    Rule("wanted", _FUTURE, _wanted),
    Rule("done", _PAST, seen.actual),
    Rule("modal", _FUTURE, seen.modal),
    Rule("open", _FUTURE, _open),
    Rule("soon", _FUTURE, _soon),
    Rule("to come", _FUTURE, _to_come),
    Rule("ahead of a speaker", _FUTURE, _ahead),
    Rule("told", _PAST, _told),
    Rule("supposed to come", _FUTURE, _supposed),
    Rule("ensured", _FUTURE, lambda s: s.effect == "ensured" and not seen.governed_past(s)),
    Rule("any", _FUTURE, lambda s: seen.anyone(s) or seen.some(s)),
    Rule("past above", _PAST, _above_past),
    Rule("going on", _PRESENT, _lasting_time),
    Rule("passive to come", _FUTURE, _passive_to_come),
    Rule("headline", _PAST, lambda s: s.headline),
    Rule("scheduled", _FUTURE, lambda s: not s.shares and _noun(s, "scheduled")),
    Rule("lasting", _PRESENT, lambda s: not s.shares and _noun(s, "lasting")),
    Rule("fragment", _PAST, _fragment),
    Rule("known", _PAST, lambda s: not s.shares),
    Rule("present", _PRESENT, lambda _: True),
)
_UNDATED = next(n for n, rule in enumerate(_TABLE) if rule.name == "going on") + 1
