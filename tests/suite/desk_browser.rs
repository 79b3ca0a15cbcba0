//! The desk in a browser: the whole way of a letter, two windows at once, and what is not lost.

mod barriers;
mod lost;
mod office;
mod seed;
mod two;
