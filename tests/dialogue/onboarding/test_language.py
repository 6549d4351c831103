"""A second language is a folder of texts: from then on it is asked for, offered in the settings, and used."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from messages.catalogue.entries import locales
from tests.dialogue.host import Talk

ROOT = Path(__file__).parents[3]
TALK = """
from tests.dialogue.host import Talk
talk = Talk.stranger().commands("start").presses("I am 18 or over").presses("I agree")
print(talk.last.key, *talk.last.labels, sep="|")
talk.presses("Deutsch")
print(talk.person.locale, talk.last.key, talk.last.text.splitlines()[0], sep="|")
talk = Talk.with_().commands("settings")
print("Language" in talk.last.labels)
"""


def test_with_one_language_nobody_is_asked() -> None:
    assert locales() == ("en",)
    talk = Talk.stranger().commands("start").presses("I am 18 or over").presses("I agree")
    assert talk.last.key == "ask.country"
    assert "Language" not in Talk.with_().commands("settings").last.labels


def test_with_two_languages_the_person_chooses_and_is_answered_in_it(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "messages", tmp_path / "messages", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests" / "dialogue", tmp_path / "tests" / "dialogue")
    (tmp_path / "tests" / "__init__.py").touch()
    english = tmp_path / "messages" / "catalogue" / "en"
    texts = english / "onboarding.yaml"
    texts.write_text(
        texts.read_text().replace('language.en: "English"', 'language.en: "English"\nlanguage.de: "Deutsch"')
    )
    german = tmp_path / "messages" / "catalogue" / "de"
    shutil.copytree(english, german)
    texts = german / "onboarding.yaml"
    texts.write_text(texts.read_text().replace("Which country are you in today?", "In welchem Land bist du heute?"))

    done = subprocess.run([sys.executable, "-c", TALK], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.stdout.splitlines() == [
        "ask.language|English|Deutsch|Skip",
        "de|ask.country|<b>In welchem Land bist du heute?</b>",
        "True",
    ], done.stderr
