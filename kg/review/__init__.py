"""Graphs as pages for people: each claim beside its words, and what a set of articles tells; no server, no network, nothing but files."""

from __future__ import annotations

from kg.review.making import Reviewed, review

__all__ = ["Reviewed", "review"]
