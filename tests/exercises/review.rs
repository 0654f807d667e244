//! The bank of questions, the lines to put in order, and `tutor review`.

use std::{
    collections::BTreeSet,
    fs,
    io::Write,
    path::Path,
    process::{Output, Stdio},
};

use burn::tensor::Tensor;
use descent::{
    data::tensor,
    device::{self, Backend, Precision, to_host, value},
    loss::mse,
    model::{Line, Mlp},
};
use program::lesson;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use tutorials::{
    course::Chapter,
    review::{
        Topic, order,
        plan::{self, Asked, DISTANCES, QUESTIONS},
        question::{Form, Question, Verdict, in_order, show},
        topics,
    },
};

use crate::{TUTORIALS, learner::Learner};

#[path = "../../tutorials/orders/lesson3.rs"]
mod lesson3;
#[path = "../../tutorials/orders/lesson4.rs"]
mod lesson4;
#[path = "../../tutorials/orders/lesson5.rs"]
mod lesson5;
#[path = "../../tutorials/orders/lesson8.rs"]
mod lesson8;

fn topic(name: &str) -> Topic {
    let mut topics = topics().into_iter();
    topics.find(|topic| topic.name == name).expect(name)
}

/// Lessons 1 to 9 and `fit` have four topics or more, each with a name of its
/// own, in the order of the course.
#[test]
fn every_chapter_has_its_topics() {
    let topics = topics();
    let names: BTreeSet<_> = topics.iter().map(|topic| topic.name).collect();
    assert_eq!(names.len(), topics.len());
    assert!(topics.is_sorted_by_key(Topic::chapter));
    let chapters = (1..=9).map(Chapter::Lesson).chain([Chapter::Fit]);
    for chapter in chapters {
        let of_it = topics.iter().filter(|topic| topic.chapter() == chapter);
        assert!(of_it.count() >= 4, "{chapter:?}");
    }
    assert!(topics.iter().all(|topic| match topic.chapter() {
        Chapter::Lesson(number) => lesson::title(number).is_some(),
        Chapter::Fit => true,
    }));
}

/// The goals of the topics are those that their chapter lists, and every goal
/// has a topic.
#[test]
fn goals_are_those_of_the_chapters() {
    for of_it in topics().chunk_by(|a, b| a.chapter() == b.chapter()) {
        let page = of_it[0].chapter().page();
        let text = Path::new(TUTORIALS).join("..").join(&page);
        let text = fs::read_to_string(text).expect("a chapter");
        let list = text.split("you can\n\n").nth(1).expect("goals");
        let list = list.lines().map_while(|line| line.strip_prefix("- "));
        let listed: BTreeSet<_> = list.map(plain).collect();
        let goals = of_it.iter().map(|topic| topic.goal.to_owned());
        assert_eq!(goals.collect::<BTreeSet<_>>(), listed, "{page}");
    }
}

/// A line of a page without code marks and directives.
fn plain(line: &str) -> String {
    let mut text = line.trim_end_matches([';', '.']).replace('`', "");
    while let Some((before, rest)) = text.split_once("{{term ") {
        let (term, after) = rest.split_once("}}").expect("a directive ends");
        let shown = match term.split_once('"') {
            Some((_, quoted)) => quoted.trim_end_matches('"'),
            None => term,
        };
        text = format!("{before}{shown}{after}");
    }
    text
}

/// Whatever the seed: one right answer, no two alike, every wrong one with its
/// own explanation, and every answer is judged as it should be.
#[test]
fn every_question_is_sound() {
    for topic in topics() {
        for seed in 0..300 {
            let question = topic.ask(seed);
            let at = format!("{} {seed}: {question:?}", topic.name);
            assert_eq!(question, topic.ask(seed), "{at}");
            assert!(question.is_sound(), "{at}");
            assert!(
                question.why.len() > 10 && question.text.len() > 20,
                "{at}"
            );
            check(&question, &at);
        }
    }
}

