"""What `treaty diff` answers: the comparison, with file, line and column of what is shown."""

from __future__ import annotations

from collections.abc import Sequence

from catalog.answers.comparison.documents import Opened, open_document
from catalog.answers.envelope import envelope
from catalog.errors import UnknownName, UsageError
from catalog.frozen import dataclass
from catalog.model.source import Json
from governance.compatibility.comparison import Comparison, Options, compare
from governance.compatibility.profiles import PROFILES
from governance.compatibility.tolerances import Tolerances
from governance.findings import Effect, Finding, finding_json


@dataclass(frozen=True, slots=True)
class DiffAnswer:
    """`options` are those in force; `profile` the name that they were chosen by."""

    base: Opened
    revision: Opened
    options: Options
    profile: str
    comparison: Comparison

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.comparison.findings

    @property
    def safe(self) -> int:
        """How many changes are safe, told or not."""
        return len(self.having(Effect.SAFE)) + self.comparison.untold

    @property
    def undecided(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if not finding.decided)

    def having(self, effect: Effect) -> tuple[Finding, ...]:
        """The decided findings of one effect."""
        return tuple(finding for finding in self.findings if finding.decided and finding.effect is effect)


def compare_documents(
    base: str, revision: str, *, perspective: str = "provider", tolerate: Sequence[str] = (), profile: str = "default",
    path_versions: Sequence[str] = (), brief: bool = False,
) -> DiffAnswer:  # fmt: skip
    """Compare two documents by name (see `open_document`); where findings stand is for `located` to find out; `brief`
    as of `compare`.

    Raises:
        UsageError: a tolerance, profile or document that does not exist or cannot be read; OpenAPI beside AsyncAPI.
    """
    options = Options(tolerances_of(profile, tolerate), perspective, tuple(path_versions))
    before, after = open_document(base), open_document(revision)
    families = before.contract.specification.family, after.contract.specification.family
    if families[0] is not families[1]:
        hint = f"{base} is {families[0].value}, {revision} is {families[1].value}"
        raise UsageError("OpenAPI cannot be compared with AsyncAPI", hint=hint)
    return DiffAnswer(before, after, options, profile, compare(before.contract, after.contract, options, brief=brief))


def tolerances_of(profile: str, names: Sequence[str]) -> Tolerances:
    """Those of the profile, with the named ones switched on, or off by `no-NAME`. Raises UnknownName."""
    if profile not in PROFILES:
        raise _unknown("profile", profile, list(PROFILES))
    wanted = {name.removeprefix("no-"): not name.startswith("no-") for name in names}
    try:
        return PROFILES[profile].switched(wanted)
    except KeyError as unknown:
        raise _unknown("tolerance", str(unknown.args[0]), list(Tolerances.names())) from None


def _unknown(noun: str, name: str, known: list[str]) -> UnknownName:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    advice = f"did you mean {near[0]}? " if near else ""
    return UnknownName(f"there is no {noun} {name!r}", hint=f"{advice}known: {', '.join(known)}")


def comparison_json(answer: DiffAnswer) -> dict[str, Json]:
    """DESIGN §8, `diff`."""
    sides = (answer.base, answer.revision)
    return {
        **envelope([(side.name, side.contract.document.digest) for side in sides]),
        "breaking": answer.comparison.breaking,
        "required_bump": answer.comparison.required_bump,
        "version": {"base": sides[0].contract.version, "revision": sides[1].contract.version},
        "profile": answer.profile,
        "perspective": answer.options.perspective,
        "tolerances": list(answer.options.tolerances.active),
        "findings": [finding_json(finding) for finding in answer.findings],
    }
