//! What cannot be fitted is refused in one line.

use std::{fs, path::PathBuf};

use crate::{Ended, assert_one_line, folder_with, run};

/// Refused with exit code 2 and one line, and nothing is written.
pub fn refused(text: &str, flags: &[&str]) -> String {
    let (folder, data) = folder_with(text);
    let flags = [&[data.as_str()], flags].concat();
    let Ended(code, stdout, stderr) = run(folder.path(), &flags);
    assert_eq!((code, stdout.as_str()), (Some(2), ""), "{flags:?} {stderr}");
    assert_one_line(&stderr);
    let left: Vec<PathBuf> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(left, [folder.path().join("data.csv")], "{flags:?}");
    stderr
}

#[test]
fn columns_whose_squares_leave_float64_are_named_with_a_unit() {
    for (text, say) in [
        (
            "x,y\n1,0\n2,1e160\n3,3e160\n",
            "column y * divide the column by 1e160",
        ),
        (
            "x,y\n1,1e-170\n2,3e-170\n3,2e-170\n",
            "column y * by 1e-170",
        ),
        (
            "x,y\n1,1.7e308\n2,-1.7e308\n3,1.7e308\n",
            "column y * by 1e308",
        ),
        (
            "x,y\n1.7e308,1\n-1.7e308,2\n1e307,3\n",
            "column x * by 1e308",
        ),
    ] {
        let line = refused(text, &["--no-figures"]);
        let parts: Vec<_> = say.split(" * ").collect();
        assert!(parts.iter().all(|part| line.contains(part)), "{line}");
    }
    // The advice helps.
    let table = "x,y\n1,0\n2,1\n3,3\n";
    let got = crate::fitted(table, &[]);
    assert!(got["loss"].as_f64().unwrap() > 0.0);
}

#[test]
fn what_cannot_be_fitted_is_refused_in_one_line() {
    let table = "a,b,c\n1,2,2\n2,1,4\n3,5,6\n5,4,10\n";
    let with = ["--x", "a", "--y", "b"];
    for (flags, say) in [
        (&["--model", "cubic"][..], "use line, quadratic, poly:3"),
        (&["--model", "poly:0"], "1 to 20"),
        (
            &["--model", "poly:4"],
            "5 parameters and needs at least 5 rows",
        ),
        (&["--model", "mlp:"], "as in mlp:16,16"),
        (
            &["--x", "a", "--x", "b", "--model", "line"],
            "--model linear",
        ),
        (&["--x", "a", "--x", "a"], "twice"),
        (&["--x", "a", "--y", "a"], "column `a` is asked for twice"),
        (&["--x", "aa", "--y", "b"], "aa"),
        (&["--x", "9", "--y", "b"], "they are numbered from 1 to 3"),
        (
            &["--x", "a", "--x", "c", "--y", "b"],
            "data.csv: column c follows from",
        ),
        (&["--loss", "l1"], "use mse, rmse, mae, huber"),
        (&["--loss", "huber:0"], "above 0"),
        (&["--loss", "huber:x"], "not a number"),
        (&["--loss", "huber:1e-9"], "less than a millionth"),
        (&["--optimiser", "newton"], "sgd, momentum"),
        (&["--lr", "0"], "above 0"),
        (&["--lr", "fast"], "--lr"),
        (&["--batch-size", "5"], "more than the 4 rows"),
        (&["--batch-size", "0"], "--batch-size"),
        (
            &["--batch-size", "2", "--optimiser", "lbfgs"],
            "lbfgs needs all",
        ),
        (
            &["--batch-size", "4", "--holdout", "0.3"],
            "more than the 3 rows",
        ),
        (&["--epochs", "0"], "--epochs"),
        (&["--stop", "never"], "gradient:1e-10 or patience:50"),
        (&["--stop", "gradient:-1"], "above 0"),
        (&["--stop", "patience:0"], "--stop"),
        (&["--holdout", "1"], "between 0 and 1"),
        (&["--holdout", "NaN"], "between 0 and 1"),
        (&["--holdout", "0.9"], "4 of them held out"),
        (&["--missing", "maybe"], "drop or error"),
        (&["--backend", "cuda"], "flex, ndarray, wgpu or remote"),
        (&["--precision", "f16"], "f32 or f64"),
        (&["--live"], "--live"),
    ] {
        let all = match flags.contains(&"--x") {
            true => flags.to_vec(),
            false => [flags, &with].concat(),
        };
        let line = refused(table, &all);
        assert!(line.contains(say), "{flags:?}: {line}");
    }
    for (table, flags, say) in [
        ("", &[][..], "data.csv: there is no data in it"),
        (
            "a,b\n",
            &[],
            "data.csv, line 1: there is a header, and no data",
        ),
        ("a,b\n1,2\n", &[], "two rows"),
        (
            "a,b\n1,2\n1,3\n1,4\n",
            &[],
            "data.csv: column a is always 1",
        ),
        (
            "a,b\n1,7\n2,7\n3,7\n",
            &[],
            "data.csv: column b is always 7",
        ),
        (
            "a,b\n1,2\n2,x\n3,4\n",
            &["--x", "a", "--y", "b"],
            "data.csv, line 3, column b: `x`",
        ),
        (
            "a,b\n1,2\n2,3\n1,4\n2,1\n",
            &["--model", "quadratic"],
            "data.csv: column a takes too few different values",
        ),
        (
            "a,b\n1e308,2\n1e308,3\n-1,4\n",
            &[],
            "data.csv: the squares of column a do not fit into float64",
        ),
        (
            "a,b\n1,2\n2,NA\n3,4\n",
            &[],
            "data.csv, line 3, column b: the value is missing; --missing drop \
             leaves such rows out\n",
        ),
        ("intercept,b\n1,2\n2,3\n", &[], "cannot be called intercept"),
    ] {
        let line = refused(table, flags);
        assert!(line.contains(say), "{table:?}: {line}");
    }
    let (folder, _) = folder_with("");
    for (flags, say) in [
        (&["my", "data.csv"][..], "`data.csv` is one too many"),
        (&["nowhere.csv"], "nowhere.csv"),
        (&["."], ".: this is a folder"),
        (&[], "FILE"),
        (&["predict"], "MODEL"),
        (&["predict", "-", "new.csv"], "the model must be a file"),
    ] {
        let Ended(code, stdout, stderr) = run(folder.path(), flags);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{flags:?}");
        assert_one_line(&stderr);
        assert!(stderr.contains(say), "{flags:?}: {stderr}");
    }
}

/// Outside cargo a backend that was not built is named with the command that
/// builds it.
#[cfg(not(feature = "ndarray"))]
#[test]
fn a_backend_that_is_not_built_is_named_with_its_command() {
    let line = refused("x,y\n1,2\n2,3\n", &["--backend", "ndarray"]);
    let say = "cargo run --features ndarray --bin fit -- ";
    assert!(line.contains(say), "{line}");
}
