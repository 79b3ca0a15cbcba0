//! Changes of records and templates, as they happen.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::error::Error;

/// Watches folders.
pub struct Changes {
    /// It watches for as long as it lives.
    _watcher: RecommendedWatcher,
    paths: Receiver<PathBuf>,
    except: PathBuf,
}

/// Editors save in several steps: what follows within this time is one change. (The debouncers of
/// `notify` cannot leave out that a file was opened, which every build does to every record.)
const SETTLE: Duration = Duration::from_millis(150);

impl Changes {
    /// Watches the records and the templates, but not what is written to `except`.
    ///
    /// # Errors
    /// That they cannot be watched.
    pub fn watch(records: &Path, templates: Option<&Path>, except: &Path) -> Result<Self, Error> {
        let (sender, paths) = channel();
        let wrong =
            |error: notify::Error| Error::input(format!("cannot watch for changes: {error}"));
        let mut watcher =
            notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
                let Ok(event) = event else { return };
                if event.kind.is_access() {
                    return;
                }
                for path in event.paths {
                    // Nobody listens any more when the program ends.
                    let _ = sender.send(path);
                }
            })
            .map_err(wrong)?;
        for folder in [Some(records), templates].into_iter().flatten() {
            watcher.watch(folder, RecursiveMode::Recursive).map_err(wrong)?;
        }
        let except = except.canonicalize().unwrap_or_else(|_| except.to_owned());
        Ok(Self { _watcher: watcher, paths, except })
    }

    /// Waits for a change, and for it to settle; false when there can be no more.
    pub fn wait(&mut self) -> bool {
        loop {
            let Ok(path) = self.paths.recv() else {
                return false;
            };
            if self.matters(&path) {
                break;
            }
        }
        loop {
            match self.paths.recv_timeout(SETTLE) {
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
    }

    fn matters(&self, path: &Path) -> bool {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        !real.starts_with(&self.except) && !path.starts_with(&self.except)
    }
}
