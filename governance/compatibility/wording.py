"""What documents say to people alone: where nothing else changed, the version says so (SEMANTICS §6)."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.source import Json
from governance.compatibility.sameness import spelled

TEXTS = ("description", "summary", "title")
EXAMPLES = ("example", "examples")


def are_worded_otherwise(base: Json, revision: Json) -> bool:
    """Whether one document has a text or an example that the other does not have anywhere: to move one is nothing."""
    return base != revision and set(_words(base)) != set(_words(revision))


def _words(tree: Json) -> Iterator[object]:
    waiting = [tree]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield from (value[word] for word in TEXTS if isinstance(value.get(word), str))
            yield from (spelled(value[word]) for word in EXAMPLES if word in value)
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
