"""What to do about a version, in words that reports print as well."""

from __future__ import annotations

MEANS_ELSE = ("minor", "major")
"""Bumps that a change of meaning asks for."""


def set_version(contract: str, needed: str | None) -> str:
    """The step that mends a version."""
    return f"Set the version of {contract} to {needed or 'a new label'}."
