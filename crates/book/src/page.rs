//! One page: its directives are replaced, all else stays.

use std::{collections::BTreeSet, path::Path};

use anyhow::{Context, Result, bail, ensure};
use pulldown_cmark::{Options, Parser, html::push_html};

use crate::{
    command::Commands,
    directive::Directive,
    figures::{Figures, Number},
    glossary::slug,
    listing, math,
    output::Output,
    picture::{self, Words, escape},
    predict, quiz, review, unbroken,
};

/// A short signature is all the Rust that a page may hold itself.
const SIGNATURE_LINES: usize = 5;

/// What all pages draw on.
pub struct Sources<'a> {
    /// The folder of the pages.
    pub pages: &'a Path,
    /// What the lessons printed and drew.
    pub output: Output,
    /// The programs and their flags.
    pub commands: Commands,
    /// The entries of the glossary.
    pub terms: BTreeSet<String>,
    /// The numbers of the figures of all pages.
    pub figures: Figures,
}

/// A formula that a test checks: every displayed one, and others.
#[derive(Debug)]
pub struct Formula {
    /// The page and the line, as `docs/src/lesson2.md:12`.
    pub place: String,
    /// The name by which a test knows it.
    pub id: String,
    /// The formula.
    pub latex: String,
}

/// A page on its way to mdbook.
pub struct Page<'a> {
    sources: &'a Sources<'a>,
    name: String,
    line: usize,
    quizzes: usize,
    predictions: usize,
    figures: usize,
    /// The recording of a prediction that no picture has followed yet.
    predicted: Option<String>,
    formulas: Vec<Formula>,
}

/// What a text turns into.
#[derive(Clone, Copy, PartialEq)]
enum Into {
    Markdown,
    Plain,
    Latex,
}

impl<'a> Page<'a> {
    /// The page `lesson3.md`.
    pub fn new(sources: &'a Sources<'a>, name: &str) -> Self {
        let name = name.to_owned();
        Page {
            sources,
            name,
            line: 0,
            quizzes: 0,
            predictions: 0,
            figures: 0,
            predicted: None,
            formulas: Vec::new(),
        }
    }

    /// The page with all directives replaced, and its formulas.
    pub fn render(mut self, text: &str) -> Result<(String, Vec<Formula>)> {
        let page = self.blocks(text).and_then(|page| match &self.predicted {
            Some(name) => bail!("predict: no player of {name} follows"),
            None => Ok(page),
        });
        match page {
            Ok(page) => Ok((page, self.formulas)),
            Err(error) => Err(error.context(self.place())),
        }
    }

    fn place(&self) -> String {
        format!("docs/src/{}:{}", self.name, self.line)
    }

    fn blocks(&mut self, text: &str) -> Result<String> {
        let lines: Vec<&str> = text.lines().collect();
        let mut page = String::new();
        let mut next = 0;
        while let Some(line) = lines.get(next) {
            self.line = next + 1;
            let first = line.trim();
            let rest = &lines[next..];
            let (block, count) = if first.is_empty() {
                (String::new(), 1)
            } else if first.starts_with("```") {
                self.fence(rest)?
            } else if first.starts_with("$$") {
                self.formula(rest)?
            } else if is_block(line) {
                (self.directive(first)?, 1)
            } else {
                let more = rest[1..].iter().take_while(|line| !is_block(line));
                let count = 1 + more.count();
                (
                    self.inline(&rest[..count].join("\n"), Into::Markdown)?,
                    count,
                )
            };
            page += &block;
            page.push('\n');
            next += count;
        }
        Ok(page)
    }

    /// A fence, and the number of its lines.
    fn fence(&mut self, lines: &[&str]) -> Result<(String, usize)> {
        let opening = lines[0].trim();
        let margin = lines[0].len() - lines[0].trim_start().len();
        let info = opening.trim_start_matches('`');
        let ticks = &opening[..opening.len() - info.len()];
        let end = lines.iter().skip(1).position(|line| line.trim() == ticks);
        let end = 1 + end.context("a fence opens and none closes")?;
        let body = &lines[1..end];
        let mut words = info.split([',', ' ']);
        let language = words.next().unwrap_or_default();
        if language == "quiz" {
            self.quizzes += 1;
            let chapter = self.name.trim_end_matches(".md");
            let name = format!("quiz-{chapter}-{}", self.quizzes);
            let form =
                quiz::form(&body.join("\n"), &name, |text| self.html(text))?;
            return Ok((form, end + 1));
        }
        if language == "predict" {
            return Ok((self.predict(&body.join("\n"))?, end + 1));
        }
        let signature = words.any(|word| word == "signature");
        if signature && body.len() > SIGNATURE_LINES {
            bail!("a signature has at most {SIGNATURE_LINES} lines");
        }
        let by_anchor = matches!(language, "rust" | "python") && !signature;
        let mut listing = vec![format!("{ticks}{language}")];
        for line in body {
            self.line += 1;
            let include = line.trim().strip_prefix("{{#include ");
            if let Some(target) = include.and_then(|t| t.strip_suffix("}}")) {
                let code = listing::include(self.sources.pages, target.trim())?;
                listing.extend(code.lines().map(str::to_owned));
            } else if by_anchor && !line.trim().is_empty() {
                bail!(
                    "{language} comes by {{{{#include}}}} from a file that runs"
                );
            } else {
                self.sources.commands.check(line.trim())?;
                listing.push(line.get(margin..).unwrap_or_default().into());
            }
        }
        let marks = listing::marks(self.sources.pages, info, &listing[1..])?;
        listing.push(ticks.into());
        let margin = " ".repeat(margin);
        let listing = listing.iter().map(|line| format!("{margin}{line}"));
        let listing = listing.collect::<Vec<_>>().join("\n");
        let listing = match marks {
            Some(marks) => format!("{marks}\n\n{listing}\n\n</div>"),
            None => listing,
        };
        Ok((listing, end + 1))
    }

