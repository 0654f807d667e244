//! Lesson 1: random data.

use super::{
    Draw, Topic,
    question::{Question, choice, number, show},
};

const DATA: &str = "tell data from parameters";
const SHAPE: &str = "read the shape and the type of a tensor";
const POINTS: &str = "make points, evenly spaced or drawn at random, that \
                      come out the same tomorrow";
const TRUTH: &str = "say why the line that made the data need not be the line \
                     that fits it best";

pub const TOPICS: &[Topic] = &[
    Topic {
        name: "1.counts",
        goal: DATA,
        draw: counts,
    },
    Topic {
        name: "1.product",
        goal: SHAPE,
        draw: product,
    },
    Topic {
        name: "1.ones",
        goal: SHAPE,
        draw: ones,
    },
    Topic {
        name: "1.generator",
        goal: POINTS,
        draw: generator,
    },
    Topic {
        name: "1.spaced",
        goal: POINTS,
        draw: spaced,
    },
    Topic {
        name: "1.noise",
        goal: TRUTH,
        draw: noise,
    },
    Topic {
        name: "1.best",
        goal: TRUTH,
        draw: best,
    },
];

fn counts(draw: &mut Draw) -> Question {
    let n = draw.int(12, 90);
    let all = 2.0 * n;
    choice(
        format!(
            "A line y = ax + b is fitted to {n} measured points. What may the \
             fit change?"
        ),
        "2 numbers, a and b",
        format!(
            "a and b are the parameters. The x and y of the {n} points are \
             the data: they stay as they were measured."
        ),
    )
    .wrong(
        format!("the {n} numbers y"),
        "The y were measured: they are data. The fit moves the line to them.",
    )
    .wrong(
        format!("all {all} numbers of the points"),
        "The points are data. A fit that changes them fits nothing.",
    )
    .wrong(
        format!("{} numbers: a, b and the points", all + 2.0),
        "Only a and b are parameters. The points are data and stay.",
    )
}

fn product(draw: &mut Draw) -> Question {
    let (n, k, m) = (draw.int(20, 90), draw.int(2, 9), draw.int(10, 19));
    let shape = |a: f64, b: f64| format!("`[{a}, {b}]`");
    choice(
        format!(
            "`x` has shape `[{n}, {k}]`, `w` has shape `[{k}, {m}]`. Which \
             shape has `x.matmul(w)`?"
        ),
        shape(n, m),
        format!(
            "The inner sizes, {k} and {k}, must agree and vanish; the outer \
             ones remain."
        ),
    )
    .wrong(
        shape(n, k),
        "So would a product number by number be. `matmul` sums over the inner \
         size, and it vanishes.",
    )
    .wrong(
        shape(k, m),
        format!("Each of the {n} rows of x gives a row: {n} must remain."),
    )
    .wrong(
        shape(m, n),
        "The sizes are right, the order is not: the rows come from x, the \
         columns from w.",
    )
}

fn ones(draw: &mut Draw) -> Question {
    let (a, b, x) = (draw.int(-4, 5), draw.int(6, 12), draw.int(2, 5));
    number(
        format!(
            "A row of the table X is (x, 1) = ({}, 1), and the parameters are \
             (a, b) = ({}, {}). What does X w give in this row?",
            show(x),
            show(a),
            show(b)
        ),
        a * x + b,
        format!(
            "{} · {} + {} · 1 = {}: the column of ones carries the intercept.",
            show(a),
            show(x),
            show(b),
            show(a * x + b)
        ),
    )
    .exact()
    .mistake(
        a + b * x,
        "The parameters are (a, b), the columns (x, 1): a meets x, and b \
         meets the 1.",
    )
    .mistake(a * x, "The intercept is missing: b · 1 belongs to the sum.")
    .mistake(
        (a + b) * x,
        "Only a is multiplied by x. b is multiplied by the 1.",
    )
}

