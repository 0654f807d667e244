//! The sheet that every figure is drawn on, measured in pixels of the page that
//! it is for, whatever the resolution below it.

use std::error::Error;
use std::sync::LazyLock;

use plotters::coord::Shift;
use plotters::element::DashedPathElement;
use plotters::prelude::*;
use plotters::style::register_font;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::{
    palette::{INK, PAPER},
    xml,
};

/// What drawing returns: an error only if the drawing library fails.
pub type Result<T = ()> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// The width of a figure in pixels.
pub const WIDTH: u32 = 720;
/// The height of a figure in pixels, unless it needs another one.
pub const HEIGHT: u32 = 480;
/// The width of a figure for a phone, in pixels.
pub const NARROW_WIDTH: u32 = 340;

/// What a figure is drawn for. Letters are as large on both: on the narrow one
/// the names of axes, legends, ticks and boxes find other places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Page {
    /// A page with room beside: [`WIDTH`].
    Wide,
    /// A phone: [`NARROW_WIDTH`], and as high as it needs to be.
    Narrow,
}

impl Page {
    /// The width of a figure in pixels.
    pub fn width(self) -> f64 {
        f64::from(match self {
            Page::Wide => WIDTH,
            Page::Narrow => NARROW_WIDTH,
        })
    }

    /// The room around everything.
    pub fn margin(self) -> f64 {
        self.of(20.0, 4.0)
    }

    /// One of two numbers.
    pub fn of(self, wide: f64, narrow: f64) -> f64 {
        match self {
            Page::Wide => wide,
            Page::Narrow => narrow,
        }
    }
}

pub(crate) const LABEL_SIZE: f64 = 14.0;
pub(crate) const SMALL_SIZE: f64 = 13.0;

/// The corners of a star around zero.
const STAR: [Point; 10] = [
    (0.0, -1.45),
    (0.38, -0.52),
    (1.38, -0.45),
    (0.61, 0.2),
    (0.85, 1.17),
    (0.0, 0.64),
    (-0.85, 1.17),
    (-0.61, 0.2),
    (-1.38, -0.45),
    (-0.38, -0.52),
];

/// The corners of a cross around zero.
const CROSS: [Point; 12] = [
    (-0.4, -1.2),
    (0.4, -1.2),
    (0.4, -0.4),
    (1.2, -0.4),
    (1.2, 0.4),
    (0.4, 0.4),
    (0.4, 1.2),
    (-0.4, 1.2),
    (-0.4, 0.4),
    (-1.2, 0.4),
    (-1.2, -0.4),
    (-0.4, -0.4),
];

/// A place on the sheet: pixels from the left, pixels from the top.
pub(crate) type Point = (f64, f64);

const FAMILY: &str = "sans-serif";
static FONT: LazyLock<bool> = LazyLock::new(|| {
    let bytes = include_bytes!("../fonts/DejaVuSans.ttf");
    register_font(FAMILY, FontStyle::Normal, bytes).is_ok()
});

/// The library's font size for letters of a size in pixels.
fn font_size(pixels: f64) -> f64 {
    pixels * 1.24
}

/// The width of a text in pixels.
pub(crate) fn text_width(text: &str, size: f64) -> f64 {
    // Measured large: the library rounds widths to whole units.
    let measured = *FONT;
    let font = (FAMILY, font_size(size * 10.0)).into_font();
    match font.box_size(text) {
        Ok((width, _)) if measured => f64::from(width) / 10.0,
        _ => text.chars().count() as f64 * size * 0.6,
    }
}

/// The largest text size up to `size` at which `text` fits into `width`.
pub(crate) fn fitting_size(text: &str, size: f64, width: f64) -> f64 {
    let needed = text_width(text, size);
    (size * width / needed.max(1.0))
        .clamp(SMALL_SIZE, size)
        .floor()
}

/// Where the drawing library can draw.
pub(crate) trait Backend: DrawingBackend<ErrorType: 'static> {}
impl<DB: DrawingBackend<ErrorType: 'static>> Backend for DB {}

/// A sheet of a page.
pub(crate) struct Canvas<DB: DrawingBackend> {
    /// What it is for.
    pub page: Page,
    area: DrawingArea<DB, Shift>,
    /// Units of the backend per pixel.
    unit: f64,
    /// Whether the backend paints pixels.
    bitmap: bool,
}

impl<'a> Canvas<SVGBackend<'a>> {
    /// A sheet whose drawing, an element `svg` in tenths of a pixel, is added
    /// to the document. The library only knows whole numbers: tenths keep
    /// curves smooth.
    pub fn svg(
        document: &'a mut String,
        page: Page,
        height: u32,
    ) -> Result<Self> {
        let size = (page.width() as u32 * 10, height * 10);
        Self::new(SVGBackend::with_string(document, size), page, false)
    }
}

