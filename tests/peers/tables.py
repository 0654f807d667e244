"""From a CSV file to the parameters of a line: fit and the peers in turns.

    target/venv/bin/python tests/peers/tables.py

Each turn is a whole process, from its start to its end: it opens the file,
finds out how it is written, and fits a line to its two columns. Every round
asks all of them, each time another one first; the best time counts, since what
else the machine does only adds, and the largest memory. A contender counts only
if its parameters are those of the points as they were written.
"""

import argparse
import json
import math
import multiprocessing
import os
import pathlib
import subprocess
import sys
import tempfile
import time
from importlib import metadata

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ALLOWED = 1e-8  # relative, of both parameters
MIB = 2**20

PANDAS = """
import sys
import pandas
from sklearn.linear_model import LinearRegression

table = pandas.read_csv(sys.argv[1])
line = LinearRegression().fit(table[["x"]], table["y"])
print(line.intercept_, line.coef_[0])
"""
DUCKDB = """
import sys
import duckdb

duckdb.execute("set enable_progress_bar = false")  # it would be printed, too
line = "select regr_intercept(y, x), regr_slope(y, x) from read_csv_auto(?)"
print(*duckdb.execute(line, sys.argv[1:]).fetchone())
"""


def fit():
    target = os.environ.get("CARGO_TARGET_DIR", ROOT / "target")
    return ROOT / target / "release/fit"


def build():
    command = "cargo build --release --bin fit"
    print(command, file=sys.stderr, flush=True)
    try:
        if subprocess.run(command.split(), cwd=ROOT, stdout=2).returncode:
            sys.exit(1)
    except FileNotFoundError:
        sys.exit("there is no cargo: install Rust from https://rustup.rs")


