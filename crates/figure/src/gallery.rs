//! Small pictures side by side, and tables whose cells are coloured.

use plotters::style::text_anchor::HPos;

use crate::{canvas::*, palette::*};

/// Values below zero, in a signed gallery.
const BELOW: RGBColor = SERIES[0];
/// Values above zero, in a signed gallery.
const ABOVE: RGBColor = SERIES[1];
/// The number of shades of a colour: few, so that equal ones join.
const SHADES: f64 = 12.0;

/// The room for a caption below a picture.
const CAPTION: f64 = 26.0;
/// The room between two pictures.
const GAP: f64 = 18.0;
/// The least side of a picture on a narrow page.
const NARROWEST: f64 = 56.0;

/// Pictures made of cells, in rows, each with a caption below.
#[derive(Clone)]
pub struct Gallery {
    pub(crate) title: String,
    per_row: usize,
    signed: bool,
    tiles: Vec<Tile>,
}

#[derive(Clone)]
struct Tile {
    caption: String,
    columns: usize,
    values: Vec<f64>,
}

impl Gallery {
    /// A gallery without pictures, `per_row` of them in a row.
    pub fn new(title: impl Into<String>, per_row: usize) -> Self {
        Self {
            title: title.into(),
            per_row: per_row.max(1),
            signed: false,
            tiles: Vec::new(),
        }
    }

    /// Colours by sign: blue below zero, white at zero, orange above.
    pub fn signed(mut self) -> Self {
        self.signed = true;
        self
    }

    /// Adds a picture: `columns` values a row, the lowest white and the
    /// highest dark.
    pub fn tile(
        mut self,
        caption: impl Into<String>,
        columns: usize,
        values: &[f64],
    ) -> Self {
        self.tiles.push(Tile {
            caption: caption.into(),
            columns: columns.max(1),
            values: values.to_vec(),
        });
        self
    }

    /// How many pictures are in a row: on a narrow page so few that each is
    /// large enough and has room for its caption.
    fn per_row(&self, page: Page) -> usize {
        if page == Page::Wide {
            return self.per_row;
        }
        let captions = self.tiles.iter();
        let captions = captions.map(|t| text_width(&t.caption, SMALL_SIZE));
        let tile = captions.fold(NARROWEST + GAP, f64::max);
        let room = page.width() - 2.0 * page.margin() + GAP;
        self.per_row.min((room / tile) as usize).max(1)
    }

    /// The side of a picture in pixels, at most 170.
    fn side(&self, page: Page) -> f64 {
        let per_row = self.per_row(page) as f64;
        let room = page.width() - 2.0 * page.margin() - (per_row - 1.0) * GAP;
        (room / per_row).clamp(8.0, 170.0)
    }

    /// The height of the figure in pixels: enough for all rows.
    pub(crate) fn height(&self, page: Page) -> u32 {
        let rows = self.tiles.len().div_ceil(self.per_row(page)) as f64;
        let head = Head::new(page, &self.title, &[]).bottom;
        let height = head + 20.0 + rows * (self.side(page) + CAPTION);
        height.clamp(120.0, 4000.0) as u32
    }

    pub(crate) fn draw(&self, canvas: &Canvas<impl Backend>) -> Result {
        let page = canvas.page;
        let head = Head::new(page, &self.title, &[]);
        canvas.title(&head)?;
        let (side, per_row) = (self.side(page), self.per_row(page));
        for (index, tile) in self.tiles.iter().enumerate() {
            let column = (index % per_row) as f64;
            let row = (index / per_row) as f64;
            let left = page.margin() + column * (side + GAP);
            let top = head.bottom + 8.0 + row * (side + CAPTION);
            tile.draw(canvas, (left, top), side, self.signed)?;
            let size = fitting_size(&tile.caption, SMALL_SIZE, side + GAP);
            let place = (left + side / 2.0, top + side + 12.0);
            canvas.text(&tile.caption, place, HPos::Center, size, INK)?;
        }
        Ok(())
    }
}

impl Tile {
    fn draw(
        &self,
        canvas: &Canvas<impl Backend>,
        (left, top): Point,
        side: f64,
        signed: bool,
    ) -> Result {
        let frame = (
            (left - 1.0, top - 1.0),
            (left + side + 1.0, top + side + 1.0),
        );
        canvas.rect(frame.0, frame.1, GRID)?;
        canvas.rect((left, top), (left + side, top + side), CARD)?;
        let cell = side / self.columns as f64;
        let largest = self.values.iter().fold(0.0, |m: f64, v| m.max(v.abs()));
        let colour = |value: f64| match value / largest {
            part if signed && part < 0.0 => (BELOW, shade(-part)),
            part if signed => (ABOVE, shade(part)),
            part => (SHADE, shade(part)),
        };
        for (row, values) in self.values.chunks(self.columns).enumerate() {
            let colours: Vec<_> = values.iter().map(|v| colour(*v)).collect();
            let (y, mut x) = (top + row as f64 * cell, left);
            // Neighbours of one colour are one rectangle.
            for run in colours.chunk_by(|a, b| a == b) {
                let right = x + run.len() as f64 * cell;
                let (colour, part) = run[0];
                if part > 0.0 {
                    canvas.shade((x, y), (right, y + cell), colour, part)?;
                }
                x = right;
            }
        }
        Ok(())
    }
}

