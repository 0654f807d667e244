//! From data to a descent that is ready to go. A story tells one; folds go
//! through many in silence.

use descent::{batch::Batches, curvature::Curvature, optimiser::Name};
use program::{Result, Story};

use crate::{
    args::Flags,
    bowl::Bowls,
    data::Data,
    descend::{Run, descend},
    loss::Loss,
    network::Network,
    plan::{LONG, Plan},
    problem::Problem,
    stop::Stop,
};

/// A descent, ready to go.
pub struct Ready {
    /// What is descended on.
    pub problem: Problem,
    /// The rows that it stops by, without a penalty.
    validation: Option<Problem>,
    /// From where.
    start: Network,
    /// How many rows each update is made from.
    pub batch_size: usize,
    /// The rows of each update, or few that stand for all.
    pub batches: Batches,
    /// The bowls of a linear model.
    pub bowls: Option<Bowls>,
    /// Whether the loss is one of them, and the same in each update.
    one_bowl: bool,
    /// How to descend.
    pub plan: Plan,
}

impl Ready {
    /// On these data, as the flags say, on the device of a story.
    ///
    /// # Errors
    /// A device that fails.
    pub fn new(data: &Data, flags: &Flags, story: &Story) -> Result<Ready> {
        let (device, seed) = (&story.device, story.seed);
        let on = |rows| Problem::new(rows, &data.scales, data.loss, device);
        let rows = data.train[0].len();
        let batch_size = flags.batch_size.unwrap_or(rows).min(rows);
        let problem = match data.few(batch_size) {
            Some(few) => few.problem(&data.scales, device),
            None => on((&data.train, &data.weights)),
        };
        let problem = problem.penalised(data.l2);
        let early = flags.unseen.stops_early(&data.model)
            && !data.validation[0].is_empty();
        let unseen = (&data.validation[..], &data.validation_weights);
        let validation = early.then(|| on(unseen));
        let rows = problem.size();
        let batches = Batches::new(rows, batch_size.min(rows), seed)?;
        let (hidden, outputs) = (data.model.hidden(), data.outputs());
        let start = Network::start(&data.scales, hidden, outputs, seed, device);
        let bowls = Bowls::of(data);
        // Batches have bowls of their own.
        let one_bowl = data.loss == Loss::Mse && batches.per_epoch() == 1;
        let bowl = bowls.as_ref().filter(|_| one_bowl);
        let bowl = bowl.map(|bowls| &bowls.standardised);
        let parts = (&problem, &start, &batches);
        let drawn = (story.precision, seed);
        let mut chosen = flags.chosen();
        let long = bowl.is_some_and(|bowl| bowl.condition_number() > LONG);
        chosen.stop = chosen.stop.or(early.then_some(Stop::PATIENCE));
        if early && long {
            // The best momentum overshoots at first: patience would end there.
            chosen.optimiser = chosen.optimiser.or(Some(Name::Adam));
        }
        let plan = Plan::new(chosen, parts, bowl, drawn)?;
        Ok(Ready {
            problem,
            validation,
            start,
            batch_size,
            batches,
            bowls,
            one_bowl,
            plan,
        })
    }

    /// The model before its first update.
    pub fn start(&self) -> &Network {
        &self.start
    }

    /// The curvatures of the loss, where it is a bowl and the same in each
    /// update.
    pub fn bowl(&self) -> Option<&Curvature> {
        let bowls = self.bowls.as_ref().filter(|_| self.one_bowl);
        bowls.map(|bowls| &bowls.standardised)
    }

    /// Goes. Shows `watch` the model as [`descend`] does.
    ///
    /// # Errors
    /// As [`descend`].
    pub fn descend(
        &self,
        watch: impl FnMut(usize, &Network) -> descent::Result<()>,
    ) -> descent::Result<Run> {
        let (start, batches) = (self.start.clone(), self.batches.clone());
        let rows = (&self.problem, self.validation.as_ref());
        descend(rows, start, batches, &self.plan, watch)
    }
}
