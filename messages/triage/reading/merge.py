"""Joins what several readers heard in one text into one reading."""

from __future__ import annotations

from messages.triage.vocabulary import Reading


def merged(first: Reading, second: Reading) -> Reading:
    """Return what either reader heard; ``first`` (the one that can explain itself) leads.

    A language is only unknown, and a text only about another, if no reader heard the writer
    say anything of themselves.
    """
    mentions = tuple(dict.fromkeys((*first.mentions, *second.mentions)))
    measures = tuple(dict.fromkeys((*first.measures, *second.measures)))
    silent = not mentions and not measures
    return Reading(
        mentions=mentions,
        measures=measures,
        about_other=(first.about_other or second.about_other)
        and (first.about_other or not first.mentions)
        and (second.about_other or not second.mentions),
        language=(first.language or second.language) if silent else None,
    )
