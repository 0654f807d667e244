//! Lesson 15: many machines.
//!
//! Rows that one machine cannot hold, or not fast enough, are dealt out to
//! workers. Each finds the gradient of its part, and their weighted mean is
//! the gradient of all.
//!
//! | file | holds |
//! |---|---|
//! | `rows.rs`, `deal.rs` | the rows, and how they are dealt out to parts |
//! | `part.rs`, `crew.rs` | a part of the rows; workers, and their answers |
//! | `mean.rs` | the weighted mean of the answers |
//! | `run.rs`, `checkpoint.rs` | the descent, and where it goes on from |
//! | `rounds.rs`, `local.rs` | steps between exchanges, and where they lead |
//! | `batch.rs` | noise and rate when k workers draw batches |
//! | `bfloat.rs` | numbers of two bytes |
//! | `exchange.rs`, `cost.rs` | what an update sends, and what it costs |
//! | `clock.rs` | the costs of this machine, measured |
//! | `team.rs`, `process.rs` | who works: threads, or processes |
//! | `told/` | the story and its figures |
//!
//! Run it: `cargo run --release --bin lesson15`; with processes for workers:
//! `cargo run --release --bin lesson15 -- --backend remote`

use std::process::ExitCode;

use flags::Flags;
use team::Team;

mod batch;
mod bfloat;
mod checkpoint;
mod clock;
mod cost;
mod crew;
mod deal;
mod exchange;
mod flags;
mod local;
mod mean;
mod part;
mod process;
mod rounds;
mod rows;
mod run;
mod team;

/// The parts of the story.
mod told {
    pub mod batch;
    pub mod bfloat;
    pub mod cost;
    pub mod equal;
    pub mod exchange;
    pub mod local;
    pub mod losses;
    pub mod lost;
    pub mod measured;
    pub mod plan;
    pub mod resumed;
    pub mod sliders;
    pub mod straggler;
    pub mod timeline;

    fn failed(lost: crate::crew::Lost) -> program::Error {
        program::Error::Failed(lost.to_string())
    }
}

fn main() -> ExitCode {
    if process::is_worker() {
        return process::serve();
    }
    program::lesson::run(env!("CARGO_BIN_NAME"), |story, flags: Flags| {
        let timed = flags.rows;
        let plan = told::plan::Plan::new(flags)?;
        if cfg!(debug_assertions) {
            story.aside(
                "Built without --release: its times say nothing of the machine.",
            );
        }
        let default = if cfg!(debug_assertions) {
            4_000
        } else {
            200_000
        };
        let rows = timed.unwrap_or(default);
        let mut team = Team::new(story, plan.workers)?;
        story.say(format!("\nThe workers are {team}."));
        told::equal::tell(story, &team)?;
        told::exchange::tell(story);
        told::local::tell(story, &team)?;
        told::batch::tell(story)?;
        told::bfloat::tell(story, &team)?;
        told::straggler::tell(story);
        told::cost::tell(story);
        told::sliders::record(story)?;
        told::measured::tell(story, &team, rows)?;
        told::timeline::tell(story, &team, rows)?;
        told::lost::tell(story, &mut team, &plan)
    })
}
