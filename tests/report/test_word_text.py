"""What is pasted from elsewhere keeps its paragraphs and every character that can be seen."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.report.word_html import read_html
from disclosure_desk.report.word_text import full_width, half_width_marks, is_tabular, tidy

LINE = "二〇二四年以来我单位认真贯彻落实各项要求全面推进政务公开"
SOUP = st.text(
    st.one_of(
        st.sampled_from('甲乙，。、；（）()“”",;:!?. \t\n\r\u3000\u00a0\u200b\x0b一二1a'), st.characters(codec="utf-8")
    ),
    max_size=120,
)


def seen(text: str) -> str:
    return re.sub("[\\s\x00-\x1f\x7f\u00ad\u200b\u2060\ufeff]", "", text)


@given(SOUP)
def test_that_tidying_loses_no_character_that_can_be_seen_and_adds_none(text: str) -> None:
    assert seen(tidy(text).text) == seen(text)


@given(SOUP)
def test_that_a_tidy_text_stays_as_it_is(text: str) -> None:
    once = tidy(text)
    again = tidy(once.text)
    assert again.text == once.text
    assert again.deeds == ()


@given(SOUP)
def test_that_full_width_punctuation_changes_nothing_but_punctuation(text: str) -> None:
    wide = full_width(text)
    assert len(wide) == len(text)
    assert {a for a, b in zip(text, wide, strict=True) if a != b} <= set(',;:!?.()"')
    assert half_width_marks(wide) == 0


@given(SOUP)
def test_that_any_markup_is_read_without_a_fault(text: str) -> None:
    read_html(f"<p>{text}<b>{text}</p><li>{text}<!--{text}")


def test_that_a_line_that_breaks_inside_a_sentence_is_joined() -> None:
    tidied = tidy(f"{LINE}\n工作，取得实效。\n下一段。")
    assert tidied.text == f"{LINE}工作，取得实效。\n下一段。"
    assert tidied.deeds == ("合并句中换行 1 处",)


@pytest.mark.parametrize(
    "text",
    [
        "（一）主动公开\n全年公开信息46条。",
        f"{LINE}。\n{LINE}。",
        f"{LINE}\n（二）依申请公开",
        f"{LINE}\n2.其他情况",
        f"{LINE}：\n一是加强学习；\n二是加强培训。",
        "办件情况\n信件12件\n电话30件",
    ],
)
def test_that_paragraphs_are_not_joined(text: str) -> None:
    assert tidy(text).text == text


def test_that_a_line_that_ends_with_a_comma_goes_on_however_short_it_is() -> None:
    assert tidy("一方面，\n不断完善。").text == "一方面，不断完善。"


@pytest.mark.parametrize("apart", ["\n\n", "\n\u3000\u3000", "\n\n\n    "])
def test_that_an_empty_line_or_an_indent_keeps_paragraphs_apart(apart: str) -> None:
    assert tidy(f"{LINE}{apart}另起一段").text == f"{LINE}\n\n另起一段"


def test_that_indents_double_blanks_and_empty_lines_go() -> None:
    tidied = tidy("\u3000\u3000共公开  46\u00a0 条。\r\n\r\nAnnual   report\t2024\u200b。")
    assert tidied.text == "共公开46条。\nAnnual report 2024。"
    assert (tidied.indents, tidied.blanks, tidied.empty) == (1, 4, 1)


def test_that_one_blank_is_the_writers_own() -> None:
    assert tidy("2024 年").text == "2024 年"
    assert tidy("2024 年").deeds == ()


def test_that_western_words_broken_over_lines_keep_a_blank() -> None:
    assert tidy("本年度通过门户网站主动公开政府信息采用国际标准格式 Open\nData 发布。").text.endswith(
        "Open Data 发布。"
    )


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("公开信息46条,其中解读3条.", "公开信息46条，其中解读3条。"),
        ("(一)主动公开", "（一）主动公开"),
        ('落实"三公"经费公开;', "落实“三公”经费公开；"),
        ("（试行)办法", "（试行）办法"),
        ("1.5万件", "1.5万件"),
        ("1.业务情况", "1.业务情况"),
        ("3:30开始", "3:30开始"),
        ("(2)业务", "(2)业务"),
        ("www.example.cn", "www.example.cn"),
        ("((一)项)", "（（一）项）"),
    ],
)
def test_that_half_width_punctuation_between_chinese_characters_has_a_full_width_form(narrow: str, wide: str) -> None:
    assert full_width(narrow) == wide


def test_that_cells_side_by_side_are_a_table() -> None:
    assert is_tabular("一\t2\n二\t3")
    assert not is_tabular("\t一段。\n\t二段。")
    assert not is_tabular("甲\t乙")


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style>
<xml><w:View>Normal</w:View></xml></head><body><!--StartFragment-->
<p class=MsoNormal style='text-indent:32.0pt'><b><span style='font-family:楷体'>（一）主动公开情况。</span></b><span
lang=EN-US>2024</span><span>年共公开政府信
息<o:p></o:p></span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>网站
建设</p>
<p class=MsoListParagraph><span style='mso-list:Ignore'>\uf06c<span>&nbsp; </span></span>培训</p>
<p class=MsoNormal><span>&nbsp;</span></p>
<!--EndFragment--></body></html>"""


