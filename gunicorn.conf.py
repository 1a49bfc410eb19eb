"""How gunicorn serves the app, here and in production: `gunicorn run:app` reads this file."""

import gc
import os
from pathlib import Path
from typing import Any

from gunicorn.http import message

host = os.environ.get("HOST", "127.0.0.1")
port = os.environ.get("PORT", "5000")

bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
# The app is loaded once and then forked; it opens no connection before it serves.
preload_app = True
# Whoever pastes a whole letter into the search gets an answer of the app, not of gunicorn, whose own limit is lower.
message.MAX_REQUEST_LINE = limit_request_line = 65_536
timeout = 60
graceful_timeout = 20
keepalive = 5
# A worker is replaced now and then, not all at the same moment; a new one has kept nothing yet.
max_requests = 50_000
max_requests_jitter = 10_000
# Heartbeats in memory: a busy disk must not look like a dead worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 -- a directory gunicorn knows
loglevel = "warning"
accesslog = None  # the app writes its own line a request, without personal data
control_socket_disable = True


def on_starting(server: Any) -> None:
    """Compiles the templates once for all workers: none makes its first visitor wait for it."""
    environment = server.app.wsgi().jinja_env
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)
    # What is there now stays: no worker looks through it for garbage again, in the middle of an answer.
    gc.collect()
    gc.freeze()


def when_ready(_server: Any) -> None:
    """Says where the app is, once it really answers."""
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 -- only compared
    lines = ["", f"  Innovation-Lab  http://{shown}:{port}", ""]
    if os.environ.get("LAB_DEMO") == "1":
        from lab.accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD

        lines += [f"  Demo accounts, password {DEMO_PASSWORD}:"]
        for account in DEMO_ACCOUNTS:
            place = f", {account.place}" if account.place else ""
            lines.append(f"    {account.email:<24} {account.role.value}{place}")
        lines.append("")
    print("\n".join(lines), flush=True)  # noqa: T201 -- it is meant for the person at the terminal
