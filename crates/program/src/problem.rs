//! A line to find: the sources', or the learner's own.

use descent::{curvature::Curvature, data::Points};
use serde_json::json;

use crate::{Error, Result, Story, number::digits};

/// Points through which a line is to go.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The points: two at least, not all x alike.
    pub points: Points,
    /// What is known of the learner's own; `None` for the sources'.
    pub own: Option<Own>,
}

/// From this condition number on the flattest direction keeps more than half
/// of its way in the 600 updates of a lesson: (1 − 1/1000)⁶⁰⁰ = 0.55.
const RAVINE: f64 = 1000.0;

/// What is known of the learner's own points.
#[derive(Clone, Debug)]
pub struct Own {
    /// The line (a, b) that made them, before noise; of a file unknown.
    pub truth: Option<[f64; 2]>,
    /// What they are, for a title: `y = −2x + 5 + noise`, `mass by length`.
    pub name: String,
    /// What x and y are called, for the axes of figures.
    pub axes: [String; 2],
    /// The same as part of a sentence: `200 points on …`.
    pub told: String,
}

impl Problem {
    /// Tells what the learner's own points are. Of the sources' the lesson
    /// tells by itself.
    pub fn introduce(&self, story: &mut Story) {
        if let Some(own) = &self.own {
            story.say(format!("Your own: {}.", own.told));
            let (n, truth) = (self.points.len(), own.truth);
            let known = json!({ "name": own.name, "n": n, "truth": truth });
            story.result("own", known);
        }
    }

    /// The learning rate: the one `given`; else for the sources' points
    /// `theirs`, and for the learner's own half the largest stable one of the
    /// mean squared error, which the story then tells.
    ///
    /// # Errors
    /// Points so far from 0 that no learning rate is small enough.
    pub fn lr(
        &self,
        story: &mut Story,
        given: Option<f64>,
        theirs: f64,
    ) -> Result<f64> {
        if self.own.is_none() || given.is_some() {
            return Ok(given.unwrap_or(theirs));
        }
        let x = self.points.x.clone();
        let ones = vec![1.0; x.len()];
        let bowl = Curvature::of_columns(&[x, ones]);
        let limit = bowl.largest_stable_lr();
        let lr = limit / 2.0;
        if !lr.is_normal() {
            let why = "x is too large for a learning rate: choose another unit";
            return Err(Error::Input(why.into()));
        }
        let [shown, limit_shown] = [lr, limit].map(digits);
        story.say(format!(
            "The largest stable learning rate of a descent on all your \
             points at once is {limit_shown} (lesson 6 says why). \
             Half of it is taken, {shown}; --lr takes another.",
        ));
        let condition = bowl.condition_number();
        if condition > RAVINE {
            story.say(format!(
                "The condition number of your points is {}: their bowl is a \
                 ravine, and the descent will not come near its lowest point. \
                 Subtract from x its mean, or take the program fit, \
                 which does so.",
                digits(condition),
            ));
        }
        story.result("own.largest_stable_lr", limit);
        story.result("own.lr", lr);
        Ok(lr)
    }

    /// What x and y are called, for the axes of figures.
    pub fn axes(&self) -> [&str; 2] {
        let axes = self.own.as_ref().map(|own| own.axes.each_ref());
        axes.map_or(["x", "y"], |axes| axes.map(String::as_str))
    }

    /// A title for a figure: the lesson's own, or the name of one's points.
    pub fn title(&self, theirs: &str) -> String {
        let own = self.own.as_ref();
        own.map_or(theirs.into(), |own| own.name.clone())
    }
}

/// The line a x + b as people write it.
///
/// ```
/// assert_eq!(program::problem::line([-2.0, 5.0]), "−2x + 5");
/// assert_eq!(program::problem::line([1.0, -0.5]), "x − 0.5");
/// assert_eq!(program::problem::line([1e9, -0.0]), "1e9x + 0");
/// ```
pub fn line([a, b]: [f64; 2]) -> String {
    sum(&[(a, "x"), (b, "")])
}

/// The quadratic a x² + b x + c as people write it.
///
/// ```
/// use program::problem::quadratic;
///
/// assert_eq!(quadratic([5.0, -3.0, 3.0]), "5x² − 3x + 3");
/// assert_eq!(quadratic([-1.0, 1.0, 0.0]), "−x² + x + 0");
/// ```
pub fn quadratic([a, b, c]: [f64; 3]) -> String {
    sum(&[(a, "x²"), (b, "x"), (c, "")])
}

/// A sum of multiples of powers.
fn sum(terms: &[(f64, &str)]) -> String {
    let number = |value: f64| match value == 0.0 {
        true => "0".into(),
        false if (1e-4..1e6).contains(&value) => value.to_string(),
        false => format!("{value:e}").replace('-', "−"),
    };
    let mut text = String::new();
    for (factor, power) in terms {
        text += match (text.is_empty(), *factor < 0.0) {
            (true, true) => "−",
            (true, false) => "",
            (false, true) => " − ",
            (false, false) => " + ",
        };
        // A factor of 1 is not written before a power.
        if factor.abs() != 1.0 || power.is_empty() {
            text += &number(factor.abs());
        }
        text += power;
    }
    text
}
