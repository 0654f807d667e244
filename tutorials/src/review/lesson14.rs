//! Lesson 14: how fast can it go?

use super::{
    Draw, Topic,
    question::{Question, choice, number, show},
};

const LEAST: &str = "say what a step costs at least before you run it, from \
                     two numbers of the machine";
const HELD: &str =
    "tell whether it is held up by overhead, by memory or by arithmetic";
const OWN: &str = "write an operation of your own that burn's autodiff goes \
                   back through";
const MEASURE: &str = "measure so that the number means something";

pub const TOPICS: &[Topic] = &[
    Topic {
        name: "14.bytes",
        goal: LEAST,
        draw: bytes,
    },
    Topic {
        name: "14.roof",
        goal: LEAST,
        draw: roof,
    },
    Topic {
        name: "14.held",
        goal: HELD,
        draw: held,
    },
    Topic {
        name: "14.backward",
        goal: OWN,
        draw: backward,
    },
    Topic {
        name: "14.measure",
        goal: MEASURE,
        draw: measure,
    },
];

fn bytes(draw: &mut Draw) -> Question {
    let (millions, speed) = (
        draw.pick(&[5.0, 10.0, 20.0, 50.0]),
        draw.pick(&[10.0, 20.0, 40.0]),
    );
    let (precision, size) = draw.one_of(&[("float32", 4.0), ("float64", 8.0)]);
    let right = millions * 2.0 * size / speed;
    number(
        format!(
            "A step of the line fit reads x and y of {millions} million points \
             once, in {precision}. Memory delivers {speed} GB/s. How many \
             milliseconds does it take at least?"
        ),
        right,
        format!(
            "Two numbers of {size} bytes a point: {} MB, at {speed} MB a \
             millisecond.",
            show(millions * 2.0 * size)
        ),
    )
    .mistake(right / 2.0, "A step reads two lists: x and y.")
    .mistake(
        if size == 4.0 {
            right * 2.0
        } else {
            right / 2.0
        },
        format!("A number in {precision} has {size} bytes."),
    )
    .mistake(
        speed / (millions * 2.0 * size),
        "Upside down: bytes by bytes a second.",
    )
}

fn roof(draw: &mut Draw) -> Question {
    let (speed, billions) = (
        draw.pick(&[10.0, 20.0, 40.0]),
        draw.pick(&[100.0, 200.0, 500.0]),
    );
    let right = billions / speed;
    number(
        format!(
            "A machine reads {speed} GB/s and computes {billions} billion \
             operations a second. From how many operations a byte on is it \
             arithmetic that holds a program up?"
        ),
        right,
        format!(
            "Where the slope of the roofline meets the roof: {billions}/{speed} \
             = {}.",
            show(right)
        ),
    )
    .mistake(1.0 / right, "Upside down: operations by bytes.")
    .mistake(
        speed * billions,
        "That is their product. How many operations fit into the time of a \
         byte?",
    )
}

fn held(draw: &mut Draw) -> Question {
    let few = draw.one_of(&[true, false]);
    let n = match few {
        true => draw.pick(&[10.0, 30.0, 50.0]),
        false => draw.pick(&[1e7, 2e7, 5e7]),
    };
    let (right, why) = match few {
        true => (
            "Fewer operations, each of them larger",
            "At so few points a step is nothing but overhead: it costs by the \
             operation.",
        ),
        false => (
            "Fewer temporaries: one pass instead of one for each operation",
            "So many points fit no cache: what counts is the bytes that come \
             and go.",
        ),
    };
    let (other, because) = match few {
        true => (
            "Numbers of half the size",
            "Memory is not what it waits for: these points fit the cache many \
             times.",
        ),
        false => (
            "A quicker call of each operation",
            "The calls are lost beside the milliseconds in which the bytes \
             come.",
        ),
    };
    choice(
        format!(
            "A step by hand in burn's operations on {} points is too slow. \
             What helps most?",
            show(n)
        ),
        right,
        why,
    )
    .wrong(other, because)
    .wrong(
        "Cheaper multiplications",
        "Arithmetic is the last thing that a step of a line fit waits for.",
    )
    .wrong(
        "A smaller learning rate",
        "The steps would take as long, and there would be more of them.",
    )
}

fn backward(draw: &mut Draw) -> Question {
    let (da, back) = (draw.int(2, 9), draw.pick(&[0.5, 2.0, 3.0, -1.0]));
    number(
        format!(
            "An operation of your own gives a loss and has found its derivative \
             by a on the way forward: {da}. On the way back, {} comes to the \
             loss. What does it hand on to a?",
            show(back)
        ),
        da * back,
        format!(
            "The chain rule: {} · {da} = {}.",
            show(back),
            show(da * back)
        ),
    )
    .mistake(
        da,
        "That is right only where 1 comes back. The loss may have been used in \
         something.",
    )
    .mistake(back, "That is what comes in. It goes on times the derivative.")
    .mistake(da + back, "The chain rule multiplies.")
}

fn measure(draw: &mut Draw) -> Question {
    let (a, b) = (draw.int(100, 130), draw.int(80, 99));
    choice(
        format!(
            "Version A of a program took {a} ms yesterday, version B takes {b} \
             ms today, one run each. How do you find out whether B is faster?"
        ),
        "Both in one session, in turns, several times; compare the best ones",
        "What disturbs only ever adds time, and in turns it disturbs both. \
         First make sure that both give the same result.",
    )
    .wrong(
        format!("It is: {b} is less than {a}"),
        "One run says nothing of how far runs scatter, and two days are two \
         machines.",
    )
    .wrong(
        "B ten times more, and the mean of these against A's single run",
        "A's single run stays what it was: a number without a scatter.",
    )
    .wrong(
        "Both once more, without --release, so that nothing is left out",
        "Without it the compiler leaves everything in that makes a program \
         easy to inspect: such times say nothing of the machine.",
    )
}
