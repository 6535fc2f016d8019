//! What a file says of itself, by the rules of the Metadata Working Group.

use dateline_pictures::{
    CodePage, Conditions, Facts, Keep, Moment, Plan, Rights, clean, look, make,
};
use md5::{Digest, Md5};

use crate::judges;
use crate::made::blocks::{dataset, exif, iptc, resource, text, xmp};
use crate::made::files::{
    EXIF, PHOTOSHOP, XMP, jpeg_with, segment, with_exif, with_iptc, with_xmp,
};
use crate::made::pixels::Pixels;

fn photo() -> Vec<u8> {
    Pixels::photo(64, 48).jpeg(90)
}

fn said(file: &[u8]) -> Facts {
    look(file, CodePage::Western).unwrap()
}

fn caption(file: &[u8]) -> Option<String> {
    said(file).texts.caption.in_language("en").map(str::to_string)
}

const DESCRIPTION: &str = "<dc:description><rdf:Alt>\
    <rdf:li xml:lang=\"x-default\">The dam at Vorotan</rdf:li>\
    <rdf:li xml:lang=\"hy\">Որոտանի ամբարտակը</rdf:li>\
    <rdf:li xml:lang=\"en-GB\">The Vorotan dam</rdf:li></rdf:Alt></dc:description>";

fn agency() -> Vec<u8> {
    xmp(
        "photoshop:Credit=\"Ani Petrosyan/Agency &amp; Sons\" photoshop:Headline=\"Dam\"\n\
         Iptc4xmpExt:DigitalSourceType=\"http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture\"",
        &format!(
            "{DESCRIPTION}<dc:creator><rdf:Seq><rdf:li>Ani Petrosyan</rdf:li><rdf:li>B. C.</rdf:li>\
             </rdf:Seq></dc:creator><dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">© 2026 \
             Agency</rdf:li></rdf:Alt></dc:rights>\
             <xmpRights:WebStatement>https://agency.example/licence</xmpRights:WebStatement>\
             <plus:Licensor><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
             <plus:LicensorURL>https://agency.example/buy</plus:LicensorURL></rdf:li></rdf:Seq>\
             </plus:Licensor>\
             <Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang=\"en\">A wall of \
             concrete</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>\
             <photoshop:Instructions>MANDATORY CREDIT, NO SALES</photoshop:Instructions>\
             <xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang=\"x-default\">Editorial \
             only</rdf:li></rdf:Alt></xmpRights:UsageTerms>\
             <prism:embargoDate>2026-12-01T06:00:00+04:00</prism:embargoDate>\
             <prism:expirationDate>2027-01-31</prism:expirationDate>"
        ),
    )
}

fn rights() -> Rights {
    let some = |text: &str| Some(text.to_string());
    Rights {
        creators: vec!["Ani Petrosyan".into(), "B. C.".into()],
        credit_line: some("Ani Petrosyan/Agency & Sons"),
        copyright: some("© 2026 Agency"),
        licence: some("https://agency.example/licence"),
        licensor: some("https://agency.example/buy"),
        digital_source: some("http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"),
    }
}

#[test]
fn an_agency_s_picture_says_all() {
    let facts = said(&with_xmp(&photo(), &agency()));
    assert_eq!(facts.rights, rights());
    assert_eq!(facts.texts.headline.as_deref(), Some("Dam"));
    assert_eq!(facts.texts.alt.in_language("en-US"), Some("A wall of concrete"));
    assert_eq!(facts.texts.alt.in_language("hy"), None);
    let release = Moment { day: (2026, 12, 1), time: Some((6, 0, 0)), offset: Some(240) };
    let conditions = Conditions {
        instructions: Some("MANDATORY CREDIT, NO SALES".into()),
        terms: Some("Editorial only".into()),
        credit_is_mandatory: true,
        credit: None,
        no_sales: true,
        release: Some(release),
        release_words: None,
        expiry: Some(Moment { day: (2027, 1, 31), time: None, offset: None }),
        expiry_words: None,
    };
    assert_eq!(facts.conditions, conditions);
    assert_eq!(release.to_string(), "2026-12-01T06:00:00+04:00");
}

#[test]
fn captions_are_in_the_story_s_language() {
    let texts = said(&with_xmp(&photo(), &agency())).texts;
    let table = [
        ("hy", "Որոտանի ամբարտակը"),
        ("hy-AM", "Որոտանի ամբարտակը"),
        ("en", "The Vorotan dam"),
        ("EN-gb", "The Vorotan dam"),
        ("ru", "The dam at Vorotan"),
    ];
    for (language, expected) in table {
        assert_eq!(texts.caption.in_language(language), Some(expected), "{language}");
    }
}

