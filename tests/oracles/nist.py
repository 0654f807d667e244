"""Least squares of NIST's reference sets in exact arithmetic.

Fractions in place of floats: nothing rounds until the end. NIST's certified
values, copied here from its Statistical Reference Datasets, must come out to
all their digits. Needs nothing but Python 3.

    python3 tests/oracles/nist.py [FOLDER]
"""

import csv
import json
import sys
from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path

getcontext().prec = 60
HERE = Path(__file__).parent

# Degree of the polynomial (0: a plain linear model), certified estimates, then
# the residual standard deviation and R².
CERTIFIED = {
    "norris": (1, """-0.262323073774029 1.00211681802045""",
               "0.884796396144373", "0.999993745883712"),
    "pontius": (2, """0.673565789473684E-03 0.732059160401003E-06
                -0.316081871345029E-14""",
                "0.205177424076185E-03", "0.999999900178537"),
    "longley": (0, """-3482258.63459582 15.0618722713733
                -0.358191792925910E-01 -2.02022980381683 -1.03322686717359
                -0.511041056535807E-01 1829.15146461355""",
                "304.854073561965", "0.995479004577296"),
    "wampler1": (5, "1 1 1 1 1 1", "0", "1"),
    "wampler2": (5, "1 0.1 0.01 0.001 0.0001 0.00001", "0", "1"),
    "filip": (10, """-1467.48961422980 -2772.17959193342 -2316.37108160893
              -1127.97394098372 -354.478233703349 -75.1242017393757
              -10.8753180355343 -1.06221498588947 -0.670191154593408E-01
              -0.246781078275479E-02 -0.402962525080404E-04""",
              "0.334801051324544E-02", "0.996727416185620"),
}


def solve(matrix, right):
    """Gaussian elimination, exact."""
    rows = [row + [r] for row, r in zip(matrix, right)]
    n = len(rows)
    for i in range(n):
        pivot = next(k for k in range(i, n) if rows[k][i] != 0)
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [v / rows[i][i] for v in rows[i]]
        for k in range(n):
            if k != i:
                rows[k] = [u - rows[k][i] * v for u, v in zip(rows[k], rows[i])]
    return [row[-1] for row in rows]


def decimal(value):
    return Decimal(value.numerator) / Decimal(value.denominator)


def least_squares(name, degree):
    text = (HERE / f"../data/nist_{name}.csv").read_text()
    rows = [[Fraction(v) for v in row] for row in csv.reader(text.splitlines()[1:])]
    y = [row[-1] for row in rows]
    if degree:
        design = [[row[0] ** k for k in range(degree + 1)] for row in rows]
    else:
        design = [[Fraction(1)] + row[:-1] for row in rows]
    columns = list(zip(*design))
    normal = [[sum(a * b for a, b in zip(u, v)) for v in columns] for u in columns]
    params = solve(normal, [sum(a * b for a, b in zip(u, y)) for u in columns])
    errors = [sum(a * b for a, b in zip(row, params)) - t for row, t in zip(design, y)]
    squared = sum(e * e for e in errors)
    mean = sum(y) / len(y)
    total = sum((v - mean) ** 2 for v in y)
    free = len(y) - len(params)
    return {
        "parameters": [decimal(p) for p in params],
        "residual_standard_deviation": (decimal(squared) / free).sqrt(),
        "r2": 1 - decimal(squared) / decimal(total),
    }


def agrees(got, certified, what):
    """To all digits that NIST prints."""
    want = Decimal(certified)
    room = abs(want) * Decimal("1e-14")
    assert abs(got - want) <= room, f"{what}: {got}, certified {want}"


folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
found = {}
for name, (degree, params, deviation, r2) in CERTIFIED.items():
    fit = least_squares(name, degree)
    for k, (got, want) in enumerate(zip(fit["parameters"], params.split())):
        agrees(got, want, f"{name} B{k}")
    agrees(fit["residual_standard_deviation"], deviation, name)
    agrees(fit["r2"], r2, f"{name} R²")
    found[name] = {
        key: [float(v) for v in value] if isinstance(value, list) else float(value)
        for key, value in fit.items()
    }
text = json.dumps(found, indent=1) + "\n"
(folder / "nist.json").write_text(text)
