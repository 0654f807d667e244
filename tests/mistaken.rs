//! Tables that were read wrong once, or refused without need. Each is small
//! enough to be worked out by hand.

use table::{
    Header, Kind, Missing, Options, Pick, Result, Source, Table, read,
    read_again,
};

fn drop() -> Options {
    Options {
        missing: Missing::Drop,
        ..Options::default()
    }
}

fn read_with(
    text: &str,
    [x, y]: [&str; 2],
    options: &Options,
) -> Result<Table> {
    let pick = Pick {
        x: vec![x.into()],
        y: Some(y.into()),
        ..Pick::default()
    };
    read(Source::new(text.as_bytes(), "data.csv"), &pick, options)
}

/// The columns asked for, which the program chooses where their names are
/// empty.
fn good(text: &str, columns: [&str; 2], options: &Options) -> Table {
    let read = match columns {
        ["", ""] => {
            let source = Source::new(text.as_bytes(), "data.csv");
            read(source, &Pick::default(), options)
        }
        _ => read_with(text, columns, options),
    };
    read.unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn names_that_look_like_values_are_names() {
    for (text, columns, x) in [
        (
            "athlete,100m,200m\nA,10.5,20.5\nB,10.25,20.75\nC,11,21\n",
            ["2", "3"],
            [10.5, 10.25, 11.0],
        ),
        (
            "q,5%,95%\nA,1,5\nB,2,6\nC,3,8\n",
            ["2", "3"],
            [1.0, 2.0, 3.0],
        ),
        (
            "country,Lat,1/22/20,1/23/20\nA,1.5,4,5\nB,-3,6,7\nC,2,8,1\n",
            ["3", "4"],
            [4.0, 6.0, 8.0],
        ),
        (
            "day,00:00,06:00\n2024-01-01,1,2\n2024-01-02,2,4\n2024-01-03,3,7\n",
            ["2", "3"],
            [1.0, 2.0, 3.0],
        ),
        (
            "shop,Jan-20,Feb-20\nA,1,2\nB,2,4\nC,3,7\n",
            ["2", "3"],
            [1.0, 2.0, 3.0],
        ),
        // The years count up, and no row below them does.
        (
            "land,2000,2001,2002\nA,1600,1700,1750\nB,1650,1710,1830\n\
             C,1900,2000,2300\n",
            ["2", "3"],
            [1600.0, 1650.0, 1900.0],
        ),
    ] {
        let table = good(text, columns, &Options::default());
        assert_eq!(table.columns[0], x, "{text}");
        assert!(table.header, "{text}");
    }
    // A row of data with units is none.
    let text = "x,y\n1 kg,2\n2,3\n3,4\n";
    let error = read_with(text, ["1", "2"], &Options::default()).unwrap_err();
    assert!(error.to_string().contains("a unit must stand behind all"));
    // Who names the line of the header need not name the columns.
    let told = Options {
        header: Some(Header::Line(1)),
        ..Options::default()
    };
    let table = good(",0,1\n0,1.5,3\n1,2.5,5\n2,4.5,9\n", ["2", "3"], &told);
    assert_eq!(table.columns[1], [3.0, 5.0, 9.0]);
    // Of two lines that could name, the one with the names asked for does.
    let table = good(
        "Run,A\nx,y\n1,2\n2,4\n3,7\n",
        ["x", "y"],
        &Options::default(),
    );
    assert_eq!(table.columns[1], [2.0, 4.0, 7.0]);
}

#[test]
fn dates_as_people_write_them() {
    for (text, x) in [
        ("d,v\n1-Jan-24,1\n2-Jan-24,2\n4-Jan-24,4\n", [0.0, 1.0, 3.0]),
        (
            "d,v\n\"Jan 5, 2024\",1\n\"Jan 6, 2024\",2\n\"Jan 8, 2024\",4\n",
            [0.0, 1.0, 3.0],
        ),
        ("d,v\n01.2020,1\n02.2020,2\n03.2020,4\n", [0.0, 31.0, 60.0]),
        // At midnight Excel leaves the time off.
        (
            "d;v\n13.01.2024;1\n13.01.2024 12:00:00;2\n14.01.2024;4\n",
            [0.0, 43_200.0, 86_400.0],
        ),
        // Volts, and no months of one December after the other.
        (
            "d,v\n12.1950,1\n12.1962,2\n12.1987,4\n",
            [12.195, 12.1962, 12.1987],
        ),
    ] {
        let table = good(text, ["", ""], &Options::default());
        assert_eq!(table.columns[0], x, "{text}");
    }
    for (text, say) in [
        ("1.2.3,1\n1.2.4,2\n1.3.0,4\n", "`1.2.3` is not a number"),
        (
            "15.03.67,1\n15.03.68,2\n15.03.69,3\n",
            "may mean 1900 or 2000",
        ),
        ("2000-01,1\n2001-02,2\n2002-03,4\n", "ends in the next one"),
        (
            "23:59:58,1\n23:59:59,2\n23:59:60,3\n",
            "`23:59:60` is not a date",
        ),
    ] {
        let text = format!("d,v\n{text}");
        let read = read_with(&text, ["d", "v"], &Options::default());
        let error = read.unwrap_err().to_string();
        assert!(error.contains(say), "{text}: {error}");
    }
}

#[test]
fn rows_that_end_early_lose_no_values() {
    // The first rows do: they are data, and no title.
    let text = "x,y,n\n1,10\n2,20,a\n3,30,b\n4,50,c\n";
    let read = read_with(text, ["x", "y"], &Options::default());
    let error = read.unwrap_err().to_string();
    assert!(
        error.starts_with("data.csv, line 2: this row has 2"),
        "{error}"
    );
    // Here it is the start that is too long.
    let rows = "Foo, Inc,1,10,7\nBar,2,20,3\n".repeat(4);
    let error = read_with(&rows, ["3", "4"], &drop())
        .unwrap_err()
        .to_string();
    assert!(error.contains("is a comma within a text"), "{error}");
}

#[test]
fn two_tables_in_a_file_are_not_one() {
    let first: String = (1..20).map(|i| format!("{i},{}\n", 2 * i)).collect();
    let text = format!("x,y\n{first}\nspeed,mass\n100,5\n200,7\n");
    let error = read_with(&text, ["x", "y"], &drop())
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("line 22: here a second table begins"),
        "{error}"
    );
    // The same names again are those of one table, cut in two.
    let text = text.replace("speed,mass", "x,y");
    assert_eq!(good(&text, ["x", "y"], &drop()).lines.len(), 21);
    // Sections with a heading each are one table.
    let rows: String = first.lines().map(|row| format!("n,{row}\n")).collect();
    let text = format!("n,x,y\nfruit,,\n{rows}");
    let text = text + "roots,,\nn,1,9\nn,2,3\n";
    assert_eq!(good(&text, ["x", "y"], &drop()).lines.len(), 21);
}

