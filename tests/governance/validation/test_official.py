"""Where the official schemas come from, and what is said when they are not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.model.specification import Family, Specification
from governance.errors import MissingOfficialSchema
from governance.validation import official
from governance.validation.official import official_schema
from governance.validation.structure import structure_violations


@pytest.fixture
def without_assets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(official, "BUILT", tmp_path)
    official_schema.cache_clear()
    yield
    official_schema.cache_clear()


@pytest.mark.usefixtures("without_assets")
def test_asyncapi_needs_the_built_files_and_says_so() -> None:
    with pytest.raises(MissingOfficialSchema) as caught:
        official_schema(Family.ASYNCAPI, "3.0")
    assert "asyncapi-3.0.0" in caught.value.message
    assert "make assets" in (caught.value.hint or "")
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("line", ["2.0", "3.0", "3.1", "3.2"])
@pytest.mark.usefixtures("without_assets")
def test_openapi_works_without_them(line: str) -> None:
    marker = {"swagger": "2.0"} if line == "2.0" else {"openapi": f"{line}.0"}
    document = {**marker, "info": {"title": "x", "version": "1", "contct": {}}, "paths": {}}
    violations = list(structure_violations(document, Specification(Family.OPENAPI, line, line)))
    assert [each.rule for each in violations] == ["unknown-field"]


def test_another_dialect_is_not_held_to_ours() -> None:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "x", "version": "1"},
        "paths": {},
        "jsonSchemaDialect": "https://example.org/dialect",
        "components": {"schemas": {"A": {"type": "anything goes"}}},
    }
    specification = Specification(Family.OPENAPI, "3.1.0", "3.1")
    assert list(structure_violations(document, specification)) == []
