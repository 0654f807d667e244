//! The figures that the lessons draw: each parses, and holds what it says.

use std::{collections::HashMap, fs, path::PathBuf, sync::LazyLock};

use crate::common::{
    assert_close_to_largest, at, mse, mse_gradient, numbers, parse,
};
use crate::programs::{Kept, LESSONS, drawn_short, files, run};
use roxmltree::Document;
use serde_json::Value;
use tempfile::{TempDir, tempdir};

/// A still: its file, then words that stand in it as text, such as the names
/// of the axes and of what the legend explains.
const STILLS: [(&str, &[&str]); 85] = [
    (
        "lesson1/line.svg",
        &["x", "y", "30 points", "the notebook's points"],
    ),
    ("lesson1/quadratic.svg", &["x", "y", "100 points"]),
    ("lesson1/noisy_line.svg", &["x", "y", "3 + 2x", "noise"]),
    ("lesson2/quadratic_guess.svg", &["x", "y"]),
    ("lesson2/line_guess.svg", &["x", "y", "data", "model"]),
    ("lesson2/bowl.svg", &["a", "b", "guess", "minimum"]),
    ("lesson2/noisy_line_guess.svg", &["x", "y", "data", "model"]),
    ("lesson3/line_path.svg", &["a", "b", "start", "minimum"]),
    ("lesson3/line_loss.svg", &["update", "RMSE"]),
    ("lesson3/cone.svg", &["b", "loss", "MSE", "RMSE"]),
    (
        "lesson3/slope.svg",
        &["b", "MSE", "12 updates", "slope -14"],
    ),
    (
        "lesson3/uphill.svg",
        &["a", "b", "the gradient: uphill", "minimum"],
    ),
    (
        "lesson3/quadratic.svg",
        &["x", "y", "after 24 steps", "printed", "corrected"],
    ),
    (
        "lesson3/quadratic_loss.svg",
        &["update", "RMSE", "printed", "corrected"],
    ),
    ("lesson4/graph.svg", &["a", "b", "x", "y"]),
    (
        "lesson4/loss.svg",
        &["update", "MSE (log scale)", "set to zero", "kept"],
    ),
    ("lesson4/wrong_column.svg", &["x", "y"]),
    (
        "lesson5/loss_by_update.svg",
        &["update", "MSE (log scale)", "batch size 1"],
    ),
    (
        "lesson5/loss_by_epoch.svg",
        &[
            "epoch, from 1 on (log scale)",
            "MSE (log scale)",
            "batch size 100",
        ],
    ),
    (
        "lesson6/rates.svg",
        &["update", "MSE", "learning rate 0.01", "learning rate 0.8"],
    ),
    (
        "lesson6/range_test.svg",
        &[
            "learning rate",
            "MSE",
            "suggested",
            "largest stable",
            "lowest",
        ],
    ),
    (
        "lesson6/two_cycle.svg",
        &["update", "RMSE", "descending RMSE", "descending MSE"],
    ),
    (
        "lesson6/schedules.svg",
        &["learning rate", "constant", "step", "cosine", "warm-up"],
    ),
    (
        "lesson6/schedules_loss.svg",
        &["RMSE", "constant", "warm-up"],
    ),
    ("lesson6/minima.svg", &["w", "loss", "from 0.1", "from 0.2"]),
    ("lesson6/axes.svg", &["a", "b", "steep axis, λ = 6"]),
    ("lesson6/unscaled.svg", &["a", "b", "descent", "minimum"]),
    ("lesson6/scaled.svg", &["a", "b", "descent", "minimum"]),
    ("lesson6/saddle.svg", &["u", "v", "descent", "saddle point"]),
    (
        "lesson6/saddle_loss.svg",
        &["update", "loss", "length of the gradient"],
    ),
    (
        "lesson7/loss.svg",
        &["update", "loss", "sgd", "adam", "best momentum"],
    ),
    (
        "lesson7/paths_one_rate.svg",
        &["a", "b", "sgd", "momentum", "nesterov", "lbfgs", "minimum"],
    ),
    (
        "lesson7/paths_own_rates.svg",
        &["a", "b", "adagrad", "rmsprop", "adam", "minimum"],
    ),
    (
        "lesson7/axes.svg",
        &["along the flat axis", "no memory", "the best", "minimum"],
    ),
    (
        "lesson7/plane.svg",
        &["learning rate", "memory μ", "swings", "diverges", "sgd"],
    ),
    (
        "lesson7/tuning.svg",
        &["learning rate", "gradients", "sgd", "momentum", "adam"],
    ),
    (
        "lesson7/valley_tuning.svg",
        &["learning rate", "gradients", "sgd", "momentum"],
    ),
    (
        "lesson7/valley_loss.svg",
        &["update", "loss", "adagrad", "rmsprop"],
    ),
    (
        "lesson7/valley_one_rate.svg",
        &["u", "v", "sgd", "momentum", "nesterov", "lbfgs", "minimum"],
    ),
    (
        "lesson7/valley_own_rates.svg",
        &["u", "v", "adagrad", "rmsprop", "adam", "minimum"],
    ),
    ("lesson8/neuron.svg", &["x", "1", "a · x", "b · 1", "ŷ"]),
    (
        "lesson8/activations.svg",
        &["layer", "Xavier", "He", "predicted"],
    ),
    (
        "lesson8/gradients.svg",
        &["layer", "Xavier", "He", "predicted"],
    ),
    (
        "lesson8/by_hand_step.svg",
        &["x", "y", "first unit", "their sum"],
    ),
    (
        "lesson8/by_hand_bump.svg",
        &["x", "y", "a step up", "their sum"],
    ),
    (
        "lesson8/by_hand_sine.svg",
        &["x", "y", "the curve", "16 bumps"],
    ),
    (
        "lesson8/error_by_width.svg",
        &["hidden units", "RMSE", "sine"],
    ),
    ("lesson8/fit_quadratic.svg", &["x", "y", "64 hidden units"]),
    ("lesson8/fit_sine.svg", &["x", "y", "8 hidden units"]),
    ("lesson8/fit_step.svg", &["x", "y", "2 hidden units"]),
    ("lesson8/fit_absolute.svg", &["x", "y", "the curve"]),
    ("lesson8/learning.svg", &["x", "y", "update 0", "update 20"]),
    ("lesson9/digits.svg", &["0", "5", "9"]),
    ("lesson9/three_or_seven.svg", &["for a 3", "for a 7"]),
    ("lesson9/accuracy.svg", &["epoch", "%", "others, test"]),
    ("lesson9/loss.svg", &["epoch", "loss", "same, train"]),
    ("lesson9/examples.svg", &["says"]),
    ("lesson9/confusion.svg", &["label", "named", "0", "9"]),
    ("lesson9/mistakes.svg", &["named"]),
    ("lesson9/hidden_units.svg", &["unit"]),
    (
        "lesson10/degrees.svg",
        &["degree", "MSE (log scale)", "training", "test"],
    ),
    ("lesson10/fits.svg", &["x", "y", "the curve", "degree 15"]),
    (
        "lesson10/terms.svg",
        &["degree", "excess (log scale)", "bias²", "σ²p/n", "measured"],
    ),
    (
        "lesson10/decay.svg",
        &["α (log scale)", "excess", "predicted", "measured"],
    ),
    (
        "lesson10/early.svg",
        &["curvature λ (log scale)", "part", "100 updates", "ridge"],
    ),
    (
        "lesson10/peak.svg",
        &["features p (log scale)", "excess (log scale)", "measured"],
    ),
    ("lesson10/bends.svg", &["bends (log scale)", "test MSE"]),
    ("lesson11/graph.svg", &["a", "x", "ŷ = ax + b", "e·e"]),
    ("lesson11/twice.svg", &["a", "b = a·a", "2b", "3b"]),
    (
        "lesson11/kept.svg",
        &["update", "numbers", "one tape", "fresh tapes"],
    ),
    (
        "lesson11/passes.svg",
        &["inputs (log scale)", "forward", "back", "n·edges"],
    ),
    (
        "lesson11/checkpoints.svg",
        &["segment s (log scale)", "counted", "n/s + s"],
    ),
    (
        "lesson11/three_or_seven.svg",
        &["update", "cross-entropy", "our engine", "burn's"],
    ),
    ("lesson12/maps.svg", &["the digit", "ink right?", "its map"]),
    ("lesson12/sees.svg", &["3×3", "5×5", "6×6", "10×10"]),
    ("lesson12/filters.svg", &["filter 1", "filter 8", "its map"]),
    (
        "lesson12/moved.svg",
        &["pixels to the right", "%", "lesson 9's", "of filters"],
    ),
    (
        "lesson12/deep.svg",
        &["layer", "mean square (log scale)", "residual", "formula"],
    ),
    ("lesson14/time.svg", &["points", "seconds", "one call"]),
    ("lesson14/roofline.svg", &["operations", "the machine"]),
    (
        "lesson15/bfloat.svg",
        &[
            "update",
            "excess (log scale)",
            "1 in bfloat16",
            "4 in bfloat16",
        ],
    ),
    (
        "lesson15/speedup.svg",
        &["workers", "met", "predicted", "ideal"],
    ),
    (
        "lesson15/losses_over_time.svg",
        &["seconds (log scale)", "loss (log scale)", "4 workers"],
    ),
    ("lesson15/equal_parts.svg", &["worker", "computes", "waits"]),
    (
        "lesson15/parts_by_speed.svg",
        &["worker", "computes", "waits"],
    ),
];

