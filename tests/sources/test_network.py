"""The guards of the network: which addresses are asked, that they are the checked ones, and that secrets stay secret."""

from __future__ import annotations

import datetime as dt
import io
import logging
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from feed_server import FeedServer, Fetch, Item, article, drip, page, rss

from extractors.resources import ConfigError
from extractors.sources import Source
from flows.settings import Settings
from flows.sources import SourceUnavailable, fetch_new
from flows.sources.client import Client, FetchFailed, ssl_context
from flows.sources.network import refusal

PASSWORD = "hunter&2 /secret"


def client_of(location: str, **more: object) -> Client:
    return Client(Source("gazette", "feed", (location,), pause_seconds=0.0, **more), seconds=2, size=9999)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("127.0.0.1", "loopback"),
        ("::1", "loopback"),
        ("10.1.2.3", "private"),
        ("172.16.0.1", "private"),
        ("192.168.1.1", "private"),
        ("100.64.0.1", "private"),
        ("fd00::1", "private"),
        ("169.254.169.254", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("0.0.0.0", "reserved"),
        ("224.0.0.1", "reserved"),
        ("240.0.0.1", "reserved"),
        ("255.255.255.255", "reserved"),
        ("::", "reserved"),
        ("::ffff:127.0.0.1", "loopback"),
        ("::ffff:169.254.169.254", "link-local"),
        ("64:ff9b::a00:1", "private"),
        ("2002:7f00:1::", "loopback"),
    ],
)
def test_addresses_that_are_not_public_are_refused(address: str, kind: str) -> None:
    assert refusal(address, allow_private=False) is not None
    assert (refusal(address, allow_private=True) is None) == (kind in ("loopback", "private"))


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07::1", "::ffff:93.184.215.14"])
def test_public_addresses_are_asked(address: str) -> None:
    assert refusal(address, allow_private=False) is None


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1"])
def test_a_source_without_leave_does_not_reach_this_machine(server: FeedServer, host: str) -> None:
    server.play("/feed", rss([]))
    with pytest.raises(FetchFailed, match=r"loopback address|not known|cannot be reached"):
        client_of(f"http://{host}:{server.port}/feed").get(f"http://{host}:{server.port}/feed", io.BytesIO())
    assert server.asked == {}


def test_a_redirect_is_checked_like_the_first_address(server: FeedServer) -> None:
    address = server.play("/feed", status=302, headers={"Location": "http://169.254.169.254/credentials"})
    client = client_of(address, allow_private=True, hosts=("169.254.169.254",))
    with pytest.raises(FetchFailed, match=r"169\.254\.169\.254 is at a link-local address") as caught:
        client.get(address, io.BytesIO())
    assert caught.value.is_settled


Answers = list[tuple[Any, Any, int, str, tuple[str, int]]]


