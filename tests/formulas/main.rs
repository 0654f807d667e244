//! Every formula of the book, checked by numbers: the two sides are computed
//! and compared. A formula that changes, or a new one, must change its row.

mod common;
mod errata;
mod fit;
mod lesson1;
mod lesson10;
mod lesson11;
mod lesson12;
mod lesson14;
mod lesson15;
mod lesson2;
mod lesson3;
mod lesson4;
mod lesson5;
mod lesson6;
mod lesson7;
mod lesson8;
mod lesson9;
mod sentences;

use common::Row;

fn rows() -> impl Iterator<Item = &'static Row> {
    let lessons = [
        lesson1::FORMULAS,
        lesson2::FORMULAS,
        lesson3::FORMULAS,
        lesson4::FORMULAS,
        lesson5::FORMULAS,
        lesson6::FORMULAS,
        lesson7::FORMULAS,
        lesson8::FORMULAS,
        lesson9::FORMULAS,
        lesson10::FORMULAS,
        lesson11::FORMULAS,
        lesson12::FORMULAS,
        lesson14::FORMULAS,
        lesson15::FORMULAS,
        fit::FORMULAS,
        errata::FORMULAS,
    ];
    lessons.into_iter().flatten()
}

#[test]
fn every_formula_of_the_book_has_a_row_here() {
    let pages = book::formulas().unwrap();
    for formula in &pages {
        let row = rows().find(|row| row.0 == formula.id);
        let Some((id, latex, _)) = row else {
            panic!("{}: no check of {}", formula.place, formula.id);
        };
        let (want, got) = (latex, &formula.latex);
        assert_eq!(want, got, "{}: {id} has changed", formula.place);
    }
    for (id, _, _) in rows() {
        let used = pages.iter().any(|formula| formula.id == *id);
        assert!(used, "no page shows the formula {id}");
    }
}

#[test]
fn every_formula_holds() {
    for (id, _, check) in rows() {
        println!("{id}"); // the last one shown is the one that failed
        check();
    }
}
