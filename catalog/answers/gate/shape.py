"""The verdict as JSON (DESIGN §8): a public interface, described by `catalog/cli/schemas/gate.json`."""

from __future__ import annotations

from catalog.answers.envelope import envelope
from catalog.answers.plain import plain
from catalog.model.source import Json
from governance.findings import finding_json
from governance.gate.verdict import ContractVerdict, JudgedFinding, Verdict

CONTRACT_NAMES = {"from_version": "from", "to_version": "to"}
"""Members of a contract's verdict that the JSON names otherwise."""


def gate_json(verdict: Verdict) -> dict[str, Json]:
    """The answer. `inputs` are the merge base, the head and the tip of the target, by commit; a head that is not
    committed is `worktree`."""
    sides = verdict.compared
    return {
        **envelope((("base", sides.base), ("head", sides.head), ("tip", sides.tip))),
        "verdict": "blocked" if verdict.blocked else "pass",
        "today": verdict.today,
        "findings": [judged_json(told) for told in verdict.findings],
        "consumers": plain(verdict.consumers),
        "contracts": [_contract(each) for each in verdict.contracts],
        "notes": list(verdict.notes),
    }


def judged_json(told: JudgedFinding) -> dict[str, Json]:
    """A finding with what the gate makes of it."""
    finding = {"status": None, "digests": None, **finding_json(told.finding)}
    about = plain(told)
    assert isinstance(about, dict)
    return {**finding, **{name: value for name, value in about.items() if name != "finding"}}


def _contract(contract: ContractVerdict) -> dict[str, Json]:
    about = plain(contract)
    assert isinstance(about, dict)
    return {CONTRACT_NAMES.get(name, name): value for name, value in about.items()}