fn check(question: &Question, at: &str) {
    let judged = |answer: &str| question.judge(answer).expect(at);
    match &question.form {
        Form::Choice { options } => {
            assert!((3..=5).contains(&options.len()), "{at}");
            let mut mistakes = BTreeSet::new();
            for (number, option) in (1..).zip(options) {
                let want = match &option.mistake {
                    None => Verdict::Right,
                    Some(mistake) => {
                        assert!(mistakes.insert(mistake), "{at}");
                        Verdict::Wrong(Some(mistake.clone()))
                    }
                };
                assert_eq!(judged(&number.to_string()), want, "{at}");
            }
            assert_eq!(mistakes.len() + 1, options.len(), "{at}");
            for wrong in ["0", "9", "", "x", "1 2"] {
                assert!(question.judge(wrong).is_err(), "{at}");
            }
        }
        Form::Number {
            right,
            tolerance,
            mistakes,
        } => {
            assert!(right.is_finite() && mistakes.len() >= 2, "{at}");
            // What is shown as the answer passes as one.
            assert_eq!(judged(&show(*right)), Verdict::Right, "{at}");
            for edge in [right - 0.99 * tolerance, right + 0.99 * tolerance] {
                assert_eq!(judged(&edge.to_string()), Verdict::Right, "{at}");
            }
            for wrong in mistakes {
                assert!(wrong.number.is_finite(), "{at}");
                // As it is, and rounded to four digits.
                for typed in [wrong.number.to_string(), show(wrong.number)] {
                    let Verdict::Wrong(Some(told)) = judged(&typed) else {
                        panic!("{typed} {at}");
                    };
                    // Two mistakes may lead to the same number.
                    let same = mistakes.iter().filter(|other| {
                        show(other.number) == show(wrong.number)
                    });
                    let mut same = same.map(|other| &other.mistake);
                    assert!(same.any(|mistake| *mistake == told), "{at}");
                }
            }
            for wrong in ["", "x", "1/0", "inf", "NaN", "1 2"] {
                assert!(question.judge(wrong).is_err(), "{wrong} {at}");
            }
        }
        Form::Order { .. } => {} // below
    }
}

/// The numbers in a text, in its order.
fn numbers(text: &str) -> Vec<f64> {
    let is = |c: char| c.is_ascii_digit() || c == '.' || c == '−';
    let words = text.split(|c| !is(c)).map(|w| w.trim_end_matches('.'));
    let words = words.map(|word| word.replace('−', "-"));
    words.filter_map(|word| word.parse().ok()).collect()
}

