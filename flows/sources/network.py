"""The way out to the network: every name is resolved once, its addresses are checked, and one of them is connected to.

Since the connection goes to the very address that was checked, a name that points elsewhere a moment later changes
nothing.  All that is done on the way keeps to one deadline.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from typing import Any

import httpcore

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class AddressRefused(Exception):
    """A host is at an address that must not be asked."""


def refusal(text: str, *, allow_private: bool) -> str | None:
    """Return why an address must not be asked ("a loopback address" …), or None where it may.

    IPv4 addresses inside IPv6 ones (mapped, 6to4, Teredo, NAT64) are judged as what they stand for.  With
    ``allow_private`` loopback and private addresses may be asked, but still no link-local one: there clouds keep
    the credentials of their machines.
    """
    address = ipaddress.ip_address(text.partition("%")[0])
    for one in (address, *_inside(address)):
        kind = _kind(one)
        if kind is not None and not (allow_private and kind in ("loopback", "private")):
            return f"a {kind} address"
    return None


def _inside(address: Address) -> list[Address]:
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found: list[Address | None] = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in NAT64:
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [one for one in found if one is not None]


def _kind(address: Address) -> str | None:
    if isinstance(address, ipaddress.IPv6Address) and (address.ipv4_mapped or address in NAT64):
        return None  # the address inside decides
    if address.is_unspecified or address.is_multicast:
        return "reserved"
    if address.is_link_local:
        return "link-local"
    if address.is_loopback:
        return "loopback"
    if address.is_reserved:
        return "reserved"
    return None if address.is_global else "private"


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to checked addresses only, and lets no operation go beyond ``deadline`` (of ``time.monotonic``)."""

    def __init__(self, deadline: float, *, allow_private: bool) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of ``host`` that answers; raises AddressRefused where one of them may not be asked."""
        addresses = resolve(host, port, time_left(self._deadline))
        for address in addresses:
            if why := refusal(address, allow_private=self._allow_private):
                raise AddressRefused(f"{host} is at {why}")
        error: Exception = httpcore.ConnectError("no address")
        for address in addresses:
            try:
                stream = self._plain.connect_tcp(
                    address, port, time_left(self._deadline), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                error = failed
            else:
                return _TimedStream(stream, self._deadline)
        raise error


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every operation ends with the deadline, however little comes at a time."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, time_left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, time_left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, time_left(self._deadline))
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def time_left(deadline: float) -> float:
    """Return the seconds until the deadline; raises httpcore.ReadTimeout where it is over."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("out of time")
    return left


def resolve(host: str, port: int, seconds: float) -> list[str]:
    """Return the addresses of a host, each once, in the resolver's order; raises httpcore's errors.

    The resolver of the system knows no timeout, so it is asked in a thread that is left alone when it hangs.
    """
    found: list[str] = []
    failed: list[OSError | UnicodeError] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            failed.append(error)
        else:
            found.extend(dict.fromkeys(str(answer[4][0]) for answer in answers))

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise httpcore.ConnectTimeout("the name is not resolved in time")
    if failed or not found:
        raise httpcore.ConnectError(f"the name {host} is not known")
    return found
