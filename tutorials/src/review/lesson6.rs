//! Lesson 6: the learning rate.

use super::{
    Draw, Topic,
    question::{Question, choice, number, show},
};

const COMPUTE: &str = "compute the largest learning rate that converges, and \
                       the best one, before you run";
const SLOW: &str =
    "say from one number how slow even the best constant rate must be";
const CYCLE: &str = "explain why one descent never settles, and between which \
                     two losses it goes to and fro";
const SCALING: &str =
    "say what scaling the inputs does to a bowl, and why it pays";
const FIND: &str =
    "find a learning rate by a range test, and let it shrink by a schedule";
const STOP: &str = "decide when to stop";

pub const TOPICS: &[Topic] = &[
    Topic {
        name: "6.largest",
        goal: COMPUTE,
        draw: largest,
    },
    Topic {
        name: "6.best",
        goal: COMPUTE,
        draw: best,
    },
    Topic {
        name: "6.hessian",
        goal: COMPUTE,
        draw: hessian,
    },
    Topic {
        name: "6.slow",
        goal: SLOW,
        draw: slow,
    },
    Topic {
        name: "6.cycle",
        goal: CYCLE,
        draw: cycle,
    },
    Topic {
        name: "6.scaling",
        goal: SCALING,
        draw: scaling,
    },
    Topic {
        name: "6.range",
        goal: FIND,
        draw: range,
    },
    Topic {
        name: "6.cosine",
        goal: FIND,
        draw: cosine,
    },
    Topic {
        name: "6.stop",
        goal: STOP,
        draw: stop,
    },
];

fn curvatures(draw: &mut Draw) -> (f64, f64) {
    let low = draw.pick(&[0.1, 0.2, 0.5, 1.0]);
    (low, low * draw.pick(&[4.0, 9.0, 10.0, 16.0, 25.0, 40.0]))
}

fn largest(draw: &mut Draw) -> Question {
    let (low, high) = curvatures(draw);
    number(
        format!(
            "A bowl has the curvatures {} and {}. Below which learning rate \
             does descent converge?",
            show(low),
            show(high)
        ),
        2.0 / high,
        format!(
            "The steepest axis sets the limit: 2 / {} = {}.",
            show(high),
            show(2.0 / high)
        ),
    )
    .mistake(
        2.0 / low,
        "You took the shallow axis. With that rate the steep one explodes.",
    )
    .mistake(
        2.0 / (low + high),
        "That is the best rate, not the largest that converges.",
    )
    .mistake(
        1.0 / high,
        "There the steep axis arrives in one update. Twice that is the limit.",
    )
}

fn best(draw: &mut Draw) -> Question {
    let (low, high) = curvatures(draw);
    number(
        format!(
            "A bowl has the curvatures {} and {}. Which constant learning rate \
             is the best?",
            show(low),
            show(high)
        ),
        2.0 / (low + high),
        format!(
            "2 / ({} + {}) = {}: with it both axes are equally slow.",
            show(low),
            show(high),
            show(2.0 / (low + high))
        ),
    )
    .mistake(
        2.0 / high,
        "That is the limit: there the steep axis never calms.",
    )
    .mistake(
        1.0 / high,
        "Then the steep axis is done at once, but the shallow one could be \
         faster.",
    )
    .mistake(
        1.0 / (low + high),
        "Twice that: both axes then lose the same part in each update.",
    )
    .mistake(
        2.0 / (high - low),
        "The sum of the curvatures stands below, not their difference.",
    )
}

fn hessian(draw: &mut Draw) -> Question {
    let x = [draw.int(-3, -1), draw.int(1, 3), draw.int(4, 6)];
    let squares = x.iter().map(|x| x * x).sum::<f64>();
    number(
        format!(
            "A line is fitted to three points at x = {}, {} and {}. What is the \
             curvature of the MSE along a?",
            show(x[0]),
            show(x[1]),
            show(x[2])
        ),
        2.0 / 3.0 * squares,
        format!(
            "2/n · Σx² = 2/3 · {squares} = {}. The y do not matter.",
            show(2.0 / 3.0 * squares)
        ),
    )
    .mistake(
        squares / 3.0,
        "The 2 is missing: the second derivative of e² is 2.",
    )
    .mistake(2.0 * squares, "That is the SSE's. The MSE divides by n.")
    .mistake(2.0, "That is the curvature along b.")
    .mistake(
        2.0 / 3.0 * x.iter().sum::<f64>(),
        "That stands beside the diagonal. Along a the x are squared.",
    )
}

fn slow(draw: &mut Draw) -> Question {
    let kappa = draw.pick(&[3.0, 4.0, 7.0, 9.0, 19.0, 24.0, 49.0]);
    let right = (kappa - 1.0) / (kappa + 1.0);
    number(
        format!(
            "A bowl has condition number {kappa}. Which part of the distance \
             does an update leave, in the long run, at the best constant rate?"
        ),
        right,
        format!(
            "(κ − 1) / (κ + 1) = {} / {} = {}.",
            kappa - 1.0,
            kappa + 1.0,
            show(right)
        ),
    )
    .mistake(1.0 - right, "That part is taken away. The rest is left.")
    .mistake(
        1.0 - 1.0 / kappa,
        "So it is at the rate 1/λmax. The best one is a little better.",
    )
    .mistake(
        1.0 / kappa,
        "So much is taken away at the rate 1/λmax, and the rest is left.",
    )
    .mistake(
        ((kappa.sqrt() - 1.0) / (kappa.sqrt() + 1.0)).abs(),
        "With the root of κ: that takes momentum. A constant rate alone \
         cannot.",
    )
}

