"""Classifiers by scikit-learn: LogisticRegression without a penalty and with
one, and what it loses on rows not learned from.

Each is fitted on standardised columns, where its solver is exact, and its
coefficients are taken back to the columns' own units, as differences to the
first class: softmax leaves a constant free in each row of parameters.

A penalty λ · Σ w² over the parameters of all K classes, beside the mean
cross-entropy, is C = 1/(2 n λ) of scikit-learn. Of two classes scikit-learn has
the difference alone, half of which is each class's own: there C = 1/(n λ).

Iris and wine come with scikit-learn; with --data this program writes them as
tests/data/iris.csv and tests/data/wine.csv.

    python3 tests/oracles/classes.py [FOLDER] [--data]
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np
import sklearn
from sklearn.datasets import load_iris, load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import LeaveOneGroupOut, LeaveOneOut

HERE = Path(__file__).parent
ROOT = HERE / "../.."


def write(name, bunch, columns, y, labels):
    with (ROOT / f"tests/data/{name}.csv").open("w", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow([*columns, y])
        for row, target in zip(bunch.data, bunch.target):
            values = [repr(float(row[j])) for j in columns.values()]
            lines.writerow([*values, labels[target]])


def table(path, x, y, keep=lambda row: True):
    rows = list(csv.DictReader((ROOT / path).open()))
    rows = [r for r in rows if keep(r) and "NA" not in [r[c] for c in [*x, y]]]
    columns = np.array([[float(r[c]) for c in x] for r in rows])
    return columns, np.array([r[y] for r in rows])


def fit(x, y, penalty=0):
    mean, deviation = x.mean(0), x.std(0)
    u = (x - mean) / deviation
    # C = infinity: no penalty.
    c = np.inf
    if penalty:
        c = (1 if len(set(y)) == 2 else 0.5) / (penalty * len(y))
    model = LogisticRegression(
        C=c, solver="newton-cg", tol=1e-12, max_iter=100000
    )
    model.fit(u, y)
    classes = [str(c) for c in model.classes_]
    w, b = model.coef_, model.intercept_
    if len(classes) == 2:
        # scikit-learn gives the difference itself.
        w, b = np.vstack([0 * w[0], w[0]]), np.array([0, b[0]])
    w, b = w - w[0], b - b[0]
    own = w / deviation
    at_zero = b - own @ mean
    z = u @ w.T + b
    p = np.exp(z - z.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    index = np.searchsorted(model.classes_, y)
    named = p.argmax(1)
    n = len(classes)
    confusion = np.zeros((n, n), int)
    np.add.at(confusion, (index, named), 1)
    one = np.eye(n)[index]
    # Of a penalty on all classes: parameters that sum to 0.
    free = 2 * penalty * (w - w.mean(0)).T
    slope = (p - one).T @ np.c_[np.ones(len(y)), u] / len(y)
    slope[:, 1:] += free.T
    return {
        "classes": classes,
        "parameters": {
            c: [at_zero[k], *own[k]] for k, c in enumerate(classes) if k
        },
        "loss": -np.mean(np.log(p[np.arange(len(y)), index])),
        "accuracy": np.mean(named == index),
        "confusion": confusion.tolist(),
        "gradient": np.linalg.norm(slope),
        "probabilities_of_the_first_row": list(p[0]),
    }


def on(x, y, found):
    """Loss and number of rows named right, of what was found on others."""
    classes = found["classes"]
    w = np.array([[0] * (x.shape[1] + 1), *found["parameters"].values()])
    z = np.c_[np.ones(len(y)), x] @ w.T
    z -= z.max(1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(1, keepdims=True))
    index = [classes.index(of) for of in y]
    loss = -np.mean(log_p[np.arange(len(y)), index])
    return loss, int(np.sum(z.argmax(1) == index))


def folds(x, y, splits, penalty=0):
    judged = [
        (len(test), *on(x[test], y[test], fit(x[train], y[train], penalty)))
        for train, test in splits
    ]
    rows, losses, right = (list(of) for of in zip(*judged))
    return {
        "rows": rows,
        "losses": losses,
        "right": right,
        "mean": np.mean(losses),
        "error": np.std(losses, ddof=1) / np.sqrt(len(losses)),
        "accuracy": sum(right) / sum(rows),
    }


if "--data" in sys.argv:
    cm = {"sepal_length": 0, "sepal_width": 1, "petal_length": 2}
    cm["petal_width"] = 3
    bunch = load_iris()
    write("iris", bunch, cm, "species", list(bunch.target_names))
    columns = {"alcohol": 0, "malic_acid": 1, "ash": 2, "color_intensity": 9}
    write("wine", load_wine(), columns, "cultivar", [1, 2, 3])

bills = ["bill_length_mm", "flipper_length_mm"]
iris = ["sepal_length", "sepal_width", "petal_length", "petal_width"]
found = {
    "versions": {"numpy": np.__version__, "scikit-learn": sklearn.__version__},
    "penguins": fit(*table("data/penguins.csv", bills, "species")),
    "penguins_one": fit(
        *table("data/penguins.csv", ["flipper_length_mm"], "species")
    ),
    "penguins_sex": fit(
        *table("data/penguins.csv", ["body_mass_g", "bill_depth_mm"], "sex")
    ),
    "wine": fit(
        *table("tests/data/wine.csv", ["alcohol", "malic_acid"], "cultivar")
    ),
    "iris": fit(
        *table(
            "tests/data/iris.csv",
            iris,
            "species",
            lambda row: row["species"] != "setosa",
        )
    ),
}

four = [*bills, "bill_depth_mm", "body_mass_g"]
three = table("data/penguins.csv", bills, "species")
sex = table("data/penguins.csv", ["body_mass_g", "bill_depth_mm"], "sex")
wine = table("tests/data/wine.csv", ["alcohol", "malic_acid"], "cultivar")
some = [of[::4] for of in wine]
years = [
    row["year"]
    for row in csv.DictReader((ROOT / "data/penguins.csv").open())
    if "NA" not in [row[c] for c in bills]
]
found["penalty"] = {
    "penguins": fit(*three, 0.01),
    # Without a penalty these separate.
    "penguins_four": fit(*table("data/penguins.csv", four, "species"), 0.001),
    "penguins_sex": fit(*sex, 0.03),
    "wine": fit(*wine, 1.0),
}
found["folds"] = {
    "penguins_by_year": folds(
        *three, LeaveOneGroupOut().split(*three, years), 0.01
    ),
    "wine_one_by_one": folds(*some, LeaveOneOut().split(*some), 0.05),
}
folders = [a for a in sys.argv[1:] if not a.startswith("--")]
folder = Path(folders[0]) if folders else HERE
(folder / "classes.json").write_text(json.dumps(found, indent=1) + "\n")
