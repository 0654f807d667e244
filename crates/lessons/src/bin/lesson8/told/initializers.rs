//! The rules for first weights.

use program::{Result, Story};

use crate::initializers::{
    N_IN, N_OUT, drawn, of_burn, without_parentheses, xavier,
};

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("Xavier and He");
    let (source, xavier) = (without_parentheses(), xavier());
    story.say(format!(
        "Xavier, 2/(n_in + n_out), is right without relu; \
         He, 2/n_in, makes up for what relu halves. \
         A source writes Xavier without parentheses, 2/n_in\u{a0}+\u{a0}n_out. \
         For a layer from {N_IN} to {N_OUT} that is \
         {source:.4} instead of {xavier:.5}.\n"
    ));
    story.result("xavier.without_parentheses", source);
    story.result("xavier.with_parentheses", xavier);

    story.say(format!(
        "burn draws first weights by an Initializer. \
         From {N_IN} to {N_OUT}:"
    ));
    story.line("                                    variance: drawn   formula");
    story.device.seed(story.seed);
    let mut variances = Vec::new();
    for (name, initializer, formula) in of_burn() {
        let drawn = drawn(&initializer, &story.device)?;
        story.line(format!("{name:32} {drawn:18.6} {formula:9.6}"));
        variances.push([drawn, formula]);
    }
    story.say("The gain multiplies the deviation: for relu it must be √2.");
    story.result("initializers", variances);
    Ok(())
}
