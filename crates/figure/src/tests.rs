//! Figures as documents: what stands in them, and where.

use roxmltree::Document;

use super::{palette::RGBColor, *};

mod animation;
mod axis;
mod colours;
mod narrow;
mod number;
mod xml;

/// A chart with two known points on fixed axes.
fn two_points() -> Chart {
    Chart::new("Title <&> more", "the x", "the y")
        .points("seen", &[1.0, 3.0], &[20.0, 40.0])
        .dashed("truth", &[0.0, 4.0], &[10.0, 50.0])
        .x_range(0.0, 4.0)
        .y_range(0.0, 60.0)
}

fn bowl(paths: usize) -> Bowl {
    let grid: Vec<f64> = (0..21).map(|i| f64::from(i) / 10.0 - 1.0).collect();
    let z: Vec<f64> = grid
        .iter()
        .flat_map(|y| grid.iter().map(move |x| x * x + 3.0 * y * y))
        .collect();
    let walk = [0.9, 0.5, 0.2, 0.1];
    Bowl::new("A bowl", "a", "b", &grid, &grid, &z)
        .mark("minimum", 0.0, 0.0)
        .path("plain", &walk[..paths], &walk[..paths])
}

fn graph() -> Graph {
    Graph::new("A graph")
        .node("a", 0, 0, &["a", "value 2"])
        .node("x", 0, 1, &["x", "value 3"])
        .node("ax", 1, 0, &["a·x", "value 6"])
        .edge("a", "ax")
        .edge("x", "ax")
        .edge("x", "nowhere")
}

fn drawn(figure: impl Into<Figure>) -> String {
    svg(&figure.into()).expect("the figure is drawn")
}

fn texts(document: &Document) -> Vec<String> {
    document
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .filter_map(|node| node.text())
        .map(|text| text.trim().to_owned())
        .collect()
}

fn number(node: roxmltree::Node, name: &str) -> f64 {
    let text = node.attribute(name).expect("the attribute is there");
    text.parse().expect("the attribute is a number")
}

/// Every kind of figure is well-formed XML of the right size, says what it is
/// to a screen reader, and holds its names as text.
#[test]
fn svg_documents_hold_their_names() {
    let cases: [(Figure, &[&str]); 3] = [
        (
            two_points().into(),
            &["Title <&> more", "the x", "the y", "seen", "truth", "20"],
        ),
        (
            bowl(4).into(),
            &["A bowl", "a", "b", "minimum", "plain", "loss", "4"],
        ),
        (graph().into(), &["A graph", "a·x", "value 6"]),
    ];
    for (figure, names) in cases {
        let text = drawn(figure);
        let document = Document::parse(&text).expect("the SVG is XML");
        let root = document.root_element();
        assert_eq!(root.attribute("width"), Some("720"));
        assert_eq!(root.attribute("role"), Some("img"));
        let title = root.first_element_child().expect("a first element");
        assert!(title.has_tag_name("title"));
        assert_eq!(title.text(), Some(names[0]));
        let texts = texts(&document);
        for name in names {
            assert!(texts.iter().any(|text| text == name), "no text {name}");
        }
    }
}

/// No text is smaller than 13 pixels, and none starts outside the page.
#[test]
fn texts_are_large_enough_and_on_the_page() {
    for figure in [two_points().into(), bowl(4).into(), graph().into()] {
        let figure: Figure = figure;
        let text = drawn(figure);
        let document = Document::parse(&text).expect("the SVG is XML");
        for node in document.descendants() {
            if node.has_tag_name("text") {
                assert!(number(node, "font-size") >= 130.0);
                assert!((0.0..7200.0).contains(&number(node, "x")));
            }
        }
    }
}

/// The centre of a point lies where two labelled ticks of each axis put it.
#[test]
fn a_point_lands_where_the_ticks_say() {
    let text = drawn(two_points());
    let document = Document::parse(&text).expect("the SVG is XML");
    let tick = |label: &str, anchor: &str, coordinate: &str| {
        let found = document.descendants().find(|node| {
            node.text().is_some_and(|text| text.trim() == label)
                && node.attribute("text-anchor") == Some(anchor)
        });
        number(found.expect("the tick is there"), coordinate)
    };
    let (x1, x3) = (tick("1.0", "middle", "x"), tick("3.0", "middle", "x"));
    let (y20, y40) = (tick("20", "end", "y"), tick("40", "end", "y"));
    let points: Vec<_> = document
        .descendants()
        .filter(|node| node.has_tag_name("circle"))
        .map(|node| (number(node, "cx"), number(node, "cy")))
        .collect();
    // The first circle is the sample in the legend.
    assert_eq!(points[1..], [(x1, y20), (x3, y40)]);
}

