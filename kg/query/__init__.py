"""Questions to graphs: SPARQL text, or one of the named questions, to files, a store on disk or a server."""

from __future__ import annotations

from kg.query.answer import FORMS, Answer
from kg.query.named import NAMES, Question, questions
from kg.query.sources import Endpoint, Local, Source, asks_outside, from_directory, from_files, prepared

__all__ = ["FORMS", "NAMES", "Answer", "Endpoint", "Local", "Question", "Source", "asks_outside", "from_directory", "from_files", "prepared", "questions"]
