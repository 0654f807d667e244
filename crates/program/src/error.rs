use std::{fmt, process::ExitCode};

use descent::Error as Cause;

/// What ends a program early, in one line that says what to do.
#[derive(Debug)]
pub enum Error {
    /// The program was asked for something that it cannot do: exit code 2.
    Input(String),
    /// The run itself failed: exit code 1.
    Failed(String),
}

/// What everything in a program returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// The exit code of a program that ends so.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Error::Input(_) => 2,
            Error::Failed(_) => 1,
        })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (Error::Input(line) | Error::Failed(line)) = self;
        f.write_str(line)
    }
}

impl std::error::Error for Error {}

/// The library says what is wrong; which flag helps is known here.
impl From<Cause> for Error {
    fn from(error: Cause) -> Self {
        let advice = match &error {
            Cause::NoDevice { .. } => {
                ", or use --backend flex, which needs none"
            }
            Cause::Unsupported { .. } => {
                ": use --precision f32, or --backend flex, which has both"
            }
            Cause::Device(_) => "; try another --backend",
            _ => "",
        };
        let line = format!("{error}{advice}");
        match error {
            Cause::Diverged { .. }
            | Cause::NoGradient
            | Cause::Device(_)
            | Cause::Worker { .. } => Error::Failed(line),
            _ => Error::Input(line),
        }
    }
}
