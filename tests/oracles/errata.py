"""The numbers of the book's page "What the sources got wrong", in NumPy.

Run it from anywhere: python3 tests/oracles/errata.py
It prints what it computes and writes errata.json beside itself, or into the
folder that it is given.
"""

import json
import pathlib
import sys

import numpy as np

HERE = pathlib.Path(__file__).parent
OUT = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
results = {"python": sys.version.split()[0], "numpy": np.__version__}


def eigenvalues(columns):
    """Those of 2/n XᵀX, the curvature of the MSE, smallest first."""
    return np.linalg.eigvalsh(2 * columns.T @ columns / len(columns))


def descend(columns, y, w, lr, updates):
    """The parameters after each update of the MSE, the start first."""
    path = [np.array(w, float)]
    for _ in range(updates):
        error = columns @ path[-1] - y
        path.append(path[-1] - lr * 2 * columns.T @ error / len(y))
    return path


def mse(columns, y, w):
    return ((columns @ w - y) ** 2).mean()


# The line fit.
x = np.loadtxt(HERE / "fastai_line.csv", delimiter=",", skiprows=1)[:, 0]
columns, y = np.stack([x, np.ones_like(x)], axis=1), 3 * x + 8


def update_weights(a, b, x, y, lr):
    pass


try:
    update_weights()
    call = "no error"
except TypeError as error:
    call = str(error)
curvature = eigenvalues(columns)
path = descend(columns, y, [-1.0, 1.0], 0.01, 4000)
far = next(k for k, w in enumerate(path) if np.abs(w - [3, 8]).max() < 0.01)
results["line"] = {
    "call": call,
    "xavier_printed": 2 / 784 + 10,
    "xavier": 2 / (784 + 10),
    "curvature": curvature.tolist(),
    "condition": curvature[1] / curvature[0],
    "largest_lr": 2 / curvature[1],
    "largest_lr_of_sse": 2 / (30 * curvature[1]),
    "after_400": path[400].tolist(),
    "rmse_after_400": np.sqrt(mse(columns, y, path[400])),
    "after_410": path[410].tolist(),
    "rmse_after_410": np.sqrt(mse(columns, y, path[410])),
    "updates_to_a_hundredth": far,
    # Two matrices in a row are one: their product.
    "collapse": float(
        np.abs(
            np.ones((2, 3)) @ (np.arange(12).reshape(3, 4) @ np.ones(4))
            - (np.ones((2, 3)) @ np.arange(12).reshape(3, 4)) @ np.ones(4)
        ).max()
    ),
}

# The quadratic.
x = np.linspace(-5, 5, 100)
columns = np.stack([x**2, x, np.ones_like(x)], axis=1)
truth = columns @ [5, -3, 3]
ten = np.arange(-5, 5)
signed = (2 * ten**2 + 3 * ten + 4) - (5 * ten**2 - 3 * ten + 3)


def rmse_run(aim, steps):
    """The post's loop: the RMSE after each step, errors taken from `aim`."""
    w, rmses = np.array([2.0, 3.0, 4.0]), []
    for _ in range(steps):
        guess = columns @ w
        rmse = np.sqrt(((guess - truth) ** 2).mean())
        w = w - 0.1 * columns.T @ (guess - aim) / len(x) / rmse
        rmses.append(np.sqrt(((columns @ w - truth) ** 2).mean()))
    return rmses, w


printed, corrected = rmse_run(truth - 1, 2000)[0], rmse_run(truth, 2000)[0]
curvature = eigenvalues(columns)
results["quadratic"] = {
    "mean_of_the_ten": signed.mean(),
    "mean_of_the_hundred": (columns @ [2, 3, 4] - truth).mean(),
    "printed_c": rmse_run(truth - 1, 24)[1][2],
    "corrected_c": rmse_run(truth, 24)[1][2],
    "printed_27": printed[26],
    "corrected_26": corrected[25],
    "cycle": sorted(corrected[-2:]),
    "cycle_sum": sum(corrected[-2:]),
    "lr_times_largest": 0.1 * curvature[2] / 2,
    "cycle_moves": max(
        abs(u - v) for u, v in zip(corrected[-100:-2], corrected[-98:])
    ),
    "printed_last_100": [min(printed[-100:]), max(printed[-100:])],
    "largest_of_xtx_over_n": curvature[2] / 2,
    "largest_mse_lr": 2 / curvature[2],
}

# The PyTorch lesson.
u, y = np.loadtxt(
    HERE / "torch_line.csv", delimiter=",", skiprows=1, unpack=True
)
columns = np.stack([np.ones_like(u), u], axis=1)
best = np.linalg.lstsq(columns, y, rcond=None)[0]
short = descend(columns, y, [-2.0, -3.0], 0.01, 100)
long = descend(columns, y, [-2.0, -3.0], 0.001, 7100)
w, kept, losses = np.array([-2.0, -3.0]), np.zeros(2), []
for _ in range(10_000):
    losses.append(mse(columns, y, w))
    kept = kept + 2 * columns.T @ (columns @ w - y) / len(y)
    w = w - 0.01 * kept
results["torch"] = {
    "least_squares": best.tolist(),
    "mse_least_squares": mse(columns, y, best),
    "mse_truth": mse(columns, y, np.array([3.0, 2.0])),
    "loss_of_step_100": mse(columns, y, short[99]),
    "slope_after_100": short[100][1],
    "loss_after_7000": mse(columns, y, long[7000]),
    "loss_after_7100": mse(columns, y, long[7100]),
    "kept_first_100": [min(losses[:100]), max(losses[1:100])],
    "kept_last_1000": [min(losses[-1000:]), max(losses[-1000:])],
    "largest_lr": 2 / eigenvalues(columns)[1],
}

text = json.dumps(results, indent=1)
(OUT / "errata.json").write_text(text + "\n")
print(text)