def test_that_a_text_from_word_keeps_paragraphs_and_numbers_and_drops_looks_and_bullets() -> None:
    copied = read_html(WORD)
    assert copied.tidied.text == "（一）主动公开情况。2024年共公开政府信息\n1.网站建设\n培训"
    assert copied.tidied.bullets == 1
    assert not copied.tabular


def test_that_lists_of_a_web_page_are_numbered_as_they_were_shown() -> None:
    html = "<ul><li>甲</li></ul><ol start=3><li>乙<li>丙</ol><p>丁<br>戊</p><script>document.write(1)</script>"
    copied = read_html(html)
    assert copied.tidied.text == "甲\n3.乙\n4.丙\n丁\n戊"


def test_that_a_table_is_known_and_a_frame_around_a_text_is_none() -> None:
    assert read_html("<table><tr><td>一<td>2</table>").tabular
    assert not read_html("<table><tr><td><p>一段。</p></td></tr></table>").tabular


def test_that_words_divided_between_elements_stay_together() -> None:
    assert (
        read_html("<p><span>政府\n</span><span>信息</span> <i>open\ndata</i></p>").tidied.text == "政府信息 open data"
    )


def test_that_a_long_text_of_short_lines_is_joined_without_delay() -> None:
    assert len(tidy("\n".join([LINE] * 3000)).text) == len(LINE) * 3000


@pytest.mark.parametrize(
    ("html", "text"),
    [
        # A government site: an indent of no-break spaces, a heading in bold, an empty paragraph.
        (
            "<p>&nbsp; &nbsp; <strong>（一）主动公开。</strong>公开46条。</p><p><br></p><p>&emsp;&emsp;二段。</p>",
            "（一）主动公开。公开46条。\n二段。",
        ),
        # WPS: a span for each script, an indent by style only.
        (
            "<p style='text-indent:2em'><span style='font-family:仿宋'>公开</span><span>4</span><span>条。</span></p>",
            "公开4条。",
        ),
        # Word numbers headings by itself, and its number is on the clipboard as a list mark.
        (
            "<p><span style='mso-list: Ignore'>（二）<span>&nbsp;&nbsp;</span></span>依申请公开情况</p>",
            "（二）依申请公开情况",
        ),
        # A mail: one block with line breaks, some of them inside a sentence.
        (
            f"<div>各位好：<br>{LINE}<br>工作。<br><br>联系人：办公室</div>",
            f"各位好：\n{LINE}工作。\n联系人：办公室",
        ),
        # A spreadsheet's single cell.
        ("<table><tr><td>全年公开46条。</td></tr></table>", "全年公开46条。"),
        # Marks that a writer left: comment, deleted script, hidden title.
        ("<title>标题</title><!-- 注 --><p>正文。<script>var a=1</script></p>", "正文。"),
    ],
)
def test_that_texts_of_many_sources_come_as_their_paragraphs(html: str, text: str) -> None:
    assert read_html(html).tidied.text == text
