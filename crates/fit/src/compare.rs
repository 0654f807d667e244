//! Several models on the same rows: what they learn from is one, what chooses
//! among them is another, and of the rows held out only the chosen one hears.

use program::{
    Error, Result, Story,
    number::{digits, significant},
};
use serde_json::{Value, json};

use crate::{
    args::Flags,
    data::Data,
    folds::{Losses, by_descent, folds, loss_on, right},
    learn::Ready,
    model::Model,
    split::Folds,
    unseen::L2,
};

/// A model, and what it loses.
pub struct Candidate {
    /// The model.
    pub model: Model,
    /// How many parameters it has.
    parameters: usize,
    /// Its losses in the data's own units, or why its descent failed.
    losses: Result<Scores, String>,
}

/// The losses of a model in the data's own units, without a penalty.
struct Scores {
    /// On the rows that it learned from.
    learned: f64,
    /// On the validation rows, or the mean of the folds.
    unseen: f64,
    /// The part of these rows that it named right; none where y is a number.
    accuracy: Option<f64>,
    /// The folds, if these choose.
    folds: Option<Losses>,
    /// Whether its descent has ended as it should.
    converged: bool,
}

/// All of them, the best first: the one with the lowest loss on rows that it
/// had not seen.
pub struct Comparison {
    candidates: Vec<Candidate>,
    /// Which parts the program chose itself: what is said of them.
    defaults: Option<String>,
}

/// Makes sure that every model suits the data, before any descends.
///
/// # Errors
/// A model that does not.
pub fn check(data: &Data, flags: &Flags, seed: u64) -> Result<()> {
    if flags.unseen.compare.is_some() && flags.unseen.l2 == Some(L2::Auto) {
        return Err(Error::Input(
            "--compare gives one penalty to all models: give --l2 a number"
                .into(),
        ));
    }
    for model in flags.unseen.models() {
        let suits = || {
            let data = data.of(model.clone(), data.l2)?;
            folds(&data, flags, seed)
        };
        if let Err(error) = suits() {
            return Err(Error::Input(format!("--compare {model}: {error}")));
        }
    }
    Ok(())
}

impl Comparison {
    /// Fits every model, by folds if there are any.
    ///
    /// # Errors
    /// Descents that fail, all of them.
    pub fn new(
        data: &Data,
        folds: Option<&Folds>,
        (flags, story): (&Flags, &Story),
    ) -> Result<Comparison> {
        let models = flags.unseen.models();
        let descents = 1 + folds.map_or(0, |folds| folds.count);
        let bar = story.progress(models.len() * descents, "comparing");
        bar.tick();
        let mut candidates = Vec::new();
        for model in models {
            let data = data.of(model.clone(), data.l2)?;
            let scores = || -> Result<Scores> {
                let ready = Ready::new(&data, flags, story)?;
                let run = ready.descend(|_, _| Ok(()))?;
                bar.inc(1);
                let lost = |rows| loss_on(rows, &data, &run.network, story);
                let folds = folds.map(|folds| {
                    by_descent(&data, folds, (flags, story), || bar.inc(1))
                });
                let folds = folds.transpose()?;
                let named_right = |rows: &[Vec<f64>]| -> Result<f64> {
                    let n = rows[0].len() as f64;
                    let right = right(rows, &data, &run.network, story)?;
                    Ok(right as f64 / n)
                };
                let accuracy = match &folds {
                    Some(folds) => folds.accuracy(),
                    None if data.classes.is_empty() => None,
                    None => Some(named_right(&data.validation)?),
                };
                Ok(Scores {
                    learned: lost((&data.train, &data.weights))?,
                    unseen: match &folds {
                        Some(folds) => folds.mean(),
                        None => {
                            lost((&data.validation, &data.validation_weights))?
                        }
                    },
                    accuracy,
                    folds,
                    converged: run.converged,
                })
            };
            candidates.push(Candidate {
                parameters: data.parameters(),
                losses: scores().map_err(|error| error.to_string()),
                model: model.clone(),
            });
        }
        bar.finish_and_clear();
        candidates.sort_by(|a, b| a.unseen().total_cmp(&b.unseen()));
        if let Err(line) = &candidates[0].losses {
            return Err(Error::Failed(line.clone()));
        }
        let defaults = flags.unseen.defaults(flags.holdout);
        Ok(Comparison {
            candidates,
            defaults,
        })
    }

    /// The model that was chosen.
    pub fn chosen(&self) -> &Model {
        &self.candidates[0].model
    }

    /// Its folds.
    pub fn folds(&self) -> Option<&Losses> {
        let scores = self.candidates[0].losses.as_ref().ok()?;
        scores.folds.as_ref()
    }

