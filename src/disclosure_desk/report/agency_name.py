"""Tells whether two names are of one agency."""

import unicodedata


def comparable(name: str) -> str:
    """A name without what only typing makes different: blanks, full-width letters and brackets."""
    return "".join(unicodedata.normalize("NFKC", name).split())
