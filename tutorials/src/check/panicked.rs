//! What is said of a panic: where in the learner's code, and why.

use std::{backtrace::Backtrace, panic::PanicHookInfo, path::Path};

use super::{Failure, tidy};

impl Failure {
    /// Called while it panics: the calls that led there are still known.
    pub(super) fn panicked(panic: &PanicHookInfo) -> Self {
        let message = panic.payload_as_str().unwrap_or("no message");
        // burn may panic on the learner's behalf: their line is further out.
        let trace = Backtrace::force_capture().to_string();
        let place = learners_place(&trace).or_else(|| {
            let at = panic.location()?;
            let file = tidy(at.file());
            is_exercise(&file).then(|| format!("line {} of {file}", at.line()))
        });
        let place = place.map_or_else(String::new, |p| format!(" in {p}"));
        if let Some(what) = message.strip_prefix("not yet implemented") {
            let what = what.trim_start_matches(": ");
            let what = match what {
                "" => "that part is yours to write.".into(),
                what => format!("that part is yours to write: {what}"),
            };
            return Failure::told(format!(
                "A todo!() is still there{place}: {what}"
            ));
        }
        let about = |word| message.to_lowercase().contains(word);
        let seen = format!("The code panicked{place}:\n{message}");
        let cause = if about("autodiff") {
            "burn was asked for the gradient of something that it did not \
             record. A parameter needs autodiff().require_grad(), and again \
             after each update."
        } else if about("record") && about("mismatch") {
            "A record was loaded into a module of other sizes. `load_record` \
             panics then, and so does an unwrap(); `try_load_record` returns \
             the error, and `?` hands it on."
        } else if about("`none`") || about("`err`") {
            "An unwrap() or expect() found nothing to take."
        } else if about("shape") || about("dimension") || about("dim") {
            "Two tensors do not fit together. Print their shapes with dims() \
             and compare."
        } else {
            "The message names the operation that refused. Look where your \
             code uses it."
        };
        Failure::told(format!("{seen}\n{cause}"))
    }
}

/// The innermost place in the learner's code that a backtrace passes, in words.
///
/// ```
/// let trace = "   4: burn::matmul
///              at /burn/src/ops.rs:9:5
///    5: 32_gradient::exercise::gradient::{{closure}}
///              at ./tutorials/checks/../exercises/32_gradient.rs:20:14";
/// assert_eq!(
///     tutorials::check::learners_place(trace).as_deref(),
///     Some("`gradient`, line 20 of tutorials/exercises/32_gradient.rs")
/// );
/// ```
pub fn learners_place(trace: &str) -> Option<String> {
    let mut function = "";
    for line in trace.lines().map(str::trim) {
        let Some(place) = line.strip_prefix("at ") else {
            // `5: name`, or `name` alone where that was inlined
            function = line.split_once(": ").map_or(line, |(_, name)| name);
            continue;
        };
        let place = tidy(place.trim_start_matches("./"));
        let mut parts = place.rsplitn(3, ':');
        let (_column, line, file) =
            (parts.next()?, parts.next()?, parts.next()?);
        if is_exercise(file) {
            let function = own_name(function);
            return Some(format!("`{function}`, line {line} of {file}"));
        }
    }
    None
}

/// A function without its path, a closure by the function that it stands in.
fn own_name(function: &str) -> String {
    // What it is generic over, `f::<check::{closure#0}>`, has paths as well.
    let (mut path, mut depth, mut before) = (String::new(), 0_usize, ' ');
    for c in function.chars() {
        match c {
            '<' => depth += 1,
            '>' if before == '-' => {} // of a type such as `fn() -> f64`
            '>' => depth = depth.saturating_sub(1),
            c if depth == 0 => path.push(c),
            _ => {}
        }
        before = c;
    }
    let mut parts = path.rsplit("::").filter(|part| {
        let closure = part.contains("{closure");
        let hash = part.len() == 17 && part.starts_with('h');
        !part.is_empty() && !closure && !hash
    });
    parts.next().unwrap_or(function).to_owned()
}

fn is_exercise(file: &str) -> bool {
    let folder = Path::new(file).parent().and_then(Path::file_name);
    folder.is_some_and(|folder| folder == "exercises")
}
