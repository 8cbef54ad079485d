"""What a comparison lets pass: named, documented, switchable (SEMANTICS §4)."""

from __future__ import annotations

from catalog.frozen import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Tolerances:
    """The defaults are those of SEMANTICS §4."""

    undeclared_properties: bool = True
    """A sender sends declared properties only; a receiver ignores unknown ones unless it is closed."""
    overlapping_variants: bool = True
    """oneOf branches that overlap in the base, with nothing to tell them apart, are read as anyOf."""
    strict_readers: bool = False
    """Closed outbound objects bind the reader too."""
    open_enums: bool = True
    """A reader gets along with scalar enum values that it does not know."""
    unknown_messages: bool = True
    """A reader skips message types that it does not know."""
    formats_are_annotations: bool = False
    """`format` constrains nothing."""
    unconstrained_responses: bool = False
    """Loosened outbound bounds and patterns are may-break."""

    def switched(self, names: dict[str, bool]) -> Tolerances:
        """With tolerances switched on or off by their public names (`open-enums`).

        Raises:
            KeyError: there is no such tolerance.
        """
        known = {field.name for field in fields(self)}
        wanted = {name.replace("-", "_"): on for name, on in names.items()}
        if unknown := sorted(set(wanted) - known):
            raise KeyError(unknown[0].replace("_", "-"))
        return replace(self, **wanted)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Public names of all of them."""
        return tuple(field.name.replace("_", "-") for field in fields(cls))

    @property
    def active(self) -> tuple[str, ...]:
        """Public names of those that are on."""
        return tuple(field.name.replace("_", "-") for field in fields(self) if getattr(self, field.name))
