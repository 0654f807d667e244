//! The clinic.

use super::{
    Draw, Topic,
    question::{Question, choice, number, show},
};

const APART: &str = "tell steps that are too long from updates that are wrong";
const DECIDES: &str = "ask for the number that decides between two \
                       diagnoses, before you change anything";
const CAUSE: &str = "mend the cause and not the symptom, and show on other \
                     data that it holds";

pub const TOPICS: &[Topic] = &[
    Topic {
        name: "C.factor",
        goal: APART,
        draw: factor,
    },
    Topic {
        name: "C.gradients",
        goal: APART,
        draw: gradients,
    },
    Topic {
        name: "C.decides",
        goal: DECIDES,
        draw: decides,
    },
    Topic {
        name: "C.rows",
        goal: CAUSE,
        draw: rows,
    },
    Topic {
        name: "C.cause",
        goal: CAUSE,
        draw: cause,
    },
];

fn factor(draw: &mut Draw) -> Question {
    let (curvature, pull) = (draw.int(2, 20), draw.int(22, 40) / 10.0);
    let rate = pull / curvature;
    let rate = (1000.0 * rate).round() / 1000.0;
    let kept = 1.0 - rate * curvature;
    number(
        format!(
            "A loss is a bowl with the curvature {curvature} along its only \
             axis and 0 at its lowest point. The learning rate is {}. By what \
             factor does the loss grow with each update?",
            show(rate)
        ),
        kept * kept,
        format!(
            "An update leaves 1 − {} · {curvature} = {} of the distance, and \
             the loss goes with its square: {}. The same factor at each \
             update: so steps look that are too long.",
            show(rate),
            show(kept),
            show(kept * kept)
        ),
    )
    .mistake(
        kept.abs(),
        "That is the factor of the distance. The loss goes with its square.",
    )
    .mistake(
        rate * curvature,
        "So much of the way to the lowest point an update goes. What is left \
         is 1 less that.",
    )
    .mistake(
        (rate * curvature).powi(2),
        "Square what is left of the distance, not what is gone of it.",
    )
}

/// What the gradients show, and what it means.
const SEEN: [[&str; 2]; 4] = [
    [
        "before the first update the gradient is the slope by differences, and \
         before each later one the sum of all slopes so far",
        "The gradients are not cleared.",
    ],
    [
        "one component differs from the slope by differences at each update, \
         the others agree",
        "The gradient is wrong.",
    ],
    [
        "each component is as many times the slope by differences as there are \
         rows",
        "A sum stands where a mean was meant.",
    ],
    [
        "each component agrees with the slope by differences, and turns its \
         sign with every update while it grows",
        "The steps are too long.",
    ],
];

fn gradients(draw: &mut Draw) -> Question {
    let right = draw.one_of(&[0, 1, 2, 3]);
    let [seen, meant] = SEEN[right];
    let others = (0..SEEN.len()).filter(|k| *k != right);
    let first = choice(
        format!("A run does badly. You look: {seen}. What ails it?"),
        meant,
        format!("You see it in this: {seen}."),
    );
    others.fold(first, |question, k| {
        let [would, means] = SEEN[k];
        question.wrong(means, format!("Then you would see: {would}."))
    })
}

/// Two diagnoses, the number that decides between them, and three that look
/// alike in both, each with the reason.
const BETWEEN: [(&str, &str, &str, [[&str; 2]; 3]); 3] = [
    (
        "The loss trembles. Is it dropout in the evaluation, or the noise of \
         small batches?",
        "The loss of the same parameters, twice",
        "Noise of batches moves the parameters; at the same ones the loss is \
         the same. With dropout on, it is not.",
        [
            [
                "The lowest loss so far",
                "Both let the loss go low now and then.",
            ],
            [
                "The loss after twice as many updates",
                "It trembles then in both cases.",
            ],
            [
                "The number of parameters",
                "That is the same whatever ails the run.",
            ],
        ],
    ),
    (
        "The loss rests far above the naive guess's half. Has it arrived at \
         the best of this model, or has the rate fallen too soon?",
        "The length of the gradient on all rows, at the end",
        "At the best it is about 0. Where the rate is gone, a slope is left.",
        [
            [
                "The length of the last updates",
                "They are short in both cases: by a short gradient, or by a \
                 small rate.",
            ],
            [
                "The last two losses",
                "They are all but equal in both cases.",
            ],
            ["The first loss", "That was before either could show."],
        ],
    ),
    (
        "A network of relu answers the same for every x. Are its units dead, \
         or are the labels beside the wrong rows?",
        "The outputs of the units, row by row",
        "Dead units give 0 for every row. With wrong labels they differ from \
         row to row, and only help nothing.",
        [
            [
                "The last loss",
                "It is that of the naive guess in both cases.",
            ],
            [
                "The mean of the answers",
                "It is the mean of y in both cases.",
            ],
            [
                "The number of epochs",
                "More of them change nothing in either case.",
            ],
        ],
    ),
];

