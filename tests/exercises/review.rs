//! The bank of questions, the lines to put in order, and `tutor review`.

use tutorials::review::{Topic, topics};

mod answers;
mod bank;
mod lines;
mod session;

fn topic(name: &str) -> Topic {
    let mut topics = topics().into_iter();
    topics.find(|topic| topic.name == name).expect(name)
}
