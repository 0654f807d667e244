//! The loss over two parameters, seen from above.

use plotters::style::text_anchor::HPos;

use crate::{
    axis::Axis, canvas::*, number::range, palette::*, plot::Plot,
    surface::Surface,
};

/// The room for the colour bar at the right of the plot.
const BAR_ROOM: f64 = 100.0;

/// The loss over two parameters as bands of colour, with marks and paths.
#[derive(Clone)]
pub struct Bowl {
    pub(crate) title: String,
    x_label: String,
    y_label: String,
    surface: Surface,
    marks: Vec<Mark>,
    paths: Vec<Path>,
    equal_units: bool,
}

#[derive(Clone)]
struct Mark {
    name: String,
    x: f64,
    y: f64,
}

#[derive(Clone)]
struct Path {
    name: String,
    x: Vec<f64>,
    y: Vec<f64>,
    /// From the first place straight to the last, with a head there.
    arrow: bool,
}

impl Bowl {
    /// A bowl over the grid of all pairs of `x` and `y`: the loss at `x[i]`
    /// and `y[j]` is `z[j * x.len() + i]`. Values that are not finite count as
    /// the highest; a grid of another size shows no bands.
    pub fn new(
        title: impl Into<String>,
        x_label: impl Into<String>,
        y_label: impl Into<String>,
        x: &[f64],
        y: &[f64],
        z: &[f64],
    ) -> Self {
        let (x, y, z) = (x.to_vec(), y.to_vec(), z.to_vec());
        Self {
            title: title.into(),
            x_label: x_label.into(),
            y_label: y_label.into(),
            surface: Surface { x, y, z },
            marks: Vec::new(),
            paths: Vec::new(),
            equal_units: false,
        }
    }

    /// Draws a unit as long across as up, so that right angles and circles
    /// look it.
    pub fn equal_units(mut self) -> Self {
        self.equal_units = true;
        self
    }

    /// Adds a point with its name beside it.
    pub fn mark(mut self, name: &str, x: f64, y: f64) -> Self {
        let name = name.into();
        self.marks.push(Mark { name, x, y });
        self
    }

    /// Adds a path: a ring at its start, a dot at every step, and a larger
    /// marker at its end.
    pub fn path(mut self, name: &str, x: &[f64], y: &[f64]) -> Self {
        let (name, x, y) = (name.into(), x.to_vec(), y.to_vec());
        let arrow = false;
        self.paths.push(Path { name, x, y, arrow });
        self
    }

    /// Adds an arrow, in the legend among the paths.
    pub fn arrow(mut self, name: &str, from: [f64; 2], to: [f64; 2]) -> Self {
        let (x, y) = (vec![from[0], to[0]], vec![from[1], to[1]]);
        let (name, arrow) = (name.into(), true);
        self.paths.push(Path { name, x, y, arrow });
        self
    }

    pub(crate) fn shares_surface(&self, other: &Self) -> bool {
        self.surface == other.surface && self.plot() == other.plot()
    }

    fn named_paths(&self) -> impl Iterator<Item = (usize, &Path)> {
        let paths = self.paths.iter().enumerate();
        paths.filter(|(_, path)| !path.name.is_empty())
    }

    fn legend(&self) -> (Vec<Point>, f64) {
        let names: Vec<_> =
            self.named_paths().map(|(_, p)| p.name.as_str()).collect();
        legend_places(&names)
    }

    fn plot(&self) -> Plot {
        let axis = |values: &[f64]| {
            Axis::new(values.iter().copied(), range(values), false)
        };
        let plot = Plot::new(
            (axis(&self.surface.x), &self.x_label),
            (axis(&self.surface.y), &self.y_label),
            self.legend().1 + 8.0,
            BAR_ROOM,
        );
        match self.equal_units {
            true => plot.with_equal_units(),
            false => plot,
        }
    }

    /// Bands, axes and the colour bar.
    pub(crate) fn draw_surface(&self, canvas: &Canvas<impl Backend>) -> Result {
        let plot = self.plot();
        self.surface.draw_bands(canvas, &plot)?;
        self.surface.draw_bar(canvas, &plot)?;
        plot.draw(canvas, false)
    }

    /// Title, legend, paths and marks.
    pub(crate) fn draw(&self, canvas: &Canvas<impl Backend>) -> Result {
        canvas.title(&self.title)?;
        for ((index, path), (x, y)) in self.named_paths().zip(self.legend().0) {
            let colour = series_colour(index);
            let sample = [(x - SAMPLE_WIDTH, y), (x - 12.0, y)];
            if path.arrow {
                draw_arrow(canvas, sample, colour)?;
            } else {
                canvas.line(&sample, colour, 2.5)?;
                canvas.marker(index, sample[1], 5.0, colour)?;
            }
            canvas.text(&path.name, (x, y), HPos::Left, LABEL_SIZE, INK)?;
        }
        let plot = self.plot();
        // The first path lies on top.
        for (index, path) in self.paths.iter().enumerate().rev() {
            path.draw(canvas, &plot, index)?;
        }
        self.draw_marks(canvas, &plot)
    }

