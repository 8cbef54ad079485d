"""Work is counted in steps, never in seconds, so that an answer is the same on every machine."""

from __future__ import annotations


class OverBudget(Exception):
    """The steps that were allowed are spent; whoever set the budget decides what that means."""


class Budget:
    """A number of steps that shared work draws on."""

    __slots__ = ("left",)

    def __init__(self, steps: int) -> None:
        self.left = steps

    def spend(self, steps: int = 1) -> None:
        """Raises OverBudget once nothing is left."""
        self.left -= steps
        if self.left < 0:
            raise OverBudget
