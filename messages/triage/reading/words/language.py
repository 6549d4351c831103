"""Tells when a text is in a language the reader does not know, so that nobody is met with silence."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from messages.reviewed import load
from messages.triage.reading.words.tokens import Token, tokenise

_SURE = 0.5
_FEWEST_WORDS = 3
_SHORT = 8
"""Up to so many words a single telling one decides; longer texts are left to the statistics."""
_SHARED = frozenset(
    ["no", "me", "a", "am", "so", "do", "has", "in", "was", "is", "on", "to", "be", "at", "i", "it", "had"]
)
"""English words that other languages write too."""
_SCRIPTS = {
    "CYRILLIC": "ru",
    "ARABIC": "ar",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "GURMUKHI": "pa",
    "GUJARATI": "gu",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "SINHALA": "si",
    "ETHIOPIC": "am",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "LAO": "lo",
    "MYANMAR": "my",
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "THAI": "th",
    "GREEK": "el",
    "HEBREW": "he",
}
_SCRIPT_FAMILIES = {"CYRILLIC": ("ru", "uk", "bg", "sr", "mk", "be", "kk"), "ARABIC": ("ar", "fa", "ur", "ps")}
_LANGUAGES = (
    "en", "es", "fr", "de", "it", "pt", "nl", "pl", "ro", "cs", "sk", "hu", "sv", "da", "no", "fi", "tr",
    "id", "ms", "vi", "tl", "sw", "sq", "hr", "sl", "lt", "lv", "et", "ru", "uk", "bg", "sr", "mk", "be",
    "kk", "ar", "fa", "ur", "ps",
)  # fmt: skip
_HINGLISH = frozenset(
    [
        "mujhe",
        "mujhko",
        "mera",
        "meri",
        "mere",
        "hai",
        "hain",
        "hoon",
        "nahi",
        "nahin",
        "kya",
        "kyun",
        "kaise",
        "kamar",
        "dard",
        "peeth",
        "pith",
        "bahut",
        "bohot",
        "raha",
        "rahi",
        "rahe",
        "gaya",
        "gayi",
        "se",
        "bhi",
        "aur",
        "lekin",
        "par",
        "mein",
        "main",
        "hum",
        "aap",
        "tum",
        "ko",
        "ka",
        "ki",
        "kal",
        "aaj",
        "subah",
        "raat",
        "pair",
        "pairon",
        "peshab",
        "bukhar",
        "sunn",
        "ghutna",
        "doctor",
        "ho",
        "hua",
        "hui",
        "tha",
        "thi",
        "kuch",
        "thoda",
        "zyada",
        "abhi",
        "pehle",
        "baad",
        "saath",
    ]
)
_ENGLISH = frozenset(
    [
        "the",
        "i",
        "my",
        "and",
        "is",
        "it",
        "a",
        "to",
        "of",
        "in",
        "on",
        "for",
        "with",
        "not",
        "was",
        "but",
        "have",
        "has",
        "had",
        "me",
        "you",
        "at",
        "this",
        "that",
        "are",
        "so",
        "be",
        "back",
        "pain",
        "can",
        "no",
        "up",
        "just",
        "from",
        "do",
        "does",
        "its",
        "been",
        "when",
        "all",
        "sore",
        "bad",
        "feel",
        "can't",
        "cant",
        "don't",
        "dont",
        "im",
        "its",
        "leg",
        "legs",
        "day",
        "week",
        "today",
        "still",
        "after",
        "now",
        "good",
        "better",
        "worse",
        "same",
        "ok",
        "okay",
        "fine",
        "thanks",
        "thank",
        "please",
        "what",
        "how",
        "why",
        "walk",
        "walked",
        "sleep",
        "slept",
        "did",
        "done",
        "yes",
        "hurts",
        "ache",
        "aching",
        "very",
        "really",
        "bit",
        "bed",
        "night",
        "morning",
        "am",
        "pm",
        "stretch",
        "stretches",
    ]
)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(_LANGUAGES))
    return identifier


def unread_language(text: str, tokens: Sequence[Token]) -> str | None:
    """Return the ISO 639-1 code of the language of ``text`` when it is not English, else None."""
    script = _script(text)
    if script is not None:
        return _in_script(text, script)
    words = [token.text for token in tokens if token.is_word and token.text.isalpha()]
    told = _told_by(words)
    if told is not None or len(words) < _FEWEST_WORDS:
        return told
    hindi = sum(word in _HINGLISH for word in words)
    english = sum(word in _ENGLISH for word in words)
    if hindi >= 2 and hindi > english and hindi * 3 >= len(words):
        return "hi"
    if english * 4 >= len(words):
        return None
    language, share = _identifier().classify(text)
    return None if language == "en" or float(share) < _SURE else str(language)


@lru_cache(maxsize=1)
def _telltale() -> dict[str, str]:
    listed = load(files("messages.triage.reading.words").joinpath("telltale.yaml"))
    return {token.text: language for language, words in listed.items() for token in tokenise(words) if token.is_word}


def _told_by(words: Sequence[str]) -> str | None:
    """Return the language of a short text that has words of it and none that is English alone."""
    if len(words) > _SHORT or any(word in _ENGLISH and word not in _SHARED for word in words):
        return None
    found = Counter(_telltale()[word] for word in words if word in _telltale())
    return min(found, key=lambda language: (-found[language], language)) if found else None


def _script(text: str) -> str | None:
    """Return the script most letters are in, or None for Latin letters."""
    scripts: Counter[str] = Counter()
    for letter in text:
        if letter.isalpha():
            scripts["LATIN" if letter.isascii() else unicodedata.name(letter, "LATIN").split()[0]] += 1
    if not scripts:
        return None
    script, _ = min(scripts.items(), key=lambda one: (-one[1], one[0]))
    return script if script in _SCRIPTS else None


def _in_script(text: str, script: str) -> str:
    family = _SCRIPT_FAMILIES.get(script)
    if family is None:
        return "ja" if script == "CJK" and _has_kana(text) else _SCRIPTS[script]
    language, _ = _identifier().classify(text)
    return str(language) if language in family else _SCRIPTS[script]


def _has_kana(text: str) -> bool:
    return any("\u3040" <= letter <= "\u30ff" for letter in text)