impl<'a> Canvas<BitMapBackend<'a>> {
    /// A sheet of red, green and blue bytes, `fine` pixels for one of the page.
    pub fn bitmap(pixels: &'a mut [u8], fine: u32) -> Result<Self> {
        let size = (WIDTH * fine, HEIGHT * fine);
        let backend = BitMapBackend::with_buffer_and_format(pixels, size)?;
        Self::new(backend, Page::Wide, true)
    }
}

impl<DB: Backend> Canvas<DB> {
    fn new(backend: DB, page: Page, bitmap: bool) -> Result<Self> {
        if !*FONT {
            return Err("the font of the figures cannot be read".into());
        }
        let area = backend.into_drawing_area();
        let unit = f64::from(area.dim_in_pixel().0) / page.width();
        Ok(Self {
            page,
            area,
            unit,
            bitmap,
        })
    }

    /// Hands the finished drawing to the backend.
    pub fn finish(&self) -> Result {
        Ok(self.area.present()?)
    }

    /// The height of the sheet in pixels.
    pub fn height(&self) -> f64 {
        f64::from(self.area.dim_in_pixel().1) / self.unit
    }

    fn at(&self, (x, y): Point) -> (i32, i32) {
        (self.length(x), self.length(y))
    }

    fn length(&self, pixels: f64) -> i32 {
        (pixels * self.unit).round() as i32
    }

    fn stroke(&self, colour: RGBColor, width: f64) -> ShapeStyle {
        colour.stroke_width(self.length(width).max(1) as u32)
    }

    /// Covers the whole sheet with paper.
    pub fn paper(&self) -> Result {
        Ok(self.area.fill(&PAPER)?)
    }

    /// A filled rectangle between two opposite corners.
    pub fn rect(&self, a: Point, b: Point, colour: RGBColor) -> Result {
        let corners = [self.at(a), self.at(b)];
        Ok(self.area.draw(&Rectangle::new(corners, colour.filled()))?)
    }

    /// A filled rectangle that lets through what lies below it: `part` of the
    /// colour is seen.
    pub fn shade(
        &self,
        a: Point,
        b: Point,
        colour: RGBColor,
        part: f64,
    ) -> Result {
        let corners = [self.at(a), self.at(b)];
        let colour = colour.mix(part).filled();
        Ok(self.area.draw(&Rectangle::new(corners, colour))?)
    }

    /// A line through the points.
    pub fn line(&self, path: &[Point], colour: RGBColor, width: f64) -> Result {
        let style = self.stroke(colour, width);
        let draw = |path: &[Point]| -> Result {
            let path: Vec<_> = path.iter().map(|&p| self.at(p)).collect();
            Ok(self.area.draw(&PathElement::new(path, style))?)
        };
        if !self.bitmap {
            return draw(path);
        }
        // The library outlines a wide line and fills the outline; its bitmap
        // shows holes and spikes at bends. Single segments are sound, and
        // discs join them.
        for ends in path.windows(2) {
            draw(ends)?;
        }
        let radius = style.stroke_width / 2;
        let bends = path.iter().skip(1).rev().skip(1);
        for &bend in bends.filter(|_| radius > 1) {
            let disc = Circle::new(self.at(bend), radius, colour.filled());
            self.area.draw(&disc)?;
        }
        Ok(())
    }

    /// A dashed line through the points.
    pub fn dashes(
        &self,
        path: &[Point],
        colour: RGBColor,
        width: f64,
    ) -> Result {
        let path: Vec<_> = path.iter().map(|&p| self.at(p)).collect();
        let style = self.stroke(colour, width);
        let (dash, gap) = (self.length(7.0), self.length(4.5));
        let element = DashedPathElement::new(path, dash, gap, style);
        Ok(self.area.draw(&element)?)
    }

    /// A filled shape.
    pub fn polygon(&self, corners: &[Point], colour: RGBColor) -> Result {
        let corners: Vec<_> = corners.iter().map(|&p| self.at(p)).collect();
        Ok(self.area.draw(&Polygon::new(corners, colour.filled()))?)
    }

    /// A filled shape that lets through what lies below it: `part` of the
    /// colour is seen.
    pub fn tint(
        &self,
        corners: &[Point],
        colour: RGBColor,
        part: f64,
    ) -> Result {
        let corners: Vec<_> = corners.iter().map(|&p| self.at(p)).collect();
        Ok(self.area.draw(&Polygon::new(corners, colour.mix(part)))?)
    }

    /// A filled disc.
    pub fn disc(&self, centre: Point, radius: f64, colour: RGBColor) -> Result {
        let radius = self.length(radius);
        let disc = Circle::new(self.at(centre), radius, colour.filled());
        Ok(self.area.draw(&disc)?)
    }

