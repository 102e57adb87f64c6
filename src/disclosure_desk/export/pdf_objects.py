"""The objects that a PDF file is made of, as reportlab writes them, with what PDF/A wants of them."""

from typing import Any

from reportlab.pdfbase import pdfdoc

_END = b"endstream\n"


def name(text: str) -> str:
    """A name, escaped where it has to be."""
    return str(pdfdoc.PDFName(text))


class Stream(pdfdoc.PDFStream):
    """A stream that ends with a line end before its closing word, as PDF/A wants and reportlab leaves out."""

    def format(self, document: Any) -> Any:
        """The stream as it stands in the file."""
        written: bytes = super().format(document)
        return written.removesuffix(_END) + b"\n" + _END


def packed_stream(deflated: bytes) -> Any:
    """A stream whose content is deflated already."""
    return Stream(pdfdoc.PDFDictionary({"Filter": name("FlateDecode")}), deflated)


def plain_stream(content: bytes, names: dict[str, str]) -> Any:
    """A stream that stands in the file as it is, for readers that do not inflate."""
    return Stream(pdfdoc.PDFDictionary({key: name(value) for key, value in names.items()}), content)
