//! Your own data.

use super::{
    Draw, Topic,
    question::{Question, bracketed, choice, number, show},
};

const FIT: &str = "fit a line, a polynomial or a network to a file of your own";
const SCALE: &str = "say why the columns are standardised first, and take the \
                     parameters back to grams and millimetres";
const DONE: &str = "tell a fit that has converged from one that has not";
const SURE: &str = "say how sure a slope is, and what that supposes";
const TURN: &str = "see that a slope may turn around when a third thing is \
                    left out";
const CLASSES: &str = "tell classes apart, and say whether that is better than \
                       always naming the most frequent one";

const MESSY: &str = "say what was assumed of a messy table, and what nobody \
                     can tell from it";

pub const TOPICS: &[Topic] = &[
    Topic {
        name: "F.marks",
        goal: MESSY,
        draw: marks,
    },
    Topic {
        name: "F.r2",
        goal: FIT,
        draw: r2,
    },
    Topic {
        name: "F.residual",
        goal: FIT,
        draw: residual,
    },
    Topic {
        name: "F.slope",
        goal: SCALE,
        draw: slope,
    },
    Topic {
        name: "F.intercept",
        goal: SCALE,
        draw: intercept,
    },
    Topic {
        name: "F.arrived",
        goal: DONE,
        draw: arrived,
    },
    Topic {
        name: "F.holdout",
        goal: DONE,
        draw: holdout,
    },
    Topic {
        name: "F.error",
        goal: SURE,
        draw: standard_error,
    },
    Topic {
        name: "F.simpson",
        goal: TURN,
        draw: simpson,
    },
    Topic {
        name: "F.baseline",
        goal: CLASSES,
        draw: baseline,
    },
];

fn r2(draw: &mut Draw) -> Question {
    let all = draw.pick(&[200.0, 400.0, 500.0, 800.0]);
    let left = all * draw.int(5, 45) / 100.0;
    number(
        format!(
            "The squared distances of y from its mean sum to {all}, the squared \
             errors of a fit to {}. What is R²?",
            show(left)
        ),
        1.0 - left / all,
        format!(
            "1 − {} / {all} = {}: that part of the variance is explained.",
            show(left),
            show(1.0 - left / all)
        ),
    )
    .mistake(left / all, "That part is left over. R² is what is explained.")
    .mistake(
        (1.0 - left / all).sqrt(),
        "No root: R² compares squares with squares.",
    )
    .mistake(1.0 - (left / all).sqrt(), "No root: R² compares the squares.")
    .mistake(
        1.0 - all / left,
        "The other way up: what is left, over all there was.",
    )
}

fn residual(draw: &mut Draw) -> Question {
    let (s, p) = (draw.int(2, 9), draw.int(2, 4));
    let n = p + draw.int(8, 40);
    let sse = s * s * (n - p);
    number(
        format!(
            "{n} rows, a model with {p} parameters, and squared errors that sum \
             to {sse}. What is the residual standard deviation?"
        ),
        s,
        format!(
            "√({sse} / ({n} − {p})) = √{} = {s}: {p} parameters could make {p} \
             errors vanish.",
            s * s
        ),
    )
    .mistake(
        (sse / n).sqrt(),
        "That is the RMSE. Here the number of parameters is taken off n.",
    )
    .mistake(s * s, "That is the variance. The deviation is its root.")
    .mistake(
        (sse / (n + p)).sqrt(),
        "The parameters are taken off n, not added.",
    )
}

fn standard_error(draw: &mut Draw) -> Question {
    let (s, half) = (draw.int(2, 9), draw.pick(&[8.0_f64, 32.0]));
    let x = draw.pick(&[2.0, 5.0]);
    let n = 2.0 * half;
    let spread: f64 = n * x * x;
    let error = s / spread.sqrt();
    number(
        format!(
            "{half} points at x = −{x} and {half} at x = {x} leave a residual \
             standard deviation of {s}. What is the standard error of the \
             slope?"
        ),
        error,
        format!(
            "The mean of x is 0, and the sum of x² is {spread}: {s} / \
             √{spread} = {}. It supposes a line, and errors that are \
             independent and equally large.",
            show(error)
        ),
    )
    .mistake(s / spread, "Divide by the root of that sum.")
    .mistake(
        s / n.sqrt(),
        "That is the error of a mean. For a slope it counts how far apart \
         the x are, too.",
    )
    .mistake(s / x, "That would be for one point: all of them count.")
    .mistake(
        s * spread.sqrt(),
        "Divide by it: points far apart make a slope sure.",
    )
}

fn marks(draw: &mut Draw) -> Question {
    let (thousands, tens) = (draw.int(1, 9), draw.int(11, 99));
    let value = 1000.0 * thousands + 10.0 * tens;
    number(
        format!(
            "A file has a semicolon between its columns, and in one of them \
             stands {thousands}.{tens}0,0. What number is it?"
        ),
        value,
        format!(
            "Where both marks come, the last one stands before decimals: the \
             point parts off thousands. It is {}. Of {thousands}.{tens}0 \
             alone nobody could tell.",
            show(value)
        ),
    )
    .exact()
    .mistake(
        value / 1000.0,
        "The point parts off thousands here, for the comma comes behind it.",
    )
    .mistake(
        10.0 * value,
        "The comma stands before decimals: it comes last.",
    )
}

