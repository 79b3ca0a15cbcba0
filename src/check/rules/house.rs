//! How an office writes: shapes of dates, ranges and times, terms, lists, quotes.

mod lists;
mod written_dates;

super::family![
    mixed_date_styles, date_comma, date_ordinal, leading_zero_day, mixed_range_styles, lost_dash,
    hyphen_range, time_style, mixed_terms, abbreviated_name, number_in_words, spelling_variant,
    list_semicolons, mixed_list_punctuation, symbol_shape, straight_quotes, mixed_quotes,
    bold_emphasis, resolution_plural, unchecked_formula, untranslated_office, set_name,
    mixed_capitals, abbreviated_month,
];
