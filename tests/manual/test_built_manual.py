"""The manual as it is built: every link leads somewhere inside it, and the PDF is tagged, numbered and repeatable."""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.gui import manual_reader
from disclosure_desk.gui.outline import COVER, SHELF
from tools.environment import ROOT
from tools.manual import freshness
from tools.manual.__main__ import PDF, main, version
from tools.manual.chapters import SOURCE, Chapter, chapters, places, slug
from tools.manual.printed_book import write_pdf
from tools.manual.web_page import write_web_page


class Links(HTMLParser):
    """Collects what a page names and what it refers to."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.names: Counter[str] = Counter()
        self.addresses: list[str] = []
        self.tags: Counter[str] = Counter()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        for name, value in attrs:
            if name == "id":
                self.names[value or ""] += 1
            elif name in {"href", "src"}:
                self.addresses.append(unquote(value or ""))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_web_page(tmp_path_factory.mktemp("手册"), version()).parent


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pdf(tmp_path_factory.mktemp("书") / PDF, version())


def test_that_every_link_of_the_page_leads_somewhere_beside_it(site: Path) -> None:
    page = Links(site / "index.html")
    inside = [address[1:] for address in page.addresses if address.startswith("#")]
    beside = [address for address in page.addresses if not address.startswith("#")]
    assert len(inside) > len(chapters())
    assert [name for name in inside if name not in page.names] == []
    assert [file for file in beside if not (site / file).is_file()] == []
    assert [name for name, times in page.names.items() if times > 1] == []


def test_that_nothing_is_fetched_or_run(site: Path) -> None:
    page = Links(site / "index.html")
    assert {tag for tag in page.tags if tag in {"script", "iframe", "object", "form"}} == set()
    assert [address for address in page.addresses if ":" in address or address.startswith("/")] == []
    style = (site / "manual.css").read_text(encoding="utf-8")
    assert "url(" not in style
    assert "@import" not in style


def test_that_help_finds_a_heading_for_every_page_of_the_program(site: Path) -> None:
    form = catalogue().form(catalogue().proposed_for(2025).id)
    pages = {"start", COVER, "preamble", SHELF, *(section.id for section in form.sections)}
    names = Links(site / "index.html").names
    assert places().keys() == pages
    for page in pages:
        (address,) = set(Links(site / f"at-{page}.html").addresses)
        file, _, name = address.partition("#")
        assert file == "index.html"
        assert name in names


def test_that_the_chapters_are_numbered_without_a_gap() -> None:
    assert [int(chapter.name[:2]) for chapter in chapters()] == list(range(len(chapters())))
    assert all([each.level for each in chapter.headings].count(1) == 1 for chapter in chapters())


def test_that_no_heading_of_a_chapter_stands_twice_nor_is_a_level_left_out() -> None:
    for chapter in chapters():
        assert len({each.anchor for each in chapter.headings}) == len(chapter.headings)
        levels = [each.level for each in chapter.headings]
        assert all(below - above <= 1 for above, below in pairwise(levels)), chapter.name


def test_that_a_heading_is_linked_as_hosts_of_markdown_link_it() -> None:
    assert slug("先看，再动手") == "先看再动手"
    assert slug("0 和空白 A-b") == "0-和空白-a-b"
    chapter = Chapter("03-window.md", "# 窗口\n\n[往下](#目录)，[他处](04-x.md#乙)\n\n## 目录\n")
    said = chapter.for_pandoc()
    assert "## 目录 {#03-window--目录}" in said
    assert "[往下](#03-window--目录)" in said
    assert "[他处](#04-x--乙)" in said


def test_that_chinese_lines_are_joined_without_a_space(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "pictures").mkdir(parents=True)
    (source / "places.toml").write_text("[places]\n", encoding="utf-8")
    (source / "00-a.md").write_text("# 一\n\n上一行，\n下一行 and\nmore\n", encoding="utf-8")
    page = write_web_page(tmp_path / "out", "1", source).read_text(encoding="utf-8")
    assert "上一行，下一行 and\nmore" in page


def test_that_the_pdf_is_tagged_in_chinese_and_has_an_outline(book: Path) -> None:
    with pikepdf.open(book) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang).startswith("zh")
        with pdf.open_outline() as outline:
            titles = [entry.title for entry in outline.root]
    first = [chapter.headings[0] for chapter in chapters()]
    assert titles == [f"{heading.number} {heading.words}".strip() for heading in first]


def test_that_every_character_of_the_pdf_is_in_a_bundled_typeface(book: Path) -> None:
    document = pypdfium2.PdfDocument(book)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert len(text) > 10_000
    assert not set(text) & {"\ufffd", "\ufffe", "\0"}
    printed = re.sub(r"\s", "", text)
    for chapter in chapters():
        assert re.sub(r"\s", "", chapter.headings[0].words) in printed
    document.close()
    with pikepdf.open(book) as pdf:
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.resources.get("/Font", {}).values()}
    assert fonts
    assert {name for name in fonts if "Desk" not in name} == set()


def test_that_a_warning_of_pandoc_is_not_passed_over(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "pictures").mkdir(parents=True)
    (source / "00-a.md").write_text("# 一\n\n![没有](pictures/missing.png)\n", encoding="utf-8")
    with pytest.raises(Exception, match=r"missing\.png"):
        write_pdf(tmp_path / "a.pdf", "1", source)


def test_that_the_command_makes_both_with_the_same_bytes_each_time(site: Path, book: Path, tmp_path: Path) -> None:
    assert main(["all", str(tmp_path)]) == 0
    files = [file.relative_to(site) for file in site.rglob("*.*")]
    assert len(files) > 30
    for file in files:
        assert (tmp_path / file).read_bytes() == (site / file).read_bytes()
    assert (tmp_path / PDF).read_bytes() == book.read_bytes()
    assert f"版本 {version()}" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_that_the_command_makes_nothing_that_it_does_not_know(tmp_path: Path) -> None:
    assert main(["book", str(tmp_path)]) == 2
    assert list(tmp_path.iterdir()) == []


def test_that_the_program_looks_for_the_pdf_under_the_name_that_it_is_given() -> None:
    assert manual_reader.PDF == PDF


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The built page as it would be in a checkout of its own, fresh."""
    monkeypatch.setattr(freshness, "BUILT", tmp_path / "manual")
    monkeypatch.setattr(freshness, "_STATE", tmp_path / "manual.state")
    (tmp_path / "manual").mkdir()
    (tmp_path / "manual" / "index.html").touch()
    freshness.note_state()
    return tmp_path


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would make the manual; none does anything."""
    commands: list[list[str]] = []

    class Done:
        returncode = 1

    def run(command: list[str], **_: object) -> Done:
        commands.append(command)
        return Done()

    monkeypatch.setattr(freshness.subprocess, "run", run)
    return commands


def test_that_a_fresh_page_is_not_made_again(built: Path, made: list[list[str]]) -> None:
    freshness.keep_fresh()
    assert made == []


def test_that_a_stale_or_missing_page_is_made_and_a_failure_stops_nothing(
    built: Path, made: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    (built / "manual.state").write_text("older", encoding="utf-8")
    freshness.keep_fresh()
    (built / "manual" / "index.html").unlink()
    freshness.note_state()
    freshness.keep_fresh()
    assert [command[1:] for command in made] == [["-m", "tools.manual", "html"]] * 2
    assert "使用手册没有生成，程序照常启动" in capsys.readouterr().err


def test_that_every_source_of_the_page_makes_it_stale(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    files = {file.relative_to(ROOT).as_posix() for file in freshness._files()}
    assert {"docs/manual/00-one-page.md", "tools/manual/manual.css", "docs/manual/places.toml"} <= files
    assert f"docs/manual/pictures/{next((SOURCE / 'pictures').glob('*.png')).name}" in files
    copy = tmp_path / "a.md"
    copy.write_text("一", encoding="utf-8")
    monkeypatch.setattr(freshness, "ROOT", tmp_path)
    monkeypatch.setattr(freshness, "_SOURCES", (copy,))
    before = freshness.state()
    copy.write_text("二", encoding="utf-8")
    assert freshness.state() != before


def test_that_the_pictures_of_the_pdf_are_small_and_pixel_for_pixel_those_of_the_page(book: Path) -> None:
    with pikepdf.open(book) as pdf:
        stored = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"]
        shown = {pikepdf.PdfImage(each).as_pil_image().convert("RGB").tobytes() for each in stored}
        assert all(each.ColorSpace[0] == "/Indexed" for each in stored)
    files = sorted((SOURCE / "pictures").glob("*.png"))
    assert shown == {Image.open(file).convert("RGB").tobytes() for file in files}
