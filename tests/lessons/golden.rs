//! The numbers that the lessons print with `--json`, on flex in both
//! precisions, against NumPy, PyTorch and arithmetic written out here.
//!
//! Tolerances, unless a test gives its own reason: 1e-9 in float64, where a
//! sum of 100 terms is right to 1e-14 and the descents here shrink rounding;
//! 1e-4 in float32, where it is right to 1e-6 and the last losses are small
//! differences of numbers near 10. Relative to the expected number.

use crate::common::{
    SOURCES, TORCH_F64, assert_close, at, mse, mse_gradient, nulls, numbers,
    printed_line, swapped, torch_line, torch_losses,
};
use crate::programs::{PRECISIONS, SPEED, document, results, short};
use descent::batch::Batches;
use serde_json::{Value, json};

fn tolerance(precision: &str) -> f64 {
    if precision == "f64" { 1e-9 } else { 1e-4 }
}

/// Compares one key of a lesson's results in both precisions.
fn check(lesson: usize, key: &str, want: &[f64]) {
    check_within(lesson, key, want, 1e-9);
}

/// The same, with another tolerance in float64.
fn check_within(lesson: usize, key: &str, want: &[f64], in_f64: f64) {
    for precision in PRECISIONS {
        let got = numbers(results(lesson, precision), key);
        let what = format!("lesson {lesson}, {precision}, {key}");
        let tolerance = tolerance(precision).max(in_f64);
        assert_close(&what, &got, want, tolerance);
    }
}

/// The 30 points of the line fit as the lessons define them: the printed x,
/// and y = 3x + 8 computed from it.
fn line() -> [Vec<f64>; 2] {
    let [x, _] = printed_line();
    let y = x.iter().map(|x| 3.0 * x + 8.0).collect();
    [x, y]
}

#[test]
fn lesson_1_shows_the_three_data_sets() {
    let [x, y] = line();
    check(1, "notebook_line.x", &x);
    check(1, "notebook_line.y", &y);
    // linspace(−5, 5, 100) as fractions.
    let x: Vec<_> = (0..100).map(|i| -5.0 + 10.0 * i as f64 / 99.0).collect();
    let y: Vec<_> = x.iter().map(|x| (5.0 * x - 3.0) * x + 3.0).collect();
    check(1, "quadratic.x", &x);
    check(1, "quadratic.y", &y);
    let [x, y] = torch_line();
    let noise = x.iter().zip(&y).map(|(x, y)| y - (3.0 + 2.0 * x));
    check(1, "noisy_line.noise_mean", &[noise.sum::<f64>() / 100.0]);
    check(1, "noisy_line.x", &x);
    check(1, "noisy_line.y", &y);
}

#[test]
fn lesson_2_measures_the_first_guesses() {
    let rmse = at(&SOURCES, "fastai_line.avg_loss_at_start");
    let rmse = rmse.as_f64().unwrap();
    check(2, "avg_loss", &[rmse]);
    check(2, "losses.rmse", &[rmse]);
    check(2, "losses.mse", &[rmse * rmse]);
    check(2, "losses.sse", &[rmse * rmse * 30.0]);
    // At (−1, 1) every error is −4x − 7, below 0.
    let mae = 4.0 * line()[0].iter().sum::<f64>() / 30.0 + 7.0;
    check(2, "losses.mae", &[mae]);
    check(2, "losses.mean_error", &[-mae]);
}

#[test]
fn lesson_2_shows_that_signed_errors_cancel() {
    let oracle = at(&SOURCES, "quadratic");
    let ten = numbers(oracle, "signed_errors_minus5_to_4");
    check(2, "signed_errors", &ten);
    check(2, "mean_error", &numbers(oracle, "mean_signed_error"));
    check(2, "mae", &numbers(oracle, "mae"));
    let rmse = numbers(oracle, "rmse_at_start");
    check(2, "rmse", &rmse);
    check(2, "mse", &[rmse[0].powi(2)]);
    check(2, "sse", &[rmse[0].powi(2) * 100.0]);
}

