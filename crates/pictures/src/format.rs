//! The formats of files, and what comes in their place.

use crate::size::Size;

/// The longest side of a JPEG (T.81, B.2.2), less what decoders are unsure of.
const LONGEST_JPEG: u32 = 65_500;

/// A format of pictures that browsers show and that is worked on here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Format {
    /// JPEG.
    Jpeg,
    /// PNG, with or without movement.
    Png,
    /// GIF, with or without movement.
    Gif,
    /// WebP, with or without movement.
    WebP,
    /// AVIF, which is passed on: cleaned, and never made smaller.
    Avif,
}

/// The endings of names, the usual one of each format first.
const ENDINGS: [(&str, Format); 12] = [
    ("jpg", Format::Jpeg),
    ("jpeg", Format::Jpeg),
    ("jpe", Format::Jpeg),
    ("jfif", Format::Jpeg),
    ("pjpeg", Format::Jpeg),
    ("pjp", Format::Jpeg),
    ("png", Format::Png),
    ("apng", Format::Png),
    ("gif", Format::Gif),
    ("webp", Format::WebP),
    ("avif", Format::Avif),
    ("avifs", Format::Avif),
];

impl Format {
    /// The format of files whose name has this ending, in capitals or not.
    pub fn of_ending(ending: &str) -> Option<Self> {
        let known = ENDINGS.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known));
        known.map(|(_, format)| *format)
    }

    /// The format that stands beside WebP for a picture that does not move: PNG where it is
    /// transparent or flat, or longer than a JPEG can be, and JPEG otherwise.
    pub fn beside_webp(is_transparent: bool, is_flat: bool, size: Size) -> Self {
        let is_long = size.width.max(size.height) > LONGEST_JPEG;
        if is_transparent || is_flat || is_long { Self::Png } else { Self::Jpeg }
    }

    /// What it is called, with its article.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "a JPEG",
            Self::Png => "a PNG",
            Self::Gif => "a GIF",
            Self::WebP => "a WebP picture",
            Self::Avif => "an AVIF picture",
        }
    }

    /// The usual ending of its files, without the dot.
    pub fn ending(self) -> &'static str {
        ENDINGS.iter().find(|(_, format)| *format == self).map_or("", |(ending, _)| ending)
    }

    /// Its type of media (<https://www.iana.org/assignments/media-types/>).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
            Self::Avif => "image/avif",
        }
    }
}

/// What newsrooms are sent in place of a picture for a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stranger {
    /// HEIC, of phones.
    Heic,
    /// TIFF, and the raw pictures of many cameras, which are TIFF too.
    Tiff,
    /// A camera's raw picture of another kind: Canon's CR3 and CRW, Fujifilm's, Olympus',
    /// Panasonic's, Minolta's, Sigma's.
    Raw,
    /// Photoshop's own.
    Photoshop,
    /// EPS or PostScript.
    Eps,
    /// PDF.
    Pdf,
    /// JPEG XL.
    JpegXl,
    /// JPEG 2000.
    Jpeg2000,
    /// Windows' bitmap.
    Bmp,
    /// An icon of Windows.
    Icon,
    /// A drawing.
    Svg,
    /// A page, such as "please log in" saved as a picture.
    Html,
    /// The stand-in that Git keeps for a large file.
    GitLfs,
    /// ZIP, and the documents that are ZIP.
    Zip,
    /// A film.
    Film,
}

impl Stranger {
    /// What it is called, with its article.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heic => "a HEIC picture",
            Self::Tiff => "a TIFF or a camera's raw picture",
            Self::Raw => "a camera's raw picture",
            Self::Photoshop => "a file of Photoshop",
            Self::Eps => "an EPS drawing",
            Self::Pdf => "a PDF",
            Self::JpegXl => "a JPEG XL picture",
            Self::Jpeg2000 => "a JPEG 2000 picture",
            Self::Bmp => "a BMP",
            Self::Icon => "an icon (ICO)",
            Self::Svg => "an SVG drawing",
            Self::Html => "a web page (HTML)",
            Self::GitLfs => "the stand-in for a file that Git LFS keeps elsewhere",
            Self::Zip => "a ZIP archive or an office document",
            Self::Film => "a film",
        }
    }

    /// What to do with it, as a sentence.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Heic => {
                "save it as JPEG; on an iPhone, Settings, Camera, Formats, Most Compatible takes \
                 pictures as JPEG"
            }
            Self::Tiff | Self::Raw | Self::Photoshop | Self::JpegXl | Self::Jpeg2000 => {
                "save it as JPEG, at most 4000 pixels on the longer side"
            }
            Self::Eps | Self::Pdf => "export it as SVG if it is a drawing, or as PNG",
            Self::Bmp | Self::Icon => "save it as PNG",
            Self::Svg => "name it with the ending `.svg`",
            Self::Html => {
                "download the picture again: where it was, a page came in its place, often one \
                 that asks to log in"
            }
            Self::GitLfs => "run `git lfs pull`",
            Self::Zip => "take the picture out of it",
            Self::Film => "link to the film, and save a frame of it as JPEG",
        }
    }
}
