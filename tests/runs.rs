//! Whole descents of the crate `descent` against the runs of NumPy and PyTorch,
//! in float64 and in float32, and descents that diverge, against theory.

mod common;

use std::cell::RefCell;

use burn::{
    optim::{GradientsParams, SgdConfig},
    tensor::{DType, Device, Tensor, TensorCreationOptions},
};
use common::{
    SOURCES, TORCH_F32, TORCH_F64, assert_close, at, numbers, swapped,
    torch_losses,
};
use descent::{
    Error,
    data::{self, tensor},
    device::{to_host, value},
    gradient::{self, LossAndGradient},
    loss,
    model::{Line, Mlp, Quadratic},
    train::{Recorder, Trace, descend},
};
use serde_json::Value;

fn f64() -> TensorCreationOptions {
    (&Device::flex(), DType::F64).into()
}

fn f32() -> TensorCreationOptions {
    (&Device::flex(), DType::F32).into()
}

/// Full-batch descent on the MSE of a line: by hand, and by autodiff.
fn line_both_ways(
    points: &data::Points,
    start: [f64; 2],
    lr: f64,
    updates: usize,
    options: TensorCreationOptions,
) -> [Trace; 2] {
    let (x, y) = points.tensors(options.clone());
    let start = tensor(&start, options);
    let columns = Line::columns(x.clone());
    let loss =
        |w: Tensor<1>| loss::mse(Line::from(w).forward(x.clone()), y.clone());
    let by_hand = |w: &Tensor<1>| {
        let gradient = gradient::mse(columns.clone(), w, y.clone());
        LossAndGradient {
            loss: loss(w.clone()),
            gradient,
        }
    };
    let by_autodiff = |w: &Tensor<1>| gradient::by_autodiff(w, loss);
    [
        descend(start.clone(), lr, updates, Recorder::new(), by_hand).unwrap(),
        descend(start, lr, updates, Recorder::new(), by_autodiff).unwrap(),
    ]
}

#[test]
fn four_hundred_updates_on_the_line_are_numpys() {
    // Rounding shrinks with each update on this bowl: in float32 it stays
    // near 1e-6 of the start's size, in float64 near 1e-15.
    for (options, tolerance) in [(f64(), 1e-9), (f32(), 1e-4)] {
        let line = data::line();
        for trace in line_both_ways(&line, [-1.0, 1.0], 0.01, 400, options) {
            assert_eq!(trace.steps.len(), 401);
            let oracle = at(&SOURCES, "fastai_line.updates");
            for moment in oracle.as_array().unwrap() {
                let update = moment["updates"].as_u64().unwrap() as usize;
                let step = &trace.steps[update];
                assert_eq!(step.update, update);
                let got = [step.params[0], step.params[1], step.loss.sqrt()];
                let want = [&moment["a"], &moment["b"], &moment["avg_loss"]]
                    .map(|value| value.as_f64().unwrap());
                let what = format!("a, b, loss after {update}");
                assert_close(&what, &got, &want, tolerance);
            }
        }
    }
}

/// The quadratic notebook's 30 steps on RMSE with lr 0.1. `printed` has the
/// notebook's bug: the numerator of the gradient aims at c = 2, so at outputs
/// smaller by 1, while the denominator is the loss that is shown.
fn quadratic(printed: bool, options: TensorCreationOptions) -> Trace {
    let (x, y) = data::quadratic().tensors(options.clone());
    let columns = Quadratic::columns(x.clone());
    let aim = if printed { y.clone() - 1.0 } else { y.clone() };
    let start = tensor(&[2.0, 3.0, 4.0], options);
    descend(start, 0.1, 30, Recorder::new(), |w| {
        let y_pred = Quadratic::from(w.clone()).forward(x.clone());
        let loss = loss::rmse(y_pred, y.clone());
        // ∂MSE = 2 RMSE ∂RMSE.
        let numerator = gradient::mse(columns.clone(), w, aim.clone());
        LossAndGradient {
            loss: loss.clone(),
            gradient: numerator / (loss * 2.0),
        }
    })
    .unwrap()
}

