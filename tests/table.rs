//! The table reader: good files come back to the last bit, bad ones get one
//! line that says where.
//!
//! The oracle is csv: its writer writes the good files, its reader reads what
//! fuzz/check.rs compares.

#[path = "fuzz/check.rs"]
mod check;

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use csv::{QuoteStyle, Terminator, WriterBuilder};
use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, RngSeed},
};
use table::{
    Column, Error, ErrorKind, Feature, Header, Kind, Missing, Options, Pick,
    Position, Result, Source, Table, read, read_again,
};

/// Columns of numbers with these names.
fn numbers(names: &[impl ToString]) -> Vec<Feature> {
    let feature = |name: String| Feature {
        name,
        kind: Kind::Number,
        unit: None,
    };
    names.iter().map(|name| feature(name.to_string())).collect()
}

/// Leaves out rows that lack a value.
fn dropping() -> Options {
    Options {
        missing: Missing::Drop,
        ..Options::default()
    }
}

fn fit(bytes: impl AsRef<[u8]>, x: &[&str], y: Option<&str>) -> Result<Table> {
    let pick = Pick {
        x: x.iter().map(|name| name.to_string()).collect(),
        y: y.map(str::to_owned),
        ..Pick::default()
    };
    let source = Source::new(bytes.as_ref(), "data.csv");
    read(source, &pick, &Options::default())
}

/// The table of the columns that are taken where none are asked for.
fn good(bytes: impl AsRef<[u8]>) -> Table {
    fit(bytes, &[], None).expect("a good file")
}

/// What is said to a bad file.
fn bad(bytes: impl AsRef<[u8]>) -> String {
    fit(bytes, &[], None).expect_err("a bad file").to_string()
}

/// What is said where these columns are asked for.
fn bad_pick(text: &str, x: &[&str], y: Option<&str>) -> String {
    fit(text, x, y).expect_err("a bad choice").to_string()
}

fn columns(table: &Table) -> Vec<&[f64]> {
    table.columns.iter().map(Vec::as_slice).collect()
}

#[test]
fn commas_tabs_and_semicolons_divide_columns() {
    for text in ["x,y\n1,2\n3,4\n", "x\ty\n1\t2\n3\t4\n", "x;y\n1;2\n3;4\n"] {
        let table = good(text);
        assert_eq!(table.names, ["x", "y"]);
        assert_eq!(columns(&table), [[1.0, 3.0], [2.0, 4.0]]);
    }
    // A tab goes before a semicolon, that before a comma; none counts in
    // quotes.
    assert_eq!(good("a, b\tc; d\n1\t2\n3\t4").names, ["a, b", "c; d"]);
    assert_eq!(good("a, b;c\n1;2\n3;4").names, ["a, b", "c"]);
    assert_eq!(good("\"a;\"\"\t\",b\n1,2\n3,4").names, ["a;\"", "b"]);
    // A quote within a field hides nothing, and a comment says nothing.
    assert_eq!(good("5\" a;b\n1;2\n3;4").names, ["5\" a", "b"]);
    assert_eq!(good("  \n# \";\t\na,b\n1,2\n3,4").names, ["a", "b"]);
}

#[test]
fn a_file_without_header_has_numbered_columns() {
    let table = good("1,2\n3,4\n");
    assert_eq!(table.names, ["column 1", "column 2"]);
    assert_eq!(columns(&table), [[1.0, 3.0], [2.0, 4.0]]);
    // Missing values make no header.
    let source = Source::new(&b"NA,2\n3,4\n5,6"[..], "data.csv");
    let table = read(source, &Pick::default(), &dropping()).unwrap();
    assert_eq!(columns(&table), [[3.0, 5.0], [4.0, 6.0]]);
    assert_eq!(table.dropped.len(), 1);
}

#[test]
fn line_ends_marks_comments_and_blank_lines_are_no_data() {
    for text in [
        "x,y\n1,2\n3,4",
        "x,y\r\n1,2\r\n3,4\r\n",
        "x,y\r1,2\r3,4\r",
        "\u{feff}x,y\n1,2\n3,4\n",
        "\u{feff}# \"a; comment\n\n  \nx,y\n1,2\n\n   \n3,4\n\n# end",
        "\"x\",\"y\"\n\"1\",\"2\"\n\"3\" ,\"4\"  \n",
        " x , y \n 1 ,\t2\n+3.0e0, 4. ",
    ] {
        let table = good(text);
        assert_eq!(table.names, ["x", "y"], "{text:?}");
        assert_eq!(columns(&table), [[1.0, 3.0], [2.0, 4.0]], "{text:?}");
    }
}