/// An animation: its file, its frames, and how long each stays, in
/// hundredths of a second.
const ANIMATIONS: [(&str, usize, u16); 9] = [
    ("lesson3/line.gif", 41, 10), // the start, then 10 updates a frame
    ("lesson4/line.gif", 71, 15), // the start, then 100 updates a frame
    ("lesson5/paths.gif", 41, 10),
    ("lesson6/paths.gif", 31, 10),
    ("lesson7/paths_one_rate.gif", 41, 10),
    ("lesson7/paths_own_rates.gif", 41, 10),
    ("lesson7/valley_one_rate.gif", 41, 10),
    ("lesson7/valley_own_rates.gif", 41, 10),
    ("lesson8/learning.gif", 21, 12), // 20 updates and the start
];

/// All figures of all lessons, drawn once: bytes by `lessonN/name`.
static FIGURES: LazyLock<HashMap<String, &[u8]>> = LazyLock::new(|| {
    let mut figures = HashMap::new();
    for lesson in LESSONS {
        for (path, bytes) in &drawn_short(lesson).files {
            let name = path.file_name().unwrap().to_str().unwrap();
            figures.insert(format!("lesson{lesson}/{name}"), &bytes[..]);
        }
    }
    figures
});

fn draw(lesson: usize, flags: &[&str]) -> (TempDir, Vec<PathBuf>) {
    let folder = tempdir().unwrap();
    let flags = [&["--json", "--out", "here"], flags].concat();
    let ended = run(lesson, folder.path(), &flags);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let files = files(folder.path());
    (folder, files)
}