fn cycle(draw: &mut Draw) -> Question {
    let (lr, mu) = (draw.pick(&[0.1, 0.05, 0.2]), draw.int(20, 90));
    let sum = lr * mu;
    let one = sum * draw.pick(&[0.1, 0.2, 0.3, 0.4]);
    number(
        format!(
            "A descent on the RMSE ends in a two-cycle. The learning rate is \
             {lr}, the largest eigenvalue of XᵀX/n is {mu}, and one of the two \
             losses is {}. What is the other?",
            show(one)
        ),
        sum - one,
        format!(
            "The two sum to ημ = {}. So the other is {} − {} = {}.",
            show(sum),
            show(sum),
            show(one),
            show(sum - one)
        ),
    )
    .mistake(sum, "That is the sum of both.")
    .mistake(one, "They need not be equal. Only their sum is fixed: ημ.")
    .mistake(sum + one, "The two losses sum to ημ: subtract.")
    .mistake(
        lr * mu.sqrt() - one,
        "The places lie η√μ apart. The losses sum to ημ.",
    )
}

fn scaling(draw: &mut Draw) -> Question {
    let (mean, spread) = (draw.int(150, 400), draw.int(5, 20));
    choice(
        format!(
            "x has mean {mean} and standard deviation {spread}. You standardise \
             it and fit a line by descent on the MSE. What is the condition \
             number then?"
        ),
        "1: both curvatures are 2",
        "The new x sum to 0 and their squares to n. So the Hessian is 2 on the \
         diagonal and 0 beside it: a round bowl, done in one update of ½.",
    )
    .wrong(
        "0: the bowl is flat",
        "A flat bowl would have no minimum. Both curvatures are 2, and their \
         quotient is 1.",
    )
    .wrong(
        format!("{}: the mean over the deviation", show(mean / spread)),
        "Both are gone: the mean was subtracted, the deviation divided out.",
    )
    .wrong(
        "The same as before: the points are the same",
        "The points are, but not their unit and their 0. The bowl depends on \
         both.",
    )
}

fn range(draw: &mut Draw) -> Question {
    let lowest = draw.pick(&[0.5, 1.0, 2.0, 3.0, 5.0]);
    let rate = |rate: f64| show(rate);
    choice(
        format!(
            "In a range test the loss is lowest at a learning rate of \
             {lowest}, and explodes right after. Which rate do you begin with?"
        ),
        rate(lowest / 10.0),
        "The usual advice is a tenth of it: at the lowest point the test was \
         already beyond the limit.",
    )
    .wrong(
        rate(lowest),
        "At the lowest point the steep axis is already growing; it only takes \
         some updates to show.",
    )
    .wrong(
        rate(lowest * 2.0),
        "There the loss explodes: that is far above the limit.",
    )
    .wrong(
        rate(lowest / 10_000.0),
        "That converges, but it creeps. The test found where it begins to pay.",
    )
}

fn cosine(draw: &mut Draw) -> Question {
    let (rate, all) = (draw.pick(&[0.1, 0.2, 0.4]), draw.pick(&[60.0, 120.0]));
    let (part, height) =
        draw.one_of(&[(1.0 / 3.0, 0.75), (0.5, 0.5), (2.0 / 3.0, 0.25)]);
    let at = all * part;
    number(
        format!(
            "A cosine schedule begins at {rate} and goes to 0 in {all} updates. \
             What is the learning rate at update {at:.0}? (cos 60° = ½, cos \
             90° = 0, cos 120° = −½; 180° are {all} updates.)"
        ),
        rate * height,
        format!(
            "η₀/2 · (1 + cos(πk/K)) = {} · {} = {}.",
            show(rate / 2.0),
            show(2.0 * height),
            show(rate * height)
        ),
    )
    .mistake(
        rate * (1.0 - part),
        "So it would fall along a straight line. A cosine begins and ends \
         gently.",
    )
    .mistake(
        rate * 2.0 * height,
        "Half of the first rate stands before the bracket.",
    )
    .mistake(
        rate * (1.0 - height),
        "So much has been taken away. The rest is the rate.",
    )
}

fn stop(draw: &mut Draw) -> Question {
    let (best, wait) = (draw.int(40, 300), draw.pick(&[20.0, 50.0]));
    choice(
        format!(
            "A descent in a two-cycle has its best loss at update {best} and is \
             stopped after {wait} updates without a better one. Which \
             parameters do you keep?"
        ),
        format!("Those of update {best}"),
        "Patience stops late, so it must keep the best as it goes: those at the \
         end are worse.",
    )
    .wrong(
        format!("Those of update {}", best + wait),
        "There it stopped because nothing better came. The best were before.",
    )
    .wrong(
        "The mean of both",
        "Nobody measured the loss there. The best that was seen is known.",
    )
    .wrong(
        "None: without a small gradient it has not converged",
        "In a two-cycle the gradient never becomes small. Patience is the rule \
         for such a descent.",
    )
}
