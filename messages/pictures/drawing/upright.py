"""Moves on all fours, kneeling, on a chair, and standing."""

from __future__ import annotations

from messages.pictures.drawing.canvas import Canvas, Point, Stroke
from messages.pictures.drawing.figure import (
    FLOOR_Y,
    GHOST,
    INK,
    SHADE,
    THING,
    Limb,
    arrow,
    body,
    chair,
    floor,
    pillow,
    straight,
)


def _on_fours(canvas: Canvas, left: float, waist_y: float, head: Point) -> None:
    hip, neck = (left, 262.0), (left + 118, 262.0)
    for shift, colour in ((10, SHADE), (0, INK)):
        knee = (left + shift, FLOOR_Y)
        canvas.paint([Stroke(hip, knee, 12), Stroke(knee, (left - 62 + shift, FLOOR_Y), 10)], colour)
        canvas.paint([Stroke(neck, (left + 118 + shift, FLOOR_Y), 9)], colour)
    body(canvas, neck, hip, head=head, waist=(left + 59, waist_y))


def cat_camel(canvas: Canvas) -> None:
    """Two pictures: rounded up, then hollow."""
    floor(canvas, 20, 300)
    floor(canvas, 340, 620)
    _on_fours(canvas, 104, 178, (262, 296))
    _on_fours(canvas, 424, 306, (582, 236))
    straight(canvas, (164, 178), (164, 118))
    straight(canvas, (484, 178), (484, 238))


def bird_dog(canvas: Canvas) -> None:
    """On all fours, one arm and the other leg reach out."""
    floor(canvas)
    hip, neck = (262.0, 258.0), (384.0, 254.0)
    knee = (268.0, FLOOR_Y)
    canvas.paint([Stroke(hip, knee, 12), Stroke(knee, (204, FLOOR_Y), 10)], SHADE)
    canvas.paint([Stroke(hip, (100, 246), 12)], INK)
    canvas.paint([Stroke(neck, (388, FLOOR_Y), 9)], INK)
    canvas.paint([Stroke(neck, (506, 236), 9)], SHADE)
    body(canvas, neck, hip, head=(430, 264))
    straight(canvas, (150, 200), (82, 200))
    straight(canvas, (466, 190), (536, 184))


def hip_flexor(canvas: Canvas) -> None:
    """Half kneeling: the weight moves forward, the back stays tall."""
    floor(canvas)
    hip, neck = (312.0, 250.0), (316.0, 128.0)
    pillow(canvas, (270, FLOOR_Y + 2), 44, 10)
    knee = (276.0, FLOOR_Y - 12)
    canvas.paint([Stroke(hip, knee, 12), Stroke(knee, (176, FLOOR_Y), 10)], SHADE)
    body(
        canvas, neck, hip, head=(318, 80),
        legs=(Limb((404, FLOOR_Y - 4.0), -1),), arms=(Limb((376, 250), 1),),
    )  # fmt: skip
    straight(canvas, (432, 216), (504, 216))


def standing_extension(canvas: Canvas) -> None:
    """Standing: hands on the low back, the chest leans back a little."""
    floor(canvas)
    hip, neck = (326.0, 194.0), (290.0, 92.0)
    body(
        canvas, neck, hip, head=(262, 54), waist=(330, 136),
        legs=(Limb((310, FLOOR_Y), -1, SHADE), Limb((322, FLOOR_Y), -1)), arms=(Limb((308, 176), 1),),
    )  # fmt: skip
    arrow(canvas, (336, 44), (286, -14), (206, 34))


def pelvic_tilt_wall(canvas: Canvas) -> None:
    """Standing at a wall: the low back presses against it."""
    floor(canvas)
    canvas.paint([Stroke((262, 20), (262, FLOOR_Y + 10), 5)], THING)
    hip, neck = (292.0, 206.0), (290.0, 92.0)
    body(
        canvas, neck, hip, head=(292, 46),
        legs=(Limb((352, FLOOR_Y), -1, SHADE), Limb((338, FLOOR_Y), -1)), arms=(Limb((306, 208), 1),),
    )  # fmt: skip
    straight(canvas, (392, 170), (326, 170))


