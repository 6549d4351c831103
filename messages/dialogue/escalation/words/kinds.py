"""Which of the reviewed warnings a level and a place call for."""

from __future__ import annotations

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

    @property
    def emergency(self) -> bool:
        """Act within minutes, as against today."""
        return self in _EMERGENCIES

    @property
    def crisis(self) -> bool:
        """About wanting to die or self-harm: gentle, and never loud in its wording."""
        return self in (Kind.CRISIS, Kind.DAY_CRISIS)


_EMERGENCIES = frozenset({Kind.AMB, Kind.ED_CES, Kind.ED, Kind.CRISIS, Kind.MAT, Kind.POISON})
UNSAFE_AT_HOME = "safe_harm_other"
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
    if channel in _NOW:
        return _NOW[channel]
    return Kind.ED_CES if flag in table().members("ces") else Kind.ED
