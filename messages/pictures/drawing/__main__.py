"""Write every picture into the folder above."""

from __future__ import annotations

from pathlib import Path

from messages.pictures.drawing.canvas import Canvas
from messages.pictures.drawing.lying import LYING
from messages.pictures.drawing.pacer import pacer
from messages.pictures.drawing.upright import UPRIGHT

WIDTH, HEIGHT = 640, 400
MARGIN = 24


def main() -> None:
    """Draw and write all pictures."""
    folder = Path(__file__).parents[1]
    for name, draw in {**LYING, **UPRIGHT}.items():
        canvas = Canvas(WIDTH, HEIGHT)
        draw(canvas)
        canvas.trim(MARGIN)
        (folder / f"{name}.png").write_bytes(canvas.png())
    (folder / "breathe.gif").write_bytes(pacer())


main()
