//! What folds say before the fit that is told: which penalty, and how much the
//! model loses on rows that it has not seen.

use program::{
    Result, Story,
    number::{digits, significant},
};
use serde_json::{Value, json};

use crate::{
    args::Flags,
    compare::Comparison,
    data::Data,
    folds::{Losses, Penalties, by_descent, penalties},
    loss::Loss,
    split::Folds,
    unseen::L2,
};

/// A mean loss that is higher by less than this part is hardly higher.
const HARDLY: f64 = 0.01;

/// So many folds are told one by one.
const SHOWN: usize = 10;

/// What was found by folds, if that was asked for.
#[derive(Default)]
pub struct Choice {
    /// What the model loses, fold by fold.
    pub folds: Option<Losses>,
    /// The penalties among which one was chosen.
    pub penalties: Option<Penalties>,
    /// The models among which one was chosen.
    pub models: Option<Comparison>,
}

impl Choice {
    /// Goes through the folds, and gives the data the penalty that was chosen.
    ///
    /// # Errors
    /// A descent that diverges; a device that fails.
    pub fn make(
        data: Data,
        folds: Option<&Folds>,
        (flags, story): (&Flags, &Story),
    ) -> Result<(Data, Choice)> {
        if flags.unseen.compare.is_some() {
            let models = Comparison::new(&data, folds, (flags, story))?;
            let data = data.of(models.chosen().clone(), data.l2)?;
            let choice = Choice {
                folds: models.folds().cloned(),
                penalties: None,
                models: Some(models),
            };
            return Ok((data, choice));
        }
        let Some(folds) = folds else {
            return Ok((data, Choice::default()));
        };
        if flags.unseen.l2 == Some(L2::Auto) {
            let found = penalties(&data, folds, (flags, story))?;
            let data = data.of(data.model.clone(), found.lambda())?;
            let choice = Choice {
                folds: Some(found.losses().clone()),
                penalties: Some(found),
                models: None,
            };
            return Ok((data, choice));
        }
        let bar = story.progress(folds.count, "cross-validation");
        bar.tick();
        let losses = by_descent(&data, folds, (flags, story), || bar.inc(1))?;
        bar.finish_and_clear();
        let choice = Choice {
            folds: Some(losses),
            ..Choice::default()
        };
        Ok((data, choice))
    }

    /// Tells it.
    pub fn tell(&self, story: &mut Story, data: &Data, loss: Loss) {
        if let (Some(models), None) = (&self.models, &self.folds) {
            story.heading("The models");
            models.tell(story, data);
        }
        let Some(folds) = &self.folds else {
            return;
        };
        story.heading("Cross-validation");
        let count = folds.folds.len();
        story.say(format!(
            "{} Columns are standardised by the rows learned from alone.",
            data.by.turns(count, !data.classes.is_empty())
        ));
        if let Some(penalties) = &self.penalties {
            tell_penalties(story, penalties, loss);
        }
        if let Some(models) = &self.models {
            models.tell(story, data);
        }
        let title = loss.title();
        let head = if folds.right.is_empty() {
            ""
        } else {
            "accuracy"
        };
        let head =
            format!("\n{:>5}  {:>7}  {title:>14}  {head:>10}", "fold", "rows");
        story.line(head.trim_end());
        for (at, (rows, loss)) in folds.folds.iter().take(SHOWN).enumerate() {
            let right = folds.right.get(at).map_or(String::new(), |right| {
                digits(*right as f64 / *rows as f64)
            });
            let (k, loss) = (at + 1, digits(*loss));
            let row = format!("{k:>5}  {rows:>7}  {loss:>14}  {right:>10}");
            story.line(row.trim_end());
        }
        if count > SHOWN {
            let more = count - SHOWN;
            story.line(format!("{:>5}  ({more} more are in --json)", "…"));
        }
        story.say(format!(
            "\nOn rows that it has not seen the {} is {} ± {}: the mean of \
             the folds, and the standard error of that mean, their deviation \
             divided by √{count}. Folds share rows to learn from, so take the \
             ± as rough.",
            data.minimised(),
            digits(folds.mean()),
            significant(folds.standard_error(), 2)
        ));
        if let Some(accuracy) = folds.accuracy() {
            let rows = folds.folds.iter().map(|(rows, _)| rows);
            story.say(format!(
                "Named right, each by a model that had not seen it: {} of {}, \
                 {:.1} %.",
                folds.right.iter().sum::<usize>(),
                rows.sum::<usize>(),
                100.0 * accuracy
            ));
        }
        if self.penalties.is_some() {
            story.say(
                "It is the least of several, so a little too good: rows held \
                 out by --holdout would tell.",
            );
        }
    }

    /// The folds in the document.
    pub fn folds(&self, data: &Data) -> Option<Value> {
        let folds = self.folds.as_ref()?;
        let (rows, losses): (Vec<_>, Vec<_>) =
            folds.folds.iter().copied().unzip();
        let mut document = json!({
            "by": data.by.name(),
            "rows": rows,
            "losses": losses,
            "mean": folds.mean(),
            "standard_error": folds.standard_error(),
        });
        if let Some(accuracy) = folds.accuracy() {
            document["right"] = json!(folds.right);
            document["accuracy"] = json!(accuracy);
        }
        Some(document)
    }

    /// The models that were compared, in the document.
    pub fn models(&self) -> Option<Value> {
        self.models.as_ref().map(Comparison::document)
    }

    /// The penalties that were tried, in the document.
    pub fn tried(&self) -> Option<Value> {
        let tried = self.penalties.as_ref()?.tried.iter();
        let tried = tried.map(|(lambda, losses)| {
            json!({
                "lambda": lambda,
                "mean": losses.mean(),
                "standard_error": losses.standard_error(),
            })
        });
        Some(tried.collect())
    }
}

/// The grid, the losses, and what was chosen.
fn tell_penalties(story: &mut Story, penalties: &Penalties, loss: Loss) {
    story.say(format!(
        "That is done for {} penalties, fitted {}:",
        penalties.tried.len(),
        match penalties.closed_form {
            true => "in closed form, where a descent would end",
            false => "by a descent each",
        }
    ));
    let mean = format!("mean {}", loss.title());
    story.line(format!("\n{:>9}  {mean:>14}  {:>14}", "λ", "± error of it"));
    for (at, (lambda, losses)) in penalties.tried.iter().enumerate() {
        let (mean, error) = (losses.mean(), losses.standard_error());
        let row = format!(
            "{:>9}  {:>14}  {:>14}{}",
            lambda.to_string(),
            digits(mean),
            significant(error, 2),
            if at == penalties.best {
                "  the least"
            } else {
                ""
            }
        );
        story.line(row);
    }
    let (lambda, at_edge) = (penalties.lambda(), penalties.is_at_edge());
    let (least, first) = (penalties.losses(), &penalties.tried[0].1);
    let hardly = first.mean() < (1.0 + HARDLY) * least.mean();
    let edge = match (at_edge, penalties.best) {
        (false, _) if hardly => {
            " But the smallest λ loses hardly more: these data hardly call for \
             a penalty."
                .into()
        }
        (false, _) => String::new(),
        (_, 0) => " It is the smallest that was tried: these data hardly call \
                   for a penalty."
            .into(),
        _ => format!(
            " It is the largest that was tried: perhaps these columns x say \
             nothing, or a larger one is better, such as --l2 {}.",
            digits(10.0 * lambda)
        ),
    };
    story.say(format!(
        "\nThe mean is least at λ = {}: with it the model is fitted.{edge}",
        digits(lambda)
    ));
}
