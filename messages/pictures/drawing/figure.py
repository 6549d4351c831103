"""A jointed figure of plain lines: put the neck, hip, hands and feet, and elbows and knees fall into place."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin

from messages.pictures.drawing.canvas import Canvas, Colour, Point, Stroke

INK: Colour = (36, 62, 84)
SHADE: Colour = (148, 168, 184)
GHOST: Colour = (214, 223, 230)
ACCENT: Colour = (222, 108, 40)
THING: Colour = (196, 186, 170)
FLOOR_Y = 346

THIGH = SHIN = 78.0
UPPER_ARM = FOREARM = 62.0
_HEAD = 25.0


@dataclass(frozen=True, slots=True)
class Limb:
    """A hand or foot, which way the joint before it bends (1 or -1), and the colour."""

    end: Point
    bend: int = 1
    colour: Colour = INK


def curve(start: Point, middle: Point, end: Point, radius: float, pieces: int = 20) -> list[Stroke]:
    """Return a curve from ``start`` to ``end``, drawn towards ``middle``."""
    points = []
    for step in range(pieces + 1):
        t = step / pieces
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        x, y = (a * start[i] + b * middle[i] + c * end[i] for i in (0, 1))
        points.append((x, y))
    return [Stroke(p, q, radius) for p, q in itertools.pairwise(points)]


def joint(root: Point, end: Point, first: float, second: float, bend: int) -> Point:
    """Return where the elbow or knee lies between ``root`` and ``end``."""
    dx, dy = end[0] - root[0], end[1] - root[1]
    reach = max(1.0, min(hypot(dx, dy), first + second - 0.01))
    angle = atan2(dy, dx)
    inner = (first**2 + reach**2 - second**2) / (2 * first * reach)
    lift = bend * (pi / 2 - _asin(inner))
    return root[0] + first * cos(angle + lift), root[1] + first * sin(angle + lift)


def _asin(value: float) -> float:
    value = max(-1.0, min(1.0, value))
    return atan2(value, (1 - value * value) ** 0.5)


def limb(canvas: Canvas, root: Point, part: Limb, first: float, second: float, radius: float) -> None:
    """Draw an arm or a leg."""
    elbow = joint(root, part.end, first, second, part.bend)
    canvas.paint([Stroke(root, elbow, radius), Stroke(elbow, part.end, radius * 0.85)], part.colour)


def body(
    canvas: Canvas,
    neck: Point,
    hip: Point,
    *,
    head: Point,
    waist: Point | None = None,
    arms: tuple[Limb, ...] = (),
    legs: tuple[Limb, ...] = (),
) -> None:
    """Draw a figure; limbs whose colour is not INK lie behind the trunk. ``waist`` bends the back."""
    middle = waist or ((neck[0] + hip[0]) / 2, (neck[1] + hip[1]) / 2)
    for behind in (True, False):
        if not behind:
            canvas.paint([*curve(neck, middle, hip, 17), Stroke(hip, hip, 20)], INK)
            canvas.paint([Stroke(neck, head, 9), Stroke(head, head, _HEAD)], INK)
        for leg in legs:
            if (leg.colour != INK) is behind:
                limb(canvas, hip, leg, THIGH, SHIN, 12)
        for arm in arms:
            if (arm.colour != INK) is behind:
                limb(canvas, neck, arm, UPPER_ARM, FOREARM, 9)


def arrow(canvas: Canvas, start: Point, middle: Point, end: Point, colour: Colour = ACCENT) -> None:
    """Draw a bent arrow; its head follows the curve."""
    canvas.paint(curve(start, middle, end, 4), colour)
    angle = atan2(end[1] - middle[1], end[0] - middle[0])
    wings = [(end[0] - 20 * cos(angle + turn), end[1] - 20 * sin(angle + turn)) for turn in (-0.5, 0.5)]
    canvas.paint([Stroke(wing, end, 4) for wing in wings], colour)


def straight(canvas: Canvas, start: Point, end: Point) -> None:
    """Draw a straight arrow."""
    arrow(canvas, start, ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), end)


def floor(canvas: Canvas, left: float = 30, right: float = 610) -> None:
    """Draw the floor."""
    canvas.paint([Stroke((left, FLOOR_Y + 14), (right, FLOOR_Y + 14), 2.5)], THING)


def chair(canvas: Canvas, left: float, right: float, seat: float = 262, *, back: bool = True) -> None:
    """Draw a chair seen from the side, its back to the left."""
    legs = [Stroke((x, seat), (x, FLOOR_Y + 10), 5) for x in (left, right)]
    rest = [Stroke((left, seat), (left - 12, seat - 130), 5)] if back else []
    canvas.paint([Stroke((left, seat), (right, seat), 7), *legs, *rest], THING)


def pillow(canvas: Canvas, centre: Point, width: float, thickness: float = 12) -> None:
    """Draw a pillow or cushion."""
    x, y = centre
    canvas.paint([Stroke((x - width / 2, y), (x + width / 2, y), thickness)], THING)
