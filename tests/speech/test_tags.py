"""Speech tags and action beats: the mention beside a quotation that shows who says it."""

from __future__ import annotations

import pytest

from tests.readings import spoken_by, story_of

OPENING = (
    "Anne Hale came down to the quay with Tom Rook and Mrs. Pym. An old man sat there mending nets. “Good day,” said "
    "Anne. “Good day,” said Tom. Mrs. Pym nodded.\n\nThe rain had stopped.\n\nThe boats lay on the mud.\n\n"
    "The gulls were quiet.\n\nNobody else was about.\n\n"
)
"""Three people with names and one without, then a pause, so that what follows is a conversation of its own."""

TAGS = [
    ("“Row,” said Anne.", "Anne Hale"),
    ("“Row,” Anne said.", "Anne Hale"),
    ("“Row!” cried Mrs. Pym.", "Mrs. Pym"),
    ("“Row?” asked Tom.", "Tom Rook"),
    ("“Row,” muttered Tom Rook to himself.", "Tom Rook"),
    ("“Row,” Anne said quietly.", "Anne Hale"),
    ("“Row,” Anne had said.", "Anne Hale"),
    ("“Row,” Tom at last replied.", "Tom Rook"),
    ("“Row,” suddenly cried Tom.", "Tom Rook"),
    ("“Row,” answers Tom.", "Tom Rook"),
    ("“Row”, said Tom.", "Tom Rook"),
    ("Tom said, “Row.”", "Tom Rook"),
    ("Tom said: “Row.”", "Tom Rook"),
    ("Then Tom, who had been looking at the sea, said: “Row.”", "Tom Rook"),
    ("Said Tom, “Row.”", "Tom Rook"),
    ("Tom turned to Anne and said, “Row.”", "Tom Rook"),
    ("“Row,” said Tom to Anne.", "Tom Rook"),
    ("“Row,” said Anne, and Tom rowed.", "Anne Hale"),
    ("“Row,” Tom told Anne.", "Tom Rook"),
    ("“Row,” Anne whispered in Tom’s ear.", "Anne Hale"),
    ("Anne’s voice broke in. “Row.”", "Anne Hale"),
    ("“Row.” It was Anne’s voice.", "Anne Hale"),
    ("“Row.” Anne’s voice was quiet.", "Anne Hale"),
    ("“Row,” came Tom’s voice from the dark.", "Tom Rook"),
    ("Tom pointed. “Row.”", "Tom Rook"),
    ("“Row.” Tom pointed at the sea.", "Tom Rook"),
    ("Tom looked at Anne. “Row.”", "Tom Rook"),
    ("Mrs. Pym put down her bag and looked about. “Row.”", "Mrs. Pym"),
    ("“Row,” said Tom, “before it rains.”", "Tom Rook"),
    ("‘Row,’ said Tom.", "Tom Rook"),
    ("«Row,» said Tom.", "Tom Rook"),
    ('"Row," said Tom.', "Tom Rook"),
]


@pytest.mark.parametrize(("line", "name"), TAGS)
def test_the_speaker_stands_beside_the_words(line: str, name: str) -> None:
    said = [who for words, who in spoken_by(OPENING + line) if words.startswith("Row")]
    assert said == [name]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Mrs. Pym came up. “Row,” she said.", "Mrs. Pym"),
        ("Tom stood up. “Row,” he said.", "Tom Rook"),
        ("Tom stood up. “Row,” he said to Anne.", "Tom Rook"),
        ("Anne looked at Tom. “Row,” she asked softly.", "Anne Hale"),
        ("Anne looked at Tom. “Row,” he said.", "Tom Rook"),
        ("Tom looked at Anne. She said, “Row.”", "Anne Hale"),
        ("Tom looked at Anne. “Row.” She pointed.", "Anne Hale"),
    ],
)
def test_a_pronoun_s_speaker_is_the_one_it_means(line: str, name: str) -> None:
    said = [who for words, who in spoken_by(OPENING + line) if words.startswith("Row")]
    assert said == [name]


def test_a_pronoun_tag_names_its_cue() -> None:
    quote = story_of(OPENING + "Tom stood up. “Row,” he said to Anne.").quotes[-1]
    assert quote.cue == "pronoun tag"
    assert quote.mention is not None
    assert quote.mention.text == "he"


@pytest.mark.parametrize(
    ("line", "noun"),
    [
        ("The old man looked up. “Row,” said the old man.", "the old man"),
        ("A taller man came by. “Row,” muttered the taller man.", "the taller man"),
        ("“Row,” said a voice. The harbourmaster came out. “Row,” the harbourmaster said.", "the harbourmaster"),
    ],
)
def test_someone_without_a_name_may_speak(line: str, noun: str) -> None:
    quote = story_of(OPENING + line).quotes[-1]
    assert quote.speaker is not None
    assert quote.speaker.name not in {"Anne Hale", "Tom Rook", "Mrs. Pym"}
    assert quote.mention is not None
    assert quote.mention.text == noun
    assert quote.cue == "epithet tag"


@pytest.mark.parametrize(
    ("line", "cue"), [("“Row,” said Anne.", "tag"), ("Tom pointed. “Row.”", "beat"), ("“Row.” Tom sat down.", "beat")]
)
def test_the_cue_is_told(line: str, cue: str) -> None:
    assert story_of(OPENING + line).quotes[-1].cue == cue


def test_a_tag_is_surer_than_a_beat() -> None:
    tag, beat = (story_of(OPENING + line).quotes[-1] for line in ("“Row,” said Anne.", "“Row.” Anne pointed."))
    assert tag.confidence >= beat.confidence > 0.3


def test_the_mention_that_shows_the_speaker_is_the_tag_s() -> None:
    text = OPENING + "“Row,” said Anne, and Anne laughed."
    mention = story_of(text).quotes[-1].mention
    assert mention is not None
    assert (mention.text, mention.start) == ("Anne", text.index("“Row,” said Anne") + 12)
