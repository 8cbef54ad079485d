"""YAML text -> libyaml's events, and its errors with their place."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from catalog.errors import UnreadableDocument
from catalog.reading.limits import Limits, over
from catalog.reading.source_text import SourceText, ended

_FOREIGN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_PRIVATE = range(0xE000, 0xF8FF)


class Events:
    """libyaml's event stream over a document. Indexes of marks are indexes of `source.text`.

    libyaml follows YAML 1.1: it ends lines at NEL, LS and PS, and refuses characters that YAML 1.2 allows. They are
    swapped for private ones of the same width before, and back in what it reads.
    """

    __slots__ = ("_back", "_loader", "source")

    def __init__(self, source: SourceText) -> None:
        import yaml

        self.source = source
        text, self._back = _swap(source.text)
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self._loader: Any = loader(ended(text))

    @property
    def next(self) -> Callable[[], Any]:
        """The function that gives the next event; raises yaml.YAMLError."""
        event: Callable[[], Any] = self._loader.get_event
        return event

    @property
    def is_swapped(self) -> bool:
        return bool(self._back)

    def original(self, text: str) -> str:
        """What a scalar says, with the swapped characters back in place."""
        return text.translate(self._back) if self._back else text

    def error(self, error: Any, limits: Limits) -> UnreadableDocument:
        """The error of libyaml as ours."""
        if "maximum nesting depth" in str(error):
            return over("depth", limits.depth, place=self.source.place(error.problem_mark.index))
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        index = mark.index if mark else getattr(error, "position", 0)
        context = f" {error.context}" if getattr(error, "context", None) else ""
        early = index >= len(self.source.text.rstrip())
        what = "the YAML ends too early" if early and self.source.text.strip() else "not valid YAML"
        return UnreadableDocument(f"{what}: {problem}{context}", place=self.source.place(index))


def _swap(text: str) -> tuple[str, dict[int, str]]:
    """The text that libyaml reads as YAML 1.2 means it, and the way back."""
    foreign = [] if text.isascii() and "\x7f" not in text else sorted(set(_FOREIGN.findall(text)))
    free = (chr(code) for code in _PRIVATE if chr(code) not in text) if foreign else iter(())
    back: dict[int, str] = {}
    for character, stand_in in zip(foreign, free, strict=False):
        text = text.replace(character, stand_in)
        back[ord(stand_in)] = character
    return text, back
