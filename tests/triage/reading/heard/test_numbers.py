"""Numbers typed by the way: read in our units, fever told from weather and ovens."""

from __future__ import annotations

import pytest

from messages.triage.reading import read
from messages.triage.vocabulary import MeasureKind, Status
from tests.triage.reading.heard.flags import flags


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("temp 38.9", MeasureKind.TEMPERATURE_C, 38.9),
        ("my temperature is 101.3F", MeasureKind.TEMPERATURE_C, 38.5),
        ("temp is 38,4 today", MeasureKind.TEMPERATURE_C, 38.4),
        ("thermometer says thirty nine point five", MeasureKind.TEMPERATURE_C, 39.5),
        ("pain 7/10", MeasureKind.PAIN_0_10, 7),
        ("slept 5 hours", MeasureKind.SLEEP_HOURS, 5),
        ("I weigh 11 stone 4 now", MeasureKind.WEIGHT_KG, 71.7),
        ("I weigh 154 lbs", MeasureKind.WEIGHT_KG, 69.9),
        ("took ten paracetamol", MeasureKind.PARACETAMOL_TABLETS, 10),
        ("had 2 ibuprofen", MeasureKind.NSAID_TABLETS, 2),
        ("sats 91%", MeasureKind.OXYGEN_PERCENT, 91),
    ],
)
def test_numbers_come_in_our_units(text: str, kind: MeasureKind, value: float) -> None:
    found = {one.kind: one.value for one in read(text).measures}

    assert found[kind] == pytest.approx(value, abs=0.06)


@pytest.mark.parametrize(
    "text", ["38 degrees outside", "baked it at 180 degrees", "heat pad on 40 degrees", "raise the leg 40 degrees"]
)
def test_weather_and_ovens_have_no_fever(text: str) -> None:
    assert not read(text).measures


@pytest.mark.parametrize("value", ["38.0", "38.1", "39.5", "100.4F", "103 F"])
def test_a_measured_fever_is_a_mention_too(value: str) -> None:
    assert "inf_fever_back" in flags(f"my temperature is {value}", Status.CURRENT)


def test_just_under_the_threshold_is_no_measured_fever() -> None:
    assert "inf_fever_back" not in flags("my temperature is 37.9", Status.CURRENT)
