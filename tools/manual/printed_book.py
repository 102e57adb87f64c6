"""The manual as a PDF: pandoc turns the chapters into typst, a template of ours and the bundled fonts do the rest."""

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pypandoc  # type: ignore[import-untyped]
import typst

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
    out.write_bytes(made)
    return out


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
