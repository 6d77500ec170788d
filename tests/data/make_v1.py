"""Make chats-v1.db, a database as version 1 of its tables has it. Run once, before version 2 exists.

python tests/data/make_v1.py
"""

from __future__ import annotations

from pathlib import Path

from desktop.core.chat import AnswerRecord, Finish, Role, Status
from desktop.core.sampling import Sampling
from desktop.store.answers import AnswerStore
from desktop.store.chats import ChatStore, NewMessage
from desktop.store.database import open_database
from desktop.store.migrations import MIGRATIONS

TARGET = Path(__file__).with_name("chats-v1.db")
RECORD = AnswerRecord(
    model_name="SmolLM2 135M",
    model_path="/models/smollm2-135m.gguf",
    model_sha256="ab" * 32,
    quant="Q4_K_M",
    chat_template="own",
    sampling=Sampling(temperature=0.2, seed=7),
    seed=7,
    prompt_tokens=31,
    reused_tokens=0,
    tokens=9,
    first_token_seconds=0.21,
    tokens_per_second=44.5,
    finish=Finish.STOP,
)


def main() -> None:
    """One chat with two branches and a draft, one in the trash, and an answer cut off by a crash."""
    assert not MIGRATIONS, "this is no longer version 1"
    TARGET.unlink(missing_ok=True)
    database = open_database(TARGET)
    chats, answers = ChatStore(database, "v1"), AnswerStore(database, "v1", lambda owner: True)
    chat = chats.new_chat("Trains")
    question = chats.add(chat.id, NewMessage(None, Role.USER, "How fast is a train?"))
    first = chats.add(chat.id, NewMessage(question.id, Role.ASSISTANT, "", Status.STREAMING))
    answers.finish(first.id, "About 300 km/h. 🚄", Status.DONE, RECORD)
    cut = chats.add(chat.id, NewMessage(question.id, Role.ASSISTANT, "", Status.STREAMING))
    answers.append(cut.id, "It ")
    answers.append(cut.id, "depends")
    chats.select(chat.id, first.id)
    chats.rename(chat.id, "Trains, 火车")
    chats.set_draft(chat.id, "And in Chi")
    chats.delete(chats.new_chat("In the trash").id)
    database.close()


if __name__ == "__main__":
    main()
