"""Make chats-v2.db, a database as version 2 of its tables has it. Run once, before version 3 exists.

python tests/data/make_v2.py
"""

from __future__ import annotations

from pathlib import Path

from desktop.core.chat import (
    AnswerRecord,
    Attachment,
    ChatOptions,
    Finish,
    LeftOut,
    Policy,
    Role,
    Status,
)
from desktop.core.sampling import LogitBias, Sampling
from desktop.store.chats import NewMessage
from desktop.store.migrations import MIGRATIONS
from desktop.store.opening import open_store

TARGET = Path(__file__).with_name("chats-v2.db")
SAMPLING = Sampling(temperature=0.2, seed=7, stop=("\n\n",), logit_bias=(LogitBias("um", float("-inf")),))
FILES = (Attachment("timetable.txt", "8:00 Wien\n9:00 Linz\n"), Attachment("时刻表.csv", "八点,维也纳\n"))


def main() -> None:
    """One chat with everything that version 2 can store, one in the trash, a preset, and two crashes."""
    assert len(MIGRATIONS) == 1, "this is no longer version 2"
    TARGET.unlink(missing_ok=True)
    store = open_store(TARGET, "v2", lambda owner: True)
    chats, answers = store.chats, store.answers
    chat = chats.new_chat("Trains, 火车")
    system = chats.add(chat.id, NewMessage(None, Role.SYSTEM, "Be brief."))
    question = chats.add(chat.id, NewMessage(system.id, Role.USER, "How fast?", attachments=FILES))
    answer = chats.add(chat.id, NewMessage(question.id, Role.ASSISTANT, "", Status.STREAMING))
    record = AnswerRecord(
        model_name="SmolLM2 135M",
        model_path="/models/smollm2-135m.gguf",
        model_sha256="ab" * 32,
        quant="Q4_K_M",
        chat_template="own",
        sampling=SAMPLING,
        seed=7,
        prompt_tokens=31,
        reused_tokens=0,
        tokens=9,
        first_token_seconds=0.21,
        tokens_per_second=44.5,
        finish=Finish.STOP,
        thinking_tokens=4,
        thinking_seconds=0.5,
        thinking=True,
        policy=Policy.ROLL,
        left_out=LeftOut(system.id, system.id, 1, 5),
    )
    answers.finish(answer.id, "About 300 km/h. 🚄", Status.DONE, record, "Trains are fast.")
    chats.set_pinned(question.id, True)
    summary = chats.add(chat.id, NewMessage(answer.id, Role.SUMMARY, "Fast trains.", covers=answer.id))
    then = chats.add(chat.id, NewMessage(summary.id, Role.USER, "In China?"))
    cut = chats.add(chat.id, NewMessage(then.id, Role.ASSISTANT, "", Status.STREAMING))
    answers.append(cut.id, "China has ", thinking=True)
    answers.append(cut.id, "many.", thinking=True)
    answers.append(cut.id, "Also ")
    answers.append(cut.id, "300")
    chats.delete_message(chat.id, [system.id, question.id, answer.id, summary.id, then.id], question.id)
    chats.select(chat.id, cut.id)
    chats.set_options(chat.id, ChatOptions(Policy.SUMMARISE, False, SAMPLING))
    chats.set_draft(chat.id, "And in Chi")
    chats.set_draft_files(chat.id, FILES)
    chats.delete(chats.new_chat("In the trash").id)
    other = chats.new_chat("Gone on")
    again = chats.add(other.id, NewMessage(None, Role.ASSISTANT, "", Status.STREAMING))
    answers.finish(again.id, "One", Status.STOPPED, record, "Counting.")
    answers.resume(again.id)
    answers.append(again.id, ", two")
    store.presets.keep("Precise", SAMPLING)
    store.close()


if __name__ == "__main__":
    main()
