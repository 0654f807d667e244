//! What a line may not break: a browser breaks behind any hyphen, and before
//! the full stop that follows a formula.

/// As many characters of code as fit into a line of a phone.
const FLAG: usize = 32;

/// A space that holds a percent sign to its number.
pub fn text(text: &str) -> String {
    text.replace(" %", "\u{a0}%")
}

/// A formula with the signs that follow it; a flag, `--lr 0.1`. What is behind
/// them is returned, too.
pub fn with_signs(piece: String, behind: &str) -> (String, &str) {
    let rest = behind.trim_start_matches(['.', ',', ';', ':', '?', ')']);
    let signs = &behind[..behind.len() - rest.len()];
    let formula = piece.starts_with("<math") && !signs.is_empty();
    let flag = piece.starts_with("`--") && piece.len() <= FLAG;
    if formula || flag {
        let whole = format!("<span class=\"unbroken\">{piece}{signs}</span>");
        return (whole, rest);
    }
    (piece, behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_keeps_its_signs_and_a_flag_its_hyphens() {
        for (piece, behind, whole, rest) in [
            ("<math>x</math>", "). So", "<math>x</math>).", " So"),
            ("`--lr 0.1`", ", and", "`--lr 0.1`,", " and"),
        ] {
            let whole = format!("<span class=\"unbroken\">{whole}</span>");
            assert_eq!(with_signs(piece.into(), behind), (whole, rest));
        }
        for (piece, behind) in [("<math>x</math>", " is"), ("`a`", ".")] {
            assert_eq!(
                with_signs(piece.into(), behind),
                (piece.into(), behind)
            );
        }
        assert_eq!(text("92 % of 7"), "92\u{a0}% of 7");
    }
}
