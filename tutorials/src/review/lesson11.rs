//! Lesson 11: an autodiff of your own.

use super::{
    Draw, Topic,
    question::{Question, choice, number, show},
};

const WRITE: &str = "write the backward of an autodiff, and say in which order \
                     it must go and why it adds";
const COST: &str =
    "say what all derivatives cost forward and back, before you count";
const CARRY: &str = "carry a gradient back through a hidden layer in matrices";
const MEMORY: &str = "say what the memory of a graph grows with, and trade \
                      some of it for time";
const TRAIN: &str = "train a network on an engine of your own, with an \
                     operation of your own in it";

pub const TOPICS: &[Topic] = &[
    Topic {
        name: "11.shares",
        goal: WRITE,
        draw: shares,
    },
    Topic {
        name: "11.backwards",
        goal: WRITE,
        draw: backwards,
    },
    Topic {
        name: "11.passes",
        goal: COST,
        draw: passes,
    },
    Topic {
        name: "11.product",
        goal: CARRY,
        draw: product,
    },
    Topic {
        name: "11.checkpoints",
        goal: MEMORY,
        draw: checkpoints,
    },
    Topic {
        name: "11.own",
        goal: TRAIN,
        draw: own,
    },
];

fn shares(draw: &mut Draw) -> Question {
    let (a, u, v) = (draw.int(2, 6), draw.int(2, 5), draw.int(6, 9));
    let right = 2.0 * a * (u + v);
    number(
        format!(
            "b = a · a and e = {u}b + {v}b, with a = {a}. What is the \
             derivative of e by a?"
        ),
        right,
        format!(
            "Two arrows bring {u} and {v} to b. They add up, and then b hands \
             on: ({u} + {v}) · 2a = {right}."
        ),
    )
    .exact()
    .mistake(
        u * 2.0 * a + (u + v) * 2.0 * a,
        "b handed on its first share twice: it must wait until all have come.",
    )
    .mistake(
        v * 2.0 * a,
        "The second share has overwritten the first. Shares are added.",
    )
    .mistake(
        a * (u + v),
        "a is used twice in a · a: each use brings a share.",
    )
}

fn backwards(draw: &mut Draw) -> Question {
    let uses = draw.int(2, 6);
    choice(
        format!(
            "A number on a tape was used by {uses} operations. When does \
             backward hand its gradient on to its parents?"
        ),
        format!("Once, when all {uses} shares have been added up"),
        "All that used it stands behind it on the tape. Who goes from the last \
         place to the first has seen all of it by then.",
    )
    .wrong(
        format!("{uses} times, each time all that it holds"),
        "Then what came first is handed on again with every later share: too \
         much.",
    )
    .wrong(
        "Once, with the share that came last",
        "That is = where += belongs. The loss moves with it through every use.",
    )
    .wrong(
        "Once, as soon as its first share has come",
        "Then the others never reach its parents.",
    )
}

fn passes(draw: &mut Draw) -> Question {
    let (inputs, outputs) = (draw.int(2, 900), draw.int(2, 900));
    let forward = draw.one_of(&[true, false]);
    let (mode, right, other) = match forward {
        true => ("forward", inputs, outputs),
        false => ("reverse", outputs, inputs),
    };
    let why = match forward {
        true => "Forward mode takes a pass for each number that goes in",
        false => "Reverse mode takes a pass for each number that comes out",
    };
    number(
        format!(
            "A function takes {inputs} numbers and gives {outputs}. How many \
             passes does {mode} mode need for all derivatives?"
        ),
        right,
        format!("{why}: {right}."),
    )
    .exact()
    .mistake(
        other,
        "That is the other mode. Along which end does a pass carry one \
         number's derivatives?",
    )
    .mistake(
        inputs * outputs,
        "So many derivatives there are. A pass finds many at once.",
    )
    .mistake(1.0, "One pass is for one input, or for one output.")
}

fn product(draw: &mut Draw) -> Question {
    let (n, k, m) = (
        draw.pick(&[16.0, 32.0, 100.0]),
        draw.pick(&[64.0, 784.0]),
        draw.pick(&[8.0, 10.0, 24.0]),
    );
    choice(
        format!(
            "Z = X W, with X of shape [{n}, {k}] and W of [{k}, {m}]. G is the \
             gradient of the loss by Z. What is the gradient by W?"
        ),
        "Xᵀ G",
        format!(
            "Its shape must be that of W: [{k}, {n}] times [{n}, {m}]. The rows \
             are summed on the way."
        ),
    )
    .wrong("G Wᵀ", format!("Its shape is [{n}, {k}]: that is the gradient by X."))
    .wrong("Gᵀ X", format!("Its shape is [{m}, {k}]: W on its side."))
    .wrong("X G", format!("They do not fit: {k} columns, and {n} rows."))
}

fn checkpoints(draw: &mut Draw) -> Question {
    let root = draw.pick(&[20.0, 30.0, 50.0, 100.0, 200.0]);
    let n = root * root;
    number(
        format!(
            "A chain of {} steps goes back with a checkpoint after each \
             segment of {root} steps. How many numbers are kept at most: all \
             checkpoints, and those of one segment?",
            show(n)
        ),
        2.0 * root,
        format!(
            "n/s + s = {root} + {root}. With segments of √n steps it is least."
        ),
    )
    .mistake(root, "Checkpoints and the segment at hand: both are kept.")
    .mistake(n, "That is without checkpoints.")
    .mistake(n / 2.0, "Between two checkpoints nothing is kept.")
}

fn own(draw: &mut Draw) -> Question {
    let (name, forward, slope, other) = draw.one_of(&[
        ("square", "z · z", "2z", "z²"),
        (
            "softplus",
            "log(1 + exp z)",
            "1/(1 + exp(−z))",
            "log(1 + exp z)",
        ),
        ("sine", "sin z", "cos z", "sin z"),
    ]);
    choice(
        format!(
            "You give your engine an operation of its own, {name}: {forward}, \
             element by element. G comes back to its result. What does it hand \
             on to z?"
        ),
        format!("G times {slope}, element by element"),
        "What comes back, times the local derivative: the chain rule. The \
         elements do not mix.",
    )
    .wrong(
        format!("{slope}, whatever comes back"),
        "Then the loss behind it would not matter. What came back is the first \
         factor.",
    )
    .wrong(
        format!("G times {other}, element by element"),
        "That is the function itself. Its derivative is handed on.",
    )
    .wrong(
        format!("The matrix product of G and {slope}"),
        "A matrix product mixes the elements, and each of these moves its own \
         result alone.",
    )
}