fn slope(draw: &mut Draw) -> Question {
    let w = draw.int(-9, 9) / 10.0;
    let (sx, sy) = (draw.int(5, 20), draw.pick(&[200.0, 400.0, 800.0]));
    number(
        format!(
            "Flippers have a standard deviation of {sx} mm, masses one of {sy} \
             g. On the standardised columns the slope is {}. What is it in g \
             per mm?",
            show(w)
        ),
        w * sy / sx,
        format!(
            "a = w · s_y / s_x = {} · {sy} / {sx} = {}.",
            show(w),
            show(w * sy / sx)
        ),
    )
    .mistake(
        w * sx / sy,
        "The other way up: y's deviation over x's gives g per mm.",
    )
    .mistake(w * sy, "Divide by the deviation of x: g per mm.")
    .mistake(w, "That is in deviations per deviation, without a unit.")
    .mistake(w * sx * sy, "g per mm is a quotient: divide by s_x.")
}

fn intercept(draw: &mut Draw) -> Question {
    let (a, x, y) = (draw.int(-9, 12), draw.int(20, 90), draw.int(100, 400));
    number(
        format!(
            "x has mean {x}, y has mean {y}. The best line has slope {} in own \
             units. What is its intercept?",
            show(a)
        ),
        y - a * x,
        format!(
            "The line runs through the means: b = {y} − {} · {x} = {}.",
            bracketed(a),
            show(y - a * x)
        ),
    )
    .exact()
    .mistake(
        y + a * x,
        "The line runs through the means, so y = ax + b there.",
    )
    .mistake(0.0, "That is the intercept of the standardised columns.")
    .mistake(y, "So it would be if the mean of x were 0.")
    .mistake(
        x - a * y,
        "b is a value of y: the mean of y less a times that of x.",
    )
}

fn arrived(draw: &mut Draw) -> Question {
    let digits = draw.int(9, 13);
    choice(
        format!(
            "A descent and least squares in closed form agree to {digits} \
             digits. What does that tell you?"
        ),
        "The descent has arrived at the minimum of this loss",
        "Whether a line is the right thing to fit is another question: look at \
         what it leaves.",
    )
    .wrong(
        format!("The slope is right to {digits} digits"),
        "The parameters of the best line are. How sure they are depends on the \
         data, and a few digits are the most.",
    )
    .wrong(
        "The points lie on a line",
        "Every cloud of points has a best line. Look at the residuals.",
    )
    .wrong(
        "Nothing: one uses the other",
        "The descent does not use the closed form. That both agree says that it \
         arrived.",
    )
}

fn holdout(draw: &mut Draw) -> Question {
    let (seen, unseen) = (draw.int(10, 30), draw.int(60, 150));
    choice(
        format!(
            "A network has an RMSE of {seen} g on the rows that it was fitted \
             to, and of {unseen} g on those held out. What happened?"
        ),
        "It learned noise of the rows that it saw",
        "Only the rows that it never saw say what it will do on new ones. A \
         smaller model, or an earlier stop, would do better there.",
    )
    .wrong(
        "It has not converged yet: more updates will help",
        "Where it was fitted the error is small: it arrived. More updates mostly \
         widen the gap.",
    )
    .wrong(
        "Nothing: new rows are always harder to read",
        "A model that learned what is common to all rows errs about equally on \
         both.",
    )
    .wrong(
        "The learning rate was too large",
        "Then the loss on the rows that it saw would not have come down.",
    )
}

fn simpson(draw: &mut Draw) -> Question {
    let (all, each) = (draw.int(1, 9) / 10.0, draw.int(1, 9) / 10.0);
    choice(
        format!(
            "Over all penguins the slope of depth by length is −{}. Within each \
             species it is about +{}. Which is right?",
            show(all),
            show(each)
        ),
        "Both: the first goes along the species, the second within them",
        "A slope is the change that goes with x, and with everything that goes \
         along with x and was left out. With the species in the model the sign \
         turns: Simpson's paradox.",
    )
    .wrong(
        "The first: it uses all rows at once",
        "The second uses all rows, too. It lets the species have intercepts of \
         their own.",
    )
    .wrong(
        "The second: the first descent did not converge",
        "Both agree with least squares. Exact arithmetic does not save a wrong \
         question.",
    )
    .wrong(
        "Neither: the sign of a slope cannot turn",
        "It can, when something that goes along with x is left out.",
    )
}

fn baseline(draw: &mut Draw) -> Question {
    let (ill, well) = (draw.int(10, 40), draw.int(60, 160));
    let right = well / (ill + well);
    number(
        format!(
            "Of {} patients {ill} are ill. A model that has learned nothing \
             always says the same. For which part of them is it right, at \
             best?",
            ill + well
        ),
        right,
        format!(
            "{well} / {} = {}, by \"well\" for all. An accuracy is to be held \
             against this.",
            ill + well,
            show(right)
        ),
    )
    .mistake(
        0.5,
        "So it would be by a coin. It may always name the larger class.",
    )
    .mistake(
        1.0 - right,
        "That is \"ill\" for all. The larger class is right more often.",
    )
    .mistake(well / ill, "A part of all patients: divide by all of them.")
}
