//! Lines of code to put in order, among lines that belong nowhere.
//!
//! The right order is a file of `orders/` that compiles and runs, between its
//! anchors; braces that close are given.

use super::question::{Form, Line, Question, Rule};

/// The lines of one lesson.
struct Order {
    /// The lesson's number.
    lesson: &'static str,
    task: &'static str,
    /// The file.
    code: &'static str,
    /// What happens without each of its lines.
    without: &'static [&'static str],
    /// Lines that belong nowhere, and why.
    wrong: &'static [(&'static str, &'static str)],
    /// What must stand before what, counted from 0, and why. What is not said
    /// here may stand either way.
    rules: &'static [(usize, usize, &'static str)],
    why: &'static str,
}

const ORDERS: [Order; 4] = [
    Order {
        lesson: "3",
        task: "One update of a line's descent on the MSE, within `for _ in \
               0..updates { … }`.",
        code: include_str!("../../orders/lesson3.rs"),
        without: &[
            "both gradients are made from the error.",
            "a needs a gradient, too.",
            "b needs a gradient, too.",
            "a stays where it is.",
            "b stays where it is.",
        ],
        wrong: &[
            (
                "a = a + grad_a * lr;",
                "the gradient points uphill. With + the loss grows.",
            ),
            (
                "let grad_a = (error.clone() * 2.0).mean();",
                "that is the slope by b. By the chain rule the slope by a has \
                 the factor x.",
            ),
            (
                "let error = y.clone() - a.clone() * x.clone() - b.clone();",
                "with the error turned around the gradient is, too, and the \
                 descent goes uphill.",
            ),
        ],
        rules: &[
            (
                0,
                1,
                "The gradient by a is made from the error: the error comes \
                 first.",
            ),
            (
                0,
                2,
                "The gradient by b is made from the error: the error comes \
                 first.",
            ),
            (
                0,
                3,
                "The error is that of the old a and b: a moves after it.",
            ),
            (
                0,
                4,
                "The error is that of the old a and b: b moves after it.",
            ),
            (1, 3, "a moves by its gradient: the gradient comes first."),
            (2, 4, "b moves by its gradient: the gradient comes first."),
        ],
        why: "First the error, then the gradients, then the updates. The two \
              parameters may come in either order: the error is that of the \
              old a and b, whichever moves first.",
    },
    Order {
        lesson: "4",
        task: "One update by autodiff, within `for _ in 0..updates { … }`. w \
               is a leaf of the record at its beginning, and at its end.",
        code: include_str!("../../orders/lesson4.rs"),
        without: &[
            "`backward` needs a loss to begin at.",
            "nothing has gone backwards yet.",
            "of all gradients the update needs that of w.",
            "w does not move.",
            "in the next round w must be a leaf again.",
        ],
        wrong: &[
            (
                "let next = w - gradient * lr;",
                "this update is inside the record. It is no part of the loss: \
                 `inner()` takes w out.",
            ),
            (
                "let next = w.inner() + gradient * lr;",
                "the gradient points uphill. With + the loss grows.",
            ),
            (
                "let grads = w.backward();",
                "the way back begins at the loss. w is where it ends.",
            ),
        ],
        rules: &[
            (
                0,
                1,
                "Going back begins at the loss: it must be there first.",
            ),
            (
                1,
                2,
                "`backward` makes the gradients: then w finds its own.",
            ),
            (2, 3, "The update is made with the gradient: take it first."),
            (3, 4, "Only the moved w becomes the leaf of the next round."),
            (0, 4, "The loss is that of the w before the update."),
            (0, 3, "The loss is that of the w before the update."),
        ],
        why: "Forward to the loss, back to the gradients, out of the record \
              for the update, and in again as a leaf. Nothing is cleared: the \
              gradients are new in each round.",
    },
    Order {
        lesson: "5",
        task: "A descent by minibatches. `slope` is the derivative of one \
               point's squared error. The closing braces stand at the end.",
        code: include_str!("../../orders/lesson5.rs"),
        without: &[
            "one pass over the points is one epoch, and there are several.",
            "every epoch would have the same batches.",
            "without batches nothing is dealt out.",
            "the sum of a batch begins at nothing.",
            "the slopes of the batch's points are not added up.",
            "w stays where it is.",
        ],
        wrong: &[
            (
                "w -= lr * sum;",
                "a batch's gradient is a mean. With the sum, larger batches \
                 take longer steps.",
            ),
            (
                "w += lr * sum / batch.len() as f64;",
                "the gradient points uphill. With + the loss grows.",
            ),
            (
                "w -= lr * sum / points.len() as f64;",
                "the sum holds the points of the batch. Divide by their \
                 number.",
            ),
        ],
        rules: &[
            (
                0,
                1,
                "Before the epochs it shuffles once only: each epoch then has \
                 the same batches.",
            ),
            (
                0,
                2,
                "The epochs are the outer loop: each deals out all batches.",
            ),
            (
                1,
                2,
                "Shuffle before the batches are dealt out, not while they \
                 are.",
            ),
            (
                2,
                3,
                "Outside the batches the sum does not begin at 0 in each: a \
                 batch adds to those before it.",
            ),
            (
                3,
                4,
                "There is no `sum` yet to add to: `let mut sum = 0.0;` makes \
                 it.",
            ),
            (
                2,
                4,
                "The points are those of the batch: it must be dealt first.",
            ),
            (4, 5, "w moves by the sum over the batch: add up first."),
            (2, 5, "There is an update for each batch: it stands within."),
            (3, 5, "w moves by a `sum` that does not exist yet."),
        ],
        why: "Two loops: shuffle once an epoch, update once a batch. The sum \
              begins at 0 in each batch. Were it kept, gradients would pile \
              up as in lesson 4.",
    },
    Order {
        lesson: "8",
        task: "A network learns with burn's Adam. The closing brace stands at \
               the end.",
        code: include_str!("../../orders/lesson8.rs"),
        without: &[
            "somebody must make the step: the optimiser.",
            "one update is not enough.",
            "the loss compares predictions with y.",
            "going back begins at a loss.",
            "there are no gradients yet.",
            "the optimiser wants the gradients sorted by parameter.",
            "the model stays as it is.",
        ],
        wrong: &[
            (
                "optimiser.step(lr, model, grads);",
                "`step` returns the new model. Here it is thrown away.",
            ),
            (
                "let grads = y_pred.backward();",
                "the way back begins at the loss, not at the predictions.",
            ),
            (
                "let loss = mse(x.clone(), y.clone());",
                "the loss compares predictions with y. x is what they are made \
                 from.",
            ),
        ],
        rules: &[
            (
                0,
                1,
                "A new optimiser in each round has no memory: Adam would begin \
                 anew at every update.",
            ),
            (
                1,
                2,
                "Predictions from before the loop are those of the first \
                 weights: make them anew in each round.",
            ),
            (
                2,
                3,
                "The loss is made from the predictions: predict first.",
            ),
            (3, 4, "Gradients before a loss? Going back begins there."),
            (4, 5, "First the gradients, then they are sorted."),
            (5, 6, "The step is made with the sorted gradients."),
            (
                1,
                3,
                "The loss changes with every update: it stands within.",
            ),
            (
                1,
                4,
                "Each round needs its own gradients: they stand within.",
            ),
            (
                1,
                5,
                "Each round needs its own gradients: they stand within.",
            ),
            (1, 6, "One step before the loop is one update in all."),
            (2, 6, "The step changes the model: predict before it."),
            (3, 6, "The step needs the gradients of this round's loss."),
        ],
        why: "The optimiser lives through all updates, as it remembers. In \
              each: forward, loss, backward, step.",
    },
];

