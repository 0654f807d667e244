//! An epoch of minibatches: where a step is small, what is around it counts.

use burn::tensor::{Int, Tensor};
use descent::{
    batch::Batches, fused::LineMse, gradient, loss, model::Line, train::to_host,
};
use lessons::{Lesson, Result, args, number};

use crate::{
    clock,
    fit::{Fit, LR, START, distance, tolerance},
};

/// A way through an epoch: the batches in, (a, b) out.
type Way = fn(&Fit, &mut Batches) -> Result<[f64; 2]>;

const WAYS: [(&str, &str, Way); 4] = [
    ("by hand", "by_hand", by_hand),
    ("autodiff", "autodiff", autodiff),
    ("fused", "fused", fused),
    ("one call", "one_call", one_call),
];

pub fn time_all(lesson: &mut Lesson, flags: &args::SpeedFlags) -> Result<()> {
    let largest = flags.sizes().into_iter().max().unwrap_or(30);
    let (n, size) = (largest.min(100_000), 64.min(largest));
    lesson.heading("An epoch of minibatches");
    let fit = Fit::new(n, lesson.seed, &lesson.device);
    let batches = Batches::new(n, size, lesson.seed)?;
    let updates = batches.per_epoch();
    lesson.say(format!(
        "{n} points in batches of {size}, an update each: {updates}."
    ));
    lesson.say(
        "Three ways cut slices from a shuffled copy: by hand, by autodiff",
    );
    lesson.say("and fused. The fourth is one call, and gathers by index.");

    let want = by_hand(&fit, &mut batches.clone())?;
    let mut all = true;
    for (name, key, way) in WAYS {
        let found = way(&fit, &mut batches.clone())?;
        lesson.result(&format!("epoch.{key}.params"), found);
        if distance(found, want) > tolerance(fit.x.dtype()) {
            lesson.say(format!("{name} leads elsewhere: not timed."));
            all = false;
            continue;
        }
        let seconds = clock::seconds(|epochs| {
            let mut batches = batches.clone();
            (0..epochs).try_for_each(|_| way(&fit, &mut batches).map(drop))
        })?;
        lesson.aside(format!("{name:9}{} an epoch", clock::readable(seconds)));
        lesson.result(&format!("epoch.{key}.seconds"), seconds);
    }
    let [a, b] = want.map(number);
    if all {
        lesson.say(format!("All four lead to a = {a}, b = {b}."));
    }
    Ok(())
}

// ANCHOR: sliced
/// The batches of an epoch as slices of one shuffled copy of x and y.
fn sliced(
    fit: &Fit,
    batches: &mut Batches,
) -> impl Iterator<Item = (Tensor<1>, Tensor<1>, f64)> {
    let epoch = batches.epoch();
    let order =
        Tensor::<1, Int>::from_data(&epoch.concat()[..], &fit.x.device());
    let [x, y] = [&fit.x, &fit.y].map(|t| t.clone().select(0, order.clone()));
    let size = batches.size();
    epoch.into_iter().enumerate().map(move |(i, batch)| {
        let part = i * size..i * size + batch.len();
        let lr = LR * batch.len() as f64 / size as f64;
        (x.clone().slice(part.clone()), y.clone().slice(part), lr)
    })
}
// ANCHOR_END: sliced

fn by_hand(fit: &Fit, batches: &mut Batches) -> Result<[f64; 2]> {
    let [mut a, mut b] = START.map(|w| fit.tensor(&[w]));
    for (x, y, lr) in sliced(fit, batches) {
        let error = a.clone() * x.clone() + b.clone() - y;
        let by_a = (error.clone() * x).mean() * 2.0;
        let by_b = error.mean() * 2.0;
        a = a - by_a * lr;
        b = b - by_b * lr;
    }
    Ok([to_host(a)?[0], to_host(b)?[0]])
}

fn autodiff(fit: &Fit, batches: &mut Batches) -> Result<[f64; 2]> {
    walk(fit, batches, |w, x, y| {
        let mse = |w| loss::mse(Line::from(w).forward(x.clone()), y.clone());
        Ok(gradient::by_autodiff(w, mse).1)
    })
}

fn fused(fit: &Fit, batches: &mut Batches) -> Result<[f64; 2]> {
    walk(fit, batches, |w, x, y| {
        let mse = LineMse::new(x, y)?;
        Ok(gradient::by_autodiff(w, |w| mse.loss(&w)).1)
    })
}

fn walk(
    fit: &Fit,
    batches: &mut Batches,
    gradient: impl Fn(&Tensor<1>, Tensor<1>, Tensor<1>) -> Result<Tensor<1>>,
) -> Result<[f64; 2]> {
    let mut w = fit.tensor(&START);
    for (x, y, lr) in sliced(fit, batches) {
        w = w.clone() - gradient(&w, x, y)? * lr;
    }
    let w = to_host(w)?;
    Ok([w[0], w[1]])
}

fn one_call(fit: &Fit, batches: &mut Batches) -> Result<[f64; 2]> {
    let mse = LineMse::new(fit.x.clone(), fit.y.clone())?;
    Ok(mse.epoch(START, LR, batches)?)
}
