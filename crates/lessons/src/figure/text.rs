//! A chart as text, for the terminal.

use textplots::{ColorPlot, LabelBuilder, LabelFormat, Shape as Drawn};

use super::Chart;
use super::axis::Axis;
use super::chart::{Kind, Series};

/// Rows of the drawing; a character holds 2 × 4 dots.
const ROWS: u32 = 15;

/// Room beside the drawing for the numbers of the y axis.
const NUMBERS: u16 = 10;

/// The colours of the series: readable on dark and light terminals, and each
/// nearest to another of the sixteen that every terminal has.
const COLOURS: [(u8, u8, u8); 4] =
    [(0, 150, 170), (213, 94, 0), (0, 170, 60), (200, 60, 200)];

/// The chart as lines of text no wider than `columns` (32 at least): in
/// Unicode's Braille dots, or in plain ASCII.
pub fn text(chart: &Chart, columns: u16, unicode: bool) -> String {
    let plot = chart.plot();
    let width = u32::from(columns.clamp(32, 80) - NUMBERS) * 2;
    let ((left, right), (low, high)) = (plot.x.ends(), plot.y.ends());
    let shapes: Vec<_> = chart
        .series
        .iter()
        .map(|series| (series, places(series, &plot.x, &plot.y)))
        .collect();
    let drawn: Vec<_> = shapes
        .iter()
        .map(|(series, places)| match series.kind {
            Kind::Points => Drawn::Points(places),
            Kind::Line | Kind::Dashed => Drawn::Lines(places),
        })
        .collect();
    let mut canvas = textplots::Chart::new_with_y_range(
        width,
        ROWS * 4,
        left as f32,
        right as f32,
        low as f32,
        high as f32,
    );
    let mut canvas = canvas
        .x_label_format(labels(&plot.x))
        .y_label_format(labels(&plot.y));
    for (shape, colour) in drawn.iter().zip(COLOURS.iter().cycle()) {
        canvas = canvas.linecolorplot(shape, (*colour).into());
    }
    canvas.figures();
    let mut drawing = canvas.to_string();
    if !unicode {
        drawing = drawing.chars().map(ascii).collect();
    }
    let title = &chart.title;
    let (x, y) = (&plot.x_label, &plot.y_label);
    format!("\n{title}\n{y}\n{drawing}{x}{}\n", legend(chart, unicode))
}

/// What the chart shows of a series, in the numbers of its axes.
fn places(series: &Series, x: &Axis, y: &Axis) -> Vec<(f32, f32)> {
    let within = |axis: &Axis, value: f64| {
        let fraction = axis.fraction(value)?;
        let (low, high) = axis.ends();
        (0.0..=1.0)
            .contains(&fraction)
            .then_some((low + fraction * (high - low)) as f32)
    };
    let pairs = series.x.iter().zip(&series.y);
    pairs
        .filter_map(|(u, v)| Some((within(x, *u)?, within(y, *v)?)))
        .collect()
}

fn labels(axis: &Axis) -> LabelFormat {
    let axis = axis.clone();
    LabelFormat::Custom(Box::new(move |value| axis.label(f64::from(value))))
}

/// The names of the series, each after a sample of its colour.
fn legend(chart: &Chart, unicode: bool) -> String {
    let series = chart.series.iter().zip(COLOURS.iter().cycle());
    let named = series.filter(|(series, _)| !series.name.is_empty());
    let names = named.map(|(series, (red, green, blue))| {
        let sample = match (series.kind, unicode) {
            (Kind::Points, true) => "⠢",
            (_, true) => "─",
            (Kind::Points, false) => ".",
            (_, false) => "-",
        };
        let sample = console::style(sample).true_color(*red, *green, *blue);
        format!("   {sample} {}", series.name)
    });
    names.collect()
}

/// A Braille character as one of ASCII: by which half its dots fill.
fn ascii(c: char) -> char {
    const UPPER: u32 = 0b0001_1011;
    const LOWER: u32 = 0b1110_0100;
    match u32::from(c).checked_sub(0x2800) {
        Some(0) => ' ',
        Some(dots @ 1..256) => match (dots & UPPER != 0, dots & LOWER != 0) {
            (true, true) => ':',
            (true, false) => '\'',
            _ => '.',
        },
        _ => c,
    }
}
