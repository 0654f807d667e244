//! The tutor at a terminal, which `script` is here. An exercise passes when it
//! says `right`; the check is a shell script.

use std::{
    fs,
    io::{Read, Write},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use console::strip_ansi_codes;
use tutorials::check::{FAILED, PASSED};

use crate::{learner::Learner, scripts::script, text};

struct Terminal {
    child: Child,
    shown: Arc<Mutex<Vec<u8>>>,
    /// Up to here what is shown has been looked at.
    seen: usize,
}

impl Terminal {
    /// The tutor of this learner in so many rows and columns, with a check that
    /// takes so many seconds.
    fn new(learner: &Learner, size: [usize; 2], seconds: f64) -> Self {
        let cargo = learner.file("cargo");
        let file = learner.file("exercises/$name.rs");
        let check = learner.file("check-$name");
        script(
            &cargo,
            &format!(
                r#"name=$5
                cat > {check} <<END
#!/bin/sh
read token; sleep {seconds}
if grep -q right {file}
then echo Well done.; echo "{PASSED}\$token"
else echo Not so.; echo "{FAILED}\$token"; fi
END
                chmod +x {check}
                printf '{{"target":{{"name":"%s"}},"executable":"%s"}}\n' \
                    $name {check}"#,
                check = check.display(),
                file = file.display(),
            ),
        );
        Terminal::with_cargo(learner, size, cargo)
    }

    fn with_cargo(
        learner: &Learner,
        [rows, columns]: [usize; 2],
        cargo: PathBuf,
    ) -> Self {
        let tutor = env!("CARGO_BIN_EXE_tutor");
        let tutor = format!("stty rows {rows} cols {columns}; exec {tutor}");
        let mut child = Command::new("script")
            .args(["-qec", &tutor, "/dev/null"])
            .env("CARGO_MANIFEST_DIR", learner.file(""))
            .env("CARGO", cargo)
            .env("TERM", "xterm")
            .env("SHELL", "/bin/sh")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("script runs");
        let shown = Arc::new(Mutex::new(Vec::new()));
        let (all, mut from) = (shown.clone(), child.stdout.take().unwrap());
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = from.read(&mut buffer) {
                all.lock().unwrap().extend(&buffer[..length]);
            }
        });
        let seen = 0;
        Terminal { child, shown, seen }
    }

    fn types(&mut self, text: &str) {
        let stdin = self.child.stdin.as_mut().expect("a keyboard");
        stdin.write_all(text.as_bytes()).expect("typed");
        stdin.flush().expect("typed");
    }

    /// All that was shown, without colours.
    fn text(&self) -> String {
        let shown = self.shown.lock().unwrap().clone();
        let text = String::from_utf8_lossy(&shown).replace('\r', "");
        strip_ansi_codes(&text).into_owned()
    }

    /// Waits until this is shown, after all that was looked at before. What
    /// stands between.
    fn shows(&mut self, want: &str) -> String {
        let begun = Instant::now();
        loop {
            let text = self.text();
            let rest = &text[self.seen..];
            if let Some(at) = rest.find(want) {
                self.seen += at + want.len();
                return rest[..at].into();
            }
            let late = begun.elapsed() > Duration::from_secs(30);
            assert!(!late, "`{want}` is not in:\n{rest}");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const WAITS: &str = "and Enter.";

#[test]
fn the_learner_moves_by_commands_and_by_saving() {
    let learner = Learner::new();
    let save = |name: &str, text: &str| {
        let file = learner.file(&format!("exercises/{name}.rs"));
        fs::write(file, text).expect("saved");
    };
    let mut terminal = Terminal::new(&learner, [24, 80], 0.0);
    terminal.shows("Exercise 11,");
    terminal.shows("11_noise is not solved yet.");
    terminal.shows(WAITS);
    terminal.types("next\n");
    terminal.shows("11_noise stays open: `go 11` leads back.");
    terminal.shows("Exercise 12,");
    terminal.shows(WAITS);
    terminal.types("go 52\n");
    terminal.shows("Exercise 52,");
    terminal.shows(WAITS);
    save("31_steps", "// mine");
    terminal.shows("Exercise 31,");
    terminal.shows("31_steps is not solved yet.");
    terminal.shows(WAITS);
    save("31_steps", "// right");
    terminal.shows("31_steps is solved.");
    terminal.shows("A solution, explained: `solution 31`");
    terminal.shows("Exercise 32,");
    terminal.shows(WAITS);
    terminal.types("solution\n");
    terminal.shows("//! Exercise 31");
    // One that is solved is checked again, and one stays where one is.
    save("31_steps", "// wrong");
    terminal.shows("31_steps was solved before.");
    terminal.shows("31_steps is not solved yet.");
    terminal.shows("Exercise 32,");
    terminal.shows(WAITS);
    terminal.types("lits\n");
    terminal.shows("did you mean list? See help");
    terminal.types("help\n");
    let help = terminal.shows("quit");
    for command in ["next", "go", "list", "hint", "solution", "reset"] {
        assert!(help.contains(&format!("  {command} ")), "{help}");
    }
    terminal.types("go 99\n");
    terminal.shows("`list --all` shows");
    terminal.types("solution 94\n");
    terminal.shows("`solution 94 --give-up`");
    let file = learner.file("exercises/32_gradient.rs");
    fs::remove_file(file).expect("removed");
    terminal.shows("The file is gone.");
    terminal.types("reset\n");
    terminal.shows("is as it began again.");
    terminal.shows(WAITS);
    // Nobody is sent to the shell from here.
    let text = terminal.text();
    assert!(!text.contains("cargo run"), "{text}");
    terminal.types("quit\n");
    let ended = terminal.child.wait().expect("it ends");
    assert!(ended.success());
}

/// `go` leads back to what is solved, and saving it again leads no further.
#[test]
fn the_learner_stays_with_what_is_solved() {
    let learner = Learner::new();
    let save = |text: &str| {
        let file = learner.file("exercises/11_noise.rs");
        fs::write(file, text).expect("saved");
    };
    let mut terminal = Terminal::new(&learner, [24, 80], 0.0);
    terminal.shows(WAITS);
    save("// right");
    terminal.shows("11_noise is solved.");
    terminal.shows("To stay with it: `go 11`");
    terminal.shows("Exercise 12,");
    terminal.shows(WAITS);
    terminal.types("go 11\n");
    terminal.shows("Exercise 11,");
    terminal.shows("It is solved. You stay with it until `next`.");
    let told = terminal.shows(WAITS);
    assert!(told.contains("11_noise is solved.") && !told.contains("To stay"));
    save("// wrong");
    terminal.shows("11_noise is not solved yet.");
    terminal.shows(WAITS);
    save("// right again");
    terminal.shows("11_noise is solved.");
    let told = terminal.shows(WAITS);
    assert!(!told.contains("Exercise 12,"), "{told}");
    terminal.types("next\n");
    terminal.shows("11_noise stays solved: `go 11` leads back.");
    terminal.shows("Exercise 12,");
}

/// A verdict is told once, whichever way `check` is typed; that of another
/// exercise leads nowhere.
#[test]
fn a_check_tells_its_verdict_once() {
    let learner = Learner::new();
    let mut terminal = Terminal::new(&learner, [24, 80], 0.0);
    for command in ["check\n", "check 11\n", "check 11_noise\n"] {
        terminal.shows(WAITS);
        terminal.types(command);
        let told = terminal.shows(WAITS);
        assert_eq!(told.matches("is not solved yet").count(), 1, "{told}");
        terminal.types("\n");
    }
    terminal.shows(WAITS);
    terminal.types("check 12\n");
    terminal.shows("12_ones is not solved yet.");
    terminal.types("hint\n");
    let told = terminal.shows("for 11_noise:");
    assert!(!told.contains("Exercise 11,"), "{told}");
}

/// After `list` the exercise that one is at is on the screen.
#[test]
fn the_list_keeps_the_current_exercise_on_the_screen() {
    let learner = Learner::new();
    let mut terminal = Terminal::new(&learner, [24, 80], 0.0);
    for (number, name) in [("11", "11_noise"), ("54", "54_decay")] {
        terminal.shows(WAITS);
        terminal.types(&format!("go {number}\n"));
        terminal.shows(&format!("Exercise {number},"));
        terminal.shows(WAITS);
        terminal.types("list\n");
        terminal.shows("[>]");
        terminal.shows(name);
        let below = terminal.shows("`list --all`");
        // And the bar below, and the line to type on.
        assert!(below.lines().count() < 22, "{below}");
        terminal.types("\n");
    }
}

/// What is typed during a check is read afterwards, in whole; the output
/// begins on a line of its own.
#[test]
fn typing_meanwhile_waits() {
    let learner = Learner::new();
    let mut terminal = Terminal::new(&learner, [24, 80], 2.0);
    terminal.shows("Checking …");
    terminal.types("hint\nhi");
    terminal.shows("hi");
    terminal.shows("11_noise is not solved yet.");
    terminal.shows("> hint");
    terminal.shows("Hint 1 of 3");
    terminal.types("nt\n");
    terminal.shows("Hint 2 of 3");
    let shown = terminal.shown.lock().unwrap().clone();
    let shown = String::from_utf8_lossy(&shown).into_owned();
    let (before, _) = shown.split_once("11_noise is not").expect("a verdict");
    let before = before.trim_end_matches("\u{1b}[33m\u{1b}[1m");
    assert!(before.ends_with("\r\u{1b}[2K"), "{before:?}");
}

/// In a narrow terminal the marks stay below what they point to, and nothing
/// is wider than the terminal.
#[test]
fn compile_errors_fit_a_narrow_terminal() {
    let code = "                let the_slope_of_it = \
                x.clone().powi_scalar(2).sum(1.0);";
    let marks = code.replace(|c: char| c != ' ', " ");
    let from = code.find("sum").expect("sum");
    let marks = format!(
        "{}^^^ takes no argument of this kind, as the note \
                         below explains",
        &marks[..from]
    );
    let rendered = format!(
        "error[E0061]: this method takes 0 arguments but 1 argument was given\n  \
         --> tutorials/exercises/11_noise.rs:20:14\n   |\n20 | {code}\n   | \
         {marks}\n   |\n   = note: a note that is so long that it cannot stand \
         in one line\n"
    );
    let message = serde_json::json!({ "message": {
        "level": "error", "rendered": rendered,
        "spans": [{
            "is_primary": true,
            "file_name": "tutorials/exercises/11_noise.rs",
        }],
    }});
    let learner = Learner::new();
    let list = learner.file("messages");
    fs::write(&list, message.to_string()).expect("written");
    let cargo = learner.file("cargo");
    script(&cargo, &format!("cat {}; exit 101", list.display()));
    let mut terminal = Terminal::with_cargo(&learner, [20, 50], cargo);
    terminal.shows("does not compile.");
    let told = terminal.shows(WAITS);
    assert!(
        told.lines().all(|line| line.chars().count() <= 50),
        "{told}"
    );
    let mut lines = told.lines();
    let code = lines.find(|line| line.starts_with("20 |")).expect(&told);
    let marks = lines.next().expect("marks");
    let column = |line: &str, text: &str| {
        let at = line.find(text).expect(&told);
        line[..at].chars().count()
    };
    assert_eq!(column(code, "sum"), column(marks, "^^^"), "{told}");
    let words: Vec<_> = told.split_whitespace().collect();
    assert!(words.join(" ").contains("takes no argument of"), "{told}");
}

/// So does a solution: comments are filled anew, and no word is broken.
#[test]
fn a_solution_fits_a_narrow_terminal() {
    for name in ["11_noise", "35_descent", "C9_waves"] {
        let learner = Learner::new();
        let mut terminal = Terminal::new(&learner, [24, 50], 0.0);
        terminal.shows(WAITS);
        terminal.types(&format!("solution {name} --give-up\nlist --all\n"));
        let told = terminal.shows("Lesson 1: Random data");
        let told = told.split_once("//! Exercise").expect("a solution").1;
        let (told, _) = told.rsplit_once("\n").expect("lines");
        let is_short = |line: &str| line.chars().count() <= 50;
        assert!(told.lines().all(is_short), "{told}");
        // Word by word it is the file, but for the marks of lines that go on.
        let words = |code: &str| -> Vec<String> {
            let words =
                code.split_whitespace().filter(|w| !w.starts_with("//"));
            words.map(String::from).collect()
        };
        let file = text("solutions", name);
        let file = file.trim_start_matches("//! Exercise");
        assert_eq!(words(told), words(file), "{told}");
    }
}

/// Review takes the lines that are typed, and leads back to the exercise.
#[test]
fn the_tutor_reviews_while_it_waits() {
    let learner = Learner::new();
    let mut terminal = Terminal::new(&learner, [24, 80], 0.0);
    terminal.shows(WAITS);
    terminal.types("review --day 20000\n");
    terminal.shows("1 of 7. Lesson 1: Random data");
    terminal.types("what?\n");
    terminal.shows("Type ");
    terminal.types("quit\n");
    terminal.shows("Nothing was answered, so all of it stays due.");
    terminal.shows("11_noise is not solved yet.");
    terminal.shows(WAITS);
    terminal.types("order 4\n");
    terminal.shows("Put the lines in order.");
    terminal.types("99\n");
    terminal.shows("Type the numbers of the lines in their order, 1 to 8.");
    terminal.types("\u{4}"); // Ctrl-D
    let end = terminal.child.wait().expect("it ends");
    assert!(end.success(), "{}", terminal.text());
}