/// The three lists of a run: 24 losses, the parameters there, 6 losses more.
fn quadratic_lists(trace: &Trace) -> [Vec<f64>; 3] {
    let losses = trace.losses();
    let params = trace.steps[24].params.clone();
    [losses[1..25].to_vec(), params, losses[25..].to_vec()]
}

#[test]
fn both_runs_on_the_quadratic_are_numpys() {
    let runs = [
        (true, "quadratic.as_printed_numerator_uses_c_2"),
        (false, "quadratic.corrected_c_3"),
    ];
    for (printed, path) in runs {
        let want = |key| numbers(&SOURCES, &format!("{path}.{key}"));
        let want_losses = want("rmse_after_each_of_24_steps");
        let [losses, params, beyond] =
            quadratic_lists(&quadratic(printed, f64()));
        // The descent multiplies rounding by up to 3.4e5 between steps 16
        // and 24: 1e-15 becomes 1e-9, and 1e-3 is room for what follows.
        assert_close("losses", &losses, &want_losses, 1e-6);
        assert_close("a, b, c", &params, &want("final_abc"), 1e-6);
        let want_beyond = want("rmse_steps_25_to_30");
        assert_close("steps 25 to 30", &beyond, &want_beyond, 1e-3);

        // In float32 the same factor leaves nothing after step 20.
        let [losses, ..] = quadratic_lists(&quadratic(printed, f32()));
        assert_close("float32", &losses[..20], &want_losses[..20], 1e-4);
    }
}