/// What stays is written anew, in every variant and in what is cleaned, and exiftool reads it.
#[test]
fn whose_it_is_stays() {
    let files = [
        with_xmp(&photo(), &agency()),
        crate::made::files::png_with(
            &Pixels::photo(64, 48).opaque_png(),
            &[crate::made::files::chunk(
                b"iTXt",
                &[b"XML:com.adobe.xmp\0\0\0\0\0".as_slice(), &agency()].concat(),
            )],
        ),
    ];
    let mut made = Vec::new();
    for file in files {
        let plan = Plan { widths: vec![32, 64], ..Plan::default() };
        let cleaned = clean(&file, &plan).unwrap().bytes;
        let variants = make(&file, &plan).unwrap().into_iter().map(|variant| variant.bytes);
        for bytes in variants.chain([cleaned]) {
            let facts = said(&bytes);
            assert_eq!(facts.rights, rights());
            assert_eq!(facts.texts, Default::default());
            assert_eq!(facts.conditions, Default::default());
            made.push((format!("{:?}", facts.format), bytes));
        }
        let bare = Plan { keep: Keep::Nothing, ..plan };
        assert!(said(&clean(&file, &bare).unwrap().bytes).rights.is_empty());
        assert!(make(&file, &bare).unwrap().iter().all(|own| said(&own.bytes).rights.is_empty()));
    }
    let Some(found) = judges::exiftool(&made) else { return };
    for ((format, _), found) in made.iter().zip(found) {
        let tag = |name: &str| {
            let tags = found.as_object().unwrap().iter();
            let own = tags.filter(|(own, _)| own.ends_with(&format!(":{name}")));
            own.map(|(_, value)| value.clone()).next().unwrap_or_default()
        };
        assert_eq!(tag("Credit"), "Ani Petrosyan/Agency & Sons", "{format}: {found}");
        assert_eq!(tag("Creator"), serde_json::json!(["Ani Petrosyan", "B. C."]), "{format}");
        assert_eq!(tag("Rights"), "© 2026 Agency", "{format}");
        assert_eq!(tag("WebStatement"), "https://agency.example/licence", "{format}");
        assert_eq!(tag("LicensorURL"), "https://agency.example/buy", "{format}");
        assert!(tag("DigitalSourceType").to_string().contains("digital"), "{format}");
    }
}

/// XMP holds, unless the digest of IPTC shows that IPTC was changed after it.
#[test]
fn of_two_captions_the_newer_holds() {
    let iptc = iptc(&[(120, b"From IPTC"), (110, b"IPTC's desk")]);
    let both = |digest: Option<[u8; 16]>| {
        let mut resources = resource(1028, &iptc);
        if let Some(digest) = digest {
            resources.extend(resource(1061, &digest));
        }
        jpeg_with(
            &photo(),
            &[
                segment(0xe1, &[EXIF, &exif(vec![text(0x010e, "From the camera")], None)]),
                segment(0xe1, &[XMP, &xmp("", &DESCRIPTION.replace("Vorotan", "XMP"))]),
                segment(0xed, &[PHOTOSHOP, &resources]),
            ],
        )
    };
    let same: [u8; 16] = Md5::digest(&iptc).into();
    let table = [
        (None, "The XMP dam"),
        (Some(same), "The XMP dam"),
        (Some([0; 16]), "The XMP dam"),
        (Some([7; 16]), "From IPTC"),
    ];
    for (digest, expected) in table {
        let file = both(digest);
        assert_eq!(caption(&file).as_deref(), Some(expected), "{digest:?}");
        // What only one of them says holds in any case.
        assert_eq!(said(&file).rights.credit_line.as_deref(), Some("IPTC's desk"));
    }
}

