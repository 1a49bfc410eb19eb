"""Gunicorn with the product's own settings, and what its workers take of memory."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil

from bench.settings import ROOT

START_SECONDS = 60


class Server:
    """One gunicorn with two workers; `application` as gunicorn takes it."""

    def __init__(self, application: str, environment: dict[str, str], ready: str) -> None:
        self.port = _free_port()
        given = environment | {"HOST": "127.0.0.1", "PORT": str(self.port), "WEB_CONCURRENCY": "2"}
        gunicorn = Path(sys.executable).with_name("gunicorn")
        self._errors = Path(environment["LAB_INSTANCE_PATH"]) / f"server-{self.port}.log"
        with self._errors.open("wb") as errors:
            self._process = subprocess.Popen(
                [gunicorn, application],
                env=os.environ | given,
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )
        self._peak = 0
        self._wait(ready)

    def peak_megabytes(self) -> float:
        """The most that one worker has held in memory so far."""
        for worker in psutil.Process(self._process.pid).children():
            for line in Path(f"/proc/{worker.pid}/status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    self._peak = max(self._peak, int(line.split()[1]))
        return self._peak / 1024

    def errors(self) -> str:
        """What the server wrote of errors."""
        return self._errors.read_text(errors="replace")

    def stop(self) -> None:
        """Ends it and waits."""
        self._process.terminate()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _wait(self, path: str) -> None:
        from bench.client import ask, request

        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                if ask(self.port, request("GET", path, {}))[0].status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.2)
        self.stop()
        raise SystemExit(f"no server on port {self.port}:\n{self.errors()}")


def _free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
