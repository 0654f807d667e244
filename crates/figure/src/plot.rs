//! The plot between two axes: from values to places on the sheet.

use plotters::style::text_anchor::HPos;

use crate::{axis::Axis, canvas::*, palette::*};

/// Two axes and the rectangle between them.
#[derive(Clone, PartialEq)]
pub(crate) struct Plot {
    page: Page,
    pub x: Axis,
    pub y: Axis,
    pub x_label: String,
    pub y_label: String,
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// The room between the y axis and its numbers.
const TICK_ROOM: f64 = 9.0;
/// The room below the plot, for the numbers and the name of the x axis.
const BELOW: f64 = 60.0;

/// About how many ticks the axes have.
fn ticks(page: Page) -> (f64, f64) {
    (page.of(8.0, 5.0), page.of(7.0, 6.0))
}

impl Plot {
    /// The plot on a page below `top`, with some room at its right.
    pub fn new(
        page: Page,
        (x, x_label): (Axis, &str),
        (y, y_label): (Axis, &str),
        top: f64,
        right: f64,
    ) -> Self {
        let widest = |ticks: Vec<(f64, String)>| {
            let widths =
                ticks.iter().map(|(_, label)| text_width(label, SMALL_SIZE));
            widths.fold(28.0, f64::max)
        };
        let (across, up) = ticks(page);
        let beyond = widest(x.ticks(across)) / 2.0 + 4.0;
        let beside = widest(y.ticks(up));
        // The name of the y axis stands beside it, or on a narrow page above.
        let (name, above) = (page.of(18.0, 0.0), page.of(12.0, 36.0));
        let (margin, top) = (page.margin(), top + above);
        Self {
            page,
            x,
            y,
            x_label: x_label.into(),
            y_label: y_label.into(),
            left: margin + name + beside + TICK_ROOM,
            top,
            right: page.width() - beyond.max(margin + right),
            bottom: page.of(f64::from(HEIGHT) - BELOW, top + 250.0),
        }
    }

    /// The same with a unit as long across as up, as far as there is room.
    pub fn with_equal_units(mut self) -> Self {
        let places = (self.at(0.0, 0.0), self.at(1.0, 1.0));
        if let (Some(zero), Some(one)) = places {
            let (across, up) = (one.0 - zero.0, zero.1 - one.1);
            let (width, height) =
                (self.right - self.left, self.bottom - self.top);
            self.right = self.left + width * (up / across).min(1.0);
            let height = height * (across / up).min(1.0);
            match self.page {
                Page::Wide => self.top = self.bottom - height,
                Page::Narrow => self.bottom = self.top + height,
            }
        }
        self
    }

    /// The height of a sheet that holds the plot and what is below it.
    pub fn height(&self) -> u32 {
        (self.bottom + BELOW - self.page.of(0.0, 8.0)).ceil() as u32
    }

    /// Where two values meet, even beyond the plot; none if not finite.
    pub fn at(&self, x: f64, y: f64) -> Option<Point> {
        let (x, y) = (self.x.fraction(x)?, self.y.fraction(y)?);
        Some((
            self.left + x * (self.right - self.left),
            self.bottom - y * (self.bottom - self.top),
        ))
    }

    /// Whether a place is inside the plot or on its border.
    pub fn holds(&self, (x, y): Point) -> bool {
        (self.left - 0.01..=self.right + 0.01).contains(&x)
            && (self.top - 0.01..=self.bottom + 0.01).contains(&y)
    }

    /// The places of all pairs of values that the plot can show.
    pub fn points(&self, x: &[f64], y: &[f64]) -> Vec<Point> {
        x.iter()
            .zip(y)
            .filter_map(|(&x, &y)| self.at(x, y))
            .filter(|&place| self.holds(place))
            .collect()
    }

    /// The line through all pairs of values, cut at the border of the plot
    /// and where a value is missing.
    pub fn runs(&self, x: &[f64], y: &[f64]) -> Vec<Vec<Point>> {
        let mut runs: Vec<Vec<Point>> = Vec::new();
        let mut last = None;
        for (&x, &y) in x.iter().zip(y) {
            let here = self.at(x, y);
            if let (Some(a), Some(b)) = (last, here)
                && let Some((a, b)) = self.cut(a, b)
            {
                match runs.last_mut() {
                    Some(run) if run.last() == Some(&a) => run.push(b),
                    _ => runs.push(vec![a, b]),
                }
            }
            last = here;
        }
        runs
    }

