"""Finding a model and having it downloaded: the whole application and the command line, the real client."""

from __future__ import annotations

import json
import logging

import pytest
from PySide6.QtCore import Qt

from desktop.cli.main import main
from desktop.core.downloads import Stage
from desktop.core.fit import Verdict
from desktop.services.hub_search import SearchStage
from desktop.widgets.models.page import Tab
from desktop.widgets.models.quant_list import QuantRole
from tests.fakes import hub_api
from tests.fakes.gguf import FIELDS, gguf
from tests.fakes.hub import FakeHub
from tests.fakes.hub_api import ApiServer, Model
from tests.fakes.hub_models import HEADER, qwen

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these
REPO = "maker/Tiny-GGUF"
SMALL = gguf(FIELDS) + b"\1" * 100_000
LARGE = gguf(FIELDS) + b"\2" * 150_000
FILES = {"Tiny-Q4_K_M.gguf": SMALL, "Tiny-Q8_0.gguf": LARGE}


@pytest.fixture
def hub():
    with FakeHub() as made:
        made.add(REPO, FILES)
        yield made


def test_a_model_is_searched_for_opened_and_downloaded(hub, start, tmp_path):
    settings = {"sources": [hub.endpoint]}
    (tmp_path / "settings.json").write_text(json.dumps(settings))
    user = start()
    pages = user.app.workplace.pages
    user.wait(lambda: user.app.pages is not None)
    pages.show_tab(Tab.DISCOVER)
    tab = pages.models.discover
    viewmodel = user.app.pages.models.hub
    user.qtbot.keyClicks(tab.field, "tiny")
    user.wait(lambda: viewmodel.search.state.stage is SearchStage.DONE)
    user.qtbot.keyClick(tab.list, Qt.Key.Key_Down)
    user.qtbot.keyClick(tab.list, Qt.Key.Key_Return)
    user.wait(lambda: viewmodel.repository.fits)
    rows = tab.detail.files.rows
    fits = [rows.index(n).data(QuantRole.ROW).fit for n in range(rows.rowCount())]
    assert len(fits) == 2 and all(fit.startswith("fits in memory") for fit in fits)
    tab.detail.files.download.click()
    target = tmp_path / "models" / REPO / "Tiny-Q4_K_M.gguf"
    user.wait(target.exists)
    assert target.read_bytes() == SMALL
    downloads = user.app.pages.model_services.downloads
    user.wait(lambda: [item.stage for item in downloads.items] == [Stage.DONE])
    user.wait(lambda: tab.detail.files.download.text() == "Chat now")
    tab.detail.files.download.click()
    user.wait(lambda: user.app.models.status.model.path == target)
    user.wait_ready()
    assert pages.models.isHidden()
    log = user.app._gate.log
    assert {request.host for request in log} == {"127.0.0.1"}
    asked = [seen for seen in hub.files.requests("GET", "hub") if "/resolve/" in seen.path]
    assert [seen.range for seen in asked] == ["bytes=0-65535"]


@pytest.fixture
def server():
    gated = Model("meta/llama-GGUF", {"llama-Q4_K_M.gguf": HEADER}, gated="manual", license="llama3.2")
    with ApiServer(qwen(), gated) as server:
        yield server


@pytest.fixture
def here(server, tmp_path, capsys):
    """Run a verb in this process; gives its status and what it said."""

    def run(*words, endpoint=True):
        named = ["--endpoint", server.endpoint] if endpoint else []
        try:
            status = main(["--data-dir", str(tmp_path), "models", *words, *named])
        finally:
            logging.getLogger().setLevel(logging.WARNING)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_the_command_line_searches(here):
    status, said, _ = here("search", "qwen", "--json")
    assert status == 0
    (found,) = json.loads(said)["found"]
    assert (found["repo"], found["license"], found["gated"]) == ("unsloth/Qwen3-4B-GGUF", "apache-2.0", "no")
    status, said, _ = here("search", "", "--sort", "downloads")
    assert said.splitlines()[0].startswith("unsloth/Qwen3-4B-GGUF  4.0B  123,456 downloads")
    assert "on request" in said
    assert here("search", "nothing like that")[1] == "Nothing was found.\n"


def test_the_command_line_tells_what_a_repository_offers(here):
    status, said, _ = here("info", "unsloth/Qwen3-4B-GGUF", "--json")
    facts = json.loads(said)
    assert status == 0
    offers = {offer["quant"]: offer for offer in facts["offers"]}
    assert set(offers) >= {"Q4_K_M", "UD-Q4_K_XL", "BF16"} and "IQ4_KS" not in offers
    assert offers["BF16"]["quality"] == "original" and len(offers["BF16"]["files"]) == 2
    assert offers["Q2_K"]["verdict"] in list(Verdict)
    assert facts["recommended"] in {file["path"] for o in facts["offers"] for file in o["files"]}
    assert "Recommended: " in here("info", "unsloth/Qwen3-4B-GGUF")[1]


def test_the_command_line_tells_it_in_chinese(here, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    status, said, _ = here("info", "unsloth/Qwen3-4B-GGUF")
    lines = said.splitlines()
    offers = [line for line in lines if line.startswith("  ")]
    assert status == 0 and "推荐 " in lines[-1] and len(offers) > 3
    assert all("每权重 " in line and "B  " in line for line in offers)
    assert "个词元。未计入 GPU。" in here("fit", "unsloth/Qwen3-4B-GGUF", "Q4_K_M")[1]
    assert "123,456 次下载" in here("search", "", "--sort", "downloads")[1]
    assert here("search", "nothing like that")[1] == "没有找到。\n"


def test_the_command_line_tells_how_a_file_of_the_hub_fits(here):
    for what in ("Qwen3-4B-Q4_K_M.gguf", "q4_k_m"):
        status, said, _ = here("fit", "unsloth/Qwen3-4B-GGUF", what, "--json")
        facts = json.loads(said)
        assert status == 0 and facts["quant"] == "Q4_K_M" and facts["largest_context"] is not None
    assert "Qwen3-4B Q4_K_M (2.5 GB) " in here("fit", "unsloth/Qwen3-4B-GGUF", "Q4_K_M")[1]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("info", "no/such-GGUF"), "no/such-GGUF is not on the hub"),
        (("info", "../../etc"), "cannot be used"),
        (("fit", "unsloth/Qwen3-4B-GGUF", "Q9_K"), "Q9_K is not on the hub"),
        (("fit", "meta/llama-GGUF", "Q4_K_M"), "signed in"),
    ],
)
def test_the_command_line_says_in_a_sentence_why_not(here, words, sentence):
    status, said, wrong = here(*words)
    assert status == 1 and said == ""
    assert sentence in wrong and wrong.count("\n") == 1


def test_a_gated_repository_is_described_without_its_fit(here):
    status, said, _ = here("info", "meta/llama-GGUF")
    assert status == 0 and "How it fits is not known." in said


def test_the_command_line_keeps_to_offline_mode(server, tmp_path, capsys):
    status = main(
        ["--data-dir", str(tmp_path), "--offline", "models", "search", "x", "--endpoint", server.endpoint]
    )
    logging.getLogger().setLevel(logging.WARNING)
    assert status == 1 and server.api.seen == []
    assert capsys.readouterr().err.count("\n") == 1


def test_a_captive_portal_is_told_in_a_sentence(here, server):
    server.api.next.append(hub_api.portal)
    status, _, wrong = here("search", "qwen")
    assert status == 1 and "in place of 127.0.0.1" in wrong
