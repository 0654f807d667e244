//! Lesson 12: shapes, not pixels.

use super::{
    Draw, Topic,
    question::{Question, choice, number, show},
};

const WRITE: &str =
    "write a convolution and its way back, and say what shape comes out";
const COUNT: &str = "count what a layer learns and what it multiplies, before \
                     you build it";
const MOVES: &str = "say what moves along with an image, what a unit sees, and \
                     what pooling changes about both";
const COMPARE: &str = "compare two networks on the same images, and say how \
                       sure the difference is";
const DEEP: &str = "say what residual sums and normalisation do to a deep \
                    stack of layers";

pub const TOPICS: &[Topic] = &[
    Topic {
        name: "12.side",
        goal: WRITE,
        draw: side,
    },
    Topic {
        name: "12.share",
        goal: WRITE,
        draw: share,
    },
    Topic {
        name: "12.parameters",
        goal: COUNT,
        draw: parameters,
    },
    Topic {
        name: "12.products",
        goal: COUNT,
        draw: products,
    },
    Topic {
        name: "12.sees",
        goal: MOVES,
        draw: sees,
    },
    Topic {
        name: "12.moves",
        goal: MOVES,
        draw: moves,
    },
    Topic {
        name: "12.pairs",
        goal: COMPARE,
        draw: pairs,
    },
    Topic {
        name: "12.residual",
        goal: DEEP,
        draw: residual,
    },
    Topic {
        name: "12.both",
        goal: DEEP,
        draw: both,
    },
];

fn side(draw: &mut Draw) -> Question {
    let (n, k, p) = (
        draw.int(10, 40),
        draw.pick(&[3.0, 5.0, 7.0]),
        draw.int(1, 4),
    );
    number(
        format!(
            "A filter of {k} by {k} slides over an image of {n} by {n} with a \
             border of {p} zeros on each side. What is the side of the map?"
        ),
        n - k + 1.0 + 2.0 * p,
        format!(
            "n − k + 1 + 2p = {n} − {k} + 1 + {} = {}.",
            2.0 * p,
            n - k + 1.0 + 2.0 * p
        ),
    )
    .exact()
    .mistake(n - k + 1.0, "The border is there, too, on both sides.")
    .mistake(
        n - k + 1.0 + p,
        "The border stands on both sides: it counts twice.",
    )
    .mistake(
        n - k + 2.0 * p,
        "A filter as wide as the image fits once, not never: one place more.",
    )
    .mistake(
        n,
        "So it would be with a border of half the filter, rounded down.",
    )
}

fn share(draw: &mut Draw) -> Question {
    let (g, h) = (draw.int(-4, 5), draw.int(-4, 5));
    let (x, y) = (draw.int(1, 9), draw.int(1, 9));
    let right = g * x + h * y;
    number(
        format!(
            "A filter has been laid on two places. One of its weights lay on a \
             pixel of {x}, then on one of {y}. The gradient by the map is {} \
             at the first place and {} at the second. What is the gradient by \
             that weight?",
            show(g),
            show(h)
        ),
        right,
        format!(
            "Each use sends back a share, gradient times pixel, and they add \
             up: {}.",
            show(right)
        ),
    )
    .exact()
    .mistake(
        g + h,
        "Each share is multiplied by the pixel under the weight.",
    )
    .mistake(right / 2.0, "The shares add up: no mean.")
    .mistake(h * y, "That is the second share. The first adds to it.")
    .mistake(x + y, "The pixels are multiplied by the gradients.")
}

fn parameters(draw: &mut Draw) -> Question {
    let (c, m) = (draw.int(2, 9), draw.pick(&[8.0, 16.0, 32.0]));
    let k = draw.pick(&[3.0, 5.0]);
    number(
        format!(
            "A layer of {m} filters of {k} by {k} looks at {c} channels of 20 \
             by 20 pixels. How many parameters does it have, biases included?"
        ),
        m * (c * k * k + 1.0),
        format!(
            "m (c k² + 1) = {m} · ({c} · {} + 1) = {}. The side of the images \
             does not matter.",
            k * k,
            m * (c * k * k + 1.0)
        ),
    )
    .exact()
    .mistake(m * c * k * k, "Each filter has a bias besides.")
    .mistake(
        m * (k * k + 1.0),
        "A filter has a square of weights for each channel.",
    )
    .mistake(c * k * k + 1.0, "That is one filter.")
    .mistake(m * c * k * k * 400.0, "That is how often it multiplies.")
}

