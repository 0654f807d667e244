//! What a classifier named: confusion matrices drawn from known accuracies.

use descent::doctor::{Classes, Illness, Named, Run, examine};

use crate::draw::Draw;

/// Rows of each class, each named right with the probability of its class, and
/// else another class.
fn named(
    draw: &mut Draw,
    (rows, right): (&[usize], &[f64]),
    loss: f64,
) -> Named {
    let k = rows.len();
    let mut confusion = vec![vec![0; k]; k];
    for class in 0..k {
        for _ in 0..rows[class] {
            let is_right = draw.uniform(0.0, 1.0) < right[class];
            let other = (class + 1 + draw.below(k - 1)) % k;
            confusion[class][if is_right { class } else { other }] += 1;
        }
    }
    Named { loss, confusion }
}

fn found(learned: Named, unseen: Option<Named>) -> Vec<Illness> {
    let names = ["a", "b", "c"].map(String::from);
    let run = Run {
        classes: Some(Classes {
            names: names[..learned.confusion.len()].into(),
            learned,
            unseen,
            ..Classes::default()
        }),
        ..Run::default()
    };
    let found = examine(&run).into_iter();
    found.map(|finding| finding.illness).collect()
}

/// The probabilities are so far apart that chance does not reach from one case
/// into another: at 300 and 150 rows an accuracy has a deviation of 0.02 to
/// 0.04. ln 3 = 1.1 is the loss of the shares.
#[test]
fn what_a_classifier_names_is_told_right_over_fifty_seeds() {
    const EVEN: [usize; 3] = [100; 3];
    const FEW: [usize; 3] = [50; 3];
    for seed in 0..50 {
        let draw = &mut Draw::new(seed);
        let mut of = |rows: &[usize], right: &[f64], loss| {
            named(draw, (rows, right), loss)
        };
        let learned = of(&EVEN, &[0.9; 3], 0.30);
        let unseen = of(&FEW, &[0.9; 3], 0.35);
        let healthy = vec![Illness::Healthy];
        assert_eq!(found(learned.clone(), Some(unseen)), healthy, "{seed}");
        assert_eq!(found(learned, None), healthy, "{seed}");

        let learned = of(&EVEN, &[0.98; 3], 0.05);
        let unseen = of(&FEW, &[0.5; 3], 3.0);
        let heart = vec![Illness::ByHeart];
        assert_eq!(found(learned, Some(unseen)), heart, "{seed}");

        let learned = of(&EVEN, &[0.93; 3], 0.20);
        let unseen = of(&FEW, &[0.93; 3], 0.60);
        let sure = vec![Illness::TooSure];
        assert_eq!(found(learned, Some(unseen)), sure, "{seed}");

        // The last class always goes to another.
        let learned = of(&[200, 200, 20], &[0.9, 0.9, 0.0], 0.4);
        assert_eq!(found(learned, None), [Illness::NeverNamed], "{seed}");
    }
}

/// Always the most frequent of 80 and 20 rows: its loss at best is the entropy
/// of these shares, −0.8 ln 0.8 − 0.2 ln 0.2 = 0.5004.
#[test]
fn a_classifier_that_names_one_class_is_told_so() {
    let of = |loss| Named {
        loss,
        confusion: vec![vec![80, 0], vec![20, 0]],
    };
    assert_eq!(found(of(0.5003), None), [Illness::NothingLearned]);
    // A loss below it by a tenth knows something of x.
    assert_eq!(found(of(0.45), None), [Illness::NaiveAnswer]);
}
