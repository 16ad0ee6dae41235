"""Bytes to text: what is read, what is refused, and in which words."""

import pytest

from fabula.errors import BinaryInput, EncodingError
from fabula.sources.encodings import decode

ENGLISH = "“It’s late,” said Zoë—and the café was shut… He didn’t mind. ‘Naïve,’ she thought; £5 for a façade. " * 5
GERMAN = "„Schön“, sagte sie, „daß du da bist.“ Er ging über die Brücke und grüßte müde. Straßen, Häuser, Träume. " * 5
FRENCH = "« Où êtes-vous ? » demanda-t-elle, très émue. L’été dernier, à Nîmes, ça brûlait déjà près de la forêt. " * 5
SPANISH = "—¿Dónde está el niño? —preguntó—. ¡Mañana volverá! Él comió jamón en Cádiz, según mi tía Inés. " * 5
PLAIN_FRENCH = "Elle était très émue. Il avait déjà été à Nîmes, où la forêt brûlait, près de l'île."
RUSSIAN = "Он сказал, что гавань закрыта, и никто на причале не ждал ничего другого. " * 5
JAPANESE = "港は閉まっていると彼は言った。だれも驚かなかった。「もう遅い」と彼女は答えた。" * 5
CHINESE = "他说港口已经关闭了，码头上没有人感到惊讶。“已经晚了，”她回答说。" * 5
POLISH = "Powiedział, że przystań jest zamknięta, więc wróciła łódką późną nocą przez cieśninę. " * 5


@pytest.mark.parametrize("text", [ENGLISH, GERMAN, FRENCH, SPANISH])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_western_prose_is_read(text, encoding):
    assert decode(text.encode(encoding), "a.txt")[0] == text


@pytest.mark.parametrize("text", [PLAIN_FRENCH, "Été", "café", "Zoë", "ÄÖÜ", "Señor Núñez", "naïve"])
def test_latin_1_is_read_even_if_short(text):
    assert decode(text.encode("latin-1"), "a.txt") == (text, "iso-8859-1")


@pytest.mark.parametrize("text", [RUSSIAN, JAPANESE, CHINESE, POLISH])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_other_languages_are_read_in_unicode_only(text, encoding):
    if encoding == "gb18030":
        if text == CHINESE:
            with pytest.raises(EncodingError, match=r"GB.*UTF-8"):
                decode(text.encode(encoding), "a.txt")
    else:
        assert decode(text.encode(encoding), "a.txt")[0] == text


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [(RUSSIAN, "cp1251", ""), (RUSSIAN, "koi8_r", "KOI8-R"), (JAPANESE, "shift_jis", "Shift-JIS"),
     (JAPANESE, "euc_jp", "EUC-JP"), (CHINESE, "big5", ""), (POLISH, "cp1250", ""), (POLISH, "iso8859_2", ""),
     (ENGLISH.replace("£", ""), "mac_roman", ""), (ENGLISH.replace("£", ""), "cp037_", "EBCDIC"),
     (FRENCH.replace("’", "'").replace("« ", "").replace(" »", ""), "cp437", "")],
)  # fmt: skip
def test_unsupported_encodings_are_refused_with_a_cure(text, encoding, named):
    if encoding == "big5":
        text = "他說港口已經關閉了，碼頭上沒有人感到驚訝。" * 5
    if encoding == "cp037_":
        text, encoding = "It is late and the harbour is shut. " * 9, "cp037"
    with pytest.raises(EncodingError, match="UTF-8") as caught:
        decode(text.encode(encoding), "a.txt")
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, JAPANESE])
def test_damaged_utf8_is_refused_with_its_place(text):
    data = b"A first line.\n" + text.encode()
    at = data.index(text[60:].encode()) if text[60:] else 20
    with pytest.raises(EncodingError, match=rf"byte {at}, line 2"):
        decode(data[:at] + b"\xff" + data[at:], "a.txt")
    with pytest.raises(EncodingError, match=r"1 bad byte|2 bad bytes"):
        decode(data + "é—".encode()[:-1], "a.txt")


@pytest.mark.parametrize("code", [0, 1, 7, 8, 0x0E, 0x1A, 0x1B, 0x7F, 0x80, 0x9F, 0x0B])
def test_control_characters_mean_binary(code):
    with pytest.raises(BinaryInput, match=f"U\\+{code:04X}|control"):
        decode(f"A short line.\nAnd {chr(code)} one.".encode(), "a.txt")


def test_tab_newline_form_feed_and_next_line_are_text():
    text = "a\tb\nc\r\nd\fe\x85f"
    assert decode(text.encode(), "a.txt")[0] == text


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00\x01\x02\x03" * 50, b"abc\x00def"])
def test_binary(data):
    with pytest.raises((BinaryInput, EncodingError)):
        decode(data, "a.txt")


def test_a_declared_encoding_is_believed_unless_it_does_not_fit():
    assert decode(RUSSIAN.encode("cp1251"), "a.html", "windows-1251") == (RUSSIAN, "windows-1251")
    assert decode(RUSSIAN.encode(), "a.html", "iso-8859-1") == (RUSSIAN, "utf-8")
    assert decode(ENGLISH.encode("cp1252"), "a.html", "utf-8")[0] == ENGLISH
    assert decode(ENGLISH.encode(), "a.html", "no-such-code")[0] == ENGLISH
    assert decode(ENGLISH.encode(), "a.html", "base64")[0] == ENGLISH
