"""`treaty diff`: text, JSON by its schema, Markdown, exit codes, files and revisions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from catalog.cli.main import main
from catalog.cli.schema_files import FOLDER
from tests.builders.git import git_repository

BASE = """\
openapi: 3.1.0
info: {title: Orders, version: 1.2.0}
paths:
  /orders/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200": {description: d, content: {application/json: {schema: {$ref: "schemas.yaml#/Order"}}}}
  /prices:
    get: {responses: {"204": {description: d}}}
"""
SCHEMAS = """\
Order:
  type: object
  required: [total, state]
  properties:
    total: {type: integer}
    state: {enum: [new, paid]}
"""
FILES = {"openapi.yaml": BASE, "schemas.yaml": SCHEMAS}


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, str]:
    """Folders with the base, and with a revision that breaks in a schema of another file."""
    for name, schemas in (("old", SCHEMAS), ("new", SCHEMAS.replace("[total, state]", "[state]"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "openapi.yaml").write_text(BASE)
        (tmp_path / name / "schemas.yaml").write_text(schemas)
    return str(tmp_path / "old" / "openapi.yaml"), str(tmp_path / "new" / "openapi.yaml")


def test_the_text_says_what_where_for_whom_and_by_which_message(
    two: tuple[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    assert main(["diff", *two]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "BREAKING  Orders 1.2.0 → 1.2.0: 1 break, 0 may break, 0 are safe, 0 undecided",
        "the version needs a major bump at least",
        "",
        "BREAKS",
        "",
        "  schemas.yaml, in one operation: GET /orders/{id}",
        "    - total always came and may be missing now [outbound-required-widened]",
        "        shown by GET /orders/id answers 200  (valid in the revision, not in the base)",
        '          body {"state": "new"}',
    ]


def test_the_same_document_is_compatible(two: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", two[0], two[0]]) == 0
    assert capsys.readouterr().out.startswith("COMPATIBLE  Orders 1.2.0 → 1.2.0: 0 break")


def unwrapped(text: str) -> str:
    """What was printed, however wide the terminal and long the paths."""
    return " ".join(text.replace("|", " ").split())


def test_explain_gives_the_chain_of_reasoning(two: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *two, "--explain"]) == 1
    printed = unwrapped(capsys.readouterr().out)
    assert "schemas.yaml:1:1" in printed
    assert "address: old GET /orders/{} response.200.body" in printed
    assert 'the sender, by the revision, may say: {"type": "object", "required": ["state"]' in printed
    assert 'the receiver, by the base, accepts: {"type": "object", "required": ["total", "state"]' in printed
    assert "so it breaks: SEMANTICS §3, treaty explain outbound-required-widened" in printed


def test_the_json_fits_its_schema_and_has_places(
    two: tuple[str, str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    answer = run_json([*two], capfdbinary)
    assert answer["breaking"] is True
    assert answer["profile"] == "default"
    (finding,) = answer["findings"]
    assert finding["locations"] == [{"file": "schemas.yaml", "line": 1, "column": 1}]
    assert finding["pointers"]["base"] == "schemas.yaml#/Order"
    assert finding["witness"]["message"]["body"] == finding["witness"]["value"] == {"state": "new"}


def test_the_answer_is_the_same_from_run_to_run(
    two: tuple[str, str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run_json([*two], capfdbinary) == run_json([*two], capfdbinary)


def test_markdown(two: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *two, "--format", "markdown"]) == 1
    printed = capsys.readouterr().out
    assert printed.startswith("## BREAKING: Orders 1.2.0 → 1.2.0\n")
    assert "- total always came and may be missing now `outbound-required-widened` (schemas.yaml:1:1)" in printed
    assert "<details><summary>GET /orders/id answers 200</summary>" in printed


def test_safe_changes_are_counted_and_shown_on_demand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = (document(tmp_path, name, paths) for name, paths in (("old", BASE), ("new", more(BASE))))
    assert main(["diff", old, new]) == 0
    assert "operation-added" not in capsys.readouterr().out
    assert main(["diff", old, new, "--all"]) == 0
    assert "operations added\n    - GET /more [operation-added]" in capsys.readouterr().out


def test_a_file_at_a_revision_is_read_with_its_siblings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    repository = git_repository(tmp_path / "r", {f"api/{name}": text for name, text in FILES.items()})
    repository.commit({"api/schemas.yaml": SCHEMAS.replace("{type: integer}", "{type: number}")})
    monkeypatch.chdir(repository.path / "api")
    for base in ("main~1:api/openapi.yaml", "main~1:./openapi.yaml"):
        answer = run_json([base, "openapi.yaml"], capfdbinary)
        assert [finding["rule"] for finding in answer["findings"]] == ["outbound-type-widened"]
        assert answer["inputs"][0]["name"] == base


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["old.yaml", "missing.yaml"], "there is no such file"),
        (["old.yaml", "broken.yaml"], "broken.yaml"),
        (["old.yaml", "other.yaml"], "neither OpenAPI nor AsyncAPI"),
        (["old.yaml", "next.yaml"], "OpenAPI 4.0.0 is not a version that we know"),
        (["next.yaml", "old.yaml"], "known: 2.0, 3.0, 3.1, 3.2"),
        (["old.yaml", "events.yaml"], "OpenAPI cannot be compared with AsyncAPI"),
        (["old.yaml", "old.yaml", "--tolerate", "open-enum"], "did you mean open-enums?"),
        (["old.yaml", "old.yaml", "--profile", "stric"], "did you mean strict?"),
    ],
)
def test_wrong_use_says_what_to_do(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.yaml").write_text(BASE.replace('{$ref: "schemas.yaml#/Order"}', "{}"))
    Path("broken.yaml").write_text("a: [")
    Path("other.yaml").write_text("a: 1")
    Path("next.yaml").write_text("openapi: 4.0.0\ninfo: {title: t, version: '1'}\npaths: {}")
    Path("events.yaml").write_text("asyncapi: 3.0.0\ninfo: {title: t, version: '1'}")
    assert main(["diff", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_tolerances_and_profiles_change_the_verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inline = BASE.replace('{$ref: "schemas.yaml#/Order"}', "{type: object, properties: {s: {enum: [a, b]}}}")
    old, new = document(tmp_path, "old", inline), document(tmp_path, "new", inline.replace("[a, b]", "[a, b, c]"))
    codes = [
        main(["diff", old, new, *options]) for options in ([], ["--profile", "strict"], ["--tolerate", "no-open-enums"])
    ]
    assert codes == [0, 1, 1]
    assert "enum +c" in capsys.readouterr().out


def run_json(arguments: list[str], capfdbinary: pytest.CaptureFixture[bytes]) -> dict[str, Any]:
    assert main(["diff", *arguments, "--format", "json"]) in (0, 1)
    answer: dict[str, Any] = json.loads(capfdbinary.readouterr().out)
    schema = json.loads((FOLDER / "diff.json").read_text())
    assert not [f"{error.instance_path}: {error.message}" for error in jsonschema_rs.iter_errors(schema, answer)]
    return answer


def document(folder: Path, name: str, text: str) -> str:
    path = folder / f"{name}.yaml"
    path.write_text(text.replace('{$ref: "schemas.yaml#/Order"}', "{type: object}"))
    return str(path)


def more(text: str) -> str:
    return f'{text}  /more:\n    get: {{responses: {{"204": {{description: d}}}}}}\n'


def test_many_causes_are_listed_before_they_are_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    names = ("a", "b", "c", "d", "e")
    parameters = ", ".join(f"{{name: {name}, in: query, schema: {{type: string}}}}" for name in names)
    paths = "".join(f"  /{name}:\n    get: {{parameters: [{parameters}], responses: {{}}}}\n" for name in names)
    old = BASE.partition("paths:")[0] + "paths:\n" + paths
    new = old
    for name in names:
        new = new.replace(
            f"/{name}:\n    get: {{parameters: [", f"/{name}:\n    get: {{parameters: [{demanded(name)}, "
        )
    files = document(tmp_path, "old", old), document(tmp_path, "new", new)
    assert main(["diff", *files]) == 1
    lines = capsys.readouterr().out.splitlines()
    start = lines.index("  operations reached, and by what; the messages that show it follow")
    assert [line.split(":")[0] for line in lines[start + 1 : start + 6]] == [f"  1  GET /{name}" for name in names]


def demanded(name: str) -> str:
    return f"{{name: new-{name}, in: query, required: true, schema: {{type: string}}}}"


def test_a_key_set_twice_is_told_with_its_line_in_whichever_file(
    two: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twice = "Order:\n  type: object\n  type: object\n"
    (tmp_path / "new" / "schemas.yaml").write_text(SCHEMAS.replace("Order:\n  type: object\n", twice))
    assert main(["diff", two[0], two[1], "--format", "json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["breaking"] is False
    said = "the key 'type' was already set on line 2; only the last of its values counts"
    assert printed.err == f"treaty: warning: schemas.yaml:3: {said}\n"


def test_so_is_one_in_json_and_few_of_many_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = tmp_path / "openapi.json"
    path = '"/a": {"get": {"responses": {"204": {"description": "d"}}}}'
    head = '{"openapi": "3.1.0", "info": {"title": "t", "version": "1.0.0"}, "paths": {\n'
    document.write_text(head + ",\n".join([path] * 9) + "}}")
    assert main(["diff", str(document), str(document)]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith(f"treaty: warning: {document}:3: the key '/a' was already set on line 2")
    assert lines[5:] == [f"treaty: warning: {document}: 3 more of that kind; treaty check lists them"]
