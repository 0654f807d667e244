//! Which topics are due, and when each comes again.

use super::Topic;

/// After the first right answer in a row a topic comes again in so many days,
/// after the second, and so on; the last distance stays.
pub const DISTANCES: [u64; 4] = [1, 3, 7, 21];

/// As many questions make a session of about ten minutes.
pub const QUESTIONS: usize = 10;

/// What is known of a topic that was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The day of the last answer, counted from 1 January 1970.
    pub day: u64,
    /// How many answers in a row were right; 0 if the last was wrong.
    pub streak: usize,
    /// How often it was asked.
    pub times: u64,
}

impl Asked {
    /// The day from which on it is asked again; at once, if it was missed.
    pub fn due(&self) -> u64 {
        match self.streak {
            0 => self.day,
            n => self.day + DISTANCES[(n - 1).min(DISTANCES.len() - 1)],
        }
    }

    /// What is known after one more answer. Practice ahead of time does no
    /// harm, and makes no distance grow.
    pub fn after(before: Option<Asked>, day: u64, right: bool) -> Asked {
        let (streak, times) = before.map_or((0, 0), |b| (b.streak, b.times));
        let early = before.is_some_and(|before| day < before.due());
        Asked {
            day,
            streak: match right {
                false => 0,
                true if early => streak,
                true => streak + 1,
            },
            times: times + 1,
        }
    }
}

/// A seed from the day, what is asked and how often it was asked before.
pub fn seed(day: u64, name: &str, times: u64) -> u64 {
    // FNV-1a: small, and the same everywhere.
    let mix = |hash: u64, byte: u8| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    };
    let bytes = day.to_le_bytes().into_iter().chain(times.to_le_bytes());
    bytes.chain(name.bytes()).fold(0xcbf2_9ce4_8422_2325, mix)
}

/// The topics of a session on this day, in the order in which they are asked:
/// those missed first, then those that are due and new ones, mixed.
///
/// `asked` says what is known of a topic.
pub fn session(
    topics: &[Topic],
    asked: impl Fn(&str) -> Option<Asked>,
    day: u64,
) -> Vec<Topic> {
    let mut ready: Vec<(Topic, Option<Asked>)> = topics
        .iter()
        .map(|topic| (*topic, asked(topic.name)))
        .collect();
    ready.retain(|(_, asked)| asked.is_none_or(|asked| asked.due() <= day));
    // Chance decides among equals, the same one each time.
    let count = topics.iter().filter_map(|topic| asked(topic.name));
    let count = count.map(|asked| asked.times).sum();
    ready.sort_by_key(|(topic, asked)| {
        let rank = match asked {
            Some(Asked { streak: 0, .. }) => 0,
            Some(_) => 1,
            None => 2,
        };
        (rank, seed(day, topic.name, count))
    });
    ready.truncate(QUESTIONS);
    ready.sort_by_key(|(topic, asked)| {
        let missed = asked.is_some_and(|asked| asked.streak == 0);
        (!missed, seed(day, topic.name, count))
    });
    ready.into_iter().map(|(topic, _)| topic).collect()
}
