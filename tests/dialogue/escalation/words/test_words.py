"""What warnings say: action and number first, short, plain, never soothing, for every flag and country."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from messages.catalogue import load_catalogue, render
from messages.dialogue.escalation.words.kinds import Kind, kind_of
from messages.dialogue.escalation.words.lines import first_line
from messages.dialogue.escalation.words.warning import LONGEST, for_another, kind_for, warning
from messages.dialogue.scene import Scene
from messages.effects import Say
from messages.memory import AlertReason, Memory, Person
from messages.numbers import countries
from messages.triage.flags import channel_at, table
from messages.triage.vocabulary import Channel, Level

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
EVERYWHERE = [None, *sorted(countries())]
SOME_PLACES = [None, "GB", "US", "IT", "JP", "BD", "NL"]
ACTION = re.compile(r"\b(call|go|phone|speak|see|have|ask|talk)\b", re.IGNORECASE)
BANNED = ("you are fine", "you're fine", "don't worry", "do not worry", "nothing serious", "all clear", "no need to")
LONG_WORDS = "it has been going completely numb down there since early this morning and it will not stop"


def scene(country: str | None) -> Scene:
    return Scene(Memory(Person(chat_id=1, created_at=NOW, country=country, consent_version="2")), NOW)


def reason(flag: str, level: Level, channel: Channel | None = None, words: str = LONG_WORDS) -> AlertReason:
    row = table().flags[flag]
    place = channel or channel_at(row, level)
    return AlertReason(flag=flag, words=words, rule=f"row:{flag}", source="K", level=level, channel=place)


@pytest.mark.parametrize("country", EVERYWHERE)
@pytest.mark.parametrize("kind", list(Kind))
def test_the_first_sixty_characters_hold_the_action_and_the_number(kind: Kind, country: str | None) -> None:
    numbers = countries().get(country or "")
    dialled = {"112 EU", "911 US", "999 UK"}
    if numbers is not None:
        lines = (numbers.urgent, numbers.crisis)
        dialled = {numbers.ambulance, *(line.number for line in lines if line is not None)}

    preview = first_line(scene(country), kind)[:60]

    assert ACTION.search(preview) or preview.startswith("In danger now?")
    if numbers is None:
        assert all(number in preview for number in dialled)
    else:
        assert any(re.search(rf"(?<!\d){re.escape(number)}(?!\d)", preview) for number in dialled)


@pytest.mark.parametrize("country", [code for code in EVERYWHERE if code])
@pytest.mark.parametrize("kind", [kind for kind in Kind if kind.emergency])
def test_an_emergency_shows_the_ambulance_number_of_the_country_first(kind: Kind, country: str) -> None:
    assert countries()[country].ambulance in first_line(scene(country), kind)[:60]


@pytest.mark.parametrize("flag", list(table().flags))
def test_every_flag_has_a_warning_that_fits_in_every_place(flag: str) -> None:
    for country in SOME_PLACES:
        for level in (Level.SAME_DAY, Level.EMERGENCY_NOW):
            for channel in Channel:
                found = [reason(flag, level, channel), reason("sep_signs", Level.SAME_DAY, Channel.CLIN)]
                text = warning(scene(country), found)
                shown = render("en", Say("escalation.alert", {"text": text}))

                assert not shown.html
                assert len(shown.text) <= LONGEST, (flag, country, level, channel)
                assert "nobody watches this chat" in shown.text


@pytest.mark.parametrize("flag", list(table().flags))
def test_a_warning_for_somebody_else_speaks_of_them(flag: str) -> None:
    for level in (Level.SAME_DAY, Level.EMERGENCY_NOW):
        text = for_another(scene("GB"), [reason(flag, level)])

        assert len(text) <= LONGEST
        assert "someone else" in text


def test_typed_words_are_quoted_and_tapped_ones_are_not() -> None:
    typed = warning(scene("GB"), [reason("ces_saddle_numb", Level.EMERGENCY_NOW, words="my bum is numb")])
    tapped = warning(scene("GB"), [reason("ces_saddle_numb", Level.EMERGENCY_NOW, words="")])

    assert "You told me: “my bum is numb”." in typed
    assert "You told me: numbness around your bottom or private parts." in tapped


def test_braces_and_markup_in_somebodys_words_stay_words() -> None:
    text = warning(scene("GB"), [reason("ces_saddle_numb", Level.EMERGENCY_NOW, words="numb {n} <b>&")])

    assert "“numb {n} <b>&”" in render("en", Say("escalation.alert", {"text": text})).text


def test_a_warning_about_harm_at_home_names_no_reason() -> None:
    text = warning(scene("GB"), [reason("safe_harm_other", Level.SAME_DAY, words="my husband hits me")])

    assert "husband" not in text
    assert "hurt" not in text
    assert text.startswith("In danger now? Call 999.")


@pytest.mark.parametrize("level", [Level.SAME_DAY, Level.EMERGENCY_NOW])
@pytest.mark.parametrize("channel", list(Channel))
def test_every_level_and_place_has_its_words(level: Level, channel: Channel) -> None:
    kind = kind_of("ces_saddle_numb", level, channel)

    assert kind.emergency or level < Level.EMERGENCY_NOW
    assert kind_for([reason("ces_saddle_numb", level, channel)]) is kind


def test_no_text_soothes_or_gives_the_all_clear() -> None:
    found = {
        (key, banned)
        for key, entry in load_catalogue("en").items()
        for banned in BANNED
        if banned in entry.text.casefold()
    }

    assert found == set()


SAFETY = ("levels.", "escalation.", "serious.", "common.stumbled")


def test_safety_texts_are_sent_without_markup() -> None:
    labels = {"escalation", "serious"}
    for key, entry in load_catalogue("en").items():
        sentence = len(entry.text) > 45
        if key.startswith(SAFETY) and sentence and key.split(".")[0] in {*labels, "levels", "common"}:
            assert entry.plain, key


def test_every_line_of_advice_names_a_source_that_exists() -> None:
    for key, entry in load_catalogue("en").items():
        if key.startswith("levels.") and (".body" in key or ".also" in key or ".first" in key):
            assert entry.source, key
        if key.startswith(SAFETY):
            for name in filter(None, (each.strip() for each in entry.source.split(","))):
                assert name in table().sources, (key, name)


HARDEST = 6.5


@pytest.mark.parametrize("kind", list(Kind))
def test_a_warning_reads_at_the_age_of_eleven(kind: Kind) -> None:
    by_kind = {
        kind_of(row.id, level, channel): (row.id, level, channel)
        for row in table().flags.values()
        for level in (Level.SAME_DAY, Level.EMERGENCY_NOW)
        for channel in Channel
    }
    flag, level, channel = by_kind[kind]

    assert grade(warning(scene("GB"), [reason(flag, level, channel, words="")])) <= HARDEST


def test_every_safety_text_reads_at_the_age_of_eleven() -> None:
    hard = {
        key: round(grade(entry.text), 1)
        for key, entry in load_catalogue("en").items()
        if key.startswith(SAFETY)
        and len(entry.text) > 60
        and not key.startswith("escalation.desk")
        and grade(entry.text) > HARDEST
    }

    assert hard == {}


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade, each line a sentence of its own, with a simple count of syllables."""
    sentences = [
        each for each in re.split(r"[.?!:\n•]+", re.sub(r"\{\w+\}", "it", text)) if re.search(r"[A-Za-z]", each)
    ]
    words = [word for each in sentences for word in re.findall(r"[A-Za-z']+", each)]
    syllables = sum(_syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    letters = re.sub(r"[^a-z]", "", word.lower())
    silent = letters.endswith("e") and not letters.endswith("le")
    return max(1, len(re.findall(r"[aeiouy]+", letters)) - (1 if silent else 0))


def test_the_grade_tells_plain_words_from_learned_ones() -> None:
    assert grade("Can you pee? Call now.") < 2
    assert grade("Do you experience neurological deterioration with associated incontinence") > 12