fn figure(name: &str) -> &'static [u8] {
    FIGURES.get(name).unwrap_or_else(|| {
        let mut all: Vec<_> = FIGURES.keys().collect();
        all.sort();
        panic!("no {name} among {all:?}")
    })
}

fn svg(name: &str) -> Document<'static> {
    let text = std::str::from_utf8(figure(name)).unwrap();
    Document::parse(text).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// All texts of a figure, its title left out.
fn texts<'a>(figure: &'a Document) -> Vec<&'a str> {
    let nodes = figure.descendants().filter(|n| n.has_tag_name("text"));
    nodes
        .filter_map(|node| node.text())
        .map(str::trim)
        .collect()
}

fn count(figure: &Document, tag: &str) -> usize {
    figure.descendants().filter(|n| n.has_tag_name(tag)).count()
}

#[test]
fn every_still_is_a_picture_with_a_title() {
    let stills = FIGURES.keys().filter(|name| name.ends_with(".svg"));
    assert!(stills.clone().count() >= STILLS.len());
    for name in stills {
        let document = svg(name);
        let root = document.root_element();
        assert!(root.has_tag_name("svg"), "{name}");
        // Assistive technology reads a picture by its title.
        assert_eq!(root.attribute("role"), Some("img"), "{name}");
        let title = root.first_element_child().unwrap();
        assert!(title.has_tag_name("title"), "{name}");
        let title = title.text().unwrap_or_default();
        assert!(!title.is_empty(), "{name}");
        // On a narrow page a title may have several lines.
        let narrow = name.ends_with(".narrow.svg");
        assert!(texts(&document).join(" ").contains(title), "{name}");
        assert!(narrow || texts(&document).contains(&title), "{name}");
        let width = if narrow { "340" } else { "720" };
        assert_eq!(root.attribute("width"), Some(width), "{name}");
        // plotters' drawing fills it.
        let viewed = root.attribute("viewBox").unwrap();
        let drawing = root.children().filter(|n| n.is_element()).nth(1);
        let drawing = drawing.unwrap();
        assert!(drawing.has_tag_name("svg"), "{name}");
        assert_eq!(drawing.attribute("viewBox"), Some(viewed), "{name}");
        // A paper of its own: readable on light and on dark pages.
        let paper = drawing.first_element_child().unwrap();
        assert!(paper.has_tag_name("rect"), "{name}");
        let size: Vec<_> = viewed.split(' ').skip(2).collect();
        for node in [drawing, paper] {
            let sides = ["width", "height"].map(|side| node.attribute(side));
            assert_eq!(sides, [Some(size[0]), Some(size[1])], "{name}");
        }
    }
}

