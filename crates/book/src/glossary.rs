//! The entries of the glossary, to which terms lead.

use std::collections::BTreeSet;

/// The entries of the glossary: definition lists, as Markdown writes them.
pub fn terms(glossary: &str) -> BTreeSet<String> {
    let lines: Vec<&str> = glossary.lines().collect();
    let entries = lines.windows(2).filter(|two| two[1].starts_with(": "));
    entries.map(|two| slug(two[0])).collect()
}

/// The id that mdbook gives to an entry.
pub fn slug(term: &str) -> String {
    term.trim().to_lowercase().replace(' ', "-")
}
