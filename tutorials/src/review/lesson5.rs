//! Lesson 5: minibatches.

use super::{
    Draw, Topic, order,
    question::{Question, choice, number, show},
};

const COUNT: &str = "tell epochs from updates, and say which to count when";
const LOOP: &str = "write the loop of minibatches, and choose a batch size and \
                    a learning rate for it";
const ENOUGH: &str = "explain why the gradient of a few points is good enough";
const CHANGES: &str =
    "predict what the batch size changes, and what it does not";
const LAST: &str = "weigh a last, smaller batch correctly";

pub const TOPICS: &[Topic] = &[
    Topic {
        name: "5.updates",
        goal: COUNT,
        draw: updates,
    },
    Topic {
        name: "5.order",
        goal: LOOP,
        draw: |_| order::question("5"),
    },
    Topic {
        name: "5.scatter",
        goal: ENOUGH,
        draw: scatter,
    },
    Topic {
        name: "5.mean",
        goal: ENOUGH,
        draw: mean,
    },
    Topic {
        name: "5.work",
        goal: CHANGES,
        draw: work,
    },
    Topic {
        name: "5.wander",
        goal: CHANGES,
        draw: wander,
    },
    Topic {
        name: "5.weight",
        goal: LAST,
        draw: weight,
    },
    Topic {
        name: "5.report",
        goal: LAST,
        draw: report,
    },
];

fn updates(draw: &mut Draw) -> Question {
    let (size, full) = (draw.int(6, 30), draw.int(3, 9));
    let n = size * full + draw.int(1, 5);
    let epochs = draw.int(3, 20);
    number(
        format!(
            "{n} points, batches of {size}, {epochs} epochs. How many updates?"
        ),
        (full + 1.0) * epochs,
        format!(
            "{n} / {size} rounded up is {}: the last batch is smaller, but it \
             is one. Times {epochs} epochs: {}.",
            full + 1.0,
            (full + 1.0) * epochs
        ),
    )
    .exact()
    .mistake(
        full * epochs,
        "You rounded down. The last, smaller batch makes an update, too.",
    )
    .mistake(epochs, "Those are the epochs. Each has an update for each batch.")
    .mistake(full + 1.0, "That is one epoch.")
    .mistake(
        n * epochs,
        "So many single points were looked at. An update takes a batch of them.",
    )
}

fn scatter(draw: &mut Draw) -> Question {
    let (size, root) = (draw.int(2, 6), draw.int(2, 5));
    let scatter = draw.int(4, 30) / 10.0;
    number(
        format!(
            "Of very many points, the gradient of a batch of {size} scatters \
             by {} (standard deviation). By how much with batches of {}?",
            show(scatter),
            size * root * root
        ),
        scatter / root,
        format!(
            "{} times the points: the variance is {} times smaller, the \
             scatter √{} = {root} times.",
            root * root,
            root * root,
            root * root
        ),
    )
    .mistake(
        scatter / (root * root),
        "So the variance falls. The scatter is its root.",
    )
    .mistake(scatter, "A mean of more points scatters less.")
    .mistake(
        scatter * root,
        "The other way: larger batches scatter less.",
    )
}

fn mean(draw: &mut Draw) -> Question {
    let (size, count) = (draw.int(5, 20), draw.int(4, 12));
    choice(
        format!(
            "{} points in {count} batches of {size}. At one place, w, you \
             compute the gradients of all batches and take their mean. What is \
             it?",
            size * count
        ),
        "The gradient of all points",
        "Each point counts the same in its batch, and each batch in the mean. \
         So a batch's gradient is right on average.",
    )
    .wrong(
        format!("The gradient of all points, divided by {count}"),
        "A batch's gradient is a mean over its points. The mean of such means \
         is that of all points.",
    )
    .wrong(
        "Nearly the gradient of all points, but for the shuffle",
        "The shuffle decides which point is in which batch. In the mean of all \
         batches each point counts once, wherever it was.",
    )
    .wrong(
        "The step of one epoch",
        "During an epoch w moves after each batch. Here it stays where it is.",
    )
}

fn work(draw: &mut Draw) -> Question {
    let n = draw.pick(&[60.0, 120.0, 240.0]);
    let (size, epochs) = (draw.pick(&[5.0, 10.0, 20.0]), draw.int(2, 9));
    number(
        format!(
            "{n} points, batches of {size}, {epochs} epochs. How many \
             gradients of single points are computed?"
        ),
        n * epochs,
        format!(
            "Each epoch looks at each point once, whatever the batch size: {n} \
             · {epochs} = {}.",
            n * epochs
        ),
    )
    .exact()
    .mistake(
        n / size * epochs,
        "So many updates are made. Each looks at a whole batch.",
    )
    .mistake(n * size * epochs, "Each point is in one batch only.")
    .mistake(n, "That is one epoch.")
    .mistake(size * epochs, "An epoch has more than one batch.")
}

fn wander(draw: &mut Draw) -> Question {
    let size = draw.int(1, 8);
    choice(
        format!(
            "A descent with batches of {size} and a fixed learning rate comes \
             near the minimum and wanders about there. What calms it?"
        ),
        "A learning rate that shrinks towards the end",
        "At the minimum the mean of the points' gradients is 0, but each batch \
         has one of its own. The wandering grows with the learning rate and \
         shrinks with the batch size.",
    )
    .wrong(
        "More epochs",
        "It does not wait for anything: it wanders for ever at a fixed \
         learning rate.",
    )
    .wrong(
        "Smaller batches",
        "Their gradients scatter more, so it wanders farther.",
    )
    .wrong(
        "The same batches in every epoch",
        "Then it goes round in the same circle: each batch still pulls its own \
         way.",
    )
}

fn weight(draw: &mut Draw) -> Question {
    let size = draw.pick(&[10.0, 20.0, 25.0, 40.0, 50.0]);
    let rest = draw.int(2, 9);
    let n = size * draw.int(2, 6) + rest;
    number(
        format!(
            "{n} points in batches of {size}. Every point shall count the same \
             over an epoch. Which part of a full step does the last batch make?"
        ),
        rest / size,
        format!(
            "{rest} points are left for it: {rest} / {size} = {}. Its gradient \
             is a mean over fewer points, so its step must be shorter.",
            show(rest / size)
        ),
    )
    .mistake(
        1.0,
        "Then each of its points has a larger say than the others.",
    )
    .mistake(
        size / rest,
        "The other way up: fewer points make a shorter step.",
    )
    .mistake(rest / n, "Compare with a full batch, not with all points.")
}

fn report(draw: &mut Draw) -> Question {
    let (size, full, rest) = (
        draw.pick(&[10.0, 20.0, 30.0]),
        draw.int(2, 5),
        draw.int(2, 8),
    );
    let (low, high) = (draw.int(1, 4), draw.int(6, 12));
    let n = size * full + rest;
    let right = (size * full * low + rest * high) / n;
    number(
        format!(
            "{full} batches of {size} points have a loss of {low} each, a last \
             one of {rest} points has {high}. What is the loss over all points?"
        ),
        right,
        format!(
            "({full} · {size} · {low} + {rest} · {high}) / {n} = {}: each batch \
             weighs as much as its points.",
            show(right)
        ),
    )
    .mistake(
        (full * low + high) / (full + 1.0),
        "That is the plain mean of the batches. Weigh each by its points.",
    )
    .mistake(
        (low + high) / 2.0,
        "There is more than one full batch: weigh each by its points.",
    )
    .mistake(low, "The last batch has points as well.")
}