    /// What the reader is to say before the next player or explorer shows it.
    fn predict(&mut self, source: &str) -> Result<String> {
        let of = predict::of(source)?;
        if let Some(before) = self.predicted.replace(of.clone()) {
            bail!("predict: no player of {before} follows");
        }
        let (_, recording) = picture::recording(&self.sources.output, &of)?;
        self.predictions += 1;
        let chapter = self.name.trim_end_matches(".md");
        let name = format!("predict-{chapter}-{}", self.predictions);
        predict::form(source, &name, &recording, |text| self.html(text))
    }

    /// `$$ … $$` on one or more lines, its name below, and the number of all
    /// these lines.
    fn formula(&mut self, lines: &[&str]) -> Result<(String, usize)> {
        let closing = if lines[0].trim()[2..].contains("$$") {
            0
        } else {
            let closing = lines[1..].iter().position(|l| l.contains("$$"));
            1 + closing.context("a $$ opens and none closes")?
        };
        let text = lines[..=closing].join("\n");
        let (latex, behind) = text.trim()[2..]
            .split_once("$$")
            .context("$$ without an end")?;
        let below = lines.get(closing + 1).copied().unwrap_or_default();
        let (id, _) = math::name(below)
            .filter(|(_, rest)| behind.is_empty() && rest.is_empty())
            .with_context(|| {
                format!("below $$ stands {}mse -->", math::NAMED)
            })?;
        let latex = self.inline(latex.trim(), Into::Latex)?;
        let block = format!("\n{}\n", math::block(id, &latex)?);
        self.name_formula(id, latex)?;
        Ok((block, closing + 2))
    }

    fn name_formula(&mut self, id: &str, latex: String) -> Result<()> {
        if self.formulas.iter().any(|formula| formula.id == id) {
            bail!("there are two formulas {id} on this page");
        }
        let (id, place) = (id.to_owned(), self.place());
        self.formulas.push(Formula { place, id, latex });
        Ok(())
    }

    /// A directive that stands alone on its line.
    fn directive(&mut self, line: &str) -> Result<String> {
        let (directive, _) = Directive::read(line)?;
        let Sources {
            output, commands, ..
        } = self.sources;
        let picture = match directive.name.as_str() {
            "figure" => picture::figure,
            "player" => picture::player,
            "explorer" => picture::explorer,
            "review" => {
                let [] = directive.take()?;
                return Ok(review::bank());
            }
            "order" => {
                let [lesson] = directive.take()?;
                return review::lines(lesson);
            }
            "run" => {
                let words: Vec<_> =
                    directive.arguments.iter().map(String::as_str).collect();
                let (program, flags) =
                    words.split_first().context("run: which program?")?;
                // They measure: without --release they would mislead.
                let release = match *program {
                    "lesson14" | "lesson15" => " --release",
                    _ => "",
                };
                commands.check_flags(program, flags)?;
                let mut command = format!("cargo run{release} --bin {program}");
                if !flags.is_empty() {
                    command += &format!(" -- {}", flags.join(" "));
                }
                return Ok(format!("```sh\n{command}\n```"));
            }
            _ => {
                let words: Vec<_> =
                    directive.arguments.iter().map(String::as_str).collect();
                let [lesson, heading, part @ ..] = &words[..] else {
                    bail!("story takes a lesson and a heading");
                };
                let text = output.story(lesson, heading, part)?;
                let of = match lesson.strip_prefix("lesson") {
                    Some(number) => format!("lesson {number}"),
                    None if lesson.starts_with("fit") => "fit".into(),
                    None => format!("the program {lesson}"),
                };
                return Ok(format!(
                    "<pre class=\"console\" role=\"group\" \
                     aria-label=\"Output of {of}: {}\"><samp>{}\
                     </samp></pre>\n",
                    escape(heading),
                    escape(&text)
                ));
            }
        };
        let [name, alt, caption] = directive.take()?;
        let shown = match directive.name.as_str() {
            "player" => Some(name),
            "explorer" => picture::explored(name),
            _ => None,
        };
        if let (Some(shown), Some(predicted)) = (shown, &self.predicted) {
            ensure!(shown == predicted, "the prediction is of {predicted}");
            self.predicted = None;
        }
        let alt = &self.inline(alt, Into::Plain)?;
        self.figures += 1;
        let number = Number::new(&self.name, self.figures);
        let caption = &format!("{} {}", number.caption(), self.html(caption)?);
        let words = Words { alt, caption };
        Ok(format!("{}\n", picture(output, name, &words)?))
    }

