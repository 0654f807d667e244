//! Which columns are read, and what for.

use crate::{
    cell::Cell,
    error::{Error, ErrorKind, Result, shown},
    file::File,
    number::{Numbers, Value, value},
    records::Row,
    table::{Feature, Kind, Note, Pick},
};

/// Names that people give to columns of row numbers.
const ROW_NUMBERS: [&str; 10] = [
    "id",
    "index",
    "row",
    "rowname",
    "rownames",
    "no",
    "no.",
    "nr",
    "nr.",
    "unnamed: 0",
];

/// What a column is read for.
#[derive(Clone, Debug)]
pub enum Role {
    /// As x: numbers, dates or categories.
    X,
    /// As x, its texts being categories.
    Codes,
    /// As x, as at an earlier time.
    Known(Kind),
    /// As y: numbers, or classes where it is text.
    Y,
    /// As y, its texts being classes.
    Classes,
    /// Weights: numbers.
    Weights,
    /// Groups.
    Groups,
}

impl Role {
    /// Whether its fields are texts, whatever they look like.
    pub fn is_text(&self) -> bool {
        match self {
            Role::Codes | Role::Classes | Role::Groups => true,
            Role::Known(kind) => *kind != Kind::Number,
            Role::X | Role::Y | Role::Weights => false,
        }
    }
}

/// The columns of a fit with what they are read for, and what was assumed.
///
/// # Errors
/// Columns that are not there, or too few of numbers.
pub fn for_fit(file: &File, pick: &Pick) -> Result<(Vec<Chosen>, Vec<Note>)> {
    let others = pick.weights.iter().chain(&pick.group).cloned();
    let others = positions(file, &others.collect::<Vec<_>>())?;
    let asked = [&pick.x[..], pick.y.as_slice()].concat();
    let asked = positions(file, &asked)?;
    let (x, y) = asked.split_at(pick.x.len());
    let codes = positions(file, &file.options.categories)?;
    let codes_alone = codes.iter().filter(|at| !asked.contains(at));
    let mut all_x = x.to_vec();
    // A column of codes is asked for as x, whether said so or not.
    all_x.extend(codes_alone);
    let wanted = [all_x.is_empty(), y.is_empty()];
    let taken = [&asked[..], &others, &codes].concat();
    let (numeric, notes) = first_numeric(file, wanted, &taken)?;
    let mut numeric = numeric.into_iter();
    if all_x.is_empty() {
        all_x.extend(numeric.next());
    }
    let role = |at: &usize| match codes.contains(at) {
        true => Role::Codes,
        false => Role::X,
    };
    let mut chosen: Vec<Chosen> =
        all_x.iter().map(|at| (*at, role(at))).collect();
    let role = match pick.classes {
        true => Role::Classes,
        false => Role::Y,
    };
    let y = y.iter().copied().chain(numeric);
    chosen.extend(y.map(|at| (at, role.clone())));
    let roles = [
        pick.weights.as_ref().map(|_| Role::Weights),
        pick.group.as_ref().map(|_| Role::Groups),
    ];
    chosen.extend(others.into_iter().zip(roles.into_iter().flatten()));
    Ok((chosen, notes))
}

/// A column by its position, and what it is read for.
pub type Chosen = (usize, Role);

/// The columns of an earlier fit.
///
/// # Errors
/// Columns that are not there.
pub fn again(file: &File, features: &[Feature]) -> Result<Vec<Chosen>> {
    let names: Vec<_> = features.iter().map(|f| f.name.clone()).collect();
    let chosen = positions(file, &names)?.into_iter().zip(features);
    Ok(chosen
        .map(|(at, feature)| (at, Role::Known(feature.kind.clone())))
        .collect())
}

fn positions(file: &File, names: &[String]) -> Result<Vec<usize>> {
    let mut asked = Vec::new();
    for name in names {
        let at = file.columns.find(name)?;
        if asked.contains(&at) {
            let name = shown(file.columns.name(at));
            return Err(file.columns.error(ErrorKind::AskedTwice(name)));
        }
        asked.push(at);
    }
    Ok(asked)
}

