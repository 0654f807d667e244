//! Gradient descent on [burn] tensors, in the order in which the lessons
//! meet it:
//!
//! | module | holds |
//! |---|---|
//! | [`data`] | the points to fit: the sources' own and freshly drawn ones; images of digits |
//! | [`device`] | where tensors live: a backend and a precision; and back to the host |
//! | [`model`] | [`Line`](model::Line), [`Quadratic`](model::Quadratic) and the network [`Mlp`](model::Mlp): from x to a prediction |
//! | [`loss`] | how wrong the predictions are, as one number |
//! | [`gradient`] | which way is downhill: by hand, by autodiff, by differences |
//! | [`batch`] | a few points at a time, in shuffled order |
//! | [`optimiser`] | burn's seven optimisers behind one step |
//! | [`train`] | the descent and its record, the [`Trace`](train::Trace) |
//! | [`curvature`] | how curved the loss is, and the learning rates that follow |
//! | [`doctor`] | what ails a run, with evidence and cure |
//!
//! Data and shuffles are drawn on the host from a seeded generator, so every
//! backend sees the same points in the same order. Everything works in
//! float32 and float64; a tensor takes the precision of its device unless it
//! is created with a type of its own.
//!
//! To use it from a program of your own: add this crate and `burn` with the
//! same features, open a device first, once, before any tensor, then data,
//! model, loss and descent in the order of the table. Everything that can fail
//! returns [`Error`], one line that says what to do. What a run did is a
//! `Trace` on the host, to print or draw with whatever you like:
//!
//! ```
//! use descent::device::{self, Backend, Precision};
//! use descent::{data, gradient, loss, model::Line, train};
//!
//! let device = device::open(Backend::Flex, Precision::F64)?;
//! let (x, y) = data::line().tensors(&device); // y = 3x + 8
//! let start = data::tensor(&[-1.0, 1.0], &device);
//! let trace = train::descend(start, 0.01, 400, train::Recorder::new(), |w| {
//!     gradient::by_autodiff(w, |w| {
//!         loss::mse(Line::from(w).forward(x.clone()), y.clone())
//!     })
//! })?;
//! let [a, b] = trace.last().params[..] else { unreachable!() };
//! assert!((a - 2.8845).abs() < 1e-4 && (b - 8.0620).abs() < 1e-4);
//! # Ok::<(), descent::Error>(())
//! ```

pub mod batch;
pub mod curvature;
pub mod data;
pub mod device;
pub mod doctor;
mod error;
pub mod gradient;
pub mod loss;
pub mod model;
pub mod optimiser;
mod trace;
pub mod train;
mod vectors;

pub use error::{Error, Result};