#[test]
fn quoted_fields_hold_what_they_like() {
    let text = "note,x,y\n\"a, \"\"b\"\"\n# no comment\n\",1,2\n,3,4\n";
    assert_eq!(columns(&good(text)), [[1.0, 3.0], [2.0, 4.0]]);
    assert_eq!(good("\"Body\r\n mass\",y\n1,2\n3,4").names[0], "Body mass");
    // Within a field a quote is a letter.
    assert_eq!(good("5\" pipe,y\n1,2\n3,4").names[0], "5\" pipe");
}

#[test]
fn the_first_numeric_columns_are_taken() {
    let text = "name,empty,x,sex,y\nA,,NA,m,1\nB,,2,f,3\nC,NA,4,f,5\n";
    let source = Source::new(text.as_bytes(), "data.csv");
    let table = read(source, &Pick::default(), &dropping()).unwrap();
    assert_eq!(table.names, ["x", "y"]);
    assert_eq!(columns(&table), [[2.0, 4.0], [3.0, 5.0]]);
    assert_eq!(table.dropped.len(), 1);

    let text = "a,b,c\n1,2,3\n4,5,6\n";
    for (x, y, names) in [
        (&[][..], None, &["a", "b"][..]),
        (&["b"], None, &["b", "a"]),
        (&[], Some("a"), &["b", "a"]),
        (&["c", "1"], Some("b"), &["c", "a", "b"]),
        (&["3", "2"], None, &["c", "b", "a"]),
    ] {
        assert_eq!(fit(text, x, y).unwrap().names, names);
    }
    // A name goes before a number.
    assert_eq!(
        fit("2,x,y\n1,2,3\n4,5,6", &["2"], Some("y")).unwrap().names[0],
        "2"
    );
}

#[test]
fn missing_values_name_their_line_or_are_counted() {
    for missing in ["", "NA", "na", "NaN", "nan", "-nan", " NA ", "\"\""] {
        let text = format!("species,x,y\nA,1,2\nB,3,{missing}\nC,5,6\n");
        assert_eq!(
            bad(&text),
            "data.csv, line 3, column y: the value is missing"
        );
        let source = Source::new(text.as_bytes(), "data.csv");
        let table = read(source, &Pick::default(), &dropping()).unwrap();
        assert_eq!(columns(&table), [[1.0, 5.0], [2.0, 6.0]]);
        assert_eq!(table.dropped.len(), 1);
    }
    // What a program could do about it, it says itself.
    let error = fit("x,y\n1,\n", &[], Some("y")).expect_err("a gap");
    assert!(matches!(error.kind(), ErrorKind::Missing));
    // A value that is missing in a column that is not asked for is not missed.
    assert_eq!(good("x,y,z\n1,2,NA\n3,4,\n").dropped.len(), 0);
}

#[test]
fn columns_of_a_model_are_found_by_name() {
    let read = |text: &str, names: &[&str]| {
        let source = Source::new(text.as_bytes(), "data.csv");
        read_again(source, &numbers(names), &dropping())
    };
    let table = read("a,b,c\n1,2,3\n", &["c", "a"]).unwrap();
    assert_eq!(table.names, ["c", "a"]);
    assert_eq!(columns(&table), [[3.0], [1.0]]);
    let table = read("1,2\n3,4", &["column 2"]).unwrap();
    assert_eq!(columns(&table), [[2.0, 4.0]]);
    // In one column a line without anything is blank; "" is a missing value.
    let table = read("a\n1\n\n\"\"\n  \nNA\n\" \"\n2\n", &["a"]).unwrap();
    assert_eq!(columns(&table), [[1.0, 2.0]]);
    assert_eq!(table.dropped.len(), 3);
    let table = read("a\nNA\n", &["a"]).unwrap();
    assert_eq!((table.columns[0].len(), table.dropped.len()), (0, 1));
    assert_eq!(
        read("a,b\n1,2\n", &["aa"]).unwrap_err().to_string(),
        "data.csv, line 1: there is no column `aa`: did you mean `a`?"
    );
}

#[test]
fn lines_are_counted_past_all_that_is_no_row() {
    for (text, line) in [
        ("x,y\n1,2\n3,w\n", 3),
        ("# a\n\nx,y\n\n1,2\n\n3,w\n", 7),
        ("x,y\r\n1,2\r\n\r\n\r\n3,w\r\n", 5),
        ("x,y\r1,2\r\r3,w", 4),
        ("x,y,z\n1,2,\"a\n\nb\"\n3,w,\n", 5),
        ("x,y,z\r\n1,2,\"a\r\nb\rc\"\r\n3,w,\r\n", 5),
    ] {
        let place = format!("data.csv, line {line}, column y: `w` is not");
        assert!(bad(text).starts_with(&place), "{text:?}: {}", bad(text));
    }
    // Among the rows a comment is what the caller says.
    let text = "x,y\n1,2\n# b\n3,w\n";
    let said = Options {
        comment: Some('#'),
        ..Options::default()
    };
    let source = Source::new(text.as_bytes(), "data.csv");
    let error = read(source, &Pick::default(), &said)
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("data.csv, line 4, column y: `w`"),
        "{error}"
    );
    assert_eq!(
        bad(text),
        "data.csv, line 3: this row has 1 field, and line 2 has 2"
    );
}

