"""Which of the reviewed warnings a level and a place call for."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from messages.triage.flags import table
from messages.triage.vocabulary import Channel, Level


class Kind(StrEnum):
    """One reviewed warning; its texts stand in ``levels.yaml`` under this name."""

    AMB = "amb"
    ED_CES = "ed_ces"
    ED = "ed"
    CRISIS = "crisis"
    MAT = "mat"
    POISON = "poison"
    DAY_CLIN = "day_clin"
    DAY_ONC = "day_onc"
    DAY_EYE = "day_eye"
    DAY_PHARM = "day_pharm"
    DAY_MAT = "day_mat"
    DAY_CRISIS = "day_crisis"
    HARM = "harm"
    ACTING = "acting"
    TAKEN = "taken"

    @property
    def emergency(self) -> bool:
        """Act within minutes, as against today."""
        return self in _EMERGENCIES

    @property
    def crisis(self) -> bool:
        """About wanting to die or self-harm: gentle, and never loud in its wording."""
        return self in (Kind.CRISIS, Kind.DAY_CRISIS)

    @property
    def mind(self) -> bool:
        """About wanting to die, also where the ambulance comes first: they may act now, or have taken something."""
        return self.crisis or self in (Kind.ACTING, Kind.TAKEN)

    @property
    def private(self) -> bool:
        """About dying or about home: what was told is named in no message that repeats."""
        return self.mind or self is Kind.HARM


_EMERGENCIES = frozenset({Kind.AMB, Kind.ED_CES, Kind.ED, Kind.CRISIS, Kind.MAT, Kind.POISON, Kind.ACTING, Kind.TAKEN})
UNSAFE_AT_HOME = "safe_harm_other"
OF_DYING = frozenset({"mh_suicide_active", "mh_suicide_thoughts", "mh_self_harm"})
OF_MOOD = frozenset({"mh_phq2_pos", "mh_gad2_pos", "mh_not_coping"}) | OF_DYING
"""What is about the mind needs somebody to talk to as its safety net, and no list of signs of the spine."""
_TAKEN = frozenset({"med_paracetamol_over", "med_opioid_tox", "med_sedative_mix"})
_NOW = {
    Channel.AMB: Kind.AMB,
    Channel.CRISIS: Kind.CRISIS,
    Channel.MAT: Kind.MAT,
    Channel.POISON: Kind.POISON,
}
_TODAY = {
    Channel.ONC: Kind.DAY_ONC,
    Channel.EYE: Kind.DAY_EYE,
    Channel.PHARM: Kind.DAY_PHARM,
    Channel.MAT: Kind.DAY_MAT,
    Channel.CRISIS: Kind.DAY_CRISIS,
    Channel.POISON: Kind.POISON,
}


def kind_of(flag: str, level: int, channel: Channel) -> Kind:
    """Return the warning for a reason; total, so that no new channel can leave somebody without words."""
    if flag == UNSAFE_AT_HOME and level < Level.EMERGENCY_NOW:
        return Kind.HARM
    if level < Level.EMERGENCY_NOW:
        return _TODAY.get(channel, Kind.DAY_CLIN)
    if flag in OF_DYING and channel in (Channel.AMB, Channel.POISON):
        return Kind.ACTING if channel is Channel.AMB else Kind.TAKEN
    if channel in _NOW:
        return _NOW[channel]
    return Kind.ED_CES if flag in table().members("ces") else Kind.ED


def taken(told: Sequence[tuple[str, int, Channel]]) -> bool:
    """Have they taken something to die? Each thing told is a flag, its level and where to go."""
    grave = [(flag, channel) for flag, level, channel in told if level >= Level.EMERGENCY_NOW]
    swallowed = any(flag in _TAKEN or channel is Channel.POISON for flag, channel in grave)
    return swallowed and any(flag in OF_DYING for flag, _, _ in told)
