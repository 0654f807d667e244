//! Data, losses, gradients and batches of the crate `descent` against figures
//! that other programs made, in float64 and in float32.

mod common;

use std::collections::HashSet;

use burn::tensor::{DType, Device, Tensor, TensorCreationOptions};
use common::{
    SOURCES, TORCH_F64, assert_close, numbers, printed_line, torch_line,
};
use descent::{
    Error,
    batch::Batches,
    data::{self, Points, tensor},
    device::{to_host, value},
    gradient::{self, LossAndGradient},
    loss,
    model::{Line, Mlp, Quadratic, least_squares},
};

/// A float64 sum over 100 points is right to about 1e-14, a float32 sum to
/// about 1e-6: both tolerances leave room for the order of summation, and
/// neither for a wrong formula.
fn both() -> [(TensorCreationOptions, f64); 2] {
    let device = Device::flex();
    [
        ((&device, DType::F64).into(), 1e-9),
        ((&device, DType::F32).into(), 1e-4),
    ]
}

#[test]
fn the_line_is_the_printed_one() {
    let [x, y] = printed_line();
    let line = data::line();
    assert_eq!(line.x, x);
    // The notebook rounds what it prints to 4 digits: 3 times half a digit of
    // x and half a digit of y are at most 2e-4; they come to 1.01e-4.
    for (printed, y) in y.iter().zip(&line.y) {
        assert!((printed - y).abs() < 1.01e-4, "{printed}, {y}");
    }
}

#[test]
fn the_noisy_line_is_the_one_that_pytorch_drew() {
    let [x, y] = torch_line();
    assert_eq!(data::noisy_line().unwrap(), Points { x, y });
}

#[test]
fn the_quadratic_has_its_ends_its_vertex_and_even_steps() {
    let points = data::quadratic();
    assert_eq!(points.len(), 100);
    assert_eq!((points.x[0], points.x[99]), (-5.0, 5.0));
    for (i, x) in points.x.iter().enumerate() {
        // Written as a fraction: the same number but for rounding.
        let want = (-495.0 + 10.0 * i as f64) / 99.0;
        assert!((x - want).abs() < 1e-14);
        // 5(x − 0.3)² + 2.55 is 5x² − 3x + 3 with the square completed.
        let want = 5.0 * (x - 0.3) * (x - 0.3) + 2.55;
        assert!((points.y[i] - want).abs() < 1e-12);
    }
}

#[test]
fn fresh_points_are_of_the_kind_they_replace() {
    for seed in 0..20 {
        let line = data::fresh_line(seed);
        assert_eq!(line.len(), 30);
        for (x, y) in line.x.iter().zip(&line.y) {
            assert!((0.0..1.0).contains(x));
            assert!((y - (3.0 * x + 8.0)).abs() < 1e-14);
        }
        let noisy = data::fresh_noisy_line(seed);
        assert_eq!(noisy.len(), 100);
        for (x, y) in noisy.x.iter().zip(&noisy.y) {
            assert!((-1.0..1.0).contains(x));
            // 1e-14: the sum that made y rounds.
            let noise = y - 3.0 - 2.0 * x;
            assert!((-1e-14..1.0 + 1e-14).contains(&noise));
        }
    }
}

#[test]
fn a_seed_draws_the_same_points_again_and_another_seed_others() {
    assert_eq!(data::fresh_line(7), data::fresh_line(7));
    assert_ne!(data::fresh_line(7), data::fresh_line(8));
    assert_eq!(data::fresh_noisy_line(7), data::fresh_noisy_line(7));
    assert_ne!(data::fresh_noisy_line(7), data::fresh_noisy_line(8));
}

#[test]
fn csv_that_is_none_is_refused_with_its_line() {
    let error = data::from_csv("x,y\n1,2\n3,apple\n").unwrap_err();
    assert!(error.to_string().contains("line: 3"), "{error}");
    let error = data::from_csv("x,z\n1,2\n").unwrap_err();
    assert!(error.to_string().contains("missing field `y`"), "{error}");
}

