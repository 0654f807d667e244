//! The check of the exercise of this name.

#[path = "../exercises/45_check.rs"]
#[rustfmt::skip]
mod exercise;

use std::{cell::RefCell, process::ExitCode};

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tutorials::check::{
    self, Failure, Verdict, among, factor, fresh_seed, list, near, number,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// A function of one number: its value and its slope.
type Curve = fn(f64) -> (f64, f64);

/// A loss: its scale times Σ cᵢ f(wᵢ), and a product of neighbours, so that no
/// parameter is alone.
struct Loss {
    name: &'static str,
    scale: f64,
    /// Of each parameter: f and its derivative.
    each: Curve,
    factors: Vec<f64>,
    at: Vec<f64>,
}

impl Loss {
    fn value(&self, w: &[f64]) -> f64 {
        let sum: f64 = w
            .iter()
            .zip(&self.factors)
            .map(|(w, c)| c * (self.each)(*w).0)
            .sum();
        let products: f64 = w.windows(2).map(|pair| pair[0] * pair[1]).sum();
        self.scale * (sum + products)
    }

    fn gradient(&self) -> Vec<f64> {
        let w = &self.at;
        let neighbours = |i: usize| {
            let before = if i > 0 { w[i - 1] } else { 0.0 };
            before + w.get(i + 1).copied().unwrap_or_default()
        };
        let slope = |i: usize| self.factors[i] * (self.each)(w[i]).1;
        (0..w.len())
            .map(|i| self.scale * (slope(i) + neighbours(i)))
            .collect()
    }

    /// What the exercise finds wrong in a gradient.
    fn wrong(&self, gradient: &[f64]) -> Vec<usize> {
        exercise::wrong(|w| self.value(w), &self.at, gradient)
    }

    /// Which loss it is, in words.
    fn told(&self) -> String {
        let of = match self.at.len() {
            1 => "one parameter".into(),
            n => format!("{n} parameters"),
        };
        let (name, scale) = (self.name, self.scale);
        format!("A loss of {of}, {name}, times {scale}.")
    }
}

fn check() -> Verdict {
    let mut random = ChaCha8Rng::seed_from_u64(fresh_seed());
    let mut draw = |size: f64| random.random_range(-size..size);
    let square = |w: f64| (w * w, 2.0 * w);
    let wave = |w: f64| (w.sin(), w.cos());
    let power = |w: f64| ((w / 4.0).exp(), (w / 4.0).exp() / 4.0);
    let shapes: [(&str, Curve); 3] = [
        ("of squares", square),
        ("of sines", wave),
        ("of exponentials", power),
    ];
    // Steep in its bend and flat in its slope: one side shows. And a place of
    // 0, which has no size of its own.
    let alone = |name, each, at| Loss {
        name,
        scale: 1.0,
        each,
        factors: vec![3.0],
        at: vec![at],
    };
    let mut losses = vec![
        alone("of squares", square as Curve, 0.1),
        alone("of exponentials", power, 0.0),
    ];
    for count in [1, 2, 5] {
        for (name, each) in shapes {
            for scale in [1.0, 1e6, 1e-6] {
                let factors = (0..count).map(|_| 2.0 + draw(1.0)).collect();
                let mut loss = Loss {
                    name,
                    scale,
                    each,
                    factors,
                    at: Vec::new(),
                };
                // Not on a summit, where rounding is all there is. Among five
                // the first has the slope 0: it has no size of its own.
                while loss.at.is_empty()
                    || largest(&loss.gradient()) < scale
                    || loss.factors[0].abs() > 20.0
                {
                    loss.at = (0..count).map(|_| draw(10.0)).collect();
                    if count == 5 {
                        let slope = each(loss.at[0]).1;
                        loss.factors[0] = -loss.at[1] / slope;
                    }
                }
                losses.push(loss);
            }
        }
    }
    for loss in &losses {
        slopes(loss, &losses)?;
    }
    for loss in &losses {
        of_right_ones(loss)?;
    }
    for loss in &losses {
        of_wrong_ones(loss)?;
    }
    Ok(
        "It finds each wrong slope and no right one, in losses of all scales. \
        With it you can trust a formula before you descend by it."
            .into(),
    )
}

fn slopes(loss: &Loss, losses: &[Loss]) -> Result<(), Failure> {
    let (n, right) = (loss.at.len(), loss.gradient());
    let places = RefCell::new(Vec::new());
    let got = exercise::differences(
        |w| {
            places.borrow_mut().push(w.to_vec());
            loss.value(w)
        },
        &loss.at,
    );
    let what = format!(
        "the slopes at ({}), shown in units of the largest. {}",
        list(&loss.at),
        loss.told().trim_end_matches('.')
    );
    // So that a small loss is looked at as closely as a large one.
    let largest = largest(&right);
    let unit = |factor: f64, v: &[f64]| -> Vec<f64> {
        v.iter().map(|v| factor * v / largest).collect()
    };
    let [got, twice, minus] =
        [(1.0, &got), (2.0, &right), (-1.0, &right)].map(|(f, v)| unit(f, v));
    let right = unit(1.0, &right);
    let together = vec![right.iter().sum(); n];
    let known: [(&str, &[f64]); 3] = [
        ("half_way", &twice),
        ("upside_down", &minus),
        ("together", &together),
    ];
    let is = |v: &[f64]| near("", &got, v, &[]).is_ok();
    let rough = losses.iter().all(about_right);
    if rough && !is(&right) && !known.iter().any(|(_, way)| is(way)) {
        let seen = format!(
            "Not right to six digits: {what}.\nexpected  {}\ngot       {}",
            digits(&right),
            digits(&got)
        );
        if moves_together(&loss.at, &places.borrow()) {
            return Err(Failure::told(format!(
                "{seen}\nThe loss was asked at a place where more than one \
                 parameter is moved. Put each one back before the next, or \
                 begin with a fresh copy: `let mut moved = at.to_vec()`."
            )));
        }
        return Err(Failure::known("rough", seen));
    }
    near(&what, &got, &right, &known).map_err(|failure| {
        let times = factor(&got, &right);
        if times.is_some_and(|times| (0.8..1.25).contains(&times)) {
            return Failure::known("rough", format!("Not right: {what}."));
        }
        let reason = reason(&got, &right);
        failure.because(reason.as_deref())
    })
}

/// Whether the loss was asked where some of the parameters are moved, and not
/// one alone.
fn moves_together(at: &[f64], places: &[Vec<f64>]) -> bool {
    let moved = |place: &Vec<f64>| {
        place.iter().zip(at).filter(|(w, at)| w != at).count()
    };
    places.iter().any(|place| moved(place) > 1)
}

/// Why slopes are wrong that are so in none of the known ways.
fn reason(got: &[f64], right: &[f64]) -> Option<String> {
    if got.len() != right.len() {
        return Some("One slope for each parameter is wanted.".into());
    }
    if got.iter().all(|slope| *slope == 0.0) {
        return Some(
            "All are 0: the loss above and the loss below are one number. Is \
             it the moved parameters that you hand to it?"
                .into(),
        );
    }
    for i in 0..right.len() {
        let same = vec![right[i]; right.len()];
        let mut alone = vec![0.0; right.len()];
        alone[i] = right[i];
        let ways = [
            ("Each is the slope of one and the same parameter", &same[..]),
            (
                "Only one parameter was moved, and the others have 0",
                &alone,
            ),
        ];
        if let Some(reason) = among(got, &ways).filter(|_| right.len() > 1) {
            return Some(format!("{reason}: number {i}."));
        }
    }
    factor(got, right).map(|times| {
        format!(
            "All are {} times what they should be. The difference of the two \
             losses is divided by the way between the two places.",
            number(times)
        )
    })
}

fn digits(slopes: &[f64]) -> String {
    let digits = slopes.iter().map(|slope| format!("{slope:.8}"));
    digits.collect::<Vec<_>>().join(", ")
}

/// Within 5 % of the largest slope.
fn about_right(loss: &Loss) -> bool {
    let got = exercise::differences(|w| loss.value(w), &loss.at);
    let right = loss.gradient();
    let near = 0.05 * largest(&right);
    got.len() == right.len()
        && got.iter().zip(&right).all(|(g, r)| (g - r).abs() < near)
}

fn largest(slopes: &[f64]) -> f64 {
    slopes
        .iter()
        .fold(0.0, |largest, slope| largest.max(slope.abs()))
}

/// Nothing is wrong in a right gradient.
fn of_right_ones(loss: &Loss) -> Result<(), Failure> {
    let (right, about) = (loss.gradient(), loss.told());
    let n = right.len();
    let largest = largest(&right);
    let ask = |gradient: &[f64]| loss.wrong(gradient);
    let got = ask(&right);
    if !got.is_empty() {
        let seen = format!(
            "{about} The gradient is right, and your answer is {got:?}."
        );
        let all: Vec<usize> = (0..n).collect();
        let has_size = |i: &usize| {
            right
                .get(*i)
                .is_none_or(|slope| slope.abs() > 1e-3 * largest)
        };
        let mut far = right.clone();
        far[0] += 3.0 * largest;
        let reason = if got == all && !ask(&far).contains(&0) {
            "You name those that are right: wrong are those that are off by \
             more than the bound."
        } else if !got.iter().any(has_size) {
            "The slope there is 0 but for rounding. Compared with its own size \
             anything is far from it: compare with the largest of all slopes."
        } else {
            "What you name is right but for rounding, the differences are \
             tiny: the bound is a thousandth of the largest slope, by size. Of \
             −5 and 3 that is 5."
        };
        return Err(match fixed() {
            true => Failure::known("fixed", seen),
            false => Failure::unknown(seen).because(Some(reason)),
        });
    }
    Ok(())
}

/// Slopes are found that are off by more than the bound, and no others.
fn of_wrong_ones(loss: &Loss) -> Result<(), Failure> {
    let (right, about) = (loss.gradient(), loss.told());
    let largest = largest(&right);
    let ask = |gradient: &[f64]| loss.wrong(gradient);
    // Each slope in turn too large or too small: within the bound, above it,
    // far above it, and with the other sign.
    for i in 0..right.len() {
        let turned = -2.0 * right[i] / largest;
        for off in [0.0005, -0.0005, 0.002, -0.002, 3.0, -3.0, turned] {
            let mut gradient = right.clone();
            gradient[i] += off * largest;
            let want: Vec<usize> = match off.abs() {
                off if off < 0.001 => vec![],
                off if off < 0.002 => continue, // a turned slope that is small
                _ => vec![i],
            };
            let got = ask(&gradient);
            if got == want {
                continue;
            }
            let seen = format!(
                "{about} Slope {i} is {} by {} times the largest slope; your \
                 answer is {got:?} and should be {want:?}.",
                if off > 0.0 { "too large" } else { "too small" },
                number(off.abs())
            );
            return Err(if got.is_empty() != want.is_empty() && fixed() {
                Failure::known("fixed", seen)
            } else if got.is_empty() && signed(loss) {
                Failure::known("signed", seen)
            } else if want.is_empty() {
                Failure::unknown(seen).because(Some(
                    "Half of the bound is no fault. The bound is a thousandth \
                     of the largest of all slopes, by size: of −5 and 3 that \
                     is 5.",
                ))
            } else if off == turned {
                Failure::unknown(seen).because(Some(
                    "It has the right size and the wrong sign. Compare the \
                     slopes, not their sizes.",
                ))
            } else {
                let mut far = right.clone();
                far[i] += 3.0 * largest;
                let reason = reason_of_verdict(&got, i, ask(&far) == [i]);
                Failure::unknown(seen).because(reason)
            });
        }
    }
    several(loss)
}

/// Both are found where the first slope and the last are wrong.
fn several(loss: &Loss) -> Result<(), Failure> {
    let mut gradient = loss.gradient();
    let last = gradient.len() - 1;
    if last == 0 {
        return Ok(());
    }
    let off = largest(&gradient);
    gradient[0] += off;
    gradient[last] -= 0.5 * off;
    let got = loss.wrong(&gradient);
    if got == [0, last] {
        return Ok(());
    }
    let reason = match got[..] {
        [one] if one == 0 || one == last => {
            "More than one may be wrong. Go on after the first that you find."
        }
        [a, b] if [b, a] == [0, last] => "In rising order, is asked.",
        _ => "Each slope is looked at by itself, whatever the others are.",
    };
    let seen = format!(
        "{} Slopes 0 and {last} are wrong by far; your answer is {got:?}.",
        loss.told()
    );
    Err(Failure::unknown(seen).because(Some(reason)))
}

/// Why a verdict is wrong where slope `i` is, which is found or not if it
/// is off by far.
fn reason_of_verdict(
    got: &[usize],
    i: usize,
    found: bool,
) -> Option<&'static str> {
    if got == [i + 1] {
        return Some("The parameters are counted from 0 on.");
    }
    if got.len() > 1 {
        return Some(
            "Right ones are named with it. Look at each slope by itself, \
             whatever the others are.",
        );
    }
    if got == [0] {
        return Some(
            "It says 0 where another one is wrong. Which ones, is asked: their \
             numbers.",
        );
    }
    let reason = match found {
        true => {
            "Off by far it is found, off by little it is not: the bound is a \
             thousandth of the largest size among all slopes."
        }
        false => {
            "Nor is it found if it is off by far. With what do you compare the \
             difference, and does anything lie above that?"
        }
    };
    got.is_empty().then_some(reason)
}

/// Whether a slope that is wrong by far is found in a loss of common size, and
/// not in one that is a thousand million times as small.
fn fixed() -> bool {
    let found = |scale: f64, off: f64| {
        let loss = Loss {
            name: "of squares",
            scale,
            each: |w| (w * w, 2.0 * w),
            factors: vec![2.0],
            at: vec![7.3],
        };
        let gradient = [(1.0 + off) * loss.gradient()[0]];
        loss.wrong(&gradient) == [0]
    };
    let [up, down] = [3.0, -3.0];
    (found(1.0, up) || found(1.0, down))
        && !found(1e-9, up)
        && !found(1e-9, down)
}

/// Whether slopes that are wrong to one side only are found.
fn signed(loss: &Loss) -> bool {
    let right = loss.gradient();
    let largest = largest(&right);
    let found = |off: f64| {
        let mut gradient = right.clone();
        gradient[0] += off * largest;
        loss.wrong(&gradient) == [0]
    };
    found(3.0) != found(-3.0)
}
