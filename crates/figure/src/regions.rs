//! Tinted regions behind the series of a chart.

use contour::ContourBuilder;

use crate::{canvas::*, palette::RGBColor, plot::Plot, surface::outlines};

/// How much of a colour a tint has.
const TINT: f64 = 0.22;

/// For some series the region of each.
#[derive(Clone)]
pub(crate) struct Regions {
    pub x: Vec<f64>,
    pub y: Vec<f64>,
    /// A grid for each region, positive inside, row by row.
    pub inside: Vec<Vec<f64>>,
}

impl Regions {
    /// Tints each region in the colour of its series: seen through, so that
    /// it is pale on light paper and dark on dark paper.
    pub fn draw(
        &self,
        canvas: &Canvas<impl Backend>,
        plot: &Plot,
        colours: impl Iterator<Item = RGBColor>,
    ) -> Result {
        let (columns, rows) = (self.x.len(), self.y.len());
        let grids = self.inside.iter().zip(colours);
        let whole = |grid: &[f64]| {
            grid.len() == columns * rows && grid.iter().all(|v| v.is_finite())
        };
        for (grid, colour) in grids.filter(|(grid, _)| whole(grid)) {
            if columns < 2 || rows < 2 {
                continue;
            }
            let contours = ContourBuilder::new(columns, rows, true)
                .contours(grid, &[0.0])
                .map_err(|error| error.to_string())?;
            for contour in &contours {
                for outline in outlines(contour, (&self.x, &self.y), plot) {
                    canvas.tint(&outline, colour, TINT)?;
                }
            }
        }
        Ok(())
    }
}
