"""Names, noun phrases and pronouns that refer to entities, the kinds of these, and the posts that persons hold."""

from __future__ import annotations

from kg.mentions.finding import find
from kg.mentions.roles import roles

__all__ = ["find", "roles"]
