"""Authorities: names to IRIs, from files and from the bundled countries."""

from __future__ import annotations

from kg.authority.countries import countries
from kg.authority.files import read
from kg.authority.records import Authority, Kind, Record

__all__ = ["Authority", "Kind", "Record", "countries", "read"]
