"""Draws the picture that a link to the book shows: docs/src/card.png.

    python3 card.py && chromium --headless --no-sandbox --hide-scrollbars \\
        --window-size=1200,630 --screenshot=../src/card.png card.svg && \\
        rm card.svg

The map is a quadratic, (16.5 u² − 2 u v + 2 v²) / 2 around its minimum, and the
path is gradient descent on it.
"""

import math
from pathlib import Path

RATE, STEPS, START = 0.105, 60, (0.1, 1.9)
BEST = (3.0, 8.0)
# Second derivatives by aa, ab, bb.
AA, AB, BB = 16.5, -1.0, 2.0
BANDS = ["#443e85", "#38598c", "#2d708e", "#25858e", "#1e9b8a", "#2bb07f", "#51c56a"]


def loss(a, b):
    u, v = a - BEST[0], b - BEST[1]
    return (AA * u * u + 2 * AB * u * v + BB * v * v) / 2


def place(a, b):
    return 905 + 80 * (a - BEST[0]), 315 - 32 * (b - BEST[1])


# A contour of the quadratic is an ellipse along the eigenvectors.
mean, half = (AA + BB) / 2, math.hypot((AA - BB) / 2, AB)
angle = math.atan2(2 * AB, AA - BB) / 2


def contour(level):
    points = []
    for k in range(121):
        t = 2 * math.pi * k / 120
        p = math.sqrt(2 * level / (mean + half)) * math.cos(t)
        q = math.sqrt(2 * level / (mean - half)) * math.sin(t)
        a = BEST[0] + p * math.cos(angle) - q * math.sin(angle)
        b = BEST[1] + p * math.sin(angle) + q * math.cos(angle)
        points.append("%.1f %.1f" % place(a, b))
    return "M" + "L".join(points) + "Z"


path = [START]
for _ in range(STEPS):
    a, b = path[-1]
    u, v = a - BEST[0], b - BEST[1]
    path.append((a - RATE * (AA * u + AB * v), b - RATE * (AB * u + BB * v)))

shapes = []
for k in range(len(BANDS) - 1, -1, -1):
    level = loss(*START) * ((k + 1) / len(BANDS)) ** 2
    shapes.append(f'<path d="{contour(level * 1.02)}" fill="{BANDS[k]}"/>')
track = "M" + "L".join("%.1f %.1f" % place(*p) for p in path)
shapes.append(f'<path d="{track}" fill="none" stroke="#fff" stroke-width="4"/>')
for p in path:
    x, y = place(*p)
    shapes.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5.5" fill="#fff"/>')
x, y = place(*START)
shapes.append(
    f'<circle cx="{x:.1f}" cy="{y:.1f}" r="13" fill="#d55e00" stroke="#fff"'
    ' stroke-width="4"/>'
)

lines = [
    "Gradient descent, from random",
    "points to a network that reads",
    "digits, in Rust that you can run.",
]
text = "".join(
    f'<text x="72" y="{368 + 46 * k}" font-size="34" fill="#c3c9d1">{line}</text>'
    for k, line in enumerate(lines)
)
shapes = "\n".join(shapes)
Path(__file__).with_name("card.svg").write_text(
    f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630" width="1200" height="630">
<style>
@font-face {{ font-family: "Descent Sans"; src: url("fonts/sans-regular.woff2"); }}
@font-face {{ font-family: "Descent Sans"; font-weight: 600; src: url("fonts/sans-semibold.woff2"); }}
text {{ font-family: "Descent Sans", sans-serif; }}
</style>
<rect width="1200" height="630" fill="#14171c"/>
<g>
{shapes}
</g>
<text x="68" y="290" font-size="112" font-weight="600" fill="#fff">Descent</text>
{text}
</svg>
"""
)
