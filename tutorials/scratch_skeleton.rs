//! An empty page to write on: `cargo run --bin scratch` compiles and runs it.
//!
//! It descends a loss of your own on data of your own. Change the three marked
//! places, in any order, and run it again. Git does not track this file; delete
//! it, and the next run begins with a fresh one.

use std::error::Error;

use burn::tensor::Tensor;
use descent::data::tensor;
use descent::device::{self, Backend, Precision, to_host, value};
use descent::gradient::by_autodiff;
use figure::{Chart, svg};

pub fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let device = device::open(Backend::Flex, Precision::F64)?;

    // 1. The data: what was measured at each x.
    let x = tensor(&[0.0, 1.0, 2.0, 3.0, 4.0], &device);
    let y = tensor(&[1.1, 2.9, 5.2, 7.1, 8.8], &device);

    // 2. The model, with its parameters in w, and how wrong it is.
    let model = |w: Tensor<1>| {
        w.clone().narrow(0, 0, 1) * x.clone() + w.narrow(0, 1, 1)
    };
    let loss = |w| (model(w) - y.clone()).square().mean();

    // 3. The descent: where it starts, how far it steps, how often.
    let mut w = tensor(&[0.0, 0.0], &device);
    let (lr, updates) = (0.05, 200);

    let mut losses = Vec::new();
    for update in 0..=updates {
        let at = by_autodiff(&w, loss);
        let now = value(at.loss)?;
        if !now.is_finite() {
            break;
        }
        losses.push(now);
        if update % 20 == 0 {
            let params = to_host(w.clone())?;
            println!("{update:4}: loss {now:.6}, w {params:.4?}");
        }
        w = w - at.gradient * lr;
    }

    let steps: Vec<f64> = (0..losses.len()).map(|n| n as f64).collect();
    let chart = Chart::new("My descent", "update", "loss").log_y();
    let chart = chart.line("loss", &steps, &losses);
    std::fs::write("target/scratch/loss.svg", svg(&chart.into())?)?;
    println!("Wrote target/scratch/loss.svg");
    if losses.len() <= updates {
        let update = losses.len();
        return Err(format!("diverged at update {update}: lower lr").into());
    }
    Ok(())
}
