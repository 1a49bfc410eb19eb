"""Entry point of the web server and of the flask commands."""

from lab import create_app

app = create_app()
