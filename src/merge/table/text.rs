//! Bytes in any encoding as UTF-8, piece by piece.

use std::io::{self, BufRead as _, BufReader, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

use crate::error::Error;

/// The text of `bytes` as UTF-8. A byte order mark goes before `label`; without both the text
/// is UTF-8 already, and bytes that are not are passed on, for the reader to report.
pub(super) fn decoded(
    bytes: impl Read + Send + 'static,
    label: Option<&str>,
) -> Result<Box<dyn Read + Send>, Error> {
    let named = match label {
        Some(label) => Some(Encoding::for_label_no_replacement(label.as_bytes()).ok_or_else(
            || {
                Error::usage(format!("there is no encoding `{label}`")).help(
                    "windows-1252 is that of old Excel files in western languages; others: windows-1251, windows-1256, gb18030, utf-16le",
                )
            },
        )?),
        None => None,
    };
    let mut bytes = BufReader::with_capacity(1 << 16, bytes);
    let begin = bytes.fill_buf().unwrap_or_default();
    let (marked, length) =
        Encoding::for_bom(begin).map_or((None, 0), |(encoding, length)| (Some(encoding), length));
    bytes.consume(length);
    match marked.or(named) {
        Some(encoding) if encoding != UTF_8 => Ok(Box::new(Decoded {
            bytes,
            decoder: encoding.new_decoder_without_bom_handling(),
            ready: Vec::new(),
            at: 0,
            ended: false,
        })),
        _ => Ok(Box::new(bytes)),
    }
}

/// A reader that turns an encoding into UTF-8; what the encoding does not know becomes U+FFFD.
struct Decoded<R> {
    bytes: BufReader<R>,
    decoder: Decoder,
    ready: Vec<u8>,
    at: usize,
    ended: bool,
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.ready.len() && !self.ended {
            let read = self.bytes.fill_buf()?;
            self.ended = read.is_empty();
            let mut text = String::with_capacity(
                self.decoder
                    .max_utf8_buffer_length(read.len())
                    .unwrap_or(read.len() * 4 + 16),
            );
            let (result, used, _) = self.decoder.decode_to_string(read, &mut text, self.ended);
            self.bytes.consume(used);
            if result == CoderResult::OutputFull {
                self.ended = false;
            }
            self.ready = text.into_bytes();
            self.at = 0;
        }
        let count = into.len().min(self.ready.len() - self.at);
        into[..count].copy_from_slice(&self.ready[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}