#[test]
fn lesson_2_shows_that_the_true_weights_are_not_the_best() {
    check(2, "mse_torch", &numbers(&TORCH_F64, "mse_at_minus3_minus5"));
    check(2, "mse_least_squares", &numbers(&TORCH_F64, "floor_mse"));
    let [x, y] = torch_line();
    let truth = mse([2.0, 3.0], &x, &y);
    check(2, "mse_true_weights", &[truth]);
    // As the errata say: 0.285 against 0.0746.
    assert!((truth - 0.285).abs() < 5e-4, "{truth}");
}

#[test]
fn lesson_3_descends_on_the_line_as_numpy_does() {
    let oracle = at(&SOURCES, "fastai_line");
    let updates = oracle["updates"].as_array().unwrap();
    let last = updates.last().unwrap();
    check(3, "line.a", &numbers(last, "a"));
    check(3, "line.b", &numbers(last, "b"));
    check(3, "line.avg_loss", &numbers(last, "avg_loss"));
    let pairs = updates.iter().flat_map(|step| {
        ["updates", "avg_loss"].map(|key| step[key].as_f64().unwrap())
    });
    check(3, "line.trace", &pairs.collect::<Vec<_>>());
    for loss in ["sse", "mse", "rmse"] {
        let want = numbers(oracle, &format!("gradients_at_start.{loss}"));
        check(3, &format!("line.gradients.{loss}"), &want);
    }
    // There is no noise on this line.
    check(3, "line.least_squares", &[3.0, 8.0]);
}

#[test]
fn lesson_3_descends_over_b_alone_by_its_formula() {
    for precision in PRECISIONS {
        // It computes on the host, in float64 always.
        let slope = &results(3, precision)["slope"];
        let [b, slopes, losses] =
            ["b", "slopes", "losses"].map(|key| numbers(slope, key));
        assert_eq!(b.len(), 13);
        for k in 0..13 {
            // (b − 8) shrinks by 1 − 2 · 0.2 = 0.6 an update. At a = 3 the
            // loss is (b − 8)², and its slope 2 (b − 8).
            let off = -7.0 * 0.6_f64.powi(k as i32);
            assert!((b[k] - 8.0 - off).abs() < 1e-12);
            assert!((slopes[k] - 2.0 * off).abs() < 1e-12);
            assert!((losses[k] - off * off).abs() < 1e-12);
        }
    }
}

#[test]
fn lesson_3_repeats_both_runs_on_the_quadratic() {
    for (run, oracle) in [
        ("printed", "as_printed_numerator_uses_c_2"),
        ("corrected", "corrected_c_3"),
    ] {
        let oracle = at(at(&SOURCES, "quadratic"), oracle);
        let key = |name| format!("quadratic.{run}.{name}");
        let gradient = numbers(oracle, "gradient_at_start");
        check(3, &key("gradient"), &gradient);

        // The descent multiplies rounding by up to 3.4e5 between steps 16
        // and 24: 1e-15 in float64 becomes 1e-9, and 1e-3 leaves room for
        // the steps after. In float32 nothing is left after step 20.
        let in_f64 = results(3, "f64");
        let losses = numbers(oracle, "rmse_after_each_of_24_steps");
        let got = numbers(in_f64, &key("losses"));
        assert_close(&key("losses"), &got, &losses, 1e-6);
        let got = numbers(in_f64, &key("params"));
        let params = numbers(oracle, "final_abc");
        assert_close(&key("params"), &got, &params, 1e-6);
        let got = numbers(in_f64, &key("beyond"));
        let beyond = numbers(oracle, "rmse_steps_25_to_30");
        assert_close(&key("beyond"), &got, &beyond, 1e-3);

        let got = numbers(results(3, "f32"), &key("losses"));
        assert_eq!(got.len(), 24);
        assert_close(&key("losses"), &got[..20], &losses[..20], 1e-4);
    }
    for run in ["printed", "corrected"] {
        let key = format!("quadratic.{run}.least_squares");
        check(3, &key, &[5.0, -3.0, 3.0]);
    }
}

