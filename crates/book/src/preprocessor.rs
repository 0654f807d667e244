//! The preprocessor, as mdbook calls it.

use std::{io, path::Path};

use anyhow::{Context, Result, ensure};
use mdbook_driver::{
    MDBook,
    book::{Book, BookItem},
};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext, parse_input};

use crate::{
    command::Commands,
    figures::Figures,
    glossary::terms,
    output::Output,
    page::{Formula, Page, Sources},
};

/// Replaces the directives of all pages.
pub struct Descent;

impl Preprocessor for Descent {
    fn name(&self) -> &str {
        "descent"
    }

    fn run(&self, context: &PreprocessorContext, book: Book) -> Result<Book> {
        let pages = context.root.join(&context.config.book.src);
        Ok(replace(&pages, book)?.0)
    }
}

/// Reads a book as mdbook gives it on standard input, and prints it with all
/// directives replaced.
///
/// # Errors
/// Whatever is wrong in a page.
pub fn preprocess() -> Result<()> {
    let (context, book) = parse_input(io::stdin())?;
    let book = Descent.run(&context, book)?;
    program::output::print(&serde_json::to_string(&book)?);
    Ok(())
}

/// The displayed formulas of all pages.
///
/// # Errors
/// Whatever is wrong in a page.
pub fn formulas() -> Result<Vec<Formula>> {
    let book = MDBook::load(crate::root().join("docs"))?;
    Ok(replace(&book.source_dir(), book.book)?.1)
}

fn replace(pages: &Path, mut book: Book) -> Result<(Book, Vec<Formula>)> {
    let glossary = std::fs::read_to_string(pages.join("glossary.md"))
        .context("docs/src/glossary.md")?;
    let mut figures = Figures::default();
    for item in book.iter() {
        if let BookItem::Chapter(chapter) = item
            && let Some(path) = &chapter.source_path
        {
            figures.add(&path.to_string_lossy(), &chapter.content);
        }
    }
    let sources = Sources {
        pages,
        output: Output::load(pages)?,
        commands: Commands::load(pages)?,
        terms: terms(&glossary),
        figures,
    };
    let (mut formulas, mut mistakes) = (Vec::new(), Vec::new());
    book.for_each_mut(|item| {
        let BookItem::Chapter(chapter) = item else {
            return;
        };
        let path = chapter.source_path.clone().unwrap_or_default();
        let page = Page::new(&sources, &path.to_string_lossy());
        match page.render(&chapter.content) {
            Ok((text, found)) => {
                chapter.content = text;
                formulas.extend(found);
            }
            Err(mistake) => mistakes.push(format!("{mistake:#}")),
        }
    });
    ensure!(mistakes.is_empty(), mistakes.join("\n"));
    Ok((book, formulas))
}