/// How much of a colour covers the card below it: nothing at 0, and where
/// there is no number.
fn shade(part: f64) -> f64 {
    let part = (part.clamp(0.0, 1.0) * SHADES).round() / SHADES;
    if part.is_finite() { part } else { 0.0 }
}

/// The room for the names beside a table, at most.
fn longest(page: Page) -> f64 {
    page.of(240.0, 96.0)
}

/// A text so short that it fits into the width.
fn cut(text: &str, size: f64, width: f64) -> String {
    let mut short = text.to_owned();
    while text_width(&short, size) > width && short.chars().count() > 1 {
        let kept = short.trim_end_matches('…').chars();
        let all = kept.clone().count();
        short = kept.take(all - 1).chain(['…']).collect();
    }
    short
}

/// The room below a table, for names.
const UNDER: f64 = 60.0;

/// A table of counts, its cells darker the larger their share of the row.
#[derive(Clone)]
pub struct Matrix {
    pub(crate) title: String,
    row_label: String,
    column_label: String,
    names: Vec<String>,
    counts: Vec<usize>,
}

impl Matrix {
    /// A table with the same names on both sides. The count in row i and
    /// column j is `counts[i * names.len() + j]`.
    pub fn new(
        title: impl Into<String>,
        row_label: impl Into<String>,
        column_label: impl Into<String>,
        names: &[String],
        counts: &[usize],
    ) -> Self {
        Self {
            title: title.into(),
            row_label: row_label.into(),
            column_label: column_label.into(),
            names: names.to_vec(),
            counts: counts.to_vec(),
        }
    }

    /// The left and the right end of the cells.
    fn sides(&self, page: Page) -> (f64, f64) {
        let names = self.names.iter().map(|n| text_width(n, LABEL_SIZE));
        let beside = names.fold(page.of(24.0, 12.0), f64::max);
        // With the name of the rows, or on a narrow page without.
        let beside = beside.min(longest(page)) + page.of(36.0, 14.0);
        (page.margin() + beside, page.width() - page.margin())
    }

    /// The height of the figure in pixels: on a narrow page cells are squares,
    /// unless these are large.
    pub(crate) fn height(&self, page: Page) -> u32 {
        if page == Page::Wide {
            return HEIGHT;
        }
        let ((left, right), n) = (self.sides(page), self.names.len() as f64);
        let cell = ((right - left) / n.max(1.0)).min(48.0);
        let head = Head::new(page, &self.title, &[]).bottom;
        (head + 24.0 + n * cell.max(19.0) + UNDER) as u32
    }

    pub(crate) fn draw(&self, canvas: &Canvas<impl Backend>) -> Result {
        let page = canvas.page;
        let head = Head::new(page, &self.title, &[]);
        canvas.title(&head)?;
        let (left, right) = self.sides(page);
        let top = head.bottom + page.of(8.0, 24.0);
        let bottom = canvas.height() - UNDER;
        let n = self.names.len().max(1) as f64;
        let (width, height) = ((right - left) / n, (bottom - top) / n);
        canvas.rect(
            (left - 1.0, top - 1.0),
            (right + 1.0, bottom + 1.0),
            GRID,
        )?;
        canvas.rect((left, top), (right, bottom), CARD)?;
        for (i, row) in self.counts.chunks(self.names.len().max(1)).enumerate()
        {
            let y = top + i as f64 * height;
            let all = row.iter().sum::<usize>().max(1) as f64;
            for (j, count) in row.iter().enumerate().filter(|(_, c)| **c > 0) {
                let x = left + j as f64 * width;
                // The root, so that few among many are seen.
                let part = (*count as f64 / all).sqrt();
                let hue = if i == j { SHADE } else { ABOVE };
                let opposite = (x + width, y + height);
                canvas.shade((x, y), opposite, hue, shade(part))?;
                let text = if part > 0.6 { CARD } else { CARD_INK };
                let place = (x + width / 2.0, y + height / 2.0);
                let (count, middle) = (count.to_string(), HPos::Center);
                let size = fitting_size(&count, LABEL_SIZE, width - 4.0);
                canvas.text(&count, place, middle, size, text)?;
            }
        }
        for (i, name) in self.names.iter().enumerate() {
            let middle = i as f64 + 0.5;
            let place = (left - page.of(12.0, 8.0), top + middle * height);
            let beside = cut(name, LABEL_SIZE, longest(page));
            canvas.text(&beside, place, HPos::Right, LABEL_SIZE, INK)?;
            let place = (left + middle * width, bottom + 15.0);
            let below = cut(name, LABEL_SIZE, width - 4.0);
            canvas.text(&below, place, HPos::Center, LABEL_SIZE, INK)?;
        }
        let (x, y) = ((left + right) / 2.0, (top + bottom) / 2.0);
        let place = (x, bottom + 41.0);
        canvas.text(
            &self.column_label,
            place,
            HPos::Center,
            LABEL_SIZE,
            INK,
        )?;
        let (name, margin) = (&self.row_label, page.margin());
        match page {
            Page::Wide => {
                canvas.upward_text(name, (margin + 4.0, y), LABEL_SIZE)
            }
            Page::Narrow => {
                let place = (margin, head.bottom + 8.0);
                canvas.text(name, place, HPos::Left, LABEL_SIZE, INK)
            }
        }
    }
}
