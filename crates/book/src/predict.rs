//! Predictions: a fence `predict` with TOML, before the player or explorer that
//! shows the run. What is right is computed from the recording of that run.

use anyhow::{Context, Result, bail, ensure};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::picture::escape;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Predict {
    question: String,
    /// The recording of the run, which the page must show next.
    of: String,
    /// One of a few: the one with the least `by` is right.
    #[serde(default)]
    options: Vec<Choice>,
    by: Option<By>,
    /// Or a place on the bowl.
    mark: Option<Mark>,
    /// Or a curve of the loss of the run with this name.
    sketch: Option<String>,
    /// What happens.
    told: String,
    why: String,
    /// Each reason and what is to be said to it.
    reasons: Vec<[String; 2]>,
    /// The right one of them, counted from 0.
    because: usize,
}

/// An option; what it is about is drawn once the reader has committed.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Choice {
    #[serde(skip_serializing)]
    text: String,
    run: Option<String>,
    /// The run's batches once more, with another learning rate.
    lr: Option<f64>,
    /// A line (a, b).
    place: Option<[f64; 2]>,
    /// A line to descend from, as the recorded run does.
    start: Option<[f64; 2]>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum By {
    /// The last loss of a run, or the MSE at a place.
    Loss,
    /// The number of updates of a run.
    Updates,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mark {
    run: String,
    update: u64,
}

/// The recording that a prediction is about.
pub fn of(source: &str) -> Result<String> {
    Ok(read(source)?.of)
}

fn read(source: &str) -> Result<Predict> {
    toml::from_str(source)
        .map_err(|error| anyhow::anyhow!("predict: {}", error.message()))
}

/// A prediction as a form with this name. `html` turns a text of it into HTML.
pub fn form(
    source: &str,
    name: &str,
    recording: &Value,
    mut html: impl FnMut(&str) -> Result<String>,
) -> Result<String> {
    let predict = read(source)?;
    let (data, radios, mut right) =
        guess(&predict, name, recording, &mut html)?;
    let reasons = predict.reasons.iter();
    ensure!(
        predict.because < reasons.len() && reasons.len() > 1,
        "predict: because is no reason, counted from 0"
    );
    let (mut texts, mut said) = (Vec::new(), String::new());
    for (i, [reason, explanation]) in reasons.enumerate() {
        ensure!(
            !explanation.trim().is_empty(),
            "predict: {reason:?} is alone"
        );
        let (reason, explanation) = (html(reason)?, html(explanation)?);
        let mark = if i == predict.because { "✓" } else { "✗" };
        said += &format!(
            "<li>{mark} <strong>{reason}</strong>: <span>{explanation}</span></li>\n"
        );
        texts.push(reason);
    }
    if !right.is_empty() {
        right = format!("<p><strong>{right}</strong></p>\n");
    }
    Ok(format!(
        "<form class=\"predict\" id=\"{name}\" {data}>\n\
         <fieldset class=\"guess\">\n<legend>Say it first: {}</legend>\n\
         {radios}</fieldset>\n\
         <fieldset class=\"why\" data-because=\"{}\">\n<legend>{}</legend>\n\
         {}</fieldset>\n\
         <details class=\"answer\" open>\n<summary>What happens</summary>\n\
         {right}<p class=\"told\">{}</p>\n\
         <ul>\n{said}</ul>\n</details>\n</form>",
        html(&predict.question)?,
        predict.because,
        html(&predict.why)?,
        radio(&format!("{name}-why"), &texts),
        html(&predict.told)?,
    ))
}

/// What the form says of itself, what it lets choose from, and what is right.
fn guess(
    predict: &Predict,
    name: &str,
    recording: &Value,
    html: &mut impl FnMut(&str) -> Result<String>,
) -> Result<(String, String, String)> {
    Ok(match (&predict.options[..], &predict.mark) {
        (options @ [_, _, ..], None) if predict.sketch.is_none() => {
            let by = predict.by.context("predict: by loss or updates")?;
            let right = least(options, by, recording)?;
            let texts = options.iter().map(|option| html(&option.text));
            let texts = texts.collect::<Result<Vec<_>>>()?;
            let shown = escape(&serde_json::to_string(options)?);
            let data = format!(
                "data-kind=\"choose\" data-answer=\"{right}\" \
                 data-options=\"{shown}\""
            );
            (data, radio(name, &texts), texts[right].clone())
        }
        ([], Some(Mark { run, update })) if predict.sketch.is_none() => {
            let mut steps = steps(recording, run)?.iter();
            let step = steps.find(|s| s["update"].as_u64() == Some(*update));
            let step = step.with_context(|| {
                format!("predict: there is no update {update} in {run:?}")
            })?;
            let [a, b]: [f64; 2] =
                serde_json::from_value(step["params"].clone())?;
            let right = format!("a = {a:.2}, b = {b:.2}").replace('-', "−");
            let run = escape(run);
            let data = format!(
                "data-kind=\"mark\" data-run=\"{run}\" data-update=\"{update}\""
            );
            (data, String::new(), right)
        }
        ([], None) => {
            let run = predict.sketch.as_deref();
            let run = run.context("predict: options, a mark or a sketch")?;
            steps(recording, run)?;
            let run = escape(run);
            let data = format!("data-kind=\"sketch\" data-run=\"{run}\"");
            (data, String::new(), String::new())
        }
        _ => bail!("predict: options, a mark or a sketch, one of them"),
    })
}

fn radio(name: &str, texts: &[String]) -> String {
    let label = |(i, text): (usize, &String)| {
        format!(
            "<label><input type=\"radio\" name=\"{name}\" value=\"{i}\"> \
             <span>{text}</span></label>\n"
        )
    };
    texts.iter().enumerate().map(label).collect()
}

/// The steps of the run with this name.
fn steps<'a>(recording: &'a Value, name: &str) -> Result<&'a Vec<Value>> {
    let runs = recording["runs"].as_array().context("no runs")?;
    let run = runs.iter().find(|run| run["name"] == name);
    let run = run.with_context(|| format!("predict: no run {name:?}"))?;
    run["steps"].as_array().context("no steps")
}

