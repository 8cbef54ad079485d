"""Every kind of hostile file in every place of a catalog: it is named, and the command ends with a code of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from catalog.cli.main import main
from tests.builders.catalog import SOUND, write
from tests.builders.patience import patience
from tests.catalog.reading.test_hostile import HOSTILE

WORKFLOW = """\
arazzo: 1.0.1
info: {title: Sell, version: 1.0.0}
sourceDescriptions: [{name: s, url: ../services/orders/v1/openapi.yaml}]
workflows: [{workflowId: sell, steps: [{stepId: a, operationPath: '{$sourceDescriptions.s.url}#/paths'}]}]
"""
ORDERS = """\
openapi: 3.1.0
info: {title: T, version: 1.0.0}
paths: {/things: {get: {responses: {'200': {description: fine, content: {application/json: {schema: SCHEMA}}}}}}}
"""
ESTATE = {
    **SOUND,
    "workflows/sell.arazzo.yaml": WORKFLOW,
    "policy/policy.yaml": "tolerances: {}\n",
    "shared/x.yaml": "type: object\n",
    "services/orders/v1/openapi.yaml": ORDERS.replace("SCHEMA", "{$ref: ../../../shared/x.yaml}"),
}
PLACES = (*ESTATE, "policy/waivers/w1.yaml", "policy/acceptances/a1.yaml")
HEAVY = ("large", "100 MB", "60 MB", "MB of")
KINDS = [kind for kind in HOSTILE if not any(word in kind for word in HEAVY)]


@pytest.mark.parametrize("place", PLACES)
def test_a_hostile_file_is_named_wherever_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    for kind in KINDS:
        where = str(write(tmp_path, {**ESTATE, place: HOSTILE[kind][1]}))
        with patience():
            code = main(["check", "--catalog", where])
        assert (code, place in capsys.readouterr().out) == (1, True), kind
        assert main(["list", "--catalog", where]) == 0, kind
        assert main(["show", "orders/v1", "--catalog", where]) in (0, 1, 2), kind
        assert "internal error" not in capsys.readouterr().err, kind


REFERENCES = (
    "file:///etc/passwd", "/etc/passwd", "../../../../../../../../etc/passwd", "..%2f..%2f..%2f..%2f..%2fetc/passwd",
    "http://127.0.0.1:1/x.yaml", "https://example.org/x.yaml", "//example.org/x", "ftp://x/y", "-option",
    "link.yaml#/a", "data:text/plain,hello", "#/nope", "#/%zz", "#/a~2b", "folder", "pipe.yaml", "\u0000",
)  # fmt: skip


@pytest.mark.parametrize("behind", [False, True], ids=["in the contract", "in a file behind it"])
def test_a_hostile_reference_reads_nothing_and_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], behind: bool
) -> None:
    folder, secret = tmp_path / "catalog/services/orders/v1", tmp_path / "secret.yaml"
    folder.mkdir(parents=True)
    secret.write_text("a: {title: not for you}\n")
    os.symlink(secret, folder / "link.yaml")
    os.mkfifo(folder / "pipe.yaml")
    (folder / "folder").mkdir()
    for reference in (*REFERENCES, f"file://{secret}", str(secret)):
        schema = f'{{"$ref": "{reference}"}}'.replace("\x00", "\\0")
        orders = ORDERS.replace("SCHEMA", "{$ref: behind.yaml}" if behind else schema)
        files = {"services/orders/v1/openapi.yaml": orders, "services/orders/v1/behind.yaml": f"items: {schema}\n"}
        where = str(write(tmp_path / "catalog", {**ESTATE, **files}))
        assert main(["check", "--catalog", where]) == 1, reference
        out = capsys.readouterr().out
        guilty = [line for line in out.splitlines() if "[reference-unresolvable]" in line]
        assert guilty, reference
        assert guilty[0].startswith(f"services/orders/v1/{'behind' if behind else 'openapi'}.yaml:"), reference
        assert "not for you" not in out, reference
        assert main(["show", "orders/v1", "--at", "GET /things", "--catalog", where]) in (0, 1, 2)
        assert "not for you" not in capsys.readouterr().out, reference


CIRCLES = {
    "itself": "{$ref: '#/components/schemas/A'}",
    "two": "{$ref: '#/components/schemas/B'}",
    "its own inside": "{properties: {a: {$ref: '#/components/schemas/A/properties/a'}}}",
    "a file": "{$ref: circle.yaml}",
    "in place": "{allOf: [{$ref: '#/components/schemas/A'}]}",
    "dynamic": "{$dynamicAnchor: x, anyOf: [{$dynamicRef: '#x'}]}",
}


@pytest.mark.parametrize("kind", CIRCLES)
def test_circles_of_references_end(tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    schemas = f"components: {{schemas: {{A: {CIRCLES[kind]}, B: {{$ref: '#/components/schemas/A'}}}}}}\n"
    text = ORDERS.replace("SCHEMA", "{$ref: '#/components/schemas/B'}") + schemas
    path = write(tmp_path, {"a.yaml": text, "circle.yaml": "$ref: a.yaml#/components/schemas/B\n"}) / "a.yaml"
    code = main(["check", str(path)])
    out = capsys.readouterr().out
    told = "self-defined-schema" if kind in ("in place", "dynamic") else "reference-unresolvable"
    assert (code, f"[{told}]" in out) == (0 if told == "self-defined-schema" else 1, True)
    assert main(["diff", str(path), str(path)]) in (0, 1)


def test_a_long_chain_of_references_is_cut_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chain = ", ".join(f"S{n}: {{$ref: '#/components/schemas/S{n + 1}'}}" for n in range(5000))
    text = ORDERS.replace("SCHEMA", "{}") + f"components: {{schemas: {{{chain}, S5000: {{}}}}}}\n"
    path = write(tmp_path, {"a.yaml": text}) / "a.yaml"
    with patience():
        assert main(["check", str(path)]) == 1
    assert "more than 100 references in a row" in capsys.readouterr().out