def write(path, rows):
    """Points about 2 + 3 x, 21 bytes a row; their least squares.

    x has eight digits behind its point and y seven, and both are whole numbers
    until they are written.
    """
    import numpy as np

    def digits(numbers, count):
        """The last so many decimal digits of whole numbers, as bytes."""
        powers = 10 ** np.arange(count - 1, -1, -1)
        return (numbers[:, None] // powers % 10 + ord("0")).astype(np.uint8)

    block, sums = 500_000, []
    with path.open("wb") as file:
        file.write(b"x,y\n")
        for begin in range(0, rows, block):
            i = np.arange(begin, min(begin + block, rows))
            x = i * 61_803_399 % 10**8  # the golden section spreads them
            y = 2 * 10**7 + 3 * x // 10 + i * 7919 % 2_000_001 - 10**6
            line = np.empty((len(i), 21), np.uint8)
            for at, byte in ((1, "."), (10, ","), (12, "."), (20, "\n")):
                line[:, at] = ord(byte)
            line[:, 0] = ord("0")
            line[:, 2:10] = digits(x, 8)
            line[:, 11] = digits(y // 10**7, 1)[:, 0]
            line[:, 13:20] = digits(y, 7)
            file.write(line.tobytes())
            # About the middle, where float64 loses nothing that matters.
            u, v = x / 1e8 - 0.5, y / 1e7 - 3.5
            sums.append([u.sum(), v.sum(), u @ u, u @ v])
    path.read_bytes()  # from here on the file lies in memory
    u, v, uu, uv = np.sum(sums, axis=0) / rows
    slope = (uv - u * v) / (uu - u * u)
    return float(3.5 + v - slope * (0.5 + u)), float(slope)


def written(path, rows):
    """`write` in a process of its own: Linux counts the memory of the process
    that starts another one as that one's, so this program stays small."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(write, (path, rows))


def versions():
    names = ("pandas", "scikit-learn", "duckdb")
    try:
        return [metadata.version(name) for name in names]
    except metadata.PackageNotFoundError as error:
        sys.exit(f"no package {error}: "
                 "pip install -r tests/peers/requirements.txt")  # fmt: skip


def turn(command):
    """Seconds, peak memory in bytes, and what it printed."""
    with tempfile.TemporaryFile() as output:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{command[0]} ended with {process.returncode}")
        output.seek(0)
        text = output.read().decode()
    # Linux counts kibibytes, macOS bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return seconds, unit * usage.ru_maxrss, text


def parameters(text):
    if text.startswith("{"):
        return list(json.loads(text)["parameters"].values())
    return [float(word) for word in text.split()]


def measure(path, wanted, rounds, scratch):
    pandas, sklearn, duckdb = versions()
    ours = [str(fit()), str(path), "--x", "x", "--y", "y", "--json",
            "--no-figures", "--out", str(scratch / "fit")]  # fmt: skip
    commands = {
        "descent: fit": ours,
        f"pandas {pandas}, scikit-learn {sklearn}":
            [sys.executable, "-c", PANDAS, str(path)],
        f"DuckDB {duckdb}":
            [sys.executable, "-c", DUCKDB, str(path)],
    }  # fmt: skip
    found = {name: [] for name in commands}
    names = list(commands)
    for round in range(rounds):
        first = round % len(names)
        for name in names[first:] + names[:first]:
            seconds, memory, text = turn(commands[name])
            got = parameters(text)
            close = [math.isclose(a, b, rel_tol=ALLOWED)
                     for a, b in zip(got, wanted, strict=True)]  # fmt: skip
            if not all(close):
                sys.exit(f"{name} does not count: {got}, not {wanted}")
            found[name].append((seconds, memory))
    return [
        dict(contender=name, seconds=min(s for s, _ in turns),
             all_seconds=[s for s, _ in turns],
             peak_bytes=max(m for _, m in turns))
        for name, turns in found.items()
    ]  # fmt: skip


def targets(results, rows):
    """What fit shall reach, and what it did."""
    ours, pandas_, duck = results
    columns = 16 * rows  # two of float64
    yield "time over DuckDB's", ours["seconds"] / duck["seconds"], 1.2
    yield ("time over pandas'", ours["seconds"] / pandas_["seconds"], 1 / 3)
    yield ("memory over DuckDB's and the columns",
           ours["peak_bytes"] / (duck["peak_bytes"] + columns), 1.0)  # fmt: skip


def whole(text):
    number = int(text)
    if not 2 <= number <= 10**9:
        raise ValueError
    return number


whole.__name__ = "number from 2 to 10^9"  # for argparse


def main():
    parser = argparse.ArgumentParser(
        description="From a CSV file to a line: fit, pandas, DuckDB."
    )
    parser.add_argument("--rows", type=whole, default=10**7,
                        help="rows of the file, 21 bytes each (default: 10^7)")  # fmt: skip
    parser.add_argument("--rounds", type=int, default=5,
                        help="turns of each (default: 5)")  # fmt: skip
    parser.add_argument("--json", action="store_true",
                        help="print the results for programs")  # fmt: skip
    args = parser.parse_args()
    if args.rounds < 1:
        parser.error("--rounds must be at least 1")
    if not hasattr(os, "wait4"):
        parser.error("peak memory is asked of Linux or macOS")
    versions()
    build()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        path = scratch / "points.csv"
        wanted = written(path, args.rows)
        size = path.stat().st_size
        results = measure(path, wanted, args.rounds, scratch)
    if args.json:
        found = dict(rows=args.rows, bytes=size, results=results)
        print(json.dumps(found), flush=True)
        return
    print(f"{args.rows:,} rows of two columns, {size / 1e6:.0f} MB; "
          f"best of {args.rounds}")  # fmt: skip
    for result in results:
        print(f"{result['contender']:38} {result['seconds']:8.2f} s "
              f"{result['peak_bytes'] / MIB:8.0f} MiB")  # fmt: skip
    for what, ratio, most in targets(results, args.rows):
        verdict = "met" if ratio <= most else "MISSED"
        print(f"{what:38} {ratio:8.2f}   at most {most:4.2f}  {verdict}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
