//! One still figure of any kind, and its SVG document.

use crate::{
    bowl::Bowl,
    canvas::*,
    chart::Chart,
    gallery::{Gallery, Matrix},
    graph::Graph,
    xml,
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
    pub(crate) fn title(&self) -> &str {
        match self {
            Self::Chart(chart) => &chart.title,
            Self::Bowl(bowl) => &bowl.title,
            Self::Graph(graph) => &graph.title,
            Self::Gallery(gallery) => &gallery.title,
            Self::Matrix(matrix) => &matrix.title,
        }
    }

    fn height(&self, page: Page) -> u32 {
        match (self, page) {
            (Self::Chart(_) | Self::Bowl(_), Page::Wide) => HEIGHT,
            (Self::Chart(chart), _) => chart.plot(page).height(),
            (Self::Bowl(bowl), _) => bowl.plot(page).height(),
            (Self::Graph(graph), _) => graph.height(page),
            (Self::Gallery(gallery), _) => gallery.height(page),
            (Self::Matrix(matrix), _) => matrix.height(page),
        }
    }

    /// Whether both figures have the same background, so that an animation
    /// can keep it.
    pub(crate) fn shares_background(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Chart(a), Self::Chart(b)) => {
                a.plot(Page::Wide) == b.plot(Page::Wide)
            }
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
            Self::Chart(chart) => chart.plot(canvas.page).draw(canvas, true),
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
///
/// # Errors
/// None but those of the drawing library.
pub fn svg(figure: &Figure) -> Result<String> {
    document(figure, Page::Wide)
}

/// The same figure for a phone: 340 pixels wide, with letters as large.
///
/// # Errors
/// As [`svg`].
pub fn narrow_svg(figure: &Figure) -> Result<String> {
    document(figure, Page::Narrow)
}

fn document(figure: &Figure, page: Page) -> Result<String> {
    let (width, height) = (page.width(), figure.height(page));
    let title = xml::escape(figure.title());
    // plotters adds an element of its own, in tenths of a pixel. Ours around
    // it is the size of the page and tells a screen reader what it shows.
    let mut document = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" \
         width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width}0 {height}0\" stroke-linejoin=\"round\">\n\
         <title>{title}</title>\n"
    );
    {
        let canvas = Canvas::svg(&mut document, page, height)?;
        figure.draw_background(&canvas)?;
        figure.draw_foreground(&canvas)?;
        canvas.finish()?;
    }
    Ok(document + "</svg>\n")
}
