"""Markdown as HTML that cannot harm: no raw HTML, no images, links only to the web, mail and ourselves."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

LONGEST = 100_000
SHORT = 2_000
"""Characters of a text whose rendering is kept."""


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    parser.add_render_rule("link_open", _safe_link)
    parser.add_render_rule("fence", _scrollable)
    parser.add_render_rule("code_block", _scrollable)
    return parser


@lru_cache(maxsize=1)
def _descriptions() -> MarkdownIt:
    return _parser()


@lru_cache(maxsize=1)
def _chapters() -> MarkdownIt:
    parser = _parser()
    parser.add_render_rule("heading_open", _linkable)
    return parser


@lru_cache(maxsize=512)
def chapter(text: str) -> Markup:
    """A chapter of the handbook, whose headings can be linked to. There are as many as the package ships."""
    return Markup(_chapters().render(text))


def markdown(text: str) -> Markup:
    """A description of a contract or descriptor; beyond LONGEST characters it is cut."""
    return _rendered(text) if len(text) <= SHORT else Markup(_descriptions().render(text[:LONGEST]))


@lru_cache(maxsize=8192)
def _rendered(text: str) -> Markup:
    """Pages show the same short descriptions again and again."""
    return Markup(_descriptions().render(text))


def _safe_link(renderer: RendererProtocol, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    tokens[index].attrSet("rel", "noopener noreferrer nofollow")
    return renderer.renderToken(tokens, index, options, env)  # type: ignore[attr-defined,no-any-return]


def _linkable(renderer: RendererProtocol, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    """Named as GitHub names it: small letters, hyphens for spaces, no punctuation."""
    words = re.sub(r"[^\w\- ]", "", tokens[index + 1].content.lower())
    tokens[index].attrSet("id", words.replace(" ", "-"))
    return renderer.renderToken(tokens, index, options, env)  # type: ignore[attr-defined,no-any-return]


def _scrollable(
    _renderer: RendererProtocol, tokens: list[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    """A block of code that the keyboard can reach, since it may have to scroll sideways."""
    return f'<pre tabindex="0"><code>{escape(tokens[index].content)}</code></pre>\n'
