//! What a published picture says of itself: a packet of XMP with whose it is, written from nothing.

use quick_xml::escape::escape;

use crate::facts::Rights;

/// No text is longer, and no creator's name, in characters: so that all fit into one segment of a
/// JPEG, whatever they are.
const LONGEST: usize = 1000;
const LONGEST_NAME: usize = 250;

/// The packet; none if there is nothing to say.
pub(crate) fn packet(rights: &Rights) -> Option<Vec<u8>> {
    let text = |tag: &str, text: &Option<String>| {
        let text = text.as_ref().map(|text| bounded(text, LONGEST)).unwrap_or_default();
        if text.is_empty() { text } else { format!("<{tag}>{text}</{tag}>") }
    };
    let around = |before: &str, inside: String, after: &str| {
        if inside.is_empty() { inside } else { format!("{before}{inside}{after}") }
    };
    let creators: String = rights
        .creators
        .iter()
        .take(20)
        .map(|name| format!("<rdf:li>{}</rdf:li>", bounded(name, LONGEST_NAME)))
        .collect();
    let copyright =
        rights.copyright.as_ref().map(|notice| bounded(notice, LONGEST)).unwrap_or_default();
    let body = [
        around("<dc:creator><rdf:Seq>", creators, "</rdf:Seq></dc:creator>"),
        around(
            "<dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">",
            copyright,
            "</rdf:li></rdf:Alt></dc:rights>",
        ),
        text("photoshop:Credit", &rights.credit_line),
        text("xmpRights:WebStatement", &rights.licence),
        around(
            "<plus:Licensor><rdf:Seq><rdf:li rdf:parseType=\"Resource\">",
            text("plus:LicensorURL", &rights.licensor),
            "</rdf:li></rdf:Seq></plus:Licensor>",
        ),
        text("Iptc4xmpExt:DigitalSourceType", &rights.digital_source),
    ]
    .concat();
    let used = |(prefix, uri): &(&str, &str)| {
        body.contains(&format!("<{prefix}:")).then(|| format!(" xmlns:{prefix}=\"{uri}\""))
    };
    let namespaces: String = [
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("photoshop", "http://ns.adobe.com/photoshop/1.0/"),
        ("xmpRights", "http://ns.adobe.com/xap/1.0/rights/"),
        ("plus", "http://ns.useplus.org/ldf/xmp/1.0/"),
        ("Iptc4xmpExt", "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"),
    ]
    .iter()
    .filter_map(used)
    .collect();
    let packet = format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\"{namespaces}>{body}</rdf:Description>\
         </rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>"
    );
    (!body.is_empty()).then(|| packet.into_bytes())
}

/// A text for XML 1.0: without the characters that it cannot hold (section 2.2).
fn bounded(text: &str, longest: usize) -> String {
    let is_allowed = |c: &char| {
        matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
            && !matches!(c, '\u{7f}'..='\u{9f}')
    };
    let text: String = text.chars().filter(is_allowed).take(longest).collect();
    escape(text).into_owned()
}
