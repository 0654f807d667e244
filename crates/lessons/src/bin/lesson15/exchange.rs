//! What an update sends, star against ring.

/// What k machines send each other for one update of p parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Traffic {
    /// Messages in all.
    pub messages: usize,
    /// Bytes in all.
    pub bytes: usize,
    /// Bytes that the busiest machine sends and receives.
    pub busiest: usize,
    /// Messages that wait for one another.
    pub in_turn: usize,
}

// ANCHOR: star
/// One machine in the middle sends p parameters to each of k workers, and
/// receives p numbers from each. All goes over its one line.
pub fn star(k: usize, p: usize, size: usize) -> Traffic {
    Traffic {
        messages: 2 * k,
        bytes: 2 * k * p * size,
        busiest: 2 * k * p * size,
        in_turn: 2 * k,
    }
}

/// No middle: k machines in a ring cut the gradient into k pieces, where k
/// divides p. At each of k − 1 turns every machine sends a piece to its right
/// and adds what comes from its left; then one piece is whole on each. In
/// k − 1 turns more the whole pieces go around (Patarasuk and Yuan, Bandwidth
/// Optimal All-reduce Algorithms, 2009).
pub fn ring(k: usize, p: usize, size: usize) -> Traffic {
    let turns = 2 * (k - 1);
    let piece = p / k * size;
    Traffic {
        messages: turns * k,
        bytes: turns * k * piece,
        busiest: 2 * turns * piece, // it sends and receives
        in_turn: turns,
    }
}
// ANCHOR_END: star
