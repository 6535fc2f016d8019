//! The services that can be asked.

/// Holds a key of Umami Cloud.
pub(super) const UMAMI_CLOUD_KEY: &str = "UMAMI_API_KEY";
/// Holds a token of one's own Umami.
pub(super) const UMAMI_OWN_TOKEN: &str = "UMAMI_TOKEN";

/// An analytics service that can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// [GoatCounter](https://www.goatcounter.com/help/api).
    Goatcounter,
    /// [Plausible](https://plausible.io/docs/stats-api).
    Plausible,
    /// [Matomo](https://developer.matomo.org/api-reference/reporting-api).
    Matomo,
    /// [Umami](https://umami.is/docs/api).
    Umami,
}

impl Service {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Service::Goatcounter => "GoatCounter",
            Service::Plausible => "Plausible",
            Service::Matomo => "Matomo",
            Service::Umami => "Umami",
        }
    }

    /// The environment variables that may hold its token; the first that is set counts.
    pub fn token_variables(self) -> &'static [&'static str] {
        match self {
            Service::Goatcounter => &["GOATCOUNTER_TOKEN"],
            Service::Plausible => &["PLAUSIBLE_API_KEY"],
            Service::Matomo => &["MATOMO_TOKEN"],
            Service::Umami => &[UMAMI_CLOUD_KEY, UMAMI_OWN_TOKEN],
        }
    }

    /// Where it is for whoever has a token of the environment variable
    /// `variable`, unless everybody has a server of their own.
    pub fn default_server(self, variable: &str) -> Option<&'static str> {
        match self {
            Service::Plausible => Some("https://plausible.io/"),
            Service::Umami if variable == UMAMI_CLOUD_KEY => Some("https://api.umami.is/v1/"),
            Service::Goatcounter | Service::Matomo | Service::Umami => None,
        }
    }

    /// Whether it has to be told which site is meant.
    pub fn needs_site(self) -> bool {
        self != Service::Goatcounter
    }
}