#[test]
fn no_data() {
    assert_eq!(bad(""), "data.csv: there is no data in it");
    assert_eq!(
        bad("\u{feff}\n# x\n  \n"),
        "data.csv: there is no data in it"
    );
    assert_eq!(
        bad("# a\nx,y\n\n"),
        "data.csv, line 2: there is a header, and no data below it"
    );
    assert_eq!(
        bad("x,y\n1,2\n"),
        "data.csv: there is one row of data, and a fit needs two rows at least"
    );
    let source = Source::new(&b"x,y\n1,2\n,3\nNA,4"[..], "data.csv");
    let error = read(source, &Pick::default(), &dropping()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "data.csv: 2 of 3 rows are left out, and a fit needs two rows at least"
    );
}

#[test]
fn what_is_no_finite_number() {
    for (field, say) in [
        (
            "male",
            "`male` is not a number, nor a mark for a missing value",
        ),
        (
            "\"a\nb\"",
            "`a\u{fffd}b` is not a number, nor a mark for a missing value",
        ),
        ("inf", "`inf` is infinite, and a fit needs finite numbers"),
        (
            "-Infinity",
            "`-Infinity` is infinite, and a fit needs finite numbers",
        ),
        (
            "1e999",
            "`1e999` is beyond the range of 64-bit floats, 1.8e308",
        ),
    ] {
        let text = format!("x,flipper length\n1,2\n3,{field}\n5,6\n");
        let place = "data.csv, line 3, column flipper length: ";
        assert_eq!(bad(text), format!("{place}{say}"));
        let text = format!("1,2\n3,{field}\n5,6\n");
        assert_eq!(bad(text), format!("data.csv, line 2, column 2: {say}"));
    }
    // Text below numbers, though y is missing above it.
    let text = "data.csv, line 3, column x: `w` is not a number, nor a mark";
    assert!(bad("x,y\n1,\nw,\n2,3").starts_with("data.csv, line 3, column x"));
    let source =
        Source::new(&b"x,y\n1,\nw,4\nv,5\n2,3\n4,1\n5,2"[..], "data.csv");
    let error = read(source, &Pick::default(), &dropping()).unwrap_err();
    assert!(error.to_string().starts_with(text), "{error}");
}

#[test]
fn a_row_of_another_length() {
    assert_eq!(
        bad("# a\nx,y\n1,2\n3\n"),
        "data.csv, line 4: this row has 1 field, and line 3 has 2"
    );
    assert_eq!(
        bad("x,y\n1,2\n2,3\n3,4,5\n"),
        "data.csv, line 4: this row has 3 fields, and line 2 has 2"
    );
    // A delimiter at the end of a line says nothing.
    assert_eq!(
        columns(&good("x,y\n1,2\n2,2\n3,4,\n")),
        [[1.0, 2.0, 3.0], [2.0, 2.0, 4.0]]
    );
}

#[test]
fn columns_with_the_same_name() {
    let text = "x,x,y\n1,2,3\n4,5,6\n";
    let say = "data.csv, line 1: columns 1 and 2 have the same name, `x`: ask \
               for one by its number";
    assert_eq!(bad(text), say);
    assert_eq!(bad_pick(text, &["x"], Some("y")), say);
    assert_eq!(bad_pick(text, &["y"], None), say);
    let table = fit(text, &["2"], Some("y")).unwrap();
    assert_eq!(table.names, ["x (column 2)", "y"]);
    assert_eq!(columns(&table), [[2.0, 5.0], [3.0, 6.0]]);
    // Columns that are not asked for may be called alike.
    assert_eq!(good("x,y,z,z\n1,2,,\n4,5,,\n").names, ["x", "y"]);
    assert_eq!(
        bad_pick(text, &["y", "3"], Some("1")),
        "data.csv, line 1: column `y` is asked for twice"
    );
}

#[test]
fn columns_that_do_not_exist() {
    let text = "bill_length_mm,flipper_length_mm,body_mass_g\n1,2,3\n4,5,6\n";
    let said = |x: &str| bad_pick(text, &[x], None);
    let line = "data.csv, line 1: there is no column ";
    assert_eq!(
        said("fliper_length_mm"),
        format!("{line}`fliper_length_mm`: did you mean `flipper_length_mm`?")
    );
    assert_eq!(
        said("length"),
        format!(
            "{line}`length`: did you mean `bill_length_mm` or \
             `flipper_length_mm`?"
        )
    );
    assert_eq!(
        said("Body_Mass_G"),
        format!("{line}`Body_Mass_G`: did you mean `body_mass_g`?")
    );
    assert_eq!(
        said("wing"),
        format!(
            "{line}`wing`: there are `bill_length_mm`, `flipper_length_mm` and \
             `body_mass_g`"
        )
    );
    for number in ["0", "4", "-1", "99999999999999999999"] {
        let say = format!("{line}{number}: they are numbered from 1 to 3");
        assert_eq!(said(number), say);
    }
    assert_eq!(
        bad_pick("1,2\n3,4\n", &["x"], None),
        format!("{line}`x`: they are numbered from 1 to 2")
    );
}

