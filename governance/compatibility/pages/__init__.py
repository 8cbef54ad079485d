"""One page for each rule: what it says, why, and a pair of documents that gives it and one that does not."""

from __future__ import annotations

from pathlib import Path

from governance.pages import Pages

_PAGES = Pages(Path(__file__).parent)
page_names, page_of = _PAGES.names, _PAGES.of
