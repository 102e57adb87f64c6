"""The manual as a PDF: pandoc turns the chapters into typst, a template of ours and the bundled fonts do the rest."""

import io
import shutil
import tempfile
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypandoc  # type: ignore[import-untyped]
import typst
from PIL import Image

from tools.environment import ROOT
from tools.manual.chapters import KEY, SOURCE, chapters
from tools.manual.web_page import PIXELS_PER_POINT, TITLE

HERE = Path(__file__).parent
FONTS = ROOT / "resources" / "fonts"
READ = "commonmark+pipe_tables+implicit_figures+attributes+east_asian_line_breaks"
DATED = datetime(2026, 1, 1, tzinfo=UTC)
"""The same for every build: the same sources make the same bytes."""


def write_pdf(out: Path, version: str, source: Path = SOURCE) -> Path:
    """Writes the PDF.

    Raises:
        ValueError: typst has a warning, all of which are said.
        typst.TypstError: it is not valid typst, or not PDF/UA.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        shutil.copytree(source / "pictures", desk / "pictures")
        (desk / "manual.typ").write_text(as_typst(version, source), encoding="utf-8")
        made, warnings = typst.compile_with_warnings(
            str(desk / "manual.typ"),
            root=str(desk),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],  # tagged, with alternative texts, as a screen reader needs it
            timestamp=int(DATED.timestamp()),
        )
    if warnings:
        raise ValueError("\n".join(str(warning) for warning in warnings))
    out.write_bytes(with_indexed_pictures(made, source / "pictures"))
    return out


def with_indexed_pictures(made: bytes, pictures: Path) -> bytes:
    """The same PDF with the pictures of few colours stored as they are: typst writes out each pixel, twice as large."""
    known = dict(_indexed(file) for file in sorted(pictures.glob("*.png")))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        for stored in pdf.objects:
            if isinstance(stored, pikepdf.Stream) and stored.get("/Subtype") == "/Image":
                numbers, palette = known.get(stored.read_bytes(), (b"", b""))
                if numbers:
                    colours = [pikepdf.Name.Indexed, pikepdf.Name.DeviceRGB, len(palette) // 3 - 1]
                    stored.ColorSpace = pikepdf.Array([*colours, pikepdf.String(palette)])
                    stored.write(zlib.compress(numbers), filter=pikepdf.Name.FlateDecode)
        slim = io.BytesIO()
        pdf.save(slim, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return slim.getvalue()


def _indexed(file: Path) -> tuple[bytes, tuple[bytes, bytes]]:
    """A picture's pixels in full; and, where its file has a palette, its pixels' numbers and that palette."""
    with Image.open(file) as picture:
        full = picture.convert("RGB").tobytes()
        return full, (picture.tobytes(), bytes(picture.getpalette() or [])) if picture.mode == "P" else (b"", b"")


def as_typst(version: str, source: Path = SOURCE) -> str:
    """The whole manual as typst."""
    settings = {
        "title": TITLE,
        "version": version,
        "key": KEY.pattern,
        "pixels": str(PIXELS_PER_POINT),
    }
    made: str = pypandoc.convert_text(
        "\n\n".join(chapter.for_pandoc() for chapter in chapters(source)),
        to="typst",
        format=READ,
        extra_args=[
            f"--template={HERE / 'manual.typ'}",
            f"--lua-filter={HERE / 'manual.lua'}",
            "--columns=100000",  # else a long line makes pandoc share the width out evenly
            "--fail-if-warnings",
            *(f"--variable={name}={words}" for name, words in settings.items()),
        ],
    )
    return made
