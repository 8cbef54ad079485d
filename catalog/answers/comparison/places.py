"""Lines and columns of findings, and the text of the places that they point at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.answers.comparison.documents import Opened
from catalog.errors import CatalogError
from catalog.frozen import replace
from catalog.model.pointer import parse_pointer, settle, split_pointer
from catalog.model.source import Json
from governance.findings import Effect, Finding, Location

if TYPE_CHECKING:
    from catalog.answers.comparison.answer import DiffAnswer
    from catalog.reading.positions import Positions


def located(answer: DiffAnswer, *, safe: bool) -> DiffAnswer:
    """The answer with file, line and column for each finding; of safe ones only if asked for."""
    places = Places(answer.base, answer.revision)
    findings = tuple(
        places.located(finding) if safe or finding.effect is not Effect.SAFE else finding for finding in answer.findings
    )
    return replace(answer, comparison=replace(answer.comparison, findings=findings))


class Places:
    """Positions of the documents of both sides; each document is looked through once."""

    def __init__(self, base: Opened, revision: Opened) -> None:
        self._base, self._revision = base, revision
        self._positions: dict[tuple[str, str], Positions] = {}

    def located(self, finding: Finding) -> Finding:
        """The finding with the place in the revision, or in the base where the revision has none."""
        if finding.pointers.revision is not None:
            return replace(finding, locations=self._places(self._revision, finding.pointers.revision))
        if finding.pointers.base is not None:
            return replace(finding, locations=self._places(self._base, finding.pointers.base))
        return finding

    def _places(self, side: Opened, text: str) -> tuple[Location, ...]:
        name, pointer = split_pointer(text)
        try:
            positions = self._of(side, name or side.contract.document.name)
        except CatalogError:  # said already, where the reference to it stands
            return ()
        mark = positions.start(parse_pointer(pointer))
        return (Location(name or side.name, mark.line, mark.column),)

    def _of(self, side: Opened, name: str) -> Positions:
        key = (side.name, name)
        if key not in self._positions:
            from catalog.reading.positions import Positions  # costly, and of no use where nothing is located

            self._positions[key] = Positions(side.document(name))
        return self._positions[key]


def written_at(side: Opened, text: str | None) -> Json:
    """The value that a finding's pointer leads to; None where there is none."""
    if text is None:
        return None
    name, pointer = split_pointer(text)
    try:
        tree = side.document(name or side.contract.document.name).tree
        return settle(parse_pointer(pointer), tree)[1]
    except (CatalogError, LookupError):
        return None
