"""Runs of text as Markdown again. No Qt."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop.widgets.transcript.leaves import Look, Run
from desktop.widgets.transcript.notes import note_of

_SIGNS = {Look.BOLD: "**", Look.ITALIC: "*", Look.STRIKE: "~~"}
# What would be markup: signs, "_" that does not stand inside a word, brackets of links and notes, HTML and
# entities.
_SPECIAL = re.compile(
    r"[\\`*$]|~(?=~)|(?<![^\W_])_|_(?![^\W_])|\[(?=[ xX^])|\[(?=[^\]]*\][(\[:])|<(?=[A-Za-z/!?])|&(?=#?\w+;)"
)
_ENTITIES = {"[": "&#91;", "]": "&#93;"}  # of the text of a link; with backslashes they could be a formula's
_AT_START = re.compile(
    r"(?P<sign>#{1,6}(?=\s)|[-+](?=\s)|>|=+(?=\s*$)|-{3,}|~{3,})|(?P<number>\d{1,9})(?=[.)]\s)"
)


def written_runs(runs: Iterable[Run], line_end: str = "  \n", cell: bool = False) -> str:
    """Write runs; `line_end` is what a line break inside them becomes, in a cell of a table it is a space."""
    writer = _Writer(" " if cell else line_end)
    for run in _linked(runs):
        writer.write(run)
    text = writer.finish()
    return text.replace("|", "\\|") if cell else text


def at_line_starts(text: str) -> str:
    """Let no line of a paragraph begin like another block."""
    return "\n".join(_at_line_start(line) for line in text.split("\n"))


def _at_line_start(line: str) -> str:
    match = _AT_START.match(line)
    if match is None:
        return line
    if match["number"]:
        return f"{line[: match.end()]}\\{line[match.end() :]}"
    return f"\\{line}"


def _linked(runs: Iterable[Run]) -> list[list[Run]]:
    """Put runs together that are one link."""
    found: list[list[Run]] = []
    for run in runs:
        if found and run.href and found[-1][-1].href == run.href:
            found[-1].append(run)
        else:
            found.append([run])
    return found


class _Writer:
    """Opens and closes emphasis where it begins and ends."""

    def __init__(self, line_end: str) -> None:
        self._line_end = line_end
        self._text = ""
        self._open: list[Look] = []

    def write(self, runs: list[Run]) -> None:
        """Write a link, or a run alone."""
        href = runs[0].href
        if runs[0].look & Look.AID:
            return
        if (note := note_of(href)) is not None:
            self._text += f"[^{note}]"
            return
        shown = "".join(run.text for run in runs)
        if not href or shown == href:
            for run in runs:
                self.write_run(run, bare=bool(href))
            return
        self._close(Look.PLAIN)
        inner = _Writer(self._line_end)
        for run in runs:
            inner.write_run(run, in_link=True)
        if self._text.endswith("!"):  # else it would be an image
            self._text = f"{self._text[:-1]}\\!"
        address = f"<{href}>" if re.search(r"[\s()<>]", href) else href
        self._text += f"[{inner.finish()}]({address})"

    def finish(self) -> str:
        """Give all that was written."""
        self._close(Look.PLAIN)
        return self._text

    def write_run(self, run: Run, bare: bool = False, in_link: bool = False) -> None:
        """Write a run, which is as it is in a bare address."""
        look = run.look & (Look.BOLD | Look.ITALIC | Look.STRIKE)
        self._close(look)
        text = run.text if bare else _content(run, in_link)
        wanted = [flag for flag in _SIGNS if look & flag and flag not in self._open]
        if wanted:
            start = len(text) - len(text.lstrip())
            if start == len(text):  # white space alone cannot be emphasised
                self._text += text.replace("\u2028", self._line_end)
                return
            self._text += text[:start].replace("\u2028", self._line_end)
            text = text[start:]
        for flag in wanted:
            self._text += _SIGNS[flag]
            self._open.append(flag)
        self._text += text.replace("\u2028", self._line_end)

    def _close(self, look: Look) -> None:
        """End emphasis that does not go on."""
        while any(not look & flag for flag in self._open):
            stripped = self._text.rstrip()
            self._text = stripped + _SIGNS[self._open.pop()] + self._text[len(stripped) :]


def _content(run: Run, in_link: bool) -> str:
    if run.look & Look.MATH:
        return f"$${run.text}$$" if run.look & Look.DISPLAY else f"${run.text}$"
    if run.look & Look.CODE:
        return _code(run.text)
    if in_link and not _balanced(run.text):
        return "".join(_ENTITIES.get(sign) or _escaped(sign) for sign in re.split(r"([\[\]])", run.text))
    return _escaped(run.text)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text)


def _balanced(text: str) -> bool:
    """Tell whether brackets may stand in the text of a link as they are."""
    depth = 0
    for sign in text:
        depth += (sign == "[") - (sign == "]")
        if depth < 0:
            return False
    return depth == 0 and "](" not in text


def _code(text: str) -> str:
    longest = max((len(found) for found in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1) if longest else "`"
    bounds = text[:1] + text[-1:]
    apart = " " if "`" in bounds or (bounds == "  " and text.strip()) else ""
    return f"{fence}{apart}{text}{apart}{fence}"
