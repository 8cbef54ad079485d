"""CODEOWNERS: whom a forge asks for a review of a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Codeowners:
    """The text of a CODEOWNERS file; `base` is the folder that its patterns start from, empty for the top."""

    text: str
    base: str = ""

    def owners_of(self, path: str) -> tuple[str, ...]:
        """The owners on the last line that matches the file, as written; nobody where no line does."""
        below = path.removeprefix(f"{self.base}/") if self.base else path
        found: tuple[str, ...] = ()
        for pattern, owners in self._lines:
            if pattern.match(below):
                found = owners
        return found

    @cached_property
    def _lines(self) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
        lines = (line.split("#", 1)[0].split() for line in self.text.splitlines())
        return tuple((_pattern(words[0]), tuple(words[1:])) for words in lines if words and words[0][0] not in "[^")


def _pattern(glob: str) -> re.Pattern[str]:
    """As in .gitignore: a slash before the end ties the pattern to the base, one at the end means all below."""
    tied = "/" in glob.rstrip("/")
    core = glob.strip("/")
    body = "".join(_part(part) for part in re.findall(r"\*\*/|/\*\*|\*\*|\*|\?|[^*?/]+|/", core))
    below = "/.*" if glob.endswith("/") else "(?:/.*)?"
    if core.endswith("/*"):
        below = ""
    return re.compile(("" if tied else "(?:.*/)?") + body + below + r"\Z")


def _part(part: str) -> str:
    known = {"**/": "(?:.*/)?", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return known.get(part) or re.escape(part)
