"""The steps of lessons 1 to 5 in PyTorch, for the book.

Run it from anywhere: python3 tests/oracles/steps_torch.py
It writes steps_torch.json beside itself, or into the folder that it is given.
"""

import csv
import json
import pathlib
import sys

import torch
from torch import nn

HERE = pathlib.Path(__file__).parent
OUT = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
LESSONS = HERE / "../../docs/src/output"

results = {
    "python": sys.version.split()[0],
    "torch": torch.__version__.split("+")[0],
}


def column(file, name):
    rows = csv.DictReader((HERE / file).open())
    return [float(row[name]) for row in rows]


line_x = column("fastai_line.csv", "x")
torch.set_default_dtype(torch.float64)
u = torch.tensor(column("torch_line.csv", "x"))
noisy_y = torch.tensor(column("torch_line.csv", "y"))

# ANCHOR: tensor
x = torch.tensor(line_x, dtype=torch.float64)
y = 3.0 * x + 8.0
# ANCHOR_END: tensor
results["lesson1"] = {
    "dtype": str(x.dtype),
    "shape": list(x.shape),
    "y": y.tolist(),
}

# ANCHOR: shared
z = x.clone()
first = z[:3]
first += 1.0  # in place: z changes, too
# ANCHOR_END: shared
results["lesson1"]["shared"] = z[0].item()

# ANCHOR: matmul
ones = torch.ones_like(u)
columns = torch.stack([ones, u], dim=1)
w = torch.tensor([3.0, 2.0])
on_line = columns @ w
# ANCHOR_END: matmul
results["lesson1"]["noise_mean"] = (noisy_y - on_line).mean().item()

# ANCHOR: losses
y_pred = -1.0 * x + 1.0
error = y_pred - y
mean_error = error.mean()
mae = nn.functional.l1_loss(y_pred, y)
sse = nn.functional.mse_loss(y_pred, y, reduction="sum")
mse = nn.functional.mse_loss(y_pred, y)
rmse = mse.sqrt()
# ANCHOR_END: losses
results["lesson2"] = {
    "mean_error": mean_error.item(),
    "mae": mae.item(),
    "sse": sse.item(),
    "mse": mse.item(),
    "rmse": rmse.item(),
}

# ANCHOR: descent
a = torch.tensor(-1.0)
b = torch.tensor(1.0)
for update in range(400):
    error = a * x + b - y
    grad_a = (2 * error * x).mean()
    grad_b = (2 * error).mean()
    a -= 0.01 * grad_a
    b -= 0.01 * grad_b
# ANCHOR_END: descent
loss = (a * x + b - y).square().mean().sqrt()
results["lesson3"] = {
    "a": a.item(),
    "b": b.item(),
    "avg_loss": loss.item(),
}

# ANCHOR: backward
w = torch.tensor([-2.0, -3.0], requires_grad=True)
losses = []
for update in range(100):
    loss = ((columns @ w - noisy_y) ** 2).mean()
    losses.append(loss.item())
    loss.backward()  # adds to w.grad
    with torch.no_grad():
        w -= 0.01 * w.grad  # in place
    w.grad.zero_()
# ANCHOR_END: backward
results["lesson4"] = {"losses": losses, "w": w.tolist()}

# ANCHOR: kept
w = torch.tensor([-2.0, -3.0], requires_grad=True)
losses = []
for update in range(100):
    loss = ((columns @ w - noisy_y) ** 2).mean()
    losses.append(loss.item())
    loss.backward()
    with torch.no_grad():
        w -= 0.01 * w.grad
    # w.grad.zero_() forgotten
# ANCHOR_END: kept
results["lesson4"]["losses_not_zeroed"] = losses


# ANCHOR: module
class Linear(nn.Module):
    def __init__(self, w):
        super().__init__()
        self.w = nn.Parameter(w)

    def forward(self, x):
        return x @ self.w


# ANCHOR_END: module
# ANCHOR: train
model = Linear(torch.tensor([-2.0, -3.0]))
optimiser = torch.optim.SGD(model.parameters(), lr=0.001)
for update in range(7000):
    loss = nn.functional.mse_loss(model(columns), noisy_y)
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
# ANCHOR_END: train
results["lesson4"]["w_7000"] = model.w.tolist()

# The order in which lesson 5 dealt the points, so that the runs are the same.
recording = json.loads((LESSONS / "lesson5/paths.json").read_text())
run = next(r for r in recording["runs"] if r["name"] == "batch size 10")
batches = run["batches"]

# ANCHOR: sgd
w = torch.tensor([-2.0, -3.0], requires_grad=True)
for batch in batches:
    y_pred = columns[batch] @ w
    loss = nn.functional.mse_loss(y_pred, noisy_y[batch])
    (gradient,) = torch.autograd.grad(loss, w)
    w = (w.detach() - 0.01 * gradient).requires_grad_()
# ANCHOR_END: sgd
results["lesson5"] = {"updates": len(batches), "w": w.tolist()}

text = json.dumps(results, indent=1)
(OUT / "steps_torch.json").write_text(text + "\n")