#[test]
fn too_few_columns_of_numbers() {
    assert_eq!(
        bad("x\n1\n3\n"),
        "data.csv, line 1: there is one column, and a fit needs two, divided \
         by commas, semicolons, tabs or spaces"
    );
    assert_eq!(
        bad("# a\nx,y,z\n,1,\nabc,2,NA\n"),
        "data.csv, line 4, column x: `abc` is not a number; a fit needs two \
         columns of numbers, and the first 2 rows show `y` only"
    );
    assert_eq!(
        bad_pick("name,x\nA,1\nB,2\n", &["x"], None),
        "data.csv, line 2, column name: `A` is not a number; a fit needs \
         another column of numbers, and the first 2 rows show none"
    );
    assert_eq!(
        bad("x,y,z\n,1,\nNA,2,\n"),
        "data.csv: a fit needs two columns of numbers, and the first 2 rows \
         show `y` only"
    );
}

#[test]
fn a_row_of_data_is_not_taken_for_a_header() {
    for (text, x, y) in [
        ("Adelie,39.1,181\nAdelie,39.5,186\n", "2", "3"),
        ("A,39.1,181\nB,39.5,186\n", "2", "3"),
    ] {
        let table = fit(text, &[x], Some(y)).unwrap();
        assert_eq!(columns(&table), [[39.1, 39.5], [181.0, 186.0]]);
        assert!(!table.header);
        let note = &table.notes[0];
        assert_eq!(note.what, "it has no header: line 1 is data");
        assert_eq!(note.option, "header");
    }
    // Most of it is no number, and one of its names is.
    let say = "data.csv, line 1: this is the header, as not all";
    assert!(
        bad_pick("a,b,39.1\n1,2,3\n4,5,6\n", &["3"], None).starts_with(say)
    );
    // Years are names.
    let text = "country,2019,2020\nA,1,2\nB,3,4\n";
    for [x, y] in [["2019", "2020"], ["2", "3"]] {
        let table = fit(text, &[x], Some(y)).unwrap();
        assert_eq!(table.names, ["2019", "2020"]);
    }
}

#[test]
fn a_damaged_first_row_is_no_part_of_the_header() {
    for text in ["x,y\n1,u\n2,3\n4,5\n", "x,y\nu,1\n2,3\n4,5\n7,8\n"] {
        assert!(bad(text).contains("line 2, column "), "{}", bad(text));
        assert!(bad(text).contains("`u` is not a number"), "{}", bad(text));
    }
    // Units stand there as well, and say so.
    let table = good("x,y\nm,s\n2,3\n4,5\n");
    assert_eq!(columns(&table), [[2.0, 4.0], [3.0, 5.0]]);
    assert!(table.notes[0].what.starts_with("line 2, below the header"));
}

/// Each was read wrong once, without a word.
#[test]
fn what_nobody_can_know_is_refused() {
    let many = (1..1100).map(|i| format!("{i};{}\n", i % 900 + 50));
    let late = (1100..1400).map(|i| format!("{i};1.{}\n", i - 1000));
    let late: String = ["day;sales\n".to_owned()]
        .into_iter()
        .chain(many)
        .chain(late)
        .collect();
    for (text, say) in [
        // A name less than fields, and the first column names no rows.
        (
            "t,v\n1,2,5\n2,3,0\n3,3,5\n4,4,0\n",
            "line 1: this line has 2 names",
        ),
        (
            "x,y,z,town\n1,10,5,Paris, TX\n2,20,3,Rome, GA\n3,30,8,Bonn, NRW\n",
            "line 1: this line has 4 names",
        ),
        // Points that come behind the rows that are looked at first.
        (&late, "`1.100` may be 1100 or 1.100"),
        (
            "d,v\n24/01/15,1\n24/01/16,2\n24/01/17,3\n",
            "write them as 2024",
        ),
        ("x,y\n1,3-\n2,5-\n3,8-\n", "line 2, column y: `3-`"),
        ("x,y\n1,1.2k\n2,1.3k\n3,1.5k\n", "line 2, column y: `1.2k`"),
        ("x,y\n1,3½\n2,5½\n3,8½\n", "line 2, column y: `3½`"),
        (
            "t,flow\n1,Ice\n2,Ice\n3,30\n4,41\n5,50\n",
            "line 2, column flow",
        ),
    ] {
        let said = match fit(text, &[], None) {
            Err(error) => error.to_string(),
            // A text for y is a class.
            Ok(table) => format!("{:?}", table.classes),
        };
        assert!(said.contains(say), "{text}: {said}");
    }
}