/// The one option with the least loss or number of updates.
fn least(options: &[Choice], by: By, recording: &Value) -> Result<usize> {
    let mut values = Vec::new();
    for (i, option) in options.iter().enumerate() {
        let Choice {
            run,
            lr,
            place,
            start,
            ..
        } = option;
        let value = match (run, lr, place, start, by) {
            (Some(run), None, None, None, _) => {
                let last = steps(recording, run)?.last().context("no steps")?;
                let value = match by {
                    By::Loss => &last["loss"],
                    By::Updates => &last["update"],
                };
                value.as_f64().context("no number")?
            }
            (None, None, Some(place), None, By::Loss) => {
                mse(recording, *place)?
            }
            (None, None, None, Some(start), By::Loss) => {
                let lr = recording["descent"]["lr"].as_f64();
                let run = &recording["runs"][0];
                let lr = lr.context("no rate")?;
                mse(recording, descend(recording, run, *start, lr)?)?
            }
            (Some(name), Some(lr), None, None, By::Loss) => {
                steps(recording, name)?;
                let runs = recording["runs"].as_array().context("no runs")?;
                let run = runs.iter().find(|run| run["name"] == **name);
                let start = recording["descent"]["start"].clone();
                let start = serde_json::from_value(start)?;
                let run = run.context("no run")?;
                mse(recording, descend(recording, run, start, *lr)?)?
            }
            _ => bail!(
                "predict: an option has a run, perhaps with a rate, a place \
                 or a start"
            ),
        };
        values.push((value, i));
    }
    values.sort_by(|u, v| u.0.total_cmp(&v.0));
    ensure!(values[0].0 < values[1].0, "predict: two options are right");
    Ok(values[0].1)
}

/// The points of the recording.
fn points(recording: &Value) -> Result<Vec<(f64, f64)>> {
    let list = |name: &str| -> Result<Vec<f64>> {
        let list = recording["descent"]["points"][name].clone();
        Ok(serde_json::from_value(list)?)
    };
    Ok(list("x")?.into_iter().zip(list("y")?).collect())
}

/// The mean squared error of the line (a, b) on the points of the recording.
fn mse(recording: &Value, [a, b]: [f64; 2]) -> Result<f64> {
    let points = points(recording)?;
    let squares = points.iter().map(|(x, y)| (a * x + b - y).powi(2));
    Ok(squares.sum::<f64>() / points.len() as f64)
}

