//! The printed equation can be trusted: evaluated in float64 as it stands, it
//! agrees with the saved model.

use super::*;

/// What a printed equation gives, a row a number: `y = 5 + 0.2 · (t - 17)^2`.
pub fn evaluate(equation: &str, names: &[&str], rows: &[Vec<f64>]) -> Vec<f64> {
    let (_, terms) = equation.split_once(" = ").unwrap();
    // Signs within parentheses belong to a shift, not to a term.
    let terms = terms.replace(" + ", " +").replace(" - ", " -");
    let mut words: Vec<String> = Vec::new();
    for word in terms.split(' ').filter(|word| *word != "·") {
        match words.last_mut() {
            Some(last) if last.contains('(') && !last.contains(')') => {
                *last += word;
            }
            _ => words.push(word.into()),
        }
    }
    let term = |pair: &[String], row: &[f64]| -> f64 {
        let factor: f64 = pair[0].parse().unwrap();
        let (base, power) = match pair[1].split_once('^') {
            Some((base, power)) => (base, power.parse().unwrap()),
            None => (pair[1].as_str(), 1),
        };
        let base = base.trim_matches(['(', ')']);
        let at = names.iter().position(|name| {
            base == *name
                || base.starts_with(&format!("{name}-"))
                || base.starts_with(&format!("{name}+"))
        });
        let at = at.unwrap_or_else(|| panic!("{base} in {equation}"));
        let shift = &base[names[at].len()..];
        let shift: f64 = if shift.is_empty() {
            0.0
        } else {
            shift.parse().unwrap()
        };
        factor * (row[at] + shift).powi(power)
    };
    // Without an intercept there are pairs only.
    let (first, pairs) = words.split_at(words.len() % 2);
    let first: f64 = first.first().map_or(0.0, |first| first.parse().unwrap());
    let value = |row: &Vec<f64>| {
        first + pairs.chunks(2).map(|pair| term(pair, row)).sum::<f64>()
    };
    rows.iter().map(value).collect()
}

/// Fits a table and holds the equation against `fit predict`: to a thousandth
/// of the residual deviation, or where that is nothing to a ten-millionth of
/// the deviation of y. The equation.
fn trusted(text: &str, names: &[&str], flags: &[&str]) -> String {
    let (folder, data) = folder_with(text);
    let here = folder.path();
    let fit =
        [&[data.as_str(), "--no-figures", "--out", "out"], flags].concat();
    let told = story_of(here, &fit);
    let from = told.find(" y = ").expect(&told) + 1;
    let to = told[from..].find(" MSE ").expect(&told);
    let equation = told[from..from + to].to_owned();

    let Ended(code, table, stderr) =
        run(here, &["predict", "out/model.json", &data]);
    assert_eq!(code, Some(0), "{stderr}");
    let rows: Vec<Vec<f64>> = table
        .lines()
        .skip(1)
        .map(|line| line.split(',').map(|v| v.parse().unwrap()).collect())
        .collect();
    let predicted: Vec<f64> = rows.iter().map(|row| row[names.len()]).collect();
    let mut json = fit.clone();
    json.push("--json");
    let Ended(_, document, _) = run(here, &json);
    let document = parse(&document);
    let residual = document["residual_standard_deviation"].as_f64();
    let deviation = document["scales"]["y"]["deviation"].as_f64().unwrap();
    let room = (residual.unwrap_or(0.0) / 1e3).max(1e-7 * deviation);
    for (got, want) in evaluate(&equation, names, &rows).iter().zip(predicted) {
        let apart = (got - want).abs();
        assert!(apart <= room, "{equation}: {got}, not {want} ± {room:e}");
    }
    equation
}

pub fn line(n: i32, point: impl Fn(f64) -> [f64; 2]) -> String {
    table(&(0..n).map(|i| point(f64::from(i))).collect::<Vec<_>>())
}

#[test]
fn an_equation_far_from_zero_has_the_digits_or_is_centred() {
    // Milliseconds since 1970, and a slope with sixteen digits: around 0 both
    // terms are 3e9 and cancel.
    for slope in [0.002, 0.002_718_281_828_459, -1.0 / 3.0] {
        let text = line(8, |i| [1.7e12 + 2500.0 * i, 5.0 + slope * 2500.0 * i]);
        let equation = trusted(&text, &["x"], &[]);
        let centred = equation.contains("(x - 1700000000000)");
        assert_eq!(centred, slope != 0.002, "{equation}");
    }
    // Noise makes seven digits enough, however far from 0 a year is.
    let noisy = line(30, |i| [1990.0 + i, 3.0 + 0.5 * i + (i * 7.0) % 5.0]);
    assert!(!trusted(&noisy, &["x"], &[]).contains('('));
    let below = line(8, |i| [-1.7e12 + i, i / 7.0]);
    assert!(trusted(&below, &["x"], &[]).contains("(x + 1700000000000)"));
}

#[test]
#[ignore = "the gate runs it: cargo test --release -- --ignored longest"]
fn the_longest_equations_are_what_they_print() {
    for degree in ["quadratic", "poly:3", "poly:5"] {
        for offset in [0.0, 2000.0, 1e6] {
            let text = line(40, |i| {
                [offset + i, (i / 9.0).sin() + (i * 13.0 % 7.0) / 50.0]
            });
            trusted(&text, &["x"], &["--model", degree]);
            // Far from 0 the powers of x are alike, where it is not shifted.
            if offset == 0.0 || degree == "quadratic" {
                trusted(&text, &["x"], &["--model", degree, "--no-intercept"]);
            }
        }
    }
    let mut text = String::from("u,v,y\n");
    for i in 0..30 {
        let (u, v) = (1e9 + f64::from(i), f64::from(i * i % 11));
        let noise = f64::from(i * 7 % 5) / 1e4;
        writeln!(text, "{u},{v},{}", u / 3.0 - 2.0 * v + noise).unwrap();
    }
    let equation =
        trusted(&text, &["u", "v"], &["--x", "u", "--x", "v", "--y", "y"]);
    assert!(equation.contains("(u - 1"), "{equation}");
}

#[test]
fn what_is_zero_but_for_rounding_is_0() {
    let told = |text: &str| {
        let (folder, data) = folder_with(text);
        story_of(folder.path(), &[&data, "--no-figures"])
    };
    let story = told("x,y\n1,2\n2,4\n3,6\n");
    assert!(story.contains("y = 0 + 2 · x"), "{story}");
    assert!(!story.contains("e-16 +"), "{story}");
    // A small intercept that is there is printed.
    let story = told("x,y\n1,2.001\n2,4.001\n3,6.001\n");
    assert!(story.contains("y = 0.001 + 2 · x"), "{story}");
}
