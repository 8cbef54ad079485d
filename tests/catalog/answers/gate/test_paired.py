"""Which defects of two sides are one: those at one pointer, in the same words, with the same list items above them."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.answers.catalog import open_catalog
from catalog.answers.gate.answer import judge
from catalog.answers.gate.sides import open_sides
from governance.findings import Status
from tests.builders.catalog import SOUND
from tests.builders.git import git_repository

FILE = "services/orders/v1/openapi.yaml"
ONE, TWO, GOOD = "one", "two", "good"


def document(*branches: str, title: str = "Things", key: str = "total") -> str:
    """Every branch but a good one has an amount of money that is a float, which is told without the branch's name."""
    kinds = {each: "string" if each == GOOD else "number" for each in branches}
    of = ", ".join(
        f"{{title: {each}, type: object, required: [{each}],"
        f" properties: {{{each}: {{}}, currency: {{type: string}}, {key}: {{type: {kinds[each]}}}}}}}"
        for each in branches
    )
    return (
        f"openapi: 3.1.0\ninfo: {{title: {title}, version: 1.0.0}}\npaths:\n  /things:\n    get:\n"
        "      operationId: things\n      responses:\n        '200':\n          description: All.\n"
        f"          content: {{application/json: {{schema: {{oneOf: [{of}]}}}}}}\n"
    )


def statuses(folder: Path, before: str, now: str, *, everything: bool) -> dict[str, int]:
    files: dict[str | bytes, str | bytes | None] = {**SOUND, FILE: before}  # type: ignore[dict-item]
    repository = git_repository(folder / "r", files)  # type: ignore[arg-type]
    repository.git("checkout", "--quiet", "-b", "change")
    repository.commit({FILE: now})
    catalog = open_catalog(str(repository.path), None, folder / "cache")
    verdict = judge(open_sides(catalog, "main", "change"), everything=everything)
    found = [each.finding.status for each in verdict.findings if each.finding.rule == "money-as-float"]
    return {status.value: found.count(status) for status in Status if status in found}


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (document(ONE), document(ONE, title="Others"), {"existing": 1}),
        (document(ONE), document(ONE, TWO), {"existing": 1, "new": 1}),
        (document(ONE, TWO, GOOD), document(TWO, GOOD), {"existing": 1, "fixed": 1}),
        (document(ONE, TWO), document(GOOD, TWO), {"existing": 1, "fixed": 1}),
        (document(ONE), document(ONE, key="amount"), {"fixed": 1, "new": 1}),
        (document(GOOD), document(ONE), {"new": 1}),
    ],
    ids=["unchanged", "added", "moved", "mended", "another", "first"],
)
def test_a_defect_is_new_existing_or_fixed(
    before: str, now: str, expected: dict[str, int], everything: bool, tmp_path: Path
) -> None:
    found = statuses(tmp_path, before, now, everything=everything)
    found.pop("existing", None)
    assert found == {status: number for status, number in expected.items() if status != "existing"}