/// The lessons with lines to put in order.
pub fn lessons() -> impl Iterator<Item = &'static str> {
    ORDERS.iter().map(|order| order.lesson)
}

/// The question of a lesson that is one of [`lessons`]; of another one, no
/// lines at all.
pub fn question(lesson: &str) -> Question {
    let order = ORDERS.iter().find(|order| order.lesson == lesson);
    let (mut lines, mut rules) = (Vec::new(), Vec::new());
    if let Some(order) = order {
        let places = (0..).map(Some).zip(order.without);
        for (code, (place, mistake)) in code(order.code).zip(places) {
            lines.push(line(code, place, mistake));
        }
        for (code, mistake) in order.wrong {
            lines.push(line(code, None, mistake));
        }
        rules.extend(order.rules.iter().map(|(first, then, mistake)| Rule {
            first: *first,
            then: *then,
            mistake: (*mistake).into(),
        }));
    }
    let task = order.map_or("", |order| order.task);
    Question {
        text: format!(
            "Put the lines in order. Some belong nowhere: leave them out. {task}"
        ),
        form: Form::Order { lines, rules },
        why: order.map_or("", |order| order.why).into(),
    }
}

fn line(code: &str, place: Option<usize>, mistake: &str) -> Line {
    Line {
        code: code.into(),
        place,
        mistake: mistake.into(),
    }
}

/// The lines between the anchors, without braces that close.
fn code(file: &str) -> impl Iterator<Item = &str> {
    let lines = file.lines().map(str::trim);
    lines
        .skip_while(|line| *line != "// ANCHOR: lines")
        .skip(1)
        .take_while(|line| *line != "// ANCHOR_END: lines")
        .filter(|line| *line != "}")
}
