"""What happens when an answer is dangerous: the warning, its ladder, and the question asked when unsure."""

from __future__ import annotations

from messages.dialogue.escalation.alert.answers.aloud import heard_beside
from messages.dialogue.escalation.alert.later.beside import beside_prompt
from messages.dialogue.escalation.alert.later.followup import waits_for_help
from messages.dialogue.escalation.alert.later.ladder import could_not_deliver
from messages.dialogue.escalation.alert.opening import checked_lately, raise_alert
from messages.dialogue.escalation.answering import (
    answer_flag,
    ask,
    asks_on,
    put_open_question_again,
    repeat_open_question,
)
from messages.dialogue.escalation.asking.advice import advice_on, advise, remember_advice
from messages.dialogue.escalation.asking.general import card, general_question
from messages.dialogue.escalation.asking.question import safety_question
from messages.dialogue.escalation.flow import ESCALATION, remind_if_open, still_stands
from messages.dialogue.escalation.in_words import answered_in_words
from messages.dialogue.escalation.replying import answers_warning
from messages.dialogue.escalation.talk import waits_for_answer
from messages.dialogue.escalation.words.desk import show_card
from messages.dialogue.escalation.words.lines import emergency_line, quiet_line
from messages.dialogue.escalation.words.lines import params as numbers_in_words
from messages.dialogue.escalation.words.reasons import findings_in_words
from messages.dialogue.escalation.words.reasons import named as reasons_in_words
from messages.dialogue.escalation.words.standing import standing_line

__all__ = [
    "ESCALATION",
    "advice_on",
    "advise",
    "answer_flag",
    "answered_in_words",
    "answers_warning",
    "ask",
    "asks_on",
    "beside_prompt",
    "card",
    "checked_lately",
    "could_not_deliver",
    "emergency_line",
    "findings_in_words",
    "general_question",
    "heard_beside",
    "numbers_in_words",
    "put_open_question_again",
    "quiet_line",
    "raise_alert",
    "reasons_in_words",
    "remember_advice",
    "remind_if_open",
    "repeat_open_question",
    "safety_question",
    "show_card",
    "standing_line",
    "still_stands",
    "waits_for_answer",
    "waits_for_help",
]
