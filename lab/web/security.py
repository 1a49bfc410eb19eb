"""Security headers on every response."""

from flask import Flask, Response, current_app, request

from lab.web.assets import CDN_URL

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
YEAR = 365 * 24 * 60 * 60


def content_security_policy(htmx_source: str) -> str:
    """No inline script or style; the one foreign address is the pinned htmx file, and only if chosen."""
    scripts = "'self'" if htmx_source == "local" else f"'self' {CDN_URL}"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {scripts}",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def init_security(app: Flask) -> None:
    """Adds the headers; a view may set a stricter one of its own before."""
    policy = content_security_policy(app.config["LAB"].htmx_source)

    @app.after_request
    def add_headers(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", policy)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("X-Frame-Options", "DENY")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if request.endpoint != "static":
            headers.setdefault("Cache-Control", "no-store")
        if current_app.config["LAB"].is_production:
            headers.setdefault("Strict-Transport-Security", f"max-age={YEAR}; includeSubDomains")
        return response
