"""Two faults and a habit of reportlab, mended once for the whole process."""

from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, ttfonts

_END = b"endstream\n"
_formatted = pdfdoc.PDFStream.format


def _to_unicode(name: str, subset: list[int]) -> str:
    """The map by which a reader gets text back from a font subset.

    reportlab writes a character beyond U+FFFF as one number of five digits, which readers take for another character;
    the map has to hold it in UTF-16.
    """
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        f"<00> <{len(subset) - 1:02X}>",
        "endcodespacerange",
        f"{len(subset)} beginbfchar",
        *(f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>" for code, char in enumerate(subset)),
        "endbfchar",
        "endcmap",
        "CMapName currentdict /CMap defineresource pop",
        "end",
        "end",
    ]
    return "\n".join(lines)


def _with_line_end(stream: Any, document: Any) -> bytes:
    """PDF/A wants a line end between a stream's last byte and the word that ends it; reportlab leaves it out."""
    written: bytes = _formatted(stream, document)
    return written.removesuffix(_END) + b"\n" + _END


def mend() -> None:
    """Puts the mends in place; calling it again changes nothing."""
    # Binary streams are a quarter smaller than streams spelled in ASCII, and need not be spelled.
    rl_config.useA85 = 0
    setattr(ttfonts, "makeToUnicodeCMap", _to_unicode)  # noqa: B010 - reportlab's types know no mending
    setattr(pdfdoc.PDFStream, "format", _with_line_end)  # noqa: B010
