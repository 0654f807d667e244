"""What the peers share: the points, and answering peers.py."""

import sys
import json
import time

import numpy as np

START = (-1.0, 1.0)  # a and b before the first step
LR = 0.01  # of full-batch steps
EPOCH_LR = 0.002  # of batches of 64; in proportion for others


def points(n):
    """n points on y = 3x + 8, to the bit the same in every program."""
    x = (np.arange(n) * 0.618033988749895 % 1.0).astype(np.float32)
    y = (3.0 * x.astype(np.float64) + 8.0).astype(np.float32)
    return x, y


def batches(n, size):
    """The begin, the end and the learning rate of each batch."""
    for begin in range(0, n, size):
        end = min(begin + size, n)
        yield begin, end, EPOCH_LR * (end - begin) / 64


def serve(version, prepare, contenders):
    """Reads `WORK N WARM STEPS CONTENDER` and answers with one line.

    `prepare(x, y)` makes a library's own arrays. A contender takes these and a
    number of steps, waits until they are done and gives what they reached.
    For WARM milliseconds it steps untimed: caches fill, threads wake.
    """
    print(json.dumps(version), flush=True)
    prepared = (0, None)
    for line in sys.stdin:
        work, n, warm, steps, contender = line.strip().split(" ", 4)
        n, warm, steps = int(n), int(warm), int(steps)
        if prepared[0] != n:
            prepared = (n, prepare(*points(n)))
        run = contenders[work, contender]
        begin = time.perf_counter()
        while time.perf_counter() - begin < warm / 1000:
            run(*prepared[1], 1 + steps // 10)
        begin = time.perf_counter()
        result = run(*prepared[1], steps)
        seconds = (time.perf_counter() - begin) / steps
        answer = {"seconds": seconds, "result": [float(r) for r in result]}
        print(json.dumps(answer), flush=True)
