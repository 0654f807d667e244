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
        let like = self.series.get(place).map(|series| series.place);
        if let (Some(last), Some(like)) = (self.series.last_mut(), like) {
            last.place = like;
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
        self.series.push(Series {
            name: name.into(),
            kind,
            x: x.to_vec(),
            y: y.to_vec(),
            place: self.series.len(),
        });
        self
    }

    /// The look of each series: colour and marker.
    fn looks(&self) -> Vec<usize> {
        let all = self.series.iter().enumerate();
        let own = all.filter(|(index, series)| series.place == *index);
        let (places, names): (Vec<_>, Vec<_>) = own
            .map(|(index, series)| (index, series.name.as_str()))
            .unzip();
        let looks = looks(names);
        let look = |series: &Series| {
            let index = places.iter().position(|p| *p == series.place);
            index.map_or(0, |index| looks[index])
        };
        self.series.iter().map(look).collect()
    }

    fn head(&self, page: Page) -> Head {
        let names = self.series.iter().map(|series| series.name.as_str());
        let names: Vec<_> = names.filter(|name| !name.is_empty()).collect();
        Head::new(page, &self.title, &names)
    }

    /// The axes, which all frames of an animation may share.
    pub(crate) fn plot(&self, page: Page) -> Plot {
        let all = |values: fn(&Series) -> &Vec<f64>| {
            self.series.iter().flat_map(values).copied()
        };
        let x = Axis::new(all(|series| &series.x), self.x_range, self.log_x);
        let y = Axis::new(all(|series| &series.y), self.y_range, self.log_y);
        let (top, labels) =
            (self.head(page).bottom, (&self.x_label, &self.y_label));
        Plot::new(page, (x, labels.0), (y, labels.1), top, 0.0)
    }

    /// Title, legend and series.
    pub(crate) fn draw(&self, canvas: &Canvas<impl Backend>) -> Result {
        let head = self.head(canvas.page);
        canvas.title(&head)?;
        let solid = self.series.iter().filter(|s| s.kind == Kind::Line);
        let marked = solid.count() > 1 && !self.unmarked;
        let looks = self.looks();
        let all: Vec<_> = self.series.iter().zip(looks.clone()).collect();
        let named = all.iter().filter(|(series, _)| !series.name.is_empty());
        for ((series, look), place) in named.zip(head.names) {
            series.sample(canvas, *look, place, marked)?;
            canvas.text(&series.name, place, HPos::Left, LABEL_SIZE, INK)?;
        }

        let plot = self.plot(canvas.page);
        let is_band = |series: &Series| series.kind == Kind::Band;
        for (band, look) in all.iter().filter(|(series, _)| is_band(series)) {
            let shape = plot.points(&band.x, &band.y);
            canvas.tint(&shape, colour(*look), BAND)?;
        }
        if let Some(regions) = &self.regions {
            let colours = looks.into_iter().map(colour);
            regions.draw(canvas, &plot, colours)?;
        }
        for (series, look) in all.iter().filter(|(s, _)| !is_band(s)) {
            series.draw(canvas, &plot, *look, marked)?;
        }
        Ok(())
    }
}

impl Series {
    /// What stands for it in the legend, to the left of a place.
    fn sample(
        &self,
        canvas: &Canvas<impl Backend>,
        look: usize,
        (x, y): Point,
        marked: bool,
    ) -> Result {
        let colour = colour(look);
        let [left, right] = [x - SAMPLE_WIDTH, x - 8.0];
        let middle = (x - SAMPLE_WIDTH / 2.0 - 4.0, y);
        let along = [(left, y), (right, y)];
        match self.kind {
            Kind::Points => canvas.marker(look, middle, 4.5, colour),
            Kind::Dashed => canvas.dashes(&along, colour, 2.5),
            Kind::Line if marked => {
                canvas.line(&along, colour, 2.5)?;
                canvas.marker(look, middle, 4.0, colour)
            }
            Kind::Line => canvas.line(&along, colour, 2.5),
            Kind::Band => {
                let corners = [
                    (left, y - 6.0),
                    (right, y - 6.0),
                    (right, y + 6.0),
                    (left, y + 6.0),
                ];
                canvas.tint(&corners, colour, BAND)
            }
        }
    }

    fn draw(
        &self,
        canvas: &Canvas<impl Backend>,
        plot: &Plot,
        look: usize,
        marked: bool,
    ) -> Result {
        let colour = colour(look);
        let points = plot.points(&self.x, &self.y);
        if self.kind == Kind::Points {
            let radius = if points.len() > 200 { 3.0 } else { 4.5 };
            for &place in &without_repeats(points) {
                canvas.marker(look, place, radius, colour)?;
            }
            return Ok(());
        }
        let page = canvas.page;
        let many = points.len() as f64 > page.width();
        let width = if many { 1.5 } else { 2.5 };
        for run in plot.runs(&self.x, &self.y) {
            let run = thinned(&run, page.width() as usize);
            match self.kind {
                Kind::Dashed => canvas.dashes(&run, colour, width)?,
                _ => canvas.line(&run, colour, width)?,
            }
        }
        if self.kind == Kind::Line && (marked || points.len() == 1) {
            // Lines that lie together carry their markers at other places.
            let apart = page.of(30.0, 18.0);
            let mut gap = if marked {
                apart + apart * look as f64
            } else {
                0.0
            };
            let mut last = points.first().copied().unwrap_or_default();
            for &place in &points {
                let passed = (place.0 - last.0).hypot(place.1 - last.1);
                if passed >= gap || points.len() == 1 {
                    canvas.marker(look, place, 6.5, CARD)?;
                    canvas.marker(look, place, 4.5, colour)?;
                    (last, gap) = (place, page.of(110.0, 90.0));
                }
            }
        }
        Ok(())
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
fn thinned(run: &[Point], columns: usize) -> Vec<Point> {
    if run.len() <= columns {
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
