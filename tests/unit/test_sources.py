"""Where models come from is what was chosen, and the token goes where it was allowed to."""

from __future__ import annotations

import json

import pytest

from desktop.core.errors import FolderNotWritable
from desktop.core.events import Event
from desktop.core.hub_errors import AddressRefused, ProxyUnusable, SourceExists
from desktop.core.proxies import SystemProxy
from desktop.core.settings import SettingsFile
from desktop.core.sources import HUGGING_FACE, ProxyKind
from desktop.services.sources import MOST_SOURCES, NOWHERE, Sources

MIRROR = "https://hf-mirror.com"


class Signed:
    """An account with a token."""

    def __init__(self):
        self.token = "hf_secret"
        self.changed = Event()


@pytest.fixture
def system():
    return {}


@pytest.fixture
def make(tmp_path, system):
    def make(**values):
        file = tmp_path / "settings.json"
        if values:
            file.write_text(json.dumps(values))
        settings = SettingsFile(file)
        return Sources(settings, Signed(), lambda: SystemProxy(system, system.get("direct", ())))

    return make


def test_at_first_there_is_hugging_face_which_gets_the_token(make):
    sources = make()
    (source,) = sources.connection().sources
    assert (source.endpoint, source.token) == (HUGGING_FACE, "hf_secret")
    assert sources.connection().proxy is None
    assert "secret" not in repr(sources.connection())


def test_a_mirror_gets_the_token_only_by_consent(make):
    sources = make()
    assert sources.add("hf-mirror.com/") == MIRROR
    assert [s.token for s in sources.connection().sources] == ["hf_secret", ""]
    sources.allow_token(MIRROR, True)
    assert [s.token for s in sources.connection().sources] == ["hf_secret", "hf_secret"]
    sources.allow_token(MIRROR, False)
    assert sources.connection().sources[1].token == ""


def test_a_token_is_never_sent_unencrypted_whatever_was_allowed(make):
    sources = make(sources=["http://mirror.lan", HUGGING_FACE], token_mirrors=["http://mirror.lan"])
    assert [s.token for s in sources.connection().sources] == ["", "hf_secret"]
    assert [(p.consent, p.safe) for p in sources.places] == [(False, False), (True, True)]


def test_the_consent_goes_with_the_mirror(make):
    sources = make()
    sources.add(MIRROR)
    sources.allow_token(MIRROR, True)
    sources.remove(MIRROR)
    sources.add(MIRROR)
    assert not sources.places[1].consent


def test_the_order_is_kept_over_a_restart(make):
    sources = make()
    sources.add(MIRROR)
    sources.move(MIRROR, -1)
    sources.move(MIRROR, -1)
    assert make().endpoints == (MIRROR, HUGGING_FACE)
    sources.move(MIRROR, 5)
    assert make().endpoints == (HUGGING_FACE, MIRROR)


def test_the_last_source_stays(make):
    sources = make()
    sources.remove(HUGGING_FACE)
    assert sources.endpoints == (HUGGING_FACE,)
    sources.add(MIRROR)
    sources.remove(HUGGING_FACE)
    assert sources.endpoints == (MIRROR,)


def test_a_source_is_there_once_however_it_is_spelt(make):
    sources = make()
    with pytest.raises(SourceExists):
        sources.add("HTTPS://HuggingFace.co:443/")
    with pytest.raises(AddressRefused):
        sources.add("https://huggingface.co/../x")


def test_there_are_not_more_sources_than_can_be_tried(make):
    sources = make()
    for number in range(20):
        sources.add(f"mirror{number}.example")
    assert len(sources.endpoints) == MOST_SOURCES


@pytest.mark.parametrize(
    "values",
    [
        {"sources": ["javascript:alert(1)", "http://u:p@x", ""]},
        {"sources": []},
        {"sources": "https://x"},
        {"sources": [1, None]},
        {"sources": {"a": 1}, "proxy": "teleport", "proxy_address": 3, "token_mirrors": [[]]},
    ],
)
def test_damaged_settings_fall_back_to_hugging_face(make, values):
    sources = make(**values)
    assert sources.endpoints == (HUGGING_FACE,)
    assert sources.connection().proxy is None


def test_one_damaged_address_is_left_out_and_said(make):
    sources = make(sources=["file:///x", MIRROR + "/", MIRROR])
    assert sources.endpoints == (MIRROR,)
    assert len(sources.problems) == 1
    sources.add("other.example")
    assert sources.problems == ()


def test_a_proxy_is_the_system_s_the_user_s_or_none(make, system):
    sources = make()
    system["https"] = "http://system:3128"
    assert sources.connection().proxy == "http://system:3128"
    sources.choose_proxy(ProxyKind.MANUAL, " proxy.lan:8080 ")
    assert sources.connection().proxy == "http://proxy.lan:8080"
    sources.choose_proxy(ProxyKind.NONE, "")
    assert sources.connection().proxy is None
    assert make().way.typed == "http://proxy.lan:8080"  # for the next time


def test_a_proxy_that_cannot_be_one_changes_nothing(make):
    sources = make()
    for bad in ("", "socks5://x:1", "http://me:pw@proxy", "proxy:0"):
        with pytest.raises(AddressRefused):
            sources.choose_proxy(ProxyKind.MANUAL, bad)
    assert sources.way.kind is ProxyKind.SYSTEM


def test_a_damaged_proxy_in_the_settings_falls_back_to_the_system_s_and_is_said(make, system):
    system["https"] = "http://system:3128"
    sources = make(proxy="manual", proxy_address="http://u:p@x")
    assert sources.connection().proxy == "http://system:3128"
    assert len(sources.problems) == 1


def test_the_system_s_exceptions_hold(make, system):
    system |= {"https": "http://system:3128", "direct": ("huggingface.co", "*.huggingface.co")}
    sources = make()
    assert sources.way.host == ""
    sources.add(MIRROR)
    sources.move(MIRROR, -1)
    connection = sources.connection()
    assert sources.way.host == "system"
    assert connection.proxy_for("hf-mirror.com") == "http://system:3128"
    assert connection.proxy_for("huggingface.co") is None


def test_nobody_who_uses_a_socks_proxy_is_taken_past_it(make, system):
    system["all"] = "socks5h://127.0.0.1:9050"
    sources = make()
    assert sources.connection().proxy == NOWHERE
    assert sources.way.error == ProxyUnusable()
    sources.choose_proxy(ProxyKind.NONE, "")
    assert sources.way.error is None
    assert sources.connection().proxy is None


def test_a_change_is_told_once_and_only_where_there_is_one(make):
    sources, told = make(), []
    sources.changed.connect(told.append)
    sources.add(MIRROR)
    sources._settings.set(sidebar=False)
    assert len(told) == 1
    sources._account.changed.emit(None)
    assert len(told) == 2


def test_a_choice_that_cannot_be_stored_holds_all_the_same(make, tmp_path):
    sources = make()
    sources._settings._path = tmp_path / "none" / "settings.json"
    with pytest.raises(FolderNotWritable):
        sources.add(MIRROR)
    assert sources.endpoints == (HUGGING_FACE, MIRROR)