#[test]
fn lesson_3_prints_the_notebooks_digits() {
    // What the notebook itself prints, to its last digit.
    let got = numbers(results(3, "f64"), "quadratic.printed.gradient");
    let printed = [-9.8813, 1.3504, -0.6223];
    for (got, printed) in got.iter().zip(printed) {
        assert!((got - printed).abs() < 0.5e-4, "{got}, printed {printed}");
    }
    let got = numbers(results(3, "f64"), "quadratic.printed.losses");
    assert!((got[23] - 0.8735765).abs() < 0.5e-7, "{}", got[23]);
}

#[test]
fn lesson_4_follows_one_point_through_the_graph() {
    // x = 0.3046 and y = 3x + 8 as printed, at a = −1 and b = 1.
    let (a, b, x, y) = (-1.0, 1.0, 0.3046, 8.9138);
    let ax = a * x; // −0.3046
    let y_pred = ax + b; // 0.6954
    let error = y_pred - y; // −8.2184
    let loss = error * error; // 67.5421
    // Backwards: the loss by itself is 1, a square by its base 2e, a sum by
    // its terms 1, a product by one factor the other.
    let by_error = 2.0 * error; // −16.4368
    for (node, value, gradient) in [
        ("loss", loss, 1.0),
        ("error", error, by_error),
        ("y_pred", y_pred, by_error),
        ("b", b, by_error),
        ("ax", ax, by_error),
        ("a", a, by_error * x),
        ("x", x, by_error * a),
    ] {
        check(4, &format!("point.values.{node}"), &[value]);
        check(4, &format!("point.gradients.{node}"), &[gradient]);
    }
}

#[test]
fn lesson_4_finds_that_all_ways_to_a_gradient_agree() {
    // Differences lose a third of the digits to the step: in float64 1e-6 has
    // room, in float32 (epsilon 1.2e-7) the step alone costs 2.4e-5 and the
    // loss's rounding over the step about as much times the loss over the
    // gradient.
    for (precision, room) in [("f64", 1e-6), ("f32", 1e-2)] {
        let key = "gradient_check.max_relative_difference";
        let [got] = numbers(results(4, precision), key)[..] else {
            panic!("{key} is no number")
        };
        // 0 would mean that nothing was compared.
        assert!(got > 0.0 && got < room, "{precision}: {got}");
    }
}

#[test]
fn lesson_4_descends_as_pytorch_does() {
    for (run, oracle) in
        [("lr_0_01", "lr_0.01_100"), ("lr_0_001", "lr_0.001_7000")]
    {
        let losses = torch_losses(&TORCH_F64, oracle);
        check_within(4, &format!("torch.losses_{run}"), &losses, 1e-6);
        let w = swapped(&numbers(&TORCH_F64[oracle], "w"));
        check_within(4, &format!("torch.w_{run}"), &w, 1e-6);
    }
    let losses = torch_losses(&TORCH_F64, "lr_0.01_100_grad_not_zeroed");
    check_within(4, "torch.losses_not_zeroed", &losses, 1e-6);
    let best = swapped(&numbers(&TORCH_F64, "least_squares_w"));
    check(4, "torch.least_squares", &best);
}

#[test]
fn lesson_5_without_shuffling_is_lesson_4() {
    for precision in PRECISIONS {
        let batch = numbers(results(5, precision), "full_batch.losses");
        let key = "torch.losses_lr_0_01";
        let whole = numbers(results(4, precision), key);
        // To the last bit: the same sums in the same order.
        assert_eq!(batch, whole, "{precision}");
    }
}

