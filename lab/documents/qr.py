"""An address as a QR code, black on white whatever the page's colours."""

import io

import segno


def draw_qr_code(address: str) -> bytes:
    """The picture as SVG."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        picture, kind="svg", scale=8, border=4, light="#fff", xmldecl=False, omitsize=True
    )
    return picture.getvalue()
