"""One page for each rule of policy: what it says, why, how to set or waive it, and blocks that give it or do not.

A block is one or several files in a small, good catalog, each under a comment with its path; a block without such a
comment is the document of contract `orders`. `#! message` stands above each line that a finding is told at.
"""

from __future__ import annotations

from pathlib import Path

from governance.pages import Pages

_PAGES = Pages(Path(__file__).parent)
page_names, page_of = _PAGES.names, _PAGES.of
