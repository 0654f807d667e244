//! The flags that every program has, and how a command line is read.

use std::path::PathBuf;

use clap::{
    Parser,
    error::{ContextKind, ContextValue, ErrorKind},
};
use descent::device::{Backend, Precision};

use crate::{Error, Result, output, remote::Remote, value::seed};

/// A program: what `--help` says of it, and what it does unless told.
#[derive(Clone, Debug)]
pub struct Program {
    /// By this name cargo runs it.
    pub name: String,
    /// What it is about.
    pub about: String,
    /// Its precision. Where a device lacks float64, float32 takes its place.
    pub precision: Precision,
    /// Where its files go.
    pub folder: PathBuf,
    /// Whether it has any number of workers, and joins them itself.
    pub many: bool,
}

/// The flags that every program has.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "In every program")]
pub struct Common {
    /// What computes: flex or ndarray on the CPU, wgpu on the GPU, remote
    /// elsewhere
    #[arg(long, default_value_t = Backend::Flex)]
    pub backend: Backend,
    /// The workers of --backend remote.
    #[command(flatten)]
    pub remote: Remote,
    /// Numbers of 32 bits or 64 bits
    #[arg(long, value_name = "f32|f64")]
    pub precision: Option<Precision>,
    /// The seed of all that is drawn at random: same seed, same numbers
    #[arg(long, default_value_t = 42, value_parser = seed)]
    #[arg(allow_hyphen_values = true)]
    pub seed: u64,
    /// The folder for all files that it writes
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Draw no figures
    #[arg(long)]
    pub no_figures: bool,
    /// Draw each figure for a phone, too, as NAME.narrow.svg: for the book
    #[arg(long, hide = true)]
    pub narrow: bool,
    /// Print the results as one JSON document instead of the story
    #[arg(long)]
    pub json: bool,
}

impl Common {
    /// Where the files of this program go.
    pub fn folder(&self, program: &Program) -> PathBuf {
        self.out.clone().unwrap_or_else(|| program.folder.clone())
    }
}

/// Reads the command line of a program that has the common flags: `--help`
/// names its defaults.
///
/// # Errors
/// As [`read`].
pub fn parse<Args: Parser>(program: &Program) -> Result<Args> {
    let precision = match program.precision {
        Precision::F32 => "f32",
        Precision::F64 => "f64, where the device can",
    };
    let folder = program.folder.display().to_string();
    let defaults = [("precision", precision), ("out", &folder)];
    let command = Args::command()
        .bin_name(&program.name)
        .about(&program.about)
        .mut_args(|arg| {
            let id = arg.get_id().as_str();
            let default = defaults.iter().find(|(name, _)| *name == id);
            match (default, arg.get_help().cloned()) {
                (Some((_, default)), Some(help)) => {
                    arg.help(format!("{help} [default: {default}]"))
                }
                _ => arg,
            }
        });
    read(&command)
}

/// Reads a command line. `--help` and `--version` print and end; all that is
/// wrong becomes one line.
///
/// # Errors
/// A command line that the program does not understand.
pub fn read<Args: Parser>(command: &clap::Command) -> Result<Args> {
    let parsed = command
        .clone()
        .try_get_matches()
        .and_then(|matches| Args::from_arg_matches(&matches));
    parsed.map_err(|error| match fault(&error, command, "--help") {
        Some(line) => Error::Input(line),
        None => {
            output::print(&error.render().to_string());
            std::process::exit(0)
        }
    })
}

/// What is wrong with a command line, in one line: with what was meant, and
/// where there is `help`. `None` if it is a help that was asked for.
pub fn fault(
    error: &clap::Error,
    command: &clap::Command,
    help: &str,
) -> Option<String> {
    if let ErrorKind::DisplayHelp | ErrorKind::DisplayVersion = error.kind() {
        return None;
    }
    // A second file where a subcommand may stand.
    if let ErrorKind::ArgumentConflict = error.kind()
        && let Some(ContextValue::String(second)) =
            error.get(ContextKind::InvalidSubcommand)
    {
        return Some(format!(
            "`{second}` is one too many: give one file, and quote a name with \
             spaces; see {help}"
        ));
    }
    let line = one_line(&error.render().to_string());
    Some(match meant(error, command) {
        Some(meant) => format!("{line}; did you mean {meant}? See {help}"),
        None => format!("{line}; see {help}"),
    })
}

/// What flags are called elsewhere, and what here: of several, the first that
/// the program has.
const ELSEWHERE: [(&str, &[&str]); 26] = [
    ("learning-rate", &["lr"]),
    ("rate", &["lr"]),
    ("eta", &["lr"]),
    ("step-size", &["lr"]),
    ("epochs", &["steps"]),
    ("steps", &["epochs"]),
    ("updates", &["steps", "epochs"]),
    ("iterations", &["steps", "epochs"]),
    ("iters", &["steps", "epochs"]),
    ("points", &["n"]),
    ("samples", &["n"]),
    ("size", &["n", "batch-size"]),
    ("batch", &["batch-size"]),
    ("batchsize", &["batch-size"]),
    ("bs", &["batch-size"]),
    ("line", &["truth"]),
    ("params", &["truth"]),
    ("sigma", &["noise"]),
    ("file", &["data"]),
    ("csv", &["data"]),
    ("init", &["start"]),
    ("guess", &["start"]),
    ("device", &["backend"]),
    ("dtype", &["precision"]),
    ("random-state", &["seed"]),
    ("optimizer", &["optimiser"]),
];

/// The command or the flag that was meant by one that the program does not
/// know: a flag's name written otherwise or elsewhere, or else what looks most
/// alike.
fn meant(error: &clap::Error, command: &clap::Command) -> Option<String> {
    if let Some(ContextValue::Strings(alike)) =
        error.get(ContextKind::SuggestedSubcommand)
    {
        return alike.last().cloned(); // clap names the likest last
    }
    let Some(ContextValue::String(wrong)) = error.get(ContextKind::InvalidArg)
    else {
        return None;
    };
    if error.kind() != ErrorKind::UnknownArgument {
        return None;
    }
    let wrong = wrong.trim_start_matches('-').replace('_', "-");
    let has = |name: &&str| {
        command
            .get_arguments()
            .any(|arg| arg.get_long() == Some(name))
    };
    let here = ELSEWHERE.iter().find(|(elsewhere, _)| *elsewhere == wrong);
    let here = here.into_iter().flat_map(|(_, here)| here.iter().copied());
    let mut names = [wrong.as_str()].into_iter().chain(here);
    let named = names.find(has).map(|name| format!("--{name}"));
    named.or_else(|| match error.get(ContextKind::SuggestedArg) {
        // A letter or two look like anything.
        Some(ContextValue::String(alike)) if wrong.len() > 2 => {
            Some(alike.clone())
        }
        _ => None,
    })
}

/// clap explains itself over several lines; the first paragraph says it.
fn one_line(message: &str) -> String {
    let paragraph = message.trim_start_matches("error: ").split("\n\n").next();
    let paragraph = paragraph
        .map(|p| p.replace("invalid value 'true' for '--live'", "--live"));
    let paragraph = paragraph.unwrap_or_default();
    let words = paragraph.split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}
