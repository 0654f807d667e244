//! float32, and the other backends.

#[cfg(unix)]
use std::path::Path;

#[cfg(unix)]
use crate::worker::Worker;
use crate::{
    PEERS,
    common::{assert_close, numbers},
    penguins,
};

#[test]
fn float32_keeps_its_digits() {
    let flags = ["--y", "body_mass_g", "--x", "flipper_length_mm"];
    let got = penguins(&[&flags[..], &["--precision", "f32"]].concat());
    assert_eq!(
        (&got["precision"], &got["converged"]),
        (&"f32".into(), &true.into())
    );
    let want = numbers(&PEERS, "mass_by_flipper.parameters");
    assert_close("f32", &numbers(&got, "parameters"), &want, 1e-5);
}

/// On another backend, in float32: sums in another order.
fn same_on(backend: &str, besides: &[&str]) {
    let mass = ["--y", "body_mass_g", "--x", "flipper_length_mm"];
    for flags in [
        &[][..],
        &["--model", "quadratic"],
        &[
            "--x",
            "bill_length_mm",
            "--optimiser",
            "adam",
            "--epochs",
            "50",
        ],
        &["--loss", "huber"],
        &["--model", "mlp:4", "--epochs", "20"],
    ] {
        let all = [&mass, flags, &["--precision", "f32"]].concat();
        let want = penguins(&all);
        let got =
            penguins(&[&all[..], &["--backend", backend], besides].concat());
        assert_eq!(got["backend"], backend);
        for key in ["standardised_parameters", "loss", "r2", "learning_rate"] {
            let what = format!("{backend} {flags:?} {key}");
            let [got, want] = [&got, &want].map(|d| numbers(d, key));
            for (got, want) in got.iter().zip(&want) {
                let room = 1e-3 * want.abs() + 1e-5;
                assert!((got - want).abs() < room, "{what}: {got}, {want}");
            }
        }
    }
}

#[test]
#[ignore = "needs --features ndarray; .ci/run runs it"]
fn ndarray_gives_the_numbers_of_flex() {
    same_on("ndarray", &[]);
}

#[test]
#[ignore = "needs --features wgpu and a Vulkan driver; .ci/run runs it"]
fn wgpu_gives_the_numbers_of_flex() {
    same_on("wgpu", &[]);
}

/// The worker is a program of the lessons' package, and cargo puts all programs
/// in one folder: `.ci/run` builds it first.
#[cfg(unix)]
#[test]
#[ignore = "needs --features remote and the program worker; .ci/run runs it"]
fn a_worker_gives_the_numbers_of_flex() {
    let program = Path::new(env!("CARGO_BIN_EXE_fit")).with_file_name("worker");
    let worker = Worker::start(&program, &[]);
    same_on("remote", &worker.flags()[2..]);
}
