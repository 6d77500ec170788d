"""Says in plain words what had to be given up so that a model loads."""

from __future__ import annotations

from desktop.core.advice import Notice, Speaker
from desktop.core.load import Reduced


def describe_reduced(note: Reduced, speaker: Speaker) -> Notice:
    """Say with both numbers what a model was loaded with instead of what was meant.

    `translate` must be called by that name with literal strings, so that lupdate finds them.
    """
    translate = speaker.translate
    wanted, got = note.wanted.layers_on_gpu(note.layers), note.got.layers_on_gpu(note.layers)
    tokens = {
        "context": speaker.number(note.got.context_length),
        "wanted": speaker.number(note.wanted.context_length),
    }
    if got == wanted:
        what = translate(
            "Notice", "There was too little memory: the model sees {context} tokens instead of {wanted}."
        ).format(**tokens)
    elif got == 0:
        what = translate(
            "Notice", "There was too little memory on the GPU: the model runs on the processor, slower."
        )
    else:
        what = translate(
            "Notice", "There was too little memory on the GPU: {got} of {wanted} layers are on it."
        ).format(got=speaker.number(got), wanted=speaker.number(wanted))
    if got != wanted and note.got.context_length < note.wanted.context_length:
        also = translate("Notice", "It sees {context} tokens instead of {wanted}.").format(**tokens)
        what = f"{what} {also}"
    return Notice(what, translate("Notice", "Close other programs and load it again to get more."))
