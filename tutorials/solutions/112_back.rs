//! Exercise 112, complete: the way back. The solution.

/// The parents of one number: their places on the tape, and the local
/// derivative by each. The same parent may stand there twice.
pub type Node = Vec<(usize, f64)>;

/// The derivatives of the number at `place` by every number on the tape.
pub fn backward(nodes: &[Node], place: usize) -> Vec<f64> {
    let mut grads = vec![0.0; nodes.len()];
    grads[place] = 1.0;
    // When the loop comes to a number, all that was made of it has handed its
    // share on already: it stands further on.
    for (at, parents) in nodes.iter().enumerate().rev() {
        for (parent, derivative) in parents {
            grads[*parent] += grads[at] * derivative;
        }
    }
    grads
}
