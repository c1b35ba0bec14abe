"""What a description says of somebody without a name: how many, man or woman, how old, and whether it is the first word of them.

`een man in Utrecht` and `een man in Groningen` are two, as are `een man` and `een vrouw`; `de man` may be anybody whom the article has told of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["UNTOLD", "Description", "describe"]

# The words of Dutch, English and German: a description in another language says nothing here, and speaks against nothing.
_ONE = frozenset({"een", "één", "a", "an", "one", "ein", "eine", "einen", "einem", "einer"})
_DIGITS = {
    word: str(number)
    for number, words in enumerate(
        (
            ("twee", "two", "zwei"),
            ("drie", "three", "drei"),
            ("vier", "four"),
            ("vijf", "five", "fünf"),
            ("zes", "six", "sechs"),
            ("zeven", "seven", "sieben"),
            ("acht", "eight"),
            ("negen", "nine", "neun"),
            ("tien", "ten", "zehn"),
            ("elf", "eleven"),
            ("twaalf", "twelve", "zwölf"),
        ),
        start=2,
    )
    for word in words
}
_FEMALE = ("vrouw", "vrouwen", "meisje", "meisjes", "moeder", "moeders", "dochter", "dochters", "woman", "women", "girl", "girls", "frau", "frauen")
_MALE = ("man", "mannen", "jongen", "jongens", "vader", "vaders", "zoon", "zonen", "men", "boy", "boys", "mann", "männer")
_PLURAL = ("mannen", "vrouwen", "jongens", "meisjes", "moeders", "vaders", "dochters", "zonen", "men", "women", "boys", "girls", "männer", "frauen")
_AGE = re.compile(r"\b(\d{1,3})[- ]?(?:jarig|year-old|jährig)")
_SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Description:
    """What is known of somebody: `number` is a numeral, `several` or empty; `sex` and `age` are empty where nothing is said; `new` tells a first mention."""

    number: str = ""
    sex: str = ""
    age: str = ""
    new: bool = False

    def differs(self, other: Description) -> bool:
        """Whether both cannot be the same."""
        counts = {self.number, other.number}
        many = counts == {"1", _SEVERAL} or (len(counts) == 2 and "" not in counts and _SEVERAL not in counts)  # noqa: PLR2004  (two of them)
        return many or any(one and two and one != two for one, two in ((self.sex, other.sex), (self.age, other.age)))


UNTOLD = Description()


def describe(label: str) -> Description:
    """Return what a description says."""
    words = re.findall(r"[\w-]+", label.casefold())
    number = next((count for word in words[:2] if (count := _number(word))), "")
    head = next((word for word in words if _sex(word)), "")
    if not number and head.endswith(_PLURAL) and not head.endswith(("vrouw", "man", "woman")):
        number = _SEVERAL
    age = _AGE.search(label.casefold())
    return Description(number, _sex(head), age[1] if age else "", bool(words) and bool(_number(words[0])))


def _number(word: str) -> str:
    return "1" if word in _ONE else word if word.isdecimal() else _DIGITS.get(word, "")


def _sex(word: str) -> str:
    if word.endswith(_FEMALE):
        return "female"
    return "male" if word.endswith(_MALE) else ""
