//! Lesson 7: optimisers.

use super::{
    Draw, Topic,
    question::{Question, bracketed, choice, number, show},
};

const WRITE: &str = "write momentum and Adam in five lines, and check them \
                     against burn's";
const DOES: &str = "say what each of seven optimisers does with a gradient, \
                    and what it is good at";
const FAIR: &str = "compare them fairly: by gradients, not by calls; with the \
                    same search for a rate, from several starts, for good";
const MOVE: &str = "move a training program between PyTorch and burn without \
                    changing what it computes";

pub const TOPICS: &[Topic] = &[
    Topic {
        name: "7.momentum",
        goal: WRITE,
        draw: momentum,
    },
    Topic {
        name: "7.second",
        goal: WRITE,
        draw: second,
    },
    Topic {
        name: "7.adam",
        goal: WRITE,
        draw: adam,
    },
    Topic {
        name: "7.adagrad",
        goal: DOES,
        draw: adagrad,
    },
    Topic {
        name: "7.memory",
        goal: DOES,
        draw: memory,
    },
    Topic {
        name: "7.fair",
        goal: FAIR,
        draw: fair,
    },
    Topic {
        name: "7.dampening",
        goal: MOVE,
        draw: dampening,
    },
];

fn momentum(draw: &mut Draw) -> Question {
    let mu = draw.pick(&[0.5, 0.75, 0.8, 0.875, 0.9, 0.95]);
    number(
        format!(
            "Momentum with μ = {mu}, v ← μv + g. The gradient is the same in \
             every update. How many times the plain step does a step become in \
             the end?"
        ),
        1.0 / (1.0 - mu),
        format!("1 + μ + μ² + … = 1 / (1 − μ) = {}.", show(1.0 / (1.0 - mu))),
    )
    .mistake(
        1.0 / mu,
        "All gradients before count, too: 1 + μ + μ² + … = 1 / (1 − μ).",
    )
    .mistake(
        1.0 + mu,
        "That is the second update. The sum goes on: 1 + μ + μ² + …",
    )
    .mistake(
        mu / (1.0 - mu),
        "The newest gradient counts in full: the sum begins with 1.",
    )
}

fn second(draw: &mut Draw) -> Question {
    let mu = draw.pick(&[0.5, 0.8, 0.9]);
    let (first, then) = (draw.int(3, 9), -draw.int(1, 6));
    number(
        format!(
            "Momentum with μ = {mu}, v ← μv + g, from v = 0. The first two \
             gradients are {} and {}. What is v then?",
            show(first),
            show(then)
        ),
        mu * first + then,
        format!(
            "After the first v = {first}, then {mu} · {first} + {} = {}: \
             gradients that alternate cancel.",
            bracketed(then),
            show(mu * first + then)
        ),
    )
    .mistake(
        first + then,
        "The old velocity is multiplied by μ before the gradient is added.",
    )
    .mistake(
        first + mu * then,
        "μ multiplies the old velocity, not the new gradient.",
    )
    .mistake(
        mu * first + (1.0 - mu) * then,
        "That is a running mean, as in Adam. Momentum adds the whole gradient.",
    )
    .mistake(
        mu * (first + then),
        "μ multiplies the old velocity alone, not the new gradient.",
    )
}

fn adam(draw: &mut Draw) -> Question {
    let lr = draw.pick(&[0.1, 0.05, 0.02, 0.01]);
    let g = draw.pick(&[0.003, 0.05, 4.0, 20.0, 300.0]);
    number(
        format!(
            "Adam's first update, with learning rate {lr}, β₁ = 0.9, β₂ = \
             0.999 and a gradient of {g}. By how much does the parameter move? \
             (ε is very small.)"
        ),
        lr,
        format!(
            "m/(1 − β₁) is {g}, and so is the root of s/(1 − β₂). Their \
             quotient is 1, so the step is the learning rate."
        ),
    )
    .mistake(
        lr * g,
        "So plain descent does. Adam divides by the size of g.",
    )
    .mistake(
        lr * 0.1 / 0.001_f64.sqrt(),
        "That is without the correction by 1 − βᵗ. Both means begin at 0.",
    )
    .mistake(
        lr * 0.1,
        "m alone is a tenth of the gradient; the correction undoes that.",
    )
}

