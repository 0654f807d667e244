"""Ours and the peers, measured in turns within one run.

    python3 tests/peers/peers.py

Each contender runs in a process of its own that keeps its points and waits for
its next turn. Every round asks all of them, each time another one first, and
the best of its rounds counts, since what else the machine does only adds. A
contender counts only if its parameters are those that the formula gives. It
prints times, ratios and whether the targets are met, and writes
target/peers/results.json and ratios.svg.
"""

import argparse
import functools
import importlib.util
import json
import os
import pathlib
import platform
import re
import subprocess
import sys
import tempfile
import time

REQUIREMENTS = "pip install -r tests/peers/requirements.txt"
try:
    import numpy as np
    from worker import EPOCH_LR, LR, START, points
except ModuleNotFoundError as error:
    sys.exit(f"{error}: {REQUIREMENTS}")

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
OURS = "descent"
PROGRAMS = {
    "NumPy": "with_numpy.py",
    "PyTorch": "with_torch.py",
    "JAX": "with_jax.py",
    "scikit-learn": "with_sklearn.py",
}
MODULES = {"PyTorch": "torch", "JAX": "jax", "scikit-learn": "sklearn"}
# The C library of Linux gives large blocks back at once, and each new one
# costs the faults of its pages. So it keeps them, as the allocator of ours
# does; other systems know nothing of this.
KEPT = ", pages kept"
KEEP_PAGES = {
    "MALLOC_MMAP_MAX_": "0",
    "MALLOC_TRIM_THRESHOLD_": str(2**40),
}
SIZES = [30, 100, 10**4, 10**5, 10**6, 10**7]
LARGE = [10**6, 10**7]
WARM = 50  # milliseconds of steps before those that are timed
# Rounds at one n. A slow or busy machine takes fewer: after so many seconds
# none begins, once the fewest are done.
ROUNDS = 9
FEWEST = 3
SECONDS = 25

# What each work measures, at which n, and who does it.
WORKS = {
    "step": (
        "one gradient step, called from the host",
        SIZES,
        [
            "descent by hand",
            "descent autodiff",
            "descent fused",
            "NumPy by hand",
            "NumPy with dot",
            "PyTorch by hand",
            "PyTorch autograd",
            "JAX by hand",
            "JAX grad",
            "NumPy by hand" + KEPT,
            "NumPy with dot" + KEPT,
            "PyTorch by hand" + KEPT,
            "PyTorch autograd" + KEPT,
        ],
    ),
    "loop": (
        "one step of many in one call",
        SIZES,
        ["descent one call", "descent one call, traced", "JAX loop"],
    ),
    "pass": ("one plain pass that sums x and y", SIZES, ["descent sums"]),
    "epoch64": (
        "an epoch of batches of 64, shuffled",
        [100_000],
        [
            "descent by hand",
            "descent autodiff",
            "descent fused",
            "descent one call",
            "NumPy by hand",
            "NumPy with dot",
            "PyTorch by hand",
            "PyTorch autograd",
        ],
    ),
    "epoch1": (
        "an epoch of single points, shuffled",
        [100_000],
        ["descent one call", "scikit-learn SGDRegressor"],
    ),
    "digits": (
        "an epoch of lesson 9's network, batches of 32",
        [1415],
        ["descent autodiff", "PyTorch autograd"],
    ),
}

# Ours, the other, at which n, how many times faster at least.
STEP, LOOP = ("step", "descent fused"), ("loop", "descent one call")
PASS = ("pass", "descent sums")
TO_1E5 = [n for n in SIZES if n <= 10**5]
HAND, AUTO = ("step", "descent by hand"), ("step", "descent autodiff")
EPOCH_HAND = ("epoch64", "descent by hand")
EPOCH_CALL = ("epoch64", "descent one call")
TARGETS = [
    (STEP, ("step", "JAX grad"), SIZES, 1),
    (STEP, ("step", "JAX by hand"), SIZES, 1),
    (STEP, ("loop", "JAX loop"), LARGE, 3),
    (STEP, ("step", "PyTorch autograd"), LARGE, 15),
    (STEP, PASS, LARGE, 1 / 1.3),
    (LOOP, ("loop", "JAX loop"), SIZES, 1),
    (LOOP, ("loop", "JAX loop"), LARGE, 3),
    (HAND, ("step", "NumPy by hand"), SIZES, 1),
    (HAND, ("step", "NumPy with dot"), SIZES, 1),
    (HAND, ("step", "NumPy by hand" + KEPT), LARGE, 1),
    (HAND, ("step", "NumPy with dot" + KEPT), LARGE, 1),
    (AUTO, ("step", "PyTorch autograd"), TO_1E5, 1),
    (EPOCH_HAND, ("epoch64", "NumPy by hand"), [100_000], 2.5),
    (EPOCH_HAND, ("epoch64", "NumPy with dot"), [100_000], 2.5),
    (EPOCH_HAND, ("epoch64", "PyTorch by hand"), [100_000], 20),
    (EPOCH_HAND, ("epoch64", "PyTorch autograd"), [100_000], 20),
    (EPOCH_CALL, ("epoch64", "NumPy by hand"), [100_000], 30),
    (EPOCH_CALL, ("epoch64", "NumPy with dot"), [100_000], 30),
    (("epoch1", "descent one call"), ("epoch1", "scikit-learn SGDRegressor"),
     [100_000], 3),
    (("digits", "descent autodiff"), ("digits", "PyTorch autograd"),
     [1415], 1.5),
    (("loop", "descent one call, traced"), LOOP, SIZES, 1 / 1.05),
]  # fmt: skip


