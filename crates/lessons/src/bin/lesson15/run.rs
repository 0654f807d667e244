//! The descent of lesson 3, whoever finds its gradients.

/// How far a run has come. Nothing else is needed to go on.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// How many updates came before.
    pub update: usize,
    pub w: Vec<f64>,
}

impl Place {
    pub fn start(w: Vec<f64>) -> Self {
        Place { update: 0, w }
    }
}

// ANCHOR: descend
/// Goes on from a place until so many updates are done, and shows each new
/// place to `keep`.
///
/// # Errors
/// Those of `gradient` and of `keep`, which end the run.
pub fn descend<E>(
    mut at: Place,
    until: usize,
    lr: f64,
    mut gradient: impl FnMut(&Place) -> Result<Vec<f64>, E>,
    mut keep: impl FnMut(&Place) -> Result<(), E>,
) -> Result<Place, E> {
    while at.update < until {
        let gradient = gradient(&at)?;
        for (w, g) in at.w.iter_mut().zip(gradient) {
            *w -= lr * g;
        }
        at.update += 1;
        keep(&at)?;
    }
    Ok(at)
}
// ANCHOR_END: descend