#[test]
fn numbers_in_other_dialects_are_no_texts() {
    let text = "x;y\n1;3.5\n2;3.5\n3;4.5\n4;4.5\n5;5.5\n6;5.5\n";
    let told = Options {
        decimal: Some(','),
        ..Options::default()
    };
    let error = read_with(text, ["x", "y"], &told).unwrap_err().to_string();
    assert!(error.contains("`3.5` is not written as"), "{error}");
    let text = "x;y\n1;(3)\n2;(3)\n3;(7)\n4;(7)\n5;(3)\n6;(7)\n";
    let read = read_with(text, ["x", "y"], &Options::default());
    let error = read.unwrap_err().to_string();
    assert!(error.contains("`(3)` is not a number"), "{error}");
    // The number of a version has no thousands, and neither has `1.234` then.
    let text = "v,n,s\n1.10.100,1,1.234\n1.11.100,2,2.345\n1.12.100,3,3.5\n";
    let table = good(text, ["n", "s"], &Options::default());
    assert_eq!(table.columns[1], [1.234, 2.345, 3.5]);
    // What is missing is, in whatever dialect.
    let told = Options {
        na: vec!["-999".into()],
        ..drop()
    };
    let text = "x;y\n1;2,5\n2;-999,0\n3;3,5\n4;5\n";
    assert_eq!(good(text, ["x", "y"], &told).columns[1], [2.5, 3.5, 5.0]);
}

