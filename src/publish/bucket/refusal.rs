//! What a store's refusals mean, in words for people
//! (<https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>).

use super::answer::Said;
use crate::diagnostic::Diagnostic;
use crate::text::printable::on_one_line;

/// How much of what a server says is shown, in characters.
const SHOWN: usize = 300;

/// Whom was asked, for what, and with which key.
pub(super) struct Asked<'a> {
    pub(super) host: &'a str,
    pub(super) bucket: &'a str,
    pub(super) key_id: &'a str,
    pub(super) region: &'a str,
}

/// An answer that will not be another one next time.
pub(super) struct Refused {
    pub(super) status: u16,
    /// What the store said; nothing if that is no store.
    pub(super) said: Option<Said>,
    /// The region of the bucket, as a header has it.
    pub(super) region: Option<String>,
    /// What the server's clock shows.
    pub(super) clock: Option<String>,
}

impl Refused {
    /// Whether the store does not know what it was asked for.
    pub(super) fn is_not_implemented(&self) -> bool {
        self.said.as_ref().is_some_and(|said| said.code == "NotImplemented") || self.status == 501
    }

    /// Whether there is no such object.
    pub(super) fn said_no_such_key(&self) -> bool {
        self.said.as_ref().is_some_and(|said| said.code == "NoSuchKey")
    }

    /// The same for people.
    pub(super) fn told(self, asked: &Asked<'_>) -> Diagnostic {
        let Asked { host, bucket, key_id, region } = asked;
        let code = self.said.as_ref().map_or("", |said| said.code.as_str());
        let wanted = self.region.clone().or_else(|| self.said.as_ref()?.region.clone());
        let fault = match (code, self.status) {
            // Some say that of a signature which does not match.
            _ if self.said.as_ref().is_some_and(is_of_the_clock) => {
                let clock = self.said.as_ref().and_then(|said| said.clock.as_deref());
                let clock = clock.or(self.clock.as_deref()).map(shown);
                let clock = clock.map_or(String::new(), |clock| format!(", whose clock says {clock}"));
                Diagnostic::error(format!("this machine's clock is wrong for `{host}`{clock}"))
                    .hint("set the clock, and deploy again")
            }
            ("InvalidAccessKeyId" | "InvalidTokenId", _) => {
                Diagnostic::error(format!("`{host}` does not know the key `{key_id}`")).hint(
                    "look whether the key still exists, and is of this provider: the variable \
                     `AWS_ACCESS_KEY_ID`",
                )
            }
            ("SignatureDoesNotMatch", _) => {
                Diagnostic::error(format!("`{host}` takes the secret for another one than the key's"))
                    .hint(
                        "copy it again into `AWS_SECRET_ACCESS_KEY`: a character more or less is \
                         enough",
                    )
            }
            ("ExpiredToken" | "InvalidToken" | "TokenRefreshRequired", _) => {
                Diagnostic::error("the session of the key has ended").hint(
                    "sign in again; a key that lasts has no `AWS_SESSION_TOKEN`, so unset that",
                )
            }
            ("NoSuchBucket", _) => {
                Diagnostic::error(format!("`{host}` has no bucket `{bucket}`"))
                    .hint("make it there first, or look how it is spelled")
            }
            ("NoSuchKey", _) => {
                Diagnostic::error(format!("`{host}` has no bucket where `{bucket}` is looked for"))
                    .hint(
                        "look whether `AWS_ENDPOINT_URL` is the address of the S3 interface, \
                         without the bucket",
                    )
            }
            (
                "PermanentRedirect" | "TemporaryRedirect" | "AuthorizationHeaderMalformed"
                | "IllegalLocationConstraintException" | "AuthorizationQueryParametersError",
                _,
            )
            | (_, 301 | 307) => {
                let hint = match wanted {
                    Some(wanted) => format!("set `AWS_REGION={}`", shown(&wanted)),
                    None => "set `AWS_REGION` to the one that the provider's page names".into(),
                };
                Diagnostic::error(format!("the bucket `{bucket}` is not in the region `{region}`"))
                    .hint(hint)
            }
            ("AccessDenied" | "AllAccessDisabled" | "AccountProblem" | "Forbidden", _) | (_, 401 | 403) => {
                Diagnostic::error(format!(
                    "the key `{key_id}` may not do that in the bucket `{bucket}`: either it is \
                     somebody else's, or a right is missing"
                ))
                .hint(
                    "a deploy lists, reads, writes and removes objects: `s3:ListBucket` on the \
                     bucket, and `s3:GetObject`, `s3:PutObject`, `s3:DeleteObject` on what is in it",
                )
            }
            ("BadDigest" | "InvalidDigest" | "XAmzContentSHA256Mismatch", _) => {
                Diagnostic::error("a file arrived otherwise than it was sent")
                    .hint("deploy again; what was published before is whole")
            }
            ("QuotaExceeded" | "ServiceQuotaExceeded" | "InsufficientStorage", _) | (_, 507) => {
                Diagnostic::error(format!("`{host}` has no room left for the bucket `{bucket}`"))
                    .hint("raise the quota, then deploy again: it goes on where it stopped")
            }
            ("", status) => Diagnostic::error(format!(
                "`{host}` does not answer as object storage: status {status}"
            ))
            .hint("look whether `AWS_ENDPOINT_URL` is the address of the S3 interface"),
            (code, status) => Diagnostic::error(format!(
                "`{host}` refuses: {} (status {status})",
                shown(code)
            ))
            .hint("what it says may help; nothing that was published is lost"),
        };
        match self.said {
            Some(Said { code, message, details, .. }) if !details.is_empty() => {
                fault.said(&format!("{}: {} {}", shown(&code), shown(&message), shown(&details)))
            }
            Some(said) => fault.said(&format!("{}: {}", shown(&said.code), shown(&said.message))),
            None => fault,
        }
    }
}

