//! A graph kept alive by a loop: the same descent on one tape, and on a fresh
//! one for each update.

use crate::tape::{Tape, Var};

/// (w − 8)², recorded.
fn loss<'t>(tape: &'t Tape, w: Var<'t>) -> Var<'t> {
    let error = w - tape.leaf(8.0);
    error * error
}

/// Where the descent is after each update, and the numbers on the tape then.
pub type Updates = Vec<(f64, usize)>;

// ANCHOR: fresh
/// A fresh tape for each update: w comes as a leaf, the old record is dropped.
pub fn on_fresh_tapes(mut w: f64, lr: f64, updates: usize) -> Updates {
    let update = |_| {
        let tape = Tape::default();
        let leaf = tape.leaf(w);
        w -= lr * loss(&tape, leaf).backward()[leaf.place];
        (w, tape.nodes.borrow().len())
    };
    (0..updates).map(update).collect()
}
// ANCHOR_END: fresh

// ANCHOR: kept
/// One tape for all: the update is recorded too, so the new w hangs on every
/// update before it.
pub fn on_one_tape(w: f64, lr: f64, updates: usize) -> Updates {
    let tape = Tape::default();
    let mut w = tape.leaf(w);
    let update = |_| {
        let step = lr * loss(&tape, w).backward()[w.place];
        w = w - tape.leaf(step);
        (w.value, tape.nodes.borrow().len())
    };
    (0..updates).map(update).collect()
}
// ANCHOR_END: kept
