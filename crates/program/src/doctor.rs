//! `--doctor`: what ails a run, with evidence and cure.

use burn::tensor::{Tensor, activation::relu};
use descent::{
    data::Points,
    device::{columns, value},
    doctor::{Ask, Bend, Certainty, Data, Finding, Layer, Run, examine},
    model::Mlp,
};
use serde_json::{Map, Value, json};

use crate::Story;

/// Whether the doctor shall look.
#[derive(clap::Args, Clone, Copy, Debug)]
pub struct DoctorFlags {
    /// Say what ails the run, with evidence and cure; takes some more gradients
    #[arg(long)]
    pub doctor: bool,
}

impl Story {
    /// Tells what the doctor finds in the run of this name, and keeps it in the
    /// list `doctor`.
    pub fn diagnose(&mut self, name: &str, run: &Run) {
        self.tell_findings(name, &examine(run));
    }

    /// The same, where it is asked for.
    pub fn diagnose_if(&mut self, asked: DoctorFlags, name: &str, run: &Run) {
        if asked.doctor {
            self.diagnose(name, run);
        }
    }

    /// Tells what the doctor found in the run of this name, and keeps it in the
    /// list `doctor`.
    pub fn tell_findings(&mut self, name: &str, found: &[Finding]) {
        for finding in found {
            self.say(format!("\nThe doctor on {name}: {finding}"));
        }
        let found: Vec<Value> = found.iter().map(document).collect();
        let looked = json!({ "run": name, "findings": found });
        match &mut self.results["doctor"] {
            Value::Array(all) => all.push(looked),
            none => *none = json!([looked]),
        }
    }

    /// The same, where it is asked for, of a line that descends on the mean
    /// squared error of points. Its losses may be others: they are computed
    /// anew, from its parameters.
    pub fn diagnose_line(
        &mut self,
        asked: DoctorFlags,
        name: &str,
        points: &Points,
        run: Run,
    ) {
        if !asked.doctor {
            return;
        }
        let Points { x, y } = points;
        let n = x.len() as f64;
        let errors = |w: &[f64]| {
            let errors = x.iter().zip(y).map(|(x, y)| w[0] * x + w[1] - y);
            errors.collect::<Vec<f64>>()
        };
        let loss = |w: &[f64]| errors(w).iter().map(|e| e * e).sum::<f64>() / n;
        let gradient = |w: &[f64]| {
            let errors = errors(w);
            let by_a = errors.iter().zip(x).map(|(e, x)| 2.0 * e * x);
            let by_b = errors.iter().map(|e| 2.0 * e);
            vec![by_a.sum::<f64>() / n, by_b.sum::<f64>() / n]
        };
        let ask = Ask {
            loss: &loss,
            gradient: &gradient,
            on_rows: None,
        };
        let run = Run {
            losses: run.params.iter().map(|w| loss(w)).collect(),
            rows: x.len(),
            precision: Some(self.precision),
            ask: Some(ask),
            data: Some(Data {
                columns: vec![x.clone()],
                target: y.clone(),
            }),
            ..run
        };
        self.diagnose(name, &run);
    }
}

/// What the layers of a network do with these x, shape `[n, inputs]`.
///
/// # Errors
/// A device that fails.
pub fn layers(network: &Mlp, x: &Tensor<2>) -> descent::Result<[Layer; 2]> {
    let hidden = relu(network.hidden.forward(x.clone()));
    let output = network.output.forward(hidden.clone());
    let layer = |bend, outputs: Tensor<2>, weights: Tensor<2>| {
        Ok::<_, descent::Error>(Layer {
            bend,
            outputs: columns(outputs.inner())?,
            weight_length: value(weights.inner().square().sum().sqrt())?,
            ..Layer::default()
        })
    };
    Ok([
        layer(Bend::Relu, hidden, network.hidden.weight.val())?,
        layer(Bend::None, output, network.output.weight.val())?,
    ])
}

/// A finding as JSON.
pub fn document(finding: &Finding) -> Value {
    // JSON knows no NaN.
    let numbers = finding.numbers.iter();
    let numbers: Map<String, Value> = numbers
        .map(|(name, v)| ((*name).into(), json!(v)))
        .collect();
    json!({
        "illness": finding.illness.name(),
        "certainty": match finding.certainty {
            Certainty::Sure => "sure",
            Certainty::Likely => "likely",
            Certainty::Unsure(_) => "unsure",
        },
        "numbers": numbers,
        "words": finding.words,
        "cure": finding.cure,
        "lesson": finding.illness.lesson(),
    })
}
