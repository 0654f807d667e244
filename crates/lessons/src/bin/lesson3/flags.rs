//! The flags of this lesson.

use program::{
    Result,
    own::{OWN_QUADRATIC, QuadraticFlags},
    points::LineFlags,
    value::{positive, updates},
};

/// How the line and the quadratic descend.
#[derive(clap::Args, Clone, Debug)]
pub struct DescentFlags {
    /// The line.
    #[command(flatten)]
    pub line: LineFlags,
    /// The quadratic.
    #[command(flatten)]
    quadratic: QuadraticFlags,
    /// Learning rate of its descent, on RMSE [default: 0.1]
    #[arg(long, help_heading = OWN_QUADRATIC, value_name = "LR")]
    #[arg(value_parser = positive, allow_hyphen_values = true)]
    quadratic_lr: Option<f64>,
    /// Updates of its descent [default: 30]
    #[arg(long, help_heading = OWN_QUADRATIC, value_name = "STEPS")]
    #[arg(value_parser = updates, allow_hyphen_values = true)]
    quadratic_steps: Option<usize>,
}

/// A descent to a quadratic.
pub struct Descent {
    pub truth: [f64; 3],
    pub start: [f64; 3],
    pub lr: f64,
    pub updates: usize,
    /// The updates after which the curves are drawn.
    pub stopped: usize,
}

impl DescentFlags {
    /// Whether the quadratic or its descent is the learner's own.
    pub fn own_quadratic(&self) -> bool {
        self.quadratic.is_given()
            || self.quadratic_lr.is_some()
            || self.quadratic_steps.is_some()
    }

    /// Refuses what cannot be descended.
    ///
    /// # Errors
    /// A start at the minimum.
    pub fn check(&self) -> Result<()> {
        self.quadratic.check()
    }

    /// What of the quadratic is given, and else as the post has it.
    pub fn of_quadratic(&self) -> Descent {
        let updates = self.quadratic_steps.unwrap_or(30);
        Descent {
            truth: self.quadratic.truth(),
            start: self.quadratic.start(),
            lr: self.quadratic_lr.unwrap_or(0.1),
            updates,
            stopped: updates,
        }
    }
}
