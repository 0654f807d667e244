//! A program that trains, healthy or not, and what it shows the doctor.

use std::cell::Cell;

use descent::{
    device::Precision,
    doctor::{Ask, Finding, Run, Validation, examine},
};

use crate::{draw::Draw, problem::Problem};

/// How it trains. The defaults are healthy, but for the rate.
#[derive(Clone)]
pub struct How {
    pub rate: f64,
    pub momentum: f64,
    pub adam: bool,
    pub updates: usize,
    pub batch: usize,
    pub shuffled: bool,
    pub cleared: bool,
    pub uphill: bool,
    pub float32: bool,
    /// Keeps the loss of each batch, not of all rows.
    pub batch_losses: bool,
    /// The rate falls as 1/(1 + k/decay).
    pub decay: f64,
    /// A component of the gradient, and what it is multiplied by.
    pub wrong: Option<(usize, f64)>,
    /// The whole gradient is multiplied by it.
    pub times: f64,
    /// The loss is looked at with noise of this size, as dropout makes it.
    pub dropout: f64,
    pub seed: u64,
}

impl Default for How {
    fn default() -> How {
        How {
            rate: 0.1,
            momentum: 0.0,
            adam: false,
            updates: 200,
            batch: 0,
            shuffled: true,
            cleared: true,
            uphill: false,
            float32: false,
            batch_losses: false,
            decay: f64::INFINITY,
            wrong: None,
            times: 1.0,
            dropout: 0.0,
            seed: 0,
        }
    }
}

/// What a program did.
pub struct Program {
    pub problem: Problem,
    pub how: How,
    pub losses: Vec<f64>,
    pub params: Vec<Vec<f64>>,
    /// The lengths of the gradients that it took.
    pub lengths: Vec<f64>,
    pub validation: Option<Validation>,
    pub naive: Option<f64>,
    looks: Cell<u64>,
}

/// What the doctor gets to see.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sight {
    /// Losses, parameters, rate, momentum, batch size.
    Trace,
    /// All that there is.
    All,
}

impl Program {
    pub fn train(problem: Problem, start: Vec<f64>, how: How) -> Program {
        let mut program = Program {
            problem,
            how,
            losses: Vec::new(),
            params: Vec::new(),
            lengths: Vec::new(),
            validation: None,
            naive: None,
            looks: Cell::new(0),
        };
        program.descend(start, None);
        program
    }

    /// With another problem's rows to validate by.
    pub fn validated(
        problem: Problem,
        start: Vec<f64>,
        how: How,
        unseen: &Problem,
    ) -> Program {
        let mut program = Program::train(problem, Vec::new(), how);
        program.descend(start, Some(unseen));
        program
    }

