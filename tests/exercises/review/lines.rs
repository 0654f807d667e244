//! Lines to put in order: which orders pass, and that the right one runs.

use std::{collections::BTreeSet, fs, path::Path};

use burn::tensor::Tensor;
use descent::{
    data::tensor,
    device::{self, Backend, Precision, to_host, value},
    loss::mse,
    model::{Line, Mlp},
};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use tutorials::review::{
    order,
    question::{Form, Question, Verdict, in_order},
};

use super::topic;
use crate::TUTORIALS;

#[path = "../../../tutorials/orders/lesson3.rs"]
mod lesson3;
#[path = "../../../tutorials/orders/lesson4.rs"]
mod lesson4;
#[path = "../../../tutorials/orders/lesson5.rs"]
mod lesson5;
#[path = "../../../tutorials/orders/lesson8.rs"]
mod lesson8;

/// All orders of the numbers 0 to n − 1.
fn permutations(n: usize) -> Vec<Vec<usize>> {
    if n == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for shorter in permutations(n - 1) {
        for at in 0..n {
            let mut longer = shorter.clone();
            longer.insert(at, n - 1);
            all.push(longer);
        }
    }
    all
}

/// The answer that puts the lines at these places in this order.
pub fn answer(question: &Question, places: &[usize]) -> String {
    let Form::Order { lines, .. } = &question.form else {
        panic!("lines to order");
    };
    let number = |place: &usize| {
        let at = lines.iter().position(|line| line.place == Some(*place));
        (at.expect("the line is there") + 1).to_string()
    };
    places.iter().map(number).collect::<Vec<_>>().join(" ")
}

/// Every line of the file is explained, and so is every one that belongs
/// nowhere; the right order passes; a line too many, one too few, and whatever
/// is no list of lines does not.
#[test]
fn lines_to_order_are_whole() {
    for lesson in order::lessons() {
        let question = topic(&format!("{lesson}.order")).ask(7);
        let Form::Order { lines, rules } = &question.form else {
            panic!("{lesson} has lines");
        };
        let right = in_order(lines);
        let count = right.len();
        let file = format!("orders/lesson{lesson}.rs");
        let file = fs::read_to_string(Path::new(TUTORIALS).join(file)).unwrap();
        let between = file.split("// ANCHOR: lines\n").nth(1).unwrap();
        let between = between.split("// ANCHOR_END").next().unwrap();
        let code = between.lines().map(str::trim);
        let code = code.filter(|line| !["}", ""].contains(line));
        assert!(code.eq(right.iter().map(|line| line.code.as_str())));
        let codes: BTreeSet<_> = lines.iter().map(|line| &line.code).collect();
        assert_eq!(codes.len(), lines.len(), "{lesson}: two lines are alike");
        assert!(lines.len() >= count + 3 && lines.len() <= 12, "{lesson}");
        for rule in rules {
            assert!(rule.first < count && rule.then < count, "{lesson}");
        }

        let all: Vec<usize> = (0..count).collect();
        let given = answer(&question, &all);
        assert_eq!(question.judge(&given), Ok(Verdict::Right));
        assert_eq!(question.right().lines().count(), count);
        for (missing, line) in right.iter().enumerate() {
            let mut less = all.clone();
            less.remove(missing);
            let found = question.judge(&answer(&question, &less));
            let Ok(Verdict::Wrong(Some(why))) = found else {
                panic!("{lesson}: {found:?} without line {missing}");
            };
            assert!(why.ends_with(&line.mistake), "{why}");
        }
        for (number, line) in (1..).zip(lines) {
            if line.place.is_none() {
                let more = format!("{given} {number}");
                let found = question.judge(&more);
                let why = format!("`{}`: {}", line.code, line.mistake);
                assert_eq!(found, Ok(Verdict::Wrong(Some(why))));
            }
        }
        for wrong in ["", "x", "0", "99", "1 1", "1 2 2"] {
            assert!(question.judge(wrong).is_err(), "{lesson}: {wrong}");
        }
        assert_eq!(question.judge(&given.replace(' ', ",")), {
            Ok(Verdict::Right)
        });
    }
}

/// A sum that is used before its line is not yet there, and one before the
/// batches does not begin anew in each.
#[test]
fn a_sum_in_the_wrong_place_is_told_why() {
    let question = topic("5.order").ask(1);
    for (places, told) in [
        (&[0, 1, 2, 4, 5, 3][..], "There is no `sum` yet"),
        (&[0, 1, 2, 4, 3, 5], "There is no `sum` yet"),
        (
            &[0, 1, 2, 5, 3],
            "w moves by a `sum` that does not exist yet",
        ),
        (&[0, 1, 3, 2, 4, 5], "does not begin at 0 in each"),
        (&[3, 0, 1, 2, 4, 5], "does not begin at 0 in each"),
    ] {
        let found = question.judge(&answer(&question, places));
        let Ok(Verdict::Wrong(Some(why))) = found else {
            panic!("{places:?}: {found:?}");
        };
        assert!(why.contains(told), "{places:?}: {why}");
    }
}