def wall_slide(canvas: Canvas) -> None:
    """Seen from the front: the arms slide up the wall."""
    floor(canvas)
    canvas.paint([Stroke((140, 20), (500, 20), 1.5)], GHOST)
    canvas.paint([Stroke((x, 20), (x, FLOOR_Y + 12), 3) for x in (140, 500)], THING)
    neck, hip = (320.0, 122.0), (320.0, 228.0)
    for side in (-1, 1):
        elbow = (320.0 + side * 66, 150.0)
        canvas.paint([Stroke(neck, elbow, 9), Stroke(elbow, (320 + side * 78, 88), 8)], INK)
        high = (320.0 + side * 58, 82.0)
        canvas.paint([Stroke(neck, high, 7), Stroke(high, (320 + side * 70, 30), 6)], GHOST)
        canvas.paint([Stroke(hip, (320 + side * 26, FLOOR_Y), 12)], INK)
        straight(canvas, (320 + side * 122, 142), (320 + side * 122, 58))
    body(canvas, neck, hip, head=(320, 76))


def _sitting_front(canvas: Canvas) -> None:
    canvas.paint([Stroke((258, 262), (382, 262), 8)], THING)
    canvas.paint([Stroke((x, 262), (x, FLOOR_Y + 10), 5) for x in (258, 382)], THING)


def figure_four(canvas: Canvas) -> None:
    """Seen from the front: one ankle lies on the other knee."""
    floor(canvas)
    _sitting_front(canvas)
    neck, hip = (320.0, 128.0), (320.0, 240.0)
    knee = (278.0, 262.0)
    canvas.paint([Stroke(hip, knee, 12), Stroke(knee, (278, FLOOR_Y), 10)], SHADE)
    body(canvas, neck, hip, head=(320, 82), arms=(Limb((258, 226), 1), Limb((400, 232), -1)))
    across = (410.0, 250.0)
    canvas.paint([Stroke(hip, across, 12), Stroke(across, (268, 250), 10)], INK)
    arrow(canvas, (390, 84), (428, 110), (428, 164))


def side_bend(canvas: Canvas) -> None:
    """Seen from the front: one hand holds the seat, the other arm reaches up and over."""
    floor(canvas)
    _sitting_front(canvas)
    hip, neck = (320.0, 244.0), (350.0, 134.0)
    for side in (-1, 1):
        knee = (320.0 + side * 40, 262.0)
        canvas.paint([Stroke(hip, knee, 12), Stroke(knee, (320 + side * 42, FLOOR_Y), 10)], SHADE)
    elbow = (336.0, 72.0)
    canvas.paint([Stroke(neck, elbow, 9), Stroke(elbow, (406, 44), 8)], INK)
    body(canvas, neck, hip, head=(380, 96), waist=(318, 186), arms=(Limb((392, 244), -1),))
    arrow(canvas, (292, 66), (328, -4), (430, 14))


def sit_to_stand(canvas: Canvas) -> None:
    """Two pictures: lean forward on the chair, then stand."""
    floor(canvas)
    chair(canvas, 92, 186)
    body(
        canvas, (216, 150), (150, 240), head=(246, 112),
        legs=(Limb((236, FLOOR_Y), -1, SHADE), Limb((222, FLOOR_Y), -1)), arms=(Limb((276, 232), 1),),
    )  # fmt: skip
    chair(canvas, 392, 486)
    body(
        canvas, (530, 90), (528, 194), head=(534, 44),
        legs=(Limb((540, FLOOR_Y), -1, SHADE), Limb((526, FLOOR_Y), -1)), arms=(Limb((540, 206), 1),),
    )  # fmt: skip
    arrow(canvas, (276, 96), (330, 40), (392, 62))


UPRIGHT = {
    "cat_camel": cat_camel,
    "bird_dog": bird_dog,
    "hip_flexor": hip_flexor,
    "standing_extension": standing_extension,
    "pelvic_tilt_wall": pelvic_tilt_wall,
    "wall_slide": wall_slide,
    "figure_four": figure_four,
    "side_bend": side_bend,
    "sit_to_stand": sit_to_stand,
}