/// Right answers once more, by another way than the formula: by running what
/// the question describes, by differences, by counting. 20 seeds each.
#[test]
fn right_answers_agree_with_what_happens() {
    // Whether a bowl with these curvatures is descended with this rate.
    let remains = |curvatures: &[f64], lr: f64, updates: i32| {
        let left = curvatures
            .iter()
            .map(|l| (1.0 - lr * l).abs().powi(updates));
        left.fold(0.0, f64::max)
    };
    let slope =
        |f: &dyn Fn(f64) -> f64, at: f64| (f(at + 1e-4) - f(at - 1e-4)) / 2e-4;
    type Way<'a> = &'a dyn Fn(&[f64], f64) -> f64;
    let limit: Way = &|n, right| {
        let (below, above) = (0.999 * right, 1.001 * right);
        let converges = remains(n, below, 20_000) < 1e-3;
        let diverges = remains(n, above, 20_000) > 1e3;
        if converges && diverges {
            right
        } else {
            f64::NAN
        }
    };
    let ways: &[(&str, Way)] = &[
        ("3.limit", limit),
        ("6.largest", limit),
        ("6.best", &|n, _| {
            // The rate of a fine grid that leaves least.
            let rates = (1..40_000).map(|i| f64::from(i) / 4e4 * 2.0 / n[1]);
            let best = |a: &f64, b: &f64| {
                remains(n, *a, 1).total_cmp(&remains(n, *b, 1))
            };
            rates.min_by(best).unwrap()
        }),
        ("6.slow", &|n, _| {
            let (low, high) = (1.0, n[0]);
            remains(&[low, high], 2.0 / (low + high), 1)
        }),
        ("3.slope", &|n, _| {
            let loss = |a: f64| {
                let e = |x: f64, y: f64| (a * x + n[5] - y).powi(2);
                (e(n[0], n[1]) + e(n[2], n[3])) / 2.0
            };
            slope(&loss, n[4])
        }),
        ("4.point", &|n, _| {
            slope(&|a| (a * n[0] + n[3] - n[1]).powi(2), n[2])
        }),
        ("4.twice", &|n, _| slope(&|w| w * w + n[0] * w, n[1])),
        ("4.pile", &|n, _| {
            let sum = (0..n[2] as usize).fold(0.0, |sum, _| sum + n[0]);
            sum * n[1]
        }),
        ("5.updates", &|n, _| {
            let points: Vec<_> = (0..n[0] as usize).collect();
            points.chunks(n[1] as usize).count() as f64 * n[2]
        }),
        ("5.report", &|n, _| {
            let of = |points: f64, loss| vec![loss; points as usize];
            let all = [of(n[0] * n[1], n[2]), of(n[3], n[4])].concat();
            all.iter().sum::<f64>() / all.len() as f64
        }),
        ("5.weight", &|n, _| {
            let points: Vec<_> = (0..n[0] as usize).collect();
            let last = points.chunks(n[1] as usize).last().unwrap();
            last.len() as f64 / n[1]
        }),
        ("3.rmse", &|n, _| {
            let rmse = |b: f64| (n[0] + n[1] * b).sqrt();
            slope(&rmse, 0.0)
        }),
        ("6.hessian", &|n, _| {
            // Second differences of the MSE along a, for some y and b.
            let points = n.iter().zip([0.3, -1.0, 2.0]);
            let mse = |a: f64| {
                let e = |(x, y): (&f64, f64)| (a * x + 0.7 - y).powi(2);
                points.clone().map(e).sum::<f64>() / 3.0
            };
            mse(1.5) - 2.0 * mse(0.5) + mse(-0.5)
        }),
        ("6.cycle", &|n, _| {
            // One axis, from the place with the loss that is given: an update
            // leads to the place with the other one.
            let [lr, mu, loss] = n[..] else { panic!() };
            let (root, at) = (mu.sqrt(), loss / mu.sqrt());
            root * (at - lr * root * at.signum()).abs()
        }),
        ("6.cosine", &|n, _| {
            let turn = std::f64::consts::PI * n[3] / n[2];
            n[0] / 2.0 * (1.0 + turn.cos())
        }),
        ("7.momentum", &|n, _| {
            (0..5000).fold(0.0, |v, _| n[0] * v + 1.0)
        }),
        ("7.second", &|n, _| {
            n[1..].iter().fold(0.0, |v, g| n[0] * v + g)
        }),
        ("7.adam", &|n, _| {
            let [lr, beta1, beta2, g] = n[..4] else {
                panic!()
            };
            let m = (1.0 - beta1) * g / (1.0 - beta1);
            let s: f64 = (1.0 - beta2) * g * g / (1.0 - beta2);
            lr * m / s.sqrt()
        }),
        ("7.adagrad", &|n, _| {
            let squares = (0..n[2] as usize).fold(0.0, |s, _| s + n[1] * n[1]);
            n[0] * n[1] / f64::sqrt(squares)
        }),
        ("7.memory", &|n, _| {
            // The μ of a fine grid, and the rate, with which the slower axis
            // of the two, 1 and κ, is fastest: by the matrix of lesson 7.
            let radius = |mu: f64, eta: f64| {
                let of = |lambda: f64| {
                    let sum = 1.0 + mu - eta * lambda;
                    let under = sum * sum / 4.0 - mu;
                    match under < 0.0 {
                        true => mu.sqrt(),
                        false => (sum / 2.0).abs() + under.sqrt(),
                    }
                };
                of(1.0).max(of(n[0]))
            };
            let mut best = (f64::INFINITY, 0.0);
            for i in 1..400 {
                for j in 1..400 {
                    let mu = f64::from(i) / 400.0;
                    let eta = f64::from(j) / 100.0 / n[0];
                    let found = radius(mu, eta);
                    if found < best.0 {
                        best = (found, mu);
                    }
                }
            }
            best.1
        }),
        ("7.dampening", &|n, right| {
            let steps = |lr: f64, of: f64| {
                let gradients = [3.0, -1.0, 2.0, 0.5].into_iter();
                let moved = gradients.scan(0.0, |v, g| {
                    *v = 0.9 * *v + of * g;
                    Some(lr * *v)
                });
                moved.sum::<f64>()
            };
            let off = steps(n[0], 1.0) - steps(right, 1.0 - n[1]);
            right + off
        }),
        ("8.depth", &|n, right| {
            let [layers] = n[..] else { panic!() };
            // Twice, three or four times: the number of layers is all there
            // is in figures.
            let part = right.powf(1.0 / layers).round();
            (0..layers as usize).fold(1.0, |all, _| all * part)
        }),
        ("9.softmax", &|n, _| {
            let [_, others, base, k] = n[..] else {
                panic!()
            };
            let high = (base + k.ln()).exp();
            high / (high + others * base.exp())
        }),
        ("9.gradient", &|n, right| {
            // Two classes, the first with this probability, by its score.
            let [images, p] = n[..] else { panic!() };
            let label = right < 0.0;
            let loss = |z: f64| {
                let first = 1.0 / (1.0 + (-z).exp());
                let of_label = if label { first } else { 1.0 - first };
                -of_label.ln() / images
            };
            slope(&loss, (p / (1.0 - p)).ln())
        }),
        ("9.deviation", &|n, _| {
            // The binomial distribution, summed.
            let [percent, images] = n[..] else { panic!() };
            let a = percent / 100.0;
            let mut log = images * f64::ln(1.0 - a); // of the chance
            let mut variance = 0.0;
            for k in 0..=images as u32 {
                let k = f64::from(k);
                variance += log.exp() * (k / images - a).powi(2);
                log += ((images - k) / (k + 1.0) * a / (1.0 - a)).ln();
            }
            100.0 * variance.sqrt()
        }),
        ("F.intercept", &|n, _| {
            // The line with this slope through the point of the means.
            let [x, y, a] = n[..] else { panic!() };
            let at = |b: f64| a * x + b - y;
            -at(0.0)
        }),
    ];
    for (name, way) in ways {
        for seed in 0..20 {
            let question = topic(name).ask(seed);
            let Form::Number { right, .. } = question.form else {
                panic!("{name} asks for a number");
            };
            let found = way(&numbers(&question.text), right);
            // Grids and differences are this near; the rest is exact.
            let near = match *name {
                "7.memory" => 0.01,
                "6.best" => 1e-3 * right,
                _ => 1e-6 * right.abs().max(1.0),
            };
            let off = (found - right).abs();
            assert!(off <= near, "{name} {seed}: {found}, not {right}");
        }
    }
}

