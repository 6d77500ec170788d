"""The system's proxy comes from its environment."""

from __future__ import annotations

import pytest

from desktop.core.proxies import SystemProxy, no_proxy, system_proxy

NAMES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture
def environment(monkeypatch):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return monkeypatch.setenv


def test_each_scheme_has_its_proxy_and_all_stands_in(environment):
    environment("HTTPS_PROXY", "http://secure:1")
    environment("ALL_PROXY", "http://any:2")
    found = system_proxy()
    assert (found.of("https"), found.of("http")) == ("http://secure:1", "http://any:2")


def test_exceptions_are_read_with_what_is_below_them(environment):
    environment("https_proxy", "http://p:1")
    environment("no_proxy", "localhost, .corp.example,10.0.0.0/8 ,,*.lan")
    expected = ("localhost", "*.localhost", "corp.example", "*.corp.example", "10.0.0.0/8", "*.lan")
    assert system_proxy().direct == expected


def test_without_a_word_of_the_system_there_is_none(environment):
    assert system_proxy().of("https") is None


def test_a_password_is_in_no_repr():
    assert "secret" not in repr(SystemProxy({"https": "http://u:secret@p"}))


@pytest.mark.parametrize("text", ["", ",", " , ,", "."])
def test_empty_exceptions_except_nothing(text):
    assert no_proxy(text) == ()
