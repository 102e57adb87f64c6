"""The manual as one HTML page that a browser shows without a network: no script, no font, nothing from elsewhere."""

import re
import shutil
import struct
from html import escape
from pathlib import Path

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from tools.manual.chapters import KEY, MENU_STEP, SOURCE, Chapter, chapters, is_wide, parser, places

HERE = Path(__file__).parent
TITLE = "公开年报 使用手册"
PIXELS_PER_POINT = 1.5
"""Pictures are taken with so many pixels for one of the window's."""
_WORD = re.compile("「[^「」]+」")
_PNG_SIZE = slice(16, 24)


def write_web_page(out: Path, version: str, source: Path = SOURCE) -> Path:
    """Writes ``index.html``, its style, its pictures, and a page ``at-PLACE.html`` for each place of the program.

    A program asks a browser for a file, and cannot ask for a heading of it on every system; the small pages lead there.
    """
    out.mkdir(parents=True, exist_ok=True)
    read = chapters(source)
    page = (HERE / "page.html").read_text(encoding="utf-8")
    for mark, said in {
        "title": TITLE,
        "version": version,
        "contents": "\n".join(_contents(chapter) for chapter in read),
        "body": "\n".join(_body(chapter, source) for chapter in read),
    }.items():
        page = page.replace(f"@{mark}@", said)
    shutil.copyfile(HERE / "manual.css", out / "manual.css")
    shutil.rmtree(out / "pictures", ignore_errors=True)
    shutil.copytree(source / "pictures", out / "pictures")
    for place, anchor in places(source).items():
        (out / f"at-{place}.html").write_text(_leading_to(anchor), encoding="utf-8", newline="\n")
    index = out / "index.html"
    index.write_text(page, encoding="utf-8", newline="\n")
    return index


def _leading_to(anchor: str) -> str:
    there = escape(f"index.html#{anchor}")
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{TITLE}</title>'
        f'<meta http-equiv="refresh" content="0; url={there}"></head>'
        f'<body><p><a href="{there}">打开使用手册</a></p></body></html>\n'
    )


def _contents(chapter: Chapter) -> str:
    """The chapter's part of the table of contents: itself, and its sections below."""
    lines = [
        f'<a class="level{each.level}" href="#{escape(each.anchor)}">{_number(each.number)}{escape(each.words)}</a>'
        for each in chapter.headings
        if each.level <= 2  # noqa: PLR2004  h2
    ]
    return "\n".join(lines)


def _number(number: str) -> str:
    return f'<span class="number">{number}</span> ' if number else ""


def _body(chapter: Chapter, source: Path) -> str:
    reader = parser()
    reader.add_render_rule("code_inline", _code)
    tokens = reader.parse(chapter.text)
    headings = iter(chapter.headings)
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = next(headings)
            token.attrSet("id", heading.anchor)
            (tokens[at + 1].children or []).insert(0, _html(_number(heading.number)))
        elif token.type == "inline":
            _dress(token, chapter, source)
            if _is_picture(token):
                tokens[at - 1].tag = tokens[at + 1].tag = "figure"
                tokens[at - 1].hidden = tokens[at + 1].hidden = False
        elif token.type in {"table_open", "table_close"}:
            token.tag = "table"
    body = reader.renderer.render(tokens, reader.options, {})
    body = body.replace("<table>", '<div class="table"><table>').replace("</table>", "</table></div>")
    return f"<section>\n{body}</section>"


def _is_picture(token: Token) -> bool:
    return any(child.type == "html_inline" and child.content.startswith("<img") for child in token.children or ())


def _dress(token: Token, chapter: Chapter, source: Path) -> None:
    """Gives the words inside a block their looks: menus, keys, words on the screen, pictures, links."""
    children = token.children or []
    for at, child in enumerate(children):
        if child.type == "strong_open" and MENU_STEP in _until_close(children[at + 1 :]):
            child.attrSet("class", "menu")
        elif child.type == "link_open":
            child.attrSet("href", _address(str(child.attrGet("href")), chapter))
        elif child.type == "image":
            children[at] = _html(_picture(child, source))
        elif child.type == "softbreak" and _joins(children, at):
            children[at] = _html("")
        elif child.type == "text":
            children[at] = _html(_WORD.sub(lambda word: f'<span class="word">{word[0]}</span>', escape(child.content)))


def _joins(children: list[Token], at: int) -> bool:
    """Whether a line ends between Chinese characters, where no space belongs."""
    before = next((each.content for each in reversed(children[:at]) if each.content), "")
    after = next((each.content for each in children[at + 1 :] if each.content), "")
    return is_wide(before[-1:].replace(">", "」")) or is_wide(after[:1])


def _until_close(children: list[Token]) -> str:
    words = ""
    for child in children:
        if child.type == "strong_close":
            break
        words += child.content
    return words


def _address(address: str, chapter: Chapter) -> str:
    file, _, fragment = address.partition("#")
    return f"#{chapter.target(file or None, fragment or None)}" if file.endswith(".md") or not file else address


def _picture(image: Token, source: Path) -> str:
    address, words = str(image.attrGet("src")), escape(image.content)
    width, height = picture_size(source / address)
    return (
        f'<img src="{escape(address)}" alt="{words}" width="{width}" height="{height}"><figcaption>{words}</figcaption>'
    )


def picture_size(file: Path) -> tuple[int, int]:
    """How wide and high a picture is shown, in the window's own pixels."""
    width, height = struct.unpack(">II", file.read_bytes()[_PNG_SIZE])
    return round(width / PIXELS_PER_POINT), round(height / PIXELS_PER_POINT)


def _code(renderer: RendererHTML, tokens: list[Token], at: int, options: object, env: object) -> str:  # noqa: ARG001
    words = tokens[at].content
    if not KEY.fullmatch(words):
        return f"<code>{escape(words)}</code>"
    keys = (f"<kbd>{escape(each)}</kbd>" for each in re.split(r"(?<=.)\+", words))
    return f'<span class="keys">{"+".join(keys)}</span>'


def _html(content: str) -> Token:
    token = Token("html_inline", "", 0)
    token.content = content
    return token