#[test]
fn what_may_be_otherwise_is_said() {
    for (text, say) in [
        (
            "x\ty\n1\t1.234\n2\t2.345\n3\t3.456\n",
            "points stand before",
        ),
        ("0,1\n1.5,3\n2.5,5\n4.5,9\n", "line 1 is data"),
        ("d,v\n15.03.67,1\n15.03.68,2\n", "1969 to 2068"),
        // By day and by night, again and again.
        (
            "t,v\n09:00,1\n21:00,2\n09:00,3\n21:00,4\n09:00,5\n",
            "fall back",
        ),
        (
            "d,v\n01/03/2024,1\n02/01/2024,2\n03/02/2024,4\n",
            "month before day",
        ),
    ] {
        let notes = good(text).notes;
        let said = notes.iter().any(|note| note.what.contains(say));
        assert!(said, "{text}: {notes:?}");
    }
    // Of a column of months the point says nothing about another's.
    let text = "month;guests\n01.2020;1.021\n02.2020;1.187\n03.2020;912\n";
    assert!(bad(text).contains("`1.021` may be 1021 or 1.021"));
    // A no-break space divides thousands, and no columns.
    let text = "x y\n9 9\u{a0}876\n10 10\u{a0}234\n11 12\u{a0}456\n";
    assert_eq!(columns(&good(text))[1], [9876.0, 10234.0, 12456.0]);
}

#[test]
fn quotes_that_would_swallow_rows() {
    assert_eq!(
        bad("x,y,note\n1,2,ok\n3,4,\"oh\n5,6,ok\n7,8,ok\n"),
        "data.csv, line 3, column 3: a quote opens that never closes"
    );
    assert_eq!(
        bad("x,y,note\n1,2,ok\n3,4,\"oh\n5,6,\"ok\"\n7,8,ok\n"),
        "data.csv, line 3, column 3: text follows a closing quote: write a \
         quote within quotes twice, and close every quote"
    );
}

#[test]
fn what_is_not_utf_8() {
    // Windows-1252, UTF-16 of either order, with a mark and without.
    let mut utf_16 = vec![0xff, 0xfe];
    let text = "x,Größe\n1,2\n3,4\n";
    utf_16.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let big = [&[0xfe, 0xff][..], &big].concat();
    let bare: Vec<u8> = "x,y\n1,2\n3,4\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for (bytes, encoding, name) in [
        (&b"x,Gr\xf6\xdfe\n1,2\n3,4\n"[..], "windows-1252", "Größe"),
        (&utf_16, "UTF-16LE", "Größe"),
        (&big, "UTF-16BE", "Größe"),
        (&bare, "UTF-16LE", "y"),
    ] {
        let table = good(bytes);
        assert_eq!(table.names, ["x", name]);
        assert_eq!(columns(&table), [[1.0, 3.0], [2.0, 4.0]]);
        assert_eq!(table.notes[0].what, format!("the text is in {encoding}"));
        assert_eq!(table.notes[0].option, "encoding");
    }
    let said = Options {
        encoding: Some("euc-kr".into()),
        ..Options::default()
    };
    let source = Source::new(&b"x,\xb0\xaa\n1,2\n3,4\n"[..], "data.csv");
    let table = read(source, &Pick::default(), &said).unwrap();
    assert_eq!(table.names, ["x", "값"]);
    let wrong = Options {
        encoding: Some("utf-8".into()),
        ..Options::default()
    };
    let source = Source::new(&b"x,\xf6\n1,2\n3,4\n"[..], "data.csv");
    let error = read(source, &Pick::default(), &wrong).unwrap_err();
    assert!(error.to_string().starts_with("data.csv: this is not UTF-8"));
}

#[test]
fn what_is_no_csv() {
    for (bytes, say) in [
        (
            &b"\x1f\x8b\x08\0"[..],
            "this gzip file is damaged: fetch it again",
        ),
        (
            b"PK\x03\x04\x14",
            "this is a spreadsheet or a zip file: save it as CSV, or unpack it",
        ),
        (
            b"{\"x\": [1, 2]}",
            "this is JSON and no table: save it as CSV",
        ),
        (
            b"<html><table></table></html>",
            "this is XML or HTML and no table: save it as CSV",
        ),
    ] {
        assert_eq!(bad(bytes), format!("data.csv: {say}"));
    }
    assert_eq!(
        bad(b"x,y\n1,2\n3,\0\n"),
        "data.csv, line 3: this is no text: a byte of it is 0"
    );
}

/// Repeats bytes, as often as it is read, and counts them.
struct Endless<'a>(&'a [u8], u64);