fn decides(draw: &mut Draw) -> Question {
    let (between, right, why, others) = draw.one_of(&BETWEEN);
    let first = choice(format!("{between} Which look decides?"), right, why);
    let add = |question: Question, [text, same]: [&str; 2]| {
        question.wrong(text, same)
    };
    others.into_iter().fold(first, add)
}

fn rows(draw: &mut Draw) -> Question {
    let (few, times) = (draw.int(2, 9) * 10.0, draw.int(3, 20));
    let limit = draw.int(2, 9) / 100.0;
    let many = few * times;
    number(
        format!(
            "Descent on the sum of the squared errors converges on {few} rows \
             up to the rate {}. Now there are {many} rows of the same kind. Up \
             to which rate, about?",
            show(limit)
        ),
        limit / times,
        format!(
            "The curvature of a sum grows with the rows, {times} times: {} / \
             {times} = {}. Of a mean the rate would stay: that mends the \
             cause.",
            show(limit),
            show(limit / times)
        ),
    )
    .mistake(
        limit,
        "So it would be of a mean. A sum grows with each row, and so does its \
         curvature.",
    )
    .mistake(
        limit * times,
        "More rows make a sum steeper: the steps must be shorter.",
    )
    .mistake(
        limit / times.sqrt(),
        "The curvature grows with the rows themselves, not with their root.",
    )
    .mistake(
        limit / many,
        "Only what is new counts: the rows by the old ones.",
    )
}

/// An illness, its cure, and three changes that only hide the symptom.
const CURES: [(&str, &str, [[&str; 2]; 3]); 3] = [
    (
        "The loss becomes NaN where a probability rounds to 1",
        "Take the loss from the score in one piece, without ln p",
        [
            [
                "Leave out rows whose loss is NaN",
                "Among them are those that are wrong and sure of it: they \
                 have most to teach.",
            ],
            [
                "Stop before it happens",
                "Then it ends early. The next run comes there, too.",
            ],
            [
                "Write down 0 for a loss that is NaN",
                "The parameters are NaN all the same.",
            ],
        ],
    ),
    (
        "The rows to validate by have copies among those to learn from",
        "Hold rows out first, and copy afterwards",
        [
            [
                "Take more rows to validate by",
                "As large a part of them has copies.",
            ],
            [
                "Write down the loss on the rows to learn from",
                "That says even less of rows that nobody has seen.",
            ],
            [
                "Shuffle before you hold rows out",
                "That spreads the copies over both sides.",
            ],
        ],
    ),
    (
        "All units of a hidden layer began with the same weights",
        "Draw the first weights at random, about 1/√inputs in size",
        [
            [
                "Take twice as many units",
                "They are alike, too: as good as one.",
            ],
            [
                "Train ten times as long",
                "The same gradient keeps them alike for ever.",
            ],
            [
                "Draw the first weights from −200 to 200",
                "Then they differ, and sit at the ends of tanh, where the \
                 slope is 0.",
            ],
        ],
    ),
];

fn cause(draw: &mut Draw) -> Question {
    let (ill, cure, others) = draw.one_of(&CURES);
    let first = choice(
        format!("{ill}. What mends the cause?"),
        cure,
        "The others hide the symptom: on other data, or later, it is back.",
    );
    let add = |question: Question, [text, hides]: [&str; 2]| {
        question.wrong(text, hides)
    };
    others.into_iter().fold(first, add)
}
