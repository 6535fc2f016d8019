//! Blocks that say something: EXIF, XMP, IPTC, as their specifications have them.

/// One entry of a directory of TIFF.
pub struct Entry {
    tag: u16,
    kind: u16,
    count: u32,
    value: Value,
}

enum Value {
    Bytes(Vec<u8>),
    Directory(Vec<Entry>),
}

/// Text (ASCII, whatever its bytes are).
pub fn text(tag: u16, text: impl AsRef<[u8]>) -> Entry {
    let bytes = [text.as_ref(), b"\0"].concat();
    Entry { tag, kind: 2, count: bytes.len() as u32, value: Value::Bytes(bytes) }
}

pub fn short(tag: u16, value: u16) -> Entry {
    Entry { tag, kind: 3, count: 1, value: Value::Bytes(value.to_be_bytes().to_vec()) }
}

pub fn long(tag: u16, value: u32) -> Entry {
    Entry { tag, kind: 4, count: 1, value: Value::Bytes(value.to_be_bytes().to_vec()) }
}

/// Bytes without a meaning of TIFF's.
pub fn undefined(tag: u16, bytes: impl AsRef<[u8]>) -> Entry {
    let bytes = bytes.as_ref().to_vec();
    Entry { tag, kind: 7, count: bytes.len() as u32, value: Value::Bytes(bytes) }
}

pub fn rationals(tag: u16, values: &[(u32, u32)]) -> Entry {
    let bytes =
        values.iter().flat_map(|(over, under)| [over.to_be_bytes(), under.to_be_bytes()].concat());
    Entry { tag, kind: 5, count: values.len() as u32, value: Value::Bytes(bytes.collect()) }
}

pub fn directory(tag: u16, entries: Vec<Entry>) -> Entry {
    Entry { tag, kind: 4, count: 1, value: Value::Directory(entries) }
}

/// 40° 10' 37.92" north, 44° 30' 45" east, as the directory that `0x8825` leads to.
pub fn gps() -> Entry {
    directory(
        0x8825,
        vec![
            undefined(0, [2, 3, 0, 0]),
            text(1, "N"),
            rationals(2, &[(40, 1), (10, 1), (3792, 100)]),
            text(3, "E"),
            rationals(4, &[(44, 1), (30, 1), (45, 1)]),
        ],
    )
}

/// EXIF, without the six bytes before it in a JPEG: its directory, and that of a thumbnail.
pub fn exif(entries: Vec<Entry>, thumbnail: Option<&[u8]>) -> Vec<u8> {
    let mut out = b"MM\0*\0\0\0\x08".to_vec();
    let next = write(&mut out, entries);
    if let Some(thumbnail) = thumbnail {
        let at = out.len() as u32;
        out[next..next + 4].copy_from_slice(&at.to_be_bytes());
        let start = at + 2 + 3 * 12 + 4;
        let entries =
            vec![short(0x0103, 6), long(0x0201, start), long(0x0202, thumbnail.len() as u32)];
        write(&mut out, entries);
        out.extend_from_slice(thumbnail);
    }
    out
}

/// Writes a directory and what it leads to; the place of the address of the next one.
fn write(out: &mut Vec<u8>, mut entries: Vec<Entry>) -> usize {
    entries.sort_by_key(|entry| entry.tag);
    let start = out.len();
    out.extend_from_slice(&(entries.len() as u16).to_be_bytes());
    out.resize(start + 2 + entries.len() * 12 + 4, 0);
    for (number, entry) in entries.into_iter().enumerate() {
        let at = start + 2 + number * 12;
        out[at..at + 2].copy_from_slice(&entry.tag.to_be_bytes());
        out[at + 2..at + 4].copy_from_slice(&entry.kind.to_be_bytes());
        out[at + 4..at + 8].copy_from_slice(&entry.count.to_be_bytes());
        let far = out.len() as u32;
        match entry.value {
            Value::Bytes(bytes) if bytes.len() <= 4 => {
                out[at + 8..at + 8 + bytes.len()].copy_from_slice(&bytes);
            }
            Value::Bytes(bytes) => {
                out[at + 8..at + 12].copy_from_slice(&far.to_be_bytes());
                out.extend_from_slice(&bytes);
                out.resize(out.len().next_multiple_of(2), 0);
            }
            Value::Directory(entries) => {
                out[at + 8..at + 12].copy_from_slice(&far.to_be_bytes());
                write(out, entries);
            }
        }
    }
    start + 2 + (u16::from_be_bytes([out[start], out[start + 1]]) as usize) * 12
}

/// A packet of XMP around what is in its description: attributes and elements.
pub fn xmp(attributes: &str, elements: &str) -> Vec<u8> {
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n\
          xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\"\n\
          xmlns:xmpRights=\"http://ns.adobe.com/xap/1.0/rights/\"\n\
          xmlns:plus=\"http://ns.useplus.org/ldf/xmp/1.0/\"\n\
          xmlns:exif=\"http://ns.adobe.com/exif/1.0/\"\n\
          xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n\
          xmlns:xmpGImg=\"http://ns.adobe.com/xap/1.0/g/img/\"\n\
          xmlns:prism=\"http://prismstandard.org/namespaces/basic/2.0/\"\n\
          xmlns:Iptc4xmpCore=\"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/\"\n\
          xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\"\n\
          {attributes}>\n{elements}\n</rdf:Description></rdf:RDF></x:xmpmeta>\n\
         <?xpacket end=\"w\"?>"
    )
    .into_bytes()
}

/// IPTC-IIM of record 2.
pub fn iptc(datasets: &[(u8, &[u8])]) -> Vec<u8> {
    let all = datasets.iter().flat_map(|(number, data)| dataset(2, *number, data));
    all.collect()
}

pub fn dataset(record: u8, number: u8, data: &[u8]) -> Vec<u8> {
    [&[0x1c, record, number], (data.len() as u16).to_be_bytes().as_slice(), data].concat()
}

/// A resource of Photoshop's.
pub fn resource(id: u16, data: &[u8]) -> Vec<u8> {
    let length = (data.len() as u32).to_be_bytes();
    let fill: &[u8] = if data.len() % 2 == 1 { &[0] } else { &[] };
    [b"8BIM", id.to_be_bytes().as_slice(), &[0, 0], &length, data, fill].concat()
}
