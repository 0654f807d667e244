//! Lesson 13: our trainer against burn's, runs that were killed against whole
//! ones, and weights that travel. It needs the feature `trainer`, with which
//! the gate runs it:
//!
//! ```text
//! cargo test --features lessons/trainer --test lessons trainer
//! ```

/// A build without burn's trainer names the command that has it; with cargo's
/// variables it would run that command itself.
#[cfg(not(feature = "trainer"))]
#[test]
fn a_build_without_the_trainer_says_how_to_have_it() {
    let folder = tempfile::tempdir().unwrap();
    let flags = ["--seed", "7", "--no-figures"];
    let ended = crate::programs::run(13, folder.path(), &flags);
    crate::programs::assert_refused(&ended, 2, "lesson13");
    let command = "cargo run --features trainer --bin lesson13 -- --seed 7";
    assert!(ended.stderr.contains(command), "{}", ended.stderr);
    let help = crate::programs::run(13, folder.path(), &["--help"]);
    assert_eq!(help.code, Some(0));
    assert!(help.stdout.contains("--patience"), "{}", help.stdout);
}

#[cfg(feature = "trainer")]
mod built {
    use std::{fs, path::Path};

    use serde_json::Value;

    use crate::{
        common::{assert_close_to_largest, numbers},
        outputs, programs,
        programs::{Kept, assert_refused, document, drawn, kept, run},
    };

    /// Short, and stopped by nothing.
    const SHORT: [&str; 4] = ["--epochs", "2", "--patience", "9"];

