"""Finding what looks like data of a person in free text: pure, for the guard in forms and for masking."""