fn adagrad(draw: &mut Draw) -> Question {
    let k = draw.pick(&[4.0, 9.0, 16.0, 25.0]);
    let (lr, g) = (draw.pick(&[0.5, 0.2, 0.3]), draw.int(2, 9));
    number(
        format!(
            "AdaGrad with learning rate {lr}. The gradient was {g} in each of \
             the first {k} updates. How far did the last of them move the \
             parameter?"
        ),
        lr / k.sqrt(),
        format!(
            "The squares sum to {k} · {}², so the step is {lr} · {g} / ({g} · \
             √{k}) = {}.",
            g,
            show(lr / k.sqrt())
        ),
    )
    .mistake(lr, "So far went the first update. The sum has grown since.")
    .mistake(
        lr / k,
        "The root is missing: the gradient is divided by √s, not by s.",
    )
    .mistake(lr * g, "So plain descent does. AdaGrad divides by √s.")
    .mistake(
        lr * g / k.sqrt(),
        "The size of the gradient is in the sum, too, and cancels.",
    )
}

fn memory(draw: &mut Draw) -> Question {
    let root = draw.pick(&[3.0, 4.0, 5.0, 9.0, 19.0]);
    let factor = (root - 1.0) / (root + 1.0);
    number(
        format!(
            "A bowl has condition number {}. Which μ is the best momentum for \
             it, with the rate that goes with it?",
            root * root
        ),
        factor * factor,
        format!(
            "√κ = {root}, and ((√κ − 1) / (√κ + 1))² = ({} / {})² = {}.",
            root - 1.0,
            root + 1.0,
            show(factor * factor)
        ),
    )
    .mistake(
        factor,
        "That is √μ, which an update leaves. μ itself is its square.",
    )
    .mistake(
        ((root * root - 1.0) / (root * root + 1.0)).powi(2),
        "The root of κ stands in the formula: that is what momentum gains.",
    )
    .mistake(
        (root * root - 1.0) / (root * root + 1.0),
        "So much the best plain descent leaves. Momentum has √κ, and a square.",
    )
}

fn fair(draw: &mut Draw) -> Question {
    let (calls, each) = (draw.int(20, 40), draw.int(3, 5));
    let more = calls * each;
    let (plain, winner) = match draw.one_of(&[true, false]) {
        true => (more + draw.int(10, 60), "L-BFGS"),
        false => (more - draw.int(5, 20), "Adam"),
    };
    let loser = if winner == "Adam" { "L-BFGS" } else { "Adam" };
    choice(
        format!(
            "Adam needs {plain} updates with one gradient each, L-BFGS {calls} \
             with about {each} gradients each. Gradients are what costs. Which \
             is cheaper?"
        ),
        format!("{winner}, by {} gradients", (plain - more).abs()),
        format!("{plain} gradients against {calls} · {each} = {more}."),
    )
    .wrong(
        format!("L-BFGS, by {} gradients", plain - calls),
        "You compared updates. Count the gradients: an update of L-BFGS takes \
         several.",
    )
    .wrong(
        format!("{loser}, by {} gradients", (plain - more).abs()),
        format!(
            "The other way: L-BFGS computes {more} gradients, Adam {plain}."
        ),
    )
    .wrong(
        "They cost the same: both arrive",
        "They arrive at the same place, but not for the same number of \
         gradients.",
    )
}

fn dampening(draw: &mut Draw) -> Question {
    let lr = draw.pick(&[0.1, 0.2, 0.05]);
    let damp = draw.pick(&[0.1, 0.2, 0.5]);
    number(
        format!(
            "One program has v ← μv + g and learning rate {lr}. Another has a \
             dampening of {damp}: v ← μv + (1 − {damp})g. With which learning \
             rate does it take the same steps?"
        ),
        lr / (1.0 - damp),
        format!(
            "Its velocity is {} times as long, so the rate must be {lr} / {} = \
             {}. Better still: write all settings down, and set it to 0.",
            show(1.0 - damp),
            show(1.0 - damp),
            show(lr / (1.0 - damp))
        ),
    )
    .mistake(
        lr * (1.0 - damp),
        "The other way: its velocity is shorter, so the rate must be larger.",
    )
    .mistake(
        lr,
        "Then its steps are shorter: every gradient is dampened.",
    )
    .mistake(lr / damp, "The gradient is multiplied by 1 − dampening.")
    .mistake(
        lr * (1.0 + damp),
        "Nearly: 1 / (1 − d) is a little more than 1 + d.",
    )
}
