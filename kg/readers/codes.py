"""QCodes and IPTC codes to IRIs: `alias:code` by the catalog of the file, then by IPTC's own; nothing is fetched and nothing is invented.

Source: NewsML-G2 specification, "QCodes"; IPTC catalog 41 as data (`iptc_catalog.toml`).
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import TYPE_CHECKING

from kg.readers.xml import attribute, descendants, iri

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Codes", "subject_code"]

_MEDIA_TOPIC = "http://cv.iptc.org/newscodes/mediatopic/"
_SUBJECT_CODE = "http://cv.iptc.org/newscodes/subjectcode/"
_EVERYWHERE = frozenset({"medtop", "subj", "genre", "cpnat", "wikidata", "nprov", "iso3166-1a2", "iso3166-1a3", "ninat", "stat", "sig"})
_DIGITS = 8  # of an IPTC subject code and of a media topic


@functools.cache
def _iptc() -> dict[str, str]:
    tables = tomllib.loads(resources.files("kg.readers").joinpath("iptc_catalog.toml").read_text(encoding="utf-8"))
    return dict(tables["schemes"])


def subject_code(code: str) -> str | None:
    """Return the IRI of a number in NITF or NewsML 1: a subject code, or a media topic where it begins with 2; None for anything else."""
    code = code.strip()
    if not re.fullmatch(r"\d{7,8}", code):
        return None
    return f"{_MEDIA_TOPIC if code.startswith('2') and len(code) == _DIGITS else _SUBJECT_CODE}{code.zfill(_DIGITS)}"


class Codes:
    """The schemes of one G2 item: those it declares, and IPTC's where it refers to an IPTC catalog or to none at all."""

    def __init__(self, item: etree._Element) -> None:
        self.schemes: dict[str, str] = {}
        for scheme in descendants(item, "scheme"):
            alias, uri = attribute(scheme, "alias"), iri(attribute(scheme, "uri"))
            if alias and uri:
                self.schemes[alias] = uri
        references = [attribute(ref, "href") for ref in descendants(item, "catalogref")]
        own = [ref for ref in references if re.search(r"iptc\.org/std/catalog/", ref)]
        if len(own) == len(references):
            self.schemes = _iptc() | self.schemes
        elif own:  # an alias may be another catalog's, which is not fetched: only those that mean the same everywhere
            self.schemes = {alias: uri for alias, uri in _iptc().items() if alias in _EVERYWHERE} | self.schemes

    def iri(self, qcode: str) -> str | None:
        """Return the IRI of a QCode, or None where its alias is unknown."""
        alias, found, code = qcode.strip().partition(":")
        scheme = self.schemes.get(alias)
        if not found or not code or scheme is None:
            return None
        if scheme in (_MEDIA_TOPIC, _SUBJECT_CODE) and re.fullmatch(r"\d{7}", code):
            code = code.zfill(_DIGITS)  # a number that lost its leading zero
        return iri(scheme + code)

    def of(self, element: etree._Element | None, name: str = "qcode") -> str | None:
        """Return the IRI that an element gives: its `uri`, else that of its QCode."""
        return iri(attribute(element, "uri")) or self.iri(attribute(element, name))
