"""What is wrong in a user's document, as data."""

from __future__ import annotations

from catalog.frozen import dataclass
from catalog.model.source import Pointer, Span


@dataclass(frozen=True, slots=True)
class Problem:
    """Where (`file`, `pointer`, and `span` when the text could be read), what, and what to do (`hint`)."""

    rule: str
    message: str
    file: str
    pointer: Pointer = ()
    span: Span | None = None
    hint: str | None = None

    @property
    def place(self) -> str:
        """`file:line:column`, or the file alone when no position is known."""
        if self.span is None:
            return self.file
        return f"{self.file}:{self.span.start.line}:{self.span.start.column}"

    def __str__(self) -> str:
        advice = f" ({self.hint})" if self.hint else ""
        return f"{self.place}: {self.message}{advice}"
