"""Text for a terminal: what documents and file names say cannot steer it."""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` costs a third of the time that `treaty --help` may take
if TYPE_CHECKING:
    from typing import Any, TextIO

_STEERING = (*range(0x20), *range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_ESCAPED = {code: ascii(chr(code))[1:-1] for code in _STEERING if chr(code) not in "\t\n"}
"""Control characters and those that turn the direction of writing, as Python writes them."""


def harmless(stream: TextIO) -> TextIO:
    """The stream, with control characters written as escapes, and bytes of names that are not UTF-8 as well."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
    return _Harmless(stream)  # type: ignore[return-value]


class _Harmless:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Says of how many characters, as streams do."""
        is_plain = text.isprintable() or text.replace("\n", "").replace("\t", "").isprintable()
        self._stream.write(text if is_plain else text.translate(_ESCAPED))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