fn products(draw: &mut Draw) -> Question {
    let (n, m) = (draw.pick(&[8.0, 10.0, 20.0]), draw.pick(&[4.0, 8.0]));
    let k = draw.pick(&[3.0, 5.0]);
    number(
        format!(
            "{m} filters of {k} by {k} slide over an image of {n} by {n} in \
             one colour, with a border, so that the maps are as large. How \
             many products of a weight and a number are there?"
        ),
        m * k * k * n * n,
        format!(
            "{} weights, each at {} places: {}.",
            m * k * k,
            n * n,
            m * k * k * n * n
        ),
    )
    .exact()
    .mistake(
        m * k * k,
        "Those are the weights. Each is used at every place.",
    )
    .mistake(k * k * n * n, "That is one filter.")
    .mistake(
        n * n * m * n * n,
        "That is a layer that joins each pixel with each number of the maps.",
    )
}

fn sees(draw: &mut Draw) -> Question {
    let (before, after) = (draw.int(1, 3), draw.int(1, 3));
    let right = 2.0 + 2.0 * before + 4.0 * after;
    number(
        format!(
            "{before} layers of filters of 3 by 3, then the largest of 2 by 2, \
             then {after} such layers more. What is the side of the square of \
             pixels that a unit of the last one sees?"
        ),
        right,
        format!(
            "1, and 2 for each of the first: {}. Pooling adds 1. From there on \
             a step is two pixels, so 4 for each: {right}.",
            1.0 + 2.0 * before
        ),
    )
    .exact()
    .mistake(
        right - 2.0 * after,
        "Behind pooling a step to the neighbour is two pixels long.",
    )
    .mistake(
        right - 1.0,
        "The square of 2 by 2 looks one step further, too.",
    )
    .mistake(
        3.0 * (before + after),
        "A layer adds 2 to the side, not 3: the squares overlap.",
    )
}

fn moves(draw: &mut Draw) -> Question {
    let by = draw.int(1, 4);
    let far = 2.0 * by;
    choice(
        format!(
            "An image moves to the right by {far} pixels. Behind a layer of \
             filters of each square of 2 by 2 the largest is kept. What \
             happens to what is kept, far from the border?"
        ),
        format!("It moves to the right by {by}"),
        "The map moves along with the image, and two of its columns are one \
         column behind pooling. By an odd number of pixels it would be other \
         numbers.",
    )
    .wrong(
        format!("It moves to the right by {far}"),
        "So does the map before pooling. Two of its columns become one.",
    )
    .wrong(
        "It stays as it is",
        "It says less exactly where something is, but still where.",
    )
    .wrong(
        "All numbers are others",
        "That is so when it moves by an odd number. By an even one the squares \
         hold the same numbers as before.",
    )
}

fn pairs(draw: &mut Draw) -> Question {
    let n = draw.pick(&[200.0, 400.0, 500.0]);
    let (first, second) = (draw.int(4, 12), draw.int(14, 40));
    let right = 100.0 * (second - first) / n;
    number(
        format!(
            "Two networks meet the same {n} images. {first} images are named \
             right by the first alone, {second} by the second alone. By how \
             many per cent of all images is the second right more often?"
        ),
        right,
        format!(
            "({second} − {first}) / {n} = {} %. Where both are right or both \
             are wrong, the difference is 0.",
            show(right)
        ),
    )
    .mistake(
        100.0 * second / n,
        "Those that only the first names right count against it.",
    )
    .mistake(
        100.0 * (second - first) / (second + first),
        "Of all images: those on which they agree count, too, with 0.",
    )
    .mistake(
        100.0 * (second + first) / n,
        "That is how often they differ, in either direction.",
    )
}

fn residual(draw: &mut Draw) -> Question {
    let c = draw.pick(&[0.5, 1.0, 2.0, 3.0]);
    let layers = draw.int(3, 6);
    let right = (1.0 + c).powf(layers);
    number(
        format!(
            "A layer would multiply the mean square of what goes in by {c}. \
             Around each there is a residual sum. By what is the mean square \
             multiplied behind {layers} of them?"
        ),
        right,
        format!(
            "(1 + {c})^{layers} = {}: what came in, and the layer's own part, \
             add up.",
            show(right)
        ),
    )
    .mistake(
        c.powf(layers),
        "That is without the sum: what came in stays, too.",
    )
    .mistake(
        1.0 + c * layers,
        "So it would be if what goes into each layer were normalised.",
    )
    .mistake(
        (1.0 + c) * layers,
        "Each layer multiplies what the one before has made.",
    )
}

fn both(draw: &mut Draw) -> Question {
    let c = draw.pick(&[0.5, 1.0, 2.0, 3.0]);
    let layers = draw.int(4, 20);
    let right = 1.0 + c * layers;
    number(
        format!(
            "A layer makes numbers of mean square {c} out of what is \
             normalised. Around each there is a residual sum. What goes in has \
             mean square 1. What has it behind {layers} of them?"
        ),
        right,
        format!("1 + {c} · {layers} = {}: each adds as much.", show(right)),
    )
    .mistake(
        (1.0 + c).powf(layers),
        "Normalised, a layer does not know how large its input has become.",
    )
    .mistake(c, "That is without the residual sums.")
    .mistake(c * layers, "What went in at first is still in the sum.")
}