#[test]
fn tensors_keep_every_bit_of_float64() {
    let device = Device::flex();
    let points = data::noisy_line().unwrap();
    let (x, y) = points.tensors((&device, DType::F64));
    assert_eq!(to_host(x).unwrap(), points.x);
    assert_eq!(to_host(y).unwrap(), points.y);
}

#[test]
fn losses_of_the_first_guess_on_the_line() {
    let printed = &SOURCES["fastai_line"]["avg_loss_at_start"];
    let rmse = printed.as_f64().unwrap();
    // At (−1, 1) every error is −x + 1 − (3x + 8) = −4x − 7, below 0: the
    // mean absolute error is 4 mean(x) + 7.
    let mae = 4.0 * data::LINE_X.iter().sum::<f64>() / 30.0 + 7.0;
    for (options, tolerance) in both() {
        let (x, y) = data::line().tensors(options.clone());
        let y_pred = Line::from(tensor(&[-1.0, 1.0], options)).forward(x);
        let got = [
            loss::rmse,
            loss::mse,
            loss::sse,
            loss::mae,
            loss::mean_error,
        ]
        .map(|loss| value(loss(y_pred.clone(), y.clone())).unwrap());
        let want = [rmse, rmse * rmse, rmse * rmse * 30.0, mae, -mae];
        assert_close("losses", &got, &want, tolerance);
    }
}

#[test]
fn losses_of_the_first_guess_on_the_quadratic() {
    let oracle = &SOURCES["quadratic"];
    let want = ["mean_signed_error", "mae", "rmse_at_start"]
        .map(|key| oracle[key].as_f64().unwrap());
    for (options, tolerance) in both() {
        let (x, y) = data::quadratic().tensors(options.clone());
        let guess = Quadratic::from(tensor(&[2.0, 3.0, 4.0], options));
        let y_pred = guess.forward(x);
        let got = [loss::mean_error, loss::mae, loss::rmse]
            .map(|loss| value(loss(y_pred.clone(), y.clone())).unwrap());
        assert_close("losses", &got, &want, tolerance);
    }
}

#[test]
fn the_ten_signed_errors_of_the_quadratic_notebook() {
    let want = numbers(&SOURCES, "quadratic.signed_errors_minus5_to_4");
    for (options, _) in both() {
        let x: Vec<f64> = (-5..=4).map(f64::from).collect();
        let x = tensor(&x, options.clone());
        let guess = Quadratic::from(tensor(&[2.0, 3.0, 4.0], options.clone()));
        let truth = Quadratic::from(tensor(&[5.0, -3.0, 3.0], options));
        let errors = guess.forward(x.clone()) - truth.forward(x);
        // Whole numbers below 2²⁴: exact in both precisions.
        assert_eq!(to_host(errors).unwrap(), want);
    }
}

#[test]
fn losses_on_the_points_that_pytorch_drew() {
    // The true weights' loss is Σ noise² / n, taken from the file itself.
    let [x, y] = torch_line();
    let noise = x.iter().zip(&y).map(|(x, y)| y - 3.0 - 2.0 * x);
    let want = [
        TORCH_F64["mse_at_minus3_minus5"].as_f64().unwrap(),
        noise.map(|noise| noise * noise).sum::<f64>() / 100.0,
        TORCH_F64["floor_mse"].as_f64().unwrap(),
    ];
    let best = Line::least_squares(&data::noisy_line().unwrap());
    for (options, tolerance) in both() {
        let (x, y) = data::noisy_line().unwrap().tensors(options.clone());
        let got = [[-5.0, -3.0], [2.0, 3.0], best].map(|w| {
            let line = Line::from(tensor(&w, options.clone()));
            value(loss::mse(line.forward(x.clone()), y.clone())).unwrap()
        });
        assert_close("MSE", &got, &want, tolerance);
    }
}

