//! Lesson 2: loss.

use super::{
    Draw, Topic,
    question::{Question, choice, number, show},
};

const NUMBERS: &str = "compute the mean error, MAE, SSE, MSE and RMSE of a \
                       guess, and say which is no loss at all";
const WILD: &str = "build a loss that bears a wild point";
const LANDSCAPE: &str = "see the loss as a landscape over the parameters, and \
                         say why it has a single lowest point";
const TRUTH: &str =
    "explain how the true parameters can have a worse loss than others";

pub const TOPICS: &[Topic] = &[
    Topic {
        name: "2.mse",
        goal: NUMBERS,
        draw: mse,
    },
    Topic {
        name: "2.rmse",
        goal: NUMBERS,
        draw: rmse,
    },
    Topic {
        name: "2.mean",
        goal: NUMBERS,
        draw: mean,
    },
    Topic {
        name: "2.outlier",
        goal: NUMBERS,
        draw: outlier,
    },
    Topic {
        name: "2.wild",
        goal: WILD,
        draw: wild,
    },
    Topic {
        name: "2.bowl",
        goal: LANDSCAPE,
        draw: bowl,
    },
    Topic {
        name: "2.truth",
        goal: TRUTH,
        draw: truth,
    },
];

fn mse(draw: &mut Draw) -> Question {
    let errors = [draw.int(1, 6), -draw.int(1, 6), draw.int(2, 7)];
    let sum = |f: fn(f64) -> f64| errors.map(f).iter().sum::<f64>();
    let squares = sum(|e| e * e);
    number(
        format!(
            "The errors at three points are {}, {} and {}. What is the MSE?",
            show(errors[0]),
            show(errors[1]),
            show(errors[2])
        ),
        squares / 3.0,
        format!("The squares sum to {}, and their mean is a third.", squares),
    )
    .mistake(squares, "That is the SSE, the sum. The MSE divides by 3.")
    .mistake(
        (squares / 3.0).sqrt(),
        "That is the RMSE, the root of the MSE.",
    )
    .mistake(
        (sum(|e| e) / 3.0).powi(2),
        "You squared the mean. The MSE is the mean of the squares.",
    )
    .mistake(sum(f64::abs) / 3.0, "That is the MAE: it does not square.")
}

fn rmse(draw: &mut Draw) -> Question {
    let (root, n) = (draw.int(2, 9), draw.int(5, 40));
    let sse = root * root * n;
    number(
        format!("A guess has an SSE of {sse} on {n} points. What is its RMSE?"),
        root,
        format!(
            "MSE = {sse} / {n} = {}, and its root is {root}.",
            root * root
        ),
    )
    .mistake(root * root, "That is the MSE. The RMSE is its root.")
    .mistake(
        sse.sqrt(),
        "Divide by the number of points before the root.",
    )
    .mistake(
        sse.sqrt() / n,
        "Divide by the number of points under the root, not beside it.",
    )
}

fn mean(draw: &mut Draw) -> Question {
    let (up, down) = (draw.int(2, 9), draw.int(2, 9));
    let errors = [up, -up, down, -down].map(show).join(", ");
    let mae = (up + down) / 2.0;
    let says = |mean: f64, mae: f64| {
        format!("mean error {}, MAE {}", show(mean), show(mae))
    };
    choice(
        format!("The errors at four points are {errors}. What comes out?"),
        says(0.0, mae),
        "The signs cancel in the mean error: it is 0 for a bad guess. So it is \
         no loss. The MAE drops the signs first.",
    )
    .wrong(
        says(mae, mae),
        "The mean error keeps the signs, and here they cancel.",
    )
    .wrong(
        says(0.0, 0.0),
        "The MAE drops the signs before it takes the mean: nothing cancels.",
    )
    .wrong(
        says(0.0, 2.0 * (up + down)),
        "That is the sum of the sizes. The MAE is their mean.",
    )
}

fn outlier(draw: &mut Draw) -> Question {
    let (n, k) = (draw.int(4, 20), draw.int(5, 12));
    number(
        format!(
            "All {n} errors of a guess are 1. Then one of them becomes {k}. \
             What is the MSE now?"
        ),
        (n - 1.0 + k * k) / n,
        format!(
            "({} · 1 + {}) / {n} = {}: one point outweighs the others, as it \
             is squared.",
            n - 1.0,
            k * k,
            show((n - 1.0 + k * k) / n)
        ),
    )
    .mistake(
        (n - 1.0 + k) / n,
        "That is the MAE. The MSE squares the error.",
    )
    .mistake(
        n - 1.0 + k * k,
        "That is the SSE. The MSE divides by the number of points.",
    )
    .mistake(k * k, "The other points still count: take the mean of all.")
    .mistake(
        (n + k * k) / n,
        "One of the errors of 1 is gone: only the others are still 1.",
    )
}

fn wild(draw: &mut Draw) -> Question {
    let first = draw.int(1, 9);
    let (second, third) = (first + draw.int(1, 2), first + draw.int(3, 4));
    let (fourth, last) = (third + draw.int(1, 3), draw.int(50, 90));
    let mean = (first + second + third + fourth + last) / 5.0;
    number(
        format!(
            "Five values: {first}, {second}, {third}, {fourth} and, far out, \
             {last}. One constant guess for all of them: which has the \
             smallest MAE?"
        ),
        third,
        format!(
            "The one in the middle, {third}: a step away from it makes more \
             errors grow than shrink, however far out {last} is."
        ),
    )
    .exact()
    .mistake(
        mean,
        "That is the mean. It has the smallest MSE, and follows the wild value.",
    )
    .mistake(
        (first + second + third + fourth) / 4.0,
        "No value was left out. The MAE bears it without that.",
    )
    .mistake(
        (first + last) / 2.0,
        "Halfway between the ends, the largest error is smallest: another \
         loss.",
    )
}

fn bowl(draw: &mut Draw) -> Question {
    let n = draw.int(5, 60);
    choice(
        format!(
            "The MSE of a line on {n} points with different x has one lowest \
             point. Why only one?"
        ),
        "Along every straight way over (a, b) it is a parabola that opens \
         upwards",
        "Each error changes evenly along such a way, so its square is a \
         parabola, and so is their mean. A way between two lowest points would \
         have a hump: no parabola has one.",
    )
    .wrong(
        format!("{n} points determine a line"),
        "Two points do. More do not lie on one line, and the MSE says which \
         misses them least.",
    )
    .wrong(
        "The MSE is never negative",
        "That gives it a floor. Many landscapes above a floor have several \
         valleys.",
    )
    .wrong(
        "The points lie on a line but for the noise",
        "The landscape is a bowl for any points, however they lie, as long as \
         their x differ.",
    )
}

fn truth(draw: &mut Draw) -> Question {
    let best = draw.int(20, 60) / 100.0;
    let truth = best + draw.int(2, 15) / 100.0;
    choice(
        format!(
            "On noisy points the true line has an MSE of {}. Another one has \
             {}. What does that mean?",
            show(truth),
            show(best)
        ),
        "The other one fits these points better, their noise included",
        "The loss knows only the points. A line may follow part of their noise, \
         and then beats the line that made them. On new points the truth will \
         do better.",
    )
    .wrong(
        "The other one is nearer to the truth",
        "The truth is at the truth. The smaller loss comes from noise that the \
         other line follows.",
    )
    .wrong(
        "There is a mistake in the program: no line beats the true one",
        "On points with noise some line nearly always does. Least squares finds \
         it.",
    )
    .wrong(
        "The loss has two lowest points",
        "It is a bowl with one. The truth is just not there.",
    )
}