impl Read for Endless<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        for byte in buffer.iter_mut() {
            *byte = self.0[self.1 as usize % self.0.len()];
            self.1 += 1;
        }
        Ok(buffer.len())
    }
}

#[test]
fn a_line_without_end_is_given_up_after_a_mebibyte() {
    for (start, endless) in [
        ("x,y\n1,2\n", "7"),
        ("x,y\n1,2\n", ","),
        ("x,y\n1,2\n", "\"\"\"\"\""),
        ("\n\n", "x"),
        ("\n\n", "x,"),
    ] {
        let mut rest = Endless(endless.as_bytes(), 0);
        let input = start.as_bytes().chain(&mut rest);
        let source = Source::new(input, "data.csv");
        let error =
            read(source, &Pick::default(), &Options::default()).unwrap_err();
        let line = error.to_string();
        assert!(line.starts_with("data.csv, line 3: "), "{line}");
        assert!(rest.1 < 3 << 20, "read {} bytes", rest.1);
    }
    // Up to a mebibyte all is well.
    let long = "a".repeat((1 << 20) - 2);
    assert_eq!(good(format!("{long},y\n1,2\n3,4")).names[1], "y");
}

#[test]
fn a_source_that_fails() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let source = Source::new(b"x,y\n1,2\n3,".chain(Failing), "data.csv");
    let error =
        read(source, &Pick::default(), &Options::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "data.csv, line 3: cannot read: the disk is gone"
    );
}

#[test]
fn bytes_may_come_one_by_one() {
    /// One byte at every other call; an interrupt at the rest.
    struct Dripping<'a>(&'a [u8], bool);
    impl Read for Dripping<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.1 = !self.1;
            if self.1 {
                return Err(io::ErrorKind::Interrupted.into());
            }
            let n = buffer.len().min(1);
            self.0.read(&mut buffer[..n])
        }
    }
    let text = "\u{feff}# a\r\nx;\"y;\"\r\n\"1\";2\r\n3;4";
    let source = Source::new(Dripping(text.as_bytes(), false), "data.csv");
    let table = read(source, &Pick::default(), &Options::default()).unwrap();
    assert_eq!(table.names, ["x", "y;"]);
    assert_eq!(columns(&table), [[1.0, 3.0], [2.0, 4.0]]);
}

fn opened(path: &Path) -> String {
    let table = Source::open(path)
        .and_then(|source| read(source, &Pick::default(), &Options::default()));
    table.expect_err("a bad file").to_string()
}

#[test]
fn files_that_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    assert_eq!(
        opened(path),
        format!(
            "{}: this is a folder: name a CSV file in it",
            path.display()
        )
    );
    let path = path.join("none.csv");
    assert_eq!(
        opened(&path),
        format!("{}: there is no such file", path.display())
    );
    if cfg!(unix) {
        // A name may break a line; a message may not.
        let line = opened(&folder.path().join("a\nb.csv"));
        assert!(line.ends_with("a\u{fffd}b.csv: there is no such file"));
    }
}

#[test]
fn a_file_that_changes_while_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.csv");
    fs::write(&path, "x,y\n1,2\n3,4\n5,6\n").unwrap();
    let source = Source::open(&path).unwrap();
    fs::write(&path, "x,y\n1,2\n3,4\n5").unwrap();
    let error =
        read(source, &Pick::default(), &Options::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "{}, line 4: the file changed while it was read, from 16 bytes to \
             13: try again",
            path.display()
        )
    );
}

/// A program reads from an error what is wrong and where, without its text.
#[test]
fn errors_are_types_with_a_position() {
    let error = |bytes: &[u8]| fit(bytes, &[], None).expect_err("a bad file");
    let at = |error: &Error| {
        let Position {
            source,
            line,
            column,
        } = error.position().clone();
        assert_eq!(source, "data.csv");
        let column = column.map(|Column { number, name }| (number, name));
        (line, column)
    };
    let named = |number, name: &str| Some((number, Some(name.to_owned())));

    let empty = error(b"");
    assert!(matches!(empty.kind(), ErrorKind::Empty));
    assert_eq!(at(&empty), (None, None));
    let text = error(b"x,y\n1,2\n3,w\n");
    assert!(matches!(text.kind(), ErrorKind::NotANumber(text) if text == "w"));
    assert_eq!(at(&text), (Some(3), named(2, "y")));
    // A column that the file does not name.
    let bound = error(b"1,2\n3,<5\n");
    assert!(matches!(bound.kind(), ErrorKind::Censored(text) if text == "<5"));
    assert_eq!(at(&bound), (Some(2), Some((2, None))));
    // A field before the rows have columns.
    let open = error(b"x,y\n1,\"2\n");
    assert!(matches!(open.kind(), ErrorKind::OpenQuote));
    assert_eq!(at(&open), (Some(2), Some((2, None))));
    let short = error(b"# a\nx,y\n1,2\n2,3\n4\n");
    let ErrorKind::RowLength {
        fields: 1,
        expected: 2,
        first_line: 3,
    } = short.kind()
    else {
        panic!("{short:?}");
    };
    assert_eq!(at(&short), (Some(5), None));
    let unknown = fit("mass,y\n1,2\n", &["mas"], None).expect_err("none");
    let ErrorKind::NoColumn { asked, near, .. } = unknown.kind() else {
        panic!("{unknown:?}");
    };
    assert_eq!((&asked[..], &near[..]), ("mas", &["mass".to_owned()][..]));
    assert_eq!(at(&unknown), (Some(1), None));
    // The system's own error lies below.
    let folder = tempfile::tempdir().unwrap();
    let Err(error) = Source::open(&folder.path().join("none.csv")) else {
        panic!("there is no such file");
    };
    let below = std::error::Error::source(&error).unwrap();
    let below = below.downcast_ref::<io::Error>().unwrap();
    assert_eq!(below.kind(), io::ErrorKind::NotFound);
    assert_eq!(error.position().line, None);
}

