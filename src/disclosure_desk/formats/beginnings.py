"""What a format file may say about beginning a text: sentences in which words in braces stand for what is filled in."""

from pydantic import BaseModel, ConfigDict, model_validator

_WORDS = ("agency", "source", "sections", "count", "year", "number", "topic", "amount")
_CONTACT = ("address", "postcode", "phone", "email", "website")


class Beginnings(BaseModel):
    """Sentences that an officer may begin a text with; words in braces stand for what is filled in.

    Attributes:
        topic: the heading of a topic; ``{number}`` and ``{topic}``.
        preamble: paragraphs before section one; ``{agency}``, ``{year}``, ``{source}``, ``{sections}``, ``{count}``
            and the five of a contact.
        website: a paragraph that follows them where a website is known; the same words.
        fees_section: the section in which fees for handling information are reported, or "".
        fees_word: a text that has this word speaks of those fees already.
        fees: the sentence about fees that were charged; ``{year}`` and ``{amount}`` in yuan.
        no_fees: the sentence where none were charged; ``{year}``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    topic: str = "（{number}）{topic}"
    preamble: tuple[str, ...] = ()
    website: str = ""
    fees_section: str = ""
    fees_word: str = ""
    fees: str = ""
    no_fees: str = ""

    @model_validator(mode="after")
    def _braces_are_known(self) -> "Beginnings":
        every = dict.fromkeys((*_WORDS, *_CONTACT), "")
        for sentence in (self.topic, *self.preamble, self.website, self.fees, self.no_fees):
            try:
                sentence.format(**every)
            except (KeyError, IndexError, ValueError) as error:
                raise ValueError(f"key 'beginnings': braces of {sentence!r} are not understood: {error}") from None
        return self
