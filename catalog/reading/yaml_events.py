"""YAML text -> libyaml's events, and its errors with their place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from catalog.errors import UnreadableDocument
from catalog.reading.limits import Limits, over
from catalog.reading.source_text import SourceText, ended
from catalog.reading.yaml_swaps import swapped

TOO_DEEP = "maximum nesting depth"


class Events:
    """libyaml's event stream over a document. Indexes of marks are indexes of `source.text`."""

    __slots__ = ("_back", "_load", "_loader", "_text", "source")

    def __init__(self, source: SourceText) -> None:
        import yaml

        self.source = source
        text, self._back = swapped(source.text)
        self._text = ended(text)
        self._load: Callable[[str], Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self._loader = self._load(self._text)

    def skim(self) -> None:
        """Goes through the text without making anything of it; raises yaml.YAMLError at its first mistake.

        That libyaml finds it too deep is none: its limit is not ours, and whoever builds comes to ours first.
        """
        import yaml

        parse = getattr(self._load(self._text), "raw_parse", None)
        try:
            if parse is not None:
                parse()
        except yaml.YAMLError as error:
            if TOO_DEEP not in str(error):
                raise

    @property
    def next(self) -> Callable[[], Any]:
        """The function that gives the next event; raises yaml.YAMLError."""
        event: Callable[[], Any] = self._loader.get_event
        return event

    def original(self, text: str) -> str:
        """What a scalar says, with the swapped characters back in place."""
        return text if self._back is None else self._back(text)

    def error(self, error: Any, limits: Limits) -> UnreadableDocument:
        """The error of libyaml as ours."""
        if TOO_DEEP in str(error):
            return over("depth", limits.depth, place=self.source.place(error.problem_mark.index))
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        index = mark.index if mark else getattr(error, "position", 0)
        context = f" {error.context}" if getattr(error, "context", None) else ""
        early = index >= len(self.source.text.rstrip())
        what = "the YAML ends too early" if early and self.source.text.strip() else "not valid YAML"
        return UnreadableDocument(f"{what}: {problem}{context}", place=self.source.place(index))
