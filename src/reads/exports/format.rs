//! The services whose exports can be read.

/// An analytics service whose exports can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// GoatCounter: its CSV of version 2 and its JSON, a ZIP.
    Goatcounter,
    /// Plausible: `imported_pages` of its export, and the pages of its dashboard.
    Plausible,
    /// Matomo: `Actions.getPageUrls` with `flat=1`, as CSV or JSON.
    Matomo,
    /// Umami: `website_event` of its data export.
    Umami,
    /// Google Analytics 4: pages and screens, or an exploration, as CSV.
    Ga4,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 5] =
        [Format::Goatcounter, Format::Plausible, Format::Matomo, Format::Umami, Format::Ga4];

    /// The name that it goes by in settings and messages.
    pub fn name(self) -> &'static str {
        match self {
            Format::Goatcounter => "goatcounter",
            Format::Plausible => "plausible",
            Format::Matomo => "matomo",
            Format::Umami => "umami",
            Format::Ga4 => "ga4",
        }
    }

    /// How the file is made that is read.
    pub(super) fn how_to_export(self) -> &'static str {
        match self {
            Format::Goatcounter => "export it in GoatCounter under Settings, Export",
            Format::Plausible => {
                "give `imported_pages` of Plausible's export, or the pages of its dashboard"
            }
            Format::Matomo => {
                "export `Actions.getPageUrls` with `flat=1` and without translated names"
            }
            Format::Umami => "give `website_event.csv` of Umami's data export",
            Format::Ga4 => {
                "export pages and screens, in English, with the columns `Page path` and `Views`"
            }
        }
    }
}
