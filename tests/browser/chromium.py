"""Finding Chromium and starting it, and the app behind it."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from playwright.sync_api import Playwright
from werkzeug.middleware.shared_data import SharedDataMiddleware
from werkzeug.serving import WSGIRequestHandler, make_server

from config import ROOT

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Where the browser finds axe-core: from its own host, so that it may run, be kept and be compiled once.
AXE = "/axe-core.js"
# Nothing but the pages themselves may use the network.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    # A page that still glides from one key press answers the next one elsewhere.
    "--disable-smooth-scrolling",
    "--disable-sync",
)


def find_chromium(playwright: Playwright) -> str | None:
    """The browser of the system, else the one that Playwright has brought."""
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    brought = playwright.chromium.executable_path
    return brought if Path(brought).exists() else None


class QuietHandler(WSGIRequestHandler):
    """Writes no line a request."""

    def log(self, *_args: object) -> None:
        """Nothing."""


@contextmanager
def serve(app: Flask) -> Iterator[str]:
    """Serves the app from threads of this process, and axe-core beside it; yields its address."""
    beside = SharedDataMiddleware(app, {AXE: str(ROOT / "node_modules/axe-core/axe.min.js")})
    server = make_server("127.0.0.1", 0, beside, threaded=True, request_handler=QuietHandler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
