//! The check of the exercise of this name.

#[path = "../exercises/112_back.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use exercise::Node;
use tutorials::check::{
    self, Failure, Verdict, fresh_numbers, fresh_seed, near,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    // b = a·a, then 2b + 3b, at a = 3; then a number made of that.
    let twice: Vec<Node> = vec![
        vec![],
        vec![(0, 3.0), (0, 3.0)],
        vec![(1, 2.0)],
        vec![(1, 3.0)],
        vec![(2, 1.0), (3, 1.0)],
        vec![(4, 2.0)],
    ];
    gradients("2b + 3b with b = a·a, at a = 3", &twice[..5], 4)?;
    gradients("the same, with a number behind it", &twice, 4)?;
    gradients("2 (2b + 3b)", &twice, 5)?;
    // Another tape each time, of sums and products of the numbers before.
    let seed = fresh_seed();
    let derivatives = fresh_numbers(40, 0.5..2.0);
    let node = |at: usize| -> Node {
        let parents = if at < 3 { 0 } else { 2 };
        let parent = |i: usize| {
            let back = 1 + (seed >> (5 * ((2 * at + i) % 12))) as usize % 3;
            (at - back, derivatives[2 * at + i])
        };
        (0..parents).map(parent).collect()
    };
    let fresh: Vec<Node> = (0..12).map(node).collect();
    gradients("a tape of 12 numbers", &fresh, 11)?;
    gradients("the same, of a number in the middle", &fresh, 8)?;
    Ok(
        "The sums over all paths come out, each place visited once. burn's \
        `backward` is this loop, over tensors."
            .into(),
    )
}

/// The derivatives by every path there is: slow, and no loop over a tape.
fn by_paths(nodes: &[Node], at: usize, share: f64, grads: &mut [f64]) {
    grads[at] += share;
    for (parent, derivative) in &nodes[at] {
        by_paths(nodes, *parent, share * derivative, grads);
    }
}

fn gradients(what: &str, nodes: &[Node], place: usize) -> Result<(), Failure> {
    let mut want = vec![0.0; nodes.len()];
    by_paths(nodes, place, 1.0, &mut want);
    let wrong = |order: &[usize],
                 seed: usize,
                 step: &dyn Fn(f64, f64, f64) -> f64| {
        let mut grads = vec![0.0; nodes.len()];
        grads[seed] = 1.0;
        for at in order {
            for (parent, derivative) in &nodes[*at] {
                grads[*parent] = step(grads[*parent], grads[*at], *derivative);
            }
        }
        grads
    };
    let forward: Vec<usize> = (0..nodes.len()).collect();
    let back: Vec<usize> = forward.iter().rev().copied().collect();
    let add = |old: f64, from: f64, by: f64| old + from * by;
    let last = nodes.len() - 1;
    near(
        &format!("the derivatives of {what}"),
        &exercise::backward(nodes, place),
        &want,
        &[
            ("overwrite", &wrong(&back, place, &|_, from, by| from * by)),
            ("forward", &wrong(&forward, place, &add)),
            ("no_local", &wrong(&back, place, &|old, from, _| old + from)),
            ("only_local", &wrong(&back, place, &|old, _, by| old + by)),
            ("last", &wrong(&back, last, &add)),
            ("no_one", &vec![0.0; nodes.len()]),
        ],
    )
}
