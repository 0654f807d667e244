//! The penguins of the capstone.

use std::io;

/// One of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Penguin {
    /// The length and the depth of its bill and the length of its flipper in
    /// mm, and its mass in g; none where it was not measured.
    pub measured: [Option<f64>; 4],
    /// Its species, by its place in [`SPECIES`](Self::SPECIES).
    pub species: usize,
}

impl Penguin {
    /// The three species.
    pub const SPECIES: [&str; 3] = ["Adelie", "Chinstrap", "Gentoo"];
}

/// The 344 penguins in `data/penguins.csv`, the table that `fit` is tried on.
/// K. Gorman, T. Williams and W. Fraser (Palmer Station LTER); the package
/// palmerpenguins by A. Horst, A. Hill and K. Gorman, CC0.
///
/// # Errors
/// None in practice: the file is part of the program.
///
/// ```
/// let penguins = tutorials::penguins::penguins()?;
/// assert_eq!(penguins.len(), 344);
/// assert_eq!(penguins[3].measured, [None; 4]); // NA in the file
/// # Ok::<(), csv::Error>(())
/// ```
pub fn penguins() -> csv::Result<Vec<Penguin>> {
    let text = include_str!("../../data/penguins.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut penguins = Vec::new();
    for row in reader.records() {
        let row = row?;
        let cell = |column: usize| row.get(column).unwrap_or_default();
        let species = Penguin::SPECIES.iter().position(|s| *s == cell(0));
        let unknown = || {
            let line = format!("there is no species `{}`", cell(0));
            io::Error::new(io::ErrorKind::InvalidData, line)
        };
        penguins.push(Penguin {
            measured: [2, 3, 4, 5].map(|column| cell(column).parse().ok()),
            species: species.ok_or_else(unknown)?,
        });
    }
    Ok(penguins)
}
