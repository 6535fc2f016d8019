//! AVIF is passed on: as it is, with what it says overwritten. Pillow makes it.

use dateline_pictures::{CodePage, Format, Plan, Size, TraceKind, clean, look, make};

use crate::judges;
use crate::made::blocks::{exif, gps, text, xmp};

/// Files that Pillow makes, with EXIF and XMP: still, and moving.
fn files() -> Option<Vec<Vec<u8>>> {
    let secret = "<dc:creator><rdf:Seq><rdf:li>Ani Petrosyan</rdf:li></rdf:Seq></dc:creator>\
                  <photoshop:City>Mher's town</photoshop:City>";
    let blocks = [
        ("exif".to_string(), exif(vec![gps(), text(0x010e, "Mher's house")], None)),
        ("xmp".to_string(), xmp("exif:GPSLatitude=\"40.1772\"", secret)),
    ];
    let program = "
import json, io
from PIL import Image
exif, xmp = open('0000', 'rb').read(), open('0001', 'rb').read()
frames = [Image.new('RGB', (48, 32), c) for c in ['red', 'blue', 'green']]
def made(**more):
    out = io.BytesIO()
    frames[0].save(out, 'AVIF', exif=exif, xmp=xmp, **more)
    return list(out.getvalue())
print(json.dumps([made(), made(save_all=True, append_images=frames[1:])]))";
    let made = judges::pillow(program, &blocks)?;
    let bytes = |file: &serde_json::Value| {
        file.as_array().unwrap().iter().map(|byte| byte.as_u64().unwrap() as u8).collect()
    };
    Some(made.as_array().unwrap().iter().map(bytes).collect())
}

#[test]
fn what_it_says_is_overwritten() {
    let Some(files) = files() else { return };
    let mut made = Vec::new();
    for (file, is_animated) in files.iter().zip([false, true]) {
        let facts = look(file, CodePage::Western).unwrap();
        assert_eq!((facts.format, facts.is_animated), (Format::Avif, is_animated));
        assert_eq!(facts.upright, Size { width: 48, height: 32 });
        assert_eq!(facts.fallback(), Format::Avif);
        assert_eq!(facts.rights.creators, ["Ani Petrosyan"]);
        assert!(facts.traces.iter().any(|trace| trace.kind == TraceKind::Position));
        let cleaned = clean(file, &Plan::default()).unwrap().bytes;
        assert_eq!(cleaned.len(), file.len());
        let variants = make(file, &Plan::default()).unwrap();
        assert_eq!(variants.len(), 1);
        assert_eq!(variants[0].bytes, cleaned);
        let of_clean = look(&cleaned, CodePage::Western).unwrap();
        assert!(of_clean.traces.is_empty(), "{:?}", of_clean.traces);
        assert_eq!(of_clean.rights, facts.rights, "whose it is stays");
        assert_eq!(clean(&cleaned, &Plan::default()).unwrap().bytes, cleaned);
        for secret in ["Mher", "40.1772"] {
            assert!(!cleaned.windows(secret.len()).any(|bytes| bytes == secret.as_bytes()));
        }
        made.extend([("before".into(), file.clone()), ("after".into(), cleaned)]);
    }
    let program = "
import json, glob
from PIL import Image
def frames(name):
    p = Image.open(name); out = []
    for n in range(p.n_frames):
        p.seek(n); out.append(p.convert('RGB').getpixel((5, 5)))
    return out
print(json.dumps([frames(n) for n in sorted(glob.glob('0*'))]))";
    let seen = judges::pillow(program, &made).unwrap();
    for pair in seen.as_array().unwrap().chunks(2) {
        assert_eq!(pair[0], pair[1]);
    }
    let Some(found) = judges::exiftool(&made) else { return };
    for pair in found.chunks(2) {
        assert!(pair[0].to_string().contains("Mher"));
        assert!(!pair[1].to_string().contains("Mher") && !pair[1].to_string().contains("Latitude"));
    }
}