/// Minibatch descent on the host: from (−3, −2), dealt by the crate's own
/// shuffle; a batch of fewer points moves w by its share of a full one. The
/// losses over all points: one for each update.
fn minibatch(size: usize, lr: f64, updates: usize) -> (Vec<f64>, [f64; 2]) {
    let [x, y] = torch_line();
    let mut batches = Batches::new(100, size, 42).unwrap();
    let [mut a, mut b] = [-3.0, -2.0];
    let mut losses = vec![mse([a, b], &x, &y)];
    while losses.len() <= updates {
        for batch in batches.epoch() {
            let pick = |from: &[f64]| -> Vec<f64> {
                batch.iter().map(|i| from[*i as usize]).collect()
            };
            let [by_a, by_b] = mse_gradient([a, b], &pick(&x), &pick(&y));
            let lr = lr * batch.len() as f64 / size as f64;
            (a, b) = (a - lr * by_a, b - lr * by_b);
            losses.push(mse([a, b], &x, &y));
        }
    }
    (losses, [a, b])
}

/// Compares a run of lesson 5 at its own learning rate with the host's.
fn check_minibatch(results: &Value, size: usize, precision: &str) {
    let run = &results["batch_sizes"][size.to_string()];
    let got = |name| numbers(run, name);
    let (losses, w) = minibatch(size, 0.01, got("updates")[0] as usize);
    let what = |name| format!("{name}, batches of {size}, {precision}");
    let tolerance = tolerance(precision);
    let by_update = got("losses_by_update");
    assert_close(&what("losses"), &by_update, &losses, tolerance);
    assert_close(&what("w"), &got("w"), &w, tolerance);
}

#[test]
fn lesson_5_descends_batch_by_batch_as_the_host_does() {
    for precision in PRECISIONS {
        for size in [1, 10, 25, 100] {
            check_minibatch(results(5, precision), size, precision);
        }
    }
}

#[test]
fn lesson_5_weighs_a_smaller_last_batch_by_its_points() {
    // 100 points in batches of 33: the fourth has one point and weighs 1/33.
    for precision in PRECISIONS {
        let flags = ["--batch-size", "33", "--precision", precision];
        let document = document(5, &flags);
        check_minibatch(&document["results"], 33, precision);
    }
}

#[test]
fn lesson_5_tells_which_batch_size_diverges_and_where() {
    // With lr 0.9 an update by one point multiplies its error by
    // 1 − 1.8 (1 + x²), below −1 for all |x| > 1/3: such batches diverge.
    // Larger ones average: all points at once descend up to lr 1.
    let flags = ["--lr", "0.9", "--precision", "f32", "--no-figures"];
    let document = document(5, &flags[..4]);
    let update = |size: &str| {
        let runs = at(&document, "results.batch_sizes");
        at(&runs[size], "diverged_at_update").as_u64()
    };
    assert_eq!(["10", "25", "100"].map(update), [None; 3]);
    let update = update("1").unwrap() as usize;
    // It ends where the loss or the sum of its 100 squares is no float32 any
    // more; rounding on the way moves the loss by far less than 1 %.
    let (losses, _) = minibatch(1, 0.9, update);
    let most = f64::from(f32::MAX);
    assert!(losses[update] * 100.0 > 0.99 * most, "{update}");
    assert!(losses[..update].iter().all(|loss| *loss < 1.01 * most));

    let folder = tempfile::tempdir().unwrap();
    let story = crate::programs::run(5, folder.path(), &flags).stdout;
    let row = format!("1 diverged at update {update}");
    let tells = |line: &str| line.split_whitespace().eq(row.split(' '));
    assert!(story.lines().any(tells), "{story}");
}