    /// The part of a segment inside the plot (Liang and Barsky's way).
    fn cut(&self, a: Point, b: Point) -> Option<(Point, Point)> {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        // Of a segment so long, rounding leaves no pixel where it belongs.
        if dx.abs().max(dy.abs()) > 1e13 {
            return None;
        }
        let (mut enter, mut leave) = (0f64, 1f64);
        for (change, room) in [
            (-dx, a.0 - self.left),
            (dx, self.right - a.0),
            (-dy, a.1 - self.top),
            (dy, self.bottom - a.1),
        ] {
            if change < 0.0 {
                enter = enter.max(room / change);
            } else if change > 0.0 {
                leave = leave.min(room / change);
            } else if room < 0.0 {
                return None;
            }
        }
        let along = |t: f64| (a.0 + t * dx, a.1 + t * dy);
        let start = if enter > 0.0 { along(enter) } else { a };
        let end = if leave < 1.0 { along(leave) } else { b };
        (enter <= leave).then_some((start, end))
    }

    /// The ticks of the x axis: fewer if their labels would touch.
    fn x_ticks(&self) -> Vec<(f64, String)> {
        let (count, _) = ticks(self.page);
        let ticks = self.x.ticks(count);
        let widths = ticks
            .iter()
            .map(|(_, label)| text_width(label, SMALL_SIZE) + 12.0);
        if widths.sum::<f64>() < self.right - self.left {
            ticks
        } else {
            self.x.ticks(count / 2.0)
        }
    }

    /// The axes with their ticks and names, and the grid if wanted.
    pub fn draw(&self, canvas: &Canvas<impl Backend>, grid: bool) -> Result {
        let (left, right) = (self.left, self.right);
        let (top, bottom) = (self.top, self.bottom);
        for (x, label) in self.x_ticks() {
            let x = left + x * (right - left);
            if grid {
                canvas.line(&[(x, top), (x, bottom)], GRID, 1.0)?;
            }
            canvas.line(&[(x, bottom), (x, bottom + 4.0)], INK, 1.0)?;
            let place = (x, bottom + 15.0);
            canvas.text(&label, place, HPos::Center, SMALL_SIZE, INK)?;
        }
        for (y, label) in self.y.ticks(ticks(self.page).1) {
            let y = bottom - y * (bottom - top);
            if grid {
                canvas.line(&[(left, y), (right, y)], GRID, 1.0)?;
            }
            canvas.line(&[(left - 4.0, y), (left, y)], INK, 1.0)?;
            let place = (left - TICK_ROOM, y);
            canvas.text(&label, place, HPos::Right, SMALL_SIZE, INK)?;
        }
        let axes = [(left, top), (left, bottom), (right, bottom)];
        canvas.line(&axes, INK, 1.0)?;

        let (page, margin) = (self.page, self.page.margin());
        let (name, y) = (&self.x_label, bottom + page.of(41.0, 38.0));
        let room = page.of(right - left, page.width() - 2.0 * margin);
        let size = fitting_size(name, LABEL_SIZE + 1.0, room);
        // On a narrow page a name may be wider than the plot.
        let half = text_width(name, size) / 2.0;
        let low = page.of(f64::NEG_INFINITY, margin + half);
        let high = page.of(f64::INFINITY, page.width() - margin - half);
        let x = ((left + right) / 2.0).min(high).max(low);
        canvas.text(name, (x, y), HPos::Center, size, INK)?;
        let name = &self.y_label;
        if page == Page::Narrow {
            let (place, size) = ((margin, top - 17.0), LABEL_SIZE);
            return canvas.text(name, place, HPos::Left, size, INK);
        }
        let size = fitting_size(name, LABEL_SIZE + 1.0, bottom - top);
        let place = (margin + 4.0, (top + bottom) / 2.0);
        canvas.upward_text(name, place, size)
    }
}