#[test]
fn texts_are_read_in_their_code_page() {
    let utf8 = |text: &str| [dataset(1, 90, b"\x1b%G"), dataset(2, 120, text.as_bytes())].concat();
    let bare = |bytes: &[u8]| iptc(&[(120, bytes)]);
    let table: [(&str, Vec<u8>, CodePage, &str); 10] = [
        ("UTF-8, said", utf8("Ընտրություններ"), CodePage::Western, "Ընտրություններ"),
        ("UTF-8, not said", bare("Ծառ".as_bytes()), CodePage::Western, "Ծառ"),
        ("ASCII", bare(b"Plain"), CodePage::Cyrillic, "Plain"),
        ("Latin-1", bare(b"Caf\xe9 in Z\xfcrich"), CodePage::Western, "Café in Zürich"),
        ("windows-1252", bare(b"\x93Now\x94 \x96 he said"), CodePage::Western, "“Now” – he said"),
        ("windows-1251", bare(b"\xcf\xeb\xee\xf2\xe8\xed\xe0"), CodePage::Cyrillic, "Плотина"),
        ("windows-1250", bare(b"\xa3\xf3d\x9f"), CodePage::CentralEuropean, "Łódź"),
        (
            "said, and not so",
            [dataset(1, 90, b"\x1b%G"), dataset(2, 120, b"Ren\xe9 M\xfcller")].concat(),
            CodePage::Western,
            "René Müller",
        ),
        (
            "said, and cut in a letter",
            [dataset(1, 90, b"\x1b%G"), dataset(2, 120, &"Ծառ".as_bytes()[..5])].concat(),
            CodePage::Western,
            "Ծա",
        ),
        (
            "said, and of another page at its end",
            [dataset(1, 90, b"\x1b%G"), dataset(2, 120, b"Caf\xe9")].concat(),
            CodePage::Western,
            "Café",
        ),
    ];
    for (name, block, code_page, expected) in table {
        let facts = look(&with_iptc(&photo(), &block), code_page).unwrap();
        assert_eq!(facts.texts.caption.in_language("en"), Some(expected), "{name}");
    }
    let languages = [
        ("ru", CodePage::Cyrillic),
        ("uk-UA", CodePage::Cyrillic),
        ("pl", CodePage::CentralEuropean),
        ("sr-Latn", CodePage::CentralEuropean),
        ("de", CodePage::Western),
        ("hy", CodePage::Western),
    ];
    for (language, expected) in languages {
        assert_eq!(CodePage::of_language(language), expected, "{language}");
    }
}

#[test]
fn what_cameras_write_is_no_caption() {
    let table = [
        ("OLYMPUS DIGITAL CAMERA         ", None),
        ("DCIM\\100MEDIA\\DJI_0001.JPG", None),
        ("SONY DSC", None),
        ("cof", None),
        ("Exif_JPEG_PICTURE", None),
        ("<Samsung Galaxy S25>", None),
        ("", None),
        ("The dam at Vorotan", Some("The dam at Vorotan")),
        ("選挙の投票所", Some("選挙の投票所")),
    ];
    for (written, expected) in table {
        let file = with_exif(&photo(), &exif(vec![text(0x010e, written)], None));
        assert_eq!(caption(&file).as_deref(), expected, "{written}");
    }
}

#[test]
fn dates_of_agencies_are_read() {
    let moment = |day, time, offset| Some(Moment { day, time, offset });
    type Row = (&'static [u8], Option<&'static [u8]>, Option<Moment>);
    let table: [Row; 7] = [
        (b"20261201", Some(b"060000+0400"), moment((2026, 12, 1), Some((6, 0, 0)), Some(240))),
        (b"20261201", Some(b"060000-0330"), moment((2026, 12, 1), Some((6, 0, 0)), Some(-210))),
        (b"20261201", Some(b"060000"), moment((2026, 12, 1), Some((6, 0, 0)), None)),
        (b"20261201", None, moment((2026, 12, 1), None, None)),
        (b"2026-12-01", Some(b"noon"), moment((2026, 12, 1), None, None)),
        (b"20261301", None, None),
        (b"20260230", None, None),
    ];
    for (date, time, expected) in table {
        let mut datasets = vec![(30, date), (37, date)];
        datasets.extend(time.map(|time| (35, time)));
        datasets.extend(time.map(|time| (38, time)));
        let conditions = said(&with_iptc(&photo(), &iptc(&datasets))).conditions;
        assert_eq!(
            (conditions.release, conditions.expiry),
            (expected, expected),
            "{date:?} {time:?}"
        );
    }
}

#[test]
fn days_are_read_wherever_agencies_write_them() {
    let day = |year| Some(Moment { day: (year, 1, 1), time: None, offset: None });
    let rights = "http://prismstandard.org/namespaces/prismusagerights/2.1/";
    for (properties, release, expiry) in [
        ("<prism:EmbargoDate>2027-01-01</prism:EmbargoDate>".to_string(), day(2027), None),
        (
            "<prism:ExpirationDate><rdf:Bag><rdf:li>2025-01-01</rdf:li></rdf:Bag></prism:ExpirationDate>".into(),
            None,
            day(2025),
        ),
        (format!("<pur:embargoDate xmlns:pur=\"{rights}\">2027-01-01</pur:embargoDate>"), day(2027), None),
        ("<plus:LicenseEndDate>2025-01-01</plus:LicenseEndDate>".into(), None, day(2025)),
        ("<plus:LicenseStartDate>2027-01-01</plus:LicenseStartDate>".into(), day(2027), None),
        // A field is surer than words.
        (
            "<prism:embargoDate>2027-01-01</prism:embargoDate>\
             <photoshop:Instructions>Embargo: 5 May 2026</photoshop:Instructions>".into(),
            day(2027),
            None,
        ),
    ] {
        let conditions = said(&with_xmp(&photo(), &xmp("", &properties))).conditions;
        assert_eq!((conditions.release, conditions.expiry), (release, expiry), "{properties}");
        assert_eq!(conditions.release_words, None, "{properties}");
    }
    let words = "<photoshop:Instructions>EMBARGOED UNTIL 1 January 2027. USE ONLY UNTIL 2028-01-01</photoshop:Instructions>";
    let conditions = said(&with_xmp(&photo(), &xmp("", words))).conditions;
    assert_eq!(conditions.release_words.as_deref(), Some("until 1 january 2027"));
    assert_eq!(conditions.expiry_words.as_deref(), Some("2028-01-01"));
    let terms = "<xmpRights:UsageTerms>NOT FOR RESALE</xmpRights:UsageTerms>";
    assert!(said(&with_xmp(&photo(), &xmp("", terms))).conditions.no_sales);
}