/// A band has the colour of its line, lets all else shine through, and lies
/// below it; in the terminal there is none.
#[test]
fn a_band_lies_under_its_line() {
    let x = [0.0, 1.0, 2.0];
    let chart = Chart::new("A line", "x", "y")
        .points("seen", &x, &[1.0, 2.0, 4.0])
        .line("truth", &x, &[1.0, 2.5, 4.0])
        .band("room", &x, &[0.0, 2.0, 3.0], &[2.0, 3.0, 5.0]);
    let document = drawn(chart.clone());
    let document = Document::parse(&document).expect("well-formed XML");
    let all: Vec<_> = document.descendants().collect();
    let band =
        |node: &roxmltree::Node| node.attribute("opacity") == Some("0.2");
    let places = |node: &roxmltree::Node| {
        node.attribute("points")
            .map(|points| points.split_whitespace().count())
    };
    let bands: Vec<_> = all.iter().filter(|node| band(node)).collect();
    // A sample in the legend, and three places there and back.
    let corners: Vec<_> =
        bands.iter().filter_map(|node| places(node)).collect();
    assert_eq!(corners, [4, 6]);
    let line = all.iter().rposition(|node| {
        node.attribute("stroke") == bands[1].attribute("fill")
    });
    let last = all.iter().rposition(band);
    assert!(last < line, "{last:?} {line:?}");
    assert!(texts(&document).contains(&"room".into()));
    assert!(!text(&chart, 80, true).contains("room"));
}

/// Figures are the same from run to run, to the byte.
#[test]
fn drawing_twice_gives_the_same_bytes() {
    assert_eq!(drawn(bowl(4)), drawn(bowl(4)));
    let frames = || (1..=4).map(|n| bowl(n).into());
    let film = || gif(100, frames(), |_| ()).expect("the film is drawn");
    assert_eq!(film(), film());
}

/// Thousands of points stay a small document, and no extreme is lost.
#[test]
fn long_series_are_thinned() {
    let x: Vec<f64> = (0..50_000).map(f64::from).collect();
    let mut y: Vec<f64> = x.iter().map(|x| (x * 0.7).sin()).collect();
    y[31_416] = 9.0;
    let chart = Chart::new("long", "x", "y").line("", &x, &y);
    let chart = chart.y_range(-1.0, 9.0);
    let top = chart.plot(canvas::Page::Wide).top;
    let text = drawn(chart);
    assert!(text.len() < 60_000, "{} bytes", text.len());
    let peak = format!(",{:.0} ", 10.0 * top);
    assert!(text.contains(&peak), "the peak at {peak} is missing");
}

/// A line is cut at the border of a fixed range, not drawn beyond it.
#[test]
fn lines_stay_inside_the_plot() {
    let plot = Chart::new("", "", "")
        .x_range(0.0, 1.0)
        .y_range(0.0, 1.0)
        .plot(canvas::Page::Wide);
    let runs = plot.runs(&[-1.0, 0.5, 2.0], &[-9.0, 0.5, 0.5]);
    assert_eq!(runs.len(), 1);
    assert!(runs[0].iter().all(|&place| plot.holds(place)));
    assert!((runs[0][0].1 - plot.bottom).abs() < 1e-9);
    let gap = plot.runs(&[0.1, 0.2, 0.3, 0.4], &[0.1, f64::NAN, 0.3, 0.4]);
    assert_eq!(gap.len(), 1, "a missing value leaves a gap");
}

/// Nothing, one point, equal values and values that are not finite all give
/// a figure, as SVG and as a frame.
#[test]
fn degenerate_data_is_drawn() {
    let bad = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, 0.0, 1e300];
    let lists: [&[f64]; 6] =
        [&[], &[2.0], &[3.0, 3.0], &[0.0], &[1e-300], &bad];
    for list in lists {
        let chart = Chart::new("", "", "")
            .points("p", list, list)
            .line("l", list, list)
            .line("m", list, &[])
            .dashed("", list, list);
        let ranged = chart.clone().x_range(1.0, 1.0).y_range(f64::NAN, 2.0);
        let bowl = Bowl::new("", "", "", list, list, list)
            .mark("m", f64::NAN, 0.0)
            .mark("n", 2.0, 2.0)
            .path("p", list, list);
        let square: Vec<f64> =
            list.iter().flat_map(|_| list).copied().collect();
        let full = Bowl::new("", "", "", list, list, &square);
        let steps: Vec<f64> = (0..list.len()).map(|i| i as f64).collect();
        let even = Bowl::new("", "", "", &steps, &steps, &square);
        let figures: [Figure; 7] = [
            chart.clone().into(),
            chart.log_x().log_y().into(),
            ranged.into(),
            bowl.into(),
            full.into(),
            even.into(),
            Graph::new("").node("n", 0, 0, &[]).edge("n", "n").into(),
        ];
        for figure in &figures {
            let text = svg(figure).expect("an SVG");
            Document::parse(&text).expect("the SVG is XML");
            assert!(!text.contains("NaN") && !text.contains("inf"));
        }
        gif(100, figures, |_| ()).expect("a GIF");
    }
}

