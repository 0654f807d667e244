//! Lesson 8: from a line to a network.

use super::{
    Draw, Topic, order,
    question::{Question, bracketed, choice, number, show},
};

const LINE: &str = "say why matrices alone, however many, make a line";
const LAYER: &str = "write a hidden layer from matrices, and as a burn module, \
                     and train it";
const WEIGHTS: &str = "choose the size of the first weights, and predict what \
                       a wrong size does";
const BY_HAND: &str =
    "build a network for a curve by hand, and say how many units it takes";
const THEOREM: &str =
    "say what universal approximation promises, and what it does not";

pub const TOPICS: &[Topic] = &[
    Topic {
        name: "8.collapse",
        goal: LINE,
        draw: collapse,
    },
    Topic {
        name: "8.order",
        goal: LAYER,
        draw: |_| order::question("8"),
    },
    Topic {
        name: "8.forward",
        goal: LAYER,
        draw: forward,
    },
    Topic {
        name: "8.count",
        goal: LAYER,
        draw: count,
    },
    Topic {
        name: "8.he",
        goal: WEIGHTS,
        draw: he,
    },
    Topic {
        name: "8.depth",
        goal: WEIGHTS,
        draw: depth,
    },
    Topic {
        name: "8.bumps",
        goal: BY_HAND,
        draw: bumps,
    },
    Topic {
        name: "8.promise",
        goal: THEOREM,
        draw: promise,
    },
    Topic {
        name: "8.outside",
        goal: THEOREM,
        draw: outside,
    },
];

fn collapse(draw: &mut Draw) -> Question {
    let (inputs, hidden) = (draw.int(2, 9), draw.int(20, 90));
    number(
        format!(
            "Three matrices without a nonlinearity: {inputs} → {hidden} → \
             {hidden} → 1 units. How many numbers has the one matrix that does \
             the same?"
        ),
        inputs,
        format!(
            "The product of all three is a {inputs} × 1 matrix: {inputs} \
             numbers."
        ),
    )
    .exact()
    .mistake(
        hidden * (inputs + hidden + 1.0),
        "So many numbers the three have. Their product has far fewer.",
    )
    .mistake(
        inputs * hidden,
        "That is the first alone. The others multiply on, down to one column.",
    )
    .mistake(1.0, "It has one column, but a row for every input.")
}

fn forward(draw: &mut Draw) -> Question {
    let x = draw.int(1, 4);
    let (w1, w2) = (draw.int(1, 4), -draw.int(1, 4));
    let (v1, v2, b) = (draw.int(2, 6), draw.int(2, 6), draw.int(-5, 5));
    let right = w1 * x * v1 + b;
    number(
        format!(
            "Two hidden units with relu and no bias. Their weights are {} and \
             {}, those of the output {} and {}, its bias is {}. What comes out \
             for x = {}?",
            show(w1),
            show(w2),
            show(v1),
            show(v2),
            show(b),
            show(x)
        ),
        right,
        format!(
            "The units are relu({}) = {} and relu({}) = 0. So {} · {} + 0 + \
             {} = {}.",
            show(w1 * x),
            show(w1 * x),
            show(w2 * x),
            show(w1 * x),
            show(v1),
            bracketed(b),
            show(right)
        ),
    )
    .exact()
    .mistake(
        w1 * x * v1 + w2 * x * v2 + b,
        "You left out relu: the negative unit becomes 0.",
    )
    .mistake(w1 * x * v1, "The bias of the output is missing.")
    .mistake(
        (w1 * x * v1 + w2 * x * v2 + b).max(0.0),
        "relu comes after the hidden units, before they are added.",
    )
    .mistake(
        w1 * x * v1 - w2 * x * v2 + b,
        "relu makes what is negative 0, not positive.",
    )
}

fn count(draw: &mut Draw) -> Question {
    let (inputs, hidden) = (draw.int(2, 6), draw.int(5, 30));
    let outputs = draw.int(2, 4);
    let right = inputs * hidden + hidden + hidden * outputs + outputs;
    number(
        format!(
            "A network has {inputs} inputs, one hidden layer of {hidden} units \
             and {outputs} outputs, each unit with a bias. How many parameters?"
        ),
        right,
        format!(
            "{inputs} · {hidden} + {hidden} in the first layer, {hidden} · \
             {outputs} + {outputs} in the second: {right}."
        ),
    )
    .exact()
    .mistake(
        inputs * hidden + hidden * outputs,
        "The biases count as well: one for each unit.",
    )
    .mistake(
        inputs * hidden * outputs,
        "There are two matrices. Add their sizes.",
    )
    .mistake(inputs * hidden + hidden, "That is the first layer alone.")
    .mistake(
        inputs * hidden + hidden + hidden * outputs,
        "The outputs have biases, too.",
    )
}

