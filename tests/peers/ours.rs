//! Ours, beside its peers: see `peers.py`.
//!
//! Reads `WORK N WARM STEPS CONTENDER` line by line, as `worker.py`, and
//! answers each with the seconds a step and what the steps reached.

mod digits;
mod pass;
mod steps;

use std::{
    error::Error,
    io,
    time::{Duration, Instant},
};

use burn::tensor::Tensor;
use descent::device::{self, Backend, Precision};
use fused::machine;
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    machine::join_in();
    let device = device::open(Backend::Flex, Precision::F32)?;
    println!("{}", json!(env!("CARGO_PKG_VERSION")));
    let mut points = steps::points(1, &device);
    for line in io::stdin().lines() {
        let line = line?;
        let parts: Vec<&str> = line.splitn(5, ' ').collect();
        let [work, n, warm, count, contender] = parts[..] else {
            return Err(format!("not five parts: {line}").into());
        };
        let (n, warm, count) = (n.parse()?, warm.parse()?, count.parse()?);
        if points.0.dims() != [n] {
            points = steps::points(n, &device);
        }
        let begin = Instant::now();
        while begin.elapsed() < Duration::from_millis(warm) {
            run(work, contender, &points, 1 + count / 10)?;
        }
        let begin = Instant::now();
        let result = run(work, contender, &points, count)?;
        let seconds = begin.elapsed().as_secs_f64() / count as f64;
        println!("{}", json!({ "seconds": seconds, "result": result }));
    }
    Ok(())
}

/// So many steps, or epochs, and what they reached.
fn run(
    work: &str,
    contender: &str,
    (x, y): &(Tensor<1>, Tensor<1>),
    count: usize,
) -> Result<Vec<f64>, Box<dyn Error>> {
    let reached = match (work, contender) {
        ("step", "by hand") => steps::by_hand(x, y, count)?,
        ("step", "autodiff") => steps::autodiff(x, y, count)?,
        ("step", "fused") => steps::fused(x, y, count)?,
        ("loop", "one call") => steps::in_one_call(x, y, count)?,
        ("loop", "one call, traced") => steps::in_one_call_traced(x, y, count)?,
        ("pass", "sums") => pass::sums(x, y, count),
        ("epoch64", "by hand") => steps::epochs_by_hand(x, y, count, 64)?,
        ("epoch64", "autodiff") => steps::epochs_autodiff(x, y, count, 64)?,
        ("epoch64", "fused") => steps::epochs_fused(x, y, count, 64)?,
        ("epoch64", "one call") => steps::epochs_in_one_call(x, y, count, 64)?,
        ("epoch1", "one call") => steps::epochs_in_one_call(x, y, count, 1)?,
        ("digits", "autodiff") => {
            return Ok(vec![digits::test_accuracy(count)?]);
        }
        _ => return Err(format!("no {contender} does {work}").into()),
    };
    Ok(reached.to_vec())
}
