"""Moves on the floor: on the back, on the front, on the side."""

from __future__ import annotations

from messages.pictures.drawing.canvas import Canvas, Stroke
from messages.pictures.drawing.figure import (
    ACCENT,
    FLOOR_Y,
    FOREARM,
    GHOST,
    INK,
    SHADE,
    THING,
    UPPER_ARM,
    Limb,
    arrow,
    body,
    curve,
    floor,
    limb,
    pillow,
    straight,
)

_HEAD = (112.0, FLOOR_Y - 26)
_NECK = (160.0, FLOOR_Y - 18)
_HIP = (300.0, FLOOR_Y - 18)
_FOOT = (402.0, FLOOR_Y - 6.0)
_HAND = (284.0, FLOOR_Y - 4.0)


def _mat(canvas: Canvas) -> None:
    canvas.paint([Stroke((270, 40), (370, 40), 1)], GHOST)
    canvas.paint([Stroke((x, 40), (x, 372), 1.2) for x in (222, 418)], THING)
    canvas.paint([Stroke((222, y), (418, y), 1.2) for y in (40, 372)], THING)


def knee_rolls(canvas: Canvas) -> None:
    """Seen from above: both knees tip to one side and back to the other."""
    _mat(canvas)
    neck, hip = (320.0, 118.0), (320.0, 232.0)
    for side, colour in ((-1, GHOST), (1, INK)):
        for near in (0, 1):
            foot = (320 + side * 20 - 14 + 28 * near, 330.0)
            knee = (320 + side * 92, 258.0 + 26 * near)
            canvas.paint([Stroke(hip, knee, 12), Stroke(knee, foot, 10)], colour)
    body(canvas, neck, hip, head=(320, 76), arms=(Limb((208, 140), 1), Limb((432, 140), -1)))
    arrow(canvas, (468, 244), (500, 300), (452, 340))
    arrow(canvas, (172, 244), (140, 300), (188, 340))


def pelvic_tilt(canvas: Canvas) -> None:
    """On the back, knees bent: the low back presses to the floor."""
    floor(canvas)
    body(
        canvas, _NECK, _HIP, head=_HEAD,
        arms=(Limb(_HAND, -1, SHADE),), legs=(Limb((416, FLOOR_Y - 6.0), -1, SHADE), Limb(_FOOT, -1)),
    )  # fmt: skip
    straight(canvas, (238, 236), (238, 300))
    canvas.paint([Stroke((212, FLOOR_Y + 14), (264, FLOOR_Y + 14), 4)], ACCENT)


def knee_to_chest(canvas: Canvas) -> None:
    """On the back: one knee comes in, the hands hold it behind the thigh."""
    floor(canvas)
    body(
        canvas, _NECK, _HIP, head=_HEAD,
        arms=(Limb((256, 268), -1, SHADE),), legs=(Limb(_FOOT, -1, SHADE), Limb((322, 236), -1)),
    )  # fmt: skip
    limb(canvas, _NECK, Limb((262, 272), -1), UPPER_ARM, FOREARM, 9)
    arrow(canvas, (300, 196), (262, 172), (214, 190))


def hamstring(canvas: Canvas) -> None:
    """On the back: one leg up with a towel round the foot."""
    floor(canvas)
    foot, hand = (360.0, 190.0), (246.0, 254.0)
    canvas.paint(curve(hand, (300, 196), foot, 4), ACCENT)
    body(
        canvas, _NECK, _HIP, head=_HEAD,
        legs=(Limb(_FOOT, -1, SHADE), Limb(foot, -1)), arms=(Limb(hand, -1),),
    )  # fmt: skip
    arrow(canvas, (428, 262), (424, 210), (384, 178))


def bridge(canvas: Canvas) -> None:
    """Shoulders stay down, the hips go up to a straight line."""
    floor(canvas)
    neck, hip = (170.0, FLOOR_Y - 18.0), (292.0, 278.0)
    foot = (392.0, FLOOR_Y - 6.0)
    body(
        canvas, neck, hip, head=(120, FLOOR_Y - 24),
        arms=(Limb((286, FLOOR_Y - 2.0), -1, SHADE),), legs=(Limb((406, FLOOR_Y - 6.0), -1, SHADE), Limb(foot, -1)),
    )  # fmt: skip
    straight(canvas, (286, 236), (286, 160))


def press_up(canvas: Canvas) -> None:
    """On the front: the chest lifts, the forearms carry, the hips stay down."""
    floor(canvas)
    neck, hip = (408.0, 258.0), (296.0, FLOOR_Y - 16.0)
    for foot in ((132.0, FLOOR_Y - 4.0), (140.0, FLOOR_Y - 8.0)):
        canvas.paint([Stroke(hip, foot, 11)], INK)
    elbow = (412.0, FLOOR_Y)
    canvas.paint([Stroke(neck, elbow, 9), Stroke(elbow, (476, FLOOR_Y), 8)], INK)
    body(canvas, neck, hip, head=(432, 212), waist=(356, FLOOR_Y - 12))
    arrow(canvas, (492, 262), (506, 216), (486, 170))


def childs_pose(canvas: Canvas) -> None:
    """The hips sit on the heels, the arms reach far ahead, the head rests on a pillow."""
    floor(canvas)
    hip, neck = (202.0, 300.0), (334.0, 314.0)
    knee = (264.0, FLOOR_Y)
    canvas.paint([Stroke(hip, knee, 13), Stroke(knee, (178, FLOOR_Y), 11)], INK)
    pillow(canvas, (386, FLOOR_Y + 3), 40, 9)
    canvas.paint([Stroke(neck, (470, FLOOR_Y - 6), 9)], INK)
    body(canvas, neck, hip, head=(382, 318), waist=(276, 264))
    straight(canvas, (492, 312), (570, 312))


def open_book(canvas: Canvas) -> None:
    """On the side, seen from above: the top arm opens to the other side like a page."""
    _mat(canvas)
    neck, hip = (300.0, 128.0), (300.0, 240.0)
    canvas.paint([Stroke(neck, (424, 150), 9)], SHADE)
    canvas.paint([Stroke(neck, (420, 122), 8)], GHOST)
    for drop in (18, 0):
        knee = (378.0, 256.0 + drop)
        canvas.paint([Stroke(hip, knee, 12), Stroke(knee, (330, 326.0 + drop / 2), 10)], SHADE if drop else INK)
    body(canvas, neck, hip, head=(292, 82))
    canvas.paint([Stroke(neck, (176, 138), 9)], INK)
    arrow(canvas, (424, 88), (310, -16), (184, 92))


LYING = {
    "knee_rolls": knee_rolls,
    "pelvic_tilt": pelvic_tilt,
    "knee_to_chest": knee_to_chest,
    "hamstring": hamstring,
    "bridge": bridge,
    "press_up": press_up,
    "childs_pose": childs_pose,
    "open_book": open_book,
}
