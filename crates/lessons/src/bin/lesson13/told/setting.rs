//! What all parts of the story share.

use std::{env, path::Path};

use burn::{data::dataset::InMemDataset, tensor::Device};
use descent::{
    data::{self, Digits},
    device::Backend,
    model::Mlp,
};
use program::{Error, Result, Story, output};

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

/// burn's log of the metrics panics where a disk is full. (A worker's run
/// ends in one line anyway.)
pub fn fail_on_panic(story: &Story) {
    if story.backend != Backend::Remote {
        output::fail_on_panic(|what| {
            let place = env::temp_dir();
            format!(
                "burn's trainer broke off: {what}; it writes below {} \
                 (set TMPDIR for another place)",
                place.display()
            )
        });
    }
}
