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
    ("“Row,” said the sailor Tom Rook.", "Tom Rook"),
    ("“Row,” a weary Tom Rook put in.", "Tom Rook"),
    ("“Row,” said a young man who was called Tom Rook.", "Tom Rook"),
    ("“Row,” cried the voice of Tom Rook.", "Tom Rook"),
    ("“Row,” came from Tom.", "Tom Rook"),
    ("“Row”—this from Tom—“row.”", "Tom Rook"),
    ("‘Row,’ said Tom.", "Tom Rook"),
    ("«Row,» said Tom.", "Tom Rook"),
    ('"Row," said Tom.', "Tom Rook"),
]


@pytest.mark.parametrize(("line", "name"), TAGS)
def test_the_speaker_stands_beside_the_words(line: str, name: str) -> None:
    said = [who for words, who in spoken_by(OPENING + line) if words.startswith("Row")]
    assert said == [name]


VERBS_OF_ALL_KINDS = [
    ("“Row,” put in Tom.", "Tom Rook"),
    ("“Row!” broke in Mrs. Pym.", "Mrs. Pym"),
    ("“Row,” Anne broke in.", "Anne Hale"),
    ("“Row!” Anne put in.", "Anne Hale"),
    ("“Row,” subjoined Mrs. Pym.", "Mrs. Pym"),
    ("“Row,” drivelled good Tom Rook, “or swim.”", "Tom Rook"),
    ("“Row,” glowed Anne.", "Anne Hale"),
    ("“Row,” went on Tom with passion.", "Tom Rook"),
    ("“Row,” interposed, more softly, Mrs. Pym.", "Mrs. Pym"),
    ("“Row,” Anne smiled.", "Anne Hale"),
    ("Mrs. Pym looked up from her bag, and cheerfully hoped, “Row.”", "Mrs. Pym"),
    ("Anne watched them until Tom, turning to see where she was, said with a laugh, “Row.”", "Tom Rook"),
    ("Tom turned away when Anne had come, and Mrs. Pym sat down beside him and said: “Row.”", "Mrs. Pym"),
    ("When Mrs. Pym had come close Anne bowed and said, “Row.”", "Anne Hale"),
    ("“My dear,” said Anne, addressing Mrs. Pym, “row.”", "Anne Hale"),
    ("Tom gave a nod to Anne, who answered with the surprising remark: “Row.”", "Anne Hale"),
]
NOUNS_OF_SPEECH = [
    ("“Row,” was Anne’s reply.", "Anne Hale"),
    ("“Row?” was Tom’s first question.", "Tom Rook"),
    ("“Row!” came Tom’s answer.", "Tom Rook"),
    ("“Row,” was the answer of Mrs. Pym.", "Mrs. Pym"),
    ("“Row,” was all Anne said.", "Anne Hale"),
    ("“Row.” It was Anne who spoke.", "Anne Hale"),
    ("“Row.” These were Tom’s words.", "Tom Rook"),
    ("“Row!” It was Mrs. Pym that broke in.", "Mrs. Pym"),
]
OTHERS_HEAR = [
    ("Tom heard Mrs. Pym call “Row!” from the quay.", "Mrs. Pym"),
    ("“Row!” Tom heard Anne cry.", "Anne Hale"),
]


@pytest.mark.parametrize(("line", "name"), VERBS_OF_ALL_KINDS + NOUNS_OF_SPEECH + OTHERS_HEAR)
def test_the_syntax_shows_a_tag_that_no_list_of_verbs_has(line: str, name: str) -> None:
    quotes = [quote for quote in story_of(OPENING + line).quotes if quote.text.strip("“”").lower().startswith("row")]
    assert [(quote.speaker and quote.speaker.name, quote.cue) for quote in quotes] == [(name, "tag")]


@pytest.mark.parametrize(
    ("line", "cue"),
    [
        ("“Row.” Tom laughed.", "beat"),
        ("“Row.” Tom went to the boat.", "beat"),
        ("“Row.” Tom said that he would go at once.", "beat"),
        ("“Row.” Tom wished to go at once.", "beat"),
        ("“Row,” Tom said to Anne.", "tag"),
    ],
)
def test_a_new_sentence_is_no_tag_by_its_verb_alone(line: str, cue: str) -> None:
    assert story_of(OPENING + line).quotes[-1].cue == cue


def test_who_only_comes_up_meanwhile_does_not_speak() -> None:
    text = OPENING + "“Row!” said Anne, as Tom came up to her; “row, I say.”"
    assert [who for words, who in spoken_by(text) if words.lower().startswith("row")] == ["Anne Hale"] * 2


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
