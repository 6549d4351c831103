"""Every nudge of the library is short, plain, sourced, cautious, and within what the reference supports."""

from __future__ import annotations

import re
import struct
from importlib.resources import files
from pathlib import Path

import pytest

from messages.catalogue import load_catalogue, render
from messages.content import Condition, Item, Kind, Mood, Part, StopRule, items_of, library
from messages.effects import Say
from messages.triage.flags import table

ITEMS = sorted(library().values(), key=lambda item: item.id)
by_item = pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)

_REVEALING = re.compile(
    r"\b(pain|ache|sciatica|spine|disc\b|pee\b|poo\b|wee\b|urine|bladder|bowel|suicid|cancer|pregnan|sex|illness|sick)",
    re.I,
)
_NEVER_NUDGED = re.compile(
    r"turmeric|omega|supplement|cold.water|ice bath|chiropract|manipulat|acupunct|muscle relax|probiotic|detox|"
    r"\bmri\b|corset|insole|traction|ibuprofen|paracetamol|misalign|massage gun",
    re.I,
)
_FALSE_COMFORT = re.compile(r"you are fine|you're fine|don'?t worry|nothing serious|all clear|will cure|heals?\b", re.I)


def syllables(word: str) -> int:
    word = re.sub(r"(?:[^laeiouy]es|ed|[^laeiouy]e)$", "", re.sub(r"[^a-z]", "", word.lower()))
    return max(1, len(re.findall(r"[aeiouy]{1,2}", word)))


def grade(text: str) -> float:
    """Return the Flesch-Kincaid school grade."""
    sentences = [each for each in re.split(r"[.!?:]+(?:\s|$)", text) if re.search(r"[a-z]", each, re.I)]
    words = re.findall(r"[A-Za-z'’-]+", text)
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_the_measure_tells_hard_from_easy() -> None:
    assert grade("Stand up. Shake out your arms. Sit down.") < 3
    assert grade("Progressive muscular relaxation necessitates considerable concentration initially.") > 12


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_has_enough_for_weeks_without_repeats(kind: Kind) -> None:
    assert len(items_of(kind)) >= 12


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("part", list(Part))
def test_every_part_of_the_day_has_several_items_of_each_kind(kind: Kind, part: Part) -> None:
    ordinary = [item for item in items_of(kind) if part in item.when and not item.suits]
    assert len(ordinary) >= 2, f"{kind} has too little for {part}"


@by_item
def test_the_line_fits_a_lock_screen_and_gives_nothing_away(item: Item) -> None:
    assert len(item.nudge) < 120
    assert not _REVEALING.search(item.nudge)


@by_item
def test_an_eleven_year_old_can_read_it(item: Item) -> None:
    whole = " ".join((item.nudge, item.how_to, item.dose, item.why, item.caution))
    assert grade(whole) <= 6, f"{item.id} reads at grade {grade(whole):.1f}"
    for sentence in re.split(r"(?<=[.!?:])\s+", whole):
        assert len(sentence.split()) <= 17, sentence


@by_item
def test_it_names_real_sources_and_awaits_review(item: Item) -> None:
    assert set(item.source) <= set(table().sources)
    assert item.reviewed is None


@by_item
def test_it_says_nothing_the_reference_does_not_support(item: Item) -> None:
    whole = " ".join((item.nudge, item.how_to, item.dose, item.why, item.caution))
    assert not _NEVER_NUDGED.search(whole)
    assert not _FALSE_COMFORT.search(whole)


@by_item
def test_it_renders_in_every_place_it_can_stand(item: Item) -> None:
    stops = "".join(f"\n\n{load_catalogue('en')[f'habits.stop.{rule.value}'].text}" for rule in item.stop_if)
    params = {"line": item.nudge, "how_to": item.how_to, "dose": item.dose, "more": f"\n\n{item.caution}{stops}"}
    shown = render("en", Say("habits.steps", params, picture=item.picture))
    assert len(shown.text.split()) <= 140
    assert render("en", Say("habits.nudge", {"line": item.nudge})).text
    reason = {"line": item.nudge, "why": item.why, "strength": "x", "sources": "y"}
    assert render("en", Say("habits.reason", reason)).text


@by_item
def test_its_picture_is_there(item: Item) -> None:
    if item.picture:
        assert (files("messages.pictures") / item.picture).is_file()


def test_most_stretches_have_a_picture() -> None:
    assert len({item.picture for item in items_of(Kind.STRETCHING) if item.picture}) >= 16


