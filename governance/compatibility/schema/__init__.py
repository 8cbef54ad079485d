"""Schema containment: proved, refuted with a witness, or undecided."""

from governance.compatibility.schema.containment import decide
from governance.compatibility.schema.reading import Contained, Reading, Refuted, Undecided, Verdict

__all__ = ["Contained", "Reading", "Refuted", "Undecided", "Verdict", "decide"]
