//! The bands of colour in a bowl.

use contour::{Contour, ContourBuilder};
use plotters::style::text_anchor::HPos;

use crate::{
    canvas::*,
    number::{range, short},
    palette::*,
    plot::Plot,
};

/// A value for every pair of `x` and `y`, row by row.
#[derive(Clone, PartialEq)]
pub(crate) struct Surface {
    pub x: Vec<f64>,
    pub y: Vec<f64>,
    pub z: Vec<f64>,
}

impl Surface {
    /// The values between two bands, the lowest and the highest among them.
    /// They lie closer together near the lowest.
    fn levels(&self) -> Vec<f64> {
        let Some((low, high)) = range(&self.z) else {
            return Vec::new();
        };
        let count = BANDS.len();
        (0..=count)
            .map(|i| {
                let part = i as f64 / count as f64;
                low + (high - low) * part.powf(2.5)
            })
            .collect()
    }

    pub fn draw_bands(
        &self,
        canvas: &Canvas<impl Backend>,
        plot: &Plot,
    ) -> Result {
        let levels = self.levels();
        let (columns, rows) = (self.x.len(), self.y.len());
        let complete = self.z.len() == columns * rows;
        if !complete || columns < 2 || rows < 2 || levels.is_empty() {
            return Ok(());
        }
        let highest = levels[BANDS.len()];
        // The library finds where values are high, and the low is wanted.
        let depths: Vec<_> = self
            .z
            .iter()
            .map(|&z| if z.is_finite() { -z } else { -highest })
            .collect();
        let limits: Vec<_> = levels[1..BANDS.len()]
            .iter()
            .rev()
            .map(|level| -level)
            .collect();
        let contours = ContourBuilder::new(columns, rows, true)
            .contours(&depths, &limits)
            .map_err(|error| error.to_string())?;

        let corners = ((plot.left, plot.top), (plot.right, plot.bottom));
        canvas.rect(corners.0, corners.1, BANDS[BANDS.len() - 1])?;
        for (contour, &colour) in
            contours.iter().zip(BANDS.iter().rev().skip(1))
        {
            for outline in outlines(contour, (&self.x, &self.y), plot) {
                canvas.polygon(&outline, colour)?;
            }
        }
        Ok(())
    }

    /// The room for the colour bar at the right of the plot.
    pub fn bar_room(&self, page: Page) -> f64 {
        let levels = self.levels().into_iter();
        let widths = levels.map(|level| text_width(&short(level), SMALL_SIZE));
        page.of(100.0, widths.fold(24.0, f64::max) + 26.0)
    }

    pub fn draw_bar(
        &self,
        canvas: &Canvas<impl Backend>,
        plot: &Plot,
    ) -> Result {
        let levels = self.levels();
        let page = canvas.page;
        let left = plot.right + page.of(20.0, 8.0);
        let right = left + page.of(18.0, 12.0);
        let height = (plot.bottom - plot.top) / BANDS.len() as f64;
        let at = |index: usize| plot.bottom - index as f64 * height;
        for (index, &colour) in BANDS.iter().enumerate() {
            canvas.rect((left, at(index + 1)), (right, at(index)), colour)?;
        }
        let labels: Vec<_> = levels.iter().map(|&level| short(level)).collect();
        // Where the plot is low, not every level has room for its number.
        let every = (14.0 / height).ceil().clamp(1.0, 12.0) as usize;
        for (index, label) in labels.iter().enumerate().step_by(every) {
            if index > 0 && labels[index - 1] == *label {
                continue;
            }
            let place = (right + page.of(7.0, 4.0), at(index));
            canvas.text(label, place, HPos::Left, SMALL_SIZE, INK)?;
        }
        let place = (left, plot.top - 17.0);
        canvas.text("loss", place, HPos::Left, LABEL_SIZE, INK)
    }
}

/// The shapes of a contour over the grid of all pairs of `x` and `y`.
pub(crate) fn outlines(
    contour: &Contour,
    (x, y): (&[f64], &[f64]),
    plot: &Plot,
) -> Vec<Vec<Point>> {
    let mut shapes = Vec::new();
    for polygon in contour.geometry() {
        // One line around the shape and then around each hole.
        let outside = &polygon.exterior().0;
        let mut outline = outside.clone();
        for hole in polygon.interiors() {
            outline.extend(&hole.0);
            outline.extend(outside.first());
        }
        let corners = outline.iter().filter_map(|corner| {
            let x = between(x, corner.x - 0.5)?;
            let y = between(y, corner.y - 0.5)?;
            plot.at(x, y)
        });
        shapes.push(corners.collect());
    }
    shapes
}

/// The value at a place between two entries of the list.
fn between(values: &[f64], place: f64) -> Option<f64> {
    let place = place.clamp(0.0, values.len() as f64 - 1.0);
    let (whole, part) = (place.floor() as usize, place.fract());
    let below = values.get(whole)?;
    let above = values.get(whole + 1).unwrap_or(below);
    Some(below + part * (above - below))
}
