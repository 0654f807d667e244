#!/usr/bin/env bash
# How long a newcomer waits: the README's commands one after the other, from
# nothing, with the wall time, the processor time and the disk after each.
# The numbers in README.md and docs/src/setup.md come from here.
#
#     bash tests/times.sh            # about half an hour on two cores
#     bash tests/times.sh lesson1    # the first command only
set -euo pipefail
cd "$(dirname "$0")/.."

export CARGO_TARGET_DIR=target/times
rm -rf "$CARGO_TARGET_DIR"
cargo fetch --quiet # downloads are another matter

out=$(mktemp -d)
trap 'rm -rf "$out" "$CARGO_TARGET_DIR"' EXIT
TIMEFORMAT='%R %U %S'

measure() { # a name and a command, which may fail: an unsolved exercise does
    local name=$1 real user sys
    shift
    read -r real user sys < <({ time "$@" >"$out/log" 2>&1 || true; } 2>&1)
    awk -v name="$name" -v real="$real" -v user="$user" -v sys="$sys" \
        -v disk="$(du -sm "$CARGO_TARGET_DIR" | cut -f1)" 'BEGIN {
            printf "%-34s %7.1f s %9.1f s %7.2f GB\n",
                name, real, user + sys, disk / 1000 }'
}

processor=$(grep -m 1 'model name' /proc/cpuinfo 2>/dev/null | cut -d: -f2-)
echo "$(nproc) cores,${processor:- processor unknown}, $(rustc --version)"
printf '%-34s %9s %11s %10s\n' command wall processor 'disk then'
measure "cargo run --bin lesson1" cargo run --bin lesson1
if [ "${1:-}" = lesson1 ]; then exit; fi
measure "… again, after an edit" bash -c '
    touch crates/lessons/src/bin/lesson1/main.rs && cargo run --bin lesson1'
measure "cargo run --bin tutor check 11" cargo run --bin tutor check 11
# As the waiting tutor does it after a save.
touch tutorials/exercises/11_noise.rs
measure "… again, after an edit" "$CARGO_TARGET_DIR/debug/tutor" check 11
measure "cargo run --bin book" cargo run --bin book
measure "cargo test" cargo test
measure "… again" cargo test
measure "… --backend ndarray" cargo run --bin lesson1 -- --backend ndarray
measure "… --backend wgpu" cargo run --bin lesson1 -- --backend wgpu
measure "… --release" cargo run --release --bin lesson1