#[test]
fn the_grid_of_a_bowl_holds_the_loss_of_each_line() {
    let [x, y] = torch_line();
    let (a, b) = ([-5.0, 0.5, 2.0], [-3.0, 3.0]);
    // Index j · a.len() + i is a[i], b[j].
    let lines = b.iter().flat_map(|b| a.map(|a| [a, *b]));
    let want: Vec<_> = lines.map(|w| common::mse(w, &x, &y)).collect();
    for (options, tolerance) in both() {
        let (x, y) = data::noisy_line().unwrap().tensors(options);
        let got = loss::mse_on_grid(&a, &b, Line::columns(x), y).unwrap();
        assert_close("MSE on a grid", &got, &want, tolerance);
    }
}

#[test]
fn gradients_of_the_first_guess_on_the_line_are_numpys() {
    let losses: [loss::Loss; 3] = [loss::sse, loss::mse, loss::rmse];
    for (options, tolerance) in both() {
        let (x, y) = data::line().tensors(options.clone());
        let w = tensor(&[-1.0, 1.0], options);
        for ((name, by_hand), loss) in gradient::BY_HAND.into_iter().zip(losses)
        {
            let path = format!("fastai_line.gradients_at_start.{name}");
            let want = numbers(&SOURCES, &path);
            let got = by_hand(Line::columns(x.clone()), &w, y.clone());
            assert_close(name, &to_host(got).unwrap(), &want, tolerance);
            let loss = |w| loss(Line::from(w).forward(x.clone()), y.clone());
            let got = gradient::by_autodiff(&w, loss).gradient;
            assert_close(name, &to_host(got).unwrap(), &want, tolerance);
            // Central differences lose a third of the digits to the step
            // h: 1e-11 in float64, 3e-5 and its sum's rounding in float32.
            let got = gradient::by_differences(&w, loss).unwrap();
            let tolerance = if tolerance < 1e-6 { 1e-8 } else { 1e-3 };
            assert_close(name, &to_host(got).unwrap(), &want, tolerance);
        }
    }
}

#[test]
fn the_gradient_of_the_quadratic_is_numpys_and_not_the_printed_one() {
    let quadratic = &SOURCES["quadratic"];
    let corrected = numbers(quadratic, "corrected_c_3.gradient_at_start");
    let printed =
        numbers(quadratic, "as_printed_numerator_uses_c_2.gradient_at_start");
    for (options, tolerance) in both() {
        let (x, y) = data::quadratic().tensors(options.clone());
        let w = tensor(&[2.0, 3.0, 4.0], options.clone());
        let columns = Quadratic::columns(x.clone());
        let by_hand = gradient::rmse(columns, &w, y.clone());
        let LossAndGradient {
            gradient: by_autodiff,
            ..
        } = gradient::by_autodiff(&w, |w| {
            loss::rmse(Quadratic::from(w).forward(x.clone()), y.clone())
        });
        for got in [by_hand.clone(), by_autodiff] {
            let got = to_host(got).unwrap();
            assert_close("gradient", &got, &corrected, tolerance);
        }
        let check = gradient::check(
            &Quadratic::PARAMS,
            &[
                ("corrected", by_hand),
                ("printed", tensor(&printed, options)),
            ],
        )
        .unwrap();
        // (10.1064 − 9.8813) / 10.1064, and a is the worst component.
        let want = 1.0 - printed[0] / corrected[0];
        let got = check.max_relative_difference;
        assert_close("check", &[got], &[want], tolerance * 100.0);
        assert!(check.worst.starts_with("a: -10.1064"), "{}", check.worst);
    }
}

