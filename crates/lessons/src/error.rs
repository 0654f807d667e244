use std::{fmt, process::ExitCode};

/// What ends a lesson early, in one line that says what to do.
#[derive(Debug)]
pub enum Error {
    /// The lesson was asked for something that it cannot do: exit code 2.
    Input(String),
    /// The run itself failed: exit code 1.
    Failed(String),
}

/// What everything in a lesson returns.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// The exit code of a lesson that ends so.
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

impl From<descent::Error> for Error {
    fn from(error: descent::Error) -> Self {
        let line = error.to_string();
        match error {
            descent::Error::Diverged { .. }
            | descent::Error::NoGradient
            | descent::Error::Device(_) => Error::Failed(line),
            _ => Error::Input(line),
        }
    }
}
