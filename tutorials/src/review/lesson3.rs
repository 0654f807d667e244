//! Lesson 3: the gradient by hand.

use super::{
    Draw, Topic, order,
    question::{Question, bracketed, choice, number, show},
};

const DERIVE: &str =
    "derive the gradient of SSE, MSE and RMSE by the chain rule";
const WRITE: &str = "write the descent in ten lines";
const RATE: &str = "choose a learning rate, and recognise one that is too \
                    small or too large";
const CHECK: &str = "check a gradient numerically, and so find the mistake in \
                     a published one";

pub const TOPICS: &[Topic] = &[
    Topic {
        name: "3.slope",
        goal: DERIVE,
        draw: slope,
    },
    Topic {
        name: "3.sse",
        goal: DERIVE,
        draw: sse,
    },
    Topic {
        name: "3.rmse",
        goal: DERIVE,
        draw: rmse,
    },
    Topic {
        name: "3.order",
        goal: WRITE,
        draw: |_| order::question("3"),
    },
    Topic {
        name: "3.update",
        goal: WRITE,
        draw: update,
    },
    Topic {
        name: "3.limit",
        goal: RATE,
        draw: limit,
    },
    Topic {
        name: "3.factor",
        goal: RATE,
        draw: factor,
    },
    Topic {
        name: "3.difference",
        goal: CHECK,
        draw: difference,
    },
];

fn slope(draw: &mut Draw) -> Question {
    let (a, b) = (draw.int(-2, 3), draw.int(-2, 3));
    let x = [draw.int(1, 3), draw.int(4, 6)];
    let y = [draw.int(-5, 5), draw.int(-5, 5)];
    let e = [0, 1].map(|i| a * x[i] + b - y[i]);
    let by_a = e[0] * x[0] + e[1] * x[1];
    number(
        format!(
            "Two points, (x, y) = ({}, {}) and ({}, {}), and the line y = ax \
             + b with a = {}, b = {}. What is ∂MSE/∂a?",
            show(x[0]),
            show(y[0]),
            show(x[1]),
            show(y[1]),
            show(a),
            show(b)
        ),
        by_a,
        format!(
            "The errors ax + b − y are {} and {}. The mean of 2 · error · x is \
             ({} + {}) / 2 = {}.",
            show(e[0]),
            show(e[1]),
            show(2.0 * e[0] * x[0]),
            bracketed(2.0 * e[1] * x[1]),
            show(by_a)
        ),
    )
    .exact()
    .mistake(
        -by_a,
        "The sign: the error is prediction − truth, ax + b − y.",
    )
    .mistake(
        e[0] + e[1],
        "That is ∂MSE/∂b. By the chain rule each error is multiplied by its x.",
    )
    .mistake(by_a / 2.0, "The 2 is missing: the derivative of e² is 2e.")
    .mistake(
        2.0 * by_a,
        "That is the gradient of the SSE. The MSE is the mean over the points.",
    )
}

fn sse(draw: &mut Draw) -> Question {
    let n = draw.pick(&[20.0, 25.0, 40.0, 50.0]);
    let lr = draw.pick(&[0.1, 0.2, 0.3, 0.4]);
    number(
        format!(
            "You descend the MSE of {n} points with learning rate {lr}. Which \
             learning rate makes the very same steps on the SSE?"
        ),
        lr / n,
        format!(
            "The SSE and its gradient are {n} times as large, so the learning \
             rate is {n} times smaller: {}.",
            show(lr / n)
        ),
    )
    .mistake(
        lr,
        "The gradient of the SSE is longer, so the steps would be.",
    )
    .mistake(
        lr * n,
        "The other way: a longer gradient needs a smaller learning rate.",
    )
    .mistake(
        lr / n.sqrt(),
        "No root here: the gradient of the SSE is n times that of the MSE.",
    )
}

fn rmse(draw: &mut Draw) -> Question {
    let (root, g) = (draw.int(2, 9), draw.int(3, 30));
    let mse = root * root;
    number(
        format!(
            "At some place the MSE is {mse}, and its slope along b is {g}. \
             What is the slope of the RMSE along b?"
        ),
        g / (2.0 * root),
        format!(
            "The derivative of √m is 1 / (2√m), so {g} / (2 · {root}) = {}.",
            show(g / (2.0 * root))
        ),
    )
    .mistake(
        g / root,
        "The 2 is missing: the derivative of √m is 1 / (2√m).",
    )
    .mistake(g.sqrt(), "A slope has no root taken: use the chain rule.")
    .mistake(
        g / (2.0 * mse),
        "Divide by twice the RMSE, not by twice the MSE.",
    )
    .mistake(g, "The root changes the slope: by the factor 1 / (2√m).")
}

