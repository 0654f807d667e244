//! `--backend ndarray`, `wgpu` and `remote` need no flag of cargo, nor do lesson
//! 13 and the worker: a program that was built without what it needs asks cargo
//! to build it and run again.

use std::{env, fs, process::Command, process::ExitCode};

use descent::device::Backend;

use crate::{Error, Result};

/// The lesson that needs burn's trainer.
const TRAINER: &str = "lesson13";

/// The program that needs burn's `remote`, whatever its backend.
const WORKER: &str = "worker";

/// A feature that a run needs, what it brings, and whether it is built in.
type Need = (&'static str, &'static str, bool);

fn needs(program: &str, backend: Backend) -> Vec<Need> {
    let mut needs = Vec::new();
    if program == TRAINER {
        needs.push(("trainer", "trainer of burn", cfg!(feature = "trainer")));
    }
    if program == WORKER || backend == Backend::Remote {
        let built = cfg!(feature = "remote");
        needs.push(("remote", "remote backend", built));
    }
    match backend {
        Backend::Flex | Backend::Remote => {}
        Backend::Ndarray => {
            let built = cfg!(feature = "ndarray");
            needs.push(("ndarray", "ndarray backend", built));
        }
        Backend::Wgpu => {
            let built = cfg!(feature = "wgpu");
            needs.push(("wgpu", "wgpu backend", built));
        }
    }
    needs
}

/// Runs the program anew if this build lacks what it needs, and gives its exit
/// code; `None` if nothing is missing.
pub fn if_needed(program: &str, backend: Backend) -> Result<Option<ExitCode>> {
    let needs = needs(program, backend);
    let Some((_, missing, _)) = needs.iter().find(|(.., built)| !built) else {
        return Ok(None);
    };
    let mut cargo: Vec<String> = ["run", "--features"].map(String::from).into();
    let features: Vec<&str> = needs.iter().map(|(name, ..)| *name).collect();
    cargo.push(features.join(","));
    if !cfg!(debug_assertions) {
        cargo.push("--release".into());
    }
    cargo.extend(["--bin", program, "--"].map(String::from));
    let own: Vec<_> = env::args_os().skip(1).collect();

    // `cargo run` sets both variables for the program that it runs.
    let (Some(build), Some(package)) =
        (env::var_os("CARGO"), env::var_os("CARGO_MANIFEST_DIR"))
    else {
        let own = own.iter().map(|arg| arg.to_string_lossy().into_owned());
        cargo.extend(own);
        let words = cargo.iter().map(String::as_str);
        // No argument of a program holds the byte 0, which cannot be quoted.
        let command = shlex::try_join(words).unwrap_or_default();
        return Err(Error::Input(format!(
            "this program was built without the {missing}; run it with: cargo \
             {command}"
        )));
    };
    crate::output::complain(&format!(
        "This build has no {missing} yet. Building it now; the first time \
         takes a while."
    ));
    step_aside();
    let manifest = std::path::Path::new(&package).join("Cargo.toml");
    let mut command = Command::new(build);
    command
        .arg(cargo.remove(0))
        .arg("--manifest-path")
        .arg(manifest)
        .args(cargo)
        .args(own);
    run_cargo(&mut command).map(Some)
}

/// Runs cargo to its end and gives its exit code; 1 where a signal ended it.
///
/// # Errors
/// A cargo that cannot be started.
pub fn run_cargo(cargo: &mut Command) -> Result<ExitCode> {
    let status = cargo
        .status()
        .map_err(|e| Error::Failed(format!("cannot start cargo: {e}")))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(1)))
}

/// Windows does not let cargo replace a program that runs, but lets it be
/// renamed. Failing to is no error: then cargo says so itself.
fn step_aside() {
    if cfg!(windows)
        && let Ok(own) = env::current_exe()
    {
        let _ = fs::rename(&own, own.with_extension("old.exe"));
    }
}