def test_every_picture_is_used_and_small() -> None:
    used = {item.picture for item in ITEMS if item.picture}
    for file in Path(str(files("messages.pictures"))).iterdir():
        if file.suffix in (".png", ".gif"):
            assert file.name in used
            assert file.stat().st_size < 300_000


def test_the_pacer_breathes_in_and_out_in_exactly_ten_seconds_and_loops() -> None:
    data = (files("messages.pictures") / "breathe.gif").read_bytes()
    assert data.startswith(b"GIF89a")
    assert b"NETSCAPE2.0\x03\x01\x00\x00" in data
    delays = [
        struct.unpack("<H", data[at + 4 : at + 6])[0]
        for at in range(len(data) - 8)
        if data[at : at + 4] == b"\x21\xf9\x04\x04" and data[at + 6 : at + 8] == b"\x00\x00"
    ]
    assert sum(delays) == 1000


@by_item
def test_body_work_rests_in_a_hold_and_says_when_to_stop(item: Item) -> None:
    if item.is_body_work:
        assert not item.allowed_in_hold
        assert item.stop_if
    if item.kind is Kind.STRETCHING:
        assert item.is_body_work
        assert StopRule.MOVEMENT in item.stop_if


def test_what_may_go_out_in_a_hold_is_exactly_this() -> None:
    allowed = {item.id for item in ITEMS if item.allowed_in_hold and item.kind is not Kind.HYDRATION}
    assert allowed == {"br_natural", "br_natural_shoulders", "rx_body_scan", "sl_mindful"}


def test_whoever_must_limit_fluids_is_only_told_to_drink_less_at_night() -> None:
    free = {item.id for item in items_of(Kind.HYDRATION) if Condition.FLUID_LIMIT not in item.suppress_if}
    assert free == {"hy_evening_taper"}


def test_amounts_go_only_to_people_who_said_no_to_every_limit() -> None:
    for item in items_of(Kind.HYDRATION):
        if re.search(r"\d+ (?:to \d+ )?(?:cups|glasses)|litre", f"{item.nudge} {item.how_to} {item.dose}"):
            assert Condition.FLUID_UNKNOWN in item.suppress_if, item.id


def test_nobody_is_told_to_drink_or_eat_while_an_emergency_is_open() -> None:
    drinking = [item for item in items_of(Kind.HYDRATION) if item.id != "hy_evening_taper"]
    assert all(Condition.EMERGENCY in item.suppress_if for item in drinking)


REFERENCE = {
    "st_knee_to_chest": {Condition.WEAK_BONES, Condition.LEG_SYMPTOMS},
    "st_childs_pose": {Condition.WEAK_BONES, Condition.PREGNANT},
    "st_prone_press_up": {Condition.NARROW_CANAL, Condition.PREGNANT},
    "st_standing_extension": {Condition.NARROW_CANAL, Condition.UNSTEADY},
    "st_hamstring_strap": {Condition.LEG_SYMPTOMS, Condition.PREGNANT},
    "st_thoracic_open_book": {Condition.WEAK_BONES, Condition.UPPER_BACK_UNCHECKED},
    "ex_bridge": {Condition.CRASH_AFTER_EFFORT, Condition.PREGNANT},
    "ex_bird_dog": {Condition.CRASH_AFTER_EFFORT},
    "ex_sit_to_stand": {Condition.CRASH_AFTER_EFFORT, Condition.UNSTEADY},
    "st_morning_5": {Condition.STIFF_MORNINGS},
    "wk_start": {Condition.CRASH_AFTER_EFFORT, Condition.WALKING_UNCHECKED},
    "br_box": {Condition.NO_BREATH_HOLDS, Condition.HOLDS_UNKNOWN},
    "ht_heat": {Condition.FEVER, Condition.NUMB_SKIN, Condition.CANCER, Condition.PREGNANT},
    "rx_pmr": {Condition.CRASH_AFTER_EFFORT},
    "sl_back_pillow": {Condition.PREGNANT},
}


@pytest.mark.parametrize("name", sorted(REFERENCE))
def test_the_contraindications_of_the_reference_are_kept(name: str) -> None:
    assert library()[name].suppress_if >= REFERENCE[name]


def test_illness_and_bad_nights_have_items_of_their_own() -> None:
    assert {mood for item in ITEMS for mood in item.suits} == set(Mood)
