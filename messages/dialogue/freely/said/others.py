"""Plain news of somebody else, such as the one they care for, is no part of the writer's own log."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from messages.dialogue.escalation.asking.typed import RELATION, names_another, speaks_of_self
from messages.dialogue.freely import own_advice, wishes
from messages.dialogue.freely.changes.again import put_again
from messages.dialogue.freely.plain_words import simple, wish_of
from messages.dialogue.scene import Scene
from messages.effects import Say
from messages.memory import Frozen
from messages.triage.vocabulary import Answer, Verdict

NAME = "others"
STILL_OF_THEM = timedelta(hours=24)
"""So long after the last news "he" and "she" are the person spoken of."""
_FEWEST = 2
_LEAD = (
    r"^(?:(?:and|but|so|now|oh|yes|well|ok|hi|hello|hey|still|today|also|update|good news|bad news|finally|yesterday|"
    r"this morning|last night|tonight|btw|anyway)\W+)*"
)
_NAMED = re.compile(rf"{_LEAD}(?:(?:my|our|me|the) )?(?:(?:old|poor|dear) )?{RELATION}(?:'?s)?\b")
_PRONOUN = re.compile(
    rf"{_LEAD}(?:she|he|they)(?:'?(?:s|ll|d|re|ve))?\b|{_LEAD}(?:his|her|their) \w+|\b(?:him|her|them)\W*$"
    r"|\b(?:for|to|with|of|on|gave|give|saw|seen|got|took|take|help|helped|told|visited) (?:him|her|them)\b"
)
_OF_A_BODY = re.compile(
    r"\b(?:hospital|ward|a ?& ?e|discharged|admitted|operation|op|surgery|operated|scans?|mri|x-?rays?|bloods?|tests?|"
    r"results?|gp|doctors?|nurses?|consultant|carers?|physio|district nurse|hospice|care home|diagnosed|chemo|"
    r"better|worse|poorly|ill|sick|unwell|pain|pains|sore|hurts?|hurting|aches?|aching|stiff|weak|weaker|tired|"
    r"confused|comfortable|settled|slept|sleeps|sleeping|awake|asleep|(?:good|bad|rough|better|poor) (?:night|day)|"
    r"ate|eats|eating|eaten|drinking|drank|walking|walks|walked|standing|fell|fall|falls|legs?|feet|foot|knees?|hips?|"
    r"arms?|chest|head|wound|stitches|catheter|breathing|cough|coughing|temperature|fever|blood pressure|tablets?|"
    r"pills?|meds|medication|medicine|antibiotics|morphine|paracetamol|injections?|infection|cancer|diabetes|dementia|stroke|"
    r"appetite|weight|toilet|bowels?|bladder|recover\w*|healing|mend|on the mend)\b"
    rf"|\b(?:his|her|their|bad|sore|lower|{RELATION}'?s) back\b"
)
_OF_THE_WRITER = re.compile(
    r"\b(?:us|we|we're|ours|you|your)\b|\b(?:fetched|drove|lifted|massaged|carried|made)\b"
    r"|^(?:she|he|they) (?:said|says?|thinks?|reckons?|told|found)\b"
)
"""Then it may be news of the writer's own day."""


_CARES = re.compile(
    r"\b(?:i|i'm|im|i am|we) (?:(?:also|now|still|just) )*(?:look(?:ing)? after|car(?:e|ing) for|"
    r"(?:a )?carer (?:for|of)|live with|visit(?:ed)?|am with|with|help(?:ing)?(?: out)?) (?=my |our |me )"
)
"""How somebody says that they care for another: a word about themselves, and no news of them."""


class Others(Frozen):
    """When plain news of somebody else were told last."""

    at: datetime | None = None


def news_of_them(scene: Scene, text: str, verdict: Verdict) -> bool:
    """Take ``text`` as news of somebody else, and keep nothing of it. False where it may be about the writer."""
    plain = _CARES.sub("", simple(text))
    state = scene.state(NAME, Others) or Others()
    lately = state.at is not None and scene.now - state.at <= STILL_OF_THEM
    if (
        scene.open_alert is not None
        or len(plain.split()) < _FEWEST
        or speaks_of_self(plain)
        or _OF_THE_WRITER.search(plain)
    ):
        return False
    named = bool(_NAMED.match(plain)) and bool(_OF_A_BODY.search(plain))
    if not (named or (lately and (_PRONOUN.search(plain) or (_NAMED.match(plain) and names_another(plain))))):
        return False
    own = any(each.answer is Answer.YES for each in verdict.facts)
    if own or own_advice.is_question(text) or wish_of(text, scene.today) is not None:
        return False
    scene.keep(NAME, Others(at=scene.now))
    before = scene.person.focus
    if lately:
        wishes.thank_for_another(scene, text, Say("wishes.about_them_again"))
    else:
        wishes.about_another(scene, text)
    put_again(scene, before)
    return True
