//! Figures for a phone: whole, and with letters as large.

use roxmltree::{Document, Node};

use super::{bowl, graph, number, texts, two_points};
use crate::{canvas::text_width, *};

/// Figures of every kind, with the names, titles and labels that trouble most.
fn figures() -> [(&'static str, Figure); 8] {
    let names: Vec<_> = (0..10).map(|i| i.to_string()).collect();
    let long = ["Adelie", "Chinstrap", "Gentoo"].map(String::from);
    let counts: Vec<usize> = (0..100).map(|i| i * 7 % 190).collect();
    let digit: Vec<f64> = (0..64).map(|i| f64::from(i % 17)).collect();
    let tile = |gallery: Gallery, i: usize| {
        gallery.tile(format!("a 3, named {i}: 0.9987"), 8, &digit)
    };
    let gallery = Gallery::new("Small pictures, and what they are", 8);
    let gallery = (0..12).fold(gallery, tile);
    let x: Vec<f64> = (1..60).map(f64::from).collect();
    let steep: Vec<f64> = x.iter().map(|x| (0.7 * x).exp()).collect();
    let optimisers = ["sgd", "momentum", "nesterov", "adagrad", "rmsprop"];
    let lines = Chart::new(
        "A title so long that it needs a second line on a phone",
        "an axis with a name of some length",
        "loss above its lowest",
    )
    .log_y()
    .log_x();
    let lines = optimisers.iter().fold(lines, |c, n| c.line(n, &x, &steep));
    let matrix = |names: &[String], counts: &[usize]| {
        Matrix::new("A table", "what it is", "what it was named", names, counts)
    };
    [
        ("points", two_points().into()),
        ("lines", lines.into()),
        ("bowl", bowl(4).into()),
        ("equal units", bowl(4).equal_units().into()),
        ("graph", graph().into()),
        ("gallery", gallery.into()),
        ("ten classes", matrix(&names, &counts).into()),
        ("three classes", matrix(&long, &counts[..9]).into()),
    ]
}

/// The left and the right end of a text that is not turned, in pixels.
fn ends(text: &Node) -> (f64, f64) {
    let size = number(*text, "font-size") / 10.0;
    // The document counts in the library's size, which `text_width` makes of
    // the size of the letters.
    let width = text_width(text.text().unwrap_or_default().trim(), size);
    let x = number(*text, "x") / 10.0;
    let before = match text.attribute("text-anchor") {
        Some("end") => width,
        Some("middle") => width / 2.0,
        _ => 0.0,
    };
    (x - before, x - before + width)
}

#[test]
fn nothing_is_cut_and_all_is_readable() {
    for (name, figure) in figures() {
        let text = narrow_svg(&figure).expect("the figure is drawn");
        let document = Document::parse(&text).expect("the SVG is XML");
        let root = document.root_element();
        let side = |name| number(root, name);
        let (width, height) = (side("width"), side("height"));
        assert_eq!(width, f64::from(NARROW_WIDTH), "{name}");
        let words = document.descendants().filter(|n| n.has_tag_name("text"));
        for node in words {
            let text = node.text().unwrap_or_default().trim();
            let (left, right) = ends(&node);
            let turned = node.attribute("transform").is_some();
            assert!(!turned, "{name}: {text} reads upwards");
            let within = left >= 0.0 && right <= width;
            assert!(within, "{name}: {text} from {left:.0} to {right:.0}");
            let y = number(node, "y") / 10.0;
            assert!(y > 6.0 && y < height - 6.0, "{name}: {text} at {y}");
            assert!(number(node, "font-size") >= 130.0, "{name}: {text}");
        }
    }
}

/// The narrow figure says what the wide one says: every name, and every count.
/// Only ticks are fewer, and a title may have lines.
#[test]
fn a_narrow_figure_says_what_the_wide_one_says() {
    for (name, figure) in figures() {
        let [wide, narrow] = [svg(&figure), narrow_svg(&figure)].map(|svg| {
            let text = svg.expect("the figure is drawn");
            let document = Document::parse(&text).expect("the SVG is XML");
            texts(&document)
        });
        let title = figure.title().to_owned();
        assert!(narrow.join(" ").contains(&title), "{name}: {title}");
        let is_name = |text: &&String| {
            !text.starts_with(['−', '1', '2', '3', '4', '5', '6', '0'])
        };
        for text in wide.iter().filter(is_name) {
            let said = narrow.contains(text) || *text == title;
            assert!(said, "{name}: {text} is missing in {narrow:?}");
        }
    }
}

/// A plot keeps room on a phone, however many names stand above it.
#[test]
fn a_plot_keeps_its_room() {
    let mut chart = Chart::new("Many", "x", "y");
    for index in 0..30 {
        chart =
            chart.line(&format!("series {index}"), &[0.0, 1.0], &[1e5, 2e5]);
    }
    let plot = chart.plot(canvas::Page::Narrow);
    assert!(plot.bottom - plot.top >= 250.0);
    assert!(plot.right - plot.left >= 230.0);
}

/// Where a computation goes to the right on a wide page, it goes down on a
/// phone.
#[test]
fn a_graph_goes_down() {
    let place = |svg: Result<String>, name: &str| {
        let text = svg.expect("the figure is drawn");
        let document = Document::parse(&text).expect("the SVG is XML");
        let node = document
            .descendants()
            .filter(|n| n.has_tag_name("text"))
            .find(|n| n.text().is_some_and(|t| t.trim() == name))
            .expect("the box is there");
        (number(node, "x"), number(node, "y"))
    };
    let figure = graph().into();
    let [a, x, ax] = ["a", "x", "a·x"].map(|n| place(svg(&figure), n));
    assert!(a.0 < ax.0 && x.0 < ax.0 && a.1 < x.1);
    let [a, x, ax] = ["a", "x", "a·x"].map(|n| place(narrow_svg(&figure), n));
    assert!(a.1 < ax.1 && x.1 < ax.1 && a.0 < x.0);
}

/// The corners of the marks in a figure, by their count: a star has ten, a
/// diamond four, a cross twelve.
fn corners(figure: &Figure) -> Vec<usize> {
    let text = svg(figure).expect("the figure is drawn");
    let document = Document::parse(&text).expect("the SVG is XML");
    let ink = palette::hex(palette::CARD_INK);
    document
        .descendants()
        .filter(|n| n.has_tag_name("polygon"))
        .filter(|n| n.attribute("fill") == Some(&ink))
        .filter_map(|n| n.attribute("points"))
        .map(|points| points.split_whitespace().count())
        .collect()
}

/// A minimum is a star in every figure, wherever it stands among the marks.
#[test]
fn a_mark_looks_like_what_it_is() {
    let all = bowl(4)
        .mark("start", 0.5, 0.5)
        .mark("saddle point", 0.1, 0.8);
    assert_eq!(corners(&all.into()), [10, 4, 12]);
    assert_eq!(corners(&bowl(4).mark("a guess", 0.5, 0.0).into()), [10, 4]);
}
