//! Ways back that go wrong, or take too long.

use figure::Graph;
use program::{Result, Story};

use crate::{
    mistakes::{every_path, hand_on_again, overwrite},
    tape::Tape,
};

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("A number used twice");
    let tape = Tape::default();
    let [a, two, three] = [3.0, 2.0, 3.0].map(|value| tape.leaf(value));
    let b = a * a;
    let (left, right) = (two * b, three * b);
    let e = left + right;
    let nodes = tape.nodes.borrow();
    let wrong = |back: &dyn Fn(&mut [f64])| {
        let mut grads = vec![0.0; nodes.len()];
        grads[e.place] = 1.0;
        back(&mut grads);
        grads
    };
    let tape_order = e.backward();
    let again = wrong(&|grads| hand_on_again(&nodes, e.place, grads));
    let overwritten = wrong(&|grads| overwrite(&nodes, grads));
    story.say(
        "b = a·a and e = 2b + 3b, so e = 5a², and its slope is 10a. \
         At a = 3, three ways back:\n",
    );
    story.line("                                    by b    by a");
    for (key, name, grads) in [
        (
            "tape",
            "the tape: each number once, last first",
            &tape_order,
        ),
        (
            "hand_on_again",
            "recursion: hands on all, each time",
            &again,
        ),
        (
            "overwrite",
            "the tape's order, but overwriting",
            &overwritten,
        ),
    ] {
        let [by_b, by_a] = [b, a].map(|of| grads[of.place]);
        let times = by_a / a.value;
        story.line(format!("{name:38} {by_b:>2}  {by_a:>2} = {times}a"));
        story.result(&format!("twice.{key}"), [by_b, by_a]);
    }
    story.say(
        "\nThe recursion comes to b with 2 and hands on 2. \
         It comes again with 3, b holds 5, and it hands on 5: 2 was there \
         before. \
         Overwriting keeps one of several shares and loses the others.",
    );
    let mut graph = Graph::new("e = 2b + 3b, b = a·a, at a = 3");
    for (key, name, (column, row), of) in [
        ("a", "a", (0, 0), a),
        ("b", "b = a·a", (1, 0), b),
        ("left", "2b", (2, 0), left),
        ("right", "3b", (2, 1), right),
        ("e", "e = 2b + 3b", (3, 0), e),
    ] {
        let grad = format!("grad {}", tape_order[of.place]);
        let wrong = format!("handed on again {}", again[of.place]);
        let lost = format!("overwritten {}", overwritten[of.place]);
        graph = graph.node(key, column, row, &[name, &grad, &wrong, &lost]);
    }
    for (from, to) in [
        ("a", "b"),
        ("b", "left"),
        ("b", "right"),
        ("left", "e"),
        ("right", "e"),
    ] {
        graph = graph.edge(from, to);
    }
    story.figure("twice", graph)?;
    paths(story);
    Ok(())
}

/// A recursion that is right, and what it costs.
fn paths(story: &mut Story) {
    story.say(
        "\nA recursion that hands on only what has just come is right, \
         but goes every path by itself. \
         Of x + x, the sum of that with itself, and so on, its edges:\n",
    );
    story.line("sums   the tape   every path   2^(k+1) − 2");
    let mut rows = Vec::new();
    for k in [1, 2, 5, 10, 15, 20] {
        let tape = Tape::default();
        let x = tape.leaf(1.0);
        let sum = (0..k).fold(x, |sum, _| sum + sum);
        let nodes = tape.nodes.borrow();
        let edges: usize = nodes.iter().map(Vec::len).sum();
        let mut grads = vec![0.0; nodes.len()];
        let followed = every_path(&nodes, sum.place, 1.0, &mut grads);
        let predicted = (1_usize << (k + 1)) - 2;
        story.line(format!("{k:4} {edges:10} {followed:12} {predicted:13}"));
        let [by_tape, by_path] = [sum.backward()[x.place], grads[x.place]];
        rows.push([k as f64, edges as f64, followed as f64, by_tape, by_path]);
    }
    story.result("paths", rows);
}
