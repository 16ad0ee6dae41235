"""Language: a warning where a text is plainly not English."""

from __future__ import annotations

from collections import Counter

from fabula.document import Document
from fabula.text.tokens import Words

_FUNCTION_WORDS = frozenset(
    """
    the a an this that these those there here and but or nor if then than because though although while when where who
    whom whose which what why how all any some such both each every other another no not n't never ever only just very
    too so as at by for from in into of off on onto out over under up upon to toward towards with within without about
    above across after against along among around before behind below beneath beside between beyond down during near
    round since through till until i me my mine myself you your yours yourself he him his himself she her hers herself
    it its itself we us our ours ourselves they them their theirs themselves one be am is are was were been being have
    has had having do does did done can could may might must shall should will would ought 's 'm 're 've 'll 'd 't ’s ’m
    ’re ’ve ’ll ’d ’t n’t ca wo ai now again yes oh
    thou thee thy thine ye hath hast doth dost art wert shalt wilt ere unto
    whan ther hir hise ful
    u ur dont dey wid yer tae wi frae ain nae
    """.split()
)
"""Function words of English, its older spellings, dialects and chat among them; none that others use as often."""
_SHORTEST = 30
"""Words below which nothing is said."""
_LENIENT = 120
"""Words below which a text has to be further from English."""
_EXPECTED, _EXPECTED_OF_SHORT = 0.26, 0.16
"""Share of function words below which a text is looked at; English prose has .40 to .55, verse and lists less."""
_SAMPLES, _SAMPLE = 8, 250
"""Passages looked at, and words in each."""
_AGREEING = 0.75
"""Share of the passages that must be in one language."""
_ENGLISHES = frozenset(["en", "sco", "pcm", "ang", "enm", "jam", "tpi", "bi"])
_NAMES = {
    "af": "Afrikaans", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali",
    "br": "Breton", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German",
    "el": "Greek", "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "ga": "Irish", "gd": "Scottish Gaelic", "gl": "Galician", "gu": "Gujarati",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian",
    "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "ko": "Korean",
    "la": "Latin", "lb": "Luxembourgish", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "mr": "Marathi",
    "ms": "Malay", "mt": "Maltese", "nb": "Norwegian", "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian",
    "oc": "Occitan", "pa": "Punjabi", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "ta": "Tamil", "te": "Telugu", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "uz": "Uzbek", "vi": "Vietnamese", "yi": "Yiddish", "zh": "Chinese",
}  # fmt: skip


def language_warning(document: Document, words: Words) -> str | None:
    """One line where the text is plainly not English; None where it is, or where too little of it shows.

    What the text says about its own language is not asked. The classifier, which takes a second to load, is consulted
    only where function words are few.
    """
    passages = _passages(words)
    counted = [word for passage in passages for word in passage]
    letters = sum(len(word) for word in counted)
    foreign_letters = sum(character > "\u0250" for word in counted for character in word if character not in "’ʼ")
    foreign_script = letters >= _SHORTEST and 2 * foreign_letters > letters
    if not foreign_script and not _lacks_english(counted):
        return None
    language = _classified(document, words)
    if language is None:
        return None
    name = _NAMES.get(language)
    seems = f"looks like {name}" if name else "does not look like English"
    return f"{seems}, and Fabula knows English only: expect little of the result"


def _passages(words: Words) -> list[list[str]]:
    """Runs of words spread evenly over the text, without punctuation and numbers."""
    return [
        [word for word in words.texts[start : start + _SAMPLE] if any(map(str.isalpha, word))]
        for start in _starts(len(words))
    ]


def _starts(count: int) -> list[int]:
    if count <= _SAMPLES * _SAMPLE:
        return list(range(0, count, _SAMPLE))
    return [index * (count - _SAMPLE) // (_SAMPLES - 1) for index in range(_SAMPLES)]


def _lacks_english(counted: list[str]) -> bool:
    """Whether there are too few English function words for prose, and the text is not mere names."""
    if len(counted) < _SHORTEST:
        return False
    share = sum(word.lower() in _FUNCTION_WORDS for word in counted) / len(counted)
    if share >= (_EXPECTED if len(counted) >= _LENIENT else _EXPECTED_OF_SHORT):
        return False
    return 2 * sum(word[0].islower() for word in counted) >= len(counted)


def _classified(document: Document, words: Words) -> str | None:
    """The code of the one language that most passages are in, if it is not English."""
    from py3langid import rank  # noqa: PLC0415

    votes: Counter[str] = Counter()
    for start in _starts(len(words)):
        last = min(len(words), start + _SAMPLE) - 1
        text = document.shown(int(words.start[start]), int(words.end[last])).lower()
        scores = dict(rank(text))
        best = max(scores, key=lambda language: scores[language])
        # A passage that the classifier cannot tell from English by a clear margin is no evidence.
        clear = scores[best] - scores.get("en", scores[best]) > 0.25 * len(text) ** 0.5
        votes["en" if best in _ENGLISHES or not clear else best] += 1
    language, most = votes.most_common(1)[0]
    others = sum(votes.values()) - votes["en"]
    if language == "en" or others < _AGREEING * sum(votes.values()):
        return None
    return language if most >= _AGREEING * others else ""
