//! A run that loses workers, and goes on from its checkpoint.

use descent::data;
use program::{Result, Story, number::significant, output};

use super::{
    equal::power,
    plan::Plan,
    resumed::{LR, UPDATES, run},
};
use crate::{mean::apart, rows::Rows, team::Team};

pub fn tell(story: &mut Story, team: &mut Team, plan: &Plan) -> Result<()> {
    story.heading("A worker is lost");
    let Plan { workers, every, .. } = plan;
    story.say(format!(
        "{UPDATES} updates of the quadratic at rate {LR}, its points dealt out \
         to {workers} workers in as many parts. Every {every} updates a \
         checkpoint is written."
    ));
    // No run finds what another one kept.
    let [first, second, third] = [(); 3].map(|()| output::temporary());
    let (first, second, third) = (first?, second?, third?);
    let kept = plan.folder.as_deref().unwrap_or(second.path());
    let alone = Plan {
        lose: 0,
        from: None,
        folder: None,
        ..*plan
    };
    let mut runs = vec![run(story, team, &alone, first.path(), false)?];
    if let Some(from) = &plan.from {
        let update = from.update;
        story.say(format!("It goes on from update {update}, as it was kept."));
    }
    runs.push(run(story, team, plan, kept, false)?);
    if plan.lose > 0 && plan.from.is_none() {
        runs.push(run(story, team, plan, third.path(), true)?);
    }
    story.line("\nrun                            loss at the end   difference");
    let names = [
        ("undisturbed", "undisturbed"),
        ("gone on with, the same parts", "same"),
        ("gone on with, dealt anew", "anew"),
    ];
    let rows = Rows::of_quadratic(&data::quadratic());
    for (w, (name, key)) in runs.iter().zip(names) {
        let loss = significant(rows.loss(w), 7);
        let apart = power(apart(w, &runs[0]));
        story.line(format!("{name:28} {loss:>17} {apart:>12}"));
        story.result(&format!("lost.{key}"), w);
    }
    story.say("\nThe difference is the largest of any parameter, relative to the largest parameter.");
    Ok(())
}
