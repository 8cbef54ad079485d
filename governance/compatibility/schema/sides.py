"""One side of a comparison."""

from __future__ import annotations

from catalog.frozen import dataclass
from catalog.model.source import Json
from governance.compatibility.schema.dialects import Dialect, dialect_named
from governance.compatibility.schema.reading import Reading, Resolve


@dataclass(frozen=True, slots=True)
class Side:
    """A schema, how it is read, and where it stands."""

    schema: Json
    reading: Reading
    base: str
    resolve: Resolve | None

    @property
    def dialect(self) -> Dialect:
        """The dialect that the schema names, else that of the reading. Raises UnknownDialect."""
        named = self.schema.get("$schema") if isinstance(self.schema, dict) and self.resolve is None else None
        return dialect_named(named if isinstance(named, str) else self.reading.dialect)
