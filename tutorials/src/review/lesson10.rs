//! Lesson 10: does it hold?

use super::{
    Draw, Topic,
    question::{Question, choice, number, show},
};

const ERRS: &str = "say before the run how much a fit errs on new points, and \
                    how much of it is bias, variance and noise";
const DECAY: &str = "trade a little bias for much less variance, by weight \
                     decay or by stopping early";
const SPLIT: &str = "split data so that the answer means something";
const CHOOSE: &str =
    "choose between models, and say what the choice itself costs";
const FLOOR: &str = "say how low a descent with minibatches comes, and what \
                     rate and batch size do about it";
const MORE: &str =
    "say what happens when there are more parameters than points";

pub const TOPICS: &[Topic] = &[
    Topic {
        name: "10.excess",
        goal: ERRS,
        draw: excess,
    },
    Topic {
        name: "10.optimism",
        goal: ERRS,
        draw: optimism,
    },
    Topic {
        name: "10.ridge",
        goal: DECAY,
        draw: ridge,
    },
    Topic {
        name: "10.stop",
        goal: DECAY,
        draw: stop,
    },
    Topic {
        name: "10.split",
        goal: SPLIT,
        draw: split,
    },
    Topic {
        name: "10.winner",
        goal: CHOOSE,
        draw: winner,
    },
    Topic {
        name: "10.floor",
        goal: FLOOR,
        draw: floor,
    },
    Topic {
        name: "10.peak",
        goal: MORE,
        draw: peak,
    },
];

fn excess(draw: &mut Draw) -> Question {
    let (degree, n) = (draw.int(1, 7), draw.pick(&[20.0, 40.0, 50.0, 100.0]));
    let variance = draw.pick(&[0.4, 0.9, 2.0, 3.0]);
    let p = degree + 1.0;
    let right = variance * p / n;
    number(
        format!(
            "A polynomial of degree {degree} is fitted to {n} points by least \
             squares. The truth is such a polynomial, too, and the noise has \
             variance {variance}. How large is the expected mean squared \
             distance of the fit from the truth at these points?"
        ),
        right,
        format!(
            "No bias, so it is σ²p/n with p = {p} coefficients: {variance} · {p} \
             / {n} = {}.",
            show(right)
        ),
    )
    .mistake(
        variance * degree / n,
        "p counts coefficients, one more than the degree.",
    )
    .mistake(
        variance * (1.0 + p / n),
        "That is the error on new measurements. The excess leaves their noise \
         out.",
    )
    .mistake(
        variance.sqrt() * p / n,
        "The variance is σ² already: no root.",
    )
    .mistake(variance, "That is the noise itself. The fit averages over it.")
}

fn optimism(draw: &mut Draw) -> Question {
    let (p, n) = (draw.int(2, 9), draw.pick(&[20.0, 25.0, 40.0, 50.0]));
    let variance = draw.pick(&[0.5, 1.0, 2.0]);
    let right = 2.0 * variance * p / n;
    number(
        format!(
            "Least squares with {p} parameters, {n} points, noise of variance \
             {variance}. By how much is the expected training error below the \
             error of new measurements at the same points?"
        ),
        right,
        format!(
            "One is bias² + σ²(1 − p/n), the other bias² + σ²(1 + p/n): apart by \
             2σ²p/n = {}, whatever the bias.",
            show(right)
        ),
    )
    .mistake(
        variance * p / n,
        "That is how far either is from bias² + σ². They lie on both sides of \
         it.",
    )
    .mistake(
        variance,
        "The noise is in both. What differs is what the fit learned of it.",
    )
    .mistake(
        variance * (1.0 - p / n),
        "That is the training error itself, where there is no bias.",
    )
}

fn ridge(draw: &mut Draw) -> Question {
    let lambda = draw.pick(&[0.1, 0.2, 0.5, 2.0, 4.0]);
    let alpha = draw.pick(&[0.05, 0.1, 0.3, 0.5, 1.0]);
    let right = lambda / (lambda + alpha);
    number(
        format!(
            "Along an axis the loss has curvature {lambda}. With the penalty \
             α/2 · |w|² and α = {alpha}, which part of the weight of least \
             squares is left?"
        ),
        right,
        format!(
            "λ/(λ + α) = {lambda} / {} = {}.",
            show(lambda + alpha),
            show(right)
        ),
    )
    .mistake(
        alpha / (lambda + alpha),
        "That part is taken away. The rest is left.",
    )
    .mistake(
        1.0 / (1.0 + alpha),
        "It depends on the curvature: a steep axis keeps more.",
    )
    .mistake(
        1.0 - alpha,
        "That is one update of rate 1. The descent goes on until both pulls \
         are equal.",
    )
    .mistake(
        lambda / (lambda + alpha / 2.0),
        "The half is gone from the derivative: that of α/2 · w² is αw.",
    )
}

