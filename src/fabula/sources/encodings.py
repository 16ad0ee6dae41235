"""Bytes become text: marks, UTF-8, UTF-16, UTF-32, Western legacy encodings; the rest is named and refused."""

from __future__ import annotations

import codecs
import re
from collections import Counter

from fabula.errors import BinaryInput, EncodingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 stands before UTF-16: its little-endian mark begins with the other's."""

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_VERTICAL_TAB = re.compile("\v")
_RARE = 1000
_WESTERN_ODDITY = re.compile(
    "[a-zà-ÿ][À-ÖØ-ÞŠŒŽŸ](?![A-ZÀ-ÖØ-Þ])"  # an accented capital behind a small letter: donÕt
    "|[A-Za-zÀ-ÿ][¡-©«-¶¸¹»-¿€‚ƒ„†‡ˆ‰‹‘“›][A-Za-zÀ-ÿ]"  # a sign inside a word: caf‚s
    "|(?<![\\wÀ-ÿ])[¹³¼¾¯][a-zà-ÿ]|[a-zà-ÿ][³¹¿](?![\\w])"
    "|[‚ƒ„†‡ˆ‰][^\\x00-\\x7f]"
)
_HIGH = re.compile("[^\x00-\x7f]")
_LETTERS = re.compile("[A-Za-z]")
_RUN = re.compile("[À-ÿ]{3,}")
_SAMPLE = 1 << 20
_NAMED_SAMPLE = 1 << 14
_LEGACY = (
    "cp932", "euc_jp", "gb18030", "big5", "euc_kr", "cp1251", "koi8_r", "mac_cyrillic", "cp866", "iso8859_5", "cp1250",
    "iso8859_2", "cp1253", "iso8859_7", "cp1254", "cp1255", "cp1256", "cp874", "mac_roman", "cp437", "cp850",
)  # fmt: skip
_SCRIPTS = (("cp932", "[\u3041-\u30fe]"), ("euc_jp", "[\u3041-\u30fe]"), ("euc_kr", "[\uac00-\ud7a3]"))
"""Encodings that one script of their own gives away."""
_SPOKEN = {
    "cp932": "Shift-JIS", "shift_jis": "Shift-JIS", "euc_jp": "EUC-JP", "gb18030": "GB 18030 (GBK)", "gbk": "GBK",
    "gb2312": "GB 2312", "big5": "Big5", "euc_kr": "EUC-KR", "cp949": "EUC-KR", "cp1251": "Windows-1251",
    "koi8_r": "KOI8-R", "mac_cyrillic": "Mac Cyrillic", "cp866": "DOS 866", "cp1250": "Windows-1250",
    "mac_roman": "Mac Roman", "cp437": "DOS 437", "cp850": "DOS 850", "iso8859_2": "ISO 8859-2",
    "iso8859_5": "ISO 8859-5", "iso8859_7": "ISO 8859-7", "cp1253": "Windows-1253", "cp1254": "Windows-1254",
    "cp1255": "Windows-1255", "cp1256": "Windows-1256", "cp874": "Windows-874",
}  # fmt: skip
_CURE = "Save it as UTF-8, then try again."


def decode(data: bytes, name: str, declared: str = "") -> tuple[str, str]:
    """The text of `data` without its byte-order mark, and the encoding it was in.

    `declared` is what the file says of itself, believed where no mark contradicts it and it decodes.
    Raises EncodingError for damaged or unsupported encodings, BinaryInput for control characters.
    """
    text, encoding = _decode(data, name, declared)
    found = _CONTROL.search(text)
    if not found and text.count("\v") * _RARE > len(text):
        found = _VERTICAL_TAB.search(text)  # a few are a word processor's line breaks
    if found:
        line = text.count("\n", 0, found.start()) + 1
        what = f"not text: control character U+{ord(found.group()):04X} at line {line}"
        raise BinaryInput(name, what, "Give a text file, HTML, EPUB or DOCX.")
    return text, encoding


def _decode(data: bytes, name: str, declared: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name, encoding), encoding
    wide = _wide_encoding(data)
    if wide:
        return _strict(data, name, wide), wide
    if declared and (found := _as_declared(data, declared)) is not None:
        return found
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(data, name, error.start)
    if _is_ebcdic(data):
        raise EncodingError(name, "text in EBCDIC, an encoding of mainframes", _CURE)
    return _western(data, name)