    fn descend(&mut self, start: Vec<f64>, unseen: Option<&Problem>) {
        if start.is_empty() {
            return;
        }
        let (how, n) = (self.how.clone(), self.problem.rows());
        let size = if how.batch == 0 { n } else { how.batch };
        let (mut w, p) = (start, self.problem.parameters());
        let mut draw = Draw::new(how.seed + 1000);
        let mut order: Vec<usize> = (0..n).collect();
        let (mut sum, mut v, mut square) =
            (vec![0.0; p], vec![0.0; p], vec![0.0; p]);
        let mut seen = Validation {
            rows: unseen.map_or(0, Problem::rows),
            ..Validation::default()
        };
        let per_epoch = n.div_ceil(size);
        for k in 0..=how.updates {
            if k % per_epoch == 0 && how.shuffled && size < n {
                draw.shuffle(&mut order);
            }
            let batch = k % per_epoch * size;
            let rows = &order[batch..(batch + size).min(n)];
            let loss = match how.batch_losses {
                true => {
                    let own =
                        |row: &usize| self.problem.loss(&w, *row..row + 1);
                    rows.iter().map(own).sum::<f64>() / rows.len() as f64
                }
                false => self.look(&w),
            };
            self.losses.push(loss);
            self.params.push(w.clone());
            if let Some(unseen) = unseen
                && k % per_epoch == 0
            {
                seen.losses.push(unseen.loss(&w, 0..unseen.rows()));
                seen.learned.push(self.problem.loss(&w, 0..n));
            }
            if !loss.is_finite() || k == how.updates {
                break;
            }
            let mut gradient = self.own_gradient(&w, rows);
            let squares: f64 = gradient.iter().map(|g| g * g).sum();
            self.lengths.push(squares.sqrt());
            if !how.cleared {
                for (sum, g) in sum.iter_mut().zip(&mut gradient) {
                    *sum += *g;
                    *g = *sum;
                }
            }
            let rate = how.rate / (1.0 + k as f64 / how.decay);
            let rate = if how.uphill { -rate } else { rate };
            let t = k as i32 + 1;
            for i in 0..p {
                let mut step = gradient[i];
                if how.adam {
                    v[i] = 0.9 * v[i] + 0.1 * step;
                    square[i] = 0.999 * square[i] + 0.001 * step * step;
                    let size = (square[i] / (1.0 - 0.999_f64.powi(t))).sqrt();
                    step = v[i] / (1.0 - 0.9_f64.powi(t)) / (size + 1e-8);
                } else {
                    v[i] = how.momentum * v[i] + step;
                    step = v[i];
                }
                w[i] = match how.float32 {
                    true => f64::from(w[i] as f32 - (rate * step) as f32),
                    false => w[i] - rate * step,
                };
            }
        }
        self.validation = unseen.map(|_| seen);
    }

    /// The loss, as the program looks at it.
    fn look(&self, w: &[f64]) -> f64 {
        let loss = self.problem.loss(w, 0..self.problem.rows());
        if self.how.dropout == 0.0 {
            return loss;
        }
        self.looks.set(self.looks.get() + 1);
        let noise = Draw::new(self.looks.get()).normal();
        loss * (1.0 + self.how.dropout * noise)
    }

    /// The gradient, as the program takes it.
    fn own_gradient(&self, w: &[f64], rows: &[usize]) -> Vec<f64> {
        let mut gradient = self.problem.gradient(w, rows);
        gradient.iter_mut().for_each(|g| *g *= self.how.times);
        if let Some((i, factor)) = self.how.wrong {
            gradient[i] *= factor;
        }
        gradient
    }

    pub fn examine(&self, sight: Sight) -> Vec<Finding> {
        let (n, all) = (self.problem.rows(), sight == Sight::All);
        let rows: Vec<usize> = (0..n).collect();
        let loss = |w: &[f64]| self.look(w);
        let gradient = |w: &[f64]| self.own_gradient(w, &rows);
        let on_rows = |w: &[f64], rows| self.problem.loss(w, rows);
        let ask = Ask {
            loss: &loss,
            gradient: &gradient,
            on_rows: Some(&on_rows),
        };
        let steady = self.how.decay.is_infinite();
        let mut run = Run {
            losses: self.losses.clone(),
            losses_of_batches: self.how.batch_losses,
            params: self.params.clone(),
            gradient_lengths: self.lengths.clone(),
            rate: if steady { self.how.rate } else { 0.0 },
            momentum: self.how.momentum,
            adaptive: self.how.adam,
            rows: n,
            batch: self.how.batch,
            precision: Some(match self.how.float32 {
                true => Precision::F32,
                false => Precision::F64,
            }),
            ..Run::default()
        };
        if all {
            run.ask = Some(ask);
            run.data = Some(self.problem.data());
            run.naive_loss = self.naive;
            run.validation = self.validation.clone();
            let last = self.params.last().filter(|w| w[0].is_finite());
            let layers = last.map(|w| self.problem.seen(w));
            run.layers = layers.unwrap_or_default();
        }
        examine(&run)
    }
}