/// What burn gives for a tensor that nobody asked a gradient for.
#[test]
fn a_tensor_without_require_grad_has_no_gradient() {
    let device = device::open(Backend::Flex, Precision::F64).unwrap();
    let w = tensor(&[3.0], &device).autodiff();
    let b = tensor(&[1.0], &device).autodiff().require_grad();
    let grads = (w.clone() * b.clone()).square().backward();
    assert!(w.grad(&grads).is_none());
    assert_eq!(value(b.grad(&grads).unwrap()).unwrap(), 18.0);
}

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
fn answer(question: &Question, places: &[usize]) -> String {
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

/// Right answers come again at growing distances, a wrong one at once.
#[test]
fn distances_grow() {
    let (mut day, mut asked) = (100, None);
    let mut came = Vec::new();
    for _ in 0..6 {
        let now = Asked::after(asked, day, true);
        came.push(now.due() - day);
        (day, asked) = (now.due(), Some(now));
    }
    assert_eq!(came[..4], DISTANCES);
    assert_eq!(came[4..], [21, 21]);
    let missed = Asked::after(asked, day, false);
    assert_eq!((missed.due(), missed.streak, missed.times), (day, 0, 7));
    assert_eq!(Asked::after(Some(missed), day, true).due(), day + 1);
    // Ahead of time nothing grows.
    let early = Asked {
        day,
        streak: 3,
        times: 3,
    };
    assert_eq!(Asked::after(Some(early), day + 2, true).streak, 3);
}

/// A session: what was missed first, no more than ten, nothing before its day.
#[test]
fn a_session_begins_with_what_was_missed() {
    let topics = topics();
    let missed = ["9.loss", "2.mse"];
    let known = |name: &str| {
        let asked = |streak| {
            Some(Asked {
                day: 50,
                streak,
                times: 1,
            })
        };
        match name {
            name if missed.contains(&name) => asked(0),
            "1.best" => asked(4),
            "1.counts" => asked(1),
            _ => None,
        }
    };
    let names = |day| -> Vec<&str> {
        let session = plan::session(&topics, known, day);
        session.into_iter().map(|topic| topic.name).collect()
    };
    let on = names(51);
    assert_eq!(on.len(), QUESTIONS);
    assert_eq!(on, names(51), "the same day, the same session");
    assert_ne!(on[2..], names(52)[2..], "another day, another one");
    let first: BTreeSet<_> = on[..2].iter().copied().collect();
    assert_eq!(first, missed.into_iter().collect());
    assert!(on.contains(&"1.counts"), "it is due");
    assert!(!on.contains(&"1.best"), "that is due on day 71");
    let lessons: BTreeSet<_> = on.iter().map(|name| &name[..1]).collect();
    assert!(lessons.len() >= 4, "mixed: {on:?}");
}

/// A learner with this progress.
fn learner(progress: &str) -> Learner {
    let learner = Learner::new();
    fs::write(learner.file("progress.txt"), progress).expect("noted");
    learner
}

/// Runs the tutor with these lines typed.
fn types(learner: &Learner, arguments: &[&str], lines: &str) -> Output {
    let mut child = learner
        .command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the tutor runs");
    let mut stdin = child.stdin.take().expect("piped");
    // It may have ended before it reads.
    let _ = stdin.write_all(lines.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

/// What it says to these lines; it must succeed.
fn says(learner: &Learner, arguments: &[&str], lines: &str) -> String {
    let output = types(learner, arguments, lines);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn progress(learner: &Learner) -> String {
    String::from_utf8(learner.progress()).expect("UTF-8")
}

/// With nothing done it asks about lesson 1; the end of the input is a good
/// end; the same day begins with the same question.
#[test]
fn review_begins_with_lesson_1() {
    let learner = self::learner("future fact\n");
    let day = ["review", "--day", "20000"];
    let told = says(&learner, &day, "");
    assert!(told.starts_with("No exercise is solved yet"), "{told}");
    assert!(told.contains("1 of 7. Lesson 1: Random data"), "{told}");
    assert!(told.contains("You can "), "{told}");
    assert!(told.contains("Right at the first try: 0 of 0"), "{told}");
    assert_eq!(told, says(&learner, &day, "quit\n"));
    assert_eq!(progress(&learner), "future fact\n");
}

/// A whole session, typed right or wrong: it is noted, comes again in its
/// time, and what was missed comes first.
#[test]
fn a_session_is_kept() {
    let learner = self::learner("done 21_signs\ndone 11_noise\n");
    let chapters = [Chapter::Lesson(1), Chapter::Lesson(2)];
    let all: Vec<_> = topics()
        .into_iter()
        .filter(|topic| chapters.contains(&topic.chapter()))
        .collect();
    let day = 20_000;
    let session = plan::session(&all, |_| None, day);
    let (mut lines, mut expected) = (String::new(), Vec::new());
    for (i, topic) in session.iter().enumerate() {
        let question = topic.ask(plan::seed(day, topic.name, 0));
        let wrong = i == 3;
        // What is no answer at all is asked again, and counts as nothing.
        lines += "what?\n\n";
        if wrong {
            lines += &format!("{}\n", wrong_answer(&question));
        }
        lines += &format!("{}\n", right_answer(&question));
        let streak = usize::from(!wrong);
        expected.push(format!("review {} {day} {streak} 1", topic.name));
    }
    let told = says(&learner, &["review", "--day", "20000"], &lines);
    assert!(told.contains("Right at the first try: 9 of 10."), "{told}");
    assert_eq!(told.matches("Try once more.").count(), 1, "{told}");
    let facts = progress(&learner);
    let noted: Vec<_> = facts.lines().skip(2).collect();
    assert_eq!(noted, expected);

    // The same day: what was missed comes first, with other numbers.
    let missed = session[3];
    let again = says(&learner, &["review", "--day", "20000"], "");
    let question = missed.ask(plan::seed(day, missed.name, 1));
    let text = question
        .text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(again.contains(&text), "{again}");
    // In a month everything is due.
    let later = says(&learner, &["review", "--day", "20030"], "");
    assert!(later.contains("1 of 10."), "{later}");
}

fn right_answer(question: &Question) -> String {
    match &question.form {
        Form::Choice { options } => {
            let right = options.iter().position(|o| o.mistake.is_none());
            (right.expect("one is right") + 1).to_string()
        }
        Form::Number { right, .. } => show(*right),
        Form::Order { lines, .. } => {
            let all: Vec<_> = (0..in_order(lines).len()).collect();
            answer(question, &all)
        }
    }
}

fn wrong_answer(question: &Question) -> String {
    match &question.form {
        Form::Choice { options } => {
            let wrong = options.iter().position(|o| o.mistake.is_some());
            (wrong.expect("one is wrong") + 1).to_string()
        }
        Form::Number { mistakes, .. } => mistakes[0].number.to_string(),
        Form::Order { .. } => "1".into(),
    }
}

/// Nothing is due: it says when, and asks nothing.
#[test]
fn nothing_is_due() {
    let lesson = topics()
        .into_iter()
        .filter(|topic| topic.chapter() == Chapter::Lesson(1));
    let facts =
        lesson.map(|topic| format!("review {} 20000 2 2\n", topic.name));
    let learner = self::learner(&facts.collect::<String>());
    let told = says(&learner, &["review", "--day", "20001"], "");
    assert!(
        told.ends_with("The next questions come in 2 days."),
        "{told}"
    );
}

/// Lines in order on the command line: two tries, then the answer.
#[test]
fn the_tutor_asks_for_an_order() {
    let learner = self::learner("");
    let seed = plan::seed(20_000, "4.order", 0);
    let question = topic("4.order").ask(seed);
    let right = right_answer(&question);
    let order = ["order", "4", "--day", "20000"];
    let told = says(&learner, &order, &format!("{right}\n"));
    assert!(told.contains("Right. Forward to the loss"), "{told}");
    assert_eq!(progress(&learner), "review 4.order 20000 1 1\n");
    let learner = self::learner("");
    let told = says(&learner, &order, "1\n1 2\n");
    assert!(
        told.contains("This is the order: let loss = mse("),
        "{told}"
    );
    assert_eq!(progress(&learner), "review 4.order 20000 0 1\n");
    let refused = types(&learner, &["order", "7"], "");
    assert_eq!(refused.status.code(), Some(2));
    let line = String::from_utf8(refused.stderr).expect("UTF-8");
    assert!(line.ends_with("choose 3, 4, 5, 8\n"), "{line}");
}
