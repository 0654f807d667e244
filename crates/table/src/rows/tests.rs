//! Plain rows and all others, read in one way and in the other.

use proptest::{
    collection::vec, prelude::*, sample::select, test_runner::RngSeed,
};

use super::*;
use crate::{error::Position, table::Options};

const FIELDS: [&str; 33] = [
    " ",
    "1",
    "2",
    "30",
    "-4.5",
    "0.25",
    "12.75",
    "1.021",
    "2.500",
    "-0",
    "7.",
    ".5",
    "+5",
    "1e3",
    "1e400",
    "2.5E-3",
    " 6.5 ",
    "1 229",
    "1,5",
    "1,912",
    "12345678901234567",
    "0.12345678901234567",
    "NA",
    "",
    "-",
    "-9",
    "x",
    "Total",
    "été",
    "12 kg",
    "2020-01-02",
    "#1",
    "inf",
];

/// Tables whose rows are plain or not, and what is said of them.
fn table() -> impl Strategy<Value = (String, Options)> {
    let field = prop_oneof![
        3 => (0..2_000_000_i64, 0..5_u32).prop_map(|(all, decimals)| {
            let number = all as f64 / 10_f64.powi(decimals as i32);
            format!("{number:.*}", decimals as usize)
        }),
        1 => select(FIELDS.to_vec()).prop_map(str::to_owned),
    ];
    let row = prop_oneof![
        20 => vec(field.clone(), 3),
        1 => vec(field, 0..6),
    ];
    let said = (
        select(vec![None, Some('#'), Some('1')]),
        select(vec![Missing::Drop, Missing::Error, Missing::Keep]),
        select(vec![vec![], vec!["-9".to_owned()]]),
    );
    let written = (
        select(vec![",", ";", "\t", "|"]),
        select(vec!["\n", "\r\n"]),
    );
    (vec(row, 3..60), said, written).prop_map(|(rows, said, written)| {
        let (letter, end) = written;
        let lines = rows.iter().map(|row| row.join(letter) + end);
        let text = format!("a{letter}b{letter}c{end}");
        let options = Options {
            comment: said.0,
            missing: said.1,
            na: said.2,
            ..Options::default()
        };
        (text + &lines.collect::<String>(), options)
    })
}

/// All that a pass finds, as text.
fn found(file: &File, at: &[usize], pad: bool, block: Option<usize>) -> String {
    let roles = [Role::X, Role::Y, Role::Weights];
    let columns = at.iter().zip(roles);
    let columns = columns.map(|(at, role)| Column::new(file, *at, role));
    let mut columns: Vec<Column> = match columns.collect() {
        Ok(columns) => columns,
        Err(error) => return error.to_string(),
    };
    let rows = match pass_by(file, &mut columns, pad, block) {
        Ok(rows) => rows,
        Err(error) => return error.to_string(),
    };
    let lines: Vec<u64> = rows.lines.iter().collect();
    let bad = rows.bad.iter();
    let bad = bad.map(|b| (b.line, b.fields, b.text.clone(), b.is_note));
    let bad: Vec<_> = bad.collect();
    let mut all =
        format!("{lines:?} {bad:?} {:?} {:?}", rows.short, rows.totals);
    for column in &columns {
        let bits: Vec<u64> =
            column.values.iter().map(|v| v.to_bits()).collect();
        all += &format!("\n{bits:x?} {:?} {:?}", column.odd, column.seen);
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 500,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(42),
        ..ProptestConfig::default()
    })]

    /// Read row by row, as those that are not plain, every table is the
    /// same as read by blocks, whatever their size.
    #[test]
    fn plain_rows_are_read_as_all_others(
        (text, options) in table(),
        at in select(vec![vec![0, 1], vec![2, 0], vec![1, 2, 1], vec![1]]),
        pad in any::<bool>(),
    ) {
        let source = Position::of("data.csv");
        let opened = File::open(&source, &text, &options, &[]);
        let Ok(file) = opened else {
            return Ok(());
        };
        prop_assume!(at.iter().all(|at| *at < file.layout.width));
        let want = found(&file, &at, pad, None);
        for size in [0, 20, 300, BLOCK] {
            let got = found(&file, &at, pad, Some(size));
            prop_assert_eq!(&got, &want, "{} bytes: {}", size, text);
        }
    }
}
