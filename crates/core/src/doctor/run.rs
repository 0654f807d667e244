//! What is known of a run.

use std::ops::Range;

use crate::{device::Precision, trace::Trace};

/// What is known of a run. All but the losses may be left out: the doctor then
/// looks for less.
#[derive(Clone, Default)]
pub struct Run<'a> {
    /// The loss before each update, and at the end. Of a run that left the
    /// numbers, the last may be NaN or infinite.
    pub losses: Vec<f64>,
    /// Whether each of them is the loss of its batch alone, not of all rows.
    pub losses_of_batches: bool,
    /// The number of updates between two losses; 0 is as good as 1.
    pub updates_between: usize,
    /// The parameters beside each loss.
    pub params: Vec<Vec<f64>>,
    /// The length of the gradient beside each loss.
    pub gradient_lengths: Vec<f64>,
    /// The learning rate; 0 if it is unknown, or changes.
    pub rate: f64,
    /// The momentum; 0 for plain descent.
    pub momentum: f64,
    /// Whether the momentum looks ahead, as Nesterov's does.
    pub nesterov: bool,
    /// Whether the rule rescales each component: Adam, RMSProp, AdaGrad.
    pub adaptive: bool,
    /// Whether the loss is known to be a bowl, as the mean squared error of a
    /// model that is linear in its parameters.
    pub is_bowl: bool,
    /// The rows to learn from; 0 if unknown.
    pub rows: usize,
    /// The rows of each update; 0 stands for all.
    pub batch: usize,
    /// The precision of the parameters, where it is known.
    pub precision: Option<Precision>,
    /// The loss of the best constant answer, where it is known: the variance
    /// of y for the MSE, the entropy of the shares for the cross-entropy.
    pub naive_loss: Option<f64>,
    /// The loss itself, for questions.
    pub ask: Option<Ask<'a>>,
    /// The rows to learn from.
    pub data: Option<Data>,
    /// The layers of a network, the first one first.
    pub layers: Vec<Layer>,
    /// What the rows said that the model did not learn from.
    pub validation: Option<Validation>,
    /// What a model of numbers answers in the end.
    pub answers: Option<Answers>,
    /// What a classifier names in the end.
    pub classes: Option<Classes>,
}

/// The loss at some parameters, on some rows.
pub type LossOnRows<'a> = dyn Fn(&[f64], Range<usize>) -> f64 + 'a;

/// The loss, to be asked. Both answer for all rows, not for a batch.
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    /// The loss at some parameters.
    pub loss: &'a dyn Fn(&[f64]) -> f64,
    /// The gradient that the program itself takes there.
    pub gradient: &'a dyn Fn(&[f64]) -> Vec<f64>,
    /// The loss on some of the rows alone.
    pub on_rows: Option<&'a LossOnRows<'a>>,
}

/// The rows to learn from, as numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Data {
    /// The columns of x.
    pub columns: Vec<Vec<f64>>,
    /// y.
    pub target: Vec<f64>,
}

/// What bends the outputs of a layer.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Bend {
    /// Nothing, as in the last layer.
    #[default]
    None,
    /// max(0, z).
    Relu,
    /// tanh z, from −1 to 1.
    Tanh,
    /// 1/(1 + e⁻ᶻ), from 0 to 1.
    Sigmoid,
}

/// One layer of a network, at one moment: the start shows best whether gradients
/// vanish or explode, the end which units are dead or saturated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layer {
    /// What bends its outputs.
    pub bend: Bend,
    /// Its outputs, after the bend: `outputs[unit][row]`. May be empty.
    pub outputs: Vec<Vec<f64>>,
    /// The length of its weights, all as one vector.
    pub weight_length: f64,
    /// The length of their gradient.
    pub gradient_length: f64,
}

/// What the rows said that the model did not learn from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Validation {
    /// The loss on them, epoch by epoch.
    pub losses: Vec<f64>,
    /// The loss on the rows to learn from, at the same epochs.
    pub learned: Vec<f64>,
    /// How many of these rows there are; 0 if unknown.
    pub rows: usize,
    /// How many of them also stand among the rows to learn from.
    pub shared: usize,
    /// The loss that the noise in y leaves to the best model, if it is known.
    pub noise: Option<f64>,
    /// The same evaluation of the same model, more than once.
    pub repeated: Vec<f64>,
}

