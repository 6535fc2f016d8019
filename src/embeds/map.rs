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
    let mut named = url.fragment()?.split('&');
    let mut parts = named.next()?.strip_prefix("map=")?.split('/');
    let zoom: u8 = parts.next()?.parse().ok()?;
    let (latitude, longitude) = place(parts.next()?, parts.next()?)?;
    if parts.next().is_some() || zoom > 19 {
        return None;
    }
    let letters = named.find_map(|it| it.strip_prefix("layers=")).unwrap_or_default();
    let (letter, layer) = LAYERS.iter().find(|(letter, _)| letters.starts_with(*letter))?;
    let named = |name: &str| url.query_pairs().find(|(own, _)| own == name).map(|(_, it)| it);
    let marker = named("mlat").zip(named("mlon")).and_then(|(lat, lon)| place(&lat, &lon));
    let corners = corners(zoom, latitude, longitude).map(|it| format!("{it:.5}"));
    let mut frame = format!("{FRAME}{}&layer={layer}", corners.join("%2C"));
    let mut address = "https://www.openstreetmap.org/".to_string();
    if let Some((lat, lon)) = marker {
        frame += &format!("&marker={lat:.5}%2C{lon:.5}");
        address += &format!("?mlat={lat:.5}&mlon={lon:.5}");
    }
    address += &format!("#map={zoom}/{latitude:.5}/{longitude:.5}");
    if !letter.is_empty() {
        address += &format!("&layers={letter}");
    }
    Some(Embed { provider: "OpenStreetMap".into(), address, frame, shape: Shape::Wide })
}

/// The looks of the map: by letters in an address, and by names in a frame
/// (<https://github.com/openstreetmap/openstreetmap-website/blob/master/config/layers.yml>). The
/// last is that of an address without letters, and of any other.
const LAYERS: [(&str, &str); 7] = [
    ("Y", "cyclosm"),
    ("C", "cyclemap"),
    ("T", "transportmap"),
    ("P", "tracestracktopo"),
    ("O", "opnvkarte"),
    ("H", "hot"),
    ("", "mapnik"),
];

/// The west, south, east and north of a map in a frame.
fn corners(zoom: u8, latitude: f64, longitude: f64) -> [f64; 4] {
    let half = HALF_WIDTH * 360.0 / f64::from(1u32 << zoom);
    let half_height = half * latitude.to_radians().cos() * 9.0 / 16.0;
    [
        (longitude - half).clamp(-180.0, 180.0),
        (latitude - half_height).clamp(-85.0, 85.0),
        (longitude + half).clamp(-180.0, 180.0),
        (latitude + half_height).clamp(-85.0, 85.0),
    ]
}

/// What a frame shows, as a map's own code has it: `bbox=44.48,40.16,44.53,40.19`, `layer=mapnik` and
/// `marker=40.18,44.51`. Where an address of the map shows the same, that is written, and else that
/// of the frame.
fn of_frame(url: &Url) -> Option<Embed> {
    let named = |name: &str| url.query_pairs().find(|(own, _)| own == name).map(|(_, it)| it);
    let bbox = named("bbox")?;
    let written: Vec<&str> = bbox.split(',').collect();
    let sides: Vec<f64> = written.iter().map(|it| it.parse()).collect::<Result<_, _>>().ok()?;
    let [west, south, east, north] = sides[..] else { return None };
    let is_plain = |text: &str| text.bytes().all(|it| it.is_ascii_digit() || b".-".contains(&it));
    let is_there = west < east && south < north && written.iter().all(|side| is_plain(side));
    let (latitude, longitude) = ((south + north) / 2.0, (west + east) / 2.0);
    let tiles = (HALF_WIDTH * 720.0 / (east - west)).log2().round();
    // The finest and the widest that there is.
    let zoom = (is_there && tiles.is_finite()).then(|| tiles.clamp(0.0, 19.0) as u8)?;
    let layer = named("layer").unwrap_or("mapnik".into());
    let (letter, _) = LAYERS.iter().find(|(_, name)| *name == layer)?;
    let marker = named("marker");
    let marker = marker.as_deref().and_then(|marker| marker.split_once(','));
    let marker = marker.and_then(|(lat, lon)| place(lat, lon));
    let query = marker.map_or(String::new(), |(lat, lon)| format!("?mlat={lat}&mlon={lon}"));
    let layers = if letter.is_empty() { String::new() } else { format!("&layers={letter}") };
    let address =
        format!("https://www.openstreetmap.org/{query}#map={zoom}/{latitude}/{longitude}{layers}");
    let embed = find(&Url::parse(&address).ok()?)?;
    let corners = corners(zoom, latitude, longitude);
    let is_near = |(one, other): (&f64, &f64)| (one - other).abs() < (east - west) / 50.0;
    if corners.iter().zip(&sides).all(is_near) {
        return Some(embed);
    }
    let mut frame = format!("{FRAME}{}&layer={layer}", written.join("%2C"));
    if let Some((lat, lon)) = marker {
        frame += &format!("&marker={lat:.5}%2C{lon:.5}");
    }
    Some(Embed { address: frame.clone(), frame, ..embed })
}

const FRAME: &str = "https://www.openstreetmap.org/export/embed.html?bbox=";

/// Whether an address is one that [`find`] gives a frame.
pub fn is_frame(address: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"%=&.-".contains(&byte);
    address.strip_prefix(FRAME).is_some_and(|rest| rest.bytes().all(is_plain))
}

/// A place; east of 180° the map begins again.
fn place(latitude: &str, longitude: &str) -> Option<(f64, f64)> {
    let (latitude, longitude): (f64, f64) = (latitude.parse().ok()?, longitude.parse().ok()?);
    let is_there = (-85.0..=85.0).contains(&latitude) && (-900.0..=900.0).contains(&longitude);
    let within = match (-180.0..=180.0).contains(&longitude) {
        true => longitude,
        false => (longitude + 180.0).rem_euclid(360.0) - 180.0,
    };
    is_there.then_some((latitude, within))
}