#[test]
fn every_still_holds_its_axes_and_its_legend_as_text() {
    for (name, words) in STILLS {
        let document = svg(name);
        let texts = texts(&document);
        for word in words {
            // A letter must stand alone; a word may be part of a name.
            let holds = |text: &&str| {
                text == word || word.len() > 1 && text.contains(word)
            };
            let found = texts.iter().any(holds);
            assert!(found, "{name}: no {word} in {texts:?}");
        }
    }
}

#[test]
fn an_axis_says_log_scale_where_its_ticks_multiply_and_nowhere_else() {
    for name in FIGURES.keys().filter(|name| name.ends_with(".svg")) {
        let document = svg(name);
        let nodes = document.descendants().filter(|n| n.has_tag_name("text"));
        let texts: Vec<_> = nodes
            .filter_map(|node| Some((node, node.text()?.trim())))
            .collect();
        // The ticks of x stand centred, those of y to the right; the name of
        // y is turned, or stands above its axis on a narrow page.
        for (anchor, of_y) in [("middle", false), ("end", true)] {
            let at_axis = texts.iter().filter(|(node, _)| {
                node.attribute("text-anchor") == Some(anchor)
            });
            let ticks: Vec<f64> = at_axis
                .filter_map(|(_, text)| text.replace('−', "-").parse().ok())
                .collect();
            let [first, second, ..] = ticks[..] else {
                continue; // the graph has no axes
            };
            // Round steps of a linear axis double a tick at most, or leave 0.
            let ratio = second / first;
            let multiply = ratio.is_finite() && ratio > 2.0;
            let says = texts.iter().any(|(node, text)| {
                let above = node.attribute("text-anchor") == Some("start");
                (node.has_attribute("transform") || above) == of_y
                    && text.ends_with("(log scale)")
            });
            assert_eq!(says, multiply, "{name}: {ticks:?}");
        }
    }
}

#[test]
fn no_still_says_nan_or_draws_outside_of_itself() {
    for name in FIGURES.keys().filter(|name| name.ends_with(".svg")) {
        let document = svg(name);
        let root = document.root_element();
        let size: Vec<f64> = root
            .attribute("viewBox")
            .unwrap()
            .split(' ')
            .map(|side| side.parse().unwrap())
            .collect();
        for node in document.descendants() {
            for attribute in node.attributes() {
                assert!(!attribute.value().contains("NaN"), "{name}");
                let points = match attribute.name() {
                    "points" => attribute.value().split([' ', ',']),
                    _ => continue,
                };
                let points: Vec<f64> = points
                    .filter(|number| !number.is_empty())
                    .map(|number| number.parse().unwrap())
                    .collect();
                for point in points.chunks(2) {
                    let inside = (0.0..=size[2]).contains(&point[0])
                        && (0.0..=size[3]).contains(&point[1]);
                    assert!(inside, "{name}: {point:?}");
                }
            }
        }
    }
}

