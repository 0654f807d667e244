//! LaTeX becomes MathML, which browsers show without a script.

use std::sync::LazyLock;

use anyhow::{Context, Result, bail};
use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

/// What a formula that a test knows is followed by, with its name.
pub const NAMED: &str = "<!-- formula: ";

/// A root with a strut as tall as its sign: over a low letter a browser would
/// hang the sign below the line.
const ROOT: &str = "<msqrt><mspace height=\"0.74em\" depth=\"0.18em\"/>";

static CONVERTER: LazyLock<Option<LatexToMathML>> =
    LazyLock::new(|| LatexToMathML::new(MathCoreConfig::default()).ok());

/// Mathematics in a line of text.
pub fn inline(latex: &str) -> Result<String> {
    convert(latex, MathDisplay::Inline)
}

/// A formula of its own, on one line.
pub fn block(id: &str, latex: &str) -> Result<String> {
    Ok(format!(
        "<div id=\"formula-{id}\" class=\"formula\" role=\"group\" \
         aria-label=\"Formula\">{}</div>",
        convert(latex, MathDisplay::Block)?
    ))
}

/// The name of a formula, and what stands behind it.
pub fn name(text: &str) -> Option<(&str, &str)> {
    text.trim_start_matches(' ')
        .strip_prefix(NAMED)?
        .split_once(" -->")
}

fn convert(latex: &str, display: MathDisplay) -> Result<String> {
    if latex.trim().is_empty() {
        bail!("an empty formula: write \\$ for a dollar");
    }
    let converter = CONVERTER.as_ref().context("no converter")?;
    let converted = converter
        .convert_with_local_state(latex, display)
        .map_err(|error| anyhow::anyhow!("${latex}$: {error}"))?;
    let strutted = converted.mathml.replace("<msqrt>", ROOT);
    Ok(hide_from_markdown(&strutted))
}

/// Text between tags in numeric entities where Markdown would read it.
fn hide_from_markdown(html: &str) -> String {
    let mut hidden = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            '\n' if !in_tag => continue,
            _ => {}
        }
        let plain = in_tag || !c.is_ascii_punctuation() || "<>&;#".contains(c);
        if plain {
            hidden.push(c);
        } else {
            hidden += &format!("&#{};", c as u32);
        }
    }
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_leaves_mathml_alone() {
        let math = inline("a * b_1 | c'").unwrap();
        let text = math.replace(|c: char| c.is_alphanumeric(), "");
        assert!(!text.contains(['*', '_', '|', '\'']), "{math}");
        assert!(math.starts_with("<math>") && math.ends_with("</math>"));
    }

    #[test]
    fn a_root_has_a_strut() {
        let math = inline(r"\sqrt{\mu}").unwrap();
        assert!(math.contains(ROOT), "{math}");
    }

    #[test]
    fn a_mistake_is_named() {
        let error = inline(r"\fraction{1}{2}").unwrap_err().to_string();
        assert!(error.contains("fraction"), "{error}");
        assert!(inline(" ").is_err());
    }
}
