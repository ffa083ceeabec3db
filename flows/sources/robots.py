"""What the hosts of article pages ask of robots, read once for each host and run."""

from __future__ import annotations

import io
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from flows.sources.client import Client, FetchFailed, user_agent


class Robots:
    """Tells whether a page may be fetched; a host without a robots.txt allows everything."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._known: dict[str, RobotFileParser] = {}

    def check(self, address: str) -> None:
        """Raise FetchFailed where the host's robots.txt keeps us from ``address``, or cannot be had."""
        parts = urlsplit(address)
        place = f"{parts.scheme}://{parts.netloc}"
        if place not in self._known:
            self._known[place] = self._read(place)
        if not self._known[place].can_fetch(user_agent(), address):
            raise FetchFailed("robots", "is closed to robots by its host's robots.txt", is_settled=True)

    def _read(self, place: str) -> RobotFileParser:
        rules, sink = RobotFileParser(), io.BytesIO()
        try:
            self._client.get(f"{place}/robots.txt", sink)
        except FetchFailed as error:
            if not 400 <= error.status < 500 or error.status == 429:  # there are no rules, says RFC 9309
                raise
        rules.parse(sink.getvalue().decode("utf-8", "replace").splitlines())
        if delay := rules.crawl_delay(user_agent()):
            self._client.slow_down(float(delay))
        return rules
