"""The breathing pacer: a disc that grows for 5 seconds and shrinks for 5, with a dot for each second."""

from __future__ import annotations

from math import cos, hypot, pi

from messages.pictures.drawing.canvas import Colour, gif

SIZE = 240
SECONDS = 5
PER_SECOND = 10
_SHADES = 7
_SMALL, _LARGE = 34.0, 88.0
_CENTRE = (120.0, 104.0)
_DISC: Colour = (70, 150, 160)
_RING: Colour = (214, 223, 230)
_DOT: Colour = (222, 108, 40)


def _mix(over: Colour, share: float) -> Colour:
    red, green, blue = (round(255 + (part - 255) * share) for part in over)
    return red, green, blue


PALETTE: tuple[Colour, ...] = (
    (255, 255, 255),
    *(_mix(_DISC, step / _SHADES) for step in range(1, _SHADES + 1)),
    *(_mix(_RING, step / 4) for step in range(1, 5)),
    *(_mix(_DOT, step / 4) for step in range(1, 5)),
)


def _shade(cover: float, first: int, steps: int) -> int:
    """Return the palette number of a colour that covers a pixel this much; 0 for not at all."""
    step = round(max(0.0, min(1.0, cover)) * steps)
    return first + step - 1 if step else 0


def _frame(radius: float, lit: int) -> list[list[int]]:
    dots = [(120.0 + 24 * (number - (SECONDS - 1) / 2), 222.0, number < lit) for number in range(SECONDS)]
    rows = []
    for y in range(SIZE):
        row = []
        for x in range(SIZE):
            away = hypot(x + 0.5 - _CENTRE[0], y + 0.5 - _CENTRE[1])
            pixel = _shade(radius - away + 0.5, 1, _SHADES)
            pixel = pixel or _shade(2.0 - abs(away - _LARGE - 4), 8, 4)
            if y > 206:
                for dot_x, dot_y, on in dots:
                    cover = 7.5 - hypot(x + 0.5 - dot_x, y + 0.5 - dot_y)
                    pixel = pixel or _shade(cover, 12 if on else 8, 4)
            row.append(pixel)
        rows.append(row)
    return rows


def pacer() -> bytes:
    """Return the pacer as a looping GIF of ten seconds."""
    frames = []
    for growing in (True, False):
        for step in range(SECONDS * PER_SECOND):
            share = (1 - cos(pi * step / (SECONDS * PER_SECOND))) / 2
            share = share if growing else 1 - share
            frames.append(_frame(_SMALL + share * (_LARGE - _SMALL), step // PER_SECOND + 1))
    return gif(frames, PALETTE, 100 // PER_SECOND)
