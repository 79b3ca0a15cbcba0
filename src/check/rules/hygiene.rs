//! What is left over from drafting.

mod scripts;

super::family![
    doubled_word, placeholder, hole, invisible_character, bidi_control, look_alike,
    mixed_script_name, unbalanced_bracket, unbalanced_quote, unread_field, stray_markup,
    doubled_punctuation, space_before_punctuation, empty_part, template_words, assurance_singular,
    repeated_salutation, ligature, field_outside_prose, missing_article, misspelt_word,
];
