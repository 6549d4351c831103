"""Which language do you want; asked only where there is more than one."""

from __future__ import annotations

from messages.catalogue.entries import locales
from messages.dialogue.onboarding.questions.model import Answered, Here, Outcome, Screen, in_rows
from messages.dialogue.scene import Scene


class LanguageQuestion:
    """The language of everything the bot says, also of what it says unasked."""

    name = "language"
    topic = "topic.language"

    def show(self, scene: Scene, here: Here, view: str) -> Screen:
        """Show the languages, each in its own words."""
        choices = [here.choice(f"language.{locale}", locale) for locale in locales()]
        return Screen("ask.language", in_rows(choices, 2))

    def tapped(self, scene: Scene, choice: str, view: str) -> Outcome | None:
        """Take a language."""
        if choice not in locales():
            return None
        scene.change(locale=choice)
        return Answered()

    def typed(self, scene: Scene, text: str) -> Outcome | None:
        """Take a language code."""
        return self.tapped(scene, text.strip().lower(), "")
