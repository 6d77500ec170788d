"""Only a keyring that keeps secrets is used, and whatever it raises is no bug of ours."""

from __future__ import annotations

import logging

import pytest

from desktop.core.hub_errors import NoKeyring, TokenMalformed
from desktop.hub.token import Keyring, found_token, token_file


class Backend:
    def __init__(self, priority=5.0):
        self.priority = priority
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


class Chain:
    def __init__(self, *backends):
        self.priority = 10
        self.backends = list(backends)


class Broken(Backend):
    def get_password(self, service, username):
        raise RuntimeError("hf_secret cannot be read")

    set_password = delete_password = lambda self, *args: self.get_password("", "")


def test_a_token_is_kept_and_forgotten():
    backend = Backend()
    keyring = Keyring(lambda: backend)
    assert keyring.read() == ""
    keyring.keep("hf_x")
    assert keyring.read() == "hf_x"
    assert list(backend.kept) == [("fireside", "huggingface-token")]
    keyring.forget()
    keyring.forget()
    assert keyring.read() == ""


@pytest.mark.parametrize(
    "found", [Backend(0), Backend(-1), Backend(0.5), Chain(), Chain(Backend(0.5)), object()]
)
def test_what_keeps_nothing_or_writes_it_in_the_clear_is_no_keyring(found):
    for act in (lambda k: k.read(), lambda k: k.keep("hf_x"), lambda k: k.forget()):
        with pytest.raises(NoKeyring):
            act(Keyring(lambda: found))


def test_of_a_chain_the_link_that_keeps_secrets_is_used():
    good = Backend()
    Keyring(lambda: Chain(Backend(0.5), good)).keep("hf_x")
    assert good.kept


def test_a_keyring_that_raises_is_none_and_nothing_of_it_is_logged(caplog):
    caplog.set_level(logging.DEBUG)
    for act in (lambda k: k.read(), lambda k: k.keep("hf_secret"), lambda k: k.forget()):
        with pytest.raises(NoKeyring):
            act(Keyring(Broken))
    assert "secret" not in caplog.text

    def none():
        raise ImportError("no backend")

    with pytest.raises(NoKeyring):
        Keyring(none).read()


def test_what_somebody_else_put_into_the_keyring_is_no_token():
    backend = Backend()
    backend.set_password("fireside", "huggingface-token", "a b\nc")
    with pytest.raises(NoKeyring):
        Keyring(lambda: backend).read()


def test_the_real_package_has_what_is_used_of_it():
    from keyring.backends import fail

    with pytest.raises(NoKeyring):
        Keyring(fail.Keyring).read()


def test_the_token_of_other_programs_comes_from_the_environment_or_their_file(tmp_path):
    assert found_token({}, tmp_path) == ""
    file = tmp_path / ".cache" / "huggingface" / "token"
    file.parent.mkdir(parents=True)
    file.write_text("hf_file\n")
    assert found_token({}, tmp_path) == "hf_file"
    assert found_token({"HF_TOKEN": " hf_env "}, tmp_path) == "hf_env"
    assert found_token({"HF_TOKEN": "  "}, tmp_path) == "hf_file"


def test_the_file_of_other_programs_is_where_their_settings_say(tmp_path):
    assert token_file({"HF_HOME": "/x"}, tmp_path).as_posix() == "/x/token"
    assert token_file({"HF_TOKEN_PATH": "/y/t", "HF_HOME": "/x"}, tmp_path).as_posix() == "/y/t"


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"a b", b"x" * 100_000])
def test_a_file_that_holds_no_token_is_refused(tmp_path, content):
    file = tmp_path / "t"
    file.write_bytes(content)
    with pytest.raises(TokenMalformed):
        found_token({"HF_TOKEN_PATH": str(file)}, tmp_path)