#[test]
fn lesson_5_counts_epochs_and_updates_apart() {
    let start = torch_losses(&TORCH_F64, "lr_0.01_100")[0];
    for (size, per_epoch) in [(1, 100), (10, 10), (25, 4), (100, 1)] {
        let key = |name| format!("batch_sizes.{size}.{name}");
        for precision in PRECISIONS {
            let got = |name| numbers(results(5, precision), &key(name));
            let (updates, epochs) = (got("updates")[0], got("epochs")[0]);
            assert_eq!(epochs * per_epoch as f64, updates);
            let by_update = got("losses_by_update");
            assert_eq!(by_update.len(), 1 + updates as usize);
            assert_close("start", &by_update[..1], &[start], 1e-4);
            let at_ends: Vec<f64> =
                by_update.iter().step_by(per_epoch).copied().collect();
            assert_eq!(got("losses_by_epoch"), at_ends);
        }
    }
}

#[test]
fn lesson_5_needs_as_many_updates_whatever_the_batch() {
    // NumPy's 20 shuffles take 480 to 520 updates to come within 10 % of the
    // least-squares floor. Another shuffle may take a few more or fewer with
    // a batch of one: 459 to 553 in 2000 shuffles of Python's, 502 to 509
    // with 10, 505 to 507 with 25. All points at once leave nothing to
    // chance: 506.
    let floor = numbers(&TORCH_F64, "floor_mse")[0];
    for (size, range) in [
        (1, 440..=560),
        (10, 495..=515),
        (25, 502..=510),
        (100, 506..=506),
    ] {
        for precision in PRECISIONS {
            let run = at(results(5, precision), "batch_sizes");
            let run = &run[size.to_string()];
            let count = run["updates_to_within_10_percent"].as_u64().unwrap();
            assert!(range.contains(&count), "{size}, {precision}: {count}");
            let losses = numbers(run, "losses_by_update");
            let near = |loss: &f64| *loss <= 1.1 * floor;
            let first = losses.iter().position(near);
            assert_eq!(first, Some(count as usize), "{size}, {precision}");
        }
    }
}

#[test]
fn a_document_names_its_lesson_backend_precision_and_seed() {
    for lesson in crate::programs::LESSONS {
        let flags = ["--precision", "f32", "--seed", "7"];
        let document = document(lesson, &[&flags, short(lesson)].concat());
        for (key, want) in [
            ("lesson", json!(lesson)),
            ("backend", json!("flex")),
            ("precision", json!("f32")),
            ("seed", json!(7)),
            ("figures", json!([])),
        ] {
            assert_eq!(document[key], want, "lesson {lesson}, {key}");
        }
        assert_eq!(document.as_object().unwrap().len(), 6);
    }
}

#[test]
fn every_number_of_a_document_is_one() {
    for lesson in crate::programs::LESSONS {
        for precision in PRECISIONS {
            let mut nulls = nulls(results(lesson, precision));
            // None of these runs diverges.
            nulls.retain(|path| !path.ends_with(".diverged_at_update"));
            assert!(nulls.is_empty(), "lesson {lesson}: {nulls:?}");
        }
    }
}

#[test]
fn the_default_is_f32_and_f64_where_digits_matter() {
    for lesson in crate::programs::LESSONS {
        let digits_matter = ![1, 2, 4, 5, SPEED].contains(&lesson);
        let want = if digits_matter { "f64" } else { "f32" };
        let document = document(lesson, short(lesson));
        assert_eq!(document["precision"], want, "lesson {lesson}");
        assert_eq!(document["seed"], 42);
        assert_eq!(&document["results"], results(lesson, want));
    }
}

#[test]
fn start_lr_and_steps_act_on_the_line() {
    let [x, y] = line();
    let flags = ["--start", "0.5,-2", "--lr", "0.2", "--steps", "3"];
    let document = document(3, &flags);
    let (mut a, mut b) = (0.5, -2.0);
    for _ in 0..3 {
        let [by_a, by_b] = mse_gradient([a, b], &x, &y);
        (a, b) = (a - 0.2 * by_a, b - 0.2 * by_b);
    }
    let got = &document["results"];
    assert_close("a", &numbers(got, "line.a"), &[a], 1e-9);
    assert_close("b", &numbers(got, "line.b"), &[b], 1e-9);
    let loss = mse([a, b], &x, &y).sqrt();
    assert_close("loss", &numbers(got, "line.avg_loss"), &[loss], 1e-9);
    // The quadratic's published runs stay as published.
    let published = &results(3, "f64")["quadratic"];
    assert_eq!(&got["quadratic"], published);
}