    /// Tells the models as a table.
    pub fn tell(&self, story: &mut Story, data: &Data) {
        if let Some(defaults) = &self.defaults {
            story.say(defaults);
        }
        let by = match self.folds() {
            Some(_) => "the folds choose among them".into(),
            None => format!(
                "the {} rows to validate by choose among them, and the epoch \
                 of networks",
                data.validation[0].len()
            ),
        };
        story.say(format!(
            "All models learn from the same {} rows; {by}. The {} rows held \
             out are shown to the chosen one alone.",
            data.train[0].len(),
            data.held_out[0].len()
        ));
        story.say(format!("Each loss is the {}.", data.minimised()));
        self.table(story);
        let simpler = self.simpler().map_or(String::new(), |one| {
            format!(
                " But {}, with {} parameters, is within one standard error of \
                 it: of models that do about as well the smaller is often the \
                 better choice.",
                one.model, one.parameters
            )
        });
        story.say(format!(
            "\n{} loses least: it is told, drawn and saved. The loss that \
             chose it is the least of {}, so a little too good; the rows held \
             out tell what it is worth.{simpler}",
            self.chosen(),
            self.candidates.len()
        ));
    }

    /// A line for each model: at most 72 columns, 80 with a long name.
    fn table(&self, story: &mut Story) {
        const LONGEST: usize = 20;
        let name = |one: &Candidate| one.model.to_string();
        let names = self.candidates.iter().map(|one| name(one).len());
        let width = names.max().unwrap_or(0).clamp(5, LONGEST);
        let unseen = match self.folds() {
            Some(_) => "folds",
            None => "validation",
        };
        story.line(format!(
            "\n{:width$}  {:>10}  {:>13}  {unseen:>13}",
            "model", "parameters", "learned"
        ));
        for (at, one) in self.candidates.iter().enumerate() {
            let mut model = name(one);
            if model.len() > LONGEST {
                story.line(&model);
                model.clear();
            }
            let start = format!("{model:width$}  {:>10}", one.parameters);
            let Ok(scores) = &one.losses else {
                story.line(format!("{start}  {:>13}", "failed"));
                continue;
            };
            let error = scores.folds.as_ref().map(Losses::standard_error);
            let error = error.map(|e| format!(" ± {}", significant(e, 2)));
            let chosen = if at == 0 { "  chosen" } else { "" };
            story.line(format!(
                "{start}  {:>13}  {:>13}{}{chosen}",
                digits(scores.learned),
                digits(scores.unseen),
                error.unwrap_or_default(),
            ));
        }
        let accuracies = self.candidates.iter().filter_map(|one| {
            let accuracy = one.losses.as_ref().ok()?.accuracy?;
            Some(format!("{} {:.1} %", one.model, 100.0 * accuracy))
        });
        let accuracies = accuracies.collect::<Vec<_>>().join(", ");
        if !accuracies.is_empty() {
            story.say(format!(
                "\nOf the rows that chose are named right: {accuracies}."
            ));
        }
        for one in &self.candidates {
            match &one.losses {
                Err(why) => story.say(format!("{} failed: {why}", name(one))),
                Ok(scores) if !scores.converged => story.say(format!(
                    "{}: NOT CONVERGED, so its losses may still fall.",
                    name(one)
                )),
                Ok(_) => {}
            }
        }
    }

    /// The smallest model that is within one standard error of the best.
    fn simpler(&self) -> Option<&Candidate> {
        let (best, folds) = (&self.candidates[0], self.folds()?);
        let most = folds.mean() + folds.standard_error();
        let near = self.candidates.iter().filter(|one| one.unseen() <= most);
        let smallest = near.min_by_key(|one| one.parameters)?;
        (smallest.parameters < best.parameters).then_some(smallest)
    }

    /// The models in the document.
    pub fn document(&self) -> Value {
        let all = self.candidates.iter().map(|one| {
            let scores = one.losses.as_ref().ok();
            let folds = scores.and_then(|scores| scores.folds.as_ref());
            let mut document = json!({
                "model": one.model.to_string(),
                "parameters": one.parameters,
                "learned_loss": scores.map(|scores| scores.learned),
                "loss": scores.map(|scores| scores.unseen),
                "standard_error": folds.map(Losses::standard_error),
                "converged": scores.is_some_and(|scores| scores.converged),
                "failed": one.losses.as_ref().err(),
            });
            if let Some(accuracy) = scores.and_then(|scores| scores.accuracy) {
                document["accuracy"] = json!(accuracy);
            }
            document
        });
        all.collect()
    }
}

impl Candidate {
    /// What it loses on rows that it has not seen.
    fn unseen(&self) -> f64 {
        self.losses
            .as_ref()
            .map_or(f64::INFINITY, |scores| scores.unseen)
    }
}
