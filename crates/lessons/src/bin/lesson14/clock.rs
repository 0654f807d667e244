//! Times that can be trusted: of many repetitions, and the best of three.

use std::time::Instant;

use descent::Result;

/// Long enough for the clock, and for the processor to be awake.
const ENOUGH: f64 = if cfg!(debug_assertions) { 0.005 } else { 0.03 };

/// The seconds that one of many repetitions takes, where `run` does as many
/// as it is told: what it takes for none is subtracted. The best of three:
/// whatever else the machine does only adds.
pub fn seconds(mut run: impl FnMut(usize) -> Result<()>) -> Result<f64> {
    let mut once = |times: usize| -> Result<f64> {
        let start = Instant::now();
        run(times)?;
        Ok(start.elapsed().as_secs_f64())
    };
    once(1)?; // The first time may bring more along: it does not count.
    let mut before = once(0)?.min(once(0)?);
    let mut times = 1;
    let mut best = once(times)?;
    while best - before < ENOUGH && times < 100_000_000 {
        let more = 1.2 * ENOUGH / (best - before).max(0.1 * before).max(1e-9);
        times = (times as f64 * more.clamp(1.5, 1000.0)).ceil() as usize;
        best = once(times)?;
    }
    for _ in 0..2 {
        before = before.min(once(0)?);
        best = best.min(once(times)?);
    }
    Ok((best - before) / times as f64)
}

/// Seconds in the unit that suits them, nine columns wide.
pub fn readable(seconds: f64) -> String {
    let units = [
        (1e-12, "ps"),
        (1e-9, "ns"),
        (1e-6, "µs"),
        (1e-3, "ms"),
        (1.0, "s "),
    ];
    let fits = |(unit, _): &&(f64, &str)| seconds < 1000.0 * unit;
    let (unit, name) = units.iter().find(fits).unwrap_or(&units[4]);
    let value = seconds / unit;
    let digits = if value < 10.0 { 1 } else { 0 };
    format!("{value:6.digits$} {name}")
}
