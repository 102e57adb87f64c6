"""The official formats, as files and as forms."""

from collections import Counter
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from disclosure_desk.errors import NotFound, UnreadableFile
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.form import Form
from disclosure_desk.formats.loader import read_format
from disclosure_desk.formats.proofread import format_text
from disclosure_desk.formats.schema import CellId, FigureKind, Severity
from tests.reports import FIXTURES, TINY, TINY_CATALOGUE

NEW, OLD = catalogue().form("2021"), catalogue().form("2019")


def _instances(form: Form) -> Counter[str]:
    return Counter(each.record.code for each in form.sums)


def test_that_the_format_in_force_has_200_cells_of_which_34_are_totals() -> None:
    assert Counter(place.section.id for place in NEW.places.values()) == {
        "proactive_disclosure": 10,
        "requests": 175,
        "review_and_litigation": 15,
    }
    assert len(NEW.totals) == 34


def test_that_the_trial_format_has_161_cells_of_requests() -> None:
    assert sum(place.section.id == "requests" for place in OLD.places.values()) == 161


def test_that_42_sums_and_balances_are_checked_in_the_format_in_force() -> None:
    balances = sum(check.code == "H1" for check in NEW.checks) * 7
    assert _instances(NEW) == {"S1": 25, "S2": 7, "S3": 3}
    assert sum(_instances(NEW).values()) + balances == 42


def test_that_outcomes_are_summed_over_21_rows_now_and_over_19_in_the_trial_format() -> None:
    lengths = {form.base.id: {len(each.parts) for each in form.sums if each.record.code == "S2"} for form in (NEW, OLD)}
    assert lengths == {"2021": {21}, "2019": {19}}


def test_that_the_total_of_totals_is_filled_from_the_outcome_rows() -> None:
    corner = CellId("requests/outcomes_total/total")
    filling = next(each for each in NEW.fillings if each.total == corner)
    assert filling.record.code == "S2"


def test_that_parts_are_filled_before_the_totals_that_need_them() -> None:
    order = [each.total for each in NEW.fillings]
    for each in NEW.fillings:
        assert all(order.index(part) < order.index(each.total) for part in each.parts if part in order)


def test_that_only_printed_balances_sums_and_kinds_of_figure_are_errors() -> None:
    for form in (NEW, OLD):
        errors = {check.code[0] for check in form.checks if check.severity is Severity.ERROR}
        assert errors == {"H", "S", "V"}


def test_that_the_fee_is_an_amount_in_wan_and_every_other_figure_in_force_a_count() -> None:
    kinds = Counter(place.kind for place in NEW.places.values())
    assert kinds == {FigureKind.COUNT: 199, FigureKind.AMOUNT_WAN: 1}
    assert NEW.places[CellId("proactive_disclosure/fees/amount_collected")].kind is FigureKind.AMOUNT_WAN


def test_that_changes_of_items_may_be_negative_in_the_trial_format() -> None:
    signed = [cell for cell, place in OLD.places.items() if place.kind is FigureKind.SIGNED_COUNT]
    assert len(signed) == 5
    assert all(cell.endswith("/items_change") for cell in signed)


def test_that_a_report_may_take_one_section_from_another_format() -> None:
    mixed = catalogue().form("2021", {"requests": "2019"})
    assert CellId("requests/other_disposition/total") in mixed.places
    assert CellId("requests/other_disposition.other/total") not in mixed.places
    assert CellId("proactive_disclosure/rules/in_force") in mixed.places
    assert {len(each.parts) for each in mixed.sums if each.record.code == "S2"} == {19}
    assert sum(check.code == "H1" for check in mixed.checks) == 1


def test_that_a_narrative_cannot_be_taken_from_another_format() -> None:
    with pytest.raises(NotFound, match="overview"):
        catalogue().form("2021", {"overview": "2019"})


def test_that_an_unknown_format_is_named_with_those_that_are_known() -> None:
    with pytest.raises(NotFound, match=r"1999.*2019、2021"):
        catalogue().get("1999")


@pytest.mark.parametrize(
    ("year", "expected"), [(2012, "2019"), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2031, "2021")]
)
def test_that_the_year_proposes_the_format(year: int, expected: str) -> None:
    assert catalogue().proposed_for(year).id == expected