/// Which orders pass. Lesson 3: exactly those that compute the same, of all
/// 120, run with a line for a step. In the others only that of the file.
#[test]
fn equally_right_orders_pass_and_no_others() {
    let question = topic("3.order").ask(1);
    let mut passed = 0;
    for places in permutations(5) {
        let passes =
            question.judge(&answer(&question, &places)) == Ok(Verdict::Right);
        passed += usize::from(passes);
        let ended = run_lines(&places);
        let same = ended == run_lines(&[0, 1, 2, 3, 4]);
        assert_eq!(passes, same, "{places:?}: {ended:?}");
    }
    // 4! / (2! 2!) ways to mix two lines of a with two of b.
    assert_eq!(passed, 6);
    for lesson in ["4", "5", "8"] {
        let question = topic(&format!("{lesson}.order")).ask(1);
        let Form::Order { lines, .. } = &question.form else {
            panic!("{lesson} has lines");
        };
        let count = in_order(lines).len();
        let passes = |places: &Vec<usize>| {
            question.judge(&answer(&question, places)) == Ok(Verdict::Right)
        };
        let passed: Vec<_> =
            permutations(count).into_iter().filter(passes).collect();
        assert_eq!(passed, [(0..count).collect::<Vec<_>>()], "{lesson}");
    }
}

/// Lesson 3's lines in this order on two points, two rounds: (a, b), or nothing
/// if a name is used before it is there.
fn run_lines(places: &[usize]) -> Option<[f64; 2]> {
    let (x, y) = ([1.0, 3.0], [2.0, 7.0]);
    let [mut a, mut b] = [0.5, -1.0];
    for _ in 0..2 {
        let (mut error, mut by_a, mut by_b) = (None, None, None);
        for place in places {
            match place {
                0 => error = Some([0, 1].map(|i| a * x[i] + b - y[i])),
                1 => {
                    let e: [f64; 2] = error?;
                    by_a = Some(e[0] * x[0] + e[1] * x[1]);
                }
                2 => by_b = error.map(|e| e[0] + e[1]),
                3 => a -= 0.1 * by_a?,
                _ => b -= 0.1 * by_b?,
            }
        }
    }
    Some([a, b])
}

/// The right orders run: they end where they should.
#[test]
fn right_orders_run() {
    let device = device::open(Backend::Flex, Precision::F64).unwrap();
    // y = 3x + 8: the minimum has no error.
    let x = [0.0, 0.5, 1.0, 2.0];
    let y = x.map(|x| 3.0 * x + 8.0);
    let of = |values: &[f64]| tensor(values, &device);
    let start = [of(&[-1.0]), of(&[1.0])];
    let ended = lesson3::descend(of(&x), of(&y), start, 0.2, 300);
    let by_hand = ended.map(|w| value(w).unwrap());
    let columns = Line::columns(of(&x));
    let start = of(&[-1.0, 1.0]);
    let w = lesson4::descend(columns, of(&y), start, 0.2, 300).unwrap();
    let by_autodiff = to_host(w).unwrap();
    for (i, want) in [3.0, 8.0].into_iter().enumerate() {
        // The slowest axis leaves less than 1e-9 of the way after so many.
        assert!((by_hand[i] - want).abs() < 1e-6, "{by_hand:?}");
        assert!((by_autodiff[i] - by_hand[i]).abs() < 1e-9);
    }

    let mut points: Vec<_> = (1..=7).map(|i| f64::from(i) / 7.0).collect();
    points.reverse();
    let mut points: Vec<_> = points.iter().map(|x| (*x, -2.0 * x)).collect();
    let mut generator = ChaCha8Rng::seed_from_u64(3);
    let w = lesson5::descend(&mut points, 1.0, 0.3, 2, 200, &mut generator);
    assert!((w + 2.0).abs() < 1e-9, "{w}");

    let x: Vec<_> = (-8..=8).map(|i| f64::from(i) / 8.0).collect();
    let y: Vec<_> = x.iter().map(|x| x * x).collect();
    let column: Tensor<2> = of(&x).unsqueeze_dim(1);
    let model = Mlp::new([1, 8, 1], 1, &device);
    let loss = |model: &Mlp| {
        let y_pred = model.forward(column.clone()).squeeze_dim(1);
        value(mse(y_pred.inner(), of(&y))).unwrap()
    };
    let before = loss(&model);
    let model = lesson8::learn(model, column.clone(), of(&y), 0.02, 200);
    let after = loss(&model);
    assert!(after < 0.05 * before, "{before}, then {after}");
}
