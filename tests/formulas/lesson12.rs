//! The formulas of lesson 12: shapes, not pixels.

use burn::tensor::{module::conv2d, ops::ConvOptions};

use crate::common::*;

pub const FORMULAS: &[Row] = &[
    (
        "convolution",
        r"z_{ij} = \sum_{u} \sum_{v} w_{uv}\, x_{i+u,\,j+v}",
        convolution,
    ),
    ("map-side", r"n - k + 1 + 2p", map_side),
    (
        "filter-gradient",
        r"\frac{\partial L}{\partial w_{uv}} = \sum_{i} \sum_{j} G_{ij}\, x_{i+u,\,j+v}",
        filter_gradient,
    ),
    (
        "pixel-gradient",
        r"\frac{\partial L}{\partial x_{rs}} = \sum_{u} \sum_{v} G_{r-u,\,s-v}\, w_{uv}",
        pixel_gradient,
    ),
    (
        "convolution-cost",
        r"\text{parameters: } m\,(c\,k^2 + 1), \qquad \text{products: } m\,c\,k^2 n^2",
        convolution_cost,
    ),
    ("filter-uses", r"(3n - 2)^2", filter_uses),
    (
        "moves-along",
        r"x'_{ij} = x_{i,\,j-1} \quad \Rightarrow \quad z'_{ij} = z_{i,\,j-1}",
        moves_along,
    ),
    (
        "receptive-field",
        r"r_l = r_{l-1} + (k_l - 1)\, s_{l-1}, \qquad s_l = s_{l-1} \text{ or, behind pooling, } k_l\, s_{l-1}",
        receptive_field,
    ),
    (
        "paired-interval",
        r"\bar d \pm 1.96\, \frac{s}{\sqrt{n}}",
        paired_interval,
    ),
    (
        "residual-growth",
        r"z_l = z_{l-1} + f(z_{l-1}), \qquad \text{mean square } (1 + c)^l",
        residual_growth,
    ),
    (
        "normalise",
        r"\hat z = \frac{z - \text{mean}(z)}{\sqrt{\text{var}(z) + \epsilon}}",
        normalise,
    ),
    ("normalised-growth", r"1 + c\,l", normalised_growth),
];

/// An image of side 5, a filter of side 3, and a gradient by the map.
fn example() -> (Vec<f64>, Vec<f64>, Vec<f64>) {
    let numbers = |n: usize, by: f64| -> Vec<f64> {
        (0..n).map(|i| (by * (i + 1) as f64).sin()).collect()
    };
    (numbers(25, 1.3), numbers(9, 2.1), numbers(9, 0.7))
}

/// The map as the formula has it.
fn map(x: &[f64], w: &[f64]) -> Vec<f64> {
    let mut z = vec![0.0; 9];
    for i in 0..3 {
        for j in 0..3 {
            for u in 0..3 {
                for v in 0..3 {
                    z[3 * i + j] += w[3 * u + v] * x[5 * (i + u) + j + v];
                }
            }
        }
    }
    z
}

/// burn's map of one image and one filter, with a border.
fn by_burn(x: &[f64], w: &[f64], border: usize) -> Tensor<4> {
    let square = |values: &[f64]| {
        let side = values.len().isqrt();
        tensor(values, &cpu()).reshape([1, 1, side, side])
    };
    let border = [border, border];
    let options = ConvOptions::new([1, 1], border, [1, 1], 1);
    conv2d(square(x), square(w), None, options)
}

fn convolution() {
    let (x, w, _) = example();
    let got = to_host(by_burn(&x, &w, 0)).unwrap();
    all_close(&map(&x, &w), &got, 1e-14);
}

fn map_side() {
    for (n, k, p) in [(5, 3, 0), (5, 3, 1), (8, 5, 2), (9, 2, 0), (6, 1, 3)] {
        let z = by_burn(&vec![1.0; n * n], &vec![1.0; k * k], p);
        assert_eq!(z.dims(), [1, 1, n + 1 + 2 * p - k, n + 1 + 2 * p - k]);
    }
}