    /// A line of Markdown as HTML.
    fn html(&mut self, text: &str) -> Result<String> {
        let text = self.inline(text, Into::Markdown)?;
        let options = Options::ENABLE_SMART_PUNCTUATION;
        let mut html = String::new();
        push_html(&mut html, Parser::new_ext(&text, options));
        let html = html.trim();
        let html = html.strip_prefix("<p>").unwrap_or(html);
        let html = html.strip_suffix("</p>").unwrap_or(html);
        Ok(html.replace('\n', " "))
    }

    /// Replaces what stands within a line.
    fn inline(&mut self, text: &str, into: Into) -> Result<String> {
        let first = self.line;
        let mut done = String::new();
        let mut rest = text;
        let plain = |text: &str| match into {
            Into::Markdown => unbroken::text(text),
            _ => text.to_owned(),
        };
        while let Some(at) = rest.find(['\\', '`', '$', '{']) {
            done += &plain(&rest[..at]);
            let before = &text[..text.len() - rest.len() + at];
            self.line = first + before.matches('\n').count();
            let (mut new, mut behind) = self.special(&rest[at..], into)?;
            if into == Into::Markdown {
                (new, behind) = unbroken::with_signs(new, behind);
            }
            done += &new;
            rest = behind;
        }
        self.line = first;
        Ok(done + &plain(rest))
    }

    /// Replaces what `text` begins with: a backslash, code, mathematics or a
    /// directive.
    fn special<'t>(
        &mut self,
        text: &'t str,
        into: Into,
    ) -> Result<(String, &'t str)> {
        let keep = |length| {
            let (kept, rest) = text.split_at(length);
            Ok((kept.to_owned(), rest))
        };
        if text.starts_with("{{") {
            let (directive, rest) = Directive::read(text)?;
            return Ok((self.inline_directive(&directive, into)?, rest));
        }
        if text.starts_with('\\') {
            let escaped = text.chars().nth(1).map_or(0, char::len_utf8);
            return keep(1 + escaped);
        }
        if text.starts_with('`') && into == Into::Markdown {
            let rest = text.trim_start_matches('`');
            let ticks = &text[..text.len() - rest.len()];
            let Some((code, _)) = rest.split_once(ticks) else {
                return keep(ticks.len());
            };
            self.sources.commands.check(code.trim())?;
            return keep(2 * ticks.len() + code.len());
        }
        if let Some(rest) = text.strip_prefix('$')
            && into == Into::Markdown
        {
            let (latex, rest) = rest
                .split_once('$')
                .context("a $ opens and none closes: write \\$ for a dollar")?;
            let latex = self.inline(latex, Into::Latex)?;
            let math = math::inline(&latex)?;
            let Some((id, rest)) = math::name(rest) else {
                return Ok((math, rest));
            };
            self.name_formula(id, latex)?;
            return Ok((math, rest));
        }
        keep(1)
    }

    fn inline_directive(
        &mut self,
        directive: &Directive,
        into: Into,
    ) -> Result<String> {
        let Sources { output, terms, .. } = self.sources;
        match directive.name.as_str() {
            "n" => {
                let [of, key, form] = directive.take()?;
                let number = output.number(of, key, form)?;
                Ok(match into {
                    Into::Latex => number.replace('−', "-"),
                    _ => number,
                })
            }
            "term" if into == Into::Markdown => {
                let (term, text) = match &directive.arguments[..] {
                    [term] => (term, term),
                    [term, text] => (term, text),
                    _ => bail!("term takes a word of the glossary and a text"),
                };
                let id = slug(term);
                if !terms.contains(&id) {
                    bail!("the glossary has no entry {term}");
                }
                let text = text.replace('-', " ");
                Ok(format!(
                    "<a class=\"term\" href=\"glossary.html#{id}\">{text}</a>"
                ))
            }
            "see" if into == Into::Markdown => {
                let [figure] = directive.take()?;
                let number = self.sources.figures.find(&self.name, figure);
                let number = number
                    .with_context(|| format!("no page shows {figure}"))?;
                Ok(number.link(&self.name))
            }
            name => bail!("there is no directive {name} within a line"),
        }
    }
}

/// Whether a line ends a paragraph.
fn is_block(line: &str) -> bool {
    let line = line.trim();
    let directive = [
        "story", "run", "figure", "player", "explorer", "review", "order",
    ];
    let name = line.strip_prefix("{{");
    let name = name.and_then(|l| l.split([' ', '}']).next());
    line.is_empty()
        || line.starts_with("```")
        || line.starts_with("$$")
        || name.is_some_and(|name| directive.contains(&name))
}

#[cfg(test)]
mod tests;
