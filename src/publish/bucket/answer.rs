//! What a store answers: lists and refusals, both in XML
//! (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html>,
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>).

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

/// An object as the bucket lists it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) key: String,
    /// What the store takes for the identity of its content, without quotes.
    pub(super) etag: String,
}

/// A page of a list.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ListPage {
    pub(super) objects: Vec<Listed>,
    /// How the next page is asked for, if there is one.
    pub(super) next: Option<String>,
}

/// Why a store does not do what it was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) code: String,
    pub(super) message: String,
    /// What it says besides, as Google does.
    pub(super) details: String,
    /// The region that it is in or wants, if it says so.
    pub(super) region: Option<String>,
    /// What its clock shows, if it says so.
    pub(super) clock: Option<String>,
}

/// Reads a page of a list; none if it is no whole one.
pub(super) fn list(xml: &str) -> Option<ListPage> {
    let mut page = ListPage::default();
    let (mut is_truncated, mut token) = (false, None);
    let mut object = Listed::default();
    let is_whole = elements(xml, "ListBucketResult", |path, text| match path {
        ["Contents", "Key"] => object.key = text,
        ["Contents", "ETag"] => object.etag = text.trim_matches('"').to_owned(),
        ["Contents"] => page.objects.push(std::mem::take(&mut object)),
        ["IsTruncated"] => is_truncated = text == "true",
        ["NextContinuationToken"] => token = Some(text),
        _ => {}
    });
    if is_truncated {
        // A list that goes on without saying how is no list.
        page.next = Some(token.filter(|token| !token.is_empty())?);
    }
    is_whole.then_some(page)
}

/// Reads a refusal; none if the answer is none of a store's.
pub(super) fn refusal(xml: &str) -> Option<Said> {
    let mut said = Said::default();
    elements(xml, "Error", |path, text| match path {
        ["Code"] => said.code = text,
        ["Message"] => said.message = text,
        ["Details"] => said.details = text,
        ["Region"] => said.region = Some(text),
        ["ServerTime"] => said.clock = Some(text),
        _ => {}
    });
    (!said.code.is_empty()).then_some(said)
}

/// Calls `end` at the end of each element of a document, with its path below the root and
/// the text in it; whether the root is `root`, and came to its end.
fn elements(xml: &str, root: &str, mut end: impl FnMut(&[&str], String)) -> bool {
    let mut reader = Reader::from_str(xml);
    let mut path: Vec<String> = Vec::new();
    let mut text = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                let name = String::from_utf8_lossy(start.local_name().as_ref()).into_owned();
                if path.is_empty() && name != root || path.len() > 16 {
                    return false;
                }
                path.push(name);
                text.clear();
            }
            Ok(Event::Text(part)) => text.push_str(&part.decode().unwrap_or_default()),
            Ok(Event::CData(part)) => text.push_str(&String::from_utf8_lossy(&part)),
            Ok(Event::GeneralRef(reference)) => match reference.resolve_char_ref() {
                Ok(Some(letter)) => text.push(letter),
                _ => {
                    let name = String::from_utf8_lossy(&reference).into_owned();
                    text.push_str(resolve_predefined_entity(&name).unwrap_or_default());
                }
            },
            Ok(Event::End(_)) => {
                let below: Vec<&str> = path.iter().skip(1).map(String::as_str).collect();
                end(&below, std::mem::take(&mut text));
                path.pop();
                if path.is_empty() {
                    return true;
                }
            }
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_objects_and_maybe_goes_on() {
        let xml = r#"<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>news</Name><Prefix/>
<KeyCount>2</KeyCount><MaxKeys>2</MaxKeys><IsTruncated>true</IsTruncated>
<Contents><Key>a &amp; b/ä&#x20;&#39;.html</Key><LastModified>2026-11-28T10:00:00.000Z</LastModified>
<ETag>&quot;d41d8cd98f00b204e9800998ecf8427e&quot;</ETag><Size>0</Size></Contents>
<Contents><ETag>"x-2"</ETag><Key>c</Key><Owner><ID>1</ID></Owner></Contents>
<NextContinuationToken>1/ab+c=</NextContinuationToken></ListBucketResult>"#;
        let page = list(xml).unwrap();
        let objects: Vec<_> = page.objects.iter().map(|o| (&*o.key, &*o.etag)).collect();
        assert_eq!(objects, [("a & b/ä '.html", "d41d8cd98f00b204e9800998ecf8427e"), ("c", "x-2")]);
        assert_eq!(page.next.as_deref(), Some("1/ab+c="));
    }

    #[test]
    fn what_is_no_whole_list_is_none() {
        for xml in [
            "",
            "<html><body>Welcome</body></html>",
            "<ListBucketResult><Contents><Key>a</Key></Contents>",
            "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
            "{\"objects\": []}",
        ] {
            assert_eq!(list(xml), None, "{xml}");
        }
        assert_eq!(list("<ListBucketResult></ListBucketResult>"), Some(ListPage::default()));
    }

    #[test]
    fn a_refusal_has_a_code_and_words() {
        let xml = "<?xml version=\"1.0\"?><Error><Code>AuthorizationHeaderMalformed</Code>\
                   <Message>expecting 'eu-west-1'</Message><Region>eu-west-1</Region></Error>";
        assert_eq!(
            refusal(xml),
            Some(Said {
                code: "AuthorizationHeaderMalformed".into(),
                message: "expecting 'eu-west-1'".into(),
                region: Some("eu-west-1".into()),
                ..Said::default()
            })
        );
        for xml in ["", "Bad gateway", "<html></html>", "<Error></Error>"] {
            assert_eq!(refusal(xml), None, "{xml}");
        }
    }
}
