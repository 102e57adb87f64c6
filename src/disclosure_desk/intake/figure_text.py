"""What counts as blank where a figure should stand, and digits of full width as of half width."""

import re
import unicodedata

_BLANK_MARK = re.compile(r"[-—–－−/／\\|]+|无|暂无|无数据|不适用|N/A|n/a|空")
_WIDE = frozenset("０１２３４５６７８９．，＋－％　")


def is_blank_mark(text: str) -> bool:
    """Whether a cell says that it is blank: nothing, ``/``, ``—``, ``无``."""
    return not text or bool(_BLANK_MARK.fullmatch(text))


def plain(text: str) -> str:
    """Digits, signs and separators of full width as of half width; other characters stay."""
    return "".join(unicodedata.normalize("NFKC", c) if c in _WIDE else c for c in text)