/// Whether the store takes a signature for one of another time. Each is of the moment at which it
/// is used, so the clock of one of the two is wrong. A signature in the address, as ours, gets
/// other answers than one in a header: Amazon S3 and MinIO deny access, in these words (those of
/// <https://github.com/minio/minio/issues/2638>); Cloudflare R2 has a code for it
/// (<https://developers.cloudflare.com/r2/api/error-codes/>), Google says that a token has expired
/// and which in the details, and Garage has a sentence. Amazon's own words for a signature of another
/// time are those of
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html>.
fn is_of_the_clock(said: &Said) -> bool {
    const WORDS: [&str; 6] = [
        "request has expired",
        "request is not yet valid",
        "request is not valid yet",
        "signature expired",
        "signature not yet current",
        "date is too old",
    ];
    let text = format!("{} {}", said.message, said.details).to_ascii_lowercase();
    matches!(&*said.code, "RequestTimeTooSkewed" | "RequestExpired" | "ExpiredRequest")
        || WORDS.iter().any(|words| text.contains(words))
}

/// A piece of what a server said, fit to be shown.
pub(super) fn shown(text: &str) -> String {
    on_one_line(&text.chars().take(SHOWN).collect::<String>()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::answer;
    use super::*;

    fn told(status: u16, code: &str, region: Option<&str>) -> String {
        let said = Said { code: code.into(), message: "Words.".into(), ..Said::default() };
        told_of(Refused {
            status,
            said: Some(said).filter(|said| !said.code.is_empty()),
            region: region.map(str::to_owned),
            clock: Some("10:00".into()),
        })
    }

    fn told_of(refused: Refused) -> String {
        let asked =
            Asked { host: "s3.example", bucket: "news", key_id: "AK1", region: "us-east-1" };
        let fault = refused.told(&asked);
        format!("{} | {} | {}", fault.message, fault.hint.unwrap(), fault.said.join("/"))
    }

    #[test]
    fn a_wrong_clock_is_known_by_what_each_store_says_of_it() {
        let told = |status: u16, inside: &str| {
            told_of(Refused {
                status,
                said: answer::refusal(&format!("<Error>{inside}</Error>")),
                region: None,
                clock: Some("10:00".into()),
            })
        };
        for (status, inside, clock) in [
            (403, "<Code>RequestTimeTooSkewed</Code><Message>x</Message>", "10:00"),
            // Amazon S3, a clock that is slow and one that is fast.
            (
                403,
                "<Code>AccessDenied</Code><Message>Request has expired</Message>\
                 <X-Amz-Expires>900</X-Amz-Expires><Expires>2026-11-30T11:15:00Z</Expires>\
                 <ServerTime>2026-11-30T12:00:00Z</ServerTime>",
                "2026-11-30T12:00:00Z",
            ),
            (
                403,
                "<Code>AccessDenied</Code><Message>Request is not yet valid</Message>\
                 <ServerTime>2026-11-30T12:00:00Z</ServerTime>",
                "2026-11-30T12:00:00Z",
            ),
            // MinIO, Cloudflare R2, Google, Garage.
            (403, "<Code>AccessDenied</Code><Message>Request is not valid yet</Message>", "10:00"),
            (403, "<Code>ExpiredRequest</Code><Message>x</Message>", "10:00"),
            (
                400,
                "<Code>ExpiredToken</Code><Message>Invalid argument.</Message><Details>The \
                 provided token has expired. Request signature expired at: x</Details>",
                "10:00",
            ),
            (400, "<Code>InvalidRequest</Code><Message>Date is too old</Message>", "10:00"),
            (
                403,
                "<Code>SignatureDoesNotMatch</Code><Message>Signature expired: 20120306T074514Z is \
                 now earlier than 20120306T074556Z (20120306T080056Z - 15 min.)</Message>",
                "10:00",
            ),
            (
                403,
                "<Code>SignatureDoesNotMatch</Code><Message>Signature not yet current: \
                 20120306T080056Z is still later than 20120306T080050Z</Message>",
                "10:00",
            ),
        ] {
            let told = told(status, inside);
            let wanted = format!(
                "this machine's clock is wrong for `s3.example`, whose clock says {clock} | set the"
            );
            assert!(told.starts_with(&wanted), "{inside}: {told}");
        }
        for (inside, wanted) in [
            ("<Code>AccessDenied</Code><Message>Access Denied</Message>", "`s3:ListBucket`"),
            (
                "<Code>ExpiredToken</Code><Message>The provided token has expired.</Message>",
                "the session of the key has ended",
            ),
        ] {
            let told = told(403, inside);
            assert!(told.contains(wanted), "{inside}: {told}");
        }
    }

    #[test]
    fn each_refusal_has_its_remedy() {
        for (status, code, region, expected) in [
            (403, "InvalidAccessKeyId", None, "`s3.example` does not know the key `AK1`"),
            (403, "SignatureDoesNotMatch", None, "takes the secret for another one"),
            (
                403,
                "RequestTimeTooSkewed",
                None,
                "for `s3.example`, whose clock says 10:00 | set the clock",
            ),
            (404, "NoSuchBucket", None, "`s3.example` has no bucket `news` | make it there first"),
            (404, "NoSuchKey", None, "without the bucket | NoSuchKey: Words."),
            (301, "PermanentRedirect", Some("eu-west-1"), "| set `AWS_REGION=eu-west-1` |"),
            (400, "AuthorizationHeaderMalformed", None, "is not in the region `us-east-1`"),
            (403, "AccessDenied", None, "`s3:ListBucket` on the bucket"),
            (403, "", None, "the key `AK1` may not do that in the bucket `news`"),
            (200, "", None, "`s3.example` does not answer as object storage: status 200"),
            (400, "InvalidURI", None, "`s3.example` refuses: InvalidURI (status 400)"),
            (403, "AccessDenied", None, "| AccessDenied: Words."),
        ] {
            let told = told(status, code, region);
            assert!(told.contains(expected), "{code}: {told}");
        }
    }

    #[test]
    fn what_a_server_says_is_bounded_and_on_one_line() {
        let long = format!("a\u{1b}[2J\n{}", "b".repeat(1000));
        let shown = shown(&long);
        assert!(shown.chars().count() < 400 && !shown.contains(['\n', '\u{1b}']), "{shown}");
    }
}
