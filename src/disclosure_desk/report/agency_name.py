"""What a name of an agency is, and whether two names are of one agency."""

import re
import unicodedata

NOT_IN_A_NAME = re.compile(r"[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What is no part of a name: line breaks, control characters, signs that turn the text round."""
LONGEST_NAME = 100


def typed_name(typed: str) -> str:
    """A name as it was typed or pasted, as a report file may hold it: on one line."""
    return NOT_IN_A_NAME.sub("", typed).strip()[:LONGEST_NAME]


def comparable(name: str) -> str:
    """A name without what only typing makes different: blanks, full-width letters and brackets."""
    return "".join(unicodedata.normalize("NFKC", name).split())
