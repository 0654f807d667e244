//! Lesson 15: many machines.

use super::{
    Draw, Topic,
    question::{Question, choice, number, show},
};

const MEAN: &str = "put the gradients of parts together so that they are the \
                    gradient of all rows";
const PAYS: &str = "say before you rent it whether one more worker pays, and \
                    how large a batch must be for that";
const LESS: &str = "say what it costs in accuracy to exchange less often, or \
                    in fewer bytes";
const LOST: &str =
    "go on with a run that has lost a worker, to the same last digit";

pub const TOPICS: &[Topic] = &[
    Topic {
        name: "15.mean",
        goal: MEAN,
        draw: mean,
    },
    Topic {
        name: "15.time",
        goal: PAYS,
        draw: time,
    },
    Topic {
        name: "15.slow",
        goal: PAYS,
        draw: slow,
    },
    Topic {
        name: "15.local",
        goal: LESS,
        draw: local,
    },
    Topic {
        name: "15.lost",
        goal: LOST,
        draw: lost,
    },
];

fn mean(draw: &mut Draw) -> Question {
    let (few, many) = (
        draw.pick(&[10.0, 20.0, 30.0]),
        draw.pick(&[50.0, 70.0, 80.0, 90.0]),
    );
    let (g, h) = (draw.int(4, 9), draw.int(-3, 2));
    let n = few + many;
    let right = (few * g + many * h) / n;
    number(
        format!(
            "One worker has {few} rows, and its gradient by a is {}. Another \
             has {many}, and its gradient is {}. What is the gradient of all?",
            show(g),
            show(h)
        ),
        right,
        format!(
            "({few} · {} + {many} · {}) / {n} = {}.",
            show(g),
            show(h),
            show(right)
        ),
    )
    .mistake((g + h) / 2.0, "They speak for different numbers of rows.")
    .mistake(
        g + h,
        "Each is a mean already: weigh them, do not add them.",
    )
    .mistake(
        right * n,
        "That is the sum over all rows. The loss is a mean.",
    )
}

fn time(draw: &mut Draw) -> Question {
    let (work, message) =
        (draw.pick(&[12.0, 24.0, 48.0]), draw.pick(&[0.25, 0.5, 1.0]));
    let k = draw.pick(&[2.0, 3.0, 4.0, 6.0]);
    let right = work / k + 2.0 * k * message;
    number(
        format!(
            "The gradient of all rows takes one worker {work} ms. {k} of them \
             share the rows. The middle sends to each and receives from each, \
             one after the other, {message} ms a message. How many \
             milliseconds is an update?"
        ),
        right,
        format!("{work}/{k} + 2 · {k} · {message} = {}.", show(right)),
    )
    .mistake(work / k + k * message, "Each worker has two messages.")
    .mistake(work / k, "That is the work alone, without messages.")
    .mistake(
        work + 2.0 * k * message,
        "The workers share the rows, and compute at the same time.",
    )
}

fn slow(draw: &mut Draw) -> Question {
    let (k, times) = (draw.pick(&[3.0, 4.0, 5.0]), draw.pick(&[2.0, 4.0, 5.0]));
    let right = (k - 1.0) * times + 1.0;
    number(
        format!(
            "{k} workers share {} rows so that all end together. One takes \
             {times} times as long for a row as each of the others. How many \
             rows does it get?",
            show(right * 100.0)
        ),
        100.0,
        format!(
            "It counts as one part, each of the others as {times}: one of {} \
             parts.",
            show(right)
        ),
    )
    .mistake(
        right * 100.0 / k,
        "With the same number of rows for each, all wait for it.",
    )
    .mistake(100.0 * times, "That is what each of the others gets.")
}

fn local(draw: &mut Draw) -> Question {
    let h = draw.int(20, 90);
    choice(
        format!(
            "Four workers average their parameters every {h} steps. Each has \
             the rows of one country, and the countries differ. What comes out?"
        ),
        "A model near the mean of four that each fit one country",
        "Each walks towards the lowest place of its own rows meanwhile. That \
         mean is not the lowest place of all rows.",
    )
    .wrong(
        "The model of all rows, with fewer messages",
        "Only with an exchange at every step, or parts that are alike.",
    )
    .wrong(
        "The model of the country with the fewest rows",
        "Each counts by its rows: the fewest count least.",
    )
    .wrong(
        "No model: it diverges",
        "Each takes stable steps, and a mean of what is bounded is bounded.",
    )
}

fn lost(draw: &mut Draw) -> Question {
    let (every, update) = (draw.pick(&[20.0, 25.0, 50.0]), draw.int(110, 190));
    let right = (update - 1.0) - ((update - 1.0) % every);
    number(
        format!(
            "A checkpoint is written after every {every} updates. In update \
             {update} a worker stops, before that update is done. From which \
             update does the run go on?"
        ),
        right,
        format!(
            "{} updates were done; the last of them that {every} divides is \
             {}.",
            show(update - 1.0),
            show(right)
        ),
    )
    .mistake(update - 1.0, "That place was not written down.")
    .mistake(right + every, "It was not reached yet.")
    .mistake(0.0, "Only without a checkpoint.")
}
