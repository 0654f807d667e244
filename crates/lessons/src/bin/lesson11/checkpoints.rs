//! The memory of a graph, and checkpoints: some numbers are kept, those
//! between are computed again.

use crate::{
    number::Number,
    tape::{Tape, Var},
};

/// The derivative of a chain of steps by its start, and what it took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    pub derivative: f64,
    /// The most numbers that were kept at a time.
    pub memory: usize,
    /// The steps that were computed forward.
    pub steps: usize,
}

/// One step of the chain.
fn step<T: Number>(x: T) -> T {
    x.tanh()
}

// ANCHOR: whole
/// Everything on one tape: the start, and a number for each step.
pub fn whole(start: f64, steps: usize) -> Found {
    let tape = Tape::default();
    let first = tape.leaf(start);
    let last = (0..steps).fold(first, |x, _| step(x));
    Found {
        derivative: last.backward()[first.place],
        memory: tape.nodes.borrow().len(),
        steps,
    }
}
// ANCHOR_END: whole

// ANCHOR: checkpoints
/// Keeps what every segment of so many steps begins with, a checkpoint. On the
/// way back, the last segment first, its steps are computed again, on a tape
/// that is dropped afterwards.
pub fn with_checkpoints(start: f64, steps: usize, segment: usize) -> Found {
    let (mut x, mut kept) = (start, Vec::new());
    for k in 0..steps {
        if k % segment == 0 {
            kept.push(x);
        }
        x = step(x); // no tape
    }
    let (mut derivative, mut memory, mut again) = (1.0, 0, 0);
    while let Some(checkpoint) = kept.pop() {
        let tape = Tape::default();
        let first = tape.leaf(checkpoint);
        let here = steps - again - kept.len() * segment;
        let last: Var = (0..here).fold(first, |x, _| step(x));
        derivative *= last.backward()[first.place];
        // The tape begins with the checkpoint, which is not counted twice.
        memory = memory.max(kept.len() + tape.nodes.borrow().len());
        again += here;
    }
    let steps = steps + again;
    Found {
        derivative,
        memory,
        steps,
    }
}
// ANCHOR_END: checkpoints

/// What theory says of the memory: as many numbers as checkpoints, and the
/// steps of one segment, the longest.
pub fn predicted_memory(steps: usize, segment: usize) -> usize {
    steps.div_ceil(segment) + segment
}
