//! A chart as text, for the terminal.

use textplots::{ColorPlot, LabelBuilder, LabelFormat, Shape};

use crate::{
    axis::Axis,
    canvas::Page,
    chart::{Chart, Kind, Series},
    palette::TERMINAL,
    plot::Plot,
};

/// Rows of the drawing; a character holds 2 × 4 dots.
const ROWS: u32 = 15;

/// Room beside the drawing for the numbers of the y axis, at least.
const NUMBERS: usize = 10;

/// What stands for the series where there are neither dots nor colours.
const MARKS: [char; 7] = ['*', 'o', '+', 'x', '#', '=', '%'];

/// The chart as lines of text no wider than `columns` (32 at least): in
/// Unicode's Braille dots, or in plain ASCII.
pub fn text(chart: &Chart, columns: u16, unicode: bool) -> String {
    let plot = chart.plot(Page::Wide);
    let (low, high) = plot.y.ends();
    let longest = [low, high].map(|end| plot.y.label(end).chars().count());
    let numbers = NUMBERS.max(2 + longest[0].max(longest[1]));
    // A drawing needs 32 dots, 16 columns.
    let columns = usize::from(columns.clamp(32, 80));
    let width = (columns.saturating_sub(numbers)).max(16) as u32 * 2;
    let all: Vec<_> = shown(chart)
        .map(|series| (series, TERMINAL[series.place % TERMINAL.len()]))
        .collect();
    let mut drawing = draw(&plot, width, &all);
    if !unicode {
        drawing = drawing
            .chars()
            .map(|c| if dots(c) { ' ' } else { c })
            .collect();
        for one in all.chunks(1) {
            let mark = MARKS[one[0].0.place % MARKS.len()];
            let over = draw(&plot, width, one);
            drawing = drawing
                .chars()
                .zip(over.chars())
                .map(
                    |(c, over)| {
                        if dots(over) && over != BLANK { mark } else { c }
                    },
                )
                .collect();
        }
        let lines: Vec<_> = drawing.lines().map(str::trim_end).collect();
        drawing = lines.join("\n") + "\n";
    }
    let title = &chart.title;
    let (x, y) = (&plot.x_label, &plot.y_label);
    format!("\n{title}\n{y}\n{drawing}{}\n", legend(chart, x, unicode))
}

/// The series that dots can show: a band has none.
fn shown(chart: &Chart) -> impl Iterator<Item = &Series> {
    chart
        .series
        .iter()
        .filter(|series| series.kind != Kind::Band)
}

/// Some series of a chart in Braille, with the numbers of the axes.
fn draw(plot: &Plot, width: u32, series: &[(&Series, (u8, u8, u8))]) -> String {
    let places: Vec<_> = series
        .iter()
        .map(|(s, _)| places(s, &plot.x, &plot.y))
        .collect();
    let shapes: Vec<_> = places
        .iter()
        .zip(series)
        .map(|(places, (series, colour))| match series.kind {
            Kind::Points => (Shape::Points(places), *colour),
            _ => (Shape::Lines(places), *colour),
        })
        .collect();
    let mut canvas =
        textplots::Chart::new_with_y_range(width, ROWS * 4, 0.0, 1.0, 0.0, 1.0);
    let mut canvas = canvas
        .x_label_format(labels(&plot.x))
        .y_label_format(labels(&plot.y));
    for (shape, colour) in &shapes {
        canvas = canvas.linecolorplot(shape, (*colour).into());
    }
    canvas.figures();
    canvas.to_string()
}

/// The Braille character without dots.
const BLANK: char = '\u{2800}';

/// Whether this is a Braille character.
fn dots(c: char) -> bool {
    (BLANK..='\u{28FF}').contains(&c)
}

/// What the chart shows of a series, from 0 to 1 along its axes: float32 could
/// not tell large numbers apart.
fn places(series: &Series, x: &Axis, y: &Axis) -> Vec<(f32, f32)> {
    let within = |axis: &Axis, value: f64| {
        let fraction = axis.fraction(value)?;
        (0.0..=1.0).contains(&fraction).then_some(fraction as f32)
    };
    let pairs = series.x.iter().zip(&series.y);
    pairs
        .filter_map(|(u, v)| Some((within(x, *u)?, within(y, *v)?)))
        .collect()
}

fn labels(axis: &Axis) -> LabelFormat {
    let axis = axis.clone();
    LabelFormat::Custom(Box::new(move |fraction| {
        let (low, high) = axis.ends();
        axis.label(low + f64::from(fraction) * (high - low))
    }))
}

/// The name of the x axis and those of the series, each after a sample of it,
/// in lines of at most 80 columns.
fn legend(chart: &Chart, x_label: &str, unicode: bool) -> String {
    let named = shown(chart).filter(|series| !series.name.is_empty());
    let (mut text, mut width) = (x_label.to_owned(), x_label.chars().count());
    for series in named {
        let (red, green, blue) = TERMINAL[series.place % TERMINAL.len()];
        let sample = match series.kind {
            _ if !unicode => MARKS[series.place % MARKS.len()],
            Kind::Points => '⠢',
            _ => '─',
        };
        let sample = console::style(sample).true_color(red, green, blue);
        let entry = 5 + series.name.chars().count();
        if width + entry > 80 {
            text.push('\n');
            width = 0;
        }
        text += &format!("   {sample} {}", series.name);
        width += entry;
    }
    text
}
