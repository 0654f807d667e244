//! One still figure of any kind, and its SVG document.

use plotters::prelude::SVGBackend;

use crate::{
    bowl::Bowl,
    canvas::{Backend, Canvas, HEIGHT, Result, WIDTH},
    chart::Chart,
    gallery::{Gallery, Matrix},
    graph::Graph,
};

/// One still figure: what an SVG document or a frame of a GIF can show.
#[derive(Clone)]
pub enum Figure {
    /// Points and lines over two axes.
    Chart(Chart),
    /// The loss over two parameters.
    Bowl(Bowl),
    /// Boxes and arrows.
    Graph(Graph),
    /// Small pictures side by side.
    Gallery(Gallery),
    /// A table of counts.
    Matrix(Matrix),
}

impl From<Chart> for Figure {
    fn from(chart: Chart) -> Self {
        Self::Chart(chart)
    }
}

impl From<Bowl> for Figure {
    fn from(bowl: Bowl) -> Self {
        Self::Bowl(bowl)
    }
}

impl From<Graph> for Figure {
    fn from(graph: Graph) -> Self {
        Self::Graph(graph)
    }
}

impl From<Gallery> for Figure {
    fn from(gallery: Gallery) -> Self {
        Self::Gallery(gallery)
    }
}

impl From<Matrix> for Figure {
    fn from(matrix: Matrix) -> Self {
        Self::Matrix(matrix)
    }
}

impl Figure {
    fn title(&self) -> &str {
        match self {
            Self::Chart(chart) => &chart.title,
            Self::Bowl(bowl) => &bowl.title,
            Self::Graph(graph) => &graph.title,
            Self::Gallery(gallery) => &gallery.title,
            Self::Matrix(matrix) => &matrix.title,
        }
    }

    fn height(&self) -> u32 {
        match self {
            Self::Chart(_) | Self::Bowl(_) | Self::Matrix(_) => HEIGHT,
            Self::Graph(graph) => graph.height(),
            Self::Gallery(gallery) => gallery.height(),
        }
    }

    /// Whether both figures have the same background, so that an animation
    /// can keep it.
    pub(crate) fn shares_background(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Chart(a), Self::Chart(b)) => a.plot() == b.plot(),
            (Self::Bowl(a), Self::Bowl(b)) => a.shares_surface(b),
            (Self::Graph(_), Self::Graph(_)) => true,
            _ => false,
        }
    }

    /// Paper, axes and bands: what seldom changes in an animation.
    pub(crate) fn draw_background(
        &self,
        canvas: &Canvas<impl Backend>,
    ) -> Result {
        canvas.paper()?;
        match self {
            Self::Chart(chart) => chart.plot().draw(canvas, true),
            Self::Bowl(bowl) => bowl.draw_surface(canvas),
            Self::Graph(_) | Self::Gallery(_) | Self::Matrix(_) => Ok(()),
        }
    }

    /// Everything that lies on the background.
    pub(crate) fn draw_foreground(
        &self,
        canvas: &Canvas<impl Backend>,
    ) -> Result {
        match self {
            Self::Chart(chart) => chart.draw(canvas),
            Self::Bowl(bowl) => bowl.draw(canvas),
            Self::Graph(graph) => graph.draw(canvas),
            Self::Gallery(gallery) => gallery.draw(canvas),
            Self::Matrix(matrix) => matrix.draw(canvas),
        }
    }
}

/// The figure as an SVG document 720 pixels wide. The same figure always gives
/// the same document.
pub fn svg(figure: &Figure) -> Result<String> {
    // The library only knows whole numbers: a fine grid keeps curves smooth.
    const FINE: u32 = 10;
    let height = figure.height();
    let mut drawing = String::new();
    {
        let size = (WIDTH * FINE, height * FINE);
        let canvas = Canvas::new(SVGBackend::with_string(&mut drawing, size))?;
        figure.draw_background(&canvas)?;
        figure.draw_foreground(&canvas)?;
        canvas.finish()?;
    }
    let (_, body) = drawing.split_once('\n').unwrap_or(("", &drawing));
    let body = body
        .replace(" opacity=\"1\"", "")
        .replace("\">\n", "\">")
        .replace("\n</text>", "</text>");
    let title = figure.title().replace('&', "&amp;").replace('<', "&lt;");
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" \
         width=\"{WIDTH}\" height=\"{height}\" \
         viewBox=\"0 0 {} {}\" stroke-linejoin=\"round\">\n\
         <title>{title}</title>\n{body}",
        WIDTH * FINE,
        height * FINE,
    ))
}
