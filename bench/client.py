"""A small HTTP client that keeps its connections, signs in once and counts."""

import http.client
import re
import statistics
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlencode

TOKEN = re.compile(rb'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass(frozen=True)
class Timing:
    """Throughput in requests per second, times in milliseconds, size in bytes."""

    throughput: float
    p50: float
    p95: float
    size: int


def sign_in(port: int, email: str, password: str) -> str:
    """The session cookie of a fresh sign-in."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/login")
    response = connection.getresponse()
    token = TOKEN.search(response.read())
    cookie = (response.getheader("Set-Cookie") or "").partition(";")[0]
    if token is None:
        raise SystemExit("no form on the sign-in page")
    body = urlencode({"csrf_token": token.group(1).decode(), "email": email, "password": password})
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/login", body, headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 303:
        raise SystemExit(f"sign-in answered {answer.status}")
    return (answer.getheader("Set-Cookie") or "").partition(";")[0]


def measure(port: int, path: str, headers: dict[str, str], connections: int, seconds: float) -> Timing:
    """Asks `path` over and over for `seconds` on each of `connections` connections."""
    times: list[float] = []
    refused: list[int] = []
    sizes: list[int] = []
    until = time.perf_counter() + seconds

    def ask() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        while time.perf_counter() < until:
            started = time.perf_counter()
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            body = response.read()
            if response.status not in (200, 304):
                refused.append(response.status)
                return
            times.append(time.perf_counter() - started)
            sizes.append(len(body))
        connection.close()

    threads = [threading.Thread(target=ask) for _number in range(connections)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - started
    if refused:
        raise SystemExit(f"{path} answered {refused[0]}")
    times.sort()
    return Timing(
        throughput=len(times) / elapsed,
        p50=statistics.median(times) * 1000,
        p95=times[int(len(times) * 0.95)] * 1000,
        size=max(sizes),
    )
