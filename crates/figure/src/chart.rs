//! Points and lines over two axes.

use plotters::style::text_anchor::HPos;

use crate::{axis::Axis, canvas::*, palette::*, plot::Plot, regions::Regions};

/// How much of its colour a band has.
const BAND: f64 = 0.2;

/// Points and lines over two named axes.
#[derive(Clone)]
pub struct Chart {
    pub(crate) title: String,
    x_label: String,
    y_label: String,
    x_range: Option<(f64, f64)>,
    y_range: Option<(f64, f64)>,
    log_x: bool,
    log_y: bool,
    pub(crate) series: Vec<Series>,
    regions: Option<Regions>,
    unmarked: bool,
}

#[derive(Clone)]
pub(crate) struct Series {
    pub name: String,
    pub kind: Kind,
    pub x: Vec<f64>,
    pub y: Vec<f64>,
    pub colour: RGBColor,
    /// The place among the series of its kind; decides the marker.
    shape: usize,
    /// Its place in the chart, or that of the series whose look it has.
    pub place: usize,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Points,
    Line,
    Dashed,
    Band,
}

impl Chart {
    /// An empty chart with a title and the names of its axes.
    pub fn new(
        title: impl Into<String>,
        x_label: impl Into<String>,
        y_label: impl Into<String>,
    ) -> Self {
        Self {
            title: title.into(),
            x_label: x_label.into(),
            y_label: y_label.into(),
            x_range: None,
            y_range: None,
            log_x: false,
            log_y: false,
            series: Vec::new(),
            regions: None,
            unmarked: false,
        }
    }

    /// Gives the axes other names.
    pub fn axes(mut self, [x_label, y_label]: [&str; 2]) -> Self {
        self.x_label = x_label.into();
        self.y_label = y_label.into();
        self
    }

    /// Adds a series of separate points. An empty name is left out of the
    /// legend.
    pub fn points(self, name: &str, x: &[f64], y: &[f64]) -> Self {
        self.series(name, Kind::Points, x, y)
    }

    /// Adds a solid line through the points.
    pub fn line(self, name: &str, x: &[f64], y: &[f64]) -> Self {
        self.series(name, Kind::Line, x, y)
    }

    /// Adds a dashed line, for the truth or another reference.
    pub fn dashed(self, name: &str, x: &[f64], y: &[f64]) -> Self {
        self.series(name, Kind::Dashed, x, y)
    }

    /// Adds a light band from `low` to `high`, in the colour of the series
    /// before it, which it lies under.
    pub fn band(
        self,
        name: &str,
        x: &[f64],
        low: &[f64],
        high: &[f64],
    ) -> Self {
        // Along one edge, and back along the other.
        let back = |along: &[f64], edge: &[f64]| {
            let back = edge.iter().rev();
            along.iter().chain(back).copied().collect::<Vec<_>>()
        };
        let before = self.series.len().saturating_sub(1);
        self.series(name, Kind::Band, &back(x, x), &back(low, high))
            .like(before)
    }

    /// Makes the y axis logarithmic; values of zero and below are left out.
    pub fn log_y(mut self) -> Self {
        self.log_y = true;
        self.y_label += " (log scale)";
        self
    }

    /// Makes the x axis logarithmic; values of zero and below are left out.
    pub fn log_x(mut self) -> Self {
        self.log_x = true;
        self.x_label += " (log scale)";
        self
    }

    /// Shows x from `low` to `high`, whatever the data.
    pub fn x_range(mut self, low: f64, high: f64) -> Self {
        self.x_range = Some((low, high));
        self
    }

    /// Shows y from `low` to `high`, whatever the data.
    pub fn y_range(mut self, low: f64, high: f64) -> Self {
        self.y_range = Some((low, high));
        self
    }

    /// Gives the series added last colour and marker of an earlier one, by its
    /// place from 0.
    pub fn like(mut self, place: usize) -> Self {
        let like = self.series.get(place);
        let like = like.map(|s| (s.colour, s.shape, s.place));
        if let (Some(last), Some(like)) = (self.series.last_mut(), like) {
            (last.colour, last.shape, last.place) = like;
        }
        self
    }

    /// Draws lines without markers, though they are several: where points lie
    /// on them.
    pub fn unmarked(mut self) -> Self {
        self.unmarked = true;
        self
    }

    /// Tints regions over the grid of all pairs of `x` and `y`, that of the
    /// first series where `inside[0]` is positive, and so on: its value at
    /// `x[i]` and `y[j]` is `inside[0][j * x.len() + i]`. A grid of another
    /// size, or with values that are not finite, shows none.
    pub fn regions(
        mut self,
        x: &[f64],
        y: &[f64],
        inside: &[Vec<f64>],
    ) -> Self {
        let (x, y, inside) = (x.to_vec(), y.to_vec(), inside.to_vec());
        self.regions = Some(Regions { x, y, inside });
        self
    }

    fn series(mut self, name: &str, kind: Kind, x: &[f64], y: &[f64]) -> Self {
        let shape = self.series.iter().filter(|s| s.kind == kind).count();
        self.series.push(Series {
            name: name.into(),
            kind,
            x: x.to_vec(),
            y: y.to_vec(),
            colour: series_colour(self.series.len()),
            shape,
            place: self.series.len(),
        });
        self
    }

    fn named(&self) -> impl Iterator<Item = &Series> {
        self.series.iter().filter(|series| !series.name.is_empty())
    }