fn update(draw: &mut Draw) -> Question {
    let (b, lr) = (draw.int(-3, 4), draw.pick(&[0.1, 0.2, 0.05]));
    let slope = draw.pick(&[-1.0, 1.0]) * draw.int(3, 18);
    number(
        format!(
            "b is {}, and the slope of the loss along b is {}. Where is b \
             after one update with learning rate {lr}?",
            show(b),
            show(slope)
        ),
        b - lr * slope,
        format!(
            "{} − {lr} · {} = {}.",
            show(b),
            bracketed(slope),
            show(b - lr * slope)
        ),
    )
    .mistake(b + lr * slope, "You went with the slope, uphill.")
    .mistake(
        b - lr,
        "The step is the learning rate times the slope, not the rate alone.",
    )
    .mistake(b - slope, "The slope is multiplied by the learning rate.")
    .mistake(-lr * slope, "That is the step. It is added to b.")
}

fn limit(draw: &mut Draw) -> Question {
    let curvature = draw.pick(&[0.5, 1.0, 2.0, 4.0, 5.0, 8.0, 10.0]);
    number(
        format!(
            "L(w) = ½ λ w² with λ = {curvature}. From which learning rate on \
             does descent no longer converge?"
        ),
        2.0 / curvature,
        format!(
            "An update multiplies w by 1 − ηλ. It reaches −1 at η = 2/λ = {}.",
            show(2.0 / curvature)
        ),
    )
    .mistake(
        1.0 / curvature,
        "There the factor 1 − ηλ is 0: the best learning rate, not the largest.",
    )
    .mistake(curvature / 2.0, "The other way up: steep bowls need small steps.")
    .mistake(
        4.0 / curvature,
        "There the factor 1 − ηλ is −3: each update trebles the distance.",
    )
}

fn factor(draw: &mut Draw) -> Question {
    let curvature = draw.pick(&[2.0, 4.0, 5.0, 10.0]);
    let product = draw.pick(&[0.2, 0.4, 0.6, 1.4, 1.6, 1.8, 2.2, 2.6, 3.0]);
    let lr: f64 = product / curvature;
    let factor = show(1.0 - product);
    let behaves = [
        (
            "goes straight to the minimum",
            "So it would for ηλ below 1: then the factor is positive.",
        ),
        (
            "jumps from side to side, closer each time",
            "So it would for ηλ between 1 and 2: a factor between −1 and 0.",
        ),
        (
            "jumps from side to side, farther each time",
            "So it would for ηλ above 2: a factor below −1.",
        ),
    ];
    let right = match product {
        p if p < 1.0 => 0,
        p if p < 2.0 => 1,
        _ => 2,
    };
    let mut question = choice(
        format!(
            "A bowl with one curvature, λ = {curvature}, and learning rate {}. \
             What does the descent do?",
            show(lr)
        ),
        behaves[right].0,
        format!(
            "Each update multiplies the distance from the minimum by 1 − ηλ = \
             {factor}."
        ),
    );
    for (i, (text, mistake)) in behaves.into_iter().enumerate() {
        if i != right {
            question =
                question.wrong(text, format!("{mistake} Here it is {factor}."));
        }
    }
    question.wrong(
        "arrives in one update",
        format!("So it would for ηλ = 1: a factor of 0. Here it is {factor}."),
    )
}

fn difference(draw: &mut Draw) -> Question {
    let h = draw.pick(&[0.1, 0.01, 0.001]);
    let slope = draw.pick(&[-1.0, 1.0]) * draw.int(2, 9);
    let middle = draw.int(10, 30);
    // A bend is seen on both sides alike.
    let bend = draw.int(1, 4) * h * h;
    let (up, down) = (middle + slope * h + bend, middle - slope * h + bend);
    let exact = |value: f64| format!("{value:.6}");
    number(
        format!(
            "The loss is {} at w + h and {} at w − h, with h = {h}. What is \
             its slope at w, by central differences?",
            exact(up),
            exact(down)
        ),
        slope,
        format!(
            "(L(w + h) − L(w − h)) / 2h = {} / {} = {}.",
            show(up - down),
            show(2.0 * h),
            show(slope)
        ),
    )
    .mistake(
        2.0 * slope,
        "The two places lie 2h apart: divide by 2h, not by h.",
    )
    .mistake(-slope, "The sign: the value at w + h comes first.")
    .mistake(up - down, "That is the difference. Divide it by 2h.")
}
