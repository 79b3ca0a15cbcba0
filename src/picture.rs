//! Pictures: the marks of signatures, and emblems.

use std::sync::Arc;

/// A picture: the mark of a signature or an emblem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// How it is coded.
    pub kind: PictureKind,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// The file.
    pub bytes: Arc<[u8]>,
}

/// How a picture is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
}

impl PictureKind {
    /// Its media type (RFC 2046).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }
}

impl Picture {
    /// The largest picture file that is read: 8 MiB.
    pub const MAX_BYTES: u64 = 8 << 20;
    /// The most pixels a picture may have: a page at 600 dots an inch.
    pub const MAX_PIXELS: u64 = 36_000_000;

    /// Reads a picture: its kind and size first, its pixels only when these are in bounds.
    ///
    /// # Errors
    /// Why it cannot be used, in a few words.
    pub fn read(bytes: Vec<u8>) -> Result<Self, String> {
        let kind = match bytes.as_slice() {
            [0x89, b'P', b'N', b'G', ..] => PictureKind::Png,
            [0xFF, 0xD8, 0xFF, ..] => PictureKind::Jpeg,
            _ => return Err("it is neither a PNG nor a JPEG picture".to_owned()),
        };
        let format = match kind {
            PictureKind::Png => image::ImageFormat::Png,
            PictureKind::Jpeg => image::ImageFormat::Jpeg,
        };
        let reader = || image::ImageReader::with_format(std::io::Cursor::new(&bytes), format);
        let broken = |error: image::ImageError| format!("the picture is broken ({error})");
        let size = reader().into_dimensions().map_err(broken)?;
        if u64::from(size.0) * u64::from(size.1) > Self::MAX_PIXELS {
            return Err(format!("{} by {} pixels are more than a page can show", size.0, size.1));
        }
        reader().decode().map_err(broken)?;
        Ok(Self { kind, size, bytes: bytes.into() })
    }
}
