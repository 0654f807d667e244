//! Figures drawn from plain numbers: charts, bowls of the loss, computation
//! graphs, galleries and tables, as an SVG document, an animated GIF or text.
//!
//! | module | holds |
//! |---|---|
//! | `chart`, `bowl`, `graph`, `gallery` | the kinds of figures |
//! | `still` | one figure of any kind, as a document: [`Figure`], [`svg()`], [`narrow_svg`] |
//! | `animation` | figures as the frames of a GIF: [`gif()`] |
//! | `text` | a chart in the terminal: [`text()`] |
//! | `plot`, `axis`, `surface`, `regions` | inside: axes, ticks, bands, tints |
//! | `canvas`, `xml` | below: lines, shapes, letters, drawn by plotters |
//! | [`palette`], [`number`] | the colours; numbers as labels |
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
mod gallery;
mod graph;
pub mod number;
pub mod palette;
mod plot;
mod regions;
mod still;
mod surface;
#[cfg(test)]
mod tests;
mod text;
mod xml;

pub use animation::gif;
pub use bowl::Bowl;
pub use canvas::{HEIGHT, NARROW_WIDTH, Result, WIDTH};
pub use chart::Chart;
pub use gallery::{Gallery, Matrix};
pub use graph::Graph;
pub use still::{Figure, narrow_svg, svg};
pub use text::text;