class Worker:
    """A program that waits for its turn."""

    all = []

    def __init__(self, command, variables={}):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=os.environ | variables,
            start_new_session=True,  # Ctrl-C ends this program, and it those
        )  # fmt: skip
        Worker.all.append(self.process)
        self.version = self.read()

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            program = " ".join(self.process.args)
            sys.exit(f"{program} ended: see above, or there were more points "
                     "than memory")  # fmt: skip
        return json.loads(line)

    def ask(self, work, n, warm, steps, contender):
        question = f"{work} {n} {warm} {steps} {contender}\n"
        try:
            self.process.stdin.write(question)
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # it has ended: read says so
        return self.read()

    def peak_memory(self):
        """Bytes; what Linux counts as resident at most."""
        status = f"/proc/{self.process.pid}/status"
        text = pathlib.Path(status).read_text()
        return 1024 * int(re.search(r"VmHWM:\s+(\d+) kB", text)[1])

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def steps_of(work, n, quick):
    """Steps, or epochs, of a turn: the same for all contenders."""
    most = 200 if quick else 2000
    match work:
        case "step":
            return min(max(8 * 10**7 // n, 8), most)
        case "loop" | "pass":
            return min(max(2 * 10**8 // n, 20), 50 * most)
        case "digits":
            return 20
        case _:
            return 5


@functools.cache
def expected(work, n, steps):
    """What the steps must reach, and how nearly.

    Gradient descent on a quadratic bowl multiplies the distance to its bottom
    by the same matrix in each step: no contender computes it like this.
    """
    x, y = (values.astype(np.float64) for values in points(n))
    if work == "digits":
        # PyTorch with five seeds: 0.916 to 0.924. Two deviations of a draw of
        # 382 images, since seeds differ.
        return np.array([0.92]), 0.03
    if work == "pass":
        return np.array([x.mean(), y.mean()]), 1e-5
    curvature = 2 * np.array([[x @ x / n, x.mean()], [x.mean(), 1.0]])
    bottom = np.linalg.solve(curvature, 2 * np.array([x @ y / n, y.mean()]))
    if work.startswith("epoch"):
        # Every batch has a bowl of its own; over an epoch they even out.
        lr, updates, tolerance = EPOCH_LR, steps * n / 64, 0.02
    else:
        # Float32 stands still where lr × gradient is half its last digit.
        lr, updates, tolerance = LR, steps, 1e-3
    curvatures, axes = np.linalg.eigh(curvature)
    shrunk = (1 - lr * curvatures) ** updates
    reached = bottom + axes @ (shrunk * (axes.T @ (np.array(START) - bottom)))
    return reached, tolerance


def measure(pairs, n, workers, args):
    """The rows of works and contenders at one n, all in the same rounds:
    best times of those who count."""
    seconds = {pair: [] for pair in pairs}
    results = {pair: [] for pair in pairs}
    begin = time.monotonic()
    for turn in range(args.rounds):
        if turn >= FEWEST and time.monotonic() - begin > SECONDS:
            break
        first = turn % len(pairs)
        for work, name in pairs[first:] + pairs[:first]:
            steps = steps_of(work, n, args.quick)
            contender = name.removesuffix(KEPT).split(" ", 1)[1]
            worker = workers[program_of(name)]
            answer = worker.ask(work, n, WARM, steps, contender)
            seconds[work, name].append(answer["seconds"])
            results[work, name].append(answer["result"])
            time.sleep(0.02)  # threads that still spin come to rest
    rows = []
    for (work, name), result in results.items():
        steps = steps_of(work, n, args.quick)
        reached, tolerance = expected(work, n, steps)
        if np.abs(np.array(result) - reached).max() <= tolerance:
            rows.append(dict(work=work, n=n, contender=name,
                             seconds=min(seconds[work, name]),
                             rounds=len(result), result=result[-1]))  # fmt: skip
        else:
            note(f"{name} does not count: {work} {n} is {result}, "
                 f"not {reached} ± {tolerance}")  # fmt: skip
            args.wrong = True
    return rows


def program_of(contender):
    """The key of its worker: those who keep their pages have their own."""
    kept = KEPT if contender.endswith(KEPT) else ""
    return contender.split(" ")[0] + kept


def memory(sizes):
    """Peak memory of the fused loop over that of x and y, and its time."""
    rows = []
    for n in sizes:
        worker = Worker([str(ours())])
        seconds = worker.ask("loop", n, WARM, 5, "one call")["seconds"]
        peak = worker.peak_memory()
        worker.close()
        rows.append(dict(n=n, peak_bytes=peak, over_x_and_y=peak / (8 * n),
                         nanoseconds_a_point=1e9 * seconds / n))  # fmt: skip
    return rows


def note(text):
    print(text, file=sys.stderr, flush=True)


def ours():
    target = os.environ.get("CARGO_TARGET_DIR", ROOT / "target")
    return ROOT / target / "release/examples/ours"


def build():
    command = "cargo build --release --package tests --example ours"
    note(command)
    try:
        if subprocess.run(command.split(), cwd=ROOT, stdout=2).returncode:
            sys.exit(1)
    except FileNotFoundError:
        sys.exit("there is no cargo: install Rust from https://rustup.rs")


def machine():
    cpu = platform.processor() or platform.machine()
    info = pathlib.Path("/proc/cpuinfo")
    if info.exists():
        named = re.search(r"model name\s*: (.*)", info.read_text())
        cpu = named[1] if named else cpu
    return f"{cpu}, {os.cpu_count()} cores, {platform.system()}"


def versions(workers):
    burn = re.search(r'name = "burn"\nversion = "(.*)"',
                     (ROOT / "Cargo.lock").read_text())  # fmt: skip
    rust = subprocess.run(["rustc", "--version"], capture_output=True,
                          text=True).stdout.split()  # fmt: skip
    of_peers = {p: workers[p].version for p in PROGRAMS if p in workers}
    return {
        "burn": burn[1],
        "Rust": rust[1],
        "Python": platform.python_version(),
        **of_peers,
    }


def by_contender(rows):
    return {(r["work"], r["contender"], r["n"]): r["seconds"] for r in rows}


def judge(rows):
    """The targets of which both sides were measured."""
    seconds = by_contender(rows)
    for ours, other, sizes, wanted in TARGETS:
        for n in sizes:
            if (*ours, n) in seconds and (*other, n) in seconds:
                ratio = seconds[*other, n] / seconds[*ours, n]
                yield dict(ours=" ".join(ours), other=" ".join(other), n=n,
                           ratio=ratio, wanted=wanted,
                           met=ratio >= wanted)  # fmt: skip


def in_units(seconds):
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6), ("ns", 1e-9)):
        if seconds >= size:
            break
    return f"{seconds / size:.3g} {unit}"


def show(rows, targets):
    for work, (text, _, contenders) in WORKS.items():
        mine = [row for row in rows if row["work"] == work]
        if not mine:
            continue
        sizes = sorted({row["n"] for row in mine})
        seconds = by_contender(mine)
        print(f"\n{work}: {text}")
        print(f"{'n':27}" + "".join(f"{n:>12,}" for n in sizes))
        for name in contenders:
            cells = [seconds.get((work, name, n)) for n in sizes]
            cells = [in_units(c) if c else "" for c in cells]
            if any(cells):
                print(f"{name:27}" + "".join(f"{c:>12}" for c in cells))
    if targets:
        print("\nHow many times faster, and what was aimed at")
    for t in targets:
        verdict = "met" if t["met"] else "MISSED"
        print(f"{t['ours']:33} {t['other']:33} {t['n']:>10,} "
              f"{t['ratio']:8.2f}  at least {t['wanted']:5.3g}  {verdict}")  # fmt: skip


def show_memory(rows):
    print("\nThe fused loop: memory at most, and time")
    print(f"{'n':>12}{'over x and y':>14}{'ns a point':>12}")
    for row in rows:
        print(f"{row['n']:>12,}{row['over_x_and_y']:>14.3f}"
              f"{row['nanoseconds_a_point']:>12.3f}")  # fmt: skip


def report(rows, targets, memory_rows, about):
    """All of it in one document; the book takes its numbers from here."""
    microseconds = {}
    for row in rows:
        key = row["contender"].replace(",", "").replace(" ", "_").lower()
        of_work = microseconds.setdefault(row["work"], {})
        of_work.setdefault(key, []).append(1e6 * row["seconds"])
    sizes = {w: sorted({r["n"] for r in rows if r["work"] == w})
             for w in microseconds}  # fmt: skip
    return dict(**about, n=sizes, microseconds=microseconds, targets=targets,
                memory=memory_rows, rows=rows)  # fmt: skip


def number_of_points(text):
    n = int(text)
    if not 2 <= n <= 10**8:
        raise ValueError
    return n


number_of_points.__name__ = "number from 2 to 10^8"  # for argparse


def usable(args, parser):
    """Ends the program before it measures, if something is missing."""
    needed = [MODULES[peer] for peer in args.peers if peer in MODULES]
    if not args.json:
        needed.append("matplotlib")
    for module in needed:
        if not importlib.util.find_spec(module):
            parser.error(f"no module {module}: {REQUIREMENTS}; --peers names "
                         "who runs, --json needs no matplotlib")  # fmt: skip
    if args.memory and not pathlib.Path("/proc/self/status").exists():
        parser.error("--memory asks Linux: leave it out elsewhere")
    if args.json and args.memory:
        parser.error("--json prints no memory: leave out --memory")
    if not args.json:
        try:
            args.out.mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=args.out).close()
        except OSError as error:
            parser.error(f"cannot write to {args.out}: {error.strerror}")


def arguments():
    parser = argparse.ArgumentParser(
        description="Measures ours beside NumPy, PyTorch, JAX, scikit-learn."
    )
    parser.add_argument("--work", nargs="+", choices=WORKS, default=list(WORKS),
                        help="what to measure (default: all)")  # fmt: skip
    parser.add_argument("--n", nargs="+", type=number_of_points,
                        help="numbers of points for step, loop, pass")  # fmt: skip
    parser.add_argument("--peers", nargs="*", choices=PROGRAMS,
                        default=list(PROGRAMS),
                        help="who runs beside ours (default: all)")  # fmt: skip
    parser.add_argument("--quick", action="store_true",
                        help="fewer steps and rounds: rough numbers")  # fmt: skip
    parser.add_argument("--memory", action="store_true",
                        help="also memory and time up to 10^8 points (0.8 GB)")  # fmt: skip
    parser.add_argument("--json", action="store_true",
                        help="print rows for programs, and write nothing")  # fmt: skip
    parser.add_argument("--out", type=pathlib.Path, metavar="FOLDER",
                        default=ROOT / "target/peers",
                        help="where results.json and ratios.svg go")  # fmt: skip
    args = parser.parse_args()
    args.rounds = 2 if args.quick else ROUNDS
    args.wrong = False
    usable(args, parser)
    return args


def main():
    args = arguments()
    build()
    commands = {OURS: [str(ours())]}
    for peer in args.peers:
        commands[peer] = [sys.executable, str(HERE / PROGRAMS[peer])]
    workers = {name: Worker(command) for name, command in commands.items()}
    for name in ("NumPy", "PyTorch"):
        if name in commands:
            workers[name + KEPT] = Worker(commands[name], KEEP_PAGES)
    about = {"machine": machine(), "versions": versions(workers)}
    at = {}  # the works and their contenders by n
    for work in args.work:
        _, sizes, contenders = WORKS[work]
        mine = [(work, c) for c in contenders if program_of(c) in workers]
        for n in args.n if args.n and sizes is SIZES else sizes:
            at.setdefault(n, []).extend(mine)
    rows = []
    for n, pairs in sorted(at.items()):
        note(f"n = {n:,}: " + ", ".join(dict.fromkeys(w for w, _ in pairs)))
        begin = time.monotonic()
        measured = measure(pairs, n, workers, args)
        rounds = max((row["rounds"] for row in measured), default=0)
        note(f"    {rounds} rounds in {time.monotonic() - begin:.0f} s")
        rows += measured
    for worker in workers.values():
        worker.close()
    targets = list(judge(rows))
    memory_rows = memory([10**6, 10**7, 10**8]) if args.memory else []

    if args.json:
        print(json.dumps(rows, indent=1), flush=True)
        sys.exit(args.wrong)
    listed = ", ".join(f"{p} {v}" for p, v in about["versions"].items())
    document = report(rows, targets, memory_rows, about)
    text = json.dumps(document, indent=1, ensure_ascii=False)
    beside = args.out / "results.json.new"
    beside.write_text(text + "\n")
    beside.replace(args.out / "results.json")
    from figure import draw  # matplotlib: here only, programs do without

    (args.out / "ratios.svg").unlink(missing_ok=True)
    draw(rows, about["machine"], args.out / "ratios.svg")
    drawn = ", ratios.svg" if (args.out / "ratios.svg").exists() else ""
    note(f"{args.out}: results.json{drawn}")
    print(about["machine"], listed, "float32", sep="\n")
    show(rows, targets)
    if memory_rows:
        show_memory(memory_rows)
    sys.stdout.flush()
    sys.exit(args.wrong)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader has seen enough, and the files are written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    finally:
        for process in Worker.all:
            process.kill()