/// What the fuzz target begins with, and what it once found.
#[test]
fn the_seeds_of_the_fuzz_target() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seeds = seeds.join("../../tests/fuzz/seeds").read_dir().unwrap();
    let seeds: Vec<_> = seeds.map(|seed| seed.unwrap().path()).collect();
    assert!(!seeds.is_empty());
    for seed in seeds {
        check::check(&fs::read(seed).unwrap());
    }
}

/// A pipe has no length, and ends where its writer leaves.
#[cfg(unix)]
#[test]
fn a_named_pipe() {
    use std::{process::Command, thread};

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pipe");
    let made = Command::new("mkfifo").arg(&path).status().unwrap();
    assert!(made.success());
    let writer = thread::spawn({
        let path = path.clone();
        move || fs::write(path, "x,y\n1,2\n3,4\n")
    });
    let source = Source::open(&path).unwrap();
    let table = read(source, &Pick::default(), &Options::default()).unwrap();
    writer.join().unwrap().unwrap();
    assert_eq!(columns(&table), [[1.0, 3.0], [2.0, 4.0]]);
}

// What holds for every file. Every run draws the same cases.

fn config() -> Config {
    Config {
        cases: 256,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(42),
        ..Config::default()
    }
}

/// A finite number, in one of the ways to write it to the last bit; or none.
fn field() -> impl Strategy<Value = (Option<f64>, String)> {
    let finite = prop::num::f64::ANY.prop_filter("finite", |x| x.is_finite());
    let number = (finite, 0..4).prop_map(|(x, how)| {
        let text = match how {
            0 => format!("{x}"),
            1 => format!("{x:.16e}"),
            2 => format!("{x:?}"),
            _ => format!("  {x:e} "),
        };
        (Some(x), text)
    });
    let missing = prop::sample::select(vec!["", "NA", "na", "NaN", " "]);
    prop_oneof![
        4 => number,
        1 => missing.prop_map(|text| (None, text.to_owned())),
    ]
}

/// A file as csv writes it, with comments and blank lines between its rows.
#[derive(Debug)]
struct File {
    text: String,
    names: Vec<String>,
    rows: Vec<Vec<Option<f64>>>,
    /// Where each row begins, from 1.
    lines: Vec<usize>,
    delimiter: char,
    header: Header,
}

impl File {
    /// What is said of it beforehand.
    fn options(&self) -> Options {
        Options {
            delimiter: Some(self.delimiter.into()),
            header: Some(self.header),
            comment: Some('#'),
            ..Options::default()
        }
    }

    /// Rows at the end that hold nothing are none of the table, as
    /// spreadsheets leave them.
    fn ends_in_data(&self) -> bool {
        let last = self.rows.last();
        last.is_some_and(|row| row.iter().any(Option::is_some))
    }
}