#[test]
fn a_scatter_shows_every_point() {
    // One mark for each point, and one in the legend where there is one.
    let document = svg("lesson1/line.svg");
    assert_eq!(count(&document, "circle"), 30 + 1); // the notebook's
    assert_eq!(count(&document, "polygon"), 30 + 1); // fresh ones
    assert_eq!(count(&svg("lesson1/quadratic.svg"), "circle"), 100);
    assert_eq!(count(&svg("lesson1/noisy_line.svg"), "circle"), 100 + 1);
}

#[test]
fn the_graph_shows_values_and_gradients_at_its_nodes() {
    let document = svg("lesson4/graph.svg");
    let texts = texts(&document).join("\n").replace('−', "-");
    // x = 0.3046, y = 8.9138, a = −1, b = 1, as golden.rs works out.
    let numbers = [0.3046, 8.9138, -8.2184, 67.5421, -5.0066, 16.4368];
    for number in numbers {
        let number = format!("{number:.4}");
        assert!(texts.contains(&number), "no {number} in\n{texts}");
    }
}

#[test]
fn stills_are_small() {
    // A hundred points and some curves take up to 50 kB; far more is a
    // drawing that covers itself many times over.
    for (name, bytes) in FIGURES.iter() {
        let small = !name.ends_with(".svg") || bytes.len() < 100_000;
        assert!(small, "{name} takes {} bytes", bytes.len());
    }
}

#[test]
fn animations_have_their_frames_their_time_and_no_end() {
    for (name, frames, delay) in ANIMATIONS {
        let bytes = figure(name);
        let mut gif = gif::Decoder::new(bytes).unwrap();
        assert_eq!((gif.width(), gif.height()), (720, 480), "{name}");
        let mut seen = 0;
        while let Some(frame) = gif.read_next_frame().unwrap() {
            assert_eq!(frame.delay, delay, "{name}, frame {seen}");
            seen += 1;
        }
        assert_eq!(seen, frames, "{name}");
        assert_eq!(gif.repeat(), gif::Repeat::Infinite, "{name}");
    }
}

#[test]
fn every_animation_decodes() {
    for name in FIGURES.keys().filter(|name| name.ends_with(".gif")) {
        let mut gif = gif::Decoder::new(figure(name)).unwrap();
        let mut seen = 0;
        while gif.read_next_frame().unwrap().is_some() {
            seen += 1;
        }
        assert!(seen > 1, "{name}");
    }
}

/// Descends again as a recording says: its points, start and batches, with
/// a learning rate. (a, b) before each update and at the end.
fn replay(descent: &Value, lr: f64, batches: &[Value]) -> Vec<[f64; 2]> {
    let [x, y] = ["x", "y"].map(|axis| numbers(&descent["points"], axis));
    let mut params: [f64; 2] = numbers(descent, "start").try_into().unwrap();
    let mut all = vec![params];
    for batch in batches {
        let rows = batch.as_array().unwrap().iter();
        let rows: Vec<_> = rows.map(|i| i.as_u64().unwrap() as usize).collect();
        let pick = |from: &[f64]| -> Vec<f64> {
            rows.iter().map(|i| from[*i]).collect()
        };
        let gradient = mse_gradient(params, &pick(&x), &pick(&y));
        params = [0, 1].map(|i| params[i] - lr * gradient[i]);
        all.push(params);
    }
    all
}

