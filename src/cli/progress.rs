//! How far long work is: a bar on a terminal, plain lines now and then elsewhere.

use std::io::IsTerminal as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::terminal;
use crate::archive::{Phase, Progress};
use crate::text::thousands;

/// Shows how far long work is.
pub(super) struct Bar {
    bar: ProgressBar,
    quiet: bool,
    plain: bool,
    done: AtomicUsize,
    /// How many pieces there are; none where nobody knows before the end.
    pieces: AtomicUsize,
    last: Mutex<Option<Instant>>,
}

/// How often a plain line says how far it is.
const PLAIN: Duration = Duration::from_secs(10);

impl Bar {
    pub(super) fn new(quiet: bool) -> Self {
        let plain = !std::io::stderr().is_terminal();
        let target = if quiet || plain {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr_with_hz(8)
        };
        Self {
            bar: ProgressBar::with_draw_target(None, target),
            quiet,
            plain,
            done: AtomicUsize::new(0),
            pieces: AtomicUsize::new(0),
            last: Mutex::new(None),
        }
    }

    /// A stretch of work begins: its name in a word, and how many pieces it has, if that is known.
    pub(super) fn start(&self, name: &str, pieces: Option<usize>) {
        let template = match pieces {
            Some(_) => format!(
                "{name:<8}{{bar:32}} {{human_pos}} of {{human_len}}  {{per_sec}}  {{eta}} left"
            ),
            None => format!("{name:<8}{{spinner}} {{human_pos}}  {{per_sec}}"),
        };
        if let Ok(style) = ProgressStyle::with_template(&template) {
            self.bar.set_style(style.progress_chars("━╸─"));
        }
        self.bar.reset();
        match pieces {
            Some(pieces) => self.bar.set_length(pieces as u64),
            None => self.bar.unset_length(),
        }
        self.done.store(0, Ordering::Relaxed);
        self.pieces.store(pieces.unwrap_or(0), Ordering::Relaxed);
        if let Ok(mut last) = self.last.lock() {
            *last = Some(Instant::now());
        }
    }

    /// One piece is done.
    pub(super) fn step(&self) {
        self.bar.inc(1);
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.quiet || !self.plain || !done.is_multiple_of(256) {
            return;
        }
        let due = self
            .last
            .try_lock()
            .ok()
            .filter(|last| last.is_some_and(|last| last.elapsed() >= PLAIN));
        if let Some(mut last) = due {
            *last = Some(Instant::now());
            let of = match self.pieces.load(Ordering::Relaxed) {
                0 => String::new(),
                pieces => format!(" of {}", thousands(pieces)),
            };
            terminal::say(&format!("{}{of}", thousands(done)));
        }
    }

    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn begin(&self, what: Phase, pieces: usize) {
        let name = match what {
            Phase::Letters => "letters",
            Phase::Pages => "pages",
            Phase::Search => "search",
        };
        self.start(name, Some(pieces));
    }

    fn done(&self) {
        self.step();
    }
}
