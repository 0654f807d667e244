//! Lesson 9: an image classifier from scratch.

use super::{
    Draw, Topic,
    question::{Question, choice, number, show},
};

const SCORES: &str =
    "turn scores into probabilities and probabilities into a loss, by hand";
const TRAIN: &str = "train a network that reads digits, and say how well and \
                     where it errs";
const TEST: &str = "test it so that the answer means something";
const SAVE: &str = "save it, load it, and let it read your own digit";

pub const TOPICS: &[Topic] = &[
    Topic {
        name: "9.softmax",
        goal: SCORES,
        draw: softmax,
    },
    Topic {
        name: "9.loss",
        goal: SCORES,
        draw: loss,
    },
    Topic {
        name: "9.chance",
        goal: SCORES,
        draw: chance,
    },
    Topic {
        name: "9.gradient",
        goal: SCORES,
        draw: gradient,
    },
    Topic {
        name: "9.deviation",
        goal: TRAIN,
        draw: deviation,
    },
    Topic {
        name: "9.confusion",
        goal: TRAIN,
        draw: confusion,
    },
    Topic {
        name: "9.split",
        goal: TEST,
        draw: split,
    },
    Topic {
        name: "9.pixels",
        goal: SAVE,
        draw: pixels,
    },
];

fn softmax(draw: &mut Draw) -> Question {
    let (k, base) = (draw.int(2, 5), draw.int(-3, 6));
    let others = draw.int(1, 4);
    let right = k / (k + others);
    number(
        format!(
            "{} classes. {others} of them have the score {}, the other one is \
             higher by log {k} (natural logarithm). Which probability does it \
             get?",
            others + 1.0,
            show(base)
        ),
        right,
        format!(
            "Only differences count. The exponentials are as {k} to 1 for each \
             of the others: {k} / ({k} + {others}) = {}.",
            show(right)
        ),
    )
    .mistake(
        1.0 / (others + 1.0),
        "Its score is higher, so its probability is, too.",
    )
    .mistake(
        k.ln() / (k.ln() + others),
        "Softmax takes the exponentials of the scores, not the scores.",
    )
    .mistake(
        k / (k + 1.0),
        "All classes stand in the sum: there are more than two.",
    )
    .mistake(
        others / (k + others),
        "That is what the others get together.",
    )
}

fn loss(draw: &mut Draw) -> Question {
    let p = draw.pick(&[0.1, 0.2, 0.25, 0.4, 0.5, 0.8]);
    number(
        format!(
            "A network gives the right class of an image a probability of {p}. \
             What is its cross-entropy? (log 2 ≈ 0.693, log 5 ≈ 1.609)"
        ),
        -p.ln(),
        format!("−log {p} = {}.", show(-p.ln())),
    )
    .mistake(p.ln(), "The sign: a loss is positive where p is below 1.")
    .mistake(1.0 - p, "That is what is missing to 1. The loss is −log p.")
    .mistake(
        -p.log10(),
        "With the natural logarithm, not that to the base 10.",
    )
    .mistake(
        -(1.0 - p).ln(),
        "Take the probability of the right class, not of the others.",
    )
}

fn chance(draw: &mut Draw) -> Question {
    let classes = draw.pick(&[2.0, 4.0, 5.0, 8.0, 10.0, 20.0]);
    number(
        format!(
            "A network knows nothing and gives each of {classes} classes the \
             same probability. What is its mean cross-entropy? (log 2 ≈ 0.693, \
             log 5 ≈ 1.609)"
        ),
        classes.ln(),
        format!(
            "−log(1/{classes}) = log {classes} = {}.",
            show(classes.ln())
        ),
    )
    .mistake(
        1.0 / classes,
        "That is the probability. The loss is its negative logarithm.",
    )
    .mistake(
        -classes.ln(),
        "The sign: log(1/k) is negative, the loss is not.",
    )
    .mistake(
        1.0 - 1.0 / classes,
        "That is how often it errs. The loss is −log p.",
    )
    .mistake(
        classes.log10(),
        "With the natural logarithm, not that to the base 10.",
    )
}