/// Where a descent of the MSE from this start ends, with as many updates as the
/// recorded run, and its batches, if it has some.
fn descend(
    recording: &Value,
    run: &Value,
    start: [f64; 2],
    lr: f64,
) -> Result<[f64; 2]> {
    let last = run["steps"].as_array().and_then(|steps| steps.last());
    let updates = last.and_then(|step| step["update"].as_u64());
    let batches: Option<Vec<Vec<usize>>> =
        serde_json::from_value(run["batches"].clone())?;
    let points = points(recording)?;
    let all: Vec<usize> = (0..points.len()).collect();
    let [mut a, mut b] = start;
    for update in 0..updates.context("no updates")? as usize {
        let batch = batches.as_ref().and_then(|all| all.get(update));
        let batch = batch.unwrap_or(&all);
        let n = batch.len() as f64;
        let [mut by_a, mut by_b] = [0.0, 0.0];
        for i in batch {
            let (x, y) = points.get(*i).context("no such point")?;
            let error = a * x + b - y;
            by_a += 2.0 * error * x / n;
            by_b += 2.0 * error / n;
        }
        [a, b] = [a - lr * by_a, b - lr * by_b];
    }
    Ok([a, b])
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const REST: &str = "question = 'q'\nof = 'l/r'\ntold = 't'\nwhy = 'w'\n\
                        reasons = [['r', 'e'], ['s', 'f']]\nbecause = 1\n";

    fn made(source: &str) -> Result<String> {
        let run = |name, updates, loss| {
            let params = [0.0, 0.0];
            let step =
                json!({"update": updates, "params": params, "loss": loss});
            json!({"name": name, "steps": [step]})
        };
        let recording = json!({
            "descent": {
                "points": {"x": [0.0, 1.0], "y": [1.0, 3.0]},
                "lr": 0.1,
                "start": [0.0, 0.0],
            },
            "runs": [run("slow", 9, 0.1), run("fast", 4, 0.2)],
        });
        let source = format!("{REST}{source}");
        form(&source, "predict-x-1", &recording, |text| Ok(text.into()))
    }

    #[test]
    fn what_is_right_comes_from_the_recording() {
        let of = |by: &str| {
            format!(
                "by = '{by}'\noptions = [{{ text = 'a', run = 'fast' }}, \
                 {{ text = 'b', run = 'slow' }}]"
            )
        };
        assert!(made(&of("loss")).unwrap().contains("data-answer=\"1\""));
        assert!(made(&of("updates")).unwrap().contains("data-answer=\"0\""));
        // y = 2x + 1 goes through both points.
        let places = "by = 'loss'\noptions = [\
                      { text = 'a', place = [2.0, 0.0] }, \
                      { text = 'b', place = [2.0, 1.0] }]";
        assert!(made(places).unwrap().contains("data-answer=\"1\""));
        let starts = "by = 'loss'\noptions = [\
                      { text = 'a', start = [2.0, 9.0] }, \
                      { text = 'b', start = [2.1, 1.0] }]";
        assert!(made(starts).unwrap().contains("data-answer=\"1\""));
        let rates = "by = 'loss'\noptions = [\
                     { text = 'a', run = 'slow', lr = 1e-3 }, \
                     { text = 'b', run = 'slow', lr = 0.1 }]";
        let rates = made(rates).unwrap();
        assert!(rates.contains("data-answer=\"1\""));
        assert!(rates.contains("&quot;run&quot;:&quot;slow&quot;"));
        let mark = made("mark = { run = 'slow', update = 9 }").unwrap();
        assert!(mark.contains("data-run=\"slow\" data-update=\"9\""));
        assert!(mark.contains("<strong>a = 0.00, b = 0.00</strong>"));
        let sketch = made("sketch = 'slow'").unwrap();
        assert!(sketch.contains("data-kind=\"sketch\" data-run=\"slow\""));
        assert!(sketch.contains("data-because=\"1\""));
        // Without JavaScript, and on paper.
        assert!(sketch.contains("<li>✗ <strong>r</strong>"));
        assert!(sketch.contains("<li>✓ <strong>s</strong>"));
    }

    #[test]
    fn what_makes_no_prediction_is_refused() {
        for (text, complaint) in [
            ("", "options, a mark or a sketch"),
            ("sketch = 'none'", "no run \"none\""),
            ("mark = { run = 'slow', update = 3 }", "no update 3"),
            (
                "sketch = 'slow'\nmark = { run = 'slow', update = 9 }",
                "one of",
            ),
            (
                "by = 'loss'\noptions = [{ text = 'a', run = 'slow' }]",
                "one of",
            ),
            (
                "by = 'loss'\noptions = [{ text = 'a', run = 'slow' }, \
                 { text = 'b', run = 'slow' }]",
                "two options are right",
            ),
            (
                "by = 'updates'\noptions = [{ text = 'a', run = 'slow' }, \
                 { text = 'b', place = [1.0, 1.0] }]",
                "an option has a run",
            ),
            (
                "by = 'loss'\noptions = [{ text = 'a', run = 'slow' }, \
                 { text = 'b', run = 'fast', place = [1.0, 1.0] }]",
                "an option has a run",
            ),
            ("sketch = 'slow'\nanswer = 1", "unknown field `answer`"),
        ] {
            let error = made(text).unwrap_err().to_string();
            assert!(error.contains(complaint), "{text}: {error}");
        }
    }
}
