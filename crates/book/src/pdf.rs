//! The whole book as one PDF, printed by a Chromium that is at hand.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, ensure};

/// The names that Chromium has on one system or another. Chrome first: Ubuntu's
/// Chromium is a snap, which may not write where it likes.
const NAMES: [&str; 5] = [
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "chromium",
    "chromium-browser",
];

const PRINT: &str = "<a href=\"print.html\" title=\"Print this book\" \
                     aria-label=\"Print this book\">";
const DOWNLOAD: &str = "<a href=\"descent.pdf\" title=\"The book as a PDF\" \
                        aria-label=\"The book as a PDF\">";

/// Prints a built book into `descent.pdf` beside its pages, and lets the sign
/// of the printer lead there.
///
/// # Errors
/// No Chromium; one that cannot print.
pub fn print(folder: &Path) -> Result<()> {
    let chromium = chromium().context(
        "no Chromium found: install it, or name it in the variable CHROMIUM",
    )?;
    let pdf = folder.join("descent.pdf");
    let profile = tempfile::tempdir()?;
    let mut command = Command::new(&chromium);
    command
        .args(["--headless", "--disable-gpu", "--no-pdf-header-footer"])
        // It shows nothing but these pages, and root may not have a sandbox.
        .arg("--no-sandbox")
        .arg("--generate-pdf-document-outline")
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("--print-to-pdf={}", pdf.display()))
        .arg(folder.join("print.html"))
        .stderr(Stdio::null())
        .stdout(Stdio::null());
    let name = chromium.display();
    let status = command
        .status()
        .with_context(|| format!("cannot run {name}"))?;
    let written = fs::metadata(&pdf).is_ok_and(|file| file.len() > 0);
    ensure!(
        status.success() && written,
        "{name} has not printed the book: the variable CHROMIUM names another"
    );
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "html") {
            let html = fs::read_to_string(&path)?;
            fs::write(&path, html.replace(PRINT, DOWNLOAD))?;
        }
    }
    Ok(())
}

fn chromium() -> Option<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM") {
        return Some(named.into());
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let candidates = NAMES.iter().flat_map(|name| {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        folders.iter().map(move |folder| folder.join(&file))
    });
    let on_a_mac =
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
    let mut candidates = candidates.chain([on_a_mac.into()]);
    candidates.find(|path| path.is_file())
}
