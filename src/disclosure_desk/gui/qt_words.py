"""Words that Qt's own Chinese translation leaves in English."""

from PySide6.QtCore import QObject, QTranslator

_WORDS = {
    ("QFileDialog", "&Look in:"): "查找位置(&L)：",
    ("QFileDialog", "Files of &type:"): "文件类型(&T)：",
    ("QPrintSettingsOutput", "Page &Set:"): "页面范围(&S)：",
}
"""By Qt's class and its own word."""


class MissingWords(QTranslator):
    """Stands in where Qt's translation has nothing; install it after that, so that it is asked first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Qt takes no empty translation."""
        return False

    def translate(
        self,
        context: str,
        source_text: str,
        disambiguation: str | bytes | bytearray | memoryview | None = None,  # noqa: ARG002  Qt's signature
        n: int = -1,  # noqa: ARG002  Qt's signature
    ) -> str | None:
        """The Chinese word; None leaves it to the next translation."""
        return _WORDS.get((context, source_text))
