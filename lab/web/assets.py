"""Front-end files under fingerprinted, immutable URLs, as the build wrote them into static/dist."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

DIST = Path(__file__).parents[1] / "static" / "dist"
CDN_URL = "https://cdn.jsdelivr.net/npm/htmx.org@4.0.1/dist/htmx.min.js"
FINGERPRINTED = re.compile(r"-[A-Z0-9]{8}\.[a-z0-9.]+$")


class AssetsMissing(RuntimeError):
    """The front end was not built; `make setup` does it."""


@dataclass(frozen=True)
class HtmxSource:
    """Where the page takes htmx from: mode `cdn` (with local fallback) or `local`."""

    mode: str
    cdn_url: str
    local_url: str
    integrity: str


def init_assets(app: Flask) -> None:
    """Serves static/dist with compression and tells templates the names. Raises AssetsMissing."""
    manifest_path = DIST / "manifest.json"
    if not manifest_path.exists():
        raise AssetsMissing(
            "lab/static/dist/manifest.json is missing: run 'make setup' to build the front end"
        )
    manifest: dict[str, str] = json.loads(manifest_path.read_text())
    app.extensions["assets"] = manifest
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(DIST),
        prefix="static/",
        immutable_file_test=lambda path, url: bool(FINGERPRINTED.search(url)),
        add_headers_function=_add_headers,
    )
    mode = app.config["LAB"].htmx_source
    # The URL of a built file by its plain name; KeyError for a name the build did not write. Each icon asks for it.
    app.jinja_env.globals["asset_url"] = {
        name: f"/static/{file}" for name, file in manifest.items()
    }.__getitem__
    app.jinja_env.globals["htmx_source"] = HtmxSource(
        mode=mode,
        cdn_url=CDN_URL,
        local_url=f"/static/{manifest['htmx.min.js']}",
        integrity=manifest["htmx.min.js.integrity"],
    )


def _add_headers(headers: dict[str, str], path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
