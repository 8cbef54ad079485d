"""One page for each rule of the lifecycle: what it says, why, a change that gives it and one that does not.

The blocks are a contract before and after, as its document, or as the entry of its service's descriptor; null where it
is not there. Of three parts the middle one is what the branch had in between and has lost.
"""

from __future__ import annotations

from pathlib import Path

from governance.pages import Pages

_PAGES = Pages(Path(__file__).parent)
page_names, page_of = _PAGES.names, _PAGES.of
