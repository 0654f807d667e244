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

/// The rows in parts of the same length, one for each worker.
pub fn crew(rows: &Rows, workers: &[Device]) -> Crew {
    let parts = deal(rows.len(), &vec![1.0; workers.len()]);
    Crew::send(rows, &parts, workers)
}

// ANCHOR: measure
/// Measures workers. A row: by an update of all rows, and one of a tenth. A
/// message: by workers that send back what they were sent, first one of them
/// and then all. What all add is handled one after the other; the rest is on
/// its way. A number: by messages of one number and of many.
pub fn measure(rows: &Rows, workers: &[Device]) -> Result<Cost, Lost> {
    let few = Rows::drawn(rows.len() / 10, rows.p, 0);
    let update = |rows: &Rows| {
        let (crew, w) = (crew(rows, &workers[..1]), vec![0.0; rows.p]);
        seconds(|| crew.ask(&w, |part, w| part.gradient(w)).map(drop))
    };
    let more = (rows.len() - few.len()) as f64;
    let row = (update(rows)? - update(&few)?).max(0.0) / more;

    let echo = |workers: &[Device], p: usize| {
        let (crew, w) = (crew(&few, workers), vec![0.0; p]);
        seconds(|| crew.ask(&w, |_, w| w).map(drop))
    };
    let (one, all) = (echo(&workers[..1], 1)?, echo(workers, 1)?);
    let (p, turns) = (100_000, 2.0 * workers.len() as f64);
    let message = (all - one).max(0.0) / (turns - 2.0).max(1.0);
    let many = (echo(workers, p)? - all).max(0.0);
    Ok(Cost {
        row,
        latency: (one / 2.0 - message).max(0.0),
        message,
        number: many / turns / (p - 1) as f64,
    })
}
// ANCHOR_END: measure