fn torch_both() -> [(TensorCreationOptions, &'static Value, f64); 2] {
    // PyTorch sums in another order: a few of the last digits differ, at
    // once; what is fitted forgets them, as on the line above. The float32
    // run's losses are small differences of numbers near 4, hence 1e-4.
    [(f64(), &TORCH_F64, 1e-9), (f32(), &TORCH_F32, 1e-4)]
}

#[test]
fn two_runs_on_the_noisy_line_are_pytorchs() {
    let line = data::noisy_line().unwrap();
    for (options, torch, tolerance) in torch_both() {
        let runs = [("lr_0.01_100", 0.01, 100), ("lr_0.001_7000", 1e-3, 7000)];
        for (run, lr, updates) in runs {
            let start = [-3.0, -2.0];
            let traces =
                line_both_ways(&line, start, lr, updates, options.clone());
            for trace in traces {
                let w = swapped(&trace.last().params);
                let want = numbers(&torch[run], "w");
                assert_close(run, &w, &want, tolerance);
                // PyTorch's loss is the one before the step's update.
                let losses = trace.losses();
                let pairs = torch[run]["losses"].as_array().unwrap();
                let steps = pairs.iter().map(|pair| pair[0].as_u64().unwrap());
                let got: Vec<_> =
                    steps.map(|step| losses[step as usize]).collect();
                let want = torch_losses(torch, run);
                assert_close(run, &got, &want, tolerance);
            }
        }
    }
}

#[test]
fn gradients_that_are_never_zeroed_swing_as_pytorchs_do() {
    for (options, torch, tolerance) in torch_both() {
        let (x, y) = data::noisy_line().unwrap().tensors(options.clone());
        let columns = Line::columns(x.clone());
        let sum = RefCell::new(tensor(&[0.0, 0.0], options.clone()));
        let start = tensor(&[-3.0, -2.0], options);
        let trace = descend(start, 0.01, 100, Recorder::new(), |w| {
            let y_pred = Line::from(w.clone()).forward(x.clone());
            let gradient = gradient::mse(columns.clone(), w, y.clone());
            let total = sum.borrow().clone() + gradient;
            sum.replace(total.clone());
            LossAndGradient {
                loss: loss::mse(y_pred, y.clone()),
                gradient: total,
            }
        })
        .unwrap();
        let run = "lr_0.01_100_grad_not_zeroed";
        let losses = trace.losses();
        let want = torch_losses(torch, run);
        assert_close(run, &losses[..100], &want, tolerance);
        let want = numbers(&torch[run], "w");
        assert_close(run, &swapped(&trace.last().params), &want, tolerance);
    }
}

/// On the points (−1, 0) and (1, 0) the MSE of a x + b is a² + b². With lr
/// 512.5 an update multiplies a by 1 − 2 · 512.5 = −1024: after k updates from
/// (1, 0) the loss is exactly 2^20k.
fn powers_of_two(
    recorder: Recorder,
    updates: usize,
    options: TensorCreationOptions,
) -> Result<Trace, Error> {
    let x = tensor(&[-1.0, 1.0], options.clone());
    let y = x.zeros_like();
    let start = tensor(&[1.0, 0.0], options);
    descend(start, 512.5, updates, recorder, |w| {
        let y_pred = Line::from(w.clone()).forward(x.clone());
        let columns = Line::columns(x.clone());
        let loss = loss::mse(y_pred, y.clone());
        LossAndGradient {
            loss,
            gradient: gradient::mse(columns, w, y.clone()),
        }
    })
}

#[test]
fn a_growing_run_that_still_fits_is_recorded_exactly() {
    for (options, updates) in [(f64(), 51), (f32(), 6)] {
        let trace = powers_of_two(Recorder::new(), updates, options).unwrap();
        for (k, loss) in trace.losses().into_iter().enumerate() {
            assert_eq!(loss, 2.0_f64.powi(20 * k as i32));
        }
    }
}

#[test]
fn divergence_is_reported_at_the_update_where_the_numbers_end() {
    // Float64 ends below 2^1024, float32 below 2^128: the loss 2^20k is
    // infinite first after 52 and 7 updates, the parameters much later.
    for (options, end) in [(f64(), 52), (f32(), 7)] {
        for chunk in [1, 3, 100] {
            let mut seen = 0;
            let recorder = Recorder::watched(chunk, |_| seen += 1);
            let run = powers_of_two(recorder, 300, options.clone());
            let error = run.unwrap_err();
            let Error::Diverged { update, value, .. } = &error else {
                panic!("{error}")
            };
            assert_eq!((*update, *value), (end, f64::INFINITY));
            // Steps before the last good one were shown, none after it.
            assert_eq!(seen, end);
            let line = error.to_string();
            let names = format!("the loss is inf at update {end};");
            assert!(line.contains(&names), "{line}");
            assert!(line.contains("smaller learning rate"), "{line}");
        }
    }
}

#[test]
fn nan_is_reported_with_its_name_its_update_and_advice() {
    for options in [f64(), f32()] {
        let x = tensor(&[0.0, 1.0, 2.0], options.clone());
        let run = |start: [f64; 2], last_y| {
            let y = tensor(&[8.0, 11.0, last_y], options.clone());
            let start = tensor(&start, options.clone());
            descend(start, 0.1, 10, Recorder::new(), |w| {
                let y_pred = Line::from(w.clone()).forward(x.clone());
                let columns = Line::columns(x.clone());
                let loss = loss::rmse(y_pred, y.clone());
                LossAndGradient {
                    loss,
                    gradient: gradient::rmse(columns, w, y.clone()),
                }
            })
        };
        // A perfect fit, in whole numbers: RMSE is 0, its gradient 0/0, so
        // the first update makes the parameters NaN. A start that is NaN, and
        // a point that is, show at once.
        for (start, last_y, names, advice) in [
            ([3.0, 8.0], 14.0, "parameter 0 is NaN at update 1;", "0/0"),
            (
                [3.0, f64::NAN],
                14.0,
                "parameter 1 is NaN at update 0;",
                "start",
            ),
            (
                [3.0, 8.0],
                f64::NAN,
                "the loss is NaN at update 0;",
                "start",
            ),
        ] {
            let error = run(start, last_y).unwrap_err();
            assert!(matches!(error, Error::Diverged { .. }), "{error}");
            let line = error.to_string();
            let (told, advised) = line.split_at(line.find(';').unwrap() + 1);
            assert!(told.ends_with(names), "{line}");
            assert!(advised.contains(advice), "{line}");
            let of_steps = advised.contains("smaller learning rate");
            assert_eq!(of_steps, advice == "0/0", "{line}");
        }
    }
}

#[test]
fn a_trace_is_the_whole_run_whatever_the_chunk() {
    let (x, y) = data::line().tensors(f64());
    let run = |recorder: Recorder, updates| {
        let start = tensor(&[-1.0, 1.0], f64());
        descend(start, 0.01, updates, recorder, |w| {
            gradient::by_autodiff(w, |w| {
                loss::mse(Line::from(w).forward(x.clone()), y.clone())
            })
        })
        .unwrap()
    };
    let whole = run(Recorder::new(), 25);
    for chunk in [0, 1, 7, 26, 1000] {
        let mut seen = Vec::new();
        let watch = |step: &descent::train::Step| seen.push(step.clone());
        let trace = run(Recorder::watched(chunk, watch), 25);
        assert_eq!(trace, whole);
        assert_eq!(seen, whole.steps);
    }
    assert_eq!(whole.param(1)[0], 1.0);
    assert_eq!(whole.losses().len(), 26);
    // No update at all: the start alone.
    assert_eq!(run(Recorder::new(), 0).steps, whole.steps[..1]);
}

#[test]
fn frames_begin_with_the_start_and_end_with_the_run() {
    let of = |updates: usize, count| -> Vec<usize> {
        let steps = (0..=updates).map(|update| descent::train::Step {
            update,
            ..Default::default()
        });
        let trace = Trace {
            steps: steps.collect(),
        };
        trace.frames(count).iter().map(|step| step.update).collect()
    };
    // The sources' animations: the start, then 40 frames of 10 updates, or 70
    // of 100.
    assert_eq!(of(400, 40), Vec::from_iter((0..=400).step_by(10)));
    assert_eq!(of(7000, 70), Vec::from_iter((0..=7000).step_by(100)));
    assert_eq!(of(25, 10), [0, 3, 6, 9, 12, 15, 18, 21, 24, 25]);
    assert_eq!(of(3, 40), [0, 1, 2, 3]);
    assert_eq!(of(0, 40), [0]);
    for (updates, count) in [(401, 40), (39, 40), (41, 40), (1, 1), (99, 7)] {
        let frames = of(updates, count);
        let most = count + 1; // and the start
        assert!(frames.len() <= most, "{updates} in {count}: {frames:?}");
        assert_eq!(frames[0], 0);
        assert_eq!(frames.last(), Some(&updates));
    }
}

#[test]
fn the_length_of_a_gradient_is_how_far_a_step_of_rate_1_leads() {
    let network = Mlp::new([2, 3, 1], 7, &Device::flex());
    let x = tensor(&[0.5, -1.0, 2.0, 0.25], f32()).reshape([2, 2]);
    let loss = network.forward(x).square().mean();
    let grads = GradientsParams::from_grads(loss.backward(), &network);
    let length = value(gradient::length(&network, &grads)).unwrap();
    let parameters = |network: &Mlp| -> Vec<f64> {
        let layers = [&network.hidden, &network.output];
        let of = |layer: &burn::nn::Linear| {
            let bias = layer.bias.as_ref().unwrap().val().inner();
            let weight = to_host(layer.weight.val().inner()).unwrap();
            [weight, to_host(bias).unwrap()].concat()
        };
        layers.map(of).concat()
    };
    let before = parameters(&network);
    let after = SgdConfig::new().init().step(1.0, network, grads);
    let moved = before.iter().zip(parameters(&after));
    let squares = moved.map(|(old, new)| (old - new).powi(2));
    let want = squares.sum::<f64>().sqrt();
    // The precision of the device, float32: a few last digits.
    assert!(want > 0.1 && (length - want).abs() < 1e-5 * want.max(1.0));
}
