"""Commands on a real catalog: text, JSON by the shipped schemas, exit codes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from catalog.cli.main import main
from catalog.cli.schema_files import FOLDER, SCHEMAS, text_of
from tests.builders.catalog import SOUND
from tests.builders.git import git_repository

ORDERS = """\
openapi: 3.1.0
info: {title: Orders, version: 1.2.0}
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200":
          description: fine
          content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}
components:
  schemas:
    Order: {type: object, required: [billToParty], properties: {billToParty: {type: string, maxLength: 10}}}
"""


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {**SOUND, "services/orders/v1/openapi.yaml": ORDERS}
    return git_repository(tmp_path_factory.mktemp("catalog") / "r", files).path


def run_json(arguments: Sequence[str], capfdbinary: pytest.CaptureFixture[bytes], code: int = 0) -> dict[str, Any]:
    """What a command prints as JSON, which fits the command's shipped schema."""
    assert main([*arguments, "--format", "json"]) == code
    answer: dict[str, Any] = json.loads(capfdbinary.readouterr().out)
    schema = json.loads((FOLDER / f"{arguments[0]}.json").read_text())
    errors = [f"{error.instance_path}: {error.message}" for error in jsonschema_rs.iter_errors(schema, answer)]
    assert not errors
    return answer


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_shipped_schemas_are_those_of_the_types(name: str) -> None:
    assert (FOLDER / f"{name}.json").read_text() == text_of(name), "run python -m catalog.cli.schema_files"


def test_list(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--catalog", str(catalog)]) == 0
    printed = capsys.readouterr().out
    assert "orders  process  order  active  orders/v1" in printed
    assert "acme  live 7  acme/things" in printed


def test_list_as_json(catalog: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    answer = run_json(["list", "--catalog", str(catalog), "--rev", "main"], capfdbinary)
    assert [row["name"] for row in answer["services"]] == ["orders"]
    assert len(answer["inputs"][0]["digest"]) == 40


@pytest.mark.parametrize(
    ("name", "kind"),
    [("orders", "service"), ("acme", "vendor"), ("orders/v1", "contract"), ("blue", "team"), ("order", "domain")],
)
def test_show(name: str, kind: str, catalog: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["show", name, "--catalog", str(catalog)]) == 0
    assert capfdbinary.readouterr().out.decode().startswith(f"{kind} {name} at worktree\n")
    answer = run_json(["show", name, "--catalog", str(catalog)], capfdbinary)
    assert answer["kind"] == kind
    assert kind in answer


@pytest.mark.parametrize("kind", ["entity", "term"])
def test_show_says_what_else_has_the_name(kind: str, catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "order", "--catalog", str(catalog)]) == 0
    assert f"order is also a {kind}" in capsys.readouterr().out
    assert main(["show", "order", "--kind", kind, "--catalog", str(catalog)]) == 0


@pytest.mark.parametrize("at", ["GET /orders/{}", "schema Order"])
def test_show_a_part(at: str, catalog: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["show", "orders/v1", "--at", at, "--catalog", str(catalog)]) == 0
    assert "billToParty  string  required  at most 10 characters" in capfdbinary.readouterr().out.decode()
    run_json(["show", "orders/v1", "--at", at, "--catalog", str(catalog)], capfdbinary)


def test_show_an_announced_release(catalog: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    answer = run_json(["show", "acme/things", "--label", "8", "--catalog", str(catalog)], capfdbinary)
    assert answer["contract"]["shown_label"] == "8"
    assert answer["contract"]["path"] == "vendors/acme/things/upcoming/8/openapi.yaml"


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["show", "ordrs"], "did you mean orders"),
        (["show", "orders/v1", "--at", "GET /ordes/{}"], "did you mean 'GET /orders/{}'?"),
        (["show", "acme/things", "--label", "9"], ""),
        (["show", "orders", "--kind", "thing"], "one of service"),
        (["list", "--rev", "mian"], "did you mean main?"),
        (["check", "ordrs"], "orders"),
        (["explain", "maxLenght"], "maxLength"),
        (["explain", "policy-weaken"], "policy-weakened"),
    ],
)
def test_unknown_names_are_wrong_use_with_advice(
    arguments: list[str], hint: str, catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = [] if arguments[0] == "explain" else ["--catalog", str(catalog)]
    assert main([*arguments, *where]) == 2
    assert hint in capsys.readouterr().err


def test_search(catalog: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["search", "bill", "to", "--catalog", str(catalog)]) == 0
    assert "billToParty" in capfdbinary.readouterr().out.decode()
    answer = run_json(["search", "billToParty", "--catalog", str(catalog)], capfdbinary)
    assert answer["hits"][0]["entry"]["at"] == "schema Order"


def test_finding_nothing_is_no_error(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "zebra", "--catalog", str(catalog)]) == 0
    assert capsys.readouterr().out == "nothing found\n"


def test_explain(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["explain", "maxLength"]) == 0
    assert "in code points" in capfdbinary.readouterr().out.decode()
    assert run_json(["explain", "maxLength"], capfdbinary)["rows"]
    assert "# money-as-float\n" in run_json(["explain", "money-as-float"], capfdbinary)["page"]
    assert "two operations with one operationId" in run_json(["explain", "duplicate-operation-id"], capfdbinary)["page"]


def test_demo_refuses_an_occupied_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("mine")
    assert main(["demo", str(tmp_path)]) == 2
    assert (tmp_path / "file").read_text() == "mine"
    assert "treaty: " in capsys.readouterr().err


def test_demo(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    answer = run_json(["demo", str(tmp_path / "estate")], capfdbinary)
    assert answer["demo"]["commits"] > 10
    assert (tmp_path / "estate" / "contracts" / "catalog.yaml").is_file()


def test_serve_outside_any_catalog_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--catalog", str(tmp_path)]) == 2
    printed = capsys.readouterr().err
    assert "treaty demo" in printed
    assert "treaty init" in printed
