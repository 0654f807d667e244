//! The bank of questions for review, by lesson: what `tutor review` asks, and
//! the page "Review" of the book.
//!
//! | module | holds |
//! |---|---|
//! | [`question`] | a question, and how an answer is judged |
//! | `lesson1` … `lesson15`, `fit`, `clinic` | the topics of each chapter |
//! | [`order`] | lines of code to put in order |
//! | [`plan`] | which topics are due, and when each comes again |
//!
//! A topic is not a question but makes one: its numbers are drawn from a seed,
//! and its answer is computed from them. Nothing here uses burn, so the bank
//! costs no build time.

use rand::{RngExt, SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

use crate::course::Chapter;

mod clinic;
mod fit;
mod lesson1;
mod lesson10;
mod lesson11;
mod lesson12;
mod lesson13;
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
pub mod order;
pub mod plan;
pub mod question;

use question::{Form, Question};

/// Something to know, of which each asking is a question with new numbers.
#[derive(Clone, Copy)]
pub struct Topic {
    /// Its chapter and a word, for example `3.limit`; those of `fit` begin
    /// with an F, those of the clinic with a C.
    pub name: &'static str,
    /// What the reader can do who answers it: a goal of the chapter.
    pub goal: &'static str,
    draw: fn(&mut Draw) -> Question,
}

impl Topic {
    /// The chapter it belongs to.
    pub fn chapter(&self) -> Chapter {
        let number = self.name.split('.').next().unwrap_or_default();
        match number {
            "C" => Chapter::Clinic,
            _ => number.parse().map_or(Chapter::Fit, Chapter::Lesson),
        }
    }

    /// A question on it; the same seed gives the same question.
    ///
    /// ```
    /// let topics = tutorials::review::topics();
    /// let limit = topics.iter().find(|topic| topic.name == "3.limit");
    /// assert_eq!(limit.unwrap().ask(7), limit.unwrap().ask(7));
    /// ```
    pub fn ask(&self, seed: u64) -> Question {
        let mut draw = Draw(ChaCha8Rng::seed_from_u64(seed));
        let mut question = (self.draw)(&mut draw);
        // Two answers may come out alike. Then draw again.
        for _ in 0..100 {
            if question.is_sound() {
                break;
            }
            question = (self.draw)(&mut draw);
        }
        match &mut question.form {
            Form::Choice { options } => options.shuffle(&mut draw.0),
            Form::Order { lines, .. } => lines.shuffle(&mut draw.0),
            Form::Number { .. } => {}
        }
        question
    }
}

/// All topics, in the order of the course.
pub fn topics() -> Vec<Topic> {
    [
        lesson1::TOPICS,
        lesson2::TOPICS,
        lesson3::TOPICS,
        lesson4::TOPICS,
        lesson5::TOPICS,
        lesson6::TOPICS,
        lesson7::TOPICS,
        lesson8::TOPICS,
        lesson9::TOPICS,
        lesson10::TOPICS,
        lesson11::TOPICS,
        lesson12::TOPICS,
        lesson13::TOPICS,
        lesson14::TOPICS,
        lesson15::TOPICS,
        fit::TOPICS,
        clinic::TOPICS,
    ]
    .concat()
}

/// Where the numbers of a question come from.
struct Draw(ChaCha8Rng);

impl Draw {
    /// A whole number, both ends included.
    fn int(&mut self, from: i32, to: i32) -> f64 {
        f64::from(self.0.random_range(from..=to))
    }

    /// One of these numbers.
    fn pick(&mut self, from: &[f64]) -> f64 {
        self.one_of(from)
    }

    /// One of these.
    fn one_of<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.0.random_range(0..from.len())]
    }
}
