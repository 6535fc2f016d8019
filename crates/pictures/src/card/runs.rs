//! Each letter in a font that has it. Where a text needs two fonts, `usvg` sets it in the other only
//! if both would make the same number of glyphs of it, and else draws boxes; so it is told before.

use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use super::fonts::{Fonts, NUMBERED};

/// The same SVG, in whose texts each letter names its font that the first font lacks.
pub(super) fn in_fonts(svg: &str, fonts: &Fonts) -> Result<String, String> {
    let mut reader = Reader::from_str(svg);
    let mut writer = Writer::new(Vec::with_capacity(svg.len()));
    // How deep in a text it is.
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let written = match event {
            Event::Eof => break,
            Event::Start(start) => {
                if depth > 0 || start.local_name().as_ref() == b"text" {
                    depth += 1;
                }
                writer.write_event(Event::Start(start))
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                writer.write_event(Event::End(end))
            }
            Event::Text(text) if depth > 0 => {
                let text = text.decode().map_err(|error| error.to_string())?;
                fonts.runs(&text).into_iter().try_for_each(|run| write_run(&mut writer, run))
            }
            other => writer.write_event(other),
        };
        written.map_err(|error| error.to_string())?;
    }
    String::from_utf8(writer.into_inner()).map_err(|error| error.to_string())
}

fn write_run(
    writer: &mut Writer<Vec<u8>>,
    (font, text): (Option<usize>, &str),
) -> std::io::Result<()> {
    let text = Event::Text(BytesText::from_escaped(text));
    let Some(font) = font else { return writer.write_event(text) };
    let mut start = BytesStart::new("tspan");
    start.push_attribute(("font-family", format!("{NUMBERED}{font}").as_str()));
    writer.write_event(Event::Start(start))?;
    writer.write_event(text)?;
    writer.write_event(Event::End(BytesEnd::new("tspan")))
}