    fn legend(&self) -> (Vec<Point>, f64) {
        let names: Vec<_> = self.named().map(|s| s.name.as_str()).collect();
        legend_places(&names)
    }

    /// The axes, which all frames of an animation may share.
    pub(crate) fn plot(&self) -> Plot {
        let all = |values: fn(&Series) -> &Vec<f64>| {
            self.series.iter().flat_map(values).copied()
        };
        let x = Axis::new(all(|series| &series.x), self.x_range, self.log_x);
        let y = Axis::new(all(|series| &series.y), self.y_range, self.log_y);
        Plot::new((x, &self.x_label), (y, &self.y_label), self.legend().1, 0.0)
    }

    /// Title, legend and series.
    pub(crate) fn draw(&self, canvas: &Canvas<impl Backend>) -> Result {
        canvas.title(&self.title)?;
        let solid = self.series.iter().filter(|s| s.kind == Kind::Line);
        let marked = solid.count() > 1 && !self.unmarked;
        for (series, (x, y)) in self.named().zip(self.legend().0) {
            let sample = [(x - SAMPLE_WIDTH, y), (x - 8.0, y)];
            let middle = (x - SAMPLE_WIDTH / 2.0 - 4.0, y);
            match series.kind {
                Kind::Points => {
                    series.marker(canvas, middle, 4.5)?;
                }
                Kind::Dashed => canvas.dashes(&sample, series.colour, 2.5)?,
                Kind::Line => canvas.line(&sample, series.colour, 2.5)?,
                Kind::Band => {
                    let [(left, y), (right, _)] = sample;
                    let corners = [
                        (left, y - 6.0),
                        (right, y - 6.0),
                        (right, y + 6.0),
                        (left, y + 6.0),
                    ];
                    canvas.tint(&corners, series.colour, BAND)?;
                }
            }
            if series.kind == Kind::Line && marked {
                series.marker(canvas, middle, 4.0)?;
            }
            canvas.text(&series.name, (x, y), HPos::Left, LABEL_SIZE, INK)?;
        }

        let plot = self.plot();
        let is_band = |series: &&Series| series.kind == Kind::Band;
        for band in self.series.iter().filter(is_band) {
            let shape = plot.points(&band.x, &band.y);
            canvas.tint(&shape, band.colour, BAND)?;
        }
        if let Some(regions) = &self.regions {
            let colours = self.series.iter().map(|series| series.colour);
            regions.draw(canvas, &plot, colours)?;
        }
        for series in self.series.iter().filter(|series| !is_band(series)) {
            series.draw(canvas, &plot, marked)?;
        }
        Ok(())
    }
}

impl Series {
    fn draw(
        &self,
        canvas: &Canvas<impl Backend>,
        plot: &Plot,
        marked: bool,
    ) -> Result {
        let points = plot.points(&self.x, &self.y);
        if self.kind == Kind::Points {
            let radius = if points.len() > 200 { 3.0 } else { 4.5 };
            for &place in &without_repeats(points) {
                self.marker(canvas, place, radius)?;
            }
            return Ok(());
        }
        let width = if points.len() > WIDTH as usize {
            1.5
        } else {
            2.5
        };
        for run in plot.runs(&self.x, &self.y) {
            let run = thinned(&run);
            match self.kind {
                Kind::Dashed => canvas.dashes(&run, self.colour, width)?,
                _ => canvas.line(&run, self.colour, width)?,
            }
        }
        if self.kind == Kind::Line && (marked || points.len() == 1) {
            // Lines that lie together carry their markers at other places.
            let mut gap = if marked {
                30.0 + 30.0 * self.shape as f64
            } else {
                0.0
            };
            let mut last = points.first().copied().unwrap_or_default();
            for &place in &points {
                let passed = (place.0 - last.0).hypot(place.1 - last.1);
                if passed >= gap || points.len() == 1 {
                    canvas.marker(self.shape, place, 6.5, CARD)?;
                    self.marker(canvas, place, 4.5)?;
                    (last, gap) = (place, 110.0);
                }
            }
        }
        Ok(())
    }

    fn marker(
        &self,
        canvas: &Canvas<impl Backend>,
        place: Point,
        radius: f64,
    ) -> Result {
        canvas.marker(self.shape, place, radius, self.colour)
    }
}

/// The points, but only one of those that fall on the same pixel.
fn without_repeats(mut points: Vec<Point>) -> Vec<Point> {
    let mut seen = std::collections::HashSet::new();
    points.retain(|(x, y)| seen.insert((x.round() as i32, y.round() as i32)));
    points
}

/// The lowest and the highest point of each column of pixels: a line through
/// them looks the same as a line through all points.
fn thinned(run: &[Point]) -> Vec<Point> {
    if run.len() <= WIDTH as usize {
        return run.to_vec();
    }
    let mut kept = vec![run[0]];
    for column in run.chunk_by(|a, b| a.0.round() == b.0.round()) {
        let by_height =
            |a: &(usize, &Point), b: &(usize, &Point)| a.1.1.total_cmp(&b.1.1);
        let low = column.iter().enumerate().min_by(by_height);
        let high = column.iter().enumerate().max_by(by_height);
        if let (Some((i, &low)), Some((j, &high))) = (low, high) {
            kept.extend(if i < j { [low, high] } else { [high, low] });
        }
    }
    kept.extend(run.last());
    kept.dedup();
    kept
}
