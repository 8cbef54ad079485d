"""What every JSON answer begins with (DESIGN §8)."""

from __future__ import annotations

from collections.abc import Iterable

from catalog import __version__
from catalog.model.source import Json

FORMAT_VERSION = 1


def tool_version() -> str:
    """Of this very code, whatever is installed beside it; `importlib.metadata` costs a tenth of a short command."""
    return __version__


def envelope(inputs: Iterable[tuple[str, str]]) -> dict[str, Json]:
    """Format version, tool, and the inputs as (name, digest)."""
    return {
        "format_version": FORMAT_VERSION,
        "tool": {"name": "treaty", "version": tool_version()},
        "inputs": [{"name": name, "digest": digest} for name, digest in inputs],
    }
