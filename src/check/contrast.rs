//! Colours of `site.yaml` in which letters could not be read.

use super::finding::{Finding, FindingKind};
use crate::diagnostic::Diagnostic;
use crate::text::config::{self, Color, ColorRole, Config, Rgb};

/// What text has to have (<https://www.w3.org/TR/WCAG22/#contrast-minimum>).
const LEAST: f64 = 4.5;

/// Looks at each kind of letters on each background of the theme, light and dark.
pub(super) fn findings(config: &Config) -> Vec<Finding> {
    let (light, dark) = (&config.theme.colors, &config.theme.dark_colors);
    let of_light = of_page(light, "light", ColorRole::light);
    of_light.into_iter().chain(of_page(dark, "dark", ColorRole::dark)).collect()
}

fn of_page(colors: &[Color], page: &str, standard: fn(ColorRole) -> Rgb) -> Vec<Finding> {
    let of = |role: ColorRole| {
        let own = colors.iter().find(|color| color.role == role);
        (own.map_or(standard(role), |own| own.value.value), own.and_then(|own| own.value.place))
    };
    let mut findings = Vec::new();
    for letters in [ColorRole::Ink, ColorRole::Soft, ColorRole::Accent] {
        for background in [ColorRole::Paper, ColorRole::Tint] {
            let ((on_top, its_place), (below, other_place)) = (of(letters), of(background));
            let Some(place) = its_place.or(other_place) else { continue };
            let contrast = on_top.contrast(below);
            if contrast >= LEAST {
                continue;
            }
            let message = format!(
                "`{}` {on_top} on `{}` {below} of the {page} page has a contrast of {contrast:.1} to 1",
                letters.name(),
                background.name(),
            );
            let hint = format!(
                "text needs a contrast of at least {LEAST} to 1 for readers with low vision: make one of them darker or lighter"
            );
            let fault = Diagnostic::warning(message).in_file(config::FILE).at(place).hint(hint);
            findings.push(Finding::new(FindingKind::LowContrast, fault));
        }
    }
    findings
}
