"""What makes a PDF fit for an archive: PDF/A-1b (ISO 19005-1), and the same bytes for the same report.

Written through reportlab's own objects while the file is made: a second pass over the finished file would cost as much
as making it.
"""

from html import escape
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from disclosure_desk import __version__
from disclosure_desk.export.blocks import PrintedDocument
from disclosure_desk.resources import resource

PRODUCER = f"Disclosure Desk {__version__}"


class _Properties(pdfdoc.PDFInfo):
    """The file's properties, exactly those that the XMP packet repeats."""

    def __init__(self, document: PrintedDocument) -> None:
        super().__init__()
        self._document = document
        self.title, self.author, self.subject = document.title, document.author, document.subject

    def format(self, document: Any) -> Any:
        day = pdfdoc.PDFString(f"D:{self._document.year}1231000000+08'00'")
        members = {
            "Title": pdfdoc.PDFString(self._document.title),
            "Author": pdfdoc.PDFString(self._document.author),
            "Subject": pdfdoc.PDFString(self._document.subject),
            "Creator": pdfdoc.PDFString(PRODUCER),
            "Producer": pdfdoc.PDFString(PRODUCER),
            "CreationDate": day,
            "ModDate": day,
        }
        return pdfdoc.PDFDictionary(members).format(document)


def make_repeatable(canvas: Canvas, document: PrintedDocument) -> None:
    """Properties, dates and identifiers from the content, never from the clock."""
    inside = _inside(canvas)
    inside.info = _Properties(document)
    identifier = document.fingerprint[:32].encode("ascii")
    inside._ID = b"[<" + identifier + b"><" + identifier + b">]"  # noqa: SLF001


def make_archival(canvas: Canvas, document: PrintedDocument) -> None:
    """Adds the XMP packet and the output intent."""
    inside = _inside(canvas)
    catalog = inside.Catalog
    catalog.Metadata = _stream(_packet(document), {"Type": "Metadata", "Subtype": "XML"}, packed=False)
    profile = _stream(resource("icc", "sRGB.icc").read_bytes(), {}, packed=True)
    profile.dictionary["N"] = 3
    intent = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString("sRGB"),
            "Info": pdfdoc.PDFString("sRGB"),
            "DestOutputProfile": inside.Reference(profile),
        }
    )
    catalog.OutputIntents = pdfdoc.PDFArray([intent])
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]


def _inside(canvas: Canvas) -> Any:
    """Reportlab's own document; it offers no other way to identifiers, properties and catalog."""
    return vars(canvas)["_doc"]


def _stream(content: bytes, names: dict[str, str], *, packed: bool) -> Any:
    dictionary = pdfdoc.PDFDictionary({key: pdfdoc.PDFName(name) for key, name in names.items()})
    return pdfdoc.PDFStream(dictionary, content, [pdfdoc.PDFZCompress] if packed else None)


def _packet(document: PrintedDocument) -> bytes:
    """The XMP packet, one description for each schema, as validators want it."""
    day = f"{document.year}-12-31T00:00:00+08:00"
    title, author, subject = (escape(text) for text in (document.title, document.author, document.subject))
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>
<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>{PRODUCER}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>""".encode()