/// Far more than fits on the page is still drawn.
#[test]
fn crowded_figures_are_drawn() {
    let mut chart = two_points();
    let mut crowded = bowl(4);
    let mut boxes = graph();
    for index in 0..120_usize {
        let name = format!("series with a long name {index}");
        chart = chart.line(&name, &[0.0, 1.0, 2.0], &[1.0, 2.0, 3.0]);
        crowded = crowded.path(&name, &[0.1, 0.2], &[0.3, 0.4]);
        crowded = crowded.mark(&name, 0.5, 0.5);
        boxes = boxes.node(&name, index, index, &[&name, "value"]);
        boxes = boxes.edge("a", &name);
    }
    for figure in [chart.into(), crowded.into(), boxes.into()] {
        let figure: Figure = figure;
        svg(&figure).expect("an SVG");
        gif(100, [figure], |_| ()).expect("a GIF");
    }
}

/// Columns that lie far from 0 are spread out, and their labels differ.
#[test]
fn far_from_zero_the_spread_counts() {
    let steps: Vec<f64> = (0..50).map(f64::from).collect();
    for (first, step) in [
        (1e9, 1.0),
        (1.6e9, 60.0),
        (1e8, 0.4),
        (-1e6, 1e-3),
        (1e13, 3.0),
    ] {
        let x: Vec<f64> = steps.iter().map(|i| first + step * i).collect();
        let chart = Chart::new("far", "x", "y").points("", &x, &steps);
        let plot = chart.plot(canvas::Page::Wide);
        let (low, high) = plot.x.ends();
        let span = 49.0 * step;
        // 5 % at each end.
        assert!(low >= first - 0.06 * span, "{low}");
        assert!(high <= first + 1.06 * span, "{high}");
        let mut labels: Vec<_> =
            plot.x.ticks(8.0).into_iter().map(|tick| tick.1).collect();
        assert!(labels.len() >= 4, "{labels:?}");
        let count = labels.len();
        labels.dedup();
        assert_eq!(labels.len(), count, "{labels:?}");
        assert_ne!(plot.x.label(low), plot.x.label(high));
        // In the terminal the line rises from corner to corner.
        let drawn = text(&chart, 60, false);
        let stars = drawn.lines().filter_map(|line| line.find('*'));
        let stars: Vec<_> = stars.collect();
        assert!(stars.len() > 10, "{drawn}");
        assert!(stars.is_sorted_by(|a, b| a > b), "{drawn}");
    }
}

/// Tick labels are short, have no sign before zero, and differ.
#[test]
fn tick_labels_are_short() {
    for (low, high) in [
        (-0.3, 0.3),
        (-5.0, 7.0),
        (0.0, 1e7),
        (-2e-5, 1e-5),
        (1.0, 1.00001),
    ] {
        let chart = Chart::new("", "", "").x_range(low, high);
        let text = drawn(chart.y_range(0.0, 1.0));
        let document = Document::parse(&text).expect("the SVG is XML");
        let labels: Vec<_> = document
            .descendants()
            .filter(|node| node.attribute("text-anchor") == Some("middle"))
            .filter_map(|node| node.text())
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
            .collect();
        assert!(labels.len() >= 3, "{labels:?}");
        for (index, label) in labels.iter().enumerate() {
            assert!(label.chars().count() <= 9, "{label}");
            assert!(label != "−0" && label != "−0.0", "{label}");
            assert!(!labels[..index].contains(label), "{labels:?}");
        }
    }
}

/// The first corner of each filled polygon of this colour: an arrow's tip.
fn tips(document: &Document, colour: RGBColor) -> Vec<(f64, f64)> {
    let fill = palette::hex(colour);
    document
        .descendants()
        .filter(|node| node.has_tag_name("polygon"))
        .filter(|node| node.attribute("fill") == Some(&fill))
        .map(|node| {
            let corners = node.attribute("points").unwrap();
            let corner = corners.split_whitespace().next().unwrap();
            let (x, y) = corner.split_once(',').unwrap();
            (x.parse().unwrap(), y.parse().unwrap())
        })
        .collect()
}

