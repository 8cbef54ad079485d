"""Pages of a catalog whose names are as short, and whose words as long, as they may be: targets large enough, no page
wider than the screen."""

from __future__ import annotations

import os
from typing import Any

import pytest

from tests.builders.browser import IS_COMPLETE, LACKING, serving, walk
from tests.builders.git import git_repository

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not IS_COMPLETE and os.environ.get("CI") != "true", reason=LACKING),
    pytest.mark.xdist_group("browser"),
]
LONG = "x" * 3000
API = """\
openapi: 3.0.3
info: {title: A, version: 1.0.0}
paths:
  /a:
    get:
      responses:
        "200": {description: fine, content: {application/json: {schema: {$ref: "#/components/schemas/S"}}}}
components: {schemas: {S: {type: object, properties: {i: {type: number}, PATTERN}}}}
"""
SERVICE = "title: {0}\nlayer: process\ndomain: o\nowner: t\nlifecycle: active\ncontracts: [{0}]\n"
FILES = {
    "catalog.yaml": "name: Odd\nas_of: 2026-11-25\n",
    "teams.yaml": "teams:\n  t:\n    title: T\n    contact: {email: t@example.org}\n    escalation: {phone: '+49 1'}\n",
    "domains/o.yaml": "title: O\nowner: t\n",
    "terms/x.yaml": f"term: x\ndefinition: {LONG}\ndomain: o\nsynonyms: [{LONG}]\n",
    "vendors/v/vendor.yaml": f"product: V\nowner: t\nlive: '{LONG}'\nserves: ['{LONG}']\ncontracts: [v/a]\n",
    "vendors/v/a/openapi.yaml": API.replace("PATTERN", "q: {type: string}"),
    **{f"services/{name}/service.yaml": SERVICE.format(name) for name in "ab"},
    **{f"services/{name}/{name}/openapi.yaml": API.replace("PATTERN", "q: {type: string}") for name in "ab"},
    "services/b/consumes.yaml": (
        f"consumes:\n  - {{contract: a, uses: [GET /a]}}\n  - {{contract: v/a, pin: '{LONG}'}}\n"
    ),
}
NEWER = {
    "services/a/a/openapi.yaml": API.replace("PATTERN", "q: {type: string, pattern: '(?=a)b'}").replace(
        "1.0.0", "2.0.0"
    )
}
PAGES = (
    "/main/services/b", "/main/compare/a", "/main/teams/t", "/main/layers", "/main/glossary", "/main/terms/x",
    "/main/vendors/v",
)  # fmt: skip


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    repository = git_repository(tmp_path_factory.mktemp("odd") / "r", FILES)
    repository.commit(NEWER)
    with serving(repository.path) as server:
        steps = [(page, width) for page in PAGES for width in (1280, 360)]
        return walk(
            [
                {"name": f"odd{page.replace('/', '-')}-{width}", "url": server + page, "width": width}
                for page, width in steps
            ]
        )


def test_every_page_is_there(walked: dict[str, dict[str, Any]]) -> None:
    assert {name: step["status"] for name, step in walked.items() if step["status"] != 200} == {}
    assert {name: step["trouble"] for name, step in walked.items() if step["trouble"]} == {}


def test_every_target_is_large_enough(walked: dict[str, dict[str, Any]]) -> None:
    assert {name: step["violations"] for name, step in walked.items() if step["violations"]} == {}


def test_no_page_is_wider_than_the_screen(walked: dict[str, dict[str, Any]]) -> None:
    assert [name for name, step in walked.items() if step["overflow"]] == []
