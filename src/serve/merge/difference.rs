//! The words in which a letter differs from another of the same list.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The most characters of words that differ.
const MOST: usize = 240;

/// The words of `text` that stand not in `other`, passage by passage.
pub(in crate::serve) fn differing(text: &str, other: &str) -> String {
    let (own, others): (Vec<_>, Vec<_>) =
        (text.split_whitespace().collect(), other.split_whitespace().collect());
    let changes = capture_diff_slices(Algorithm::Myers, &others, &own);
    let passages = changes.into_iter().filter_map(|change| match change {
        DiffOp::Insert { new_index, new_len, .. } | DiffOp::Replace { new_index, new_len, .. } => {
            Some(own[new_index..new_index + new_len].join(" "))
        }
        DiffOp::Equal { .. } | DiffOp::Delete { .. } => None,
    });
    let mut told = String::new();
    for passage in passages {
        if !told.is_empty() {
            told.push_str(" · ");
        }
        told.push_str(&passage);
        if told.chars().count() > MOST {
            let mut short: String = told.chars().take(MOST).collect();
            short.push('…');
            return short;
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::differing;

    #[test]
    fn words_that_differ_are_told_by_passage() {
        let one = "Her Excellency Ms. Ana Silva Excellency, I write to you.";
        let other = "His Excellency Mr. Jan Novák Excellency, I write to you.";
        assert_eq!(differing(one, other), "Her · Ms. Ana Silva");
        assert_eq!(differing(one, one), "");
    }
}
