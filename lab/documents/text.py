"""Text made fit for a paper of a given length."""


def shorten(text: str | None, most: int) -> str:
    """The text, cut at a blank and marked with „…“ where it is longer."""
    text = (text or "").strip()
    if len(text) <= most:
        return text
    cut = text[:most]
    return (cut.rsplit(None, 1)[0] if " " in cut[most // 2 :] else cut).rstrip(" ,;:–-") + " …"
