//! Ways back through a tape that go wrong, or take too long.

use crate::tape::Node;

// ANCHOR: recursion
/// A recursion that hands on, each time it comes to a number, all that the
/// number has received so far: what came before, it hands on again.
pub fn hand_on_again(nodes: &[Node], place: usize, grads: &mut [f64]) {
    for (parent, derivative) in &nodes[place] {
        grads[*parent] += grads[place] * derivative;
        hand_on_again(nodes, *parent, grads);
    }
}
// ANCHOR_END: recursion

// ANCHOR: paths
/// A recursion that hands on only what has just come, `share`. It is right,
/// and goes every path by itself: how many edges it follows.
pub fn every_path(
    nodes: &[Node],
    place: usize,
    share: f64,
    grads: &mut [f64],
) -> usize {
    let mut followed = 0;
    for (parent, derivative) in &nodes[place] {
        let share = share * derivative;
        grads[*parent] += share;
        followed += 1 + every_path(nodes, *parent, share, grads);
    }
    followed
}
// ANCHOR_END: paths

// ANCHOR: overwrite
/// The way back in the right order, but a gradient takes the place of the one
/// before instead of adding to it.
pub fn overwrite(nodes: &[Node], grads: &mut [f64]) {
    for (place, parents) in nodes.iter().enumerate().rev() {
        for (parent, derivative) in parents {
            grads[*parent] = grads[place] * derivative;
        }
    }
}
// ANCHOR_END: overwrite
