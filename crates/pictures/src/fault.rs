//! Why a picture cannot be used, in words for the one who has to mend it.

use std::error::Error;
use std::fmt;

use crate::format::{Format, Stranger};
use crate::size::{MOST_PIXELS, Size};

/// Why a file cannot be made into pictures for a page.
///
/// `Display` says what is wrong ("is cut short: …"), so that it can follow the name of the
/// file; [`Fault::remedy`] says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is nothing in it.
    Empty,
    /// It ends before the picture does.
    CutShort,
    /// It is not written as its format is; with what the decoder found.
    Broken(Format, String),
    /// Its name says one format, and its bytes another.
    Misnamed(Format, String),
    /// It is something else that newsrooms are sent.
    Stranger(Stranger),
    /// Nobody can tell what it is.
    Unknown,
    /// It has more pixels than [`MOST_PIXELS`].
    TooLarge(Size),
    /// A JPEG with 12 bits a colour.
    TwelveBits,
    /// A JPEG with arithmetic coding.
    Arithmetic,
    /// A JPEG without loss, or in layers.
    RareJpeg,
}

impl Fault {
    /// What to do, as a phrase that can follow a colon.
    pub fn remedy(&self) -> String {
        const AGAIN: &str = "save it anew in the program that it is from, or ask for it again";
        match self {
            Self::Empty | Self::CutShort => {
                "copy it again from where it is whole: it was not sent or saved to its end".into()
            }
            Self::Broken(..) => AGAIN.into(),
            Self::Misnamed(format, name) => {
                let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
                format!("name it `{stem}.{}`", format.ending())
            }
            Self::Stranger(stranger) => stranger.remedy().into(),
            Self::Unknown => "save it as JPEG, PNG, GIF or WebP".into(),
            Self::TooLarge(_) => {
                "make it smaller first: 4000 pixels on the longer side are plenty for a page".into()
            }
            Self::TwelveBits | Self::Arithmetic | Self::RareJpeg => {
                "save it anew as an ordinary JPEG (8 bits, baseline or progressive)".into()
            }
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(out, "is empty"),
            Self::CutShort => write!(out, "is cut short: the end of the picture is missing"),
            Self::Broken(format, found) => {
                write!(out, "is {} that is broken: {found}", format.name())
            }
            Self::Misnamed(format, _) => {
                write!(out, "is {}, and its name says otherwise", format.name())
            }
            Self::Stranger(stranger) => {
                write!(out, "is {}, which pages cannot show", stranger.name())
            }
            Self::Unknown => write!(out, "is no picture of a known format"),
            Self::TooLarge(size) => write!(
                out,
                "is {} × {} pixels, more than the {} million that are taken",
                size.width,
                size.height,
                MOST_PIXELS / 1_000_000
            ),
            Self::TwelveBits => {
                write!(out, "is a JPEG with 12 bits a colour, which browsers do not show")
            }
            Self::Arithmetic => {
                write!(out, "is a JPEG with arithmetic coding, which browsers do not show")
            }
            Self::RareJpeg => write!(
                out,
                "is a JPEG of a kind that browsers do not show (lossless or hierarchical)"
            ),
        }
    }
}

impl Error for Fault {}
