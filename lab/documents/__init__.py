"""Papers and tables to take away: PDF set by Typst, XLSX and CSV. Knows nothing of the lab's work."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Looks whether the fonts are there. Raises FontsMissing."""
    from lab.documents.fonts import load_fonts

    load_fonts()
