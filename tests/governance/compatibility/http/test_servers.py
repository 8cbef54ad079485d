"""SEMANTICS §3: an address is configuration, and so is what its variables may be."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import compare
from tests.builders.compared import Told, events, http, told
from tests.builders.contracts import contract_of

OK = "responses: {'204': {description: d}}\n"
CHANGED = {("server-changed", "may-break")}
TOLD: list[tuple[str, str, Told]] = [
    ("{default: eu}", "{default: us}", CHANGED),
    ("{default: eu, enum: [eu, us]}", "{default: eu, enum: [eu]}", CHANGED),
    ("{default: eu}", "{default: eu, enum: [eu, us]}", CHANGED),
    ("{default: eu, enum: [eu]}", "{default: eu, enum: [us, eu]}", set()),
    ("{default: eu}", "{default: eu, description: where}", set()),
]


WRITTEN = "servers: {main: {url: '{r}.example', protocol: kafka, variables: {r: %s}}}"
REFERRED = """
servers: {main: {url: '{r}.example', protocol: kafka, variables: {r: {$ref: '#/components/serverVariables/r'}}}}
components: {serverVariables: {r: %s}}
"""


@pytest.mark.parametrize(("base", "revision", "expected"), TOLD)
def test_variables_of_addresses(base: str, revision: str, expected: Told) -> None:
    servers = "servers: [{url: 'https://{r}.example', variables: {r: %s}}]\n"
    assert told(http(OK, servers % base), http(OK, servers % revision)) == expected
    assert told(http(OK + servers % base), http(OK + servers % revision)) == expected
    for main in (WRITTEN, REFERRED):
        channel = "subscribe: {message: {payload: {type: string}}}"
        assert told(events(channel, main % base), events(channel, main % revision)) == expected


def test_the_sentence_says_which_value_is_gone() -> None:
    documents = (
        contract_of(http(OK, f"servers: [{{url: 'https://{{r}}.example/', variables: {{r: {{default: {r}}}}}}}]\n"))
        for r in ("eu", "us")
    )
    (finding,) = compare(*documents).findings
    assert "https://{r}.example with r=eu by default is no longer listed" in finding.message
