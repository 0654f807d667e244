"""Fits of the penguins that are a little different, by NumPy.

Least squares without a constant, with weights, and on logarithms. Weights are
inverse variances up to a factor: the standard errors are the roots of the
diagonal of s² (XᵀWX)⁻¹, with s² = Σ w e² / (n − p).

    python3 tests/oracles/variations.py [FOLDER]
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent


def column(name):
    rows = csv.DictReader((HERE / "../../data/penguins.csv").open())
    return np.array([float(r[name]) for r in rows if r["body_mass_g"] != "NA"])


def fit(columns, y, weights=None, intercept=True):
    """Least squares; weights have mean 1."""
    n = len(y)
    w = np.ones(n) if weights is None else weights / weights.mean()
    x = np.column_stack(([np.ones(n)] if intercept else []) + list(columns))
    # Columns of one size: a cubic of 200 has numbers near 8e6.
    size = np.sqrt(np.mean(x**2, axis=0))
    root = np.sqrt(w)
    params, *_ = np.linalg.lstsq(root[:, None] * x / size, root * y, rcond=None)
    e = x / size @ params - y
    p = x.shape[1]
    residual = np.sqrt(np.sum(w * e**2) / (n - p))
    inverse = np.linalg.inv((x / size).T @ (w[:, None] * x / size))
    middle = np.sum(w * y) / np.sum(w) if intercept else 0.0
    return {
        "parameters": list(params / size),
        "standard_errors": list(residual * np.sqrt(np.diag(inverse)) / size),
        "loss": np.mean(w * e**2),
        "r2": 1 - np.sum(w * e**2) / np.sum(w * (y - middle) ** 2),
        "residual_standard_deviation": residual,
    }


def of_y(found, columns, y):
    """What a fit of ln y is worth in the units of y."""
    x = np.column_stack([np.ones(len(y))] + columns)
    e = np.exp(x @ found["parameters"]) - y
    return found | {
        "own_rmse": np.sqrt(np.mean(e**2)),
        "own_r2": 1 - np.sum(e**2) / np.sum((y - y.mean()) ** 2),
    }


y = column("body_mass_g")
flipper = column("flipper_length_mm")
bill = column("bill_length_mm")
gentoo = column("gentoo")
depth = column("bill_depth_mm")
powers = [flipper, flipper**2, flipper**3]
log = np.log
found = {
    "versions": {"numpy": np.__version__},
    "no_intercept": {
        "line": fit([flipper], y, intercept=False),
        "quadratic": fit(powers[:2], y, intercept=False),
        "cubic": fit(powers, y, intercept=False),
        "linear": fit([flipper, bill, gentoo], y, intercept=False),
    },
    "weights": {
        "line": fit([flipper], y, depth),
        "no_intercept": fit([flipper], y, depth, intercept=False),
        "quadratic": fit(powers[:2], y, depth),
        "linear": fit([flipper, bill, gentoo], y, depth),
    },
    "log": {
        "x": fit([log(flipper)], y),
        "y": of_y(fit([flipper], log(y)), [flipper], y),
        "xy": of_y(fit([log(flipper)], log(y)), [log(flipper)], y),
        "two": of_y(
            fit([log(flipper), log(bill)], log(y)),
            [log(flipper), log(bill)],
            y,
        ),
    },
}
folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
(folder / "variations.json").write_text(json.dumps(found, indent=1) + "\n")
