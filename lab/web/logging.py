"""One structured line a request, without personal data: no account, no address, no query string."""

import logging
import re
import secrets
import time

from flask import Flask, Response, g, request
from pythonjsonlogger.json import JsonFormatter

REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def init_logging(app: Flask) -> None:
    """JSON lines on standard error; each answer carries its request id."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    app.logger.handlers[:] = [handler]
    app.logger.propagate = False
    app.logger.setLevel(app.config["LAB"].log_level)
    if app.config["LAB"].environment == "development":
        app.logger.setLevel(logging.WARNING)

    @app.before_request
    def name_request() -> None:
        given = request.headers.get("X-Request-ID", "")
        g.request_id = given if REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        g.started = time.perf_counter()

    @app.after_request
    def log_request(response: Response) -> Response:
        request_id = g.get("request_id")
        if request_id is None:
            return response
        response.headers["X-Request-ID"] = request_id
        app.logger.info(
            "request",
            extra={
                "request_id": request_id,
                "method": request.method,
                "endpoint": request.endpoint,
                "status": response.status_code,
                "milliseconds": round((time.perf_counter() - g.started) * 1000, 1),
            },
        )
        return response