def _strict(data: bytes, name: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"damaged {encoding.upper()} text at byte {error.start}"
        raise EncodingError(name, what, "Get the file again, or " + _CURE[0].lower() + _CURE[1:]) from None


def _as_declared(data: bytes, declared: str) -> tuple[str, str] | None:
    """`data` in the declared encoding; None where that is unknown, no text encoding, or does not decode."""
    try:
        codec = codecs.lookup(declared)
        if not codec._is_text_encoding or codec.name.startswith(("utf-16", "utf-32", "utf-7")):
            return None  # a declaration that could be read byte by byte is not in UTF-16
        if codec.name in ("ascii", "iso8859-1", "cp1252"):
            if _is_utf8(data):
                return None  # pages declare Latin-1 out of habit
            declared = "cp1252"  # as every browser does
        return data.decode(declared), declared.lower()
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _wide_encoding(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark, told by where its zero bytes lie; empty if it is neither."""
    sample = data[:4096]
    if 0 not in sample:
        return ""
    if len(data) % 4 == 0 and len(sample) >= 8:
        lanes = [sample[lane::4].count(0) / (len(sample) / 4) for lane in range(4)]
        if lanes[3] == 1 and lanes[2] > 0.9 and lanes[0] < 0.1:
            return "utf-32-le"
        if lanes[0] == 1 and lanes[1] > 0.9 and lanes[3] < 0.1:
            return "utf-32-be"
    if len(data) % 2:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    few, enough = min(even, odd), max(even, odd)
    pairs = len(sample) // 2
    page = Counter(sample[1::2] if odd > even else sample[::2]).most_common(1)[0][1]  # the commonest upper byte's count
    if few * 20 > enough or (enough < 0.4 * pairs and (pairs < 32 or enough < 0.03 * pairs or page < 0.5 * pairs)):
        return ""
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return ""
    return "" if _CONTROL.search(text[:4096]) else encoding


def _refuse_damaged_utf8(data: bytes, name: str, at: int) -> None:
    """Raise EncodingError if `data` is UTF-8 but for some bad bytes, the first at `at`; else return."""
    text = data.decode("utf-8", "surrogateescape")
    bad = len(re.findall("[\udc80-\udcff]", text))
    good = len(_HIGH.findall(text)) - bad
    if good <= bad:
        return
    line = data.count(b"\n", 0, at) + 1
    what = f"damaged UTF-8: {bad} bad byte{'s' if bad > 1 else ''}, the first at byte {at}, line {line}"
    raise EncodingError(name, what, "Get the file again, or repair that place and save it as UTF-8.")


def _is_ebcdic(data: bytes) -> bool:
    sample = data[:4096]
    if sample.count(0x40) < len(sample) / 15 or sample.count(0x20) > len(sample) / 100:
        return False
    text = sample.decode("cp037")
    return len(_LETTERS.findall(text)) + text.count(" ") > 0.8 * len(text)


def _western(data: bytes, name: str) -> tuple[str, str]:
    """Text in Windows-1252 or Latin-1; EncodingError where the bytes read so make no Western prose."""
    sample = data[:_SAMPLE]
    text = sample.decode("cp1252", "replace")
    high = len(_HIGH.findall(text))
    letters = len(re.findall("[À-ÿ]", text))
    in_runs = sum(len(run) for run in _RUN.findall(text))
    oddities = len(_WESTERN_ODDITY.findall(text))
    foreign = (
        "\ufffd" in text
        or (letters >= 8 and letters > 0.3 * (letters + len(_LETTERS.findall(text))))
        or (in_runs >= 4 and in_runs > 0.5 * high)
        or (oddities >= 2 and oddities > 0.1 * high)
    )
    if not foreign:
        try:
            whole = data.decode("cp1252")
        except UnicodeDecodeError:
            foreign = True
        else:
            return whole, "cp1252" if re.search("[\x80-\x9f]", data.decode("latin-1")) else "iso-8859-1"
    if _CONTROL.search(sample.decode("latin-1").translate(dict.fromkeys(range(0x7F, 0xA0)))):
        raise BinaryInput(name, "not text: control characters", "Give a text file, HTML, EPUB or DOCX.")
    likely = _likely(data)
    what = f"text in {likely}, it seems" if likely else "text in an encoding that could not be told"
    raise EncodingError(name, what, _CURE)


def _likely(data: bytes) -> str:
    """The name of the legacy encoding that `data` is most likely in; empty if none fits."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 (only a file that fails needs it)

    sample = data[:_NAMED_SAMPLE]
    if len(data) > _NAMED_SAMPLE and b"\n" in sample:
        sample = sample[: sample.rindex(b"\n") + 1]  # no character cut in two
    for encoding, script in _SCRIPTS:
        text = sample.decode(encoding, "replace")
        high = len(_HIGH.findall(text))
        if text.count("\ufffd") <= high / 100 and len(re.findall(script, text)) > 0.3 * high:
            return _SPOKEN[encoding]
    best = from_bytes(sample, cp_isolation=list(_LEGACY)).best()
    return _SPOKEN.get(best.encoding, best.encoding) if best else ""
