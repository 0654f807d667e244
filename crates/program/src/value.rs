//! The values of flags: what clap's `value_parser` takes.

use descent::data::Noise;

/// A value, or what is wrong with it, for the line that names the flag.
pub type Parsed<T> = std::result::Result<T, String>;

/// A finite number.
pub fn finite(text: &str) -> Parsed<f64> {
    let number: f64 = text
        .trim()
        .parse()
        .map_err(|_| format!("`{text}` is not a number"))?;
    let finite = number.is_finite().then_some(number);
    finite.ok_or_else(|| format!("`{text}` is not a finite number"))
}

/// A number above 0.
pub fn positive(text: &str) -> Parsed<f64> {
    let number = finite(text)?;
    let positive = (number > 0.0).then_some(number);
    positive.ok_or_else(|| "it must be above 0; try 0.01".into())
}

/// Two numbers with a comma between.
pub fn pair(text: &str) -> Parsed<[f64; 2]> {
    let (a, b) = text
        .split_once(',')
        .ok_or("it takes two numbers with a comma between, such as -1,1")?;
    let pair = [finite(a)?, finite(b)?];
    let pair = near(&pair).then_some(pair);
    pair.ok_or_else(|| "both must lie between -1e9 and 1e9".into())
}

/// Three numbers with commas between.
pub fn triple(text: &str) -> Parsed<[f64; 3]> {
    let parts: Vec<&str> = text.split(',').collect();
    let &[a, b, c] = &parts[..] else {
        let say = "it takes three numbers with commas between, such as 5,-3,3";
        return Err(say.into());
    };
    let triple = [finite(a)?, finite(b)?, finite(c)?];
    let triple = near(&triple).then_some(triple);
    triple.ok_or_else(|| "all must lie between -1e9 and 1e9".into())
}

/// Whether float32 can hold squares of these, and sums of many.
fn near(numbers: &[f64]) -> bool {
    numbers.iter().all(|number| number.abs() <= 1e9)
}

/// A whole number from 1 to `most`.
pub fn whole(text: &str, most: usize) -> Parsed<usize> {
    let number = text.parse().ok();
    let number = number.filter(|number| (1..=most).contains(number));
    number.ok_or_else(|| format!("it must be a whole number, 1 to {most}"))
}

/// How many points a lesson draws: two for a line at least, and no more than
/// a figure can show.
pub fn points(text: &str) -> Parsed<usize> {
    let number = whole(text, 10_000).ok().filter(|number| *number > 1);
    number.ok_or_else(|| "it must be a whole number, 2 to 10000".into())
}

/// Noise: its width if uniform, `normal:` and its standard deviation if
/// normal.
pub fn noise(text: &str) -> Parsed<Noise> {
    let (kind, size): (fn(f64) -> Noise, _) = match text.split_once(':') {
        None => (Noise::Uniform, text),
        Some(("normal", size)) => (Noise::Normal, size),
        Some(_) => return Err("it takes 0.5, or normal:0.5".into()),
    };
    let size = finite(size)?;
    let inside = (0.0..=1e9).contains(&size).then(|| kind(size));
    inside.ok_or_else(|| "its size must lie between 0 and 1e9".into())
}

/// Updates end at a million: every one of them is recorded.
pub fn updates(text: &str) -> Parsed<usize> {
    whole(text, 1_000_000)
}

/// So do they with 10000 epochs of single points.
pub fn epochs(text: &str) -> Parsed<usize> {
    whole(text, 10_000)
}

/// The seed of a generator.
pub fn seed(text: &str) -> Parsed<u64> {
    let wrong = |_| "it must be a whole number, 0 to 2^64 - 1".into();
    text.parse().map_err(wrong)
}

/// Each value of a list once, where it stands first.
pub fn each_once<T: PartialEq>(values: Vec<T>) -> Vec<T> {
    values.into_iter().fold(Vec::new(), |mut once, value| {
        if !once.contains(&value) {
            once.push(value);
        }
        once
    })
}
