"""The sample's area colours: seen on light and dark, and told apart, also by the colour-blind."""

import operator
from typing import Any

import pytest

from coopdesk.exchange.formats import format_of
from coopdesk.resources import resource

SAMPLE_PATH = resource("sample", "denmark-serbia.toml")
AREAS = format_of(SAMPLE_PATH).read(SAMPLE_PATH).areas

# Backgrounds of the light and of the dark window, and the least contrast of a sign on them
# (WCAG 2.2, success criterion 1.4.11).
BACKGROUNDS = ("#ffffff", "#f4f5f7", "#20252b")
LEAST_CONTRAST = 3.0
# Machado, Oliveira and Fernandes 2009, severity 1: what red-, green- and blue-blind eyes see.
SIGHT = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
LEAST_DISTANCE = 0.06  # in OKLab, where a step just seen is about 0.02
Vector = tuple[float, float, float]
# Ottosson 2020: linear sRGB to OKLab.
TO_LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def linear(colour: str) -> Vector:
    r, g, b = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return _straightened(r), _straightened(g), _straightened(b)


def _straightened(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def times(matrix: Any, vector: Vector) -> Vector:
    first, second, third = (sum(map(operator.mul, row, vector)) for row in matrix)
    return first, second, third


def luminance(colour: str) -> float:
    return times(((0.2126, 0.7152, 0.0722),) * 3, linear(colour))[0]


def oklab(colour: str, sight: str) -> Vector:
    seen = times(SIGHT[sight], linear(colour))
    r, g, b = (min(1.0, max(0.0, part)) for part in seen)
    long, medium, short = (part ** (1 / 3) for part in times(TO_LMS, (r, g, b)))
    return times(TO_LAB, (long, medium, short))


def test_that_each_area_colour_stands_out_from_light_and_dark() -> None:
    for area in AREAS:
        for background in BACKGROUNDS:
            light, dark = sorted((luminance(area.colour), luminance(background)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= LEAST_CONTRAST, (area.code, background)


@pytest.mark.parametrize("sight", SIGHT)
def test_that_area_colours_keep_their_distance_also_for_the_colour_blind(sight: str) -> None:
    seen = [oklab(area.colour, sight) for area in AREAS]
    for place, one in enumerate(seen):
        for other in seen[place + 1 :]:
            distance = sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
            assert distance >= LEAST_DISTANCE
