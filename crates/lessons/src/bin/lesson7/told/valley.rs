//! The race through Rosenbrock's curved valley.

use descent::{
    data::{linspace, tensor},
    optimiser::Name,
    train::Recorder,
};
use figure::Bowl;
use program::{Result, Story};

use super::table;
use crate::{landscapes::rosenbrock, pictures, race};

/// Chosen by hand.
const RATES: [(Name, f64); 7] = [
    (Name::Sgd, 0.002),
    (Name::Momentum, 0.002),
    (Name::Nesterov, 0.001),
    (Name::Adagrad, 1.0),
    (Name::Rmsprop, 0.005),
    (Name::Adam, 1.0),
    (Name::Lbfgs, 1.0),
];

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("A race through a curved valley");
    story.say(
        "Rosenbrock: (u − 1)² + 100 (v − u²)². \
         Its floor is the curve v = u², and its minimum, 0, lies at (1, 1). \
         From (−1.2, 1), what it takes to bring it to 0.01 or below:",
    );
    let (goal, most) = (0.01, 5000);
    let start = tensor(&[-1.2, 1.0], &story.device);
    let race = |_: &Story, optimiser, lr| {
        let none = Recorder::new();
        race::run(optimiser, lr, rosenbrock, &start, (goal, most), none)
    };
    let runs = table::race_all(story, "rosenbrock", RATES, goal, race)?;
    story.say(
        "\nThe learning rates were chosen by hand. \
         With others, others win: \
         a race tells of the rates as much as of the optimisers.",
    );
    pictures::paths(story, "valley", &valley(), &runs)
}

/// The map of the valley.
fn valley() -> Bowl {
    let (u, v) = (linspace(-2.0, 2.0, 80), linspace(-1.0, 3.0, 80));
    let pairs = v.iter().flat_map(|v| u.iter().map(move |u| [*u, *v]));
    let heights: Vec<_> = pairs
        .map(|[u, v]| (u - 1.0).powi(2) + 100.0 * (v - u * u).powi(2))
        .collect();
    Bowl::new("Rosenbrock's valley", "u", "v", &u, &v, &heights)
        .mark("start", -1.2, 1.0)
        .mark("minimum", 1.0, 1.0)
}
