//! The book: the pages of `docs/src` with the code, the output and the figures
//! of the lessons.
//!
//! mdbook reads the pages and writes HTML. Between the two stands the
//! preprocessor [`Descent`], which replaces the directives of a page:
//!
//! | directive | becomes | module |
//! |---|---|---|
//! | `{{#include FILE:ANCHOR}}` in a fence | code | `listing` |
//! | `{{run BIN FLAGS}}` | a command that exists | `command` |
//! | `{{story lessonN "HEADING" "FIRST" "LAST"}}` | what it printed | `output` |
//! | `{{n lessonN KEY 4}}` | a number of the lesson | `output` |
//! | `{{figure lessonN/NAME "ALT" "CAPTION"}}` | its figure | `picture` |
//! | `{{player lessonN/NAME "ALT" "CAPTION"}}` | a run to play | `picture` |
//! | `{{explorer lessonN "ALT" "CAPTION"}}` | a run to change | `picture` |
//! | a fence `predict` | a question before a run | `predict` |
//! | `{{see lessonN/NAME}}` | the number of a figure, a link to it | `figures` |
//! | `{{review}}` | the bank of questions | `review` |
//! | `{{order 3}}` | lines to put in order | `review` |
//! | `{{term WORD "TEXT"}}` | a link to the glossary | `page` |
//! | `$ … $`, `$$ … $$` | MathML | `math` |
//! | a fence `quiz` | a question | `quiz` |
//!
//! Whatever is wrong in a page ends the build with a line that names the page
//! and the line. [`update`] writes anew what the lessons printed and drew.

mod command;
mod directive;
mod figures;
mod glossary;
mod listing;
mod math;
mod output;
mod page;
mod pdf;
mod picture;
mod place;
mod predict;
mod preprocessor;
mod quiz;
mod review;
mod site;
mod still;
mod unbroken;
mod update;

use std::path::{Path, PathBuf};

use anyhow::Result;
use mdbook_driver::MDBook;

pub use page::Formula;
pub use preprocessor::{Descent, formulas, preprocess};
pub use site::Site;
pub use update::{FLAGS, update};

/// The root of the repository.
pub fn root() -> PathBuf {
    // `cargo run` says where the package lies now, wherever it was built.
    let package = std::env::var("CARGO_MANIFEST_DIR");
    let package = package.unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").into());
    let package = Path::new(&package);
    package.ancestors().nth(2).unwrap_or(package).into()
}

/// The folder of the built book.
pub fn folder() -> PathBuf {
    root().join("target/book")
}

/// Builds the book beside its place, and moves it there when it is whole: a
/// build that fails or is interrupted leaves the book that was there.
///
/// What is to be published knows its site; a book to read as files, the same
/// as stock mdbook's, has none. With `pdf` the whole book is printed, too.
///
/// # Errors
/// Whatever is wrong in a page; a folder that cannot be written; no Chromium to
/// print with.
pub fn build(folder: &Path, site: Option<&Site>, pdf: bool) -> Result<()> {
    place::build_aside(folder, |aside| {
        let mut book = MDBook::load(root().join("docs"))?;
        book.config.build.build_dir = aside.into();
        if let Some(site) = site {
            site.configure(&mut book.config)?;
        }
        // In place of the command of the same name in book.toml, which would
        // run this program again.
        book.with_preprocessor(Descent);
        book.build()?;
        if let Some(site) = site {
            site.describe(aside)?;
        }
        if pdf {
            pdf::print(aside)?;
        }
        Ok(())
    })
}
