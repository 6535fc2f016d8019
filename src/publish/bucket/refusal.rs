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
            ("RequestTimeTooSkewed" | "RequestExpired", _) => {
                let clock = self.clock.as_deref().map(shown);
                let clock = clock.map_or(String::new(), |clock| format!(", whose clock says {clock}"));
                Diagnostic::error(format!("this machine's clock is wrong for `{host}`{clock}"))
                    .hint("set the clock, and deploy again")
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
            Some(said) => fault.said(&format!("{}: {}", shown(&said.code), shown(&said.message))),
            None => fault,
        }
    }
}

/// A piece of what a server said, fit to be shown.
pub(super) fn shown(text: &str) -> String {
    on_one_line(&text.chars().take(SHOWN).collect::<String>()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(status: u16, code: &str, region: Option<&str>) -> String {
        let asked =
            Asked { host: "s3.example", bucket: "news", key_id: "AK1", region: "us-east-1" };
        let said = Said { code: code.into(), message: "Words.".into(), region: None };
        let refused = Refused {
            status,
            said: Some(said).filter(|said| !said.code.is_empty()),
            region: region.map(str::to_owned),
            clock: Some("10:00".into()),
        };
        let fault = refused.told(&asked);
        format!("{} | {} | {}", fault.message, fault.hint.unwrap(), fault.said.join("/"))
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