/// The derivatives of Σ G ∘ z by each number, by small differences.
fn slopes(f: impl Fn(&[f64]) -> Vec<f64>, at: &[f64]) -> Vec<f64> {
    let (_, _, g) = example();
    let by = |i: usize| {
        let loss = |value: f64| {
            let mut at = at.to_vec();
            at[i] = value;
            let z = f(&at);
            z.iter().zip(&g).map(|(z, g)| z * g).sum::<f64>()
        };
        slope(loss, at[i])
    };
    (0..at.len()).map(by).collect()
}

fn filter_gradient() {
    let (x, w, g) = example();
    // A map of the image, with the gradient for a filter.
    let got = map(&x, &g);
    all_close(&got, &slopes(|w| map(&x, w), &w), 1e-9);
}

fn pixel_gradient() {
    let (x, w, g) = example();
    let mut got = vec![0.0; 25];
    for r in 0..5_usize {
        for s in 0..5_usize {
            for u in 0..3 {
                for v in 0..3 {
                    let place = (r.checked_sub(u), s.checked_sub(v));
                    if let (Some(i @ 0..3), Some(j @ 0..3)) = place {
                        got[5 * r + s] += g[3 * i + j] * w[3 * u + v];
                    }
                }
            }
        }
    }
    all_close(&got, &slopes(|x| map(x, &w), &x), 1e-9);
}

/// One for each weight and bias; and one for each product in the loops.
fn convolution_cost() {
    for (c, m, k, n) in [(1, 8, 3, 8), (2, 3, 5, 4)] {
        let (mut weights, mut products) = (0, 0);
        for _ in 0..m {
            weights += 1; // the bias
            for _ in 0..c * k * k {
                weights += 1;
                (0..n * n).for_each(|_| products += 1);
            }
        }
        assert_eq!(weights, m * (c * k * k + 1));
        assert_eq!(products, m * c * k * k * n * n);
    }
}

/// Weight by weight, place by place: is there a pixel?
fn filter_uses() {
    for n in [3_i32, 8, 13] {
        let inside = |at: i32| (0..n).contains(&at);
        let mut uses = 0;
        for (u, v) in (0..9).map(|w| (w / 3 - 1, w % 3 - 1)) {
            for (i, j) in (0..n * n).map(|z| (z / n, z % n)) {
                uses += i32::from(inside(i + u) && inside(j + v));
            }
        }
        assert_eq!(uses, (3 * n - 2) * (3 * n - 2));
    }
}

/// On an image that is known without end: x_ij = sin(3i + 7j²).
fn moves_along() {
    let (_, w, _) = example();
    let x = |i: i32, j: i32| f64::from(3 * i + 7 * j * j).sin();
    let moved = |i: i32, j: i32| x(i, j - 1);
    let z = |x: &dyn Fn(i32, i32) -> f64, i: i32, j: i32| -> f64 {
        let product = |at: usize| {
            let (u, v) = (at as i32 / 3, at as i32 % 3);
            w[at] * x(i + u, j + v)
        };
        (0..9).map(product).sum()
    };
    for (i, j) in [(0, 0), (2, 5), (-4, 1)] {
        assert_eq!(z(&moved, i, j), z(&x, i, j - 1));
    }
}

/// Along a line: which inputs a unit depends on, as sets.
fn receptive_field() {
    // Side, and whether the squares stand side by side.
    let layers = [(3, false), (3, false), (2, true), (3, false), (3, true)];
    let (mut sees, mut step) = (1, 1);
    // The first and the last pixel that units 40 and 41 see.
    let range = |depth: usize, unit: usize| {
        let (mut first, mut last) = (unit, unit);
        for (side, pooling) in layers[..depth].iter().rev() {
            if *pooling {
                (first, last) = (side * first, side * last + side - 1);
            } else {
                (first, last) = (first - side / 2, last + side / 2);
            }
        }
        (first, last)
    };
    for (depth, (side, pooling)) in (1..).zip(layers) {
        sees += (side - 1) * step;
        step *= if pooling { side } else { 1 };
        let (first, last) = range(depth, 40);
        assert_eq!(last + 1 - first, sees);
        assert_eq!(range(depth, 41).0 - first, step);
    }
}