def resolving(patch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let names resolve to ``answers``, one after another; return the list of names that were asked for."""
    asked: list[str] = []
    real: Callable[..., Any] = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *args: Any, **more: Any) -> Answers:
        if host.replace(".", "").isdigit():
            return list(real(host, port, *args, **more))
        asked.append(host)
        found = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    patch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_the_connection_goes_to_the_address_that_was_checked(
    server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.play("/feed", rss([]))
    address = f"http://gazette.example:{server.port}/feed"
    asked = resolving(monkeypatch, ["127.0.0.1"], ["169.254.169.254"])
    client = client_of(address, allow_private=True)
    assert client.get(address, io.BytesIO()).status == 200
    assert asked == ["gazette.example"], "a name is resolved once for a connection"
    assert server.headers["/feed"]["Host"] == f"gazette.example:{server.port}"
    with pytest.raises(FetchFailed, match="link-local"):
        client.get(address, io.BytesIO())


def test_one_bad_address_among_good_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, ["93.184.215.14", "10.0.0.1"])
    with pytest.raises(FetchFailed, match=r"gazette\.example is at a private address"):
        client_of("http://gazette.example/feed").get("http://gazette.example/feed", io.BytesIO())


@pytest.mark.parametrize(
    ("hosts", "address", "is_asked"),
    [
        ((), "http://other.example/", False),
        (("other.example",), "http://other.example/", True),
        (("other.example",), "http://other.example:8080/", False),
        (("other.example:8080",), "http://other.example:8080/", True),
        (("*.other.example",), "http://www.other.example/", True),
        (("*.other.example",), "http://evilother.example/", False),
        (("other.example",), "http://other.example@evil.example/", False),
        (("other.example",), "ftp://other.example/", False),
        (("other.example",), "gopher://other.example/", False),
    ],
)
def test_only_the_hosts_of_the_source_are_asked(
    monkeypatch: pytest.MonkeyPatch, hosts: tuple[str, ...], address: str, is_asked: bool
) -> None:
    asked = resolving(monkeypatch, ["10.0.0.1"])
    client = client_of("http://gazette.example/feed", hosts=hosts)
    with pytest.raises(FetchFailed) as caught:
        client.get(address, io.BytesIO())
    assert (caught.value.reason == "refused address" and "private" in caught.value.detail) == is_asked
    assert bool(asked) == is_asked


def test_secrets_are_sent_and_nowhere_seen(
    server: FeedServer, settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("GAZETTE_KEY", PASSWORD)
    caplog.set_level(logging.DEBUG)
    link = f"{server.url}/1.html?key=hunter%262%20%2Fsecret"
    server.play("/1.html", page(1).encode())
    server.play("/feed", rss([Item(1, link), Item(2, f"{server.url}/2.html?key=hunter%262%20%2Fsecret")]))
    address = f"http://user:${{GAZETTE_KEY}}@127.0.0.1:{server.port}/feed?key=${{GAZETTE_KEY}}"
    headers = {"X-Api-Key": "Bearer ${GAZETTE_KEY}"}
    source = Source("gazette", "feed", (address,), allow_private=True, pause_seconds=0.0, headers=headers)
    items = list(fetch_new(source, {}, settings))
    assert server.headers["/feed"]["X-Api-Key"] == f"Bearer {PASSWORD}"
    assert server.headers["/feed"]["Authorization"].startswith("Basic ")
    assert [type(item).__name__ for item in items] == ["Rejection", "Mark", "RawDocument", "Mark", "Mark"]
    server.answers["/feed"].status = 500
    with pytest.raises(SourceUnavailable) as caught:
        list(fetch_new(source, {}, settings))
    server.play("/feed", status=302, headers={"Location": f"http://evil.example/{link}"})
    with pytest.raises(SourceUnavailable) as other:
        list(fetch_new(source, {}, settings))
    seen = f"{items!r} {caught.value} {other.value} {caplog.text}"
    assert "hunter" not in seen
    assert "${GAZETTE_KEY}" in repr(items) and "status 500" in str(caught.value)


def test_a_host_that_does_not_answer_is_not_asked_for_every_page(server: FeedServer) -> None:
    address = server.play("/feed", pieces=drip(b"", 1, 3))
    client = client_of(address, allow_private=True, request_seconds=0.1)
    for _ in range(5):
        with pytest.raises(FetchFailed) as caught:
            client.get(address, io.BytesIO())
    assert "has not answered 3 times in a row" in caught.value.detail
    assert server.asked["/feed"] == 3


def test_headers_of_a_source_go_to_its_own_host_only(server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAZETTE_KEY", "abc")
    with FeedServer().running() as other:
        address = server.play("/feed", status=302, headers={"Location": other.play("/feed", rss([]))})
        client = client_of(
            address, allow_private=True, hosts=(f"127.0.0.1:{other.port}",), headers={"Authorization": "${GAZETTE_KEY}"}
        )
        client.get(address, io.BytesIO())
        assert server.headers["/feed"]["Authorization"] == "abc"
        assert "Authorization" not in other.headers["/feed"]


def test_a_secret_that_is_not_there_is_named(server: FeedServer, fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GAZETTE_KEY", raising=False)
    source = Source("gazette", "feed", (server.url + "/feed",), allow_private=True)
    with pytest.raises(ConfigError, match="the environment variable GAZETTE_KEY is missing or empty"):
        fetch(replace(source, headers={"Authorization": "${GAZETTE_KEY}"}), {})
    monkeypatch.setenv("GAZETTE_KEY", "two\nlines")
    with pytest.raises(ConfigError, match="GAZETTE_KEY has characters that cannot be sent"):
        fetch(replace(source, locations=(server.url + "/feed?k=${GAZETTE_KEY}",)), {})
    assert server.asked == {}


def test_the_proxies_of_the_environment_are_not_asked(server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with FeedServer().running() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        address = server.play("/feed", article(1).encode())
        sink = io.BytesIO()
        client_of(address, allow_private=True).get(address, sink)
        assert (sink.getvalue().decode(), proxy.asked) == (article(1), {})


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Return a file with a certificate for localhost that nobody has signed but itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "localhost.pem"
    kept = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(kept + made.public_bytes(Encoding.PEM))
    return path


def test_https_asks_for_the_name_and_believes_only_a_certificate_that_is_known(
    server: FeedServer, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.wrap(certificate)
    server.play("/feed", rss([]))
    address = f"https://localhost:{server.port}/feed"
    client = client_of(address, allow_private=True)
    with pytest.raises(FetchFailed, match="certificate verify failed"):
        client.get(address, io.BytesIO())
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    ssl_context.cache_clear()
    try:
        sink = io.BytesIO()
        assert client.get(address, sink).status == 200
        assert sink.getvalue() == rss([])
    finally:
        ssl_context.cache_clear()