fn stop(draw: &mut Draw) -> Question {
    let lr = draw.pick(&[0.01, 0.05, 0.1, 0.2, 0.5]);
    let updates = draw.pick(&[20.0, 50.0, 100.0, 400.0]);
    let right = 1.0 / (lr * updates);
    number(
        format!(
            "A descent with rate {lr} begins at w = 0 and is stopped after \
             {updates} updates. Which α of weight decay does about the same?"
        ),
        right,
        format!(
            "α = 1/(ηt) = 1/({lr} · {updates}) = {}: twice the updates, half \
             the decay.",
            show(right)
        ),
    )
    .mistake(
        lr * updates,
        "Upside down: the longer it runs, the less it decays.",
    )
    .mistake(1.0 / updates, "The rate counts as much as the updates do.")
    .mistake(
        lr / updates,
        "Both bring the descent nearer to its end: divide by both.",
    )
}

fn split(draw: &mut Draw) -> Question {
    let (people, each) = (draw.int(12, 40), draw.int(20, 80));
    let (what, who) = draw.one_of(&[
        ("blood tests", "patients"),
        ("recordings", "speakers"),
        ("photographs", "cats"),
    ]);
    choice(
        format!(
            "{people} {who}, {each} {what} of each. A model has to work for \
             {who} that it has never met. How do you deal the data into five \
             parts for cross-validation?"
        ),
        format!("Deal the {who}, each with all {what}"),
        format!(
            "Then no part holds {who} whose other {what} have trained, and the \
             score says what you wanted to know."
        ),
    )
    .wrong(
        format!("Deal all {what} at random"),
        format!(
            "Then nearly all {who} have trained the model that is tested \
                 on them."
        ),
    )
    .wrong(
        format!("A fifth of the {what} of each into each part"),
        format!("Then all {who} are on both sides, each time."),
    )
    .wrong(
        "Choose the columns that go with the answer best, then deal at random",
        "Whatever looks at the answer is part of the fit, and belongs inside \
         the loop. And who is on both sides?",
    )
}

fn winner(draw: &mut Draw) -> Question {
    let (models, percent) = (draw.int(30, 150), draw.int(60, 64));
    choice(
        format!(
            "{models} models name one of two equally frequent classes by a coin. \
             The best of them names {percent} % of 100 validation examples \
             right. What will it name right of new ones?"
        ),
        "About 50 %",
        "It was chosen by its luck, and luck does not come back. What has \
         chosen a model can no longer judge it.",
    )
    .wrong(
        format!("About {percent} %"),
        "That score has chosen the model. Part of it is luck; of a coin, all \
         of it.",
    )
    .wrong(
        format!("Somewhat less than {percent} %, still well above half"),
        "How much of its score is skill? Each of these models throws a coin.",
    )
    .wrong(
        "Less than 50 %, since luck evens out",
        "A coin has no memory: the next examples know nothing of the first.",
    )
}

fn floor(draw: &mut Draw) -> Question {
    let (times, batch) = (draw.pick(&[2.0, 4.0, 8.0]), draw.pick(&[2.0, 4.0]));
    let height = draw.pick(&[0.8, 1.6, 2.4, 4.0]);
    let rate = draw.one_of(&[true, false]);
    let (lr, right) = match rate {
        true => ("a half of the rate", height / times / 2.0),
        false => ("twice the rate", height / times * 2.0),
    };
    let wrong = if rate { 2.0 } else { 0.5 };
    number(
        format!(
            "With a small rate and batches of {batch}, drawn anew each time, \
             the loss stays {height} above its lowest place. How high does it \
             stay with batches of {} and {lr}?",
            batch * times
        ),
        right,
        format!(
            "The height is proportional to η/B: {}.",
            show(right)
        ),
    )
    .mistake(height / times, "The rate counts as well: η/B.")
    .mistake(
        height / times * wrong,
        "Which way? The larger the rate, the farther each noisy gradient leads.",
    )
    .mistake(
        right * times * times,
        "Larger batches have less noise, not more.",
    )
    .mistake(height, "Rate and batch size were not changed by the same factor.")
}

fn peak(draw: &mut Draw) -> Question {
    let n = draw.pick(&[20.0, 30.0, 50.0, 100.0]);
    let (few, near, many) = (n / 10.0, n - 1.0, 10.0 * n);
    choice(
        format!(
            "{n} points of noise around nothing, and features that are normal \
             numbers. Least squares takes the shortest of all best weights. \
             With how many features is it farthest off on new points?"
        ),
        format!("{near}"),
        "Where the features are just as many as the points, there is one way to \
         meet them all, however wild. Below there is less freedom, far above \
         there are many ways, and the shortest is tame.",
    )
    .wrong(
        format!("{few}"),
        "σ²p/(n − p − 1) is small there: few parameters learn little noise.",
    )
    .wrong(
        format!("{}", n / 2.0),
        "The variance goes on rising: the divisor n − p − 1 is far from 0 yet.",
    )
    .wrong(
        format!("{many}"),
        "σ²n/(p − n − 1) falls again: many weights share the noise.",
    )
}
