"""How the set-up speaks: one sentence in English and one in Chinese, on standard error."""

import sys


class SetUpError(Exception):
    """The set-up cannot go on, for a reason and with a way out that both sentences name."""

    def __init__(self, english: str, chinese: str) -> None:
        super().__init__(f"{english} {chinese}")
        self.english = english
        self.chinese = chinese


def tell(english: str, chinese: str) -> None:
    """Say something to whoever sits in front of the terminal."""
    print(english, chinese, file=sys.stderr, flush=True)
