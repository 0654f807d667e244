//! A run of burn's trainer that is killed and goes on.

use figure::Chart;
use program::{Result, Story};

use super::{
    apart::{apart, power},
    checkpoint::{EPOCHS, KILLED},
    killed::{Three, last, three, valid},
    orders::{Order, digits_dealt},
    recording::record,
    setting::Setting,
};
use crate::plan::Plan;

pub fn tell(story: &mut Story, setting: &Setting) -> Result<()> {
    story.heading("Killed, and resumed");
    let plan = Plan {
        epochs: EPOCHS,
        patience: None,
        ..setting.plan
    };
    let mut runs = Vec::new();
    for order in Order::BOTH {
        runs.push((order, three(setting, &plan, order)?));
    }
    let killed = &runs[0].1.killed;
    let said = killed.error.clone().unwrap_or_default();
    story.say(format!(
        "The same {EPOCHS} epochs with burn's trainer, undisturbed. \
         Then from a disk that fails in the middle of epoch {KILLED}: \
         the trainer stops after {} updates and says “{said}”. \
         A third run goes on from its last checkpoint, that of epoch {}. \
         The order is that of our dataset, or burn's own shuffle:\n",
        killed.seen.losses.len(),
        KILLED - 1
    ));
    story.line("                 validation loss at the end   largest");
    story.line("order            undisturbed        resumed   difference");
    for (
        order,
        Three {
            undisturbed,
            resumed,
            ..
        },
    ) in &runs
    {
        let [one, other] = [undisturbed, resumed].map(last);
        let apart = apart(&undisturbed.model, &resumed.model)?;
        let (name, power) = (order.name(), power(apart));
        story.line(format!("{name:15} {one:12.9} {other:14.9} {power:>12}"));
        let key = format!("resumed.{}", order.key());
        story.result(&key, [one, other, apart]);
    }
    story.say(
        "\nWhy? The first digits that a loader deals, \
         from the start and where a run goes on:\n",
    );
    story.line("order             epoch 1       epoch 4   resumed in 4");
    for order in Order::BOTH {
        let dealt = digits_dealt(setting, &plan, order, 1)?;
        let resumed = digits_dealt(setting, &plan, order, KILLED)?;
        let shown = [&dealt[0], &dealt[KILLED - 1], &resumed[0]];
        let [one, four, new] = shown.map(|digits| digits.replace(' ', ""));
        let name = order.name();
        story.line(format!("{name:15} {one:>9} {four:>13} {new:>14}"));
        let key = format!("resumed.dealt_{}", order.key());
        story.result(&key, shown);
    }
    let n = setting.train.labels.len();
    let (done, per_epoch) = (plan.done(KILLED, n), plan.done(2, n));
    record(story, "killed", &runs, (done, per_epoch))?;
    draw(story, &runs)
}

fn draw(story: &mut Story, runs: &[(Order, Three)]) -> Result<()> {
    let title = "Undisturbed, and killed in epoch 4 and resumed";
    let mut chart = Chart::new(title, "epoch", "validation loss");
    for (order, three) in runs {
        let name = order.name();
        let all = valid(&three.undisturbed);
        let epochs: Vec<f64> = (1..=all.len()).map(|k| k as f64).collect();
        let rest = valid(&three.resumed);
        let from = epochs.len().saturating_sub(rest.len());
        let resumed = format!("{name}, resumed");
        chart = chart.line(name, &epochs, &all);
        chart = chart.points(&resumed, &epochs[from..], &rest);
    }
    story.figure("resumed", chart)
}
