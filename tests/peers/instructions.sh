#!/usr/bin/env bash
# Whether a step of ours still takes as few instructions as instructions.txt
# says. Counts are steady where times are not: two runs differ by under 0.1 %.
# valgrind hides AVX-512 from the program; processors with AVX2 should count
# alike, though only one kind was tried.
set -euo pipefail
cd "$(dirname "$0")/../.."

if ! command -v valgrind >/dev/null; then
    echo "instructions.sh counts with valgrind: install it first" >&2
    exit 2
fi
cargo build --quiet --release --package tests --example ours
ours="${CARGO_TARGET_DIR:-target}/release/examples/ours"

count() { # the line that asks for the steps
    echo "$1" | valgrind --tool=callgrind --callgrind-out-file=/dev/null "$ours" \
        2>&1 >/dev/null | sed -n 's/.*Collected : //p'
}

printf '%12s %12s\n' instructions before
worse=0
while read -r before work n steps contender; do
    # Twice the steps less once the steps: what comes before them is gone.
    once=$(count "$work $n 0 $steps $contender")
    twice=$(count "$work $n 0 $((2 * steps)) $contender")
    a_step=$(((twice - once) / steps))
    verdict=
    if ((10 * a_step > 11 * before)); then
        verdict="  MORE than a tenth above"
        worse=1
    fi
    printf '%12d %12d  %s, n = %d, %s%s\n' "$a_step" "$before" \
        "$work" "$n" "$contender" "$verdict"
done < <(grep -v '^#' tests/peers/instructions.txt)
exit "$worse"