#[test]
fn start_of_lessons_4_and_5_is_slope_and_intercept() {
    let [x, y] = torch_line();
    let (mut a, mut b) = (0.5, -2.0);
    for _ in 0..3 {
        let [by_a, by_b] = mse_gradient([a, b], &x, &y);
        (a, b) = (a - 0.2 * by_a, b - 0.2 * by_b);
    }
    let flags = ["--start", "0.5,-2", "--lr", "0.2", "--precision", "f64"];
    let four = document(4, &[&flags[..], &["--steps", "3"]].concat());
    let w = numbers(&four["results"], "torch.w");
    assert_close("lesson 4", &w, &[a, b], 1e-9);
    let all = ["--epochs", "3", "--batch-size", "100"];
    let five = document(5, &[&flags[..], &all].concat());
    let w = numbers(&five["results"], "batch_sizes.100.w");
    assert_close("lesson 5", &w, &[a, b], 1e-9);
}

#[test]
fn a_seed_changes_nothing_but_fresh_data() {
    for (lesson, short) in
        [(2, &[][..]), (3, &["--steps", "9"]), (4, &["--steps", "9"])]
    {
        let of = |flags: &[&str]| {
            document(lesson, &[flags, short].concat())["results"].clone()
        };
        let fresh = of(&["--fresh-data", "--seed", "1"]);
        assert_eq!(fresh, of(&["--fresh-data", "--seed", "1"]));
        assert_ne!(fresh, of(&["--fresh-data", "--seed", "2"]));
        assert_eq!(of(&["--seed", "1"]), of(&["--seed", "2"]));
    }
    // Lesson 1 draws from the seed at once, lesson 5 shuffles by it.
    for lesson in [1, 5] {
        let of = |seed| document(lesson, &["--seed", seed])["results"].clone();
        assert_ne!(of("1"), of("2"));
    }
}

#[test]
fn the_truth_is_a_perfect_guess() {
    // Lesson 2 at the truth: 3x + 8 from the same operations, no error.
    let document = document(2, &["--start", "3,8", "--precision", "f64"]);
    let rmse = document["results"]["avg_loss"].as_f64().unwrap();
    assert!(rmse < 1e-14, "{rmse}");
}

#[test]
fn a_descent_that_diverges_does_so_where_the_numbers_end() {
    // With lr 5 the loss grows 139 times an update (2.5536, the largest
    // eigenvalue, times 5, less 1, squared), until it, or the sum of 30
    // squares on the way to it, is more than a float can hold.
    let [x, y] = line();
    let [mut a, mut b] = [-1.0, 1.0];
    let mut losses = Vec::new();
    while losses.last() != Some(&f64::INFINITY) {
        losses.push(mse([a, b], &x, &y));
        let [by_a, by_b] = mse_gradient([a, b], &x, &y);
        (a, b) = (a - 5.0 * by_a, b - 5.0 * by_b);
    }
    for (precision, most) in [("f64", f64::MAX), ("f32", f32::MAX.into())] {
        let folder = tempfile::tempdir().unwrap();
        let flags = ["--lr", "5", "--precision", precision, "--json"];
        let ended = crate::programs::run(3, folder.path(), &flags);
        assert_eq!(ended.code, Some(1));
        let line = ended.stderr;
        let update = line.split_once("at update ").expect(&line).1;
        let update: usize = update.split_once(';').unwrap().0.parse().unwrap();
        assert!(losses[update] * 30.0 > most, "{line}");
        assert!(losses[update - 1] <= most, "{line}");
    }
}
