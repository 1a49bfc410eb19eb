"""Draws the demo attachments: sketches as people make them with a felt pen, and short PDF sheets."""

import io
import random

from PIL import Image, ImageDraw, ImageFont

SIZE = (900, 620)
PAPER, INK, PALE, ACCENT = (250, 247, 238), (45, 50, 60), (150, 150, 150), (30, 100, 150)

Box = tuple[int, int, int, int]


def draw_sketch(kind: str, words: str) -> bytes:
    """A PNG of a paper prototype: `phone` three screens, `letter` a page, `board` a wall of notes.

    `words` are captions separated by commas. Pillow's own font knows no umlauts: choose words without.
    """
    pen = Pen(seed=f"{kind} {words}")
    captions = [word.strip() for word in words.split(",")]
    {"phone": _draw_phones, "letter": _draw_letter, "board": _draw_board}[kind](pen, captions)
    buffer = io.BytesIO()
    # Few colours keep the file small and the seeding quick.
    pen.picture.quantize(32).save(buffer, format="PNG")
    return buffer.getvalue()


def write_sheet(title: str, lines: list[str]) -> bytes:
    """A PDF of one page with a title and lines of text, written by hand: nothing here needs more."""
    page = [f"BT /F1 18 Tf 60 770 Td ({_escape(title)}) Tj ET"]
    for index, line in enumerate(lines):
        page.append(f"BT /F1 11 Tf 60 {730 - 22 * index} Td ({_escape(line)}) Tj ET")
    stream = "\n".join(page).encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (de-DE) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    return _assemble(objects)


class Pen:
    """Draws with a slightly unsteady hand, the same way each time."""

    def __init__(self, seed: str) -> None:
        self.picture = Image.new("RGB", SIZE, PAPER)
        self._draw = ImageDraw.Draw(self.picture)
        self._random = random.Random(seed)

    def line(self, start: tuple[int, int], end: tuple[int, int], colour: tuple[int, int, int] = INK) -> None:
        """A line that wavers a little."""
        points = []
        for step in range(7):
            share = step / 6
            x = start[0] + (end[0] - start[0]) * share + self._random.uniform(-1.6, 1.6)
            y = start[1] + (end[1] - start[1]) * share + self._random.uniform(-1.6, 1.6)
            points.append((x, y))
        self._draw.line(points, fill=colour, width=3, joint="curve")

    def box(self, box: Box, colour: tuple[int, int, int] = INK) -> None:
        """Four lines that do not quite meet."""
        left, top, right, bottom = box
        self.line((left, top), (right + 2, top), colour)
        self.line((right, top - 1), (right, bottom), colour)
        self.line((right + 1, bottom), (left, bottom), colour)
        self.line((left, bottom + 2), (left, top), colour)

    def fill(self, box: Box, colour: tuple[int, int, int]) -> None:
        """A patch of colour."""
        self._draw.rectangle(box, fill=colour)

    def write(self, place: tuple[int, int], text: str, size: int = 22) -> None:
        """A few words."""
        self._draw.text(place, text, fill=INK, font=ImageFont.load_default(size=size))

    def scribble(self, box: Box, rows: int) -> None:
        """Lines that stand for text."""
        left, top, right, bottom = box
        for row in range(rows):
            y = top + (bottom - top) * row // max(rows, 1)
            end = right - (right - left) * self._random.randint(0, 35) // 100
            self.line((left, y), (end, y), PALE)


def _draw_phones(pen: Pen, captions: list[str]) -> None:
    for index in range(3):
        left = 60 + index * 280
        pen.box((left, 50, left + 220, 480))
        pen.line((left + 85, 70), (left + 135, 70), PALE)
        pen.write((left + 22, 95), captions[index % len(captions)], 24)
        pen.scribble((left + 22, 150, left + 198, 250), 4)
        pen.box((left + 22, 265, left + 198, 320), PALE)
        pen.box((left + 22, 335, left + 198, 390), PALE)
        pen.fill((left + 24, 412, left + 196, 460), (205, 225, 240))
        pen.box((left + 22, 410, left + 198, 462), ACCENT)
        pen.write((left + 72, 424), "Weiter" if index < 2 else "Fertig", 20)
        if index < 2:
            pen.line((left + 228, 265), (left + 270, 265), ACCENT)
            pen.line((left + 270, 265), (left + 258, 255), ACCENT)
            pen.line((left + 270, 265), (left + 258, 275), ACCENT)
    pen.write((60, 530), "1", 26)
    pen.write((340, 530), "2", 26)
    pen.write((620, 530), "3", 26)


def _draw_letter(pen: Pen, captions: list[str]) -> None:
    pen.box((240, 30, 660, 590))
    pen.scribble((270, 70, 420, 130), 3)
    pen.write((270, 160), captions[0], 26)
    pen.fill((268, 205, 632, 300), (222, 236, 226))
    pen.box((266, 203, 634, 302), ACCENT)
    for index, caption in enumerate(captions[1:4]):
        pen.write((284, 214 + 28 * index), caption, 20)
    pen.scribble((270, 335, 630, 520), 8)
    pen.line((480, 560), (620, 552))
    pen.line((690, 250), (640, 252), ACCENT)
    pen.line((640, 252), (652, 242), ACCENT)
    pen.write((700, 236), "zuerst", 22)


def _draw_board(pen: Pen, captions: list[str]) -> None:
    colours = ((255, 240, 170), (205, 232, 210), (210, 226, 244), (246, 214, 208))
    for index, caption in enumerate(captions):
        left, top = 60 + (index % 3) * 275, 200 + (index % 2) * 40
        pen.fill((left, top, left + 220, top + 190), colours[index % len(colours)])
        pen.box((left, top, left + 220, top + 190), PALE)
        pen.write((left + 18, top + 20), caption, 24)
        pen.scribble((left + 18, top + 80, left + 200, top + 170), 4)


def _escape(text: str) -> str:
    """Text for a PDF string: WinAnsi, everything beyond ASCII as an octal code."""
    safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return "".join(chr(code) if code < 128 else f"\\{code:03o}" for code in safe.encode("cp1252", "replace"))


def _assemble(objects: list[bytes]) -> bytes:
    """Objects, their table of places, and the end."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
