"""How many queries a page takes: the product in a process of its own, asked once to wake up and once to count.

`python -m bench.queries` reads lines of JSON, [name, path, headers], and prints {name: queries}, for pages made anew.
"""

import json
import os
import subprocess
import sys

import sqlalchemy as sa

from bench.databases import Place
from bench.pages import PAGES, Visitor
from bench.settings import ROOT


def count_queries(place: Place, visitor: Visitor) -> dict[str, int]:
    """Queries by page."""
    lines = []
    for page in PAGES:
        requests = page.make(place, visitor)
        if not requests:
            continue
        first, *headers = requests[0].partition(b"\r\n\r\n")[0].decode().split("\r\n")
        lines.append(
            json.dumps([page.name, first.split(" ")[1], dict(line.split(": ", 1) for line in headers)])
        )
    result = subprocess.run(
        [sys.executable, "-m", "bench.queries"],
        cwd=ROOT,
        env=os.environ | place.environment,
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=True,
    )
    counts: dict[str, int] = json.loads(result.stdout.splitlines()[-1])
    return counts


def main() -> None:
    """Counts in this process."""
    from lab import create_app

    app = create_app()
    queries = 0

    def note(*_details: object) -> None:
        nonlocal queries
        queries += 1

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    counts: dict[str, int] = {}
    for line in sys.stdin:
        name, path, headers = json.loads(line)
        for _time in range(2):
            if "kept" in app.extensions:
                app.extensions["kept"].forget()
            queries = 0
            app.test_client(use_cookies=False).get(path, headers=headers).close()
        counts[name] = queries
    print(json.dumps(counts))


if __name__ == "__main__":
    main()
