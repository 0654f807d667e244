"""Fits of the penguins by other means than descent.

Least squares by NumPy, the least absolute errors by linear programming
(SciPy), Huber's loss by Newton's method, which is exact once the same points
stay in its square part.

    python3 tests/oracles/regression.py [FOLDER]
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np
import scipy
from scipy.optimize import linprog

HERE = Path(__file__).parent


def column(name, species=None):
    rows = csv.DictReader((HERE / "../../data/penguins.csv").open())
    rows = [r for r in rows if r["body_mass_g"] != "NA"]
    rows = [r for r in rows if species in (None, r["species"])]
    return np.array([float(r[name]) for r in rows])


def design(names, species=None):
    columns = [column(name, species) for name in names]
    return np.column_stack([np.ones(len(columns[0]))] + columns)


def least_squares(x, y):
    w, *_ = np.linalg.lstsq(x, y, rcond=None)
    e = x @ w - y
    n, p = x.shape
    return {
        "parameters": list(w),
        "loss": np.mean(e**2),
        "r2": 1 - np.sum(e**2) / np.sum((y - y.mean()) ** 2),
        "residual_standard_deviation": np.sqrt(np.sum(e**2) / (n - p)),
    }


def least_absolute(x, y):
    n, p = x.shape
    # min Σ t, −t ≤ x w − y ≤ t
    cost = np.concatenate([np.zeros(p), np.ones(n)])
    above = np.block([[x, -np.eye(n)], [-x, -np.eye(n)]])
    limits = np.concatenate([y, -y])
    free = [(None, None)] * p + [(0, None)] * n
    found = linprog(cost, above, limits, bounds=free, method="highs")
    return {"loss": found.fun / n}


def huber(x, y, delta):
    w = np.linalg.lstsq(x, y, rcond=None)[0]
    for _ in range(100):
        e = x @ w - y
        near = np.abs(e) <= delta
        gradient = x.T @ np.clip(e, -delta, delta)
        step = np.linalg.solve(x[near].T @ x[near], gradient)
        w = w - step
    a = np.minimum(np.abs(x @ w - y), delta)
    loss = np.mean(a * (np.abs(x @ w - y) - a / 2))
    return {"parameters": list(w), "loss": loss}


y = column("body_mass_g")
flipper = design(["flipper_length_mm"])
bills = ["flipper_length_mm", "bill_length_mm", "bill_depth_mm"]
depth = column("bill_depth_mm")
species = ["chinstrap", "gentoo"]
found = {
    "versions": {"numpy": np.__version__, "scipy": scipy.__version__},
    "mass_by_flipper": least_squares(flipper, y),
    "mass_by_flipper_mae": least_absolute(flipper, y),
    "mass_by_flipper_huber": huber(flipper, y, y.std()),
    "mass_by_flipper_huber_200": huber(flipper, y, 200.0),
    "mass_by_three": least_squares(design(bills), y),
    "mass_by_three_mae": least_absolute(design(bills), y),
    "mass_by_flipper_and_species": least_squares(
        design(["flipper_length_mm"] + species), y
    ),
    "depth_by_length": least_squares(design(["bill_length_mm"]), depth),
    "depth_by_length_and_species": least_squares(
        design(["bill_length_mm"] + species), depth
    ),
    "quadratic": least_squares(
        np.column_stack([flipper, flipper[:, 1] ** 2]), y
    ),
}
for name in ["Adelie", "Chinstrap", "Gentoo"]:
    found[f"mass_by_flipper_{name}"] = least_squares(
        design(["flipper_length_mm"], name), column("body_mass_g", name)
    )
    found[f"depth_by_length_{name}"] = least_squares(
        design(["bill_length_mm"], name), column("bill_depth_mm", name)
    )
folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
(folder / "regression.json").write_text(json.dumps(found, indent=1) + "\n")
