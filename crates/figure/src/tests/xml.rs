//! Names of every kind: a document is well-formed whatever they are.

use super::*;

/// A name, and what a reader of the document finds: U+FFFD stands for what XML
/// cannot hold (<https://www.w3.org/TR/xml/#charsets>).
const NAMES: [(&str, &str); 8] = [
    ("a & b < c > d \" e ' f", "a & b < c > d \" e ' f"),
    ("]]> ends no CDATA", "]]> ends no CDATA"),
    ("<!-- & --> <b>&amp;</b>", "<!-- & --> <b>&amp;</b>"),
    (
        "nul \0, escape \u{1B}[31m",
        "nul \u{FFFD}, escape \u{FFFD}[31m",
    ),
    ("\u{FFFE} and \u{FFFF}", "\u{FFFD} and \u{FFFD}"),
    ("tab\tand\nline", "tab\tand\nline"),
    ("delete \u{7F}, C1 \u{9F}", "delete \u{7F}, C1 \u{9F}"),
    ("ŷ = 3 ≤ 𝒙 😀", "ŷ = 3 ≤ 𝒙 😀"),
];

/// Every kind of figure, with the name wherever it can have one, and how often
/// that is, its title apart.
fn named(name: &str) -> [(Figure, usize); 5] {
    let chart = Chart::new(name, name, name)
        .points(name, &[1.0], &[1.0])
        .line(name, &[1.0], &[1.0]);
    let bowl = Bowl::new(name, name, name, &[0.0, 1.0], &[0.0, 1.0], &[1.0; 4])
        .mark(name, 0.5, 0.5)
        .path(name, &[0.5], &[0.5]);
    let names = [name.to_owned()];
    [
        (chart.into(), 4),
        (bowl.into(), 4),
        (Graph::new(name).node(name, 0, 0, &[name]).into(), 1),
        (Gallery::new(name, 1).tile(name, 1, &[1.0]).into(), 1),
        (Matrix::new(name, name, name, &names, &[1]).into(), 4),
    ]
}

#[test]
fn every_name_reads_as_it_is() {
    for (name, read) in NAMES {
        for (figure, count) in named(name) {
            let text = drawn(figure);
            let document = Document::parse(&text).expect("the SVG is XML");
            let title = document.root_element().first_element_child();
            assert_eq!(title.and_then(|title| title.text()), Some(read));
            let texts = texts(&document);
            let found = texts.iter().filter(|text| *text == read.trim());
            assert_eq!(found.count(), count + 1, "{name:?} in {texts:?}");
        }
    }
}

/// Each character up to U+00FF, and those around the borders of what XML can
/// hold, makes a document that can be read.
#[test]
fn every_character_makes_a_document() {
    let borders = ['\u{D7FF}', '\u{E000}', '\u{FFFD}', '\u{10000}'];
    for c in ('\0'..='\u{FF}').chain(borders).chain(['\u{10FFFF}']) {
        let text = drawn(Graph::new(format!("({c})")));
        let document = Document::parse(&text);
        assert!(document.is_ok(), "U+{:04X}: {document:?}", c as u32);
    }
}
