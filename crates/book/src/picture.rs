//! Figures, and runs that move where the page has JavaScript.

use anyhow::{Context, Result, bail};
use figure::palette::{self, hex};
use serde_json::{Map, Value, json};

use crate::{output::Output, still};

/// What a picture says besides what it shows.
pub struct Words<'a> {
    /// What it shows, in words: plain text.
    pub alt: &'a str,
    /// What stands below it: HTML.
    pub caption: &'a str,
}

/// A figure of a lesson: `lesson3/line_path`.
pub fn figure(output: &Output, name: &str, words: &Words) -> Result<String> {
    let svg = lesson_svg(output, name, words)?;
    Ok(format!(
        "<figure class=\"picture\">\n{svg}\n{}\n</figure>",
        words.caption()
    ))
}

/// A recorded run: `lesson3/line`. Its still is drawn from the recording; that
/// of a curve, a tape, filters or a killed run stands beside it, under the same
/// name.
pub fn player(output: &Output, name: &str, words: &Words) -> Result<String> {
    let (text, recording) = recording(output, name)?;
    let runs = recording["runs"].as_array().map_or(0, Vec::len);
    let kind = match runs {
        1 if recording["curve"].is_object() => "curve",
        1 if recording["tape"].is_object() => "tape",
        1 if recording["convolution"].is_object() => "filter",
        1 if recording["resumed"].is_object() => "resumed",
        1 => "fit",
        _ => "paths",
    };
    let still = match kind {
        "curve" | "tape" | "filter" | "resumed" => {
            lesson_svg(output, name, words)?
        }
        _ => both(&still::draw(&recording)?, words)?,
    };
    Ok(moving(
        "player",
        &format!("data-kind=\"{kind}\""),
        &still,
        &text,
        words,
    ))
}

/// What the reader moves, of lesson N; `hero` is the descent of lesson 3 that
/// the introduction opens with.
pub fn explorer(
    output: &Output,
    lesson: &str,
    words: &Words,
) -> Result<String> {
    let Some(name) = explored(lesson) else {
        bail!("there is no explorer of {lesson}");
    };
    let figure = match lesson {
        "lesson2" => Some("lesson2/bowl"),
        "hero" | "lesson3" => Some("lesson3/line_path"),
        "lesson4" => Some("lesson4/graph"),
        "lesson6" => Some("lesson6/rates"),
        "lesson7" => Some("lesson7/plane"),
        "lesson8" => Some("lesson8/by_hand_sine"),
        "lesson9" => Some("lesson9/examples"),
        "lesson10" => Some("lesson10/fits"),
        "lesson15" => Some("lesson15/cost"),
        _ => None,
    };
    let (text, recording) = recording(output, name)?;
    let still = match figure {
        Some(figure) => lesson_svg(output, figure, words)?,
        None => both(&still::draw(&recording)?, words)?,
    };
    let number = match lesson {
        "hero" => "3",
        _ => lesson.trim_start_matches("lesson"),
    };
    let data = format!("id=\"explorer-{lesson}\" data-lesson=\"{number}\"");
    Ok(moving("explorer", &data, &still, &text, words))
}

/// The recording of a lesson's explorer.
pub fn explored(lesson: &str) -> Option<&'static str> {
    Some(match lesson {
        "hero" | "lesson2" | "lesson3" => "lesson3/line",
        "lesson4" => "lesson4/line",
        "lesson5" => "lesson5/paths",
        "lesson6" => "lesson6/paths",
        "lesson7" => "lesson7/paths",
        "lesson8" => "lesson8/learning",
        "lesson9" => "lesson9/network",
        "lesson10" => "lesson10/degrees",
        "lesson15" => "lesson15/cost",
        _ => return None,
    })
}

fn moving(
    class: &str,
    data: &str,
    still: &str,
    recording: &str,
    words: &Words,
) -> String {
    let alt = escape(words.alt);
    let recording = recording.trim().replace("</", "<\\/");
    let (caption, palette) = (words.caption(), palette());
    format!(
        "<figure class=\"{class}\" {data} data-alt=\"{alt}\">\n\
         <div class=\"still picture\">{still}</div>\n\
         <script type=\"application/json\" class=\"palette\">{palette}\
         </script>\n\
         <script type=\"application/json\" class=\"recording\">{recording}\
         </script>\n{caption}\n</figure>"
    )
}

/// The colours of the lessons' figures, for what the page's script draws, and
/// the looks of what always has the same.
fn palette() -> Value {
    let own = palette::OWN.map(|(name, look)| (name.to_owned(), look.into()));
    json!({
        "own": Map::from_iter(own),
        "series": palette::SERIES.map(hex),
        "bands": palette::BANDS.map(hex),
        "card": hex(palette::CARD),
        "ink": hex(palette::CARD_INK),
        "shade": hex(palette::SHADE),
        "grid": hex(palette::GRID),
    })
}

impl Words<'_> {
    fn caption(&self) -> String {
        format!("<figcaption>{}</figcaption>", self.caption)
    }
}

/// The recording `lesson3/line`, as text and as a value.
pub fn recording(output: &Output, name: &str) -> Result<(String, Value)> {
    let (lesson, file) = split(name)?;
    let text = output.read(lesson, &format!("{file}.json"))?;
    let value = serde_json::from_str(&text)?;
    Ok((text, value))
}

fn lesson_svg(output: &Output, name: &str, words: &Words) -> Result<String> {
    let (lesson, file) = split(name)?;
    let read = |kind| output.read(lesson, &format!("{file}.{kind}"));
    both(&[read("svg")?, read("narrow.svg")?], words)
}

/// A figure and the same for a narrow page: the theme's CSS shows the one that
/// fits. Both are part of the page, since only so do they follow its theme, on
/// a page without JavaScript, too.
fn both([wide, narrow]: &[String; 2], words: &Words) -> Result<String> {
    let wide = inline_svg(wide, "wide", words)?;
    Ok(wide + "\n" + &inline_svg(narrow, "narrow", words)?)
}

/// An SVG document as part of a page. The figures of the lessons have no ids
/// that could clash there, and their colours follow the theme by its CSS.
fn inline_svg(svg: &str, class: &str, words: &Words) -> Result<String> {
    if words.alt.trim().is_empty() {
        bail!("a figure needs alternative text");
    }
    if svg.contains(" id=\"") {
        bail!("an id in a figure may clash with another");
    }
    let (_, rest) = svg
        .split_once(" role=\"img\"")
        .context("the figure is no SVG with the role img")?;
    // What holds anyway need not be sent.
    let rest = rest.replace(" opacity=\"1\"", "");
    let rest = rest.replace(" stroke=\"none\"", "");
    let lines = rest.lines().filter(|line| !line.trim().is_empty());
    Ok(format!(
        "<svg role=\"img\" class=\"{class}\" aria-label=\"{}\"{}",
        escape(words.alt),
        lines.collect::<Vec<_>>().join("\n")
    ))
}

fn split(name: &str) -> Result<(&str, &str)> {
    name.split_once('/')
        .with_context(|| format!("{name} is not of the form lesson3/line"))
}

/// Text for HTML, also in an attribute.
pub fn escape(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}
