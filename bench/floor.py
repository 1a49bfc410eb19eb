"""What Flask costs by itself: "ok", and a page of a given size from a template with as many rows."""

from flask import Flask, render_template_string, request

app = Flask(__name__)
ROWS = "{% for row in rows %}<li><a href='/ideas/{{ row }}'>{{ row }}</a> {{ filler }}</li>\n{% endfor %}"


@app.get("/ok")
def ok() -> str:
    """The smallest answer."""
    return "ok"


@app.get("/page")
def page() -> str:
    """About `size` bytes in `rows` rows."""
    rows, size = int(request.args["rows"]), int(request.args["size"])
    filler = "x" * max(0, size // max(1, rows) - 40)
    return render_template_string(ROWS, rows=range(rows), filler=filler)