#[test]
fn arrows_of_one_length_look_it_where_units_are_equal() {
    let arrows = bowl(4).arrow("across", [0.0, 0.0], [0.5, 0.0]).arrow(
        "up",
        [0.0, 0.0],
        [0.0, 0.5],
    );
    for equal in [false, true] {
        let bowl = match equal {
            true => arrows.clone().equal_units(),
            false => arrows.clone(),
        };
        let svg = drawn(bowl);
        let document = Document::parse(&svg).unwrap();
        assert!(texts(&document).contains(&"across".into()));
        // The path comes first. Each tip is in the legend, then on the map.
        let [across, up] = [palette::SERIES[1], palette::SERIES[2]]
            .map(|colour| *tips(&document, colour).last().unwrap());
        let (width, height) = (across.0 - up.0, across.1 - up.1);
        assert!(width > 0.0 && height > 0.0, "{across:?} {up:?}");
        // Places are whole tenths of a pixel.
        assert_eq!((width - height).abs() < 2.1, equal, "{width} {height}");
    }
}

/// The border of two regions lies where both lead by nothing, and each has the
/// colour of its series, seen through.
#[test]
fn regions_meet_where_neither_leads() {
    let grid = [0.0, 1.0, 2.0, 3.0, 4.0];
    let left: Vec<f64> =
        grid.iter().flat_map(|_| grid.map(|x| 2.5 - x)).collect();
    let right: Vec<f64> = left.iter().map(|lead| -lead).collect();
    let chart = Chart::new("Two sides", "x", "y")
        .points("left", &[1.0], &[1.0])
        .points("right", &[3.0], &[1.0])
        .x_range(0.0, 4.0)
        .y_range(0.0, 4.0)
        .regions(&grid, &grid, &[left, right]);
    let plot = chart.plot(canvas::Page::Wide);
    let border = plot.at(2.5, 0.0).expect("a place").0;
    let ends = (plot.left, plot.right);
    let text = drawn(chart);
    let document = Document::parse(&text).expect("the SVG is XML");
    let tints: Vec<_> = document
        .descendants()
        .filter(|node| {
            node.has_tag_name("polygon")
                && node.attribute("opacity") == Some("0.22")
        })
        .collect();
    assert_eq!(tints.len(), 2);
    let reach = [(ends.0, border), (border, ends.1)];
    for ((tint, colour), (low, high)) in
        tints.iter().zip(palette::SERIES).zip(reach)
    {
        let fill = tint.attribute("fill").expect("a colour");
        assert_eq!(fill, palette::hex(colour));
        let points = tint.attribute("points").expect("corners");
        let x = points.split_whitespace().map(|corner| {
            let (x, _) = corner.split_once(',').expect("a pair");
            x.parse::<f64>().expect("a number") / 10.0
        });
        let x: Vec<f64> = x.collect();
        let (least, most) = crate::number::range(&x).expect("corners");
        // Tenths of a pixel are what the document counts.
        assert!((least - low).abs() < 0.2, "{least}, not {low}");
        assert!((most - high).abs() < 0.2, "{most}, not {high}");
    }
}

/// A series that looks like another has its colour, and lines that are to have
/// no markers have none.
#[test]
fn a_series_may_look_like_another() {
    let along = [0.0, 4.0];
    let chart = Chart::new("", "x", "y")
        .line("", &along, &along)
        .line("", &along, &[4.0, 0.0])
        .points("falling", &[2.0], &[2.0])
        .like(1)
        .unmarked();
    let text = drawn(chart);
    let orange = palette::hex(palette::SERIES[1]);
    let document = Document::parse(&text).expect("the SVG is XML");
    let squares = document.descendants().filter(|node| {
        node.has_tag_name("polygon")
            && node.attribute("fill") == Some(orange.as_str())
    });
    assert_eq!(squares.count(), 2); // its point, and the one in the legend
    let discs = document.descendants();
    assert_eq!(discs.filter(|node| node.has_tag_name("circle")).count(), 0);
}

/// Long names of a table are cut, not drawn over each other.
#[test]
fn names_beside_and_below_a_table_fit() {
    let names: Vec<String> = (0..12)
        .map(|i| format!("a class with a name so long that it is cut, {i}"))
        .collect();
    let counts = vec![1; 144];
    let text = drawn(Matrix::new("A table", "is", "named", &names, &counts));
    let document = Document::parse(&text).expect("the SVG is XML");
    let cut: Vec<_> = document
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .filter(|node| node.text().is_some_and(|t| t.trim().ends_with('…')))
        .collect();
    assert_eq!(cut.len(), 24);
    for node in cut {
        let name = node.text().expect("a text").trim();
        let width = canvas::text_width(name, canvas::LABEL_SIZE);
        let below = node.attribute("text-anchor") == Some("middle");
        let room = if below { 40.0 } else { 240.0 };
        assert!(width <= room, "{name}: {width}");
    }
}
