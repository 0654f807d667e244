//! Which flags do not go together, and why.

use program::{Error, Result};

use crate::{args::Flags, unseen::L2};

/// Refuses flags that do not go together, and those of numbers where y holds
/// classes.
///
/// # Errors
/// The two, and what to do.
pub fn check(flags: &Flags, of_classes: bool) -> Result<()> {
    let (unseen, variation) = (&flags.unseen, &flags.variation);
    let given = |of: &[(&'static str, bool)]| {
        let first = of.iter().find(|(_, given)| *given);
        first.map(|(flag, _)| *flag)
    };
    // What is one of least squares, or of a y that has a size.
    let of_numbers = given(&[
        ("--no-intercept", variation.no_intercept),
        ("--weights", variation.weights.is_some()),
        ("--log", variation.log.is_some()),
        ("--bootstrap", variation.bootstrap.is_some()),
    ]);
    if let Some(flag) = of_numbers.filter(|_| of_classes) {
        return Err(Error::Input(format!(
            "{flag} is for numbers y, and y holds classes: leave it out"
        )));
    }
    if variation.bootstrap.is_none() {
        return Ok(());
    }
    let chosen = given(&[
        ("--compare", unseen.compare.is_some()),
        ("--l2 auto", unseen.l2 == Some(L2::Auto)),
    ]);
    if let Some(flag) = chosen {
        return Err(Error::Input(format!(
            "--bootstrap does not go with {flag}, which would have to choose \
             anew for each draw: first let it choose, then give --bootstrap \
             with what it chose"
        )));
    }
    let apart = given(&[
        ("--validate", unseen.validate.is_some()),
        ("--group", unseen.group.is_some()),
        ("--ordered", unseen.ordered),
    ]);
    match apart {
        Some("--validate") => Err(Error::Input(
            "--bootstrap does not go with --validate: a draw has no rows of its \
             own to stop by; leave one of them out"
                .into(),
        )),
        Some(flag) => Err(Error::Input(format!(
            "--bootstrap does not go with {flag}: it draws rows one by one, as \
             if none told anything of another; leave one of them out"
        ))),
        None => Ok(()),
    }
}
