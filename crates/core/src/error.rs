use crate::trace::Trace;

/// What everything in this crate returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// All that can go wrong in this crate. One type for all of it, because a
/// program treats every error alike: it prints the one line and ends. Each
/// line says what was wrong, where, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A name that is no backend, no precision, no species.
    #[error("there is no {what} `{got}`: use {known}")]
    Unknown {
        /// "backend", "precision" or "optimiser".
        what: &'static str,
        /// What was asked for.
        got: String,
        /// The names that exist.
        known: &'static str,
    },
    /// The backend exists, but this program was built without it.
    #[error("this program was built without the {0} backend")]
    NotBuilt(&'static str),
    /// The backend found nothing to run on.
    #[error(
        "the {backend} backend found no usable device ({reason}): install a \
         graphics driver"
    )]
    NoDevice {
        /// The backend that was asked for.
        backend: &'static str,
        /// What the backend said.
        reason: String,
    },
    /// A remote device was asked for without the worker whose it is.
    #[error("a remote device needs the address of its worker")]
    NoWorker,
    /// A worker that cannot be used, or can no longer.
    #[error("the worker at {address} {reason}")]
    Worker {
        /// Its host and port.
        address: String,
        /// What is wrong with it: the rest of the sentence.
        reason: String,
    },
    /// The device cannot compute in this precision.
    #[error(
        "the device of the {backend} backend cannot compute in {precision}"
    )]
    Unsupported {
        /// The backend that was asked for.
        backend: &'static str,
        /// The precision that its device lacks.
        precision: &'static str,
    },
    /// The descent left the numbers that a computer can hold.
    #[error(
        "the descent diverged: {what} is {value} at update {update}; {}",
        if *update == 0 { "start closer to the data" }
        else if value.is_nan() { "0/0, or steps too large: try a smaller learning rate" }
        else { "the steps are too large, so try a smaller learning rate" }
    )]
    Diverged {
        /// The update after which it happened; 0 is the start.
        update: usize,
        /// The loss, or the parameter that left first.
        what: String,
        /// NaN or infinite.
        value: f64,
        /// The record until then, where there is one.
        until: Trace,
    },
    /// A batch needs at least one point and at most all of them.
    #[error(
        "a batch cannot hold {size} points: there are {n}, so choose a size \
         from 1 to {n}"
    )]
    BatchSize {
        /// The size that was asked for.
        size: usize,
        /// The number of points.
        n: usize,
    },
    /// Points that do not fit together, or not to what is to be done with them.
    #[error("cannot use these points: {0}")]
    Unsuitable(String),
    /// A loss whose gradient was asked for does not depend on the parameters.
    #[error("the loss has no gradient: it does not use the parameters")]
    NoGradient,
    /// A table of points could not be read.
    #[error("cannot read the points: {0}")]
    Points(#[from] csv::Error),
    /// The device failed while it computed.
    #[error("the device failed: {0}")]
    Device(String),
}
