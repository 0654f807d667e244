//! Lesson 4: autodiff.

use super::{
    Draw, Topic, order,
    question::{Question, bracketed, choice, number, show},
};

const BACKWARDS: &str =
    "carry a gradient backwards through a formula, by hand, on one point";
const BURN: &str = "descend with backward in burn, and say what autodiff, \
                    require_grad and inner do";
const THREE: &str = "compare three ways to a gradient, and say how closely \
                     they should agree";
const PILE: &str =
    "recognise gradients that pile up, and why burn makes that hard";

pub const TOPICS: &[Topic] = &[
    Topic {
        name: "4.point",
        goal: BACKWARDS,
        draw: point,
    },
    Topic {
        name: "4.twice",
        goal: BACKWARDS,
        draw: twice,
    },
    Topic {
        name: "4.order",
        goal: BURN,
        draw: |_| order::question("4"),
    },
    Topic {
        name: "4.leaf",
        goal: BURN,
        draw: leaf,
    },
    Topic {
        name: "4.inner",
        goal: BURN,
        draw: inner,
    },
    Topic {
        name: "4.agree",
        goal: THREE,
        draw: agree,
    },
    Topic {
        name: "4.cost",
        goal: THREE,
        draw: cost,
    },
    Topic {
        name: "4.pile",
        goal: PILE,
        draw: pile,
    },
];

fn point(draw: &mut Draw) -> Question {
    let (a, b) = (draw.int(-2, 3), draw.int(-4, 5));
    let (x, y) = (draw.int(2, 5), draw.int(-4, 6));
    let e = a * x + b - y;
    number(
        format!(
            "One point, x = {}, y = {}, and a = {}, b = {}. The loss is \
             (ax + b − y)². Carry the gradient back: what arrives at a?",
            show(x),
            show(y),
            show(a),
            show(b)
        ),
        2.0 * e * x,
        format!(
            "The error is {}. The square sends back 2 · {}, the sum passes it \
             on, and the product multiplies it by x: {}.",
            show(e),
            bracketed(e),
            show(2.0 * e * x)
        ),
    )
    .exact()
    .mistake(
        2.0 * e,
        "That arrives at b. The product a · x adds a factor x.",
    )
    .mistake(e * x, "The square sends back 2e, not e.")
    .mistake(e * e, "That is the loss, not its gradient.")
    .mistake(
        2.0 * e * a,
        "That arrives at x: a product sends each factor the other one.",
    )
    .mistake(-2.0 * e * x, "The sign: the error is ax + b − y.")
}

fn twice(draw: &mut Draw) -> Question {
    let (w, k) = (draw.int(2, 6), draw.int(2, 9));
    number(
        format!(
            "f = w · w + {k}w, at w = {w}. Three arrows lead from w into the \
             graph. What is the gradient of f by w?"
        ),
        2.0 * w + k,
        format!(
            "What comes back along all ways is added: {w} + {w} + {k} = {}.",
            2.0 * w + k
        ),
    )
    .exact()
    .mistake(
        w + k,
        "w stands in the product twice, and both ways bring something back.",
    )
    .mistake(
        2.0 * w,
        "The way through the second term brings its part, too.",
    )
    .mistake(w * w + k * w, "That is f itself.")
    .mistake(
        w * w * k,
        "What comes back along several ways is added, not multiplied.",
    )
}

fn leaf(draw: &mut Draw) -> Question {
    let value = draw.int(2, 9);
    choice(
        format!(
            "`w` holds {value} and has `autodiff()`, but not \
             `require_grad()`; `b` has both. The loss uses both. After `let \
             grads = loss.backward();`, what is `w.grad(&grads)`?"
        ),
        "`None`: w is not among what gets a gradient",
        "`autodiff()` lets operations be recorded. `require_grad()` says for \
         which tensors a gradient is kept.",
    )
    .wrong(
        "A gradient of 0",
        "A 0 would say that w does not matter. That nobody asked for w is \
         another thing: `None`.",
    )
    .wrong(
        "Its gradient: `backward` finds all parameters by itself",
        "It goes back through the whole record, but keeps gradients only where \
         `require_grad()` asked for them.",
    )
    .wrong(
        "No program: this does not compile",
        "The types are the same with and without. Only at run time there is \
         nothing to give.",
    )
}

fn inner(draw: &mut Draw) -> Question {
    let updates = draw.int(20, 900);
    choice(
        format!(
            "A descent computes its updates within the record: nothing leaves \
             it by `inner()`. What is w after {updates} updates?"
        ),
        "A result, whose record reaches back through all updates",
        "The update is no part of the loss, so it belongs outside. Inside, w \
         is no leaf any more, and the record grows with every update.",
    )
    .wrong(
        "A leaf, as before: `inner()` only saves memory",
        "A leaf begins a record. This w was computed in one, from the w \
         before it.",
    )
    .wrong(
        "Unchanged: tensors in a record cannot be changed",
        "No tensor is ever changed. The subtraction makes a new one, and it is \
         recorded.",
    )
    .wrong(
        "Uphill from its start: the record turns the sign around",
        "The sign stays. What is wrong is that the update is recorded.",
    )
}

fn agree(draw: &mut Draw) -> Question {
    let percent = draw.int(1, 5);
    choice(
        format!(
            "In float64 your gradient and central differences are {percent} % \
             apart. What follows?"
        ),
        "The gradient is wrong: they should agree to eight digits or more",
        "In float64 differences are near to about ten digits. Per cents are no \
         rounding.",
    )
    .wrong(
        "Nothing: differences are only near",
        "They are near to some ten digits in float64. Per cents are far more.",
    )
    .wrong(
        "The learning rate is too large",
        "A gradient check makes no update: no learning rate is in it.",
    )
    .wrong(
        "Take a smaller h until they agree",
        "Too small an h only brings in rounding. Near 10⁻⁵ the difference is \
         best, and a right gradient agrees there.",
    )
}

fn cost(draw: &mut Draw) -> Question {
    let p = draw.int(20, 900);
    number(
        format!(
            "A model has {p} parameters. How often must the loss be computed \
             for its whole gradient by central differences?"
        ),
        2.0 * p,
        format!(
            "Twice for each parameter, up and down: {}. Autodiff needs one \
             pass forward and one back.",
            2.0 * p
        ),
    )
    .exact()
    .mistake(p, "Each parameter is moved up and down: two losses.")
    .mistake(2.0, "Two for each parameter: they are moved one at a time.")
    .mistake(
        p + 1.0,
        "So it is with one-sided differences. Central ones take two each.",
    )
}

fn pile(draw: &mut Draw) -> Question {
    let (g, k) = (draw.int(2, 9), draw.int(4, 12));
    let lr = draw.pick(&[0.1, 0.01]);
    number(
        format!(
            "A program never clears its gradients, so each new one is added to \
             the old. The slope is {g} in every update, the learning rate \
             {lr}. How far does update {k} move the parameter?"
        ),
        lr * g * k,
        format!(
            "After {k} updates the sum is {}, and {lr} times that is {}. Such \
             a sum is a velocity without friction: it overshoots and swings.",
            g * k,
            show(lr * g * k)
        ),
    )
    .mistake(
        lr * g,
        "So far it would move if the gradients were cleared.",
    )
    .mistake(
        lr * g * k * (k + 1.0) / 2.0,
        "That is the whole way so far. This update alone is asked for.",
    )
    .mistake(
        lr * g * (k - 1.0),
        "The gradient of this update is in the sum as well.",
    )
    .mistake(g * k, "That is the sum. The learning rate multiplies it.")
}