fn gradient(draw: &mut Draw) -> Question {
    let (p, n) = (draw.int(1, 9) / 10.0, draw.pick(&[2.0, 4.0, 5.0]));
    let label = draw.one_of(&[true, false]);
    let right = if label { (p - 1.0) / n } else { p / n };
    let is = if label {
        "is the label"
    } else {
        "is not the label"
    };
    let over = match label {
        true => format!("({} − 1)", show(p)),
        false => show(p),
    };
    number(
        format!(
            "The mean cross-entropy of {n} images. In one of them a class has \
             probability {} and {is}. What is the gradient by its score?",
            show(p)
        ),
        right,
        format!(
            "What was said minus what was right, over n: {} / {n} = {}.",
            over,
            show(right)
        ),
    )
    .mistake(-right, "The sign: what was said minus what was right.")
    .mistake(
        if label { p / n } else { (p - 1.0) / n },
        match label {
            true => "The class is the label: 1 is subtracted.",
            false => "The class is not the label: nothing is subtracted.",
        },
    )
    .mistake(
        right * n,
        "The loss is a mean: divide by the number of images.",
    )
    .mistake(
        -1.0 / p,
        "That is the slope by p. The softmax comes before it.",
    )
}

fn deviation(draw: &mut Draw) -> Question {
    let (percent, n) = (
        draw.pick(&[80.0, 90.0, 95.0, 98.0]),
        draw.pick(&[100.0, 400.0, 900.0]),
    );
    let a: f64 = percent / 100.0;
    let right = 100.0 * (a * (1.0 - a) / n).sqrt();
    number(
        format!(
            "{percent} % of {n} test images are named right. What is the \
             standard deviation of this accuracy, in per cent?"
        ),
        right,
        format!(
            "√(a(1 − a)/n) = √({} · {} / {n}) = {} %. Differences below that \
             say little.",
            show(a),
            show(1.0 - a),
            show(right)
        ),
    )
    .mistake(
        100.0 * (a * (1.0 - a)).sqrt(),
        "That is for one image. The mean of n scatters less.",
    )
    .mistake(100.0 * a * (1.0 - a) / n, "The root is missing.")
    .mistake(100.0 - percent, "That is the part named wrong.")
    .mistake(
        100.0 / n.sqrt(),
        "The spread of one image is √(a(1 − a)), not 1.",
    )
}

fn confusion(draw: &mut Draw) -> Question {
    let (three, as_eight) = (draw.int(30, 45), draw.int(3, 9));
    let (eight, as_three) = (draw.int(25, 45), draw.int(1, 8));
    number(
        format!(
            "A confusion matrix has what it is in the rows, what it was named \
             in the columns. Row 3: {three} named 3, {as_eight} named 8. Row \
             8: {as_three} named 3, {eight} named 8. How many threes were there?"
        ),
        three + as_eight,
        format!(
            "A row holds all images of a digit: {three} + {as_eight} = {}.",
            three + as_eight
        ),
    )
    .exact()
    .mistake(
        three + as_three,
        "That is a column: so many were named 3. Threes stand in row 3.",
    )
    .mistake(three, "Those were named right. The others are threes as well.")
    .mistake(
        three + as_eight + as_three,
        "What was an 8 and named 3 is no three.",
    )
}

fn split(draw: &mut Draw) -> Question {
    let (people, each) = (draw.int(20, 90), draw.int(10, 60));
    choice(
        format!(
            "{people} people wrote {each} digits each. You want to know how \
             well a network reads people whom it never met. How do you split?"
        ),
        format!("All digits of a fifth of the {people} people are the test"),
        "Then nobody is on both sides: the test asks what you want to know. \
         Split the data as the world will split it.",
    )
    .wrong(
        "A random fifth of all digits is the test",
        "Then each writer's other digits are in the training set. The test asks \
         whether it can read these people.",
    )
    .wrong(
        "A fifth of each person's digits is the test",
        "Then everybody is on both sides: that is the easiest test of all.",
    )
    .wrong(
        "No split: the training accuracy on so many digits is good enough",
        "On what it has seen even a model that learns by heart is right.",
    )
}

fn pixels(draw: &mut Draw) -> Question {
    let most = draw.pick(&[1.0, 255.0]);
    choice(
        format!(
            "The saved network learned pixels from 0, paper, to 16, ink. Your \
             picture has 0 for black ink and {most} for white paper. What must \
             happen before it is read?"
        ),
        "Turn it over, and scale it to 0 … 16",
        "A network knows only numbers like those of its training: the same \
         size, the same range, the same meaning of 0.",
    )
    .wrong(
        "Nothing: a network reads shapes",
        "It has learned pixels, not shapes. Other numbers mean other pictures \
         to it.",
    )
    .wrong(
        "Scale it to 0 … 16, that is all",
        "Then ink would be 0 and paper 16: for the network, a white figure cut \
         out of ink.",
    )
    .wrong(
        "Train it anew, on this picture",
        "One picture teaches it nothing. Bring the picture into the form that \
         it knows.",
    )
}