    fn draw_marks(&self, canvas: &Canvas<impl Backend>, plot: &Plot) -> Result {
        let mut taken: Vec<Card> = Vec::new();
        let marks = self.marks.iter().filter_map(|mark| {
            let place = plot.at(mark.x, mark.y)?;
            plot.holds(place).then_some((mark, place))
        });
        for (index, (mark, place)) in marks.enumerate() {
            canvas.marker(2 * index + 3, place, 8.5, CARD)?;
            canvas.marker(2 * index + 3, place, 5.5, CARD_INK)?;
            if mark.name.is_empty() {
                continue;
            }
            let card = Card::beside(place, &mark.name, plot, &taken);
            let (x, y) = card.centre;
            let (w, h) = (card.width / 2.0, CARD_HEIGHT / 2.0);
            canvas.rect((x - w, y - h), (x + w, y + h), CARD)?;
            let size = LABEL_SIZE;
            canvas.text(&mark.name, (x, y), HPos::Center, size, CARD_INK)?;
            taken.push(card);
        }
        Ok(())
    }
}

impl Path {
    fn draw(
        &self,
        canvas: &Canvas<impl Backend>,
        plot: &Plot,
        index: usize,
    ) -> Result {
        let colour = series_colour(index);
        if self.arrow {
            let place = |k: usize| plot.at(self.x[k], self.y[k]);
            let ends = place(0).zip(place(1));
            return ends.map_or(Ok(()), |(from, to)| {
                draw_arrow(canvas, [from, to], colour)
            });
        }
        let points = plot.points(&self.x, &self.y);
        let runs = plot.runs(&self.x, &self.y);
        let runs: Vec<_> = runs.iter().map(|run| spaced(run, 1.5)).collect();
        for run in &runs {
            canvas.line(run, CARD, 4.5)?;
        }
        for run in &runs {
            canvas.line(run, colour, 2.5)?;
        }
        for &step in &spaced(&points, 7.0) {
            canvas.disc(step, 3.0, colour)?;
        }
        if let (Some(&start), Some(&end)) = (points.first(), points.last()) {
            canvas.disc(start, 6.5, CARD)?;
            canvas.disc(start, 5.0, colour)?;
            canvas.disc(start, 2.5, CARD)?;
            canvas.marker(index, end, 7.5, CARD)?;
            canvas.marker(index, end, 5.5, colour)?;
        }
        Ok(())
    }
}

/// An arrow on a light outline.
fn draw_arrow(
    canvas: &Canvas<impl Backend>,
    [from, to]: [Point; 2],
    colour: RGBColor,
) -> Result {
    let length = (to.0 - from.0).hypot(to.1 - from.1);
    if length < 1.0 {
        return Ok(());
    }
    let (dx, dy) = ((to.0 - from.0) / length, (to.1 - from.1) / length);
    // A place so far back from the tip, and so far to the side.
    let at = |back: f64, side: f64| {
        (to.0 - back * dx - side * dy, to.1 - back * dy + side * dx)
    };
    let outline = [at(-3.0, 0.0), at(14.0, 8.5), at(14.0, -8.5)];
    canvas.line(&[from, at(12.0, 0.0)], CARD, 6.0)?;
    canvas.polygon(&outline, CARD)?;
    canvas.line(&[from, at(9.0, 0.0)], colour, 3.0)?;
    let head = [to, at(12.0, 6.0), at(12.0, -6.0)];
    canvas.polygon(&head, colour)
}

/// The points without those closer than `gap` to the one kept before; the
/// last point always stays.
fn spaced(points: &[Point], gap: f64) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for (index, &point) in points.iter().enumerate() {
        let far = kept.last().is_none_or(|last| {
            (point.0 - last.0).hypot(point.1 - last.1) >= gap
        });
        if far || index + 1 == points.len() {
            kept.push(point);
        }
    }
    kept
}

/// The name of a mark on a light card.
struct Card {
    centre: Point,
    width: f64,
}

const CARD_HEIGHT: f64 = 22.0;

impl Card {
    /// A card beside the place: inside the plot, clear of the other cards,
    /// and away from the middle of the plot where it can be.
    fn beside((x, y): Point, name: &str, plot: &Plot, taken: &[Card]) -> Self {
        let width = text_width(name, LABEL_SIZE) + 14.0;
        let aside = if x < (plot.left + plot.right) / 2.0 {
            -1.0
        } else {
            1.0
        };
        let (dx, dy) = (aside * (width / 2.0 + 13.0), 24.0);
        let low = plot.left + width / 2.0 + 3.0;
        let high = (plot.right - width / 2.0 - 3.0).max(low);
        let near = x.clamp(low, high);
        let around = (1..12).flat_map(|step| {
            [y - f64::from(step) * dy, y + f64::from(step) * dy]
        });
        [(x + dx, y), (x - dx, y)]
            .into_iter()
            .chain(around.map(|y| (near, y)))
            .map(|centre| Self { centre, width })
            .find(|c| c.fits(plot) && !taken.iter().any(|t| t.meets(c)))
            .unwrap_or(Self {
                centre: (near, y),
                width,
            })
    }

    fn fits(&self, plot: &Plot) -> bool {
        let (x, y) = self.centre;
        let (w, h) = (self.width / 2.0 + 2.0, CARD_HEIGHT / 2.0 + 2.0);
        plot.holds((x - w, y - h)) && plot.holds((x + w, y + h))
    }

    fn meets(&self, other: &Self) -> bool {
        (self.centre.0 - other.centre.0).abs()
            < (self.width + other.width) / 2.0 + 4.0
            && (self.centre.1 - other.centre.1).abs() < CARD_HEIGHT + 4.0
    }
}
