"""The one file to run in a fresh checkout: opens the program, or with the word ``test`` runs its tests.

It sets up all that is missing first, so a plain Python 3.11, 3.12 or 3.13 with pip is enough.
"""

import sys

OLDEST, TOO_NEW = (3, 11), (3, 14)


# The annotations are quoted so that an older Python gets as far as the sentence.
def refusal(version: "tuple[int, int]") -> "str | None":
    """One sentence for a Python that cannot run the program, or None."""
    if OLDEST <= version < TOO_NEW:
        return None
    return (
        f"Disclosure Desk needs Python 3.11, 3.12 or 3.13, and this is Python {version[0]}.{version[1]};"
        " start it with one of those (on Windows: py -3.13 start.py)."
        f" 本程序需要 Python 3.11、3.12 或 3.13，现在是 {version[0]}.{version[1]}，请换用其中之一启动。"
    )


if __name__ == "__main__":
    refused = refusal(sys.version_info[:2])
    if refused:
        print(refused, file=sys.stderr)
        sys.exit(2)
    from tools.launch import main

    sys.exit(main(sys.argv[1:]))
