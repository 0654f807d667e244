//! Lessons that are cut short by a reader, a full disk or Ctrl-C: they end with
//! a line or quietly, and never leave part of a file.

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    path::PathBuf,
    process::Stdio,
};

use crate::programs::{LESSONS, command, files, short, without_asides};
use tempfile::tempdir;

/// Each file is complete: an SVG closes its root, a GIF has its trailer, a
/// recording its last bracket, an image as text its last line; a model has
/// the length that lesson 9 tells.
fn assert_whole(files: &[PathBuf]) {
    for file in files {
        let bytes = fs::read(file).unwrap();
        let whole = match file.extension().and_then(|e| e.to_str()) {
            Some("svg") => bytes.trim_ascii_end().ends_with(b"</svg>\n</svg>"),
            Some("gif") => bytes.ends_with(&[0x3b]),
            Some("json") => bytes.ends_with(b"}"),
            Some("pgm") => bytes.ends_with(b"\n"),
            Some("bpk") => bytes.len() == 38996,
            _ => false, // no other file belongs there
        };
        assert!(whole, "{} is not whole", file.display());
    }
}

#[test]
fn a_reader_that_closes_the_pipe_ends_a_lesson_quietly() {
    for lesson in LESSONS {
        for flags in [&["--no-figures"][..], &["--out", "here"]] {
            let flags = &[flags, short(lesson)].concat();
            let folder = tempdir().unwrap();
            let mut child = command(lesson, folder.path(), flags)
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            let mut first = String::new();
            let mut reader = BufReader::new(child.stdout.take().unwrap());
            reader.read_line(&mut first).unwrap();
            drop(reader);
            let mut stderr = String::new();
            let mut reader = child.stderr.take().unwrap();
            reader.read_to_string(&mut stderr).unwrap();
            let code = child.wait().unwrap().code();
            let said = without_asides(&stderr);
            assert_eq!((code, said.as_str()), (Some(0), ""));
            assert!(first.starts_with(&format!("Lesson {lesson}: ")));
            assert_whole(&files(folder.path()));
        }
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::{
        ffi::OsStr,
        os::unix::process::ExitStatusExt,
        path::Path,
        process::{Child, ChildStdout, Command},
        thread::sleep,
        time::{Duration, SystemTime},
    };

    use crate::programs::{assert_one_line, assert_only_files, end};

    use super::*;

    #[test]
    fn a_full_disk_behind_standard_output_is_an_error_in_one_line() {
        for lesson in LESSONS {
            let json = ["--json", "--no-figures"];
            for flags in [&json[1..], &json, &["--help"]] {
                let flags = &[flags, short(lesson)].concat();
                let folder = tempdir().unwrap();
                let full = fs::File::create("/dev/full").unwrap();
                let child = command(lesson, folder.path(), flags)
                    .stdout(full)
                    .stderr(Stdio::piped())
                    .spawn()
                    .unwrap();
                let output = child.wait_with_output().unwrap();
                let stderr = String::from_utf8(output.stderr).unwrap();
                assert_eq!(output.status.code(), Some(1), "{stderr}");
                assert_one_line(&stderr, "a full disk");
            }
        }
    }

    #[test]
    fn a_disk_that_fills_up_leaves_no_part_of_a_figure() {
        // A limit of 512 bytes a file stands for the full disk: no figure
        // fits, the test for a writable folder does.
        for lesson in LESSONS {
            let folder = tempdir().unwrap();
            let flags = short(lesson);
            let lesson = command(lesson, folder.path(), &[]);
            let script =
                "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\" --out here";
            let mut shell = Command::new("sh");
            shell.args(["-c", script]).arg(lesson.get_program());
            shell.args(flags);
            let ended = end(shell.current_dir(folder.path()));
            // As where standard output is full: the run failed.
            assert_eq!(ended.code, Some(1), "{}", ended.stderr);
            let said = without_asides(&ended.stderr);
            assert_one_line(&said, "a disk that fills up");
            assert!(ended.stderr.contains("here/"), "{}", ended.stderr);
            assert_only_files(folder.path(), &[]);
        }
    }

    /// A lesson that has just begun, by a shell that ignores signals where
    /// `trap` says so; its story from the second line on.
    fn begun(
        trap: &str,
        folder: &Path,
        flags: &str,
    ) -> (Child, BufReader<ChildStdout>) {
        let lesson = command(3, folder, &[]);
        let script = format!("{trap} exec \"$0\" --no-figures {flags}");
        let mut shell = with_default_signals("sh", folder);
        shell.args(["-c", &script]).arg(lesson.get_program());
        listening(&mut shell)
    }

    /// A program that heeds signals also where these tests were started by
    /// nohup or in the background, and ignore some.
    fn with_default_signals(
        program: impl AsRef<OsStr>,
        folder: &Path,
    ) -> Command {
        let mut command = Command::new("env");
        command.arg("--default-signal=HUP,INT,TERM").arg(program);
        command.current_dir(folder).stdin(Stdio::null());
        command
    }

    /// A lesson from its first line on, and its story from the second on.
    fn listening(lesson: &mut Command) -> (Child, BufReader<ChildStdout>) {
        let lesson = lesson.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = lesson.spawn().unwrap();
        let mut story = BufReader::new(child.stdout.take().unwrap());
        story.read_line(&mut String::new()).unwrap();
        (child, story)
    }

    fn send(signal: &str, child: &Child) {
        let id = child.id().to_string();
        let kill = Command::new("kill").args([signal, &id]).status();
        assert!(kill.unwrap().success());
    }

    #[test]
    fn a_signal_ends_a_lesson_as_a_shell_expects() {
        // The lesson ends itself by Ctrl-C. By the others it is ended, which a
        // shell shows as 128 and the signal.
        for (signal, number) in [("-INT", 2), ("-TERM", 15), ("-HUP", 1)] {
            let folder = tempdir().unwrap();
            // Far from its end, however long the signal takes.
            let long = "--steps 1000000";
            let (mut child, _story) = begun("", folder.path(), long);
            send(signal, &child);
            let status = child.wait().unwrap();
            let ended = status.signal().map(|signal| 128 + signal);
            let code = status.code().or(ended);
            assert_eq!(code, Some(128 + number), "{signal}");
        }
    }

    #[test]
    fn a_signal_that_is_ignored_stays_so() {
        for signal in ["HUP", "INT"] {
            let folder = tempdir().unwrap();
            let trap = format!("trap '' {signal};");
            let (mut child, mut story) = begun(&trap, folder.path(), "");
            send(&format!("-{signal}"), &child);
            let mut rest = String::new();
            story.read_to_string(&mut rest).unwrap();
            assert_eq!(child.wait().unwrap().code(), Some(0), "{signal}");
            assert!(rest.contains("Next: "), "{signal}: {rest}");
        }
    }

    #[test]
    fn what_a_killed_run_left_is_removed_by_a_later_one() {
        let folder = tempdir().unwrap();
        let ages = [(".descent-unfinished-old", 61), ("mine.tmp", 3600)];
        for (name, seconds) in ages {
            let file = fs::File::create(folder.path().join(name)).unwrap();
            let time = SystemTime::now() - Duration::from_secs(seconds);
            file.set_modified(time).unwrap();
        }
        // Another run may be writing this one now.
        let young = folder.path().join(".descent-unfinished-young");
        fs::write(young, "").unwrap();
        let ended = end(&mut command(1, folder.path(), &["--out", "."]));
        assert_eq!(ended.code, Some(0), "{}", ended.stderr);
        let left = |name| folder.path().join(name).exists();
        assert!(!left(".descent-unfinished-old"));
        assert!(left(".descent-unfinished-young") && left("mine.tmp"));
    }

    #[test]
    fn an_interrupt_leaves_whole_files_only() {
        // Moments before, between and amid the figures of lesson 3, whose
        // animation takes longest. Which is which depends on the machine:
        // the claim holds for all. From its first line on the lesson listens.
        let mut codes = Vec::new();
        for wait in (0..8).map(|i| 100 * i) {
            let folder = tempdir().unwrap();
            let lesson = command(3, folder.path(), &[]);
            let program = lesson.get_program();
            let mut lesson = with_default_signals(program, folder.path());
            lesson.args(["--out", "here"]);
            let (mut child, _story) = listening(&mut lesson);
            sleep(Duration::from_millis(wait));
            let kill = Command::new("kill")
                .args(["-INT", &child.id().to_string()])
                .stderr(Stdio::null())
                .status();
            kill.unwrap();
            codes.push(child.wait().unwrap().code());
            assert_whole(&files(folder.path()));
        }
        // 130 from the lesson's own handler, or 0 from its end; at once after
        // the first line it cannot have ended.
        assert_eq!(codes[0], Some(130), "{codes:?}");
        let known = |code: &Option<i32>| matches!(code, Some(0 | 130));
        assert!(codes.iter().all(known), "{codes:?}");
    }
}
