"""What every JSON answer begins with (DESIGN §8)."""

from __future__ import annotations

from collections.abc import Iterable

from catalog.model.source import Json

FORMAT_VERSION = 1


def tool_version() -> str:
    """The installed version, `0+source` when run from a tree that is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("treaty")
    except PackageNotFoundError:
        return "0+source"


def envelope(inputs: Iterable[tuple[str, str]]) -> dict[str, Json]:
    """Format version, tool, and the inputs as (name, digest)."""
    return {
        "format_version": FORMAT_VERSION,
        "tool": {"name": "treaty", "version": tool_version()},
        "inputs": [{"name": name, "digest": digest} for name, digest in inputs],
    }