    /// A small marker whose shape tells series apart where colours do not.
    pub fn marker(
        &self,
        shape: usize,
        (x, y): Point,
        radius: f64,
        colour: RGBColor,
    ) -> Result {
        let corners: &[Point] = match shape % 8 {
            0 => return self.disc((x, y), radius, colour),
            1 => &[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
            2 => &[(0.0, -1.25), (1.15, 0.85), (-1.15, 0.85)],
            3 => &[(0.0, -1.35), (1.35, 0.0), (0.0, 1.35), (-1.35, 0.0)],
            4 => &[(0.0, 1.25), (1.15, -0.85), (-1.15, -0.85)],
            5 => &STAR,
            6 => &CROSS,
            _ => &[(-0.55, -1.3), (0.55, -1.3), (0.55, 1.3), (-0.55, 1.3)],
        };
        let corners: Vec<_> = corners
            .iter()
            .map(|&(dx, dy)| (x + radius * dx, y + radius * dy))
            .collect();
        self.polygon(&corners, colour)
    }

    /// A text whose left end, middle or right end is at `place`, halfway up.
    pub fn text(
        &self,
        text: &str,
        place: Point,
        anchor: HPos,
        size: f64,
        colour: RGBColor,
    ) -> Result {
        let centre = Pos::new(anchor, VPos::Center);
        self.write(text, place, self.font(size).color(&colour).pos(centre))
    }

    /// A text that reads upwards, with its middle at `place`.
    pub fn upward_text(&self, text: &str, place: Point, size: f64) -> Result {
        let centre = Pos::new(HPos::Center, VPos::Center);
        let font = self.font(size).transform(FontTransform::Rotate270);
        self.write(text, place, font.color(&INK).pos(centre))
    }

    fn font(&self, size: f64) -> FontDesc<'static> {
        (FAMILY, font_size(size * self.unit)).into_font()
    }

    fn write(&self, text: &str, place: Point, style: TextStyle) -> Result {
        // The library's bitmap has text higher than an SVG document.
        let lower = if self.bitmap { 0.12 } else { 0.0 };
        let lower = (lower * style.font.get_size()).round() as i32;
        let (dx, dy) = style.font.get_transform().transform(0, lower);
        let (x, y) = self.at(place);
        let text = Text::new(xml::legal(text), (x + dx, y + dy), style);
        Ok(self.area.draw(&text)?)
    }

    /// The title of a figure in its top left corner.
    pub fn title(&self, head: &Head) -> Result {
        for (line, y) in &head.title {
            let place = (self.page.margin(), *y);
            self.text(line, place, HPos::Left, head.size, INK)?;
        }
        Ok(())
    }
}

/// What stands above a figure: its title and the names in its legend, row by
/// row.
pub(crate) struct Head {
    /// The lines of the title, and where each is.
    title: Vec<(String, f64)>,
    size: f64,
    /// The places of the names. Each leaves room for a sample to its left.
    pub names: Vec<Point>,
    /// Where it ends.
    pub bottom: f64,
}

impl Head {
    pub fn new(page: Page, title: &str, names: &[&str]) -> Self {
        let (margin, right) = (page.margin(), page.width() - page.margin());
        let (title, size, top) = match page {
            Page::Wide => {
                let size = fitting_size(title, 19.0, right - margin);
                (vec![(title.to_owned(), 24.0)], size, 40.0)
            }
            Page::Narrow => {
                let (lines, size) =
                    (wrapped(title, 16.0, right - margin), 16.0);
                let y = (0..).map(|line| 14.0 + 21.0 * f64::from(line));
                let top = 8.0 + 21.0 * lines.len() as f64;
                (lines.into_iter().zip(y).collect(), size, top)
            }
        };
        let mut head = Head {
            title,
            size,
            names: Vec::new(),
            bottom: top,
        };
        if names.is_empty() {
            return head;
        }
        let (mut x, mut y) = (margin, top + 13.0);
        for name in names {
            let width = SAMPLE_WIDTH + text_width(name, LABEL_SIZE);
            if x > margin && x + width > right {
                (x, y) = (margin, y + 21.0);
            }
            head.names.push((x + SAMPLE_WIDTH, y));
            x += width + page.of(22.0, 14.0);
        }
        head.bottom = y + 13.0;
        head
    }
}

/// A text in lines no wider than that, unless a word is.
fn wrapped(text: &str, size: f64, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line)
                if text_width(&format!("{line} {word}"), size) <= width =>
            {
                *line += " ";
                *line += word;
            }
            _ => lines.push(word.into()),
        }
    }
    lines
}

/// The room for the sample of a series in the legend.
pub(crate) const SAMPLE_WIDTH: f64 = 38.0;