/// What a model of numbers answers in the end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// What it predicts is called.
    pub name: String,
    /// y on the rows that it learned from.
    pub target: Vec<f64>,
    /// How many rows it learned from.
    pub rows: usize,
    /// Whether it is a network.
    pub is_network: bool,
    /// The parameters of a linear model without a penalty; 0 for others.
    pub free_parameters: usize,
    /// R² on these rows.
    pub r2: Option<f64>,
    /// The variance of the errors on them.
    pub squares: f64,
    /// The same of the rows held out.
    pub unseen: Option<Unseen>,
}

/// How a model does on rows held out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unseen {
    /// How many there are.
    pub rows: usize,
    /// R² on them.
    pub r2: Option<f64>,
    /// The mean of the squared errors.
    pub squares: f64,
}

/// What a classifier names in the end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Classes {
    /// The names of the classes.
    pub names: Vec<String>,
    /// On the rows that it learned from.
    pub learned: Named,
    /// On rows held out.
    pub unseen: Option<Named>,
    /// Whether it is a network.
    pub is_network: bool,
    /// Where no parameters are the best, since rows lie on one side of a
    /// straight border: the classes that do so with all of their rows. None
    /// where that is not so, or not known.
    pub separate: Option<Vec<usize>>,
}

/// What a classifier named some rows, beside what they are.
///
/// ```
/// use descent::doctor::Named;
///
/// let named = Named { loss: 0.5, confusion: vec![vec![6, 2], vec![0, 2]] };
/// assert_eq!((named.right(), named.rows()), (8, 10));
/// assert_eq!(named.accuracy(), 0.8);
/// assert!((named.deviation() - 0.4 / 10_f64.sqrt()).abs() < 1e-15);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Named {
    /// The cross-entropy.
    pub loss: f64,
    /// The confusion matrix: how many rows of class i were named j, at
    /// `[i][j]`.
    pub confusion: Vec<Vec<usize>>,
}

impl Named {
    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.confusion.iter().flatten().sum()
    }

    /// How many of them were named right.
    pub fn right(&self) -> usize {
        let rows = self.confusion.iter().enumerate();
        rows.map(|(class, named)| named[class]).sum()
    }

    /// The part that was named right.
    pub fn accuracy(&self) -> f64 {
        self.right() as f64 / self.rows() as f64
    }

    /// The standard deviation of that part, were the rows drawn anew: of a
    /// mean over rows that are right or not (lesson 9).
    pub fn deviation(&self) -> f64 {
        let a = self.accuracy();
        (a * (1.0 - a) / self.rows() as f64).sqrt()
    }
}

impl<'a> Run<'a> {
    /// A run of full-batch descent, from its trace and its learning rate.
    ///
    /// ```
    /// use descent::{doctor::Run, train::{Step, Trace}};
    ///
    /// let step = Step { update: 0, params: vec![1.0], loss: 2.0 };
    /// let trace = Trace { steps: vec![step] };
    /// assert_eq!(Run::of(&trace, 0.1).losses, [2.0]);
    /// ```
    pub fn of(trace: &Trace, rate: f64) -> Run<'a> {
        let params = trace.steps.iter().map(|step| step.params.clone());
        Run {
            losses: trace.losses(),
            params: params.collect(),
            rate,
            ..Run::default()
        }
    }

    /// Whether each update uses all rows.
    pub(super) fn is_full_batch(&self) -> bool {
        self.batch == 0 || self.batch >= self.rows
    }

    /// The rate that momentum makes of the learning rate in the long run:
    /// rate/(1 − momentum), for steps that keep adding up.
    pub(super) fn effective_rate(&self) -> f64 {
        self.rate / (1.0 - self.momentum.clamp(0.0, 0.9999))
    }

    /// The largest rate that converges in a bowl of this largest curvature:
    /// 2/λ without momentum, 2(1 + μ)/λ with, and of that 1/(1 + 2μ) where it
    /// looks ahead.
    pub(super) fn limit(&self, curvature: f64) -> f64 {
        let limit = 2.0 * (1.0 + self.momentum) / curvature;
        match self.nesterov {
            true => limit / (1.0 + 2.0 * self.momentum),
            false => limit,
        }
    }

    /// Whether the losses go up and down with the batches.
    pub(super) fn is_noisy(&self) -> bool {
        !self.is_full_batch() || self.losses_of_batches
    }

    /// A loss below this part of the first one is rounding.
    pub(super) fn resolution(&self) -> f64 {
        match self.precision {
            Some(Precision::F32) => 1e-10,
            _ => 1e-12,
        }
    }

    /// The updates between two losses.
    pub(super) fn stride(&self) -> f64 {
        self.updates_between.max(1) as f64
    }
}
