//! Faulty pages: each mistake is named, with its page and line.

use super::*;
use crate::glossary::terms;

fn render(text: &str) -> Result<(String, Vec<Formula>)> {
    let pages = crate::root().join("docs/src");
    let mut figures = Figures::default();
    figures.add("page.md", text);
    figures.add("lesson3.md", "{{figure lesson3/slope \"Alt\" \"\"}}");
    let sources = Sources {
        pages: &pages,
        output: Output::load(&pages)?,
        commands: Commands::load(&pages)?,
        terms: terms("learning rate\n: A factor.\n"),
        figures,
    };
    Page::new(&sources, "page.md").render(text)
}

#[test]
fn a_mistake_is_one_line_with_its_place() {
    const LISTING: &str = "../../crates/lessons/src/bin/lesson3/line.rs";
    for (text, line, complaint) in [
        ("a\n\n{{run lesson99}}", 3, "there is no program lesson99"),
        ("{{run lesson3 --rate 1}}", 1, "lesson3 has no flag --rate"),
        (
            "\n`cargo run --bin lesson1 -- --lr 1`",
            2,
            "lesson1 has no flag",
        ),
        ("```sh\ncargo run --bin x\n```", 2, "there is no program x"),
        (
            "{{story lesson3 \"A heading\"}}",
            1,
            "lesson3 prints no heading",
        ),
        (
            "x\n{{n lesson3 line.c 4}}",
            2,
            "the results of lesson3 have no",
        ),
        (
            "{{n lesson99 line.a 4}}",
            1,
            "there are no results of lesson99",
        ),
        ("{{n lesson3 line 4}}", 1, "line of lesson3 is no number"),
        ("{{n lesson3 line.a}}", 1, "n takes 3 arguments and has 2"),
        (
            "{{figure lesson3/none \"Alt\" \"\"}}",
            1,
            "there is no output lesson3/none.svg",
        ),
        (
            "{{figure lesson3/line_path \" \" \"\"}}",
            1,
            "a figure needs alternative text",
        ),
        (
            "{{explorer lesson1 \"Alt\" \"\"}}",
            1,
            "there is no explorer of",
        ),
        ("{{term slope}}", 1, "the glossary has no entry slope"),
        ("{{see lesson3/none}}", 1, "no page shows lesson3/none"),
        ("{{picture}}", 1, "there is no directive picture"),
        (
            "a {{figure x}}",
            1,
            "there is no directive figure within a line",
        ),
        ("a\nb $c", 2, "a $ opens and none closes"),
        (
            "$\\fraction{a}{b}$",
            1,
            "$\\fraction{a}{b}$: Unknown command",
        ),
        ("$$a$$", 1, "below $$ stands"),
        ("$$a", 1, "a $$ opens and none closes"),
        ("```rust,since=x.rs\n```", 1, "cannot read x.rs"),
        ("```rust", 1, "a fence opens and none closes"),
        ("```rust\nfn main() {}\n```", 2, "rust comes by"),
        ("```python\nx = 1\n```", 2, "python comes by"),
        ("```quiz\nx\n```", 1, "quiz: "),
    ] {
        let error = format!("{:#}", render(text).map(|_| ()).unwrap_err());
        let place = format!("docs/src/page.md:{line}: {complaint}");
        assert!(error.starts_with(&place), "{text:?}: {error}");
        assert_eq!(error.lines().count(), 1, "{error}");
    }
    for (anchor, complaint) in [
        (":nothing", "has no anchor nothing"),
        ("", "lines, more than 30"),
    ] {
        let text = format!("```rust\n{{{{#include {LISTING}{anchor}}}}}\n```");
        let error = format!("{:#}", render(&text).map(|_| ()).unwrap_err());
        assert!(error.starts_with("docs/src/page.md:2: "), "{error}");
        assert!(error.contains(complaint), "{error}");
    }
}

#[test]
fn a_prediction_stands_before_its_run() {
    const PREDICT: &str = "```predict\nof = 'lesson3/line'\n\
        question = 'q'\nsketch = ''\ntold = 't'\nwhy = 'w'\n\
        reasons = [['r', 'e'], ['s', 'f']]\nbecause = 0\n```\n";
    let of = |name: &str| format!("{{{{player {name} \"A run\" \"\"}}}}");
    let explorer = "{{explorer lesson3 \"A run\" \"\"}}";
    for run in [&of("lesson3/line"), explorer] {
        let (page, _) = render(&format!("{PREDICT}\n{run}")).unwrap();
        assert!(page.contains("<form class=\"predict\""), "{page}");
    }
    for (text, complaint) in [
        (PREDICT.into(), "predict: no player of lesson3/line follows"),
        (
            format!("{PREDICT}\n{}", of("lesson4/line")),
            "the prediction is of lesson3/line",
        ),
        (
            format!("{PREDICT}\n{PREDICT}\n{}", of("lesson3/line")),
            "predict: no player of lesson3/line follows",
        ),
        (
            PREDICT.replace("'lesson3/line'", "'lesson3/none'"),
            "no output",
        ),
    ] {
        let error = format!("{:#}", render(&text).map(|_| ()).unwrap_err());
        assert!(error.contains(complaint), "{error}");
        assert!(error.starts_with("docs/src/page.md:"), "{error}");
    }
}

#[test]
fn directives_become_markdown_and_html() {
    for (text, want) in [
        ("plain `$a$` and \\$5", "plain `$a$` and \\$5"),
        ("```rust,signature\nfn f();\n```", "```rust\nfn f();\n```"),
        (
            "1. a\n   ```sh\n   ls\n   ```",
            "1. a\n   ```sh\n   ls\n   ```",
        ),
        (
            "{{run lesson3 --lr 0.5}}",
            "```sh\ncargo run --bin lesson3 -- --lr 0.5\n```",
        ),
        ("a = {{n lesson3 line.a 1}}.", "a = 2.9."),
        (
            "{{term learning-rate}} {{term \"learning rate\" \"lr\"}}",
            "<a class=\"term\" href=\"glossary.html#learning-rate\">\
             learning rate</a> <a class=\"term\" \
             href=\"glossary.html#learning-rate\">lr</a>",
        ),
    ] {
        assert_eq!(render(text).unwrap().0.trim(), want);
    }
}

#[test]
fn formulas_are_named_below_or_behind() {
    let text = "$$\na + {{n lesson2 losses.mean_error 2}}\n$$\n\
                <!-- formula: sum -->\nand $b$<!-- formula: b --> and $c$";
    let (page, formulas) = render(text).unwrap();
    assert!(page.contains("<div id=\"formula-sum\" class=\"formula\""));
    let found: Vec<_> =
        formulas.iter().map(|f| (&f.id[..], &f.latex[..])).collect();
    assert_eq!(found, [("sum", "a + -9.05"), ("b", "b")]);
}

#[test]
fn figures_are_numbered_and_referred_to_by_number() {
    let figure = |name| format!("{{{{figure lesson3/{name} \"A\" \"C\"}}}}");
    let text = format!(
        "See {{{{see lesson3/line_path}}}}, {{{{see lesson3/slope}}}}.\n\n{}\n\n{}",
        figure("uphill"),
        figure("line_path")
    );
    let (page, _) = render(&text).unwrap();
    for part in [
        "See <a href=\"#figure-page-2\">figure 2</a>, \
         <a href=\"lesson3.html#figure-lesson3-1\">figure 3.1</a>.",
        "<figcaption><span class=\"number\" id=\"figure-page-1\">Figure 1.\
         </span> C</figcaption>",
        "id=\"figure-page-2\">Figure 2.</span>",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
}
