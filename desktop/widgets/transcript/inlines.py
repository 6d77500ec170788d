"""Turns the inside of a paragraph into runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.widgets.transcript.leaves import Cell, Look, Run
from desktop.widgets.transcript.links import allowed, bare
from desktop.widgets.transcript.notes import Notes

if TYPE_CHECKING:
    from markdown_it.token import Token

_OPENING = {"strong_open": Look.BOLD, "em_open": Look.ITALIC, "s_open": Look.STRIKE}
_CLOSING = {"strong_close": Look.BOLD, "em_close": Look.ITALIC, "s_close": Look.STRIKE}
LINE = "\u2028"


class Inlines:
    """Reads inline tokens. `breaks` shows soft line breaks as line breaks."""

    def __init__(self, breaks: bool, notes: Notes) -> None:
        self._soft = LINE if breaks else " "
        self._notes = notes

    def runs(self, token: Token) -> list[Run]:
        """Give the runs of an inline token."""
        made: list[Run] = []
        depth = {Look.BOLD: 0, Look.ITALIC: 0, Look.STRIKE: 0}
        href = ""
        children = token.children or []
        for index, child in enumerate(children):
            if child.type in _OPENING:
                depth[_OPENING[child.type]] += 1
            elif child.type in _CLOSING:
                depth[_CLOSING[child.type]] -= 1
            elif child.type == "link_open":
                href = _checked(child.attrGet("href"))
            elif child.type == "link_close":
                href = ""
            elif (
                child.type == "softbreak"
                and self._soft == " "
                and _needs_no_space(made, children[index + 1 : index + 4])
            ):
                continue
            else:
                made += self._leaf(child, _look(depth), href, made)
        return made

    def around_formulas(self, runs: list[Run]) -> Iterator[Cell | str]:
        """Give the paragraph cut at formulas that stand on their own; these are given as TeX."""
        part: list[Run] = []
        whole = True
        for run in runs:
            if run.look & Look.DISPLAY:
                whole = False
                if trimmed := _trimmed(part):
                    yield trimmed
                part = []
                yield run.text
            else:
                part.append(run)
        if whole:
            yield tuple(runs)
        elif trimmed := _trimmed(part):
            yield trimmed

    def _leaf(self, token: Token, look: Look, href: str, before: list[Run]) -> list[Run]:
        match token.type:
            case "footnote_ref":
                text = before[-1].text if before else ""
                shown, address = self._notes.reference(str(token.meta["label"]), text)
                return [Run(shown or token.content, look, href or address)]
            case "softbreak":
                return [Run(self._soft, look, href)]
            case "hardbreak":
                return [Run(LINE, look, href)]
            case "code_inline":
                return [Run(token.content, look | Look.CODE, href)]
            case "math_inline":
                return [Run(token.content.strip(), look | Look.MATH)]
            case "math_inline_double":
                return [Run(token.content.strip(), look | Look.MATH | Look.DISPLAY)]
            case "image":
                return _image(token, look)
            case _:
                text = token.content.replace("\n", self._soft)
                return [Run(text, look, href)] if href else _linked(text, look)


def _look(depth: dict[Look, int]) -> Look:
    """Give the look inside so many levels of emphasis."""
    look = Look.PLAIN
    for flag, count in depth.items():
        if count > 0:  # most often not; combining flags takes longer than all the rest
            look |= flag
    return look


def _needs_no_space(before: list[Run], after: list[Token]) -> bool:
    """Tell whether a line break stands between two Chinese or Japanese characters."""
    following = next((token.content for token in after if token.content), "")
    return (
        bool(before and before[-1].text and following) and _wide(before[-1].text[-1]) and _wide(following[0])
    )


def _wide(character: str) -> bool:
    return (
        "\u2e80" <= character <= "\ua4cf"
        or "\uf900" <= character <= "\ufaff"
        or "\uff00" <= character <= "\uffef"
    )


def _checked(address: object) -> str:
    return address if isinstance(address, str) and allowed(address) else ""


def _image(token: Token, look: Look) -> list[Run]:
    """Show an image as a link to it. It is never loaded: that would tell its server about the reader."""
    address = _checked(token.attrGet("src"))
    return [Run(token.content or str(token.attrGet("src") or ""), look | Look.ITALIC, address)]


def _linked(text: str, look: Look) -> list[Run]:
    if "://" not in text:
        return [Run(text, look)] if text else []
    made: list[Run] = []
    done = 0
    for start, end in bare(text):
        if start > done:
            made.append(Run(text[done:start], look))
        made.append(Run(text[start:end], look, text[start:end]))
        done = end
    if done < len(text):
        made.append(Run(text[done:], look))
    return made


def _trimmed(runs: list[Run]) -> Cell:
    while runs and not runs[-1].text.strip():
        runs.pop()
    start = next((n for n, run in enumerate(runs) if run.text.strip()), len(runs))
    runs = runs[start:]
    if runs and not runs[0].look & Look.CODE:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
    return tuple(runs)
