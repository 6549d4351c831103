"""The daily check-in: at most seven taps, every answer judged in the moment it is given."""

from messages.dialogue.checkin.course import ask_later, asked_now, asked_since, fill_in, leave_out_today
from messages.dialogue.checkin.flow import CHECKIN, resume_choice
from messages.dialogue.checkin.hearing.words import heard_elsewhere
from messages.dialogue.checkin.hearing.yesterday import told_at
from messages.dialogue.checkin.hours import plan_next

__all__ = [
    "CHECKIN",
    "ask_later",
    "asked_now",
    "asked_since",
    "fill_in",
    "heard_elsewhere",
    "leave_out_today",
    "plan_next",
    "resume_choice",
    "told_at",
]
