"""Trace the texts of a posting: its title, its place, the board's own words, its description."""

from dataclasses import asdict
from typing import Any

from models.raw import RawPosting
from pipeline.clean.stage import Texts
from pipeline.publish.explain.traced.description import trace_description
from pipeline.publish.explain.traced.fields import trace_fields
from pipeline.publish.explain.traced.place import trace_place
from pipeline.publish.explain.traced.title import trace_title


def trace_words(raw: RawPosting, texts: Texts) -> dict[str, list[dict[str, Any]]]:
    """Return the traced words of each text of a posting, by its name; none for empty texts."""
    traced = {
        "title": trace_title(texts.title),
        "place": trace_place(texts.location),
        "board's words": trace_fields(raw),
        "description": trace_description(texts.description, texts.company),
    }
    return {name: [asdict(words) for words in found] for name, found in traced.items() if found}