#[test]
fn recordings_are_the_runs_that_the_players_repeat() {
    // Name, and the power of the MSE that is the loss shown: RMSE or MSE.
    for (name, power, runs) in [
        ("lesson3/line.json", 0.5, 1),
        ("lesson4/line.json", 1.0, 1),
        ("lesson5/paths.json", 1.0, 4),
        ("lesson6/paths.json", 1.0, 3),
    ] {
        let document = parse(std::str::from_utf8(figure(name)).unwrap());
        let descent = &document["descent"];
        let [x, y] = ["x", "y"].map(|axis| numbers(&descent["points"], axis));
        let recorded = document["runs"].as_array().unwrap();
        assert_eq!(recorded.len(), runs, "{name}");
        for run in recorded {
            let steps = run["steps"].as_array().unwrap();
            let updates = steps.last().unwrap()["update"].as_u64().unwrap();
            let mut batches = run["batches"].as_array().unwrap().clone();
            if batches.is_empty() {
                // All points, every time.
                let rows = Value::from_iter(0..x.len());
                batches = vec![rows; updates as usize];
            }
            // A learning rate of its own stands in the name of a run.
            let lr = descent["lr"].as_f64().unwrap_or_else(|| {
                let name = run["name"].as_str().unwrap();
                name.rsplit(' ').next().unwrap().parse().unwrap()
            });
            let replayed = replay(descent, lr, &batches);
            assert_eq!(replayed.len() - 1, updates as usize, "{name}");
            for step in steps {
                let update = step["update"].as_u64().unwrap() as usize;
                let params = numbers(step, "params");
                // Float32 against float64, as in golden.rs.
                let want = replayed[update];
                assert_close_to_largest(name, &params, &want, 1e-4);
                let loss = at(step, "loss").as_f64().unwrap();
                let want = mse(want, &x, &y).powf(power);
                assert_close_to_largest(name, &[loss], &[want], 1e-4);
            }
        }
    }
}

#[test]
fn the_recorded_network_learns_the_sine() {
    let text = std::str::from_utf8(figure("lesson8/learning.json")).unwrap();
    let document = parse(text);
    // The numbers are rounded to four decimals.
    let [x, y] = ["x", "y"].map(|axis| numbers(&document["curve"], axis));
    for (x, y) in x.iter().zip(&y) {
        let sine = (std::f64::consts::TAU * x).sin();
        assert!((y - sine).abs() < 1e-4 * std::f64::consts::TAU, "{x}: {y}");
    }
    let steps = document["runs"][0]["steps"].as_array().unwrap();
    let updates: Vec<_> = steps.iter().map(|s| s["update"].as_u64()).collect();
    assert_eq!(updates, (0..=20).map(Some).collect::<Vec<_>>());
    for step in steps {
        let frame = numbers(step, "y");
        let squares = frame.iter().zip(&y).map(|(u, v)| (u - v).powi(2));
        let rmse = (squares.sum::<f64>() / x.len() as f64).sqrt();
        let loss = step["loss"].as_f64().unwrap();
        assert!((loss - rmse).abs() < 1e-4, "{loss}, {rmse}");
    }
}

#[test]
fn figures_follow_the_flags() {
    // Other points, other pictures; the start and 7 updates, 8 frames.
    let flags = ["--fresh-data", "--steps", "7"];
    let (_folder, files) = draw(3, &flags);
    let find = |name| {
        let file = files.iter().find(|file| file.ends_with(name)).unwrap();
        fs::read(file).unwrap()
    };
    assert!(find("line_path.svg") != figure("lesson3/line_path.svg"));
    assert!(find("quadratic.svg") == figure("lesson3/quadratic.svg"));
    let gif = find("line.gif");
    let mut gif = gif::Decoder::new(&gif[..]).unwrap();
    let mut seen = 0;
    while gif.read_next_frame().unwrap().is_some() {
        seen += 1;
    }
    assert_eq!(seen, 8);
}

/// The pixels of the first frame of an animation.
fn first_frame(gif: &[u8]) -> Vec<u8> {
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    let mut gif = options.read_info(gif).unwrap();
    gif.read_next_frame().unwrap().unwrap().buffer.to_vec()
}

#[test]
fn an_animation_begins_with_the_start() {
    // The start looks the same wherever the descent leads and however long it
    // takes. A frame after an update would not.
    for (lesson, name, flags) in [
        (3, "line.gif", [["--lr", "0.02"], ["--lr", "0.2"]]),
        (4, "line.gif", [["--lr", "0.02"], ["--lr", "0.2"]]),
        (5, "paths.gif", [["--lr", "0.02"], ["--lr", "0.1"]]),
        (6, "paths.gif", [["--steps", "30"], ["--steps", "90"]]),
    ] {
        let short: &[&str] = match lesson {
            3 | 4 => &["--steps", "5"],
            5 => &["--batch-size", "50", "--epochs", "3"],
            _ => &[],
        };
        let [one, two] = flags.map(|flags| {
            let run = Kept::run(lesson, &[&flags[..], short].concat());
            first_frame(run.file(name))
        });
        assert!(one == two, "lesson{lesson}/{name}");
    }
}
