//! A quadratic of the learner's own, or a descent of their own to the post's.

use program::{Result, Story, number::digits, problem};
use serde_json::json;

use super::quadratic::{draw, printed_and_corrected};
use crate::flags::DescentFlags;

pub fn tell(story: &mut Story, flags: &DescentFlags) -> Result<()> {
    let descent = flags.of_quadratic();
    let name = problem::quadratic(descent.truth);
    story.heading(&format!("A quadratic of your own: y = {name}"));
    let ([a, b, c], lr) = (descent.start, descent.lr);
    story.say(format!(
        "From a = {a}, b = {b}, c = {c}, {} updates of learning rate {} \
         on RMSE. First with the mistake of a published post, \
         which takes the errors from a truth whose c is 1 too small; \
         then without.",
        descent.updates,
        digits(lr)
    ));
    let (truth, start, updates) =
        (descent.truth, descent.start, descent.updates);
    let known = json!({
        "truth": truth, "start": start, "lr": lr, "updates": updates,
    });
    story.result("quadratic.own", known);
    let charts =
        printed_and_corrected(story, &descent, |story, key, trace, after| {
            story.milestones(key, "RMSE", trace, &[0, 1, 10, 100, 1000]);
            story.result(&format!("{key}.losses"), &trace.losses()[1..]);
            story.result(&format!("{key}.params"), after);
        })?;
    story.say(
        "\nAt its lowest point RMSE is a cone: \
         a fixed learning rate leaps to and fro there, \
         the farther the larger it is.",
    );
    draw(story, charts)
}