#[test]
fn a_gradient_check_never_passes_on_nan() {
    // The other component differs by a rounding: it must not hide the NaN.
    let cases = [([f64::NAN, 2.0], "a: "), ([2.0, f64::NAN], "b: ")];
    for (options, _) in both() {
        for (bad, worst) in cases {
            let bad = tensor(&bad, options.clone());
            let good = tensor(&[2.000001, 2.000001], options.clone());
            let gradients = [("first", good), ("second", bad)];
            let check = gradient::check(&["a", "b"], &gradients).unwrap();
            let passes = check.max_relative_difference < 1e-6;
            assert!(!passes, "{check:?}");
            assert!(check.worst.starts_with(worst), "{check:?}");
        }
    }
}

#[test]
fn the_gradient_of_rmse_is_nan_at_a_perfect_fit() {
    for (options, _) in both() {
        // Whole numbers, so that the fit is perfect to the last bit.
        let x = tensor(&[0.0, 1.0, 2.0], options.clone());
        let y = tensor(&[8.0, 11.0, 14.0], options.clone());
        let w = tensor(&[3.0, 8.0], options);
        let got = gradient::rmse(Line::columns(x), &w, y);
        assert!(to_host(got).unwrap().iter().all(|g| g.is_nan()));
    }
}

#[test]
fn least_squares_finds_the_truth_where_there_is_no_noise() {
    // Float64 and a condition number of 5 (of 17 for the quadratic's
    // columns): 1e-12 is far above the rounding.
    let got = Line::least_squares(&data::line());
    assert_close("line", &got, &[3.0, 8.0], 1e-12);
    let got = Quadratic::least_squares(&data::quadratic());
    assert_close("quadratic", &got, &[5.0, -3.0, 3.0], 1e-12);
}

#[test]
fn least_squares_on_the_noisy_line_is_pytorchs() {
    let [x, y] = torch_line();
    let got = least_squares([vec![1.0; 100], x], &y);
    let want = numbers(&TORCH_F64, "least_squares_w");
    assert_close("columns 1, x", &got, &want, 1e-9);
    let got = Line::least_squares(&data::noisy_line().unwrap());
    assert_close("columns x, 1", &got, &[want[1], want[0]], 1e-9);
}

#[test]
fn a_batch_of_none_or_of_more_than_all_is_refused() {
    for size in [0, 101, usize::MAX] {
        let error = Batches::new(100, size, 42).unwrap_err();
        let named = matches!(error, Error::BatchSize { size: s, n: 100 }
            if s == size);
        assert!(named, "{error}");
        assert!(error.to_string().contains("from 1 to 100"), "{error}");
    }
}

#[test]
fn an_epoch_deals_every_index_once() {
    for (n, size) in [(100, 1), (100, 10), (100, 30), (100, 100), (1, 1)] {
        let mut batches = Batches::new(n, size, 42).unwrap();
        for _ in 0..3 {
            let epoch = batches.epoch();
            assert_eq!(epoch.len(), batches.per_epoch());
            let (last, full) = epoch.split_last().unwrap();
            assert!(full.iter().all(|batch| batch.len() == size));
            assert_eq!(last.len(), n - size * full.len());
            let all = epoch.concat();
            assert_eq!(all.len(), n);
            let distinct: HashSet<i64> = all.into_iter().collect();
            assert_eq!(distinct, (0..n as i64).collect());
        }
    }
}

#[test]
fn a_seed_shuffles_the_same_way_again_and_another_seed_another_way() {
    let epochs = |seed| {
        let mut batches = Batches::new(100, 10, seed).unwrap();
        [batches.epoch(), batches.epoch()]
    };
    assert_eq!(epochs(42), epochs(42));
    // Two shuffles of 100 agree by chance once in 100! ≈ 1e158.
    assert_ne!(epochs(42), epochs(43));
    let [first, second] = epochs(42);
    assert_ne!(first, second);
}

#[test]
fn a_batch_of_all_is_not_shuffled() {
    let mut batches = Batches::new(100, 100, 42).unwrap();
    assert_eq!(batches.epoch(), [(0..100).collect::<Vec<i64>>()]);
    assert_eq!(batches.per_epoch(), 1);
}

