//! Compiles a program as cargo would.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

use crate::TUTORIALS;

/// Compiles a program with the libraries that cargo has built for the tutor.
pub fn compile(root: &Path) -> PathBuf {
    let cargo = |arguments: &[&str]| -> Vec<Value> {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .arg("--manifest-path")
            .arg(Path::new(TUTORIALS).join("../Cargo.toml"))
            .output()
            .expect("cargo runs");
        assert!(output.status.success(), "{output:?}");
        let lines = String::from_utf8(output.stdout).expect("UTF-8");
        lines
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect()
    };
    let metadata = cargo(&["metadata", "--format-version", "1"]).remove(0);
    let nodes = metadata["resolve"]["nodes"].as_array().expect("packages");
    let tutorials = nodes
        .iter()
        .find(|node| {
            let id = node["id"].as_str().unwrap_or_default();
            id.starts_with("path+") && id.contains("/tutorials#")
        })
        .expect("this package");
    let built = cargo(&["build", "--bin", "tutor", "--message-format", "json"]);
    let library = |id: &Value| {
        let artifact = built.iter().find(|message| {
            message["package_id"] == *id
                && message["filenames"].to_string().contains(".rlib")
        });
        let files = artifact?["filenames"].as_array()?;
        let mut files = files.iter().filter_map(Value::as_str);
        files.find(|file| file.ends_with(".rlib"))
    };

    let program = root.with_extension(env::consts::EXE_EXTENSION);
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut rustc = Command::new(rustc);
    rustc.args(["--edition", "2024", "-C", "debuginfo=0"]);
    rustc.arg(root).arg("-o").arg(&program);
    let own = library(&tutorials["id"]).expect("this library");
    rustc.arg("--extern").arg(format!("tutorials={own}"));
    let folder = Path::new(own).parent().expect("a folder");
    rustc
        .arg("-L")
        .arg(format!("dependency={}", folder.display()));
    for dependency in tutorials["deps"].as_array().expect("libraries") {
        if let Some(file) = library(&dependency["pkg"]) {
            let name = dependency["name"].as_str().expect("a name");
            rustc.arg("--extern").arg(format!("{name}={file}"));
        }
    }
    let output = rustc.output().expect("rustc runs");
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{messages}");
    program
}
