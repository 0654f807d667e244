//! The numbers of the figures, by which texts refer to them.

use std::collections::BTreeMap;

use crate::directive::Directive;

/// The directives that make a figure.
const DIRECTIVES: [&str; 3] = ["figure", "player", "explorer"];

/// The number of a figure: `3.2` is the second of lesson 3; a page that is no
/// lesson counts for itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    page: String,
    count: usize,
}

/// The figures of all pages, by page and name.
#[derive(Default)]
pub struct Figures(BTreeMap<(String, String), Number>);

impl Number {
    pub fn new(page: &str, count: usize) -> Self {
        let page = page.trim_end_matches(".md").to_owned();
        Number { page, count }
    }

    /// What stands before the caption.
    pub fn caption(&self) -> String {
        format!(
            "<span class=\"number\" id=\"{}\">Figure {}.</span>",
            self.id(),
            self.number()
        )
    }

    /// A link from a page to the figure.
    pub fn link(&self, from: &str) -> String {
        let page = match from.trim_end_matches(".md") == self.page {
            true => String::new(),
            false => format!("{}.html", self.page),
        };
        let (id, number) = (self.id(), self.number());
        format!("<a href=\"{page}#{id}\">figure {number}</a>")
    }

    fn number(&self) -> String {
        match self.page.strip_prefix("lesson") {
            Some(lesson) => format!("{lesson}.{}", self.count),
            None => self.count.to_string(),
        }
    }

    fn id(&self) -> String {
        format!("figure-{}-{}", self.page, self.count)
    }
}

impl Figures {
    /// Counts the figures of a page.
    pub fn add(&mut self, page: &str, text: &str) {
        let lines = text.lines().map(str::trim);
        let directives = lines.filter(|line| line.starts_with("{{"));
        let read = directives.filter_map(|line| Directive::read(line).ok());
        let figures = read.map(|(directive, _)| directive).filter(|it| {
            DIRECTIVES.contains(&&*it.name) && !it.arguments.is_empty()
        });
        for (before, figure) in figures.enumerate() {
            let name = figure.arguments[0].clone();
            let number = Number::new(page, before + 1);
            self.0.entry((page.to_owned(), name)).or_insert(number);
        }
    }

    /// A figure of this page, or else of another.
    pub fn find(&self, page: &str, name: &str) -> Option<&Number> {
        let here = self.0.get(&(page.to_owned(), name.to_owned()));
        here.or_else(|| {
            let mut all = self.0.iter();
            all.find(|((_, other), _)| other == name).map(|(_, n)| n)
        })
    }
}
