"""A network of lesson 9's sizes in PyTorch, for lesson 13 to read.

Run it from anywhere: python3 tests/oracles/digits_torch.py
It learns the digits for five epochs and writes, into crates/lessons/data or
the folder that it is given, the state dict as `torch.save` writes it and the
scores of the first 20 images, computed in float64 with the same weights.
"""

import csv
import json
import pathlib
import sys

import torch
from torch import nn

HERE = pathlib.Path(__file__).parent
ROOT = HERE / "../.."
OUT = pathlib.Path(
    sys.argv[1] if len(sys.argv) > 1 else ROOT / "crates/lessons/data"
)

torch.manual_seed(42)
rows = list(csv.reader((ROOT / "crates/core/data/digits.csv").open()))
numbers = torch.tensor([[float(cell) for cell in row] for row in rows])
x, y = numbers[:, :64] / 16, numbers[:, 64].long()


# ANCHOR: network
class Digits(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(64, 64)
        self.output = nn.Linear(64, 10)

    def forward(self, x):
        return self.output(torch.relu(self.hidden(x)))


# ANCHOR_END: network

model = Digits()
optimiser = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
for epoch in range(5):
    for batch in torch.randperm(len(x)).split(32):
        optimiser.zero_grad()
        nn.functional.cross_entropy(model(x[batch]), y[batch]).backward()
        optimiser.step()

# ANCHOR: save
torch.save(model.state_dict(), OUT / "digits_torch.pt")
# ANCHOR_END: save
with torch.no_grad():
    scores = model.double()(x[:20].double()).tolist()
version = ".".join(torch.__version__.split(".")[:2])
results = {"torch": version, "scores": scores}
(OUT / "digits_torch.json").write_text(json.dumps(results) + "\n")
