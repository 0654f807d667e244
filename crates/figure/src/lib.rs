//! Figures drawn from plain numbers: charts, bowls of the loss, computation
//! graphs, galleries and tables, as an SVG document, an animated GIF or text.
//!
//! | module | holds |
//! |---|---|
//! | `figure` | one still of any kind: [`Figure`], [`svg`] |
//! | `chart`, `bowl`, `graph`, `gallery` | the kinds |
//! | `plot`, `axis`, `surface` | what they are made of: axes, ticks, bands |
//! | `canvas` | the sheet below: lines, shapes, text, colours |
//! | `animation`, `smooth` | frames of a GIF: [`gif()`] |
//! | `text` | a chart in the terminal: [`text()`] |
//!
//! ```
//! use figure::{Chart, svg};
//!
//! let chart = Chart::new("A line", "x", "y")
//!     .points("data", &[0.0, 1.0, 2.0], &[1.0, 3.0, 5.0])
//!     .line("model", &[0.0, 2.0], &[1.0, 5.0]);
//! assert!(svg(&chart.into())?.starts_with("<svg"));
//! # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
//! ```

mod animation;
mod axis;
mod bowl;
mod canvas;
mod chart;
#[allow(clippy::module_inception, reason = "the crate is about figures")]
mod figure;
mod gallery;
mod graph;
mod plot;
mod smooth;
mod surface;
#[cfg(test)]
mod tests;
mod text;

pub use animation::gif;
pub use bowl::Bowl;
pub use canvas::{GRID, HEIGHT, INK, PAPER, Result, WIDTH};
pub use chart::Chart;
pub use figure::{Figure, svg};
pub use gallery::{Gallery, Matrix};
pub use graph::Graph;
pub use text::text;
