"""When a nudge comes, to whom it does not come, and why."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from messages.buttons import Button
from messages.content import Item, Kind, item_of, library
from messages.dialogue.habits.planning.choose import allowed, choose
from messages.dialogue.scene import Scene
from messages.effects import Lane, Plan, Say, Withdraw
from messages.memory import Alert, AlertReason, AlertState, NudgeRecord, NudgeState, Rhythm, RiskAnswer
from messages.triage.vocabulary import Answer, Case, Channel, Fact, Level, Measure, MeasureKind, Origin
from tests.dialogue.host import Talk, at

MORNING = at("2026-03-10", "06:00")
NEVER_QUIET: dict[str, Any] = {"quiet_from": "00:00", "quiet_to": "00:00"}


def only(kind: str, *times: str, **rhythm: Any) -> dict[str, Rhythm]:
    """Return habits with one kind on."""
    return {kind: Rhythm(times=times, **rhythm)}


def talk_with(now: datetime = MORNING, **fields: Any) -> Talk:
    """Return a talk whose nudges are planned and nothing else is."""
    return Talk.with_(now, **fields).comes_due("nudge_replan", "")


def sent(talk: Talk) -> list[NudgeRecord]:
    return sorted(talk.nudges, key=lambda each: each.sent_at)


def local_times(talk: Talk) -> list[str]:
    return [f"{each.sent_at.astimezone(talk.person.tz):%m-%d %H:%M}" for each in sent(talk)]


def alert(level: Level, opened_at: datetime, channel: Channel = Channel.ED, **fields: Any) -> Alert:
    reason = AlertReason(
        flag=fields.pop("flag", "neuro_foot_drop"), words="", rule="row", source="K", level=int(level), channel=channel
    )
    return Alert(id="z1", level=int(level), channel=channel, opened_at=opened_at, reasons=(reason,), **fields)


def with_case(talk: Talk, **fields: Any) -> Talk:
    talk.memory = replace(talk.memory, **fields)
    return talk


def risks(**answers: Answer) -> dict[str, RiskAnswer]:
    return {name: RiskAnswer(answer=answer, at=MORNING) for name, answer in answers.items()}


def scene_of(talk: Talk) -> Scene:
    return Scene(replace(talk.memory, case=talk.case), talk.now)


# It comes


def test_it_comes_at_the_chosen_time_within_a_few_minutes_each_day() -> None:
    talk = talk_with(nudges=only("stretching", "09:00")).travel(days=3)
    assert [text[:5] for text in local_times(talk)] == ["03-10", "03-11", "03-12"]
    for each in sent(talk):
        late = each.sent_at - at(each.day, "09:00")
        assert timedelta() <= late <= timedelta(minutes=4)


def test_it_is_silent_last_in_line_short_lived_and_gives_nothing_away() -> None:
    talk = talk_with(nudges=only("stretching", "09:00")).travel(hours=4)
    say = next(each for each in talk.effects if isinstance(each, Say))
    assert (say.silent, say.lane, say.topic) == (True, Lane.NUDGE, "nudge:stretching")
    assert say.expires_after == timedelta(minutes=30)
    assert talk.screen[-1].labels == ["Done", "Later", "Skip today", "How", "Why?"]


def test_it_expires_before_quiet_hours_begin() -> None:
    talk = talk_with(nudges=only("stretching", "21:50")).travel(hours=17)
    [say] = [each for each in talk.effects if isinstance(each, Say)]
    [record] = sent(talk)
    assert say.expires_after is not None
    assert record.sent_at + say.expires_after <= at("2026-03-10", "22:00")


def test_the_next_one_is_planned_before_anything_is_said() -> None:
    talk = talk_with(nudges=only("stretching", "09:00")).travel(hours=4)
    kinds = [type(each) for each in talk.fresh]
    assert kinds.index(Plan) < kinds.index(Say)
    assert set(talk.memory.agenda) == {("nudge", "stretching")}


def test_nobody_who_never_chose_gets_more_than_one_of_each_kind_a_day() -> None:
    talk = talk_with().travel(to=at("2026-03-10", "23:59"))
    assert sorted(each.kind for each in sent(talk)) == ["breathing", "hydration", "sleep", "stretching"]


def test_sleep_comes_before_bed_also_for_a_night_worker() -> None:
    night: dict[str, Any] = {"wake": "16:00", "bed": "08:30", "quiet_from": "08:30", "quiet_to": "16:00"}
    talk = talk_with(nudges=only("sleep", spread=1), **night).travel(days=2)
    assert all("07:00" <= text[6:] <= "07:14" for text in local_times(talk))


def test_weekdays_are_kept() -> None:
    talk = talk_with(nudges=only("hydration", "10:00", weekdays=(0, 5))).travel(days=14)
    assert [each.day.weekday() for each in sent(talk)] == [5, 0, 5, 0]


def test_no_item_repeats_for_weeks() -> None:
    talk = talk_with(nudges=only("stretching", "10:00"))
    seen = []
    for _ in range(12):
        talk.travel(days=1)
        seen.append(talk.nudges[0].item)
    assert len(set(seen)) == 12


@pytest.mark.parametrize(
    ("zone", "change"),
    [
        ("Europe/London", "2026-03-29"),
        ("Europe/London", "2026-10-25"),
        ("America/Santiago", "2026-09-06"),
        ("Australia/Lord_Howe", "2026-04-05"),
    ],
)
@pytest.mark.parametrize("time", ["00:30", "01:30", "01:45"])
def test_a_clock_change_still_brings_one_a_day(zone: str, change: str, time: str) -> None:
    start = at(change, "12:00", zone) - timedelta(days=3)
    talk = talk_with(start, zone=zone, nudges=only("breathing", time), **NEVER_QUIET).travel(days=6)
    days = [each.day for each in sent(talk)]
    assert len(days) == len(set(days)) == 6


def test_a_trip_west_does_not_bring_the_same_turn_twice() -> None:
    talk = talk_with(zone="Europe/Berlin", nudges=only("stretching", "09:00"), **NEVER_QUIET).travel(hours=6)
    assert len(talk.nudges) == 1
    person = talk.person.model_copy(update={"zone": "America/New_York"})
    talk = with_case(talk, person=person).comes_due("nudge_replan", "")
    assert talk.memory.agenda["nudge", "stretching"].astimezone(ZoneInfo("America/New_York")).date() == date(
        2026, 3, 11
    )
    talk.travel(hours=26)
    assert len(talk.nudges) == 2


def test_a_new_zone_moves_what_waits_at_once() -> None:
    talk = talk_with(nudges=only("stretching", "18:00"), **NEVER_QUIET)
    before = talk.memory.agenda["nudge", "stretching"]
    person = talk.person.model_copy(update={"zone": "Asia/Tokyo"})
    talk = with_case(talk, person=person).comes_due("nudge_replan", "")
    assert talk.memory.agenda["nudge", "stretching"] == before - timedelta(hours=9)


def test_a_row_that_was_planned_for_other_hours_says_nothing() -> None:
    talk = talk_with(nudges=only("stretching", "18:00"))
    talk.comes_due("nudge", "stretching", talk.now)
    assert not talk.nudges
    assert ("nudge", "stretching") in talk.memory.agenda


# It does not come


@pytest.mark.parametrize(
    "fields",
    [
        {"consent_version": None},
        {"stopped": True},
        {"reachable": False},
        {"paused_until": date(2026, 3, 20)},
        {"nudges": {"stretching": Rhythm(on=False, times=("09:00",))}},
        {"daily_cap": 0},
    ],
    ids=["no consent", "stopped", "blocked", "paused", "off", "none a day"],
)
def test_nothing_comes_to_whom_it_may_not(fields: dict[str, Any]) -> None:
    talk = talk_with(nudges=only("stretching", "09:00")).travel(hours=1)
    person = talk.person.model_copy(update=fields)
    with_case(talk, person=person).travel(days=2)
    assert not talk.nudges


def test_late_by_half_an_hour_still_comes_and_later_is_dropped() -> None:
    soon = talk_with(nudges=only("stretching", "09:00"))
    due = soon.memory.agenda["nudge", "stretching"]
    assert soon.travel(to=due + timedelta(minutes=30), down=True).nudges
    late = talk_with(nudges=only("stretching", "09:00"))
    assert not late.travel(to=due + timedelta(minutes=31), down=True).nudges
    assert late.memory.agenda["nudge", "stretching"] > late.now


def test_after_three_days_away_nobody_is_flooded() -> None:
    talk = talk_with(nudges={kind.value: Rhythm(spread=4) for kind in Kind})
    talk.travel(days=3, down=True)
    assert not talk.nudges


def test_two_nudges_never_come_in_the_same_minute() -> None:
    talk = talk_with(nudges={kind.value: Rhythm(times=("12:00",)) for kind in Kind}).travel(hours=10)
    moments = [each.sent_at for each in sent(talk)]
    assert len(moments) == 4
    gaps = [later - earlier for earlier, later in itertools.pairwise(moments)]
    assert min(gaps) >= timedelta(minutes=5)


def test_quiet_hours_are_waited_for_and_not_everything_comes_at_their_end() -> None:
    rhythms = {kind.value: Rhythm(times=("06:00", "06:30")) for kind in Kind}
    talk = talk_with(at("2026-03-10", "00:10"), nudges=rhythms).travel(to=at("2026-03-10", "12:00"))
    times = [text[6:] for text in local_times(talk)]
    assert len(times) == len(set(times)) == 4
    assert all("07:00" <= each <= "08:00" for each in times)


def test_quiet_hours_of_a_night_worker_are_by_day() -> None:
    night: dict[str, Any] = {"wake": "16:00", "bed": "08:30", "quiet_from": "09:00", "quiet_to": "16:00"}
    talk = talk_with(nudges=only("hydration", "12:00", "03:00"), **night).travel(days=2)
    assert {text[6:8] for text in local_times(talk)} <= {"16", "03"}
    assert len(talk.nudges) >= 3


def test_a_running_talk_is_not_interrupted() -> None:
    talk = talk_with(nudges=only("stretching", "09:00"))
    due = talk.memory.agenda["nudge", "stretching"]
    busy = talk.person.model_copy(update={"focus": "ci", "active_at": due - timedelta(minutes=3)})
    with_case(talk, person=busy).travel(to=due + timedelta(minutes=9))
    assert not talk.nudges
    talk.travel(minutes=2)
    assert sent(talk)[0].sent_at == due + timedelta(minutes=10)


def test_the_cap_holds_and_the_most_useful_goes_first() -> None:
    rhythms = {"stretching": Rhythm(times=("18:00",)), "hydration": Rhythm(times=("08:00", "10:00", "12:00"))}
    talk = talk_with(nudges=rhythms, daily_cap=2).travel(to=at("2026-03-10", "23:59"))
    assert [each.kind for each in sent(talk)] == ["hydration", "stretching"]


def test_never_more_than_four_a_day_whatever_was_chosen() -> None:
    rhythms = {kind.value: Rhythm(spread=4) for kind in Kind}
    talk = talk_with(nudges=rhythms, daily_cap=50)
    for _ in range(5):
        talk.travel(to=talk.now + timedelta(days=1))
    by_day: dict[date, int] = {}
    for each in talk.nudges:
        by_day[each.day] = by_day.get(each.day, 0) + 1
    assert max(by_day.values()) == 4


def test_done_by_themselves_takes_the_place_of_the_next_one() -> None:
    talk = talk_with(nudges=only("stretching", "09:00", "15:00"))
    talk.presses(Button("nu", "", "did", "stretching"))
    assert Withdraw("nudge:stretching") in talk.fresh
    talk.travel(to=at("2026-03-10", "14:00"))
    assert [each.item for each in talk.nudges] == ["own"]
    talk.travel(to=at("2026-03-10", "16:00"))
    assert len(talk.nudges) == 2


def test_skipped_for_today_stays_away_until_tomorrow() -> None:
    talk = talk_with(nudges=only("stretching", "09:00", "15:00")).travel(to=at("2026-03-10", "10:00"))
    talk.presses("Skip today").travel(to=at("2026-03-10", "23:00"))
    assert [each.state for each in talk.nudges] == [NudgeState.SKIPPED]
    talk.travel(to=at("2026-03-11", "10:00"))
    assert len(talk.nudges) == 2


def test_a_new_time_today_comes_today_though_the_old_one_was_done() -> None:
    talk = talk_with(nudges=only("stretching", "09:00")).travel(to=at("2026-03-10", "10:00")).presses("Done")
    talk.presses(Button("nu", "", "time", "stretching.1200.1")).travel(to=at("2026-03-10", "12:10"))
    assert len(talk.nudges) == 2


# The hold


def test_in_a_hold_only_what_may_is_sent() -> None:
    talk = talk_with(nudges={kind.value: Rhythm(spread=2) for kind in Kind})
    opened = talk.now - timedelta(days=1)
    with_case(talk, alerts=(alert(Level.SAME_DAY, opened, Channel.CLIN),)).travel(days=4)
    items = [item_of(each.item) for each in talk.nudges]
    assert items
    assert all(item is not None and item.allowed_in_hold and not item.is_body_work for item in items)


@pytest.mark.parametrize("state", [AlertState.OPEN, AlertState.SEEN, AlertState.ACTING])
def test_an_alert_holds_until_it_is_resolved_not_just_seen(state: AlertState) -> None:
    talk = talk_with(nudges=only("stretching", "09:00"))
    held = alert(Level.SAME_DAY, talk.now, Channel.CLIN, state=state)
    assert not with_case(talk, alerts=(held,)).travel(days=2).nudges
    free = held.model_copy(update={"state": AlertState.RESOLVED})
    assert with_case(talk, alerts=(free,)).travel(days=1).nudges


@pytest.mark.parametrize(
    ("hours", "comes"), [(0.1, False), (1.9, False), (2.1, True)], ids=["at once", "before 2 h", "after 2 h"]
)
def test_nothing_at_all_comes_within_two_hours_of_an_emergency(hours: float, comes: bool) -> None:
    talk = talk_with(nudges=only("breathing", "09:00"))
    due = talk.memory.agenda["nudge", "breathing"]
    opened = due - timedelta(hours=hours)
    answered = alert(Level.EMERGENCY_NOW, opened, state=AlertState.ACTING)
    talk = with_case(talk, alerts=(answered,)).travel(to=due + timedelta(minutes=1))
    assert bool(talk.nudges) is comes


def test_no_small_talk_while_an_emergency_is_unanswered() -> None:
    talk = talk_with(nudges=only("breathing", "09:00"))
    unanswered = alert(Level.EMERGENCY_NOW, talk.now, state=AlertState.OPEN)
    assert not with_case(talk, alerts=(unanswered,)).travel(days=2).nudges


@pytest.mark.parametrize(
    ("wake", "bed", "quiet"),
    [
        ("07:00", "22:30", ("22:00", "07:00")),
        ("07:00", "22:00", ("22:00", "07:00")),
        ("06:00", "21:00", ("21:00", "06:00")),
        ("09:00", "00:00", ("00:00", "09:00")),
        ("16:00", "08:00", ("08:00", "16:00")),
    ],
)
def test_by_default_no_two_nudges_come_within_an_hour(wake: str, bed: str, quiet: tuple[str, str]) -> None:
    hours: dict[str, Any] = {"wake": wake, "bed": bed, "quiet_from": quiet[0], "quiet_to": quiet[1]}
    talk = talk_with(**hours).travel(days=6)
    moments = [each.sent_at for each in sent(talk)]
    assert len(moments) >= 18, "all kinds come"
    assert all(later - earlier >= timedelta(hours=1) for earlier, later in itertools.pairwise(moments))


def test_the_limit_people_are_shown_is_the_one_that_holds() -> None:
    talk = talk_with(nudges={kind.value: Rhythm(spread=3) for kind in Kind}).commands("/settings")
    assert "at most 4 a day" in talk.last.text and talk.person.daily_cap == 4
    talk.commands("/habits")
    assert "At most 4 a day" in talk.last.text
    days = Counter(each.day for each in talk.travel(days=4).nudges)
    assert max(days.values()) == 4


def test_an_alert_that_got_graver_counts_from_then() -> None:
    talk = talk_with(nudges=only("breathing", "09:00"))
    due = talk.memory.agenda["nudge", "breathing"]
    said = Fact("ces_saddle_numb", Answer.YES, due - timedelta(minutes=30), Origin.TEXT)
    graver = alert(Level.EMERGENCY_NOW, due - timedelta(days=2), flag="ces_saddle_numb")
    talk = with_case(talk, alerts=(graver,), case=Case(facts=(said,)))
    assert not talk.travel(to=due + timedelta(minutes=1)).nudges
    by_ladder = talk_with(nudges=only("breathing", "09:00"))
    restarted = alert(Level.EMERGENCY_NOW, due - timedelta(days=2), ladder=(2 * 1440 - 30 + 15, 2 * 1440))
    assert not with_case(by_ladder, alerts=(restarted,)).travel(to=due + timedelta(minutes=1)).nudges


def test_nobody_is_told_to_drink_while_an_emergency_is_open() -> None:
    talk = talk_with(nudges=only("hydration", "12:00", "18:30"))
    opened = talk.now - timedelta(days=1)
    with_case(talk, alerts=(alert(Level.EMERGENCY_NOW, opened),)).travel(days=5)
    assert {each.item for each in talk.nudges} <= {"hy_evening_taper"}


def test_after_a_crisis_nothing_comes_until_the_person_chooses() -> None:
    talk = talk_with(nudges={kind.value: Rhythm(spread=1) for kind in Kind})
    crisis = alert(Level.SAME_DAY, talk.now, Channel.CRISIS, flag="mh_suicide_thoughts")
    with_case(talk, alerts=(crisis,)).travel(days=3)
    assert not talk.screen, "silence while it is open"
    done = crisis.model_copy(update={"state": AlertState.RESOLVED, "resolved_at": talk.now})
    with_case(talk, alerts=(done,)).travel(days=2)
    assert [each.key for each in talk.screen] == ["habits.again"], "asked once, and only asked"
    with_case(talk, alerts=()).travel(days=70)
    assert not talk.nudges, "also when the alert is long forgotten"
    talk.presses("Yes").travel(days=1)
    assert talk.nudges


def test_not_yet_is_an_answer_and_the_menu_keeps_the_way_back() -> None:
    talk = talk_with(nudges=only("breathing", "09:00"))
    crisis = alert(Level.SAME_DAY, talk.now, Channel.CRISIS, flag="mh_self_harm", state=AlertState.RESOLVED)
    with_case(talk, alerts=(crisis,)).travel(days=3).presses("Not yet").travel(days=3)
    assert not talk.nudges
    talk.commands("/habits")
    assert "rest" in talk.last.text
    talk.presses("Yes, send them again").travel(days=1)
    assert talk.nudges


HOLDS: dict[str, dict[str, Any]] = {
    "fever measured": {"measures": (Measure(MeasureKind.TEMPERATURE_C, 38.4, MORNING - timedelta(hours=40)),)},
    "fever said": {"facts": (Fact("inf_fever_back", Answer.YES, MORNING - timedelta(hours=40), Origin.TEXT),)},
    "not sure of fever": {"facts": (Fact("sep_signs", Answer.NOT_SURE, MORNING, Origin.BUTTON),)},
    "feels ill": {"facts": (Fact("chg_fatigue_unwell", Answer.YES, MORNING, Origin.BUTTON),)},
    "unsafe": {"facts": (Fact("safe_harm_other", Answer.YES, MORNING, Origin.BUTTON),)},
    "possible fracture": {"facts": (Fact("fx_bruise_spine", Answer.YES, MORNING - timedelta(days=9), Origin.BUTTON),)},
}


@pytest.mark.parametrize("name", HOLDS)
@pytest.mark.parametrize("item", [each for each in library().values() if each.is_body_work], ids=lambda each: each.id)
def test_body_work_rests_for_every_kind_of_hold(name: str, item: Item) -> None:
    talk = with_case(Talk.with_(MORNING), case=Case(**HOLDS[name]))
    assert allowed(scene_of(Talk.with_(MORNING, risks=_all_denied())), item)
    assert not allowed(scene_of(talk), item)


def _all_denied() -> dict[str, RiskAnswer]:
    names = ("rf_heart_failure", "rf_ckd", "rf_dialysis_line", "rf_heart_disease", "rf_hypertension")
    return risks(**dict.fromkeys(names, Answer.NO))


def test_a_fever_of_three_days_ago_holds_no_more() -> None:
    old = Measure(MeasureKind.TEMPERATURE_C, 38.4, MORNING - timedelta(hours=49))
    talk = with_case(Talk.with_(MORNING), case=Case(measures=(old,)))
    assert allowed(scene_of(talk), library()["st_knee_rolls"])


def test_a_spine_operation_in_the_last_weeks_holds() -> None:
    given = RiskAnswer(answer=Answer.YES, at=MORNING, since=date(2026, 2, 20))
    talk = Talk.with_(MORNING, risks={"rf_spinal_surgery_date": given})
    assert not allowed(scene_of(talk), library()["st_knee_rolls"])


RULED_OUT = [
    ("rf_osteoporosis", "st_knee_to_chest"),
    ("rf_prev_fragility_fx", "st_cat_camel"),
    ("rf_pregnant", "st_prone_press_up"),
    ("rf_pregnant", "st_hamstring_strap"),
    ("rf_pem", "ex_bridge"),
    ("rf_pem", "wk_start"),
    ("rf_heart_failure", "hy_regular_sips"),
    ("rf_ckd", "hy_morning"),
    ("rf_dialysis_line", "hy_sick"),
    ("rf_hypertension", "br_box"),
    ("rf_cancer_history", "ht_heat"),
    ("rf_neuropathy_known", "ht_heat"),
    ("rf_known_disc_or_stenosis", "st_standing_extension"),
    ("rf_past_self_harm", "rx_body_scan"),
]


@pytest.mark.parametrize(("risk", "item"), RULED_OUT)
@pytest.mark.parametrize("answer", [Answer.YES, Answer.NOT_SURE])
def test_a_risk_factor_rules_items_out_also_when_not_sure(risk: str, item: str, answer: Answer) -> None:
    free = Talk.with_(MORNING, risks=_all_denied())
    assert allowed(scene_of(free), library()[item])
    held = Talk.with_(MORNING, risks=_all_denied() | risks(**{risk: answer}))
    assert not allowed(scene_of(held), library()[item])


@pytest.mark.parametrize("answer", [None, Answer.DECLINED, Answer.NOT_SURE, Answer.YES])
def test_silence_about_heart_and_kidneys_is_never_a_no_for_amounts(answer: Answer | None) -> None:
    given = _all_denied() | (risks(rf_ckd=answer) if answer else {})
    if answer is None:
        given.pop("rf_ckd")
    talk = Talk.with_(MORNING, risks=given)
    assert not allowed(scene_of(talk), library()["hy_regular_amount"])


def test_a_symptom_taken_back_rules_nothing_out() -> None:
    yes = Fact("neuro_leg_numb_one", Answer.YES, MORNING - timedelta(days=2), Origin.BUTTON)
    no = Fact("neuro_leg_numb_one", Answer.NO, MORNING - timedelta(days=1), Origin.BUTTON)
    item = library()["st_hamstring_strap"]
    assert not allowed(scene_of(with_case(Talk.with_(MORNING), case=Case(facts=(yes,)))), item)
    assert allowed(scene_of(with_case(Talk.with_(MORNING), case=Case(facts=(yes, no)))), item)


def test_a_bad_night_brings_the_item_made_for_it() -> None:
    tired = Measure(MeasureKind.SLEEP_QUALITY_0_10, 2, MORNING)
    talk = with_case(Talk.with_(at("2026-03-10", "10:00")), case=Case(measures=(tired,)))
    chosen = choose(scene_of(talk), Kind.SLEEP)
    assert chosen is not None
    assert chosen.id in ("sl_loop", "sl_restless")
    rested = Talk.with_(at("2026-03-10", "10:00"))
    other = choose(scene_of(rested), Kind.SLEEP)
    assert other is not None
    assert other.id not in ("sl_loop", "sl_restless")


def test_a_risk_answered_not_sure_counts_even_where_the_profile_holds_only_yes() -> None:
    memory = Talk.with_(MORNING, risks=risks(rf_osteoporosis=Answer.NOT_SURE)).memory
    assert not memory.case.profile.risk_factors
    assert not allowed(Scene(memory, MORNING), library()["st_knee_to_chest"])
