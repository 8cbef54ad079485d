"""Independent validators: what a schema says of a value, by two libraries that share no code with Treaty."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import jsonschema_rs
from jsonschema.validators import validator_for

from tests.laws.frames import OPENAPI
from tests.laws.openapi import as_json_schema

DRAFTS = {
    "draft4": ("http://json-schema.org/draft-04/schema#", jsonschema_rs.Draft4Validator),
    "draft6": ("http://json-schema.org/draft-06/schema#", jsonschema_rs.Draft6Validator),
    "draft7": ("http://json-schema.org/draft-07/schema#", jsonschema_rs.Draft7Validator),
    "draft2019-09": ("https://json-schema.org/draft/2019-09/schema", jsonschema_rs.Draft201909Validator),
    "draft2020-12": ("https://json-schema.org/draft/2020-12/schema", jsonschema_rs.Draft202012Validator),
}
DIALECTS = (*DRAFTS, *OPENAPI)
_CONTENT = ("contentEncoding", "contentMediaType", "contentSchema")


def address(dialect: str) -> str:
    """The `$schema` address of a draft."""
    return DRAFTS[dialect][0]


def plain(schema: Any) -> Any:
    """Without the content keywords: jsonschema-rs asserts them in drafts 6 and 7, where they are annotations."""
    if isinstance(schema, list):
        return [plain(item) for item in schema]
    if isinstance(schema, dict):
        return {key: plain(value) for key, value in schema.items() if key not in _CONTENT}
    return schema


class Judge:
    """One schema, judged by jsonschema-rs; `agree` asks the jsonschema library as well. OpenAPI goes by 2020-12."""

    def __init__(self, schema: Any, dialect: str) -> None:
        self.dialect = dialect if dialect in DRAFTS else "draft2020-12"
        self.schema = plain(schema) if dialect in DRAFTS else as_json_schema(schema, dialect)
        self.fast = DRAFTS[self.dialect][1](self.schema, validate_formats=False)

    def accepts(self, value: Any) -> bool:
        return bool(self.fast.is_valid(value))

    def agree(self, value: Any) -> bool | None:
        """What both say; None where they differ, or where the second fails."""
        said = self.accepts(value)
        try:
            second = self._second().is_valid(value)
        except Exception:  # jsonschema 4.26 fails on draft 6 `additionalItems` beside `items: true`, on `id` in lists
            return None
        return said if second == said else None

    @lru_cache(maxsize=1)  # noqa: B019 - one judge, one second opinion
    def _second(self) -> Any:
        kind = validator_for({"$schema": address(self.dialect)})
        return kind(self.schema)


def separates(old: Any, new: Any, value: Any, dialect: str) -> bool:
    """Whether `value` is a witness by both libraries: valid against `old`, not against `new`."""
    return Judge(old, dialect).agree(value) is True and Judge(new, dialect).agree(value) is False
