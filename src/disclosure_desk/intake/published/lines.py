"""Lines of a published text, and the cells that stand on them."""

import re
from dataclasses import dataclass

_LABEL_AND_FIGURES = re.compile(r"(?P<label>.*[^\d\s.,+-])\s+(?P<figures>[+-]?\d[\d\s.,]*)")


@dataclass(frozen=True)
class TextLine:
    """A line that is not blank, with its number in the file, counted from 1."""

    number: int
    text: str

    @property
    def is_table(self) -> bool:
        """Whether cells stand on it; a paragraph may begin with a tab."""
        return "\t" in self.text.strip() or self.text.count("|") > 1

    @property
    def cells(self) -> list[str]:
        """What stands between tabs or bars, without the blanks around; a label and the figures behind it are two."""
        text = self.text
        if "\t" not in text.strip() and "|" in text:
            parts = text.strip().removeprefix("|").removesuffix("|").split("|")
        else:
            parts = text.split("\t")
        return [cell for part in parts for cell in _cells(part.strip().strip("*").strip())]

    @property
    def plain(self) -> str:
        """The text without heading marks and emphasis."""
        return self.text.strip().lstrip("#").replace("**", "").replace("__", "").strip()


def _cells(text: str) -> list[str]:
    both = _LABEL_AND_FIGURES.fullmatch(text)
    return [both["label"].strip().strip("*"), both["figures"].strip()] if both else [text]
