"""Does a new schema accept every value that the old one accepts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from catalog.errors import UnresolvableReference
from catalog.model.source import Json
from catalog.samples.budget import Budget, OverBudget
from catalog.samples.languages.algebra import Languages
from catalog.samples.outcome import Empty, Found, Outcome
from catalog.samples.values import NotJson
from governance.compatibility.schema.compile import Compiler, IllFormed
from governance.compatibility.schema.confirm import Unconfirmable, has_format, validator
from governance.compatibility.schema.dialects import Dialect, UnknownDialect, dialect_named
from governance.compatibility.schema.evaluate import Evaluation
from governance.compatibility.schema.formulas import Formula, Formulas
from governance.compatibility.schema.keywords import VOCABULARY
from governance.compatibility.schema.reading import (
    DEFAULT_STEPS,
    Contained,
    Reading,
    Refuted,
    Resolve,
    Undecided,
    Verdict,
)
from governance.compatibility.schema.search import ValueSearch

_MOST_CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: a schema, how it is read, and where it stands."""

    schema: Json
    reading: Reading = Reading()
    base: str = ""
    resolve: Resolve | None = None

    @property
    def dialect(self) -> Dialect:
        """The dialect that the schema names, else that of the reading. Raises UnknownDialect."""
        named = self.schema.get("$schema") if isinstance(self.schema, dict) else None
        return dialect_named(named if isinstance(named, str) else self.reading.dialect)


def decide(
    old: Json,
    new: Json,
    reading: Reading = Reading(),  # noqa: B008
    *,
    new_reading: Reading | None = None,
    resolve: Resolve | None = None,
    new_resolve: Resolve | None = None,
    base: str = "",
    new_base: str = "",
    steps: int = DEFAULT_STEPS,
) -> Verdict:
    """Prove containment, refute it with a confirmed witness, or say why neither was possible.

    `reading` is for both sides unless `new_reading` is given; so is `resolve`. Without `resolve`, references are
    looked up in the schema itself. `steps` bounds the work, so that the answer is the same on every machine.
    """
    sides = Side(old, reading, base, resolve), Side(new, new_reading or reading, new_base, new_resolve or resolve)
    try:
        return _Comparison(*sides, Budget(steps)).run()
    except OverBudget:
        return Undecided("the comparison takes more steps than are allowed")
    except (IllFormed, NotJson, UnknownDialect, UnresolvableReference) as problem:
        return Undecided(str(problem))


class _Comparison:
    def __init__(self, old: Side, new: Side, budget: Budget) -> None:
        self.old, self.new = old, new
        self.formulas = Formulas()
        evaluation = Evaluation(self.formulas, Languages(budget), has_format)
        self.search = ValueSearch(self.formulas, evaluation, budget)
        self.validators: tuple[Callable[[Json], bool], Callable[[Json], bool]] | None = None
        self.candidates = 0
        self.doubt = ""
        self.problems: list[str] = []

    def run(self) -> Verdict:
        """Is `old and not new` empty."""
        goal = self.formulas.every((self._compiled(self.old), -self._compiled(self.new)))
        outcome = self.search.search(goal, self._confirmed)
        if isinstance(outcome, Found) and not self._whatever_draft(goal, outcome.value):
            return Undecided("it turns on whether 1.0 is an integer, which draft 4 denies and later drafts do not")
        return self._verdict(outcome)

    def _whatever_draft(self, goal: Formula, value: Json) -> bool:
        """Whether a witness is one with its integers written as integers, which all drafts read alike."""
        if all(side.dialect.whole_floats for side in (self.old, self.new)):
            return True
        return self.search.evaluation.holds(goal, _written_plainly(value, {})) is not False

    def _compiled(self, side: Side) -> Formula:
        compiler = Compiler(
            side.schema, self.formulas, self.search.restriction, side.reading, side.dialect, VOCABULARY, side.resolve
        )
        formula = compiler.whole(side.schema, side.base, side.dialect)
        self.problems.extend(compiler.problems)
        return formula

    def _verdict(self, outcome: Outcome) -> Verdict:
        if isinstance(outcome, Empty):
            return Contained()
        if self.problems:
            return Undecided(self.problems[0])
        return Refuted(outcome.value) if isinstance(outcome, Found) else Undecided(self.doubt or outcome.reason)

    def _confirmed(self, value: Json) -> bool:
        """Whether the validator agrees that `value` is a witness."""
        self.candidates += 1
        if self.candidates > _MOST_CANDIDATES:
            raise OverBudget
        try:
            if self.validators is None:
                self.validators = self._validator(self.old), self._validator(self.new)
            accepted, rejected = self.validators
            return accepted(value) and not rejected(value)
        except (Unconfirmable, UnicodeEncodeError, ValueError) as problem:
            self.doubt = str(problem)
            return False

    def _validator(self, side: Side) -> Callable[[Json], bool]:
        return validator(side.schema, side.dialect.name, formats=side.reading.formats == "assertions")


def _written_plainly(value: Json, known: dict[int, Json]) -> Json:
    """A value with its integers written without a fraction; parts that occur more than once are shared."""
    if not isinstance(value, (list, dict)):
        return int(value) if isinstance(value, float) and value.is_integer() else value
    if id(value) not in known:
        if isinstance(value, list):
            known[id(value)] = [_written_plainly(item, known) for item in value]
        else:
            known[id(value)] = {name: _written_plainly(member, known) for name, member in value.items()}
    return known[id(value)]
