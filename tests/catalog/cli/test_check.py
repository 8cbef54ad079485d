"""`treaty check`: on catalogs, names and bare documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.cli.main import main
from tests.builders.catalog import OPENAPI, SOUND, write
from tests.catalog.cli.test_commands import run_json

BROKEN = OPENAPI.replace("title", "titel")
THINGS = """\
openapi: 3.1.0
info: {title: Things, version: "1.0.0"}
security: [{login: []}]
components: {securitySchemes: {login: {type: openIdConnect, openIdConnectUrl: https://login.example.org}}}
paths: {/things: {get: {responses: {"200": {description: fine}}}}}
"""
GOOD = {
    **SOUND,
    "vendors/acme/things/openapi.yaml": THINGS,
    "vendors/acme/vendor.yaml": SOUND["vendors/acme/vendor.yaml"] + "owner: blue\n",
    "services/orders/service.yaml": SOUND["services/orders/service.yaml"].replace("process", "system")
    + 'masterOf: [order]\nslo: {latency_p95_ms: 500, availability: 99.5}\nvendor: {product: acme, label: "7"}\n',
}
"""A catalog in which no rule finds anything."""


def catalog(folder: Path, **changes: str) -> str:
    return str(write(folder, {**GOOD, **changes}))


def test_a_sound_catalog_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--catalog", catalog(tmp_path)]) == 0
    assert capsys.readouterr().out == "3 documents, 0 findings\n"


def test_an_error_in_a_contract_fails(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    where = catalog(tmp_path, **{"services/orders/v1/openapi.yaml": BROKEN})
    answer = run_json(["check", "--catalog", where], capfdbinary, code=1)
    lacks, unknown = answer["findings"]
    assert (lacks["rule"], unknown["rule"]) == ("missing-field", "unknown-field")
    assert unknown["locations"] == [{"file": "services/orders/v1/openapi.yaml", "line": 2, "column": 8}]
    assert unknown["address"].startswith("orders/v1 ")


def test_an_error_in_a_descriptor_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    service = GOOD["services/orders/service.yaml"].replace("lifecycle", "lifecicle")
    where = catalog(tmp_path, **{"services/orders/service.yaml": service})
    assert main(["check", "--catalog", where]) == 1
    assert "services/orders/service.yaml:4:1: error: " in capsys.readouterr().out


def test_an_unreadable_document_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = catalog(tmp_path, **{"services/orders/v1/openapi.yaml": "a: [1, 2\nb: {\n"})
    assert main(["check", "--catalog", where]) == 1
    assert "[document-unreadable]" in capsys.readouterr().out


def test_announced_releases_are_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = catalog(tmp_path, **{"vendors/acme/things/upcoming/8/openapi.yaml": BROKEN})
    assert main(["check", "--catalog", where]) == 1
    assert "upcoming/8/openapi.yaml:2:8: error: " in capsys.readouterr().out


@pytest.mark.parametrize(("name", "code"), [("orders", 1), ("orders/v1", 1), ("acme", 0), ("acme/things", 0)])
def test_names_narrow_it_down(name: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = catalog(tmp_path, **{"services/orders/v1/openapi.yaml": BROKEN})
    assert main(["check", name, "--catalog", where]) == code
    assert ("services/orders" in capsys.readouterr().out) == bool(code)


def test_a_bare_document(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path = write(tmp_path, {"shop.yaml": BROKEN}) / "shop.yaml"
    answer = run_json(["check", str(path)], capfdbinary, code=1)
    assert answer["inputs"][0]["name"] == str(path)
    assert {place["file"] for finding in answer["findings"] for place in finding["locations"]} == {str(path)}


def test_a_bare_document_with_references_beside_it(tmp_path: Path) -> None:
    text = OPENAPI.replace("paths: {}", "paths: {}\ncomponents: {schemas: {A: {$ref: 'money.yaml#/Money'}}}")
    folder = write(tmp_path, {"shop.yaml": text, "money.yaml": "Money: {type: string}\n"})
    assert main(["check", str(folder / "shop.yaml")]) == 0


@pytest.mark.parametrize(
    "reference", ["/etc/passwd", "file:///etc/passwd", "../secret.yaml#/a", "http://127.0.0.1:9/a"]
)
def test_nothing_outside_the_folder_is_read(reference: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = OPENAPI.replace("paths: {}", f"paths: {{}}\ncomponents: {{schemas: {{A: {{$ref: '{reference}'}}}}}}")
    write(tmp_path, {"secret.yaml": "a: {type: sesame}\n", "in/shop.yaml": text})
    assert main(["check", str(tmp_path / "in" / "shop.yaml")]) == 1
    printed = capsys.readouterr().out
    assert "[reference-unresolvable]" in printed
    assert "sesame" not in printed
    assert "root:" not in printed


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = OPENAPI.replace("paths: {}", "paths: {}\ncomponents: {schemas: {A: {$ref: 'link.yaml#/a'}}}")
    folder = write(tmp_path / "in", {"shop.yaml": text})
    write(tmp_path, {"secret.yaml": "a: {type: sesame}\n"})
    (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    assert main(["check", str(folder / "shop.yaml")]) == 1
    assert "sesame" not in capsys.readouterr().out


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "nope.yaml")]) == 2
    assert "there is no such file" in capsys.readouterr().err


def test_second_opinions(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path = write(tmp_path, {"shop.yaml": BROKEN}) / "shop.yaml"
    answer = run_json(["check", str(path), "--second-opinion"], capfdbinary, code=1)
    assert [each["agrees"] for each in answer["opinions"]] == [True, True]
    assert main(["check", str(path), "--second-opinion"]) == 1
    assert "shop.yaml: jsonschema agrees: not valid" in capfdbinary.readouterr().out.decode()


@pytest.mark.parametrize(("use", "code"), [("GET /thing", 1), ("GET /things", 0), ("GET /th*", 0), ("GET", 1)])
def test_places_that_services_use_must_exist(
    use: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    consumes = SOUND["services/orders/consumes.yaml"].replace("GET /things", use)
    assert main(["check", "--catalog", catalog(tmp_path, **{"services/orders/consumes.yaml": consumes})]) == code
    printed = capsys.readouterr().out
    assert ("services/orders/consumes.yaml:4:" in printed) == bool(code)
    assert ("Did you mean 'GET /things'?" in printed) == bool(code)


@pytest.mark.parametrize(
    ("schema", "rule"),
    [
        ("type: objekt\n", "unknown-value"),
        ("type: object\ntype: object\n", "duplicate-key"),
        ("items: {$ref: nowhere.yaml}\n", "reference-unresolvable"),
        ("allOf: [{$ref: '#/$defs/a'}]\n$defs: {a: {not: {$ref: '#/$defs/a'}}}\n", "self-defined-schema"),
        ("a: [\n", "document-unreadable"),
    ],
)
def test_a_canonical_schema_is_checked_though_nobody_uses_it(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], schema: str, rule: str
) -> None:
    where = catalog(tmp_path, **{"schemas/order/v1.yaml": schema})
    answer = run_json(["check", "--catalog", where], capfdbinary, code=0 if rule == "self-defined-schema" else 1)
    assert [(each["rule"], each["locations"][0]["file"]) for each in answer["findings"]] == [
        (rule, "schemas/order/v1.yaml")
    ]


def test_a_workflow_is_held_to_arazzo(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    workflow = (
        "arazzo: 1.0.1\ninfo: {title: Sell}\nx-owner: bleu\n"
        "sourceDescriptions: [{name: s, url: ../services/orders/v1/openapi.yaml}]\n"
        "workflows: [{workflowId: sell, workflowId: sell, steps: [{stepId: a, operationld: no}]}]\n"
    )
    where = catalog(tmp_path, **{"workflows/sell.arazzo.yaml": workflow})
    answer = run_json(["check", "--catalog", where], capfdbinary, code=1)
    assert sorted(each["rule"] for each in answer["findings"] if each["kind"] == "validity") == [
        "descriptor-key-missing",
        "descriptor-key-unknown",
        "duplicate-key",
        "workflow-step-unknown",
    ]


@pytest.mark.parametrize("target", ["/etc/passwd", None])
def test_a_contract_without_a_document_fails_by_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], target: str | None
) -> None:
    where = catalog(tmp_path)
    document = tmp_path / "services/orders/v1/openapi.yaml"
    document.unlink()
    if target is not None:
        document.symlink_to(target)
    assert main(["check", "orders/v1", "--catalog", where]) == 1
    assert "[contract-document-missing]" in capsys.readouterr().out


def test_a_service_behind_a_link_to_a_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = catalog(tmp_path)
    (tmp_path / "services/orders").rename(tmp_path / "elsewhere")
    (tmp_path / "services/orders").symlink_to("../elsewhere")
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/a.yaml").write_text("type: object\n")
    (tmp_path / "services/shared").symlink_to("../shared")
    assert main(["check", "--catalog", where]) == 1
    told = [line for line in capsys.readouterr().out.splitlines() if "[symlink-unusable]" in line]
    assert len(told) == 1
    assert told[0].startswith("services/orders: error: the symbolic link leads to a folder")
