"""Two documents compared: from files, or from a Git revision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from catalog.answers.envelope import envelope
from catalog.answers.local import LocalFiles
from catalog.errors import UsageError
from catalog.model.contract import Contract
from catalog.model.source import Json
from catalog.reading.contract import read_contract
from catalog.reading.references import Resolver
from governance.compatibility.comparison import Comparison, Options, compare
from governance.compatibility.tolerances import Tolerances
from governance.findings import Finding, finding_json


@dataclass(frozen=True, slots=True)
class DiffAnswer:
    """What `treaty diff` says."""

    base: Contract
    revision: Contract
    options: Options
    comparison: Comparison


def compare_files(base: str, revision: str, perspective: str, tolerate: Sequence[str]) -> DiffAnswer:
    """Compare two documents named by path.

    Raises:
        UsageError: a tolerance or a file that does not exist.
        UnreadableDocument: a file that is neither JSON nor YAML.
    """
    options = Options(_tolerances(tolerate), perspective)
    before, after = _contract(base), _contract(revision)
    return DiffAnswer(before, after, options, compare(before, after, options))


def _tolerances(names: Sequence[str]) -> Tolerances:
    wanted = {name.removeprefix("no-"): not name.startswith("no-") for name in names}
    try:
        return Tolerances().switched(wanted)
    except KeyError as unknown:
        raise UsageError(f"there is no tolerance {unknown}", hint=", ".join(Tolerances().active)) from None


def _contract(name: str) -> Contract:
    files = LocalFiles.around(Path(name))
    document = files.fetch(files.name)
    return read_contract(document, contract_id=Path(name).stem, resolver=Resolver(files.fetch, document))


def comparison_json(answer: DiffAnswer) -> dict[str, Json]:
    """DESIGN §8, `diff`."""
    comparison = answer.comparison
    inputs = [(contract.document.name, contract.document.digest) for contract in (answer.base, answer.revision)]
    return {
        **envelope(inputs),
        "breaking": comparison.breaking,
        "required_bump": comparison.required_bump,
        "version": {"base": answer.base.version, "revision": answer.revision.version},
        "profile": None,
        "tolerances": list(answer.options.tolerances.active),
        "findings": [finding_json(finding) for finding in comparison.findings],
    }


def comparison_text(answer: DiffAnswer) -> str:
    """What broke first, worst first; then what may, then how many changes are safe."""
    comparison = answer.comparison
    verdict = {True: "BREAKING", False: "compatible", None: "UNDECIDED"}[comparison.breaking]
    lines = [f"{verdict}: the version needs a {comparison.required_bump} bump at least", ""]
    for finding in comparison.findings:
        lines.extend(_finding_lines(finding))
    return "\n".join(lines).rstrip()


def _finding_lines(finding: Finding) -> Iterator[str]:
    effect = finding.effect.value if finding.effect else ""
    yield f"{effect}  {finding.rule}  {finding.address}"
    yield f"    {finding.message}"
    if len(finding.affects) > 1:
        yield f"    affects {len(finding.affects)} places: {', '.join(finding.affects[:5])}"
    if finding.witness is not None:
        yield f"    shown by: {finding.witness.value}"
