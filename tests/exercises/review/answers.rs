//! Right answers once more, by another way than the bank's.

use descent::{
    data::tensor,
    device::{self, Backend, Precision, value},
    model::by_qr,
};
use tutorials::review::question::Form;

use super::topic;

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
        ("10.excess", &|n, _| {
            // Each point's share in its own prediction, added up: any x do.
            let [degree, points, variance] = n[..] else {
                panic!()
            };
            let x = (0..points as i32).map(|i| (f64::from(i) * 0.7).sin());
            let x: Vec<_> = x.collect();
            let power = |j| x.iter().map(|x| x.powi(j)).collect();
            let columns: Vec<Vec<f64>> =
                (0..=degree as i32).map(power).collect();
            let own = |i: usize| {
                let unit = |k| f64::from(u8::from(k == i));
                let unit: Vec<_> = (0..x.len()).map(unit).collect();
                let w = by_qr(columns.clone(), &unit).params;
                let terms = w.iter().zip(&columns).map(|(w, c)| w * c[i]);
                terms.sum::<f64>()
            };
            variance * (0..x.len()).map(own).sum::<f64>() / points
        }),
        ("10.ridge", &|n, _| {
            // A descent from 0 to where both pulls are equal.
            let [lambda, _, alpha] = n[..] else { panic!() };
            let update = |w: f64| w - 0.1 * (lambda * (w - 1.0) + alpha * w);
            (0..5000).fold(0.0, |w, _| update(w))
        }),
        ("10.stop", &|n, _| {
            // Along an axis that is all but flat both have come as far.
            let [lr, _, updates] = n[..] else { panic!() };
            let lambda = 1e-9;
            let part = -(updates * (-lr * lambda).ln_1p()).exp_m1();
            lambda / part - lambda
        }),
        ("11.shares", &|n, _| {
            let [u, v, a] = n[..] else { panic!() };
            slope(&|a| u * (a * a) + v * (a * a), a)
        }),
        ("F.intercept", &|n, _| {
            // The line with this slope through the point of the means.
            let [x, y, a] = n[..] else { panic!() };
            let at = |b: f64| a * x + b - y;
            -at(0.0)
        }),
        ("F.baseline", &|n, _| {
            // Name by name: the larger class, counted.
            let [all, ill] = n[..] else { panic!() };
            (1..=all as usize).filter(|i| *i as f64 > ill).count() as f64 / all
        }),
        ("C.factor", &|n, _| {
            // The losses of two places, an update apart.
            let loss = |w: f64| n[0] / 2.0 * w * w;
            let update = |w: f64| w - n[2] * n[0] * w;
            loss(update(3.0)) / loss(3.0)
        }),
        ("C.rows", &|n, _| {
            // Of a sum over copies of one row, by its curvature 2/limit.
            let [few, limit, many] = n[..] else { panic!() };
            let of_row = 2.0 / limit / few;
            2.0 / (0..many as usize).map(|_| of_row).sum::<f64>()
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
