//! The check of the exercise of this name.

#[path = "../exercises/97_saved.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    device::{self, Backend, Precision},
    model::Mlp,
};
use tutorials::{
    check::{self, Failure, Verdict, fresh_seed, list},
    network::Network,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let mut told = String::new();
    for sizes in [[2, 3, 2], [6, 5, 4]] {
        let bytes = saved(sizes)?;
        let [inputs, hidden, outputs] = sizes;
        let count = (inputs + 1) * hidden + (hidden + 1) * outputs;
        told = format!("{count} numbers in {bytes} bytes, and back.");
    }
    Ok(format!(
        "{told} Not a bit changed, and what fits no network is refused. \
         What is learned once can be used anywhere."
    ))
}

/// Saves two networks, and gives how many bytes one takes.
fn saved(sizes: [usize; 3]) -> Result<usize, Failure> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let networks = [0, 1].map(|_| Mlp::new(sizes, fresh_seed(), &device));
    let failed = |what: &str, e: burn::store::RecordError| {
        Failure::unknown(format!("`{what}` ended in an error: {e}."))
    };
    let mut all = Vec::new();
    for network in &networks {
        let bytes = exercise::save(network).map_err(|e| failed("save", e))?;
        all.push(bytes);
    }
    let mut loaded = Vec::new();
    for bytes in &all {
        let model = exercise::load(bytes.clone(), sizes, &device);
        loaded.push(model.map_err(|e| failed("load", e))?);
    }
    let params = |model: &Mlp| Network::of(model).map(|n| n.params());
    let twice = params(&loaded[0])? == params(&loaded[1])?;
    let hidden = (sizes[0] + 1) * sizes[1];
    for (network, loaded) in networks.iter().zip(&loaded) {
        let (want, got) = (params(network)?, params(loaded)?);
        if want == got {
            continue;
        }
        let seen = format!(
            "A network of {sizes:?} came back as another one.\nsaved   {}\n\
             loaded  {}",
            list(&want),
            list(&got)
        );
        let same = |range: std::ops::Range<usize>| {
            want.get(range.clone()) == got.get(range)
        };
        let part = same(0..hidden) || same(hidden..want.len());
        return Err(if twice {
            Failure::known("not_loaded", seen)
        } else if part {
            Failure::known("part", seen)
        } else {
            Failure::unknown(seen)
        });
    }
    // What holds no such network.
    let other = sizes.map(|size| size + 1);
    let half = all[0][..all[0].len() / 2].to_vec();
    for (what, bytes, sizes) in [
        ("a network of other sizes", all[0].clone(), other),
        ("half of a file", half, sizes),
        ("nothing at all", Vec::new(), sizes),
    ] {
        if exercise::load(bytes, sizes, &device).is_ok() {
            let seen = format!("`load` made a network of {what}.");
            return Err(Failure::known("silent", seen));
        }
    }
    Ok(all[0].len())
}