#[test]
fn what_stands_at_numbers_is_understood_or_refused() {
    for (text, y) in [
        (
            "x;y\n1;R$ 10,50\n2;R$ 1.020,00\n3;R$ 7,25\n",
            [10.5, 1020.0, 7.25],
        ),
        (
            "x;y\n1;EUR 10,50\n2;EUR 20,00\n3;EUR 7,25\n",
            [10.5, 20.0, 7.25],
        ),
        // Flags of Eurostat.
        (
            "geo\\time\t2010\t2011\nA\t1\t10.5 b\nB\t2\t20\nC\t3\t7.25 p\n",
            [10.5, 20.0, 7.25],
        ),
    ] {
        let tabs = text.contains('\t');
        let columns = if tabs { ["2", "3"] } else { ["x", "y"] };
        let told = Options {
            header: tabs.then_some(Header::Line(1)),
            ..Options::default()
        };
        assert_eq!(good(text, columns, &told).columns[1], y, "{text}");
    }
    for number in ["1.2万", "44 BC", "12°S"] {
        let text = format!("x,y\n1,{number}\n2,{number}\n3,9{number}\n");
        let read = read_with(&text, ["x", "y"], &Options::default());
        let is_class = read.is_ok_and(|table| !table.classes.is_empty());
        assert!(is_class || read_with(&text, ["x", "y"], &drop()).is_err());
    }
    // A model that learned from per cents gets none in parts of one.
    let text = "x,y\n1%,2\n2%,4\n3%,6\n";
    let learned = good(text, ["x", "y"], &Options::default()).features;
    assert_eq!(learned[0].unit.as_deref(), Some("%"));
    for (asked, say) in [
        ("x\n0.05\n0.07\n", Some("its numbers have no unit")),
        ("x\n5 kg\n7 kg\n", Some("its numbers have the unit `kg`")),
        ("x\n5%\n7%\n", None),
    ] {
        let source = Source::new(asked.as_bytes(), "data.csv");
        let read = read_again(source, &learned[..1], &Options::default());
        match (read, say) {
            (Ok(table), None) => assert_eq!(table.columns[0], [5.0, 7.0]),
            (Err(error), Some(say)) => {
                assert!(error.to_string().contains(say), "{error}");
            }
            (read, _) => panic!("{asked}: {read:?}"),
        }
    }
}

#[test]
fn what_is_assumed_is_said() {
    for (text, columns, say) in [
        (
            "\"x\",\"y\"\n\"1\",\"1.234\"\n\"2\",\"2.345\"\n\"3\",\"3.456\"\n",
            ["x", "y"],
            "points stand before decimals (`1.234`)",
        ),
        (
            "land,x,y\nA,1,2\nB,2,4\nC,3,7\nGrand Total,6,15\n",
            ["x", "y"],
            "`Grand Total` begins a row (line 5)",
        ),
        (
            "id,land,x,y\n1,A,1,2\n2,B,2,4\n3,C,3,7\n,Insgesamt,6,15\n",
            ["x", "y"],
            "`Insgesamt` begins a row (line 5)",
        ),
    ] {
        let notes = good(text, columns, &Options::default()).notes;
        let said = notes.iter().any(|note| note.what.contains(say));
        assert!(said, "{text}: {notes:?}");
    }
    let text = "x,y\nnone,1\nlow,2\nhigh,3\nlow,4\nhigh,5\nlow,3\n";
    let table = good(text, ["x", "y"], &drop());
    assert!(matches!(table.features[0].kind, Kind::Category { .. }));
    let say = "`none` in column x is taken for a missing value";
    assert!(table.notes.iter().any(|note| note.what == say));
    // A gas is no number of a row.
    let table = good("NO,NO2\n3.5,1\n4.5,2\n7.25,3\n", ["", ""], &drop());
    assert_eq!(table.names, ["NO", "NO2"]);
    // Dashes between bars are missing values.
    let text = "x|y\n1|2\n--|--\n3|6\n4|9\n";
    assert_eq!(good(text, ["x", "y"], &drop()).dropped, [3]);
    // Nothing turns a message around.
    let read = read_with("x,y\n1,2\n2,a\u{202e}b\n3,4\n", ["x", "y"], &drop());
    let said = match read {
        Ok(table) => format!("{:?}", table.notes),
        Err(error) => error.to_string(),
    };
    assert!(said.contains("a\u{fffd}b"), "{said}");
}

#[test]
fn what_divides_the_columns_divides_every_row() {
    for text in [
        // Spaces within fields, and around them.
        "name \t x \t y\np 0 \t 1.5 \t 2\np 1 \t 2.5 \t 4\np 2 \t 4 \t 7\n",
        "no\tland\t% of all\tx\ty\n1\tNew A\t5\t1.5\t2\n2\tNew B\t6\t2.5\t4\n\
         3\tOld C\t9\t4\t7\n",
        // One name stands over two words.
        "Name          Mass  Radius\nStar 1         1.5     2.0\n\
         Star 2         2.5     4.0\nStar 3         4.0     7.0\n",
    ] {
        let [x, y] = match text.split_whitespace().next() {
            Some("no") => ["4", "5"],
            _ => ["2", "3"],
        };
        let table = good(text, [x, y], &Options::default());
        assert_eq!(table.columns, [[1.5, 2.5, 4.0], [2.0, 4.0, 7.0]], "{text}");
    }
    // The only column that is asked for may have spaces.
    let learned = good(
        "d,y\n2024-01-01 12:00,2\n2024-01-02 12:00,4\n",
        ["d", "y"],
        &Options::default(),
    );
    let source = Source::new(&b"d\n2024-01-05 12:00\n"[..], "data.csv");
    let features = &learned.features[..1];
    let table = read_again(source, features, &Options::default()).unwrap();
    assert_eq!(table.columns[0], [4.0 * 86_400.0]);
}