fn bumps(draw: &mut Draw) -> Question {
    let (steepest, parts) = (draw.int(2, 9), draw.pick(&[5.0, 10.0, 20.0]));
    let distances = steepest * parts;
    let bumps = distances + 1.0;
    number(
        format!(
            "A curve on −1 ≤ x ≤ 1 is nowhere steeper than {steepest}. Bumps \
             side by side, of four hidden units each, shall miss it by {} at \
             most. How many units are surely enough?",
            show(1.0 / parts)
        ),
        4.0 * bumps,
        format!(
            "{steepest} / {} = {distances} distances between the bumps' \
             middles, so {bumps} bumps of four units.",
            show(1.0 / parts)
        ),
    )
    .exact()
    .mistake(bumps, "So many bumps. Each has four units.")
    .mistake(
        distances,
        "So many distances. There is one bump more, and each has four units.",
    )
    .mistake(
        4.0 * distances,
        "Both ends have a bump: there is one more than there are distances.",
    )
    .mistake(
        2.0 * bumps,
        "A bump is two steps, each of them of two units.",
    )
}

fn he(draw: &mut Draw) -> Question {
    let n = draw.pick(&[8.0, 18.0, 32.0, 50.0, 72.0, 98.0, 200.0]);
    number(
        format!(
            "A layer has {n} inputs from a layer with relu. Which standard \
             deviation do its first weights have by He's rule?"
        ),
        (2.0 / n).sqrt(),
        format!(
            "The variance is 2 / {n} = {}, its root {}.",
            show(2.0 / n),
            show((2.0 / n).sqrt())
        ),
    )
    .mistake(2.0 / n, "That is the variance. The deviation is its root.")
    .mistake(
        (1.0 / n).sqrt(),
        "relu halves the mean square, so the 2 makes up for it.",
    )
    .mistake(2.0 / n.sqrt(), "The 2 stands under the root as well.")
    .mistake(
        (n / 2.0).sqrt(),
        "The other way up: more inputs need smaller weights.",
    )
}

fn depth(draw: &mut Draw) -> Question {
    let (part, name) = draw.one_of(&[
        (2.0, "twice"),
        (3.0, "three times"),
        (4.0, "four times"),
    ]);
    let layers = draw.int(3, 6);
    number(
        format!(
            "The weights of a network have {name} the variance of He's rule. \
             By which factor do {layers} layers change the variance of what \
             goes through, against He's own?"
        ),
        f64::powf(part, layers),
        format!(
            "Each layer multiplies by {part}: {part}^{layers} = {}.",
            f64::powf(part, layers)
        ),
    )
    .exact()
    .mistake(
        part * layers,
        "The layers multiply, one after the other. They do not add.",
    )
    .mistake(part, "That is one layer.")
    .mistake(
        f64::powf(part, layers / 2.0),
        "So the standard deviation grows. The variance is asked for.",
    )
}

fn promise(draw: &mut Draw) -> Question {
    let width = draw.pick(&[4.0, 8.0, 16.0, 32.0]);
    choice(
        format!(
            "A network of {width} hidden units ends with a large error on a \
             continuous curve. What does universal approximation say about it?"
        ),
        "Nothing: with enough units there are weights that fit, and no word on \
         whether a descent finds them",
        "The theorem promises that weights exist, for some width. How many \
         units that takes, and how to find the weights, it does not say.",
    )
    .wrong(
        "The descent has a mistake: a continuous curve is always found",
        "That weights exist does not mean that a descent arrives there.",
    )
    .wrong(
        format!("The curve needs more than {width} units"),
        "It may. Or these have not found their place. The theorem does not \
         tell the two apart.",
    )
    .wrong(
        "The curve must have a jump",
        "At a jump it would promise nothing. But a large error alone proves no \
         jump.",
    )
}

fn outside(draw: &mut Draw) -> Question {
    let (units, x) = (draw.int(8, 64), draw.int(20, 900));
    choice(
        format!(
            "A network with one hidden layer of {units} relu units learns a \
             sine on −1 ≤ x ≤ 1. What does it do around x = {x}?"
        ),
        "It runs along a straight line",
        format!(
            "It has at most {units} bends. Beyond the last of them it is a sum \
             of lines, and that is a line."
        ),
    )
    .wrong(
        "It goes on as a sine",
        "It never saw a period. It only knows bends where the points lay.",
    )
    .wrong(
        "It says 0: no point lay there",
        "Its units do not know where the points lay. Those that are on go on.",
    )
    .wrong(
        "It swings without order",
        "A sum of straight pieces cannot swing beyond its last bend.",
    )
}