    fn lesson_13() -> &'static Value {
        &drawn(13).document()["results"]
    }

    fn of(key: &str) -> Vec<f64> {
        numbers(lesson_13(), key)
    }

    /// Both trainers do the same arithmetic in the same order.
    #[test]
    fn burns_trainer_has_our_losses() {
        let (ours, burns) = (of("own.losses"), of("burns.losses"));
        assert!(ours.len() > 200 && ours.iter().all(|loss| *loss > 0.0));
        // log 10 at chance, more while the scores are random.
        assert!(ours[0] > 2.0 && ours[0] < 4.0, "{}", ours[0]);
        assert_eq!(ours.len(), burns.len());
        let far = ours
            .iter()
            .zip(&burns)
            .find(|(u, v)| (*u - *v).abs() > 1e-6);
        assert_eq!(far, None);
        assert_close_to_largest(
            "validation",
            &of("burns.valid"),
            &of("own.valid"),
            1e-6,
        );
        assert!(of("apart").iter().all(|apart| *apart < 1e-6));
        assert!(of("burns.accuracy").last().unwrap() > &90.0);
    }

    /// The rule written out again, on the losses that the run had.
    #[test]
    fn the_run_ends_when_three_epochs_brought_nothing() {
        let valid = of("own.valid");
        let best = |until: usize| {
            let first = valid[..until].iter().copied();
            let lowest = first.fold(f64::INFINITY, f64::min);
            1 + valid.iter().position(|loss| *loss == lowest).unwrap()
        };
        let stops =
            (1..=20).find(|epoch| *epoch == 20 || epoch - best(*epoch) >= 3);
        assert_eq!(Some(valid.len()), stops);
        assert_eq!(of("own.best_epoch"), [best(valid.len()) as f64]);
        // The last two checkpoints stay, and the best.
        let last = valid.len();
        let mut want = vec![best(last), last - 1, last];
        want.dedup();
        let want: Vec<f64> = want.iter().map(|epoch| *epoch as f64).collect();
        assert_eq!(of("burns.kept"), want);
    }

    /// With all that a run holds it ends at the same bits; without any part of
    /// it, elsewhere.
    #[test]
    fn a_checkpoint_must_hold_all_three() {
        let apart = |key: &str| of(&format!("checkpoint.{key}"))[1];
        assert_eq!(apart("all"), 0.0);
        assert!(apart("no_velocity") > 1e-3);
        assert!(apart("no_epoch") > 1e-3);
    }

    #[test]
    fn a_killed_run_ends_where_the_undisturbed_one_does() {
        let ours = of("resumed.ours");
        assert_eq!((ours[0], ours[2]), (ours[1], 0.0));
        // Our own trainer went the same way.
        let own = of("checkpoint.undisturbed")[0];
        assert!((ours[0] - own).abs() < 1e-6, "{} and {own}", ours[0]);
        // burn's shuffle begins anew where a run goes on.
        let burns = of("resumed.burns");
        assert!(burns[2] > 1e-3, "{burns:?}");
        let dealt = |key: &str| {
            let dealt = &lesson_13()["resumed"][format!("dealt_{key}")];
            [0, 1, 2].map(|at| dealt[at].as_str().unwrap().to_owned())
        };
        let [first, fourth, resumed] = dealt("ours");
        assert_eq!((resumed == fourth, resumed == first), (true, false));
        let [first, fourth, resumed] = dealt("burns");
        assert_eq!((resumed == fourth, resumed == first), (false, true));
    }

    /// Each order's runs, batch by batch: the same until the kill, and after it
    /// only where the order can be found again.
    #[test]
    fn the_player_has_the_losses_of_the_killed_runs() {
        let recording: Value =
            serde_json::from_slice(drawn(13).file("killed.json")).unwrap();
        let orders = recording["resumed"]["orders"].as_array().unwrap();
        let from = 3 * 1438_usize.div_ceil(32);
        assert_eq!(recording["resumed"]["checkpoint"], from);
        for (order, finds) in orders.iter().zip([true, false]) {
            let of = |key: &str| numbers(order, key);
            let [all, killed, resumed] =
                ["undisturbed", "killed", "resumed"].map(of);
            assert_eq!((all.len(), resumed.len()), (2 * from, from));
            // The disk holds half an epoch more, and batches are whole.
            assert_eq!(killed.len(), from + 719 / 32);
            assert_eq!(killed, all[..killed.len()]);
            assert_eq!(resumed == all[from..], finds);
        }
        let own = numbers(&orders[0], "undisturbed");
        assert_close_to_largest(
            "epoch 1",
            &own[..1],
            &of("own.losses")[..1],
            1e-6,
        );
        let steps = recording["runs"][0]["steps"].as_array().unwrap();
        assert!(steps.len() > 60, "{}", steps.len());
        for step in steps {
            let at = |key: &str| step[key].as_u64().unwrap() as usize;
            let (update, order) = (at("update"), &orders[at("order")]);
            let again = step["again"].as_bool().unwrap();
            let shown = match again {
                true => &order["resumed"][update - from],
                false => &order["killed"][update],
            };
            assert_eq!(&step["loss"], shown);
            assert_eq!(step["undisturbed"], order["undisturbed"][update]);
        }
    }

    /// In fewer columns the dashboard would not be readable.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_narrow_terminal_gets_no_dashboard() {
        let folder = tempfile::tempdir().unwrap();
        let lesson = programs::command(13, folder.path(), &[]);
        let lesson = lesson.get_program().to_str().unwrap();
        let inside = format!("stty rows 24 cols 50; '{lesson}' --tui");
        let mut script = std::process::Command::new("script");
        script.args(["-qec", &inside, "/dev/null"]);
        let ended = programs::end(script.current_dir(folder.path()));
        assert_eq!(ended.code, Some(2), "{}", ended.stdout);
        programs::assert_one_line(&ended.stdout, "a narrow terminal");
        assert!(ended.stdout.contains("80 columns"), "{}", ended.stdout);
    }

    /// Files that hold nothing stand for a full disk at burn's log of each
    /// metric, whose thread panics; files of 8 KiB at its checkpoints.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_below_burns_trainer_is_an_error_in_one_line() {
        for (blocks, what) in [(0, "log an item"), (16, "Checkpoint")] {
            let temporary = tempfile::tempdir().unwrap();
            let folder = tempfile::tempdir().unwrap();
            let lesson = programs::command(13, folder.path(), &[]);
            let script =
                format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
            let mut shell = std::process::Command::new("sh");
            shell.args(["-c", &script]).arg(lesson.get_program());
            shell.args(SHORT).arg("--no-figures");
            shell.current_dir(folder.path());
            let ended = programs::end(shell.env("TMPDIR", temporary.path()));
            assert_eq!(ended.code, Some(1), "{}", ended.stderr);
            programs::assert_one_line(&ended.stderr, "a full disk");
            assert!(ended.stderr.contains(what), "{}", ended.stderr);
            programs::assert_only_files(temporary.path(), &[]);
        }
    }

    /// Read by what is published of the format: eight bytes that say how long
    /// the header is, the header as JSON, the numbers.
    #[test]
    fn the_safetensors_are_laid_out_as_pytorch_has_them() {
        let bytes = drawn(13).file("digits.safetensors");
        let length = u64::from_le_bytes(bytes[..8].try_into().unwrap());
        let header = &bytes[8..8 + length as usize];
        let header: Value = serde_json::from_slice(header).unwrap();
        for (name, shape) in [
            ("hidden.weight", &[64, 64][..]),
            ("hidden.bias", &[64]),
            ("output.weight", &[10, 64]),
            ("output.bias", &[10]),
        ] {
            assert_eq!(header[name]["shape"], serde_json::json!(shape));
            assert_eq!(header[name]["dtype"], "F64", "{name}");
        }
        assert_eq!(header.as_object().unwrap().len(), 5, "{header}");
        let numbers = 64 * 64 + 64 + 640 + 10;
        assert_eq!(bytes.len(), 8 + length as usize + 8 * numbers);
        assert_eq!(lesson_13()["weights"]["same"], true);
    }

    /// Sums of 64 products in float64 are right to 1e-14 of their terms.
    #[test]
    fn pytorchs_weights_give_pytorchs_scores() {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(package.join("data/digits_torch.json"));
        let oracle: Value = serde_json::from_str(&text.unwrap()).unwrap();
        let want = numbers(&oracle, "scores");
        assert_close_to_largest(
            "scores",
            &of("torch.scores"),
            &want[..10],
            1e-12,
        );
        assert!(of("torch.apart")[0] < 1e-11);
    }

    #[test]
    fn rates_epochs_seeds_and_patience_act() {
        let usual = document(13, &SHORT);
        let losses = |document: &Value, who: &str| {
            numbers(&document["results"], &format!("{who}.losses"))
        };
        let want = losses(&usual, "own");
        assert_eq!(want.len(), 2 * 45);
        let other = ["--seed", "7", "--lr", "0.5"];
        let other = document(13, &[&SHORT[..], &other].concat());
        let (ours, burns) = (losses(&other, "own"), losses(&other, "burns"));
        assert!(ours[0] != want[0] && ours[50] != want[50]);
        assert_close_to_largest("losses", &ours, &burns, 1e-6);
        let single = [&SHORT[..], &["--precision", "f32"]].concat();
        let single = document(13, &single);
        // float32: sums right to 1e-6, and 90 updates that spread it.
        let ours = losses(&single, "own");
        assert_close_to_largest("f32", &ours, &want, 1e-3);
    }

    /// Here, where burn's trainer is built: the book's test of all commands
    /// leaves them out.
    #[test]
    fn every_command_of_the_chapter_runs() {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let page = package.join("../../docs/src/lesson13.md");
        let page = fs::read_to_string(page).unwrap();
        let commands = page.lines().filter_map(|line| {
            line.strip_prefix("{{run lesson13")?.strip_suffix("}}")
        });
        let commands: Vec<&str> =
            commands.filter(|flags| !flags.contains("--tui")).collect();
        assert!(commands.len() > 3, "{commands:?}");
        for flags in commands {
            kept(13, &flags.split_whitespace().collect::<Vec<_>>());
        }
    }

    #[test]
    fn bad_input_is_refused() {
        for (flags, what) in [
            (["--lr", "1.5"], "at most 1"),
            (["--lr", "0"], "--lr"),
            (["--patience", "0"], "1 to 10000"),
            (["--epochs", "0"], "--epochs"),
            (["--tui", "--json"], "--json"),
            (["--tui", "--seed=1"], "terminal"),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let ended = run(13, folder.path(), &flags);
            assert_refused(&ended, 2, &format!("{flags:?}"));
            assert!(ended.stderr.contains(what), "{}", ended.stderr);
            programs::assert_only_files(folder.path(), &[]);
        }
    }

    /// The same bytes twice, every file named, none left elsewhere.
    #[test]
    fn it_leaves_what_it_names_and_nothing_else() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let mut command = programs::command(13, folder.path(), &SHORT);
        command.env("TMPDIR", temporary.path());
        let ended = programs::end(&mut command);
        assert_eq!((ended.code, &*ended.stderr), (Some(0), ""));
        programs::assert_only_files(temporary.path(), &[]);
        let named = ended.stdout.lines();
        let named = named.filter_map(|line| line.strip_prefix("Wrote "));
        let named: Vec<String> = named.map(str::to_owned).collect();
        assert_eq!(named.len(), 5, "{named:?}");
        programs::assert_only_files(folder.path(), &named);
        let again = Kept::run(13, &SHORT);
        assert_eq!(again.stdout, ended.stdout);
        for (path, bytes) in &again.files {
            assert!(fs::read(folder.path().join(path)).unwrap() == *bytes);
        }
        let quiet = kept(13, &[&SHORT[..], &["--no-figures"]].concat());
        assert!(quiet.files.is_empty());
    }

    #[test]
    fn its_story_fits_the_page_and_the_book_shows_it() {
        let story = &kept(13, &programs::FLAGS).stdout;
        for line in story.lines().filter(|l| !l.starts_with("Wrote ")) {
            assert!(line.chars().count() <= 80, "{line}");
            assert_eq!(line, line.trim_end());
        }
        outputs::assert_story_is_fresh(13);
        outputs::assert_files_are_fresh(13);
        outputs::assert_results_are_fresh(13);
        let svg = drawn(13).file("trainers.svg");
        let svg = String::from_utf8_lossy(svg);
        for word in ["update", "our trainer", "cross-entropy (log scale)"] {
            assert!(svg.contains(word), "{word}");
        }
    }
}
