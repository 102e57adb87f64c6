"""The fields that say whose report it is; new reports and the settings ask the same."""

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from disclosure_desk.gui.sheet import add_row
from disclosure_desk.report.agency_name import typed_name
from disclosure_desk.report.document import AGENCY_KINDS, AGENCY_LEVELS, AGENCY_SCOPES, Agency
from disclosure_desk.settings import AgencyDefaults

_CHOICES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "kind": ("机关类别", AGENCY_KINDS),
    "level": ("机关层级", AGENCY_LEVELS),
    "scope": ("统计范围", AGENCY_SCOPES),
}


class AgencyFields(QWidget):
    """Name, kind, level and scope of the agency."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("本机关信息")
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.name = QLineEdit(self)
        self.name.setPlaceholderText("机关全称，与公章一致")
        self.name.setAccessibleName("机关全称")
        add_row(self.form, "机关全称", self.name)
        self._choices = {key: self._choice(label, choices) for key, (label, choices) in _CHOICES.items()}

    def _choice(self, label: str, choices: Mapping[str, str]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(label)
        box.addItem("未指定", "")
        for key, spoken in choices.items():
            box.addItem(spoken, key)
        add_row(self.form, label, box)
        return box

    def show_defaults(self, defaults: AgencyDefaults | Agency) -> None:
        """Fills the fields."""
        self.name.setText(defaults.name)
        for key, box in self._choices.items():
            box.setCurrentIndex(max(0, box.findData(getattr(defaults, key) or "")))

    @property
    def defaults(self) -> AgencyDefaults:
        """What the fields say."""
        return AgencyDefaults(
            typed_name(self.name.text()), **{key: box.currentData() for key, box in self._choices.items()}
        )

    @property
    def agency(self) -> Agency:
        """What the fields say, as a report has it."""
        said = self.defaults
        return Agency(said.name, said.kind or None, said.level or None, said.scope or None)
