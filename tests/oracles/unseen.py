"""Ridge regression, and losses on rows that were not learned from, by
scikit-learn, for the penguins.

A penalty λ · |w|² beside the mean squared error of standardised columns is
alpha = n λ beside scikit-learn's sum of squared errors.

    python3 tests/oracles/unseen.py [FOLDER]
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np
import sklearn
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.model_selection import LeaveOneGroupOut, TimeSeriesSplit
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

HERE = Path(__file__).parent
ROWS = [
    row
    for row in csv.DictReader((HERE / "../../data/penguins.csv").open())
    if row["body_mass_g"] != "NA"
]
THREE = ["flipper_length_mm", "bill_length_mm", "bill_depth_mm"]
GRID = [d * 10.0**k for k in range(-6, 1) for d in (1, 3)] + [10.0]


def columns(names):
    return np.array([[float(row[name]) for name in names] for row in ROWS])


X, Y = columns(THREE), columns(["body_mass_g"])[:, 0]
SPECIES = np.array([row["species"] for row in ROWS])


def ridge(x, y, penalty):
    # The default solver loses digits to a Cholesky factor of XᵀX.
    model = Ridge(alpha=len(y) * penalty, solver="svd")
    return make_pipeline(StandardScaler(), model).fit(x, y)


def in_own_units(fitted):
    scaler, model = fitted[0], fitted[1]
    slopes = model.coef_ / scaler.scale_
    return [model.intercept_ - slopes @ scaler.mean_] + list(slopes)


def loss(model, x, y):
    return np.mean((model.predict(x) - y) ** 2)


def ridge_alone(penalty):
    fitted = ridge(X, Y, penalty)
    return {"parameters": in_own_units(fitted), "loss": loss(fitted, X, Y)}


def folds(splits, fit):
    losses = [
        loss(fit(X[train], Y[train]), X[test], Y[test])
        for train, test in splits
    ]
    error = np.std(losses, ddof=1) / np.sqrt(len(losses))
    return {"losses": losses, "mean": np.mean(losses), "error": error}


def plain(x, y):
    return LinearRegression().fit(x, y)


def with_penalty(penalty):
    return lambda x, y: ridge(x, y, penalty)


ordered = list(TimeSeriesSplit(5).split(X))
grouped = list(LeaveOneGroupOut().split(X, Y, SPECIES))
found = {
    "versions": {"numpy": np.__version__, "sklearn": sklearn.__version__},
    "ridge": {str(k): ridge_alone(k) for k in [1e-6, 0.01, 0.1, 1.0, 10.0]},
    "ordered": folds(ordered, plain),
    "ordered_ridge": folds(ordered, with_penalty(0.1)),
    "grouped": folds(grouped, plain),
    "grouped_ridge": folds(grouped, with_penalty(0.1)),
    "grid": GRID,
    "grid_ordered": [folds(ordered, with_penalty(k)) for k in GRID],
    "grid_grouped": [folds(grouped, with_penalty(k)) for k in GRID],
}
folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
(folder / "unseen.json").write_text(json.dumps(found, indent=1) + "\n")
