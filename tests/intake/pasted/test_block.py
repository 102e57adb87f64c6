"""Plain blocks of values: what the clipboard holds comes out line by line."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.errors import DeskError
from disclosure_desk.intake.pasted import Clip, read_block

values = st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\r\n"), max_size=8)
blocks = st.integers(1, 5).flatmap(lambda width: st.lists(st.lists(values, min_size=width, max_size=width), min_size=1))


@given(blocks.filter(lambda block: any(value.strip() for line in block for value in line)))
def test_that_any_block_written_as_spreadsheets_do_comes_back(block: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\r\n").writerows(block)
    assert read_block(Clip(text=text.getvalue())) == block


def test_that_quotes_hold_tabs_line_breaks_and_quotes() -> None:
    assert read_block(Clip(text='"1\t2"\t"a\nb"\r\n"说""话"""\t3\r\n')) == [["1\t2", "a\nb"], ['说"话"', "3"]]


def test_that_a_merged_cell_gives_its_value_once() -> None:
    html = "<table><tr><td colspan=2>1</td><td rowspan=2>2</td></tr><tr><td>3</td><td>4</td></tr></table>"
    assert read_block(Clip(html=html)) == [["1", "", "2"], ["3", "4", ""]]


def test_that_text_is_taken_before_html_where_both_are_there() -> None:
    assert read_block(Clip(html="<table><tr><td>9</td></tr></table>", text="1\t2")) == [["1", "2"]]


@pytest.mark.parametrize("clip", [Clip(), Clip(html="<p>无表格</p>")])
def test_that_an_empty_clipboard_is_said_to_be_empty(clip: Clip) -> None:
    with pytest.raises(DeskError, match="没有可以粘贴的文字"):
        read_block(clip)
