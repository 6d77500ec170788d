"""Titles that a model finds for chats: what it is asked, and what of its answer is taken for one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from enum import StrEnum

from desktop.core.chat import TITLE_LENGTH
from desktop.core.folders import one_line
from desktop.core.folding import fold
from desktop.core.sampling import Sampling
from desktop.core.search_words import characters, words

MOST_TOKENS = 40
MOST_WORDS = 10  # asked for are 6
MOST_CHARACTERS = 20  # of Chinese; asked for are 12
SMALLEST_MODEL = 400_000_000  # parameters; smaller ones repeat the question, or tell nonsense (measured)
LOOKED_AT = 4_000  # characters of a message that tell its language and its words

ENGLISH = (
    "Write a title for our conversation so far: 3 to 6 words that name its subject, in the language that I"
    " write in. Answer with the title alone, without quotation marks and without a full stop."
)
CHINESE = (
    "请为我们到目前为止的对话写一个标题：不超过 12 个字，点明主题。只回答标题本身，不要引号，也不要句号。"
)


class Script(StrEnum):
    """What a text is written in."""

    LATIN = "latin"
    HAN = "han"
    JAPANESE = "japanese"
    HANGUL = "hangul"
    OTHER = "other"  # another one, or none
    CYRILLIC = "cyrillic"
    GREEK = "greek"
    ARABIC = "arabic"
    HEBREW = "hebrew"
    DEVANAGARI = "devanagari"
    THAI = "thai"


_RANGES = (
    (re.compile("[\u3040-\u30ff]"), Script.JAPANESE),
    (re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"), Script.HAN),
    (re.compile("[\uac00-\ud7af\u1100-\u11ff]"), Script.HANGUL),
    (re.compile("[A-Za-z\u00c0-\u024f]"), Script.LATIN),
    (re.compile("[\u0400-\u052f]"), Script.CYRILLIC),
    (re.compile("[\u0370-\u03ff]"), Script.GREEK),
    (re.compile("[\u0600-\u06ff]"), Script.ARABIC),
    (re.compile("[\u0590-\u05ff]"), Script.HEBREW),
    (re.compile("[\u0900-\u097f]"), Script.DEVANAGARI),
    (re.compile("[\u0e00-\u0e7f]"), Script.THAI),
)
_WORTH = {Script.HAN: 3, Script.JAPANESE: 3, Script.HANGUL: 3}  # letters of Latin that say as much

_QUOTES = "\"'`*_#“”‘’„«»‹›「」『』《》〈〉【】[]() \t-–—•"
_ENDS = ".。;；,，:：、"
_LABEL = re.compile(
    r"^\W*(?:(?:the |a |chat |conversation |suggested |possible )*title(?: (?:is|for[^:]*))?"
    r"|(?:对话|聊天|建议)?的?(?:标题|题目|主题)(?:是|为)?)\s*[:：]\s*",
    re.IGNORECASE,
)
_REFUSALS = re.compile(
    r"^(?:i(?:'|’| a)?m sorry|sorry|i can(?:'|’)?t|i cannot|i am (?:an|a) |as an ai|i do(?:n't| not)"
    r"|sure\b|of course|certainly|here(?:'s| is| are)|okay\b|thank|yes\b|no\b"
    r"|抱歉|对不起|很抱歉|我无法|我不能|作为|好的|当然|以下)",
    re.IGNORECASE,
)
JOINERS = "\u200c\u200d"  # of letters, and of emoji
_THOUGHT = r"(?:think(?:ing)?|thought|reason(?:ing)?|analysis|seed:think)"
_THOUGHT_ENDS = re.compile(rf"</{_THOUGHT}>|<\|channel\|>final<\|message\|>|\[/THINK\]", re.IGNORECASE)
_THOUGHT_BEGINS = re.compile(rf"<{_THOUGHT}\b|<\|channel\|>|\[THINK\]|<unused94>", re.IGNORECASE)
_MARKUP = re.compile(
    r"<\||\|>|</?(?:s|answer|response|output|tool\w*|im_\w+|\w+_of_turn)>|\[/?INST|/?INST\]|\[\d*m\b|https?:|[{}\ufffd]"
    r"|[\ue000-\uf8ff\U000f0000-\U0010ffff]",
    re.IGNORECASE,
)
"""Marks between turns, addresses, JSON, colours of terminals, and characters that mean nothing."""

_EMPTY = frozenset(
    fold(text)
    for text in (
        "title", "untitled", "chat", "new chat", "conversation", "our conversation", "summary", "question",
        "answer", "subject", "topic", "标题", "对话", "新对话", "聊天", "主题", "问题", "回答", "总结",
    )
)  # fmt: skip


def script_of(text: str) -> Script:
    """Tell what most of a text is written in; Japanese is told by its kana."""
    counts = Counter({script: len(found.findall(text[:LOOKED_AT])) for found, script in _RANGES})
    if counts[Script.JAPANESE] * 8 > counts[Script.HAN] and counts[Script.JAPANESE]:
        counts[Script.JAPANESE] += counts.pop(Script.HAN)
    weighed = {script: count * _WORTH.get(script, 1) for script, count in counts.items()}
    best = max(weighed, key=weighed.__getitem__)
    return best if weighed[best] else Script.OTHER


def request_for(question: str) -> str:
    """Say what a model is asked, in the language of the conversation as far as that can be told."""
    return CHINESE if script_of(question) is Script.HAN else ENGLISH


def drawing() -> Sampling:
    """Say how a title is drawn: hardly by chance, and not long."""
    return Sampling(temperature=0.2, max_tokens=MOST_TOKENS)


def title_from(said: str, question: str, answer: str) -> str | None:
    """Make a title of what a model said; None where it is none.

    It must speak of what the conversation speaks of, in its script, and say it otherwise than the
    question begins.
    """
    title = _bare(_spoken(said[:LOOKED_AT]))
    folded, asked = fold(title), fold(question[:LOOKED_AT])
    if not title or folded in _EMPTY or _REFUSALS.match(title) or _too_long(title) or _MARKUP.search(title):
        return None
    if _repeats(folded) or " ".join(asked.split()).startswith(folded):
        return None
    wanted = script_of(question)
    if wanted is not Script.OTHER and script_of(title) is not wanted:
        return None
    return title if _about(folded, f"{asked} {fold(answer[:LOOKED_AT])}") and not _stammers(folded) else None


def _spoken(said: str) -> str:
    """Take away what a model thinks before it answers; all of it where it has not come to an end."""
    *_, said = _THOUGHT_ENDS.split(said)
    return "" if _THOUGHT_BEGINS.search(said) is not None else said


def _seen(line: str) -> str:
    """Take away what nobody sees in a line, but what joins letters."""
    return "".join(c for c in line if c in JOINERS or unicodedata.category(c) != "Cf")


def _bare(said: str) -> str:
    """Take the first line that is more than an announcement, without what stands around a title."""
    for line in said.splitlines():
        text = _LABEL.sub("", one_line(_seen(line), 4 * TITLE_LENGTH)).strip(_QUOTES)
        text = text.rstrip(_ENDS) if not line.rstrip().endswith((":", "：")) else ""
        text = text.strip(_QUOTES)
        if any(unicodedata.category(c)[0] in "LN" for c in text):
            return text
    return ""


def _too_long(title: str) -> bool:
    unparted = sum(1 for c in title if c in characters(title))
    return len(title) > TITLE_LENGTH or unparted > MOST_CHARACTERS or len(words(fold(title))) > MOST_WORDS


def _about(title: str, told: str) -> bool:
    """Tell whether a title has a word, or two characters, of what was said."""
    there = {word[:4] for word in words(told)}
    pairs = {pair for pair in characters(title) if len(pair) == 2}
    if pairs & characters(told):
        return True
    return any(word[:4] in there for word in words(title) if len(word) > 3 or word.isdigit())


def _repeats(title: str) -> bool:
    """Tell whether a title is made of what was asked for, four words or six characters in a row."""
    requests = " ".join(words(fold(ENGLISH))), CHINESE.replace(" ", "")
    said, close = words(title), title.replace(" ", "")
    runs = [" ".join(said[i : i + 4]) for i in range(max(1, len(said) - 3))] if said else []
    runs += [close[i : i + 6] for i in range(max(1, len(close) - 5))] if not close.isascii() else []
    return any(run in request for run in runs for request in requests if len(run) > 3)


def _stammers(title: str) -> bool:
    counts = Counter(words(title))
    return any(count > 2 for count in counts.values())
