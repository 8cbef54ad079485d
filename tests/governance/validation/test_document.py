"""Whole documents: meaning beyond JSON Schema, addresses and places of findings."""

from __future__ import annotations

import pytest

from governance.findings import Severity
from governance.validation.document import validity_findings
from tests.builders.contracts import contract_of

HEAD = """\
openapi: 3.1.0
info: {title: Shop, version: 1.0.0}
paths:
"""


def rules(text: str) -> list[str]:
    return [finding.rule for finding in validity_findings(contract_of(text))]


SOUND = """\
openapi: 3.1.0
info: {title: Shop, version: 1.0.0}
paths:
  /orders/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
    get:
      operationId: getOrder
      security: [{key: []}]
      responses: {"200": {description: fine}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
"""


def test_a_sound_document_has_no_findings() -> None:
    assert rules(SOUND) == []


DEFECTS = {
    "undeclared-path-parameter": SOUND.replace("/orders/{id}:", "/orders/{id}/{line}:"),
    "unused-path-parameter": SOUND.replace("/orders/{id}:", "/orders:"),
    "undefined-security-scheme": SOUND.replace("[{key: []}]", "[{kex: []}]"),
    "duplicate-operation-id": SOUND.replace(
        "    get:", "    put:\n      operationId: getOrder\n      responses: {}\n    get:"
    ),
    "duplicate-parameter": SOUND.replace(
        "    get:",
        "    put:\n      parameters:\n        - {name: q, in: query, schema: {}}\n"
        "        - {name: q, in: query, schema: {type: string}}\n      responses: {}\n    get:",
    ),
    "ambiguous-path": SOUND.replace(
        "components:",
        "  /orders/{number}:\n    get:\n      parameters:\n        - {name: number, in: path, required: true, "
        'schema: {}}\n      responses: {"200": {description: fine}}\ncomponents:',
    ),
    "reference-unresolvable": SOUND.replace("{description: fine}", "{$ref: '#/components/responses/Fine'}"),
    "duplicate-key": SOUND.replace(
        "info: {title: Shop, version: 1.0.0}", "info: {title: Shop, version: 1.0.0, title: Shop}"
    ),
    "unknown-specification": SOUND.replace("openapi: 3.1.0", "openapi: 3.9.0"),
}


@pytest.mark.parametrize("rule", DEFECTS)
def test_each_defect_is_found(rule: str) -> None:
    assert rule in rules(DEFECTS[rule])


def test_neither_specification_says_what_to_write() -> None:
    (finding,) = validity_findings(contract_of("title: hello\n"))
    assert finding.rule == "unknown-specification"
    assert "openapi: 3.1.1" in (finding.hint or "")


def test_a_finding_says_file_line_column_address_and_pointer() -> None:
    (finding,) = validity_findings(contract_of(SOUND.replace("operationId", "operationID")))
    place = finding.locations[0]
    assert (place.file, place.line, place.column) == ("contract.yaml", 8, 7)
    assert finding.address == "shop GET /orders/{} @operationID"
    assert finding.pointers.revision == "/paths/~1orders~1{id}/get/operationID"
    assert finding.hint == "Did you mean 'operationId'?"


def test_a_fingerprint_survives_unrelated_edits() -> None:
    broken = SOUND.replace("operationId", "operationID")
    (before,) = validity_findings(contract_of(broken))
    (after,) = validity_findings(contract_of(broken.replace("info:", "# a comment that moves every line\ninfo:")))
    assert before.fingerprint == after.fingerprint


def test_odd_scalars_are_warnings() -> None:
    text = SOUND.replace("version: 1.0.0", "version: 1.0.0, x-code: 012")
    (finding,) = validity_findings(contract_of(text))
    assert (finding.rule, finding.severity) == ("ambiguous-number", Severity.WARNING)


def test_channel_parameters_are_declared() -> None:
    text = """\
    asyncapi: 3.0.0
    info: {title: Shop, version: 1.0.0}
    channels:
      lit: {address: "lamps/{id}/lit"}
    """
    assert rules(text) == ["undeclared-channel-parameter"]
