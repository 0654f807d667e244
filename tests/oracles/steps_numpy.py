"""The steps of lessons 1 to 5 in NumPy, for the book.

Run it from anywhere: python3 tests/oracles/steps_numpy.py
It writes steps_numpy.json beside itself, or into the folder that it is given.
"""

import json
import pathlib
import sys

import numpy as np

HERE = pathlib.Path(__file__).parent
OUT = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
LESSONS = HERE / "../../docs/src/output"

results = {"python": sys.version.split()[0], "numpy": np.__version__}

# The points: x of the line-fit notebook, and the PyTorch lesson's 100 points.
line_x = np.loadtxt(HERE / "fastai_line.csv", delimiter=",", skiprows=1)[:, 0]
u, noisy_y = np.loadtxt(
    HERE / "torch_line.csv", delimiter=",", skiprows=1, unpack=True
)

# ANCHOR: tensor
x = np.array(line_x)
y = 3.0 * x + 8.0
# ANCHOR_END: tensor
results["lesson1"] = {"dtype": str(x.dtype), "shape": x.shape, "y": y.tolist()}

# ANCHOR: shared
z = x.copy()
first = z[:3]
first += 1.0  # in place: z changes, too
# ANCHOR_END: shared
results["lesson1"]["shared"] = z[0]

# ANCHOR: matmul
ones = np.ones_like(u)
columns = np.stack([ones, u], axis=1)
w = np.array([3.0, 2.0])
on_line = columns @ w
# ANCHOR_END: matmul
results["lesson1"]["noise_mean"] = (noisy_y - on_line).mean()

# ANCHOR: losses
y_pred = -1.0 * x + 1.0
error = y_pred - y
mean_error = error.mean()
mae = np.abs(error).mean()
sse = (error**2).sum()
mse = (error**2).mean()
rmse = np.sqrt((error**2).mean())
# ANCHOR_END: losses
results["lesson2"] = {
    "mean_error": mean_error,
    "mae": mae,
    "sse": sse,
    "mse": mse,
    "rmse": rmse,
}

# ANCHOR: descent
a, b = -1.0, 1.0
for update in range(400):
    error = a * x + b - y
    grad_a = (2 * error * x).mean()
    grad_b = (2 * error).mean()
    a -= 0.01 * grad_a
    b -= 0.01 * grad_b
# ANCHOR_END: descent
loss = np.sqrt(((a * x + b - y) ** 2).mean())
results["lesson3"] = {"a": a, "b": b, "avg_loss": loss}


# ANCHOR: difference
def slope(loss, w, i, h=6e-6):
    step = np.zeros_like(w)
    step[i] = h
    return (loss(w + step) - loss(w - step)) / (2 * h)
# ANCHOR_END: difference


def rmse_at(w):
    return np.sqrt(((w[0] * x + w[1] - y) ** 2).mean())


start = np.array([-1.0, 1.0])
results["lesson3"]["rmse_gradient_by_differences"] = [
    slope(rmse_at, start, i) for i in range(2)
]

# ANCHOR: backward
w = np.array([-2.0, -3.0])
losses = []
for update in range(100):
    error = columns @ w - noisy_y
    losses.append((error**2).mean())
    gradient = 2 * columns.T @ error / len(error)  # by hand
    w = w - 0.01 * gradient
# ANCHOR_END: backward
results["lesson4"] = {"losses": losses, "w": w.tolist()}

# The order in which lesson 5 dealt the points, so that the runs are the same.
recording = json.loads((LESSONS / "lesson5/paths.json").read_text())
run = next(r for r in recording["runs"] if r["name"] == "batch size 10")
batches = run["batches"]

# ANCHOR: sgd
w = np.array([-2.0, -3.0])
for batch in batches:
    rows, y = columns[batch], noisy_y[batch]
    error = rows @ w - y
    gradient = 2 * rows.T @ error / len(error)
    w = w - 0.01 * gradient
# ANCHOR_END: sgd
results["lesson5"] = {"updates": len(batches), "w": w.tolist()}

text = json.dumps(results, indent=1)
(OUT / "steps_numpy.json").write_text(text + "\n")
