//! What a program prints becomes plain text.

use live::text::{Plain, Progress, Said};

fn line(text: &str) -> Said {
    Said::Line(text.into())
}

#[test]
fn a_line_comes_when_it_is_whole_and_without_colours() {
    let mut plain = Plain::default();
    assert_eq!(plain.read(b"\x1b[1;31merr"), []);
    assert_eq!(plain.read(b"or\x1b[0m\r"), []);
    assert_eq!(plain.read(b"\nb\xe2\x82"), [line("error\n")]);
    assert_eq!(plain.read(b"\xac\x07\x1b]0;t\x07 c\n"), [line("b€ c\n")]);
    assert_eq!(plain.read(b"\n<b>&\n"), [line("\n"), line("<b>&\n")]);
    assert_eq!(plain.read(b"no end"), []);
    assert_eq!(plain.end(), Some(line("no end\n")));
}

#[test]
fn a_line_that_overwrites_itself_is_a_bar() {
    let bar = |done, of| {
        let what = "Building".into();
        Said::Progress(Progress { done, of, what })
    };
    let mut plain = Plain::default();
    let first = plain.read(b"    Building [=>  ] 3/40: burn, a\r");
    assert_eq!(first, [bar(3, 40)]);
    let mut next = plain.read(b"    Building [==> ] 4/40\r");
    assert_eq!(next.pop(), Some(bar(4, 40)));
    let cleared = plain.read(b"\x1b[K   Compiling burn\n");
    assert_eq!(cleared.last(), Some(&line("   Compiling burn\n")));
    // No more can be done than there is.
    assert_eq!(plain.read(b"a/b 3/2 1/0\r"), []);
}

/// Whatever comes, in whatever parts: no letter is lost, none controls.
#[test]
fn a_line_without_an_end_takes_no_memory() {
    let mut plain = Plain::default();
    let mut letters = 0;
    for _ in 0..100 {
        for said in plain.read(&[b'x'; 1000]) {
            let Said::Line(text) = said else { panic!() };
            // A part, long before the line ends.
            assert!(text.len() <= 17_000 && !text.ends_with('\n'));
            letters += text.len();
        }
    }
    assert!(letters >= 80_000, "{letters}");
    let Some(Said::Line(rest)) = plain.end() else {
        panic!()
    };
    assert_eq!(letters + rest.trim_end().len(), 100_000);
}
