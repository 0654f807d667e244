//! Layers of a network: units that do nothing, or all the same; gradients that
//! fade or swell on their way through.

use super::{
    finding::{Certainty, Finding, Illness, digits},
    measured::{Measured, mean},
    run::{Bend, Layer, Run},
    vector::length,
};

/// A part of the units, or of their outputs, that is too many.
const MOST: f64 = 0.75;
/// Outputs this near to an end of their range no longer pass on a slope.
const END: f64 = 0.03;
/// A part of saturated outputs that is too large.
const SATURATED: f64 = 0.75;
/// A gradient of the first layer that is so much shorter than that of
/// the steepest, each beside its weights.
const FADES: f64 = 1e-2;
/// Numbers that grow by this much on the way.
const SWELLS: f64 = 1e3;

/// The hidden layers whose outputs are known, each with its number.
fn hidden<'a>(run: &'a Run) -> impl Iterator<Item = (usize, &'a Layer)> {
    let layers = run.layers.iter().enumerate().map(|(i, l)| (i + 1, l));
    layers.filter(|(_, l)| l.bend != Bend::None && !l.outputs.is_empty())
}

/// All units of a layer give the same: they started alike, and so they stay.
pub fn alike(run: &Run, _: &Measured) -> Option<Finding> {
    let same = |layer: &Layer| {
        let (first, rest) = layer.outputs.split_first()?;
        let largest = layer.outputs.iter().flatten();
        let largest = largest.fold(0.0, |most: f64, z| most.max(z.abs()));
        let near = |(a, b): (&f64, &f64)| (a - b).abs() <= 1e-9 * largest;
        let all = rest.iter().all(|unit| first.iter().zip(unit).all(near));
        // Dead and saturated units are alike, too; with weights that is
        // another illness.
        let ends = match layer.bend {
            Bend::Relu => largest == 0.0,
            _ => first.iter().all(|z| at_end(layer, *z)),
        };
        let other = ends && layer.weight_length > 0.0;
        (!rest.is_empty() && all && !other).then_some(layer.outputs.len())
    };
    let (i, units) =
        hidden(run).find_map(|(i, layer)| Some((i, same(layer)?)))?;
    Finding::new(
        Illness::UnitsAlike,
        Certainty::Sure,
        [("layer", i as f64), ("units", units as f64)],
        format!(
            "The {units} units of layer {i} give the same output for every \
             row: they had the same weights at the start, so they get the same \
             gradient."
        ),
        "Start from random weights, not from zeros or one constant.",
    )
}

/// Units of ReLU whose input is negative for all rows.
pub fn dead(run: &Run, _: &Measured) -> Option<Finding> {
    let relu = hidden(run).filter(|(_, layer)| layer.bend == Bend::Relu);
    let dead = |layer: &Layer| {
        let dead = |unit: &&Vec<f64>| unit.iter().all(|z| *z == 0.0);
        layer.outputs.iter().filter(dead).count()
    };
    let mut counted =
        relu.map(|(i, layer)| (i, dead(layer), layer.outputs.len()));
    let (i, dead, units) =
        counted.find(|(_, dead, all)| *dead as f64 > MOST * *all as f64)?;
    Finding::new(
        Illness::DeadUnits,
        Certainty::Sure,
        [
            ("layer", i as f64),
            ("dead", dead as f64),
            ("of", units as f64),
        ],
        format!(
            "{dead} of {units} units of layer {i} give 0 for every row: their \
             slope is 0, too, so nothing will wake them."
        ),
        "Take a smaller rate (a long step kills them), biases that start at \
         0, more units, or a leaky ReLU.",
    )
}

/// Whether an output of tanh or sigmoid is at an end of its range.
fn at_end(layer: &Layer, z: f64) -> bool {
    match layer.bend {
        Bend::Tanh => z.abs() > 1.0 - 2.0 * END,
        Bend::Sigmoid => !(END..=1.0 - END).contains(&z),
        _ => false,
    }
}

/// Outputs of tanh or sigmoid at the ends of their range.
pub fn saturated(run: &Run, _: &Measured) -> Option<Finding> {
    let part = |layer: &Layer| {
        let all = layer.outputs.iter().flatten();
        let count = all.clone().count().max(1) as f64;
        all.filter(|z| at_end(layer, **z)).count() as f64 / count
    };
    let mut parts = hidden(run).map(|(i, layer)| (i, part(layer)));
    let (i, part) = parts.find(|(_, part)| *part > SATURATED)?;
    Finding::new(
        Illness::Saturated,
        Certainty::Sure,
        [("layer", i as f64), ("part", part)],
        format!(
            "{} % of the outputs of layer {i} are at the ends of their range, \
             where the slope is about 0.",
            digits(100.0 * part)
        ),
        "Standardise the inputs, and start from smaller weights (deviation \
         1/√inputs).",
    )
}

