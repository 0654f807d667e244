//! What all parts of the story share.

use std::path::Path;

use burn::{data::dataset::InMemDataset, tensor::Device};
use descent::{
    data::{self, Digits},
    model::Mlp,
};
use program::{Error, Result, Story};

use crate::{
    classifier::{SIZES, Set},
    data::{Loader, images, in_order},
    plan::Plan,
    supervised::{self, Run},
};

/// Digits to learn from and to validate with, and the plan.
pub struct Setting {
    pub train: Digits,
    pub valid: Digits,
    pub plan: Plan,
    pub device: Device,
}

impl Setting {
    pub fn new(
        story: &Story,
        lr: f64,
        epochs: usize,
        patience: usize,
    ) -> Result<Self> {
        let (seed, patience) = (story.seed, Some(patience));
        let [train, valid] = data::digits()?.random_fifth(seed);
        let plan = Plan {
            lr,
            epochs,
            batch: 32,
            seed,
            patience,
        };
        let device = story.device.clone();
        Ok(Setting {
            train,
            valid,
            plan,
            device,
        })
    }

    /// The network before its first update.
    pub fn network(&self) -> Mlp {
        Mlp::new(SIZES, self.plan.seed, &self.device)
    }

    /// Both sets as tensors.
    pub fn sets(&self) -> [Set; 2] {
        [&self.train, &self.valid].map(|part| part.tensors(&self.device))
    }

    /// One run of burn's trainer: a new one, or what follows after an epoch.
    pub fn train(
        &self,
        plan: &Plan,
        loader: Loader,
        folder: &Path,
        after: Option<usize>,
    ) -> Result<Run> {
        let loaders = [loader, self.validation()];
        let start = self.network();
        let run = supervised::fit(start, loaders, plan, folder, after, false);
        run.map_err(Error::Input)
    }

    /// All images of the validation in one batch: its loss is theirs.
    pub fn validation(&self) -> Loader {
        let valid = images(&self.valid);
        let all = valid.len();
        in_order(InMemDataset::new(valid), all)
    }
}

/// A run that nothing broke off.
pub fn whole(run: Run) -> Result<Run> {
    match &run.error {
        Some(error) => Err(Error::Failed(format!("burn's trainer: {error}"))),
        None => Ok(run),
    }
}