def test_that_every_row_has_its_guide() -> None:
    for form in (NEW, OLD):
        assert [row.id for table in form.tables for row in table.rows if not row.guide] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "came"\nlabel = "一、新来"', 'id = "came"\nlabell = "一、新来"', r"sections\[flow\].*labell"),
        ('kind = "sum_down"', 'kind = "sum_up"', r"checks\[S2\]"),
        ('total = "done"', 'total = "dome"', r"S2.*dome.*flow"),
        ('id = "left"', 'id = "came"', r"given twice.*flow/came/east"),
        ("widths = [2, 3, 1, 1, 1]", "widths = [2, 3, 1]", r"flow.*widths"),
        ('section = "story"', 'section = "flow"', r"C1.*wrong kind"),
        ("first_year = 2000", 'first_year = "zweitausend"', "first_year"),
        ('id = "tiny"', "id = ", "tiny.toml"),
        ('short = "文字"', 'short = "文字"\ntopic_aliases = [["甲", "乙"]]', r"story.*no topic 甲"),
        ('short = "文字"', 'short = "文字"\ntopics = ["甲"]\ntopic_aliases = [["甲"]]', r"story.*at least one other"),
        ("[[sections]]", '[beginnings]\nfees = "{sum}元"\n[[sections]]', r"braces of .*sum"),
        ("[[sections]]", '[beginnings]\nfees_section = "flow"\n[[sections]]', "no narrative section 'flow'"),
    ],
)
def test_that_a_fault_in_a_format_file_is_said_with_file_section_and_key(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = (FIXTURES / "formats" / "tiny.toml").read_text(encoding="utf-8")
    assert text.count(old) >= 1
    broken = tmp_path / "tiny.toml"
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UnreadableFile, match=f"(?s)tiny.toml.*{said}|{said}"):
        read_format(broken)


def test_that_the_tiny_format_has_one_check_of_each_kind() -> None:
    assert len({check.kind for check in TINY.checks}) == 8
    assert len(TINY_CATALOGUE.form("tiny").places) == 23


def test_that_nothing_outside_the_formats_knows_a_format_by_its_id() -> None:
    source = Path(__file__).parents[2] / "src" / "disclosure_desk"
    knowing = [
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if path.parent.name != "formats"
        and any(f'"{format_id}"' in path.read_text(encoding="utf-8") for format_id in catalogue().ids)
    ]
    assert knowing == []


REQUEST_LABELS = """\
一、本年新收政府信息公开申请数量
二、上年结转政府信息公开申请数量
（一）予以公开
（二）部分公开（区分处理的，只计这一情形，不计其他情形）
1.属于国家秘密
2.其他法律行政法规禁止公开
3.危及“三安全一稳定”
4.保护第三方合法权益
5.属于三类内部事务信息
6.属于四类过程性信息
7.属于行政执法案卷
8.属于行政查询事项
1.本机关不掌握相关政府信息
2.没有现成信息需要另行制作
3.补正后申请内容仍不明确
1.信访举报投诉类申请
2.重复申请
3.要求提供公开出版物
4.无正当理由大量反复申请
5.要求行政机关确认或重新出具已获取信息
1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
3.其他
（七）总计
四、结转下年度继续办理"""


def test_that_the_rows_of_section_three_are_worded_character_by_character_as_on_the_form() -> None:
    rows = dict.fromkeys(place.row.label for place in NEW.places.values() if place.section.id == "requests")
    assert REQUEST_LABELS.split("\n") == [
        place.row.label
        for place in NEW.places.values()
        if place.cell.startswith("requests/") and place.cell.endswith("/total")
    ]
    assert len(rows) == 25


def test_that_the_headings_are_the_official_six() -> None:
    for form in (NEW, OLD):
        assert [section.heading for section in form.sections] == [
            "一、总体情况",
            "二、主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况",
            "四、政府信息公开行政复议、行政诉讼情况",
            "五、存在的主要问题及改进情况",
            "六、其他需要报告的事项",
        ]


def test_that_columns_are_worded_as_on_the_form_and_not_as_misprinted() -> None:
    columns = list(dict.fromkeys(place.column.label for place in NEW.places.values()))
    assert columns == [
        "本年制发件数",
        "本年废止件数",
        "现行有效件数",
        "本年处理决定数量",
        "本年收费金额（单位：万元）",
        "自然人",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
        "总计",
        "结果维持",
        "结果纠正",
        "其他结果",
        "尚未审结",
    ]


@pytest.mark.parametrize("format_id", catalogue().ids)
def test_that_a_format_can_be_proof_read_as_text(format_id: str, snapshot: SnapshotAssertion) -> None:
    assert format_text(catalogue().form(format_id)) == snapshot