/// The gradient of each layer beside the length of its weights.
fn slopes(run: &Run) -> Vec<f64> {
    let with = run.layers.iter().filter(|l| l.weight_length > 0.0);
    let slopes: Vec<_> =
        with.map(|l| l.gradient_length / l.weight_length).collect();
    match slopes.iter().all(|slope| *slope == 0.0) {
        true => Vec::new(),
        false => slopes,
    }
}

/// Numbers that grow from layer to layer, forward or backward.
pub fn exploding(run: &Run, _: &Measured) -> Option<Finding> {
    let size = |layer: &Layer| {
        let all: Vec<f64> = layer.outputs.concat();
        length(&all) / (all.len().max(1) as f64).sqrt()
    };
    let with = run.layers.iter().filter(|layer| !layer.outputs.is_empty());
    let sizes: Vec<f64> = with.map(size).collect();
    let slopes = slopes(run);
    // A layer that gives 0 is dead, and nothing grows out of it.
    let some = |part: &(&f64, &f64)| *part.0 > 0.0 && *part.1 > 0.0;
    let forward = sizes.first().zip(sizes.last()).filter(some);
    let forward = forward.map(|(f, l)| l / f);
    let backward = slopes.first().zip(slopes.last()).filter(some);
    let backward = backward.map(|(f, l)| f / l);
    let of = |growth: Option<f64>| growth.filter(|g| *g > SWELLS);
    let deep = run.layers.len() >= 3;
    let (growth, way) = match (of(forward), of(backward)) {
        (Some(growth), _) => (growth, "outputs grow"),
        (_, Some(growth)) => (growth, "gradient grows, on its way back,"),
        _ => return None,
    };
    deep.then(|| {
        Finding::new(
            Illness::Exploding,
            Certainty::Sure,
            [("growth", growth), ("layers", run.layers.len() as f64)],
            format!(
                "The {way} by a factor of {} through {} layers.",
                digits(growth),
                run.layers.len()
            ),
            "Start from smaller weights (variance 2/inputs for ReLU, 1/inputs \
             for tanh); else clip the gradient.",
        )
    })?
}

/// A gradient that is lost before it reaches the first layer, or differences
/// between rows that are lost before they reach the last.
pub fn vanishing(run: &Run, _: &Measured) -> Option<Finding> {
    let slopes = slopes(run);
    let steepest = slopes.iter().copied().fold(0.0, f64::max);
    let backward = slopes.first().map(|first| first / steepest);
    let spreads: Vec<f64> = hidden(run).map(|(_, l)| spread(l)).collect();
    let forward = spreads.first().zip(spreads.last()).map(|(f, l)| l / f);
    let fades = |part: Option<f64>| part.filter(|part| *part < FADES);
    let (part, words) = match (fades(backward), fades(forward)) {
        (Some(part), _) => (
            part,
            "The gradient of the first layer, beside its weights, is {} of \
             that of the steepest layer",
        ),
        (_, Some(part)) => (
            part,
            "From row to row the outputs of the last hidden layer differ by {} \
             of what those of the first do, so the first gets no gradient",
        ),
        _ => return None,
    };
    let per_layer = part.powf(1.0 / (run.layers.len() - 1).max(1) as f64);
    (run.layers.len() >= 3).then(|| {
        Finding::new(
            Illness::Vanishing,
            Certainty::Sure,
            [("part", part), ("a layer", per_layer)],
            format!(
                "{}: a factor of {} for each layer.",
                words.replace("{}", &digits(part)),
                digits(per_layer)
            ),
            "Take ReLU, start from weights of variance 2/inputs, or take fewer \
             layers.",
        )
    })?
}

/// How much the outputs of a layer differ from row to row: the root mean square
/// of the deviations of its units.
fn spread(layer: &Layer) -> f64 {
    let squares = layer.outputs.iter().map(|unit| {
        let middle = mean(unit);
        mean(
            &unit
                .iter()
                .map(|z| (z - middle).powi(2))
                .collect::<Vec<_>>(),
        )
    });
    mean(&squares.collect::<Vec<_>>()).sqrt()
}