#[test]
fn both_models_are_their_columns_times_their_parameters() {
    for (options, tolerance) in both() {
        let x = tensor(&[-2.0, -0.5, 0.25, 3.0], options.clone());
        let line = tensor(&[0.7, -1.3], options.clone());
        let quadratic = tensor(&[0.7, -1.3, 0.2], options);
        let product = |columns: Tensor<2>, w: &Tensor<1>| {
            let w = w.clone().unsqueeze_dim::<2>(1);
            to_host(columns.matmul(w)).unwrap()
        };
        let got = to_host(Line::from(line.clone()).forward(x.clone()));
        let want = product(Line::columns(x.clone()), &line);
        assert_close("line", &got.unwrap(), &want, tolerance);
        let model = Quadratic::from(quadratic.clone());
        let got = to_host(model.forward(x.clone()));
        let want = product(Quadratic::columns(x), &quadratic);
        assert_close("quadratic", &got.unwrap(), &want, tolerance);
    }
}

#[test]
fn the_digits_are_all_there_and_split_without_leaks() {
    let digits = data::digits().unwrap();
    assert_eq!(digits.labels.len(), 1797);
    assert!(digits.pixels.iter().all(|image| image.len() == 64));
    let ink = |ink: &f64| (0.0..=16.0).contains(ink) && ink.fract() == 0.0;
    assert!(digits.pixels.iter().flatten().all(ink));
    // As many of each digit as UCI's test set has.
    let count = |digit| digits.labels.iter().filter(|l| **l == digit).count();
    let counts: Vec<_> = (0..10).map(count).collect();
    assert_eq!(counts, [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
    for (parts, sizes) in [
        (digits.random_fifth(42), [1438, 359]),
        (digits.other_writers(), [1415, 382]),
    ] {
        assert_eq!(parts.each_ref().map(|part| part.labels.len()), sizes);
        // Together they are the whole, each image once.
        let sorted = |mut images: Vec<Vec<f64>>| {
            images.sort_by(|a, b| a.partial_cmp(b).unwrap());
            images
        };
        let both = parts.map(|part| part.pixels).concat();
        assert_eq!(sorted(both), sorted(digits.pixels.clone()));
    }
    assert_eq!(digits.random_fifth(7), digits.random_fifth(7));
    assert_ne!(digits.random_fifth(7), digits.random_fifth(8));
}

#[test]
fn a_network_is_its_formula() {
    let device = Device::flex();
    let network = Mlp::new([3, 5, 2], 42, &device);
    let layers = [&network.hidden, &network.output];
    let host = |t: Tensor<2>| to_host(t.inner()).unwrap();
    let [w1, w2] = layers.map(|layer| host(layer.weight.val()));
    let [b1, b2] = layers.map(|layer| {
        let bias = layer.bias.as_ref().unwrap().val();
        to_host(bias.inner()).unwrap()
    });
    let x = [0.3, -1.2, 2.0];
    let hidden: Vec<f64> = (0..5)
        .map(|j| (0..3).map(|i| x[i] * w1[5 * i + j]).sum::<f64>() + b1[j])
        .map(|z| z.max(0.0))
        .collect();
    let want: Vec<f64> = (0..2)
        .map(|k| (0..5).map(|j| hidden[j] * w2[2 * j + k]).sum::<f64>())
        .zip(&b2)
        .map(|(sum, b)| sum + b)
        .collect();
    let row = tensor(&x, &device).reshape([1, 3]);
    let got = to_host(network.forward(row).inner()).unwrap();
    assert_close("scores", &got, &want, 1e-5);
    // Float32 sums of a few products. He: uniform on ±√(6/3), and biases on ±√(1/3).
    assert!(w1.iter().all(|w| w.abs() <= 2_f64.sqrt()));
    assert!(b1.iter().all(|b| b.abs() <= (1.0 / 3.0_f64).sqrt()));
}
