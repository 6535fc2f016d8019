//! Places on the map of OpenStreetMap (<https://wiki.openstreetmap.org/wiki/Browsing>,
//! <https://wiki.openstreetmap.org/wiki/Export#Embeddable_HTML>).

use url::Url;

use super::{Embed, Shape};

/// Half of the width of a frame in tiles of 256 pixels: some 640 of them.
const HALF_WIDTH: f64 = 1.25;

/// The place that an address names: `#map=14/40.18/44.51`, with a marker at `?mlat=…&mlon=…`.
pub fn find(url: &Url) -> Option<Embed> {
    let host = url.host_str()?;
    if !matches!(host, "www.openstreetmap.org" | "openstreetmap.org") {
        return None;
    }
    if url.path() == "/export/embed.html" {
        return of_frame(url);
    }
    if url.path() != "/" {
        return None;
    }
    let mut parts = url.fragment()?.strip_prefix("map=")?.split('&').next()?.split('/');
    let zoom: u8 = parts.next()?.parse().ok()?;
    let (latitude, longitude) = place(parts.next()?, parts.next()?)?;
    if parts.next().is_some() || zoom > 19 {
        return None;
    }
    let named = |name: &str| url.query_pairs().find(|(own, _)| own == name).map(|(_, it)| it);
    let marker = named("mlat").zip(named("mlon")).and_then(|(lat, lon)| place(&lat, &lon));
    let half = HALF_WIDTH * 360.0 / f64::from(1u32 << zoom);
    let half_height = half * latitude.to_radians().cos() * 9.0 / 16.0;
    let corner = |value: f64, most: f64| format!("{:.5}", value.clamp(-most, most));
    let corners = [
        corner(longitude - half, 180.0),
        corner(latitude - half_height, 85.0),
        corner(longitude + half, 180.0),
        corner(latitude + half_height, 85.0),
    ];
    let mut frame = format!("{FRAME}{}&layer=mapnik", corners.join("%2C"));
    let mut address = "https://www.openstreetmap.org/".to_string();
    if let Some((lat, lon)) = marker {
        frame += &format!("&marker={lat:.5}%2C{lon:.5}");
        address += &format!("?mlat={lat:.5}&mlon={lon:.5}");
    }
    address += &format!("#map={zoom}/{latitude:.5}/{longitude:.5}");
    Some(Embed { provider: "OpenStreetMap".into(), address, frame, shape: Shape::Wide })
}

/// The place in the middle of a frame, as a map's own code has it: `bbox=44.48,40.16,44.53,40.19`, and
/// `marker=40.18,44.51`.
fn of_frame(url: &Url) -> Option<Embed> {
    let named = |name: &str| url.query_pairs().find(|(own, _)| own == name).map(|(_, it)| it);
    let corners: Vec<f64> =
        named("bbox")?.split(',').map(str::parse).collect::<Result<_, _>>().ok()?;
    let [west, south, east, north] = corners[..] else { return None };
    let (latitude, longitude) = ((south + north) / 2.0, (west + east) / 2.0);
    let tiles = (HALF_WIDTH * 720.0 / (east - west)).log2().round();
    // The finest and the widest that there is.
    let zoom = tiles.is_finite().then(|| tiles.clamp(0.0, 19.0))?;
    let marker = named("marker");
    let marker = marker.as_deref().and_then(|marker| marker.split_once(','));
    let query = marker.map_or(String::new(), |(lat, lon)| format!("?mlat={lat}&mlon={lon}"));
    let address =
        format!("https://www.openstreetmap.org/{query}#map={zoom}/{latitude}/{longitude}");
    find(&Url::parse(&address).ok()?)
}

const FRAME: &str = "https://www.openstreetmap.org/export/embed.html?bbox=";

/// Whether an address is one that [`find`] gives a frame.
pub fn is_frame(address: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"%=&.-".contains(&byte);
    address.strip_prefix(FRAME).is_some_and(|rest| rest.bytes().all(is_plain))
}

fn place(latitude: &str, longitude: &str) -> Option<(f64, f64)> {
    let (latitude, longitude): (f64, f64) = (latitude.parse().ok()?, longitude.parse().ok()?);
    let is_there = (-85.0..=85.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
    is_there.then_some((latitude, longitude))
}
