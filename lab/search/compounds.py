"""Parts of German compounds: Terminbuchung is Termin and Buchung."""


def split(word: str) -> tuple[str, ...]:
    """The parts of a folded compound, none for a word that is not one."""
    return ()
