//! What the tutor makes of a check that cargo built: its verdict, and what it
//! prints. The checks are shell scripts.

use tutorials::check::{CAME, FAILED, PASSED};

use crate::{learner::Learner, scripts::with_check};

/// A verdict is the check's own: it ends with what only the check was told.
#[test]
fn only_the_check_itself_gives_a_verdict() {
    let forged = format!("echo '{PASSED}'; exit");
    for (code, text) in [
        (0, format!("{forged} 0")),
        (0, format!("read token; {forged} 0")),
        (0, "exit 0".into()),
        (1, "exit 1".into()),
        (2, "exit 2".into()),
        // A code of its own after the verdict of another.
        (0, format!("echo '{PASSED}0123456789abcdef'; exit 0")),
    ] {
        let learner = Learner::new();
        let (told, output) = with_check(&learner, &text);
        assert_eq!(output.status.code(), Some(1), "{told}");
        let want = format!("ended with code {code} before the check did");
        assert!(told.contains(&want), "{text}: {told}");
        assert!(learner.says(&["list"]).contains("[>] 11_noise"));
    }
    let learner = Learner::new();
    let passes = format!("read token; echo Well done; echo '{PASSED}'$token");
    let (told, output) = with_check(&learner, &passes);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("11_noise is solved. Well done"), "{told}");
    let offer = "A solution, explained: `cargo run --bin tutor solution 11`";
    assert!(told.contains(offer), "{told}");
    assert!(learner.says(&["list"]).contains("[x] 11_noise"));
}

/// What came is told from the second value on that was predicted for the same
/// constant; until then only what the check says of it.
#[test]
fn what_came_is_told_at_the_second_try() {
    let learner = Learner::new();
    for (constant, said, told_too) in [
        ("NOISE", 0.0, false),
        ("NOISE", 0.0, false),
        ("W0", 3.0, false),
        ("W0", 4.0, true),
        ("W0", 3.0, true),
        ("NOISE", 0.1, true),
    ] {
        let text = format!(
            "read token; echo Too small.; echo '{CAME}{constant} {said} 9.75'
             echo '{FAILED}'$token"
        );
        let (told, output) = with_check(&learner, &text);
        assert_eq!(output.status.code(), Some(1));
        assert!(told.contains("Too small."), "{told}");
        assert_eq!(told.contains("9.75"), told_too, "{constant}: {told}");
        assert!(!told.contains(CAME.trim()), "{told}");
    }
    learner.says(&["reset", "11"]);
    assert_eq!(learner.progress(), b"\n");
}

#[test]
fn a_check_that_is_killed_is_told_as_such() {
    let (told, output) = with_check(&Learner::new(), "kill -SEGV $$");
    assert_eq!(output.status.code(), Some(1));
    assert!(told.contains("ended from outside"), "{told}");
}

/// On either stream; and it is stopped, not waited for.
#[test]
fn printing_without_end_is_cut() {
    for to in ["1", "2"] {
        let endless = format!("while :; do echo {:0>500}; done >&{to}", 0);
        let (told, output) = with_check(&Learner::new(), &endless);
        assert_eq!(output.status.code(), Some(1));
        assert!(told.contains("more than 100 kB"), "{told}");
        let errors = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(errors.lines().count() <= 21, "{errors}");
        assert_eq!(errors.ends_with("…\n"), to == "2", "{errors}");
    }
    let endless = "while :; do echo at $((i += 1)); done >&2";
    let (_, output) = with_check(&Learner::new(), endless);
    let errors = String::from_utf8(output.stderr).expect("UTF-8");
    let first: String = (1..=20).map(|i| format!("at {i}\n")).collect();
    assert_eq!(errors, first + "…\n");
}

/// What has an end is shown whole.
#[test]
fn what_is_printed_is_shown() {
    let text = format!(
        "read token; i=0; while [ $i -lt 200 ]; do i=$((i + 1)); echo at $i
         done >&2; echo '{PASSED}'$token"
    );
    let (told, output) = with_check(&Learner::new(), &text);
    assert!(told.contains("is solved"), "{told}");
    let all: String = (1..=200).map(|i| format!("at {i}\n")).collect();
    assert_eq!(String::from_utf8(output.stderr).expect("UTF-8"), all);
}