/// Each was divided otherwise once, or not at all.
#[test]
fn fields_are_divided_and_quoted_as_people_do() {
    for text in [
        "name::x::y\np::1.5::2\nq::2.5::4\nr::4::7\n",
        "name~x~y\np, s~1.5~2\nq~2.5~4\nr~4~7\n",
        "name,x,y\n'p, s',1.5,2\n'q',2.5,4\n'it''s',4,7\n",
        "name,x,y\n\"p \\\"s\\\", t\",1.5,2\n\"q\",2.5,4\nr,4,7\n",
        "name, x, y\n\"p, s\", 1.5, 2\nq, 2.5, 4\n \"r\", 4, 7\n",
        "name & x & y \\\\ \\hline\np & 1.5 & 2 \\\\\nq & 2.5 & $4$ \\\\\n\
         r & 4 & 7 \\\\\n",
    ] {
        let table = good(text, ["x", "y"], &Options::default());
        assert_eq!(table.columns, [[1.5, 2.5, 4.0], [2.0, 4.0, 7.0]], "{text}");
    }
    // A backslash that ends a path escapes nothing.
    let text = "x,f,y\n1.5,\"C:\\\",2\n2.5,\"D:\\a\\\",4\n4,\"E\",7\n";
    let table = good(text, ["x", "y"], &Options::default());
    assert_eq!(table.columns[1], [2.0, 4.0, 7.0]);
    // An apostrophe opens no field that ends elsewhere.
    let text = "name,x,y\n'Ndrangheta,1,2\nb,2,4\nthe boys',3,6\nc,4,9\n";
    let table = good(text, ["x", "y"], &Options::default());
    assert_eq!(table.lines, [2, 3, 4, 5]);
    // What several letters divide may be told.
    let told = Options {
        delimiter: Some("||".into()),
        ..Options::default()
    };
    let table = good("1||2\n2||4\n3||7\n", ["1", "2"], &told);
    assert_eq!(table.columns[1], [2.0, 4.0, 7.0]);
}

#[test]
fn times_beside_dates_are_read_with_them() {
    let text = "day,time,y\n2024-01-01,23:00,1\n2024-01-02,00:30,2\n\
                2024-01-02,01:00,4\n";
    let table = good(text, ["day", "y"], &Options::default());
    assert_eq!(table.columns[0], [0.0, 5400.0, 7200.0]);
    // So they are for a model.
    let asked = "time,day,time\n,2024-01-01,22:00\n,2024-01-03,23:00\n";
    let source = Source::new(asked.as_bytes(), "data.csv");
    let features = &table.features[..1];
    let again = read_again(source, features, &Options::default()).unwrap();
    assert_eq!(again.columns[0], [-3600.0, 172_800.0]);
    // Who asks for both gets both.
    let pick = Pick {
        x: vec!["day".into(), "time".into()],
        y: Some("y".into()),
        ..Pick::default()
    };
    let text = text.replace("23:00", "00:10");
    let source = Source::new(text.as_bytes(), "data.csv");
    let table = read(source, &pick, &Options::default()).unwrap();
    assert_eq!(table.columns[0], [0.0, 1.0, 1.0]);
    // One name over two words.
    let text = "when y\n2024-01-01 23:00 1\n2024-01-02 00:30 2\n\
                2024-01-02 01:00 4\n";
    let table = good(text, ["when", "y"], &Options::default());
    assert_eq!(table.columns[0], [0.0, 5400.0, 7200.0]);
}

