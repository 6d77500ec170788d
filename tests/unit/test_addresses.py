"""Only addresses that mean one thing are taken for a hub or a proxy."""

from __future__ import annotations

import pytest

from desktop.core.addresses import host_of, hub_address, may_carry_token, proxy_address
from desktop.core.hub_errors import AddressRefused
from desktop.core.sources import AddressFault as F, Connection, goes_direct

GOOD = {
    "https://huggingface.co": "https://huggingface.co",
    "  https://huggingface.co/  ": "https://huggingface.co",
    "HTTPS://HuggingFace.CO//": "https://huggingface.co",
    "hf-mirror.com": "https://hf-mirror.com",
    "hf-mirror.com.": "https://hf-mirror.com",
    "localhost:8080": "https://localhost:8080",
    "localhost:8080/": "https://localhost:8080",
    "http://127.0.0.1:9000": "http://127.0.0.1:9000",
    "http://[::1]:9000": "http://[::1]:9000",
    "http://[0:0:0:0:0:0:0:1]": "http://[::1]",
    "https://example.org:443": "https://example.org",
    "http://example.org:443": "http://example.org:443",
    "http://example.org:": "http://example.org",
    "https://my_mirror.lan": "https://my_mirror.lan",
    "https://例子.测试": "https://xn--fsqu00a.xn--0zwm56d",
    "https://huggingf\u0430ce.co": "https://xn--huggingfce-6qi.co",  # a Cyrillic letter is seen
    "https://ｈuggingface.co": "https://huggingface.co",  # wide letters are the same to everybody
    "https://huggingface。co": "https://huggingface.co",
}
BAD = {
    "": F.EMPTY,
    " \t\n": F.EMPTY,
    "https://" + "a." * 130 + "org": F.TOO_LONG,
    "https://" + "a" * 64 + ".org": F.HOST,
    "http://user:pw@host": F.USER,
    "https://user@host": F.USER,
    "user:pw@host": F.USER,
    "https://@host": F.USER,
    "https://huggingface.co@evil.example": F.USER,
    "https://host/../x": F.PATH,
    "https://host/api": F.PATH,
    "host:80/api": F.PATH,
    "https://host?x=1": F.PATH,
    "https://host?": F.PATH,
    "https://host/#": F.PATH,
    "https://host\\@evil.example": F.UNREADABLE,
    "https:\\\\host": F.UNREADABLE,
    "https://ho st": F.UNREADABLE,
    "https://ho\nst": F.UNREADABLE,
    "https://host\x00": F.UNREADABLE,
    "https://\u202ehost": F.UNREADABLE,
    "https://[::1": F.UNREADABLE,
    "https://a\u2100b.org": F.UNREADABLE,  # ℀ is a/c to some
    "javascript:alert(1)": F.SCHEME,
    "javascript://host": F.SCHEME,
    "file:///etc/passwd": F.SCHEME,
    "ftp://host": F.SCHEME,
    "data:text/html,x": F.SCHEME,
    "socks5://host:1080": F.SOCKS,
    "socks://host": F.SOCKS,
    "https://": F.HOST,
    "https:///": F.HOST,
    "https://.": F.HOST,
    "https://a..b": F.HOST,
    "https://-a.org": F.HOST,
    "https://a%2eb": F.HOST,
    "https://<b>": F.HOST,
    "https://127.1": F.HOST,
    "https://0x7f000001": F.HOST,
    "https://2130706433": F.HOST,
    "https://010.0.0.1": F.HOST,
    "http://[fe80::1%25eth0]": F.HOST,
    "https://host:0": F.PORT,
    "https://host:99999": F.PORT,
    "https://host:port": F.PORT,
    "https://host:-1": F.PORT,
}


@pytest.mark.parametrize("text", GOOD)
def test_an_address_is_taken_in_one_spelling(text):
    assert hub_address(text) == GOOD[text]
    assert hub_address(GOOD[text]) == GOOD[text]


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_address_is_refused_with_the_reason_and_not_repeated(text):
    with pytest.raises(AddressRefused) as refused:
        hub_address(text)
    assert refused.value.fault is BAD[text]
    assert "pw" not in repr(refused.value) + str(refused.value)


def test_a_proxy_without_a_scheme_is_an_http_proxy():
    assert proxy_address("proxy.lan:3128") == "http://proxy.lan:3128"
    assert proxy_address("https://proxy.lan:8443/") == "https://proxy.lan:8443"
    with pytest.raises(AddressRefused):
        proxy_address("socks5h://proxy.lan:1080")


def test_the_host_of_an_address_never_has_a_password():
    assert host_of("http://user:secret@proxy:3128") == "proxy"
    assert host_of("http://[::1") == ""


def test_a_token_may_go_only_where_nobody_reads_it():
    safe = ["https://hf-mirror.com", "http://127.0.0.1:80", "http://[::1]", "http://localhost:8080"]
    assert all(may_carry_token(address) for address in safe)
    assert not any(
        may_carry_token(a) for a in ["http://hf-mirror.com", "http://192.168.1.2", "http://localhost.evil"]
    )


@pytest.mark.parametrize(
    ("host", "patterns", "direct"),
    [
        ("huggingface.co", ("huggingface.co",), True),
        ("HuggingFace.co", ("huggingface.co",), True),
        ("cdn.huggingface.co", ("huggingface.co", "*.huggingface.co"), True),
        ("nothuggingface.co", ("huggingface.co", "*.huggingface.co"), False),
        ("anything", ("*",), True),
        ("mirror", ("<local>",), True),
        ("mirror.lan", ("<local>",), False),
        ("10.1.2.3", ("10.0.0.0/8",), True),
        ("10.1.2.3", ("10.0.0.0/x",), False),
        ("ten.example", ("10.0.0.0/8",), False),
        ("::1", ("::1",), True),
        ("x", (), False),
    ],
)
def test_hosts_are_excepted_from_the_proxy_by_pattern(host, patterns, direct):
    assert goes_direct(host, patterns) is direct
    assert (Connection(proxy="http://p:1", direct=patterns).proxy_for(host) is None) is direct


def test_a_password_of_the_system_s_proxy_is_in_no_repr():
    assert "secret" not in repr(Connection(proxy="http://user:secret@proxy:3128"))
