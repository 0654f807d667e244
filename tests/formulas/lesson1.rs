//! The formulas of lesson 1: data.

use crate::common::*;

pub const FORMULAS: &[Row] = &[
    ("line", r"y = a x + b", line),
    (
        "rounding",
        r"\frac{|\text{stored} - \text{true}|}{|\text{true}|} \le \begin{cases} 2^{-24} \approx 6 \cdot 10^{-8} & \text{in float32} \\ 2^{-53} \approx 10^{-16} & \text{in float64} \end{cases}",
        rounding,
    ),
    ("quadratic-truth", r"y = 5x^2 - 3x + 3", quadratic_truth),
    (
        "linspace",
        r"x_i = -5 + \frac{10}{99}\, i",
        linspace_by_index,
    ),
    (
        "noisy-line",
        r"y_i = 3 + 2 x_i + \varepsilon_i, \qquad \varepsilon_i \text{ uniform on } [0, 1)",
        noisy_line,
    ),
    (
        "column-of-ones",
        r"(x_i, \; 1) \cdot (a, \; b) = x_i \cdot a + 1 \cdot b",
        column_of_ones,
    ),
    (
        "noise-mean",
        r"\mathrm{E}\,\varepsilon = \frac{1}{2}",
        noise_mean,
    ),
    ("noise-variance", r"\sigma^2 = \frac{1}{12}", noise_variance),
    (
        "noise-standard-error",
        r"\frac{\sigma}{\sqrt{n}} = \frac{\sqrt{1/12}}{\sqrt{100}} \approx 0.029",
        noise_standard_error,
    ),
    (
        "noise-centred",
        r"y_i = 3.5 + 2 x_i + \left(\varepsilon_i - \tfrac{1}{2}\right)",
        noise_centred,
    ),
];

fn line() {
    let points = data::line();
    for (x, y) in points.x.iter().zip(&points.y) {
        close(*y, 3.0 * x + 8.0, 1e-15);
    }
    let y = Line::from(tensor(&[2.0, -1.0], &cpu()));
    let y = y.forward(tensor(&[0.5, 4.0], &cpu()));
    all_close(&to_host(y).unwrap(), &[0.0, 7.0], 1e-15);
}

fn rounding() {
    for q in 1..2000_u64 {
        let exact = 1.0 / q as f64;
        let stored = f64::from(1.0_f32 / q as f32);
        assert!((stored - exact).abs() / exact <= 2_f64.powi(-24) + 1e-15);
        // 1/q in float64 is m / 2^k with whole m and k: compare exactly.
        let k = 53 + q.ilog2() + 1;
        let m = (exact * 2_f64.powi(k as i32)) as i128;
        let off = (m * i128::from(q) - (1 << k)).unsigned_abs();
        assert!(off <= 1 << (k - 53), "1/{q}");
    }
    close(2_f64.powi(-24) / 6e-8, 1.0, 0.05);
    close(2_f64.powi(-53) / 1e-16, 1.0, 0.2);
}

fn quadratic_truth() {
    let points = data::quadratic();
    for (x, y) in points.x.iter().zip(&points.y) {
        close(*y, 5.0 * x.powi(2) - 3.0 * x + 3.0, 1e-14);
    }
}

fn linspace_by_index() {
    for (i, x) in linspace(-5.0, 5.0, 100).into_iter().enumerate() {
        close(x, -5.0 + 10.0 / 99.0 * i as f64, 1e-14);
    }
}

fn noisy_line() {
    for points in [data::noisy_line().unwrap(), data::fresh_noisy_line(1)] {
        let noise = errors(&points, 2.0, 3.0).into_iter().map(|e| -e);
        let noise: Vec<f64> = noise.collect();
        assert!(noise.iter().all(|e| (0.0..1.0).contains(e)));
        close(mean(noise), 0.5, 0.1);
    }
}

fn column_of_ones() {
    let u = tensor(&[-1.0, 0.25, 2.0], &cpu());
    let x = Tensor::<1>::stack::<2>(vec![u.clone(), u.ones_like()], 1);
    let w = tensor(&[2.0, 3.0], &cpu()).unsqueeze_dim(1);
    let product = to_host(x.matmul(w)).unwrap();
    all_close(&product, &[1.0, 3.5, 7.0], 1e-15);
}

fn noise_mean() {
    close(expect(|e| e), 0.5, 1e-9);
}

fn noise_variance() {
    close(expect(|e| (e - 0.5).powi(2)), 1.0 / 12.0, 1e-8);
}

fn noise_standard_error() {
    let error = (1.0_f64 / 12.0).sqrt() / 100_f64.sqrt();
    close(error, 0.029, 0.0005);
    // Means of 100 draws scatter as much.
    let means = (0..400).map(|seed| {
        let points = data::fresh_noisy_line(seed);
        -mean(errors(&points, 2.0, 3.0))
    });
    let scatter = mean(means.map(|m| (m - 0.5).powi(2))).sqrt();
    close(scatter / error, 1.0, 0.15);
}

fn noise_centred() {
    let points = data::noisy_line().unwrap();
    for (x, y) in points.x.iter().zip(&points.y) {
        let noise = y - (3.0 + 2.0 * x);
        close(3.5 + 2.0 * x + (noise - 0.5), *y, 1e-15);
    }
}