#[test]
fn sums_of_rows_are_no_rows() {
    let rows = "n,x,y\na,1,10\nb,2,25\nc,4,31\nd,5,52\n";
    for (sums, line) in [
        ("Total,12,118\n", 6),
        ("Mean,3,29.5\n", 6),
        // Rounded, as such rows are.
        ("Summe,12,118.1\n", 6),
        ("\n,12,118\n", 7),
        (",12,118\n", 6),
    ] {
        let text = format!("{rows}{sums}");
        let table = good(&text, ["x", "y"], &drop());
        assert_eq!(table.columns[1], [10.0, 25.0, 31.0, 52.0], "{text}");
        assert_eq!(table.dropped, [line], "{text}");
        let read = read_with(&text, ["x", "y"], &Options::default());
        let error = read.unwrap_err().to_string();
        let say = format!("data.csv, line {line}: this row holds the sums");
        assert!(error.starts_with(&say), "{error}");
    }
    for more in [
        // No sums, and not called so.
        "e,12,118\n",
        ",12,119\n",
        "\nf,12,119\n",
    ] {
        let text = format!("{rows}{more}");
        let table = good(&text, ["x", "y"], &Options::default());
        assert_eq!(table.lines.len(), 5, "{text}");
    }
    // Three points of a line are none, though one is the sum of two.
    let table = good("x,y\n1,2\n2,4\n\n3,6\n", ["x", "y"], &drop());
    assert_eq!(table.lines.len(), 3);
}

#[test]
fn a_row_that_holds_nothing_is_a_row() {
    for text in ["x,y\n1,2\n2,4\n,\n", "x,y,z\n1,2,3\n2,4,6\n,,\n"] {
        let read = read_with(text, ["x", "y"], &Options::default());
        let error = read.unwrap_err().to_string();
        assert!(error.starts_with("data.csv, line 4"), "{error}");
        assert!(error.ends_with("the value is missing"), "{error}");
        assert_eq!(good(text, ["x", "y"], &drop()).dropped, [4]);
    }
    // Unless it stands above a note.
    let text = "x,y,z\n1,2,3\n2,4,6\n,,\nSource: own,,\n";
    let table = good(text, ["x", "y"], &Options::default());
    assert_eq!(table.columns[1], [2.0, 4.0]);
}

#[test]
fn western_signs_alone_are_western() {
    let text = b"area,price\nA,\"\xa31,765\"\nB,\"\xa32,250\"\nC,\"\xa3900\"\n";
    let pick = Pick {
        y: Some("price".into()),
        x: vec!["area".into()],
        ..Pick::default()
    };
    let source = Source::new(&text[..], "data.csv");
    let error = read(source, &pick, &Options::default()).unwrap_err();
    // The pounds are read; it is the areas that are names.
    assert!(
        error
            .to_string()
            .contains("column area: `A` is not a number")
    );
}

/// What was once read with a word, and may well be wrong, is asked for.
#[test]
fn what_nobody_can_tell_is_refused() {
    for (text, columns, say) in [
        (
            "x,y\n1,957\n2,1.014\n3,1.020\n",
            ["x", "y"],
            "1014 or 1.014",
        ),
        (
            "t,v\n23:50,1\n23:55,2\n00:00,3\n00:05,4\n",
            ["t", "v"],
            "line 4, column t: the times fall back to `00:00`",
        ),
        (
            "lat,v\n12 S,1\n13 S,2\n15 S,3\n",
            ["lat", "v"],
            "`12 S` may lie south or west of 0",
        ),
        (
            "4 2\n1 2\n2 4\n3 5\n4 9\n",
            ["1", "2"],
            "may count the rows",
        ),
        (
            "id,x,y\n1,2\n2,4\n3,5\n",
            ["id", "x"],
            "has 3 names, and the rows below it have 2 fields: which of",
        ),
    ] {
        let read = read_with(text, columns, &Options::default());
        let error = read.map(|table| table.columns).unwrap_err().to_string();
        assert!(error.contains(say), "{text}: {error}");
    }
    // Siemens are no degrees, and who says so is believed.
    let text = "g,v\n12 S,1\n13 S,2\n15 S,3\n";
    let table = good(text, ["g", "v"], &Options::default());
    assert_eq!(table.columns[0], [12.0, 13.0, 15.0]);
    let told = Options {
        header: Some(Header::None),
        ..Options::default()
    };
    let table = good("4 2\n1 2\n2 4\n3 5\n4 9\n", ["1", "2"], &told);
    assert_eq!(table.columns[0], [4.0, 1.0, 2.0, 3.0, 4.0]);
    let told = Options {
        decimal: Some('.'),
        ..Options::default()
    };
    let table = good("x,y\n1,957\n2,1.014\n3,1.020\n", ["x", "y"], &told);
    assert_eq!(table.columns[1], [957.0, 1.014, 1.02]);
}
