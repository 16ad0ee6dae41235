"""Names of languages, as sources write them, to BCP 47 tags."""

from __future__ import annotations

import re

_TAGS = {
    "english": "en", "american english": "en-US", "british english": "en-GB", "français": "fr", "french": "fr",
    "deutsch": "de", "german": "de", "español": "es", "spanish": "es", "castellano": "es", "italiano": "it",
    "italian": "it", "português": "pt", "portuguese": "pt", "português brasileiro": "pt-BR",
    "português europeu": "pt-PT", "nederlands": "nl", "dutch": "nl", "svenska": "sv", "swedish": "sv", "dansk": "da",
    "danish": "da", "norsk": "no", "norwegian": "no", "suomi": "fi", "finnish": "fi", "íslenska": "is",
    "icelandic": "is", "polski": "pl", "polish": "pl", "čeština": "cs", "czech": "cs", "slovenčina": "sk",
    "magyar": "hu", "hungarian": "hu", "română": "ro", "romanian": "ro", "русский": "ru", "russian": "ru",
    "українська": "uk", "ukrainian": "uk", "български": "bg", "bulgarian": "bg", "српски": "sr", "hrvatski": "hr",
    "ελληνικά": "el", "greek": "el", "türkçe": "tr", "turkish": "tr", "עברית": "he", "hebrew": "he", "العربية": "ar",
    "arabic": "ar", "فارسی": "fa", "हिन्दी": "hi", "hindi": "hi", "中文": "zh", "chinese": "zh",
    "中文-普通话 國語": "zh-cmn", "中文-广东话 粵語": "yue", "日本語": "ja", "japanese": "ja",
    "한국어": "ko", "korean": "ko",
    "tiếng việt": "vi", "vietnamese": "vi", "bahasa indonesia": "id", "indonesian": "id", "filipino": "fil",
    "tagalog": "tl", "ไทย": "th", "català": "ca", "catalan": "ca", "galego": "gl", "euskara": "eu", "cymraeg": "cy",
    "welsh": "cy", "gaeilge": "ga", "irish": "ga", "gàidhlig": "gd", "esperanto": "eo", "lingua latina": "la",
    "latina": "la", "latin": "la", "scots": "sco", "klingon": "tlh", "quenya": "qya",
}  # fmt: skip
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*$")


def language_tag(name: str) -> str:
    """The BCP 47 tag for a language's name or tag; empty if unknown."""
    name = " ".join(name.split())
    if _TAG.match(name) and (len(name) <= 3 or name[2:3] in "-_" or name[3:4] in "-_"):
        primary, *subtags = re.split("[-_]", name)
        tags = [part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part for part in subtags]
        return "-".join([primary.lower(), *tags])
    return _TAGS.get(name.lower(), "")
