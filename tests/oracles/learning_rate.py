"""What lesson 6 finds, by NumPy and PyTorch in float64.

Run it from anywhere: python3 tests/oracles/learning_rate.py
It writes learning_rate.json beside itself.
"""

import csv
import json
import pathlib
import sys

import numpy as np
import torch
from torch.optim import SGD, lr_scheduler

HERE = pathlib.Path(__file__).parent
UPDATES = 400

results = {
    "python": sys.version.split()[0],
    "numpy": np.__version__,
    "torch": torch.__version__,
}

rows = csv.DictReader((HERE / "fastai_line.csv").open())
x = np.array([float(row["x"]) for row in rows])
line = np.stack([x, np.ones_like(x)], 1), 3 * x + 8
x = np.linspace(-5, 5, 100)
quadratic = np.stack([x * x, x, np.ones_like(x)], 1), 5 * x * x - 3 * x + 3


def mse(problem, w):
    columns, y = problem
    error = columns @ w - y
    return np.mean(error**2), 2 * columns.T @ error / len(y)


def rmse(problem, w):
    loss, gradient = mse(problem, w)
    return loss**0.5, gradient / (2 * loss**0.5)


def descend(loss, problem, start, rates):
    w, losses = np.array(start), []
    for lr in rates:
        value, gradient = loss(problem, w)
        losses.append(value)
        w = w - lr * gradient
    return losses + [loss(problem, w)[0]]


# The curvature.
for name, problem, start in [
    ("line", line, [-1.0, 1.0]),
    ("quadratic", quadratic, [2.0, 3.0, 4.0]),
]:
    columns, y = problem
    eigenvalues = np.linalg.eigvalsh(2 * columns.T @ columns / len(y))
    low, high = eigenvalues[0], eigenvalues[-1]
    best = 2 / (low + high)
    results[name] = {
        "eigenvalues": eigenvalues.tolist(),
        "condition_number": high / low,
        "largest_stable_lr": 2 / high,
        "best_lr": best,
        "factor": (high - low) / (high + low),
        "just_below": descend(mse, problem, start, [0.99 * 2 / high] * 100),
        "just_above": descend(mse, problem, start, [1.01 * 2 / high] * 100),
    }

# The rates compared.
results["rates"] = [
    descend(mse, line, [-2.0, 4.0], [lr] * 60) for lr in [0.01, 0.5, 0.8]
]

# The two-cycle.
start = [2.0, 3.0, 4.0]
losses = descend(rmse, quadratic, start, [0.1] * 1000)
results["quadratic"]["two_cycle"] = sorted(losses[-2:], reverse=True)
results["quadratic"]["two_cycle_sum"] = 0.1 * high / 2

# Patience, 20 updates.
best = min(
    k for k in range(1000) if losses[k] < min(losses[k + 1 : k + 21])
)
results["patience"] = {
    "best_update": best,
    "best_loss": losses[best],
    "updates": best + 20,
}

# The gradient's size, on the line at its best learning rate.
w, updates = np.array([-1.0, 1.0]), 0
while np.linalg.norm(mse(line, w)[1]) > 1e-3:
    w = w - results["line"]["best_lr"] * mse(line, w)[1]
    updates += 1
loss, gradient = mse(line, w)
results["gradient_size"] = {
    "updates": updates,
    "loss": loss,
    "promised": gradient @ gradient / 2 / results["line"]["eigenvalues"][0],
}

# The range test.
w, lr, rates, losses = np.array([-1.0, 1.0]), 1e-4, [], []
while not losses or losses[-1] <= losses[0]:
    loss, gradient = mse(line, w)
    rates.append(lr)
    losses.append(loss)
    w, lr = w - lr * gradient, lr * 1.125
results["range_test"] = {
    "rates": rates,
    "losses": losses,
    "suggested_lr": rates[int(np.argmin(losses))] / 10,
}

# The schedules, and where a descent on the RMSE ends with them.
optimiser = SGD([torch.zeros(1)], lr=0.1)


def cosine(updates):
    return lr_scheduler.CosineAnnealingLR(optimiser, T_max=updates)


def warm_up():
    up = lr_scheduler.LinearLR(
        optimiser, start_factor=0.1, end_factor=1.0, total_iters=40
    )
    down = cosine(UPDATES - 40)
    return lr_scheduler.SequentialLR(optimiser, [up, down], milestones=[40])


results["schedules"] = {}
for name, schedule in {
    "constant": lambda: lr_scheduler.ConstantLR(optimiser, factor=1.0),
    "step": lambda: lr_scheduler.StepLR(optimiser, step_size=100, gamma=0.1),
    "cosine": lambda: cosine(UPDATES),
    "warm_up": warm_up,
}.items():
    optimiser = SGD([torch.zeros(1)], lr=0.1)
    schedule, rates = schedule(), []
    for _ in range(UPDATES):
        rates.append(schedule.get_last_lr()[0])
        optimiser.step()
        schedule.step()
    results["schedules"][name] = {
        "rates": rates,
        "loss_at_end": descend(rmse, quadratic, start, rates)[-1],
    }

# The minima and the ridge of w⁴ − 2w² + w/2: the roots of its derivative.
roots = sorted(np.roots([4, 0, -4, 0.5]).real)
results["minima"] = {
    "at": [roots[0], roots[2]],
    "ridge": roots[1],
    "losses": [w**4 - 2 * w**2 + w / 2 for w in (roots[0], roots[2])],
}

text = json.dumps(results, indent=1)
(HERE / "learning_rate.json").write_text(text + "\n")
