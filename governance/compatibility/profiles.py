"""Profiles: sets of tolerances under one name, for `--profile` and policies."""

from __future__ import annotations

from governance.compatibility.tolerances import Tolerances

PROFILES = {
    "default": Tolerances(),
    "strict": Tolerances(strict_readers=True, open_enums=False, unknown_messages=False),
    "lenient": Tolerances(formats_are_annotations=True, unconstrained_responses=True),
}
"""`default` is SEMANTICS §4; `strict` for readers who take nothing that is not announced; `lenient` for readers who
check no formats and no bounds."""