#[test]
fn instructions_are_understood() {
    let table = [
        ("MANDATORY CREDIT: AP", (true, false)),
        ("No Sales. No archive", (false, true)),
        ("not for sale, credit mandatory", (true, true)),
        ("NO RESALES", (false, true)),
        ("Sales allowed", (false, false)),
    ];
    for (written, expected) in table {
        let conditions = said(&with_iptc(&photo(), &iptc(&[(40, written.as_bytes())]))).conditions;
        assert_eq!((conditions.credit_is_mandatory, conditions.no_sales), expected, "{written}");
    }
}

/// AFP and others write them into the caption, in capitals.
#[test]
fn instructions_in_a_caption_are_understood() {
    let table = [
        (
            "A dam. RESTRICTED TO EDITORIAL USE - MANDATORY CREDIT \"AFP PHOTO / NASA\" - NO SALES",
            (true, true),
        ),
        ("The house is not for sale, and a credit mandatory for it", (false, false)),
        ("A dam near Vorotan", (false, false)),
    ];
    for (written, expected) in table {
        let in_xmp = DESCRIPTION.replace("The Vorotan dam", &written.replace('"', "&quot;"));
        for file in [
            with_iptc(&photo(), &iptc(&[(120, written.as_bytes())])),
            with_xmp(&photo(), &xmp("", &in_xmp)),
        ] {
            let conditions = said(&file).conditions;
            let found = (conditions.credit_is_mandatory, conditions.no_sales);
            assert_eq!(found, expected, "{written}");
        }
    }
}

/// Under any prefix, as attribute or element, with and without an array.
#[test]
fn xmp_is_read_in_each_of_its_forms() {
    let about = |body: &str| {
        format!(
            "<r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" \
             xmlns:q=\"http://purl.org/dc/elements/1.1/\" \
             xmlns:p=\"http://ns.adobe.com/photoshop/1.0/\"><r:Description>{body}</r:Description></r:RDF>"
        )
    };
    let table = [
        about("<q:creator><r:Seq><r:li>A. B.</r:li></r:Seq></q:creator>"),
        about("<q:creator>A. B.</q:creator>"),
        about("<q:creator><r:Bag><r:li>A.&#x20;B.</r:li></r:Bag></q:creator>"),
        about("<q:creator><r:Seq><r:li><![CDATA[A. B.]]></r:li></r:Seq></q:creator>"),
        about("<q:creator><r:Seq><r:li>A. B.</r:li></r:Seq></q:creator><p:Credit>"),
        about("").replace("<r:Description>", "<r:Description q:creator=\"A. B.\">"),
    ];
    for packet in table {
        let facts = said(&with_xmp(&photo(), packet.as_bytes()));
        assert_eq!(facts.rights.creators, ["A. B."], "{packet}");
    }
}

/// A licence is a link, so only what can be one is kept.
#[test]
fn a_licence_that_is_no_address_is_not_kept() {
    for written in ["javascript:alert(1)", "http://a b", "licence", "https://a\"onload=x"] {
        let written = written.replace('"', "&quot;");
        let packet =
            xmp("", &format!("<xmpRights:WebStatement>{written}</xmpRights:WebStatement>"));
        assert_eq!(said(&with_xmp(&photo(), &packet)).rights.licence, None, "{written}");
    }
}

/// What others wrote is text in what is written anew.
#[test]
fn names_do_not_break_out() {
    let name = "</rdf:li><exif:GPSLatitude>1</exif:GPSLatitude> \u{1}\u{fffe} ]]> & \"";
    let file = with_iptc(&photo(), &iptc(&[(80, name.as_bytes()), (116, &[b'c'; 9000])]));
    let facts = said(&clean(&file, &Plan::default()).unwrap().bytes);
    assert_eq!(facts.rights.creators, [name.replace(['\u{1}', '\u{fffe}'], "")]);
    assert!(facts.traces.is_empty());
    assert_eq!(facts.rights.copyright.map(|notice| notice.len()), Some(1000), "bounded");
}
