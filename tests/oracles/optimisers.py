"""The optimisers of lesson 7 at fixed rates by PyTorch in float64, and its
defaults.

Run it from anywhere: python3 tests/oracles/optimisers.py
It writes optimisers.json beside itself.
"""

import csv
import json
import pathlib
import sys

import torch
from torch import optim

HERE = pathlib.Path(__file__).parent
torch.set_default_dtype(torch.float64)

results = {"python": sys.version.split()[0], "torch": torch.__version__}

rows = csv.DictReader((HERE / "fastai_line.csv").open())
x = torch.tensor([float(row["x"]) for row in rows])
y = 3 * x + 8


def mse(w):
    return ((w[0] * x + w[1] - y) ** 2).mean()


def rosenbrock(w):
    return (w[0] - 1) ** 2 + 100 * (w[1] - w[0] ** 2) ** 2


# ANCHOR: settings
OPTIMISERS = {
    "sgd": lambda w, lr: optim.SGD([w], lr),
    "momentum": lambda w, lr: optim.SGD([w], lr, momentum=0.875, dampening=0),
    "nesterov": lambda w, lr: optim.SGD([w], lr, momentum=0.875, nesterov=True),
    "adagrad": lambda w, lr: optim.Adagrad([w], lr, eps=1e-8),
    "rmsprop": lambda w, lr: optim.RMSprop(
        [w], lr, alpha=0.99, momentum=0, eps=1e-8
    ),
    "adam": lambda w, lr: optim.Adam([w], lr, betas=(0.9, 0.999), eps=1e-8),
    "lbfgs": lambda w, lr: optim.LBFGS(
        [w], lr, max_iter=1, max_eval=26, line_search_fn="strong_wolfe"
    ),
}
# ANCHOR_END: settings


def race(name, lr, loss, start, goal, most):
    w = torch.tensor(start, requires_grad=True)
    optimiser = OPTIMISERS[name](w, lr)
    gradients, path = 0, []

    def evaluate():
        nonlocal gradients
        gradients += 1
        optimiser.zero_grad()
        value = loss(w)
        value.backward()
        return value

    for _ in range(most + 1):
        path.append(w.tolist())
        if loss(w).item() <= goal:
            break
        optimiser.step(evaluate)
    return {"updates": len(path) - 1, "gradients": gradients, "path": path}


line_rates = [0.5, 0.1, 0.1, 5.0, 0.5, 0.5, 1.0]
valley_rates = [0.002, 0.002, 0.001, 1.0, 0.005, 1.0, 1.0]
results["line"], results["rosenbrock"] = {}, {}
for name, lr, valley_lr in zip(OPTIMISERS, line_rates, valley_rates):
    run = race(name, lr, mse, [-2.0, 4.0], 1e-6, 400)
    results["line"][name] = run
    run = race(name, valley_lr, rosenbrock, [-1.2, 1.0], 0.01, 5000)
    # Every 50th place, and the last.
    run["every_50th"], run["end"] = run["path"][::50], run["path"][-1]
    del run["path"]
    results["rosenbrock"][name] = run

# By hand: 50 updates on the line.
results["by_hand"] = {
    "momentum": race("momentum", 0.1, mse, [-1.0, 1.0], -1, 50)["path"],
    "adam": race("adam", 0.05, mse, [-1.0, 1.0], -1, 50)["path"],
}

w = [torch.zeros(1)]
results["defaults"] = {
    "momentum": {"dampening": optim.SGD(w, 0.1).defaults["dampening"]},
    "rmsprop": {
        "momentum": optim.RMSprop(w).defaults["momentum"],
        "epsilon": optim.RMSprop(w).defaults["eps"],
    },
    "adagrad": {"epsilon": optim.Adagrad(w).defaults["eps"]},
    "adam": {"epsilon": optim.Adam(w).defaults["eps"]},
}

text = json.dumps(results)
(HERE / "optimisers.json").write_text(text + "\n")
