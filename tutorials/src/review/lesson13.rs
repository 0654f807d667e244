//! Lesson 13: burn's own trainer.

use super::{
    Draw, Topic,
    question::{Question, choice, number, show},
};

const LOOP: &str = "write a training loop that others can hang their work on, \
                    with callbacks";
const WORDS: &str = "say the same in burn's words, and what each of them \
                     replaces";
const STOP: &str =
    "end a run early by a rule that looks at the validation alone";
const RESUME: &str = "say what a checkpoint must hold, and go on with a killed \
                      run as if nothing had happened";
const WEIGHTS: &str =
    "carry weights from one library to another, and check that they arrived";

pub const TOPICS: &[Topic] = &[
    Topic {
        name: "13.callback",
        goal: LOOP,
        draw: callback,
    },
    Topic {
        name: "13.words",
        goal: WORDS,
        draw: words,
    },
    Topic {
        name: "13.patience",
        goal: STOP,
        draw: patience,
    },
    Topic {
        name: "13.again",
        goal: RESUME,
        draw: again,
    },
    Topic {
        name: "13.hole",
        goal: RESUME,
        draw: hole,
    },
    Topic {
        name: "13.layout",
        goal: WEIGHTS,
        draw: layout,
    },
];

fn callback(draw: &mut Draw) -> Question {
    let (full, size) = (draw.int(2, 9), draw.pick(&[10.0, 20.0, 50.0]));
    let (rest, epoch) = (draw.int(1, 9), draw.int(2, 6));
    let n = full * size + rest;
    let right = epoch * (full + 1.0);
    number(
        format!(
            "{n} images are dealt out in batches of {size}. A callback is \
             called at the end of each epoch. How many updates have been made \
             when it is called for epoch {epoch}?"
        ),
        right,
        format!(
            "An epoch has {} batches, the last one small. {epoch} epochs: {}.",
            full + 1.0,
            show(right)
        ),
    )
    .exact()
    .mistake(
        epoch * full,
        "The images that are left make a batch of their own.",
    )
    .mistake(
        (epoch - 1.0) * (full + 1.0),
        "It is called at the end of the epoch, not at its beginning.",
    )
    .mistake(epoch * n, "An update takes a batch, not an image.")
    .mistake(epoch, "An epoch has as many updates as batches.")
}

/// burn's words, and what each does.
const NAMES: [(&str, &str); 6] = [
    ("Dataset", "gives one item by its number"),
    ("Batcher", "makes tensors of a few items"),
    ("DataLoader", "goes through the items, a batch at a time"),
    ("TrainStep", "goes forward and back with a batch"),
    ("InferenceStep", "judges a batch, and learns nothing"),
    ("Learner", "holds model, optimiser and schedule"),
];

fn words(draw: &mut Draw) -> Question {
    let first = draw.int(0, 5) as usize;
    let (name, does) = NAMES[first];
    let question = choice(
        format!("In burn's trainer: what {does}?"),
        name,
        format!("A {name} {does}."),
    );
    let step = draw.one_of(&[1, 5]);
    (1..4).fold(question, |question, k| {
        let (other, does) = NAMES[(first + k * step) % NAMES.len()];
        question.wrong(other, format!("A {other} {does}."))
    })
}

fn patience(draw: &mut Draw) -> Question {
    let (best, wait) = (draw.int(2, 6), draw.int(2, 4));
    let (down, epochs) = (draw.int(4, 9), best + wait + 1.0);
    let bad = draw.int(1, 3);
    let loss = |epoch: f64| {
        let away = (epoch - best).abs();
        let step = if epoch < best { down } else { bad };
        show((30.0 + step * away) / 100.0)
    };
    let losses: Vec<_> = (1..=epochs as i32)
        .map(|epoch| loss(f64::from(epoch)))
        .collect();
    let right = best + wait;
    number(
        format!(
            "Validation losses after each epoch: {}. The run ends when {wait} \
             epochs in a row brought nothing lower. After which epoch?",
            losses.join("  ")
        ),
        right,
        format!(
            "The lowest came after epoch {best}. {wait} more: {}.",
            show(right)
        ),
    )
    .exact()
    .mistake(
        best,
        "That is the best epoch. The rule must see the next ones before it \
         knows.",
    )
    .mistake(
        best + 1.0,
        "The first epoch that is not lower is one in a row.",
    )
    .mistake(
        right + 1.0,
        "The epochs in a row are counted from the one after the best.",
    )
}

fn again(draw: &mut Draw) -> Question {
    let (per_epoch, epochs) = (draw.int(5, 50), draw.int(2, 9));
    let begun = draw.int(1, per_epoch as i32 - 1);
    let killed = per_epoch * epochs + begun;
    number(
        format!(
            "An epoch has {per_epoch} updates, and each leaves a checkpoint. \
             A run is killed after {killed} updates and goes on from the last \
             one. How many updates does it do a second time?"
        ),
        begun,
        format!(
            "{epochs} epochs were whole: {} updates. The other {begun} are \
             lost, and done again.",
            show(per_epoch * epochs)
        ),
    )
    .exact()
    .mistake(killed, "That is beginning anew. It has a checkpoint.")
    .mistake(
        per_epoch - begun,
        "Those are what was left of the epoch. They were not done before.",
    )
    .mistake(
        per_epoch * epochs,
        "Those are in the checkpoint: they need not be done again.",
    )
}

fn hole(draw: &mut Draw) -> Question {
    let epoch = draw.int(3, 40);
    let (what, right, why) = draw.one_of(&[
        (
            "what the optimiser remembers",
            "It goes on with a velocity of 0, and ends elsewhere",
            "The first updates are too short, and all after them differ.",
        ),
        (
            "the number of the epoch",
            "Order and learning rate begin anew, and it ends elsewhere",
            "Both are functions of the epoch, and it thinks that it is the \
             first.",
        ),
        (
            "the generator that shuffles",
            "It sees the images in the order of the first epochs, and ends \
             elsewhere",
            "A new generator begins with its seed.",
        ),
    ]);
    choice(
        format!(
            "A run goes on from the checkpoint of epoch {epoch}, which holds \
             everything but {what}. What happens?"
        ),
        right,
        why,
    )
    .wrong(
        "It stops with an error",
        "Nothing notices. The loss looks all right, too.",
    )
    .wrong(
        "It ends at the same weights, a little later",
        "From the first update on it takes another way.",
    )
    .wrong(
        "It begins with random weights",
        "The weights are in the checkpoint.",
    )
}

fn layout(draw: &mut Draw) -> Question {
    let (inputs, outputs) = (draw.int(20, 90), draw.int(2, 19));
    number(
        format!(
            "A layer leads from {inputs} numbers to {outputs}. In PyTorch's \
             state dict its weight has the shape [{outputs}, {inputs}]. How \
             many rows has it in burn?"
        ),
        inputs,
        format!(
            "burn has it the other way round: [{inputs}, {outputs}], for \
             x @ W with a row of x for each example."
        ),
    )
    .exact()
    .mistake(
        outputs,
        "That is how PyTorch has it. burn's lies the other way.",
    )
    .mistake(
        inputs * outputs,
        "That is how many weights there are, in rows and columns.",
    )
}
