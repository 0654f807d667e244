//! The way back through a tape again, share by share, to look at.

use crate::tape::Node;

/// What a number hands on to one of its parents.
pub struct Share {
    /// The places of the number and of the parent.
    pub place: usize,
    pub parent: usize,
    /// The gradient of the number, and the local derivative by the parent. The
    /// share is their product.
    pub gradient: f64,
    pub derivative: f64,
    /// The gradients of all numbers when it has arrived, by place.
    pub grads: Vec<f64>,
}

/// All shares on the way back from the number at `from`, in the order in which
/// `backward` hands them on.
pub fn shares(nodes: &[Node], from: usize) -> Vec<Share> {
    let mut grads = vec![0.0; nodes.len()];
    grads[from] = 1.0;
    let mut shares = Vec::new();
    for (place, parents) in nodes.iter().enumerate().rev() {
        for (parent, derivative) in parents {
            let gradient = grads[place];
            grads[*parent] += gradient * derivative;
            shares.push(Share {
                place,
                parent: *parent,
                gradient,
                derivative: *derivative,
                grads: grads.clone(),
            });
        }
    }
    shares
}
