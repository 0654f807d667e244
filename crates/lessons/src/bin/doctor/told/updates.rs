//! How far an update goes, beside the weights that it changes.

use descent::doctor::Bend;
use figure::Chart;
use program::{Result, Story};

use super::{
    diagnostics,
    layers::{curve, slopes},
    picture::count,
};
use crate::{looked::Seen, network::Network};

/// Learning rates, by name.
const RATES: [(&str, f64); 3] =
    [("0.0001", 0.0001), ("0.01", 0.01), ("0.1", 0.1)];

/// How long an update is beside the weights, of the layer where it is longest.
fn longest_update(seen: &Seen, rate: f64) -> f64 {
    slopes(seen).into_iter().fold(0.0, f64::max) * rate
}

pub fn tell(story: &mut Story) -> Result<()> {
    story.say(
        "\nTanh from the right start, 200 updates at three learning rates: the \
         length of an update as a part of the weights' length, in the layer \
         where that is largest; the middle one of the last 100, and the loss.\n",
    );
    story.line("learning rate   update / weights        loss");
    let points = curve(story, 1.0);
    let mut chart =
        Chart::new("Update beside weights, log scale", "update", "")
            .unmarked()
            .log_y();
    for (name, rate) in RATES {
        let seen = network(story).learn(&points, rate, 200)?;
        let parts = seen.iter().map(|seen| longest_update(seen, rate));
        let parts: Vec<f64> = parts.collect();
        let mut late = parts[101..].to_vec();
        late.sort_by(f64::total_cmp);
        let (middle, loss) = (late[50], seen[200].loss);
        story.line(format!("{name:13} {middle:>18.1e} {loss:>11.4}"));
        let key = name.replace('.', "_");
        story.result(&format!("updates.{key}.part"), middle);
        story.result(&format!("updates.{key}.loss"), loss);
        chart = chart.line(name, &count(parts.len()), &parts);
    }
    let ends = [0.0, 200.0];
    story.figure("updates", chart.dashed("", &ends, &[1e-3; 2]))
}

/// Tanh, from first weights of the right size.
fn network(story: &Story) -> Network {
    diagnostics::network(story, Bend::Tanh, 1.0)
}
