"""Classifiers by scikit-learn: LogisticRegression without a penalty.

Each is fitted on standardised columns, where its solver is exact, and its
coefficients are taken back to the columns' own units, as differences to the
first class: softmax leaves a constant free in each row of parameters.

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


def fit(x, y):
    mean, deviation = x.mean(0), x.std(0)
    u = (x - mean) / deviation
    # C = infinity: no penalty.
    model = LogisticRegression(
        C=np.inf, solver="newton-cg", tol=1e-12, max_iter=100000
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
    return {
        "classes": classes,
        "parameters": {
            c: [at_zero[k], *own[k]] for k, c in enumerate(classes) if k
        },
        "loss": -np.mean(np.log(p[np.arange(len(y)), index])),
        "accuracy": np.mean(named == index),
        "confusion": confusion.tolist(),
        "gradient": np.linalg.norm((p - one).T @ np.c_[np.ones(len(y)), u])
        / len(y),
        "probabilities_of_the_first_row": list(p[0]),
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
folders = [a for a in sys.argv[1:] if not a.startswith("--")]
folder = Path(folders[0]) if folders else HERE
(folder / "classes.json").write_text(json.dumps(found, indent=1) + "\n")
