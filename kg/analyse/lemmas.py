"""Edit scripts: what turns a form into its lemma, so that a classifier can choose one (after Straka et al. 2019, UDPipe 2).

A script is a case mark (`l` all lower, `f` first letter upper, `k` as in the form), what to cut and add in front, and what to cut and add
behind: `l|0~|2~en` turns *werkte* into *werken*. `l|=zijn` replaces the whole form.
"""

from __future__ import annotations

import difflib

__all__ = ["apply", "script"]


def script(form: str, lemma: str) -> str:
    """Return the edit script from a form to its lemma, around their longest common part."""
    low, target = form.lower(), lemma.lower()
    case = "l" if lemma == target else ("f" if lemma[:1].isupper() and lemma[1:] == target[1:] else "k")
    same = difflib.SequenceMatcher(None, low, target, autojunk=False).find_longest_match()
    if not same.size:
        return f"{case}|={target}"
    return f"{case}|{same.a}~{target[: same.b]}|{len(low) - same.a - same.size}~{target[same.b + same.size :]}"


def apply(form: str, code: str) -> str:
    """Return the lemma that a script makes of a form; the form itself where the script cuts more than there is."""
    case, _, rest = code.partition("|")
    low = form.lower()
    if rest.startswith("="):
        out = rest[1:]
    else:
        (before, _, front), (behind, _, back) = (part.partition("~") for part in rest.split("|", 1))
        cut, tail = int(before), int(behind)
        if cut + tail >= len(low) and not front + back:
            return form
        if cut + tail > len(low):
            return form
        out = front + low[cut : len(low) - tail] + back
    if case == "f":
        return out[:1].upper() + out[1:]
    if case == "k":
        return form if form.lower() == out else (out.upper() if form.isupper() else out)
    return out
