//! Times that can be trusted, and the costs of this machine from them.

use std::time::{Duration, Instant};

use burn::tensor::Device;

use crate::{
    cost::Cost,
    crew::{Crew, Lost},
    deal::deal,
    rows::Rows,
};

/// Long enough for the clock, and for the processor to be awake.
const ENOUGH: Duration =
    Duration::from_millis(if cfg!(debug_assertions) { 5 } else { 50 });

/// The seconds of one run among many, the best of five: whatever else the
/// machine does only adds.
pub fn seconds<E>(mut run: impl FnMut() -> Result<(), E>) -> Result<f64, E> {
    run()?; // the first brings more along: it does not count
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let (start, mut times) = (Instant::now(), 0);
        while start.elapsed() < ENOUGH {
            run()?;
            times += 1;
        }
        best = best.min(start.elapsed().as_secs_f64() / f64::from(times));
    }
    Ok(best)
}

/// The rows in k parts of the same length, one for each worker.
pub fn crew(rows: &Rows, k: usize, device: &Device) -> Crew {
    let parts = deal(rows.len(), &vec![1.0; k]);
    Crew::send(rows, &parts, &vec![device.clone(); k])
}

// ANCHOR: measure
/// Measures a machine whose workers compute on this device. A row: by an
/// update of all rows, and one of a tenth. A message, and a number in it: by
/// k workers that send back what they were sent, one number and many.
pub fn measure(rows: &Rows, k: usize, device: &Device) -> Result<Cost, Lost> {
    let few = Rows::drawn(rows.len() / 10, rows.p, 0);
    let update = |rows: &Rows| {
        let (crew, w) = (crew(rows, 1, device), vec![0.0; rows.p]);
        seconds(|| crew.ask(&w, |part, w| part.gradient(w)).map(drop))
    };
    let more = (rows.len() - few.len()) as f64;
    let row = (update(rows)? - update(&few)?).max(0.0) / more;

    let idle = crew(&few, k, device);
    let echo = |p: usize| {
        let w = vec![0.0; p];
        seconds(|| idle.ask(&w, |_, w| w).map(drop))
    };
    let (p, turns) = (100_000, 2.0 * k as f64);
    let (one, many) = (echo(1)?, echo(p)?);
    let number = (many - one).max(0.0) / turns / (p - 1) as f64;
    let message = one / turns;
    Ok(Cost {
        row,
        message,
        number,
    })
}
// ANCHOR_END: measure