fn file() -> impl Strategy<Value = File> {
    let rows = (2..5usize).prop_flat_map(|width| {
        let names = vec("[a-z\\[\"# é',;\t\n]{0,6}", width);
        (names, vec(vec(field(), width), 2..12))
    });
    let style = (0..3usize, any::<bool>(), 0..3usize, any::<bool>());
    let between =
        vec(prop::sample::select(vec!["", "", "#", "# a\"", "  "]), 16);
    (rows, style, between).prop_map(
        |((names, rows), (delimiter, windows, quotes, header), between)| {
            let end = if windows { "\r\n" } else { "\n" };
            let mut writer = WriterBuilder::new();
            writer
                .delimiter(b"\t;,"[delimiter])
                .comment(Some(b'#'))
                .quote_style(
                    [
                        QuoteStyle::Necessary,
                        QuoteStyle::Always,
                        QuoteStyle::NonNumeric,
                    ][quotes],
                )
                .terminator(if windows {
                    Terminator::CRLF
                } else {
                    Terminator::Any(b'\n')
                });
            let names = names.iter().enumerate().map(|(at, name)| {
                // What goes before the delimiter would be taken for it, and
                // csv does not quote it.
                let name = name.replace(&['\t', ';', ','][..delimiter], "");
                format!("n{name}{at}")
            });
            let names: Vec<String> = names.collect();
            let mut written = File {
                text: String::new(),
                names: (1..=names.len())
                    .map(|n| format!("column {n}"))
                    .collect(),
                rows: rows
                    .iter()
                    .map(|row| row.iter().map(|f| f.0).collect())
                    .collect(),
                lines: Vec::new(),
                delimiter: ['\t', ';', ','][delimiter],
                header: Header::None,
            };
            let mut between = between.into_iter().cycle();
            let mut write = |row: &[String]| {
                for _ in 0..2 {
                    let line = between.next().unwrap_or_default();
                    if !line.is_empty() {
                        written.text += line;
                        written.text += end;
                    }
                }
                let line = 1 + written.text.matches('\n').count();
                written.lines.push(line);
                let mut writer = writer.from_writer(Vec::new());
                writer.write_record(row).unwrap();
                let row = writer.into_inner().unwrap();
                written.text += str::from_utf8(&row).unwrap();
            };
            if header {
                write(&names);
            }
            for row in &rows {
                let row: Vec<String> =
                    row.iter().map(|f| f.1.clone()).collect();
                write(&row);
            }
            if header {
                let line = written.lines.remove(0);
                written.header = Header::Line(line as u64);
                written.names = names
                    .iter()
                    .map(|name| {
                        name.split_whitespace().collect::<Vec<_>>().join(" ")
                    })
                    .collect();
            }
            written
        },
    )
}

proptest! {
    #![proptest_config(config())]

    /// What csv wrote is read to the last bit, and every row is there or
    /// counted.
    #[test]
    fn good_files_come_back(file in file()) {
        prop_assume!(file.ends_in_data());
        let source = Source::new(file.text.as_bytes(), "data.csv");
        let options = Options {
            missing: Missing::Drop,
            ..file.options()
        };
        let table = read_again(source, &numbers(&file.names), &options).unwrap();
        let whole: Vec<Vec<f64>> = file
            .rows
            .iter()
            .filter_map(|row| row.iter().copied().collect())
            .collect();
        prop_assert_eq!(table.dropped.len(), file.rows.len() - whole.len());
        prop_assert_eq!(&table.names, &file.names);
        for (at, column) in table.columns.iter().enumerate() {
            let read: Vec<u64> = column.iter().map(|x| x.to_bits()).collect();
            let wrote: Vec<u64> =
                whole.iter().map(|row| row[at].to_bits()).collect();
            prop_assert_eq!(read, wrote);
        }
    }

    /// The first missing value is named with its line.
    #[test]
    fn the_first_missing_value_is_named(file in file()) {
        prop_assume!(file.ends_in_data());
        let source = Source::new(file.text.as_bytes(), "data.csv");
        let read = read_again(source, &numbers(&file.names), &file.options());
        let first = file.rows.iter().position(|row| row.contains(&None));
        match (read, first) {
            (Ok(table), None) => {
                prop_assert_eq!(table.columns[0].len(), file.rows.len());
            }
            (Err(error), Some(row)) => {
                let place = format!("data.csv, line {}, ", file.lines[row]);
                prop_assert!(error.to_string().starts_with(&place), "{}", error);
            }
            (read, _) => prop_assert!(false, "{:?}", read.map(|t| t.columns)),
        }
    }

    /// The first two columns that hold a number are taken.
    #[test]
    fn the_first_numeric_columns(file in file()) {
        let source = Source::new(file.text.as_bytes(), "data.csv");
        let names: Vec<&String> = (0..file.names.len())
            .filter(|at| file.rows.iter().any(|row| row[*at].is_some()))
            .take(2)
            .map(|at| &file.names[at])
            .collect();
        let options = Options {
            missing: Missing::Drop,
            ..file.options()
        };
        match read(source, &Pick::default(), &options) {
            Ok(table) => prop_assert!(table.names.iter().eq(names)),
            Err(error) => prop_assert!(
                names.len() < 2 || error.to_string().contains("two rows"),
                "{}", error
            ),
        }
    }

    /// Bytes that look like CSV.
    #[test]
    fn no_row_is_lost(bytes in vec(
        prop::sample::select(b"0127.-e,;\t\"\"\n\n\r# xNA\xc3\xa9".to_vec()),
        0..60,
    )) {
        check::check(&bytes);
    }

    /// Bytes of any kind.
    #[test]
    fn nothing_makes_it_panic(bytes in vec(any::<u8>(), 0..200)) {
        check::check(&bytes);
    }
}