fn generator(draw: &mut Draw) -> Question {
    let (seed, n) = (draw.int(1, 99), draw.int(5, 50));
    choice(
        format!(
            "A generator with seed {seed} draws {n} numbers, and then {n} \
             more. A second one with the same seed draws {} at once. What are \
             they?",
            2.0 * n
        ),
        "The same, in the same order",
        "A generator goes on where it stopped. The seed says where it begins.",
    )
    .wrong(
        format!("The first {n} are the same, the rest are others"),
        "The first generator goes on where it stopped, and so does the second: \
         they meet the same numbers.",
    )
    .wrong(
        format!("The first {n} twice"),
        "Only a new generator begins at the seed again. This one goes on.",
    )
    .wrong(
        "Others: the seed fixes no more than the mean",
        "The seed fixes every number, not only their mean.",
    )
}

fn spaced(draw: &mut Draw) -> Question {
    let (n, from) = (draw.pick(&[5.0, 6.0, 9.0, 11.0, 21.0]), draw.int(-5, 5));
    let width = (n - 1.0) * draw.pick(&[0.1, 0.2, 0.5]);
    number(
        format!(
            "{n} numbers are evenly spaced from {} to {}, both ends included. \
             How far apart are neighbours?",
            show(from),
            show(from + width)
        ),
        width / (n - 1.0),
        format!(
            "{n} numbers have {} gaps: {} / {} = {}.",
            n - 1.0,
            show(width),
            n - 1.0,
            show(width / (n - 1.0))
        ),
    )
    .mistake(
        width / n,
        format!("You divided by {n}: then the last number misses its end."),
    )
    .mistake(
        width / (n + 1.0),
        "Between the numbers there are gaps: one fewer than numbers.",
    )
    .mistake(
        (from + width) / (n - 1.0),
        "The gaps fill the way from the first number to the last: subtract.",
    )
    .mistake(width, "That is the whole way. It has many gaps.")
}

fn noise(draw: &mut Draw) -> Question {
    let (a, b) = (draw.int(2, 9), draw.int(-6, 8));
    let (from, width) = (draw.pick(&[-1.0, 0.0, 1.0]), draw.int(2, 6));
    let (to, mean) = (from + width, from + width / 2.0);
    number(
        format!(
            "Many points are made by y = {a}x {} {} + noise, with noise \
             uniform on [{}, {}). Near which intercept does a good fit end?",
            if b < 0.0 { "−" } else { "+" },
            show(b.abs()),
            show(from),
            show(to)
        ),
        b + mean,
        format!(
            "The noise has mean {}, and the fit cannot tell it from the \
             intercept: {} + {} = {}.",
            show(mean),
            show(b),
            show(mean),
            show(b + mean)
        ),
    )
    .mistake(
        b,
        "So it would be if the noise had mean 0. Its mean moves the line.",
    )
    .mistake(
        b + to,
        "You added the largest noise. What moves the line is its mean.",
    )
    .mistake(
        b + width,
        "You added the width of the noise. What moves the line is its mean.",
    )
    .mistake(
        b - mean,
        "The points lie higher by the mean of the noise, and so does the line.",
    )
}

fn best(draw: &mut Draw) -> Question {
    let (n, a) = (draw.int(8, 40), draw.int(2, 7));
    choice(
        format!(
            "{n} points are made by y = {a}x + noise of mean 0. Which line \
             has the smallest MSE on these {n} points?"
        ),
        "One near the line that made them, but not quite that one",
        format!(
            "{n} draws of noise do not cancel exactly. What is left tilts and \
             shifts the best line a little."
        ),
    )
    .wrong(
        "The line that made them, because the noise has mean 0",
        format!(
            "Its mean is 0 over ever more draws. That of {n} draws is not, \
             and the best line follows the points."
        ),
    )
    .wrong(
        "One that runs through all points",
        "The noise puts them beside every line. None runs through all.",
    )
    .wrong(
        "One through the origin, as the one that made them",
        "The best line knows only the points. It takes the intercept that fits \
         them best, and that is hardly ever 0.",
    )
}
