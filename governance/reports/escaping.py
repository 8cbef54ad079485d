"""Texts of contracts made harmless: whoever writes a contract must not write our report."""

from __future__ import annotations

import re

INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ud800-\udfff]"
)
"""Controls, line ends, marks that turn the direction of text, lone surrogates: they are shown as `\\u…`."""
MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&$^=@]|:(?=//)|(?<=[wW]{3})\.|(?<=\b[gG][hH])-(?=\d)")
"""What Markdown, HTML or GitHub read as more than a letter: marks, links, mentions, references to issues."""
SUMMONS = "@#-"
"""These bring people or issues even as entities: an invisible space after them keeps them words."""


def one_line(text: str) -> str:
    """The text on one line, with everything that is not seen spelled out; XML 1.0 and UTF-8 can hold it."""
    return INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def clipped(text: str, longest: int) -> str:
    """At most `longest` characters on one line, `…` standing for the rest."""
    line = one_line(text[: longest + 1])
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def prose(text: str) -> str:
    """Markdown that reads as the text: no markup, no HTML, no link, no mention, no reference to an issue."""
    return MARKUP.sub(_harmless, one_line(text))


def _harmless(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};{'&#8203;' if found[0] in SUMMONS else ''}"


def code(text: str) -> str:
    """The text in typewriter letters, also within a table; entities, since backticks would not hold backticks."""
    line = MARKUP.sub(lambda found: f"&#{ord(found[0])};", one_line(text))
    return f"<code>{line}</code>"


def fenced(text: str, language: str = "") -> str:
    """A block of code; `text` may have several lines. The fence is longer than any run of backticks inside."""
    inside = "\n".join(one_line(line) for line in text.split("\n"))
    longest = max((len(run) for run in re.findall("`+", inside)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{inside}\n{fence}"


def command_data(text: str) -> str:
    """The message of a GitHub workflow command; its line ends stay line ends."""
    lines = "\n".join(one_line(line) for line in text.split("\n"))
    return lines.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def command_property(text: str) -> str:
    """A property of a GitHub workflow command."""
    return command_data(one_line(text)).replace(":", "%3A").replace(",", "%2C")
