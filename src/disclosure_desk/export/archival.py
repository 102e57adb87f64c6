"""What makes a PDF fit for an archive: PDF/A-1b (ISO 19005-1), and the same bytes for the same report.

Written through reportlab's own objects while the file is made: a second pass over the finished file would cost as much
as making it.
"""

import zlib
from functools import cache
from html import escape
from typing import Any

from reportlab.pdfbase import pdfdoc

from disclosure_desk import __version__
from disclosure_desk.export.blocks import PrintedDocument
from disclosure_desk.export.pdf_objects import name, packed_stream, plain_stream
from disclosure_desk.resources import resource

PRODUCER = f"Disclosure Desk {__version__}"


class Properties(pdfdoc.PDFInfo):
    """The file's properties, exactly those that the XMP packet repeats; the date is the last day of the report year."""

    def __init__(self, document: PrintedDocument) -> None:
        super().__init__()
        self._document = document

    def format(self, document: Any) -> Any:
        """The properties as they stand in the file."""
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


def make_archival(file: Any, document: PrintedDocument) -> None:
    """Adds the XMP packet and the output intent to a document of reportlab."""
    catalog = file.Catalog
    catalog.Metadata = plain_stream(_packet(document), {"Type": "Metadata", "Subtype": "XML"})
    profile = packed_stream(_profile())
    profile.dictionary["N"] = 3
    intent = pdfdoc.PDFDictionary(
        {
            "Type": name("OutputIntent"),
            "S": name("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString("sRGB"),
            "Info": pdfdoc.PDFString("sRGB"),
            "DestOutputProfile": file.Reference(profile),
        }
    )
    catalog.OutputIntents = pdfdoc.PDFArray([intent])
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]


@cache
def _profile() -> bytes:
    return zlib.compress(resource("icc", "sRGB.icc").read_bytes())


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
