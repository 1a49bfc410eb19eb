"""Another process with the same app on the same database, as a second worker or a second machine would be.

Run as `python -m tests.second_process <database url> <directory>`: reads requests as JSON lines, writes answers.
"""

import json
import subprocess
import sys
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

from config import ROOT
from tests.client import Client

KEY = "a key that only the tests know of"


class SecondProcess:
    """Starts it, asks it, ends it."""

    def __init__(self, database_url: str, directory: Path) -> None:
        command = [sys.executable, "-m", "tests.second_process", database_url, str(directory)]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(
        self, client: Client, path: str, data: dict[str, Any] | None = None, **headers: str
    ) -> dict[str, Any]:
        """What it answers to the client's browser: status, location, etag, text. With data it is a post."""
        cookie = client.get_cookie("lab_session")
        asked = {
            "method": "GET" if data is None else "POST",
            "path": path,
            "data": data,
            "headers": headers | ({"Cookie": f"lab_session={cookie.value}"} if cookie else {}),
        }
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the pipes are closed")
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        stored = SimpleCookie(answer.pop("cookie") or "").get("lab_session")
        if stored is not None:
            client.set_cookie("lab_session", stored.value)
        return answer

    def end(self) -> None:
        """Lets it go."""
        self._process.communicate()


def serve(database_url: str, directory: str) -> None:
    """Answers until nobody asks any more."""
    from config import Config
    from lab import create_app

    app = create_app(
        Config(
            environment="test",
            secret_key=KEY,
            database_url=database_url,
            instance_path=Path(directory),
            htmx_source="local",
            demo=False,
            trusted_proxies=0,
            log_level="ERROR",
        )
    )
    client = app.test_client(use_cookies=False)
    for line in sys.stdin:
        response = client.open(**json.loads(line))
        answer = {
            "status": response.status_code,
            "location": response.headers.get("Location"),
            "etag": response.headers.get("ETag"),
            "cookie": response.headers.get("Set-Cookie"),
            "text": response.text,
        }
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2])