/// Differences that are −1, 0 or 1, drawn many times: the interval holds the
/// true mean in about 95 of 100.
fn paired_interval() {
    let (n, draws, truth) = (400, 1000, 0.1);
    let numbers = data::long_line(n * draws, 3).x; // uniform on [0, 1)
    let inside = numbers.chunks(n).filter(|uniform| {
        let d = uniform.iter().map(|u| match u {
            u if *u < 0.2 => 1.0,
            u if *u < 0.3 => -1.0,
            _ => 0.0,
        });
        let d: Vec<f64> = d.collect();
        let centre = mean(d.iter().copied());
        let squares: f64 = d.iter().map(|d| (d - centre).powi(2)).sum();
        let s = (squares / (n - 1) as f64).sqrt();
        (centre - truth).abs() < 1.96 * s / (n as f64).sqrt()
    });
    // Four standard deviations of a count of 1,000 at 0.95.
    let (inside, room) = (inside.count() as f64, 4.0 * 47.5_f64.sqrt());
    assert!((inside - 950.0).abs() < room, "{inside}");
}

/// Random signs for weights, each as likely as the other: all 2³ of three
/// units, and their mean square is exact.
fn residual_growth() {
    // f(z) = w·relu(z) for one unit, of z = ±1: half of them pass. With
    // w = ±√(2c) the mean square of f is c.
    let c: f64 = 0.7;
    let mut now: Vec<f64> = vec![1.0, -1.0];
    for l in 1..=4 {
        let w = (2.0 * c).sqrt();
        let sums = now.iter().flat_map(|z| {
            // By symmetry z and −z are as likely, w and −w too.
            [(*z, w), (*z, -w), (-z, w), (-z, -w)]
                .map(|(z, w)| z + w * z.max(0.0))
        });
        now = sums.collect();
        let square = mean(now.iter().map(|z| z * z));
        close(square, (1.0 + c).powi(l), 1e-12);
    }
}

fn normalise() {
    let (z, _, _) = example();
    let epsilon = 1e-5;
    let centre = mean(z.iter().copied());
    let variance = mean(z.iter().map(|z| (z - centre).powi(2)));
    let hat = z.iter().map(|z| (z - centre) / (variance + epsilon).sqrt());
    let hat: Vec<f64> = hat.collect();
    close(mean(hat.iter().copied()), 0.0, 1e-12);
    let square = mean(hat.iter().map(|z| z * z));
    close(square, variance / (variance + epsilon), 1e-12);
    // burn's, whose weights are 1 and biases 0 at first.
    let layer = burn::nn::LayerNormConfig::new(z.len()).init(&cpu());
    let row: Tensor<2> = tensor(&z, &cpu()).unsqueeze();
    all_close(&to_host(layer.forward(row).inner()).unwrap(), &hat, 1e-12);
}

/// A layer on what is normalised adds c each time.
fn normalised_growth() {
    let c: f64 = 0.7;
    // z = ±√v, normalised ±1; relu passes half; w = ±√(2c), by itself.
    let mut square = 1.0_f64;
    for l in 1..=4 {
        let root = square.sqrt();
        let w = (2.0 * c).sqrt();
        let sums = [(1.0, w), (1.0, -w), (-1.0, w), (-1.0, -w)]
            .map(|(sign, w): (f64, f64)| root * sign + w * sign.max(0.0));
        square = mean(sums.map(|z| z * z));
        close(square, 1.0 + c * f64::from(l), 1e-12);
    }
}
