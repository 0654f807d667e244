"""The steps in PyTorch."""

import pathlib

import numpy as np
import torch
from torch import nn
from worker import LR, START, batches, serve

torch.manual_seed(42)
DIGITS = pathlib.Path(__file__).parent / "../../crates/core/data/digits.csv"
OTHER_WRITERS = 1415  # the first row of those who test


@torch.no_grad()
def by_hand(x, y, steps):
    a, b = torch.tensor(START)
    rate = 2 * LR
    for _ in range(steps):
        e = a * x + b - y
        a, b = a - rate * (e * x).mean(), b - rate * e.mean()
    return a, b


def parameters():
    return [torch.tensor(p, requires_grad=True) for p in START]


def step_back(a, b, x, y, lr):
    loss = ((a * x + b - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        for p in (a, b):
            p -= lr * p.grad
            p.grad = None


def autograd(x, y, steps):
    a, b = parameters()
    for _ in range(steps):
        step_back(a, b, x, y, LR)
    return a.detach(), b.detach()


@torch.no_grad()
def epoch_by_hand(x, y, epochs):
    a, b = torch.tensor(START)
    for _ in range(epochs):
        order = torch.randperm(len(x))
        xs, ys = x[order], y[order]
        for begin, end, lr in batches(len(x), 64):
            x_batch = xs[begin:end]
            e = a * x_batch + b - ys[begin:end]
            rate = 2 * lr
            a, b = a - rate * (e * x_batch).mean(), b - rate * e.mean()
    return a, b


def epoch_autograd(x, y, epochs):
    a, b = parameters()
    for _ in range(epochs):
        order = torch.randperm(len(x))
        xs, ys = x[order], y[order]
        for begin, end, lr in batches(len(x), 64):
            step_back(a, b, xs[begin:end], ys[begin:end], lr)
    return a.detach(), b.detach()


rows = torch.from_numpy(np.loadtxt(DIGITS, delimiter=",")).float()
train_x, test_x = (rows[:, :64] / 16).tensor_split([OTHER_WRITERS])
train_labels, test_labels = rows[:, 64].long().tensor_split([OTHER_WRITERS])


def digits(_x, _y, epochs):
    """Lesson 9's network, and the part of the test images it names right."""
    net = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
    sgd = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
    for _ in range(epochs):
        for batch in torch.randperm(OTHER_WRITERS).split(32):
            scores = net(train_x[batch])
            loss = nn.functional.cross_entropy(scores, train_labels[batch])
            sgd.zero_grad()
            loss.backward()
            sgd.step()
    with torch.no_grad():
        named = net(test_x).argmax(1)
    return [(named == test_labels).float().mean()]


serve(
    torch.__version__,
    lambda x, y: (torch.from_numpy(x), torch.from_numpy(y)),
    {
        ("step", "by hand"): by_hand,
        ("step", "autograd"): autograd,
        ("epoch64", "by hand"): epoch_by_hand,
        ("epoch64", "autograd"): epoch_autograd,
        ("digits", "autograd"): digits,
    },
)