/// The first columns that are not taken, for x if it is wanted (numbers or
/// dates), and for y (numbers); those that count the rows only where there are
/// no others.
fn first_numeric(
    file: &File,
    [x, y]: [bool; 2],
    taken: &[usize],
) -> Result<(Vec<usize>, Vec<Note>)> {
    let n = usize::from(x) + usize::from(y);
    let all = 0..file.layout.width;
    let free: Vec<usize> = all.filter(|at| !taken.contains(at)).collect();
    let kind = |at: &usize| file.layout.typed[*at];
    let find = |candidates: &[usize]| {
        let mut found = Vec::new();
        let mut left = candidates.iter().copied();
        if x {
            let fits = |at: &usize| kind(at).is_some();
            found.extend(left.find(fits));
        }
        if y {
            let fits = |at: &usize| kind(at) == Some(Cell::Number);
            found.extend(left.find(fits));
        }
        found
    };
    let (rows, others): (Vec<usize>, Vec<usize>) =
        free.iter().partition(|at| counts_rows(file, **at));
    let mut found = find(&others);
    if found.len() < n {
        found = find(&free);
    }
    if found.len() < n {
        return Err(too_few(file, n, &found, taken));
    }
    for &at in &found {
        file.columns.no_number(at)?;
        file.columns.alone(at)?;
    }
    let before = |at: &&usize| found.last().is_some_and(|last| last > *at);
    let passed = rows.iter().filter(|at| !found.contains(at)).filter(before);
    let note = |at: &usize| {
        let name = shown(file.columns.name(*at));
        let what = format!("`{name}` seems to count the rows: it is not taken");
        Note::new(what, "x")
    };
    let notes = passed.filter(|at| kind(at).is_some()).map(note).collect();
    Ok((found, notes))
}

/// Whether a column numbers the rows, and measures nothing.
fn counts_rows(file: &File, at: usize) -> bool {
    let name = file.columns.name(at).to_lowercase();
    let is_called_so = ROW_NUMBERS.contains(&name.as_str())
        || name.ends_with("_id")
        || name.ends_with(" id");
    // The nitric oxide of `NO` has decimals.
    let has_decimals = |row: &Row| {
        let number = row.fields[at].trim().parse::<f64>();
        number.is_ok_and(|number| number.fract() != 0.0)
    };
    let may_count = || !file.layout.rows.iter().any(has_decimals);
    let nameless = file.columns.is_nameless(at)
        || !file.columns.header && at == 0 && file.layout.width > 2;
    let by_one = || {
        let number = |row: &Row| row.fields[at].trim().parse::<f64>().ok();
        let numbers = file.layout.rows.iter().map(number);
        numbers
            .collect::<Option<Vec<f64>>>()
            .is_some_and(|numbers| {
                (numbers[0] == 0.0 || numbers[0] == 1.0)
                    && numbers.windows(2).all(|pair| pair[1] - pair[0] == 1.0)
            })
    };
    is_called_so && may_count() || nameless && by_one()
}

/// There are fewer than `n` columns of numbers.
fn too_few(file: &File, n: usize, found: &[usize], taken: &[usize]) -> Error {
    if file.layout.width == 1 {
        return file.columns.error(ErrorKind::OneColumn);
    }
    let is_text = |row: &Row, at: &usize| {
        let numbers = Numbers::default();
        !taken.contains(at)
            && !found.contains(at)
            && value(&row.fields[*at], numbers, &file.marks) == Value::Text
    };
    let text = file.layout.rows.iter().find_map(|row| {
        let at = (0..file.layout.width).find(|at| is_text(row, at))?;
        Some((row.line, at, shown(row.fields[at].trim())))
    });
    let place = match &text {
        None => file.source.clone(),
        Some((line, at, _)) => file.columns.place(*line, *at),
    };
    let what = ErrorKind::TooFewNumeric {
        needed: n,
        rows: file.layout.rows.len(),
        found: found.first().map(|at| shown(file.columns.name(*at))),
        text: text.map(|(_, _, text)| text),
    };
    Error::new(place, what)
}
