//! Where the links of a text lead, and what stands in the place of its pictures.

use super::Work;
use super::media::figure;
use crate::formats::media::medium;
use crate::site::links::LinkFault;
use crate::site::written_link::WrittenLink;
use crate::site::{doubts, figures, players};
use crate::text::config::absolute_http;
use crate::text::markdown::{Link, LinkKind, Resolution};

impl Work<'_, '_> {
    /// Where a link leads.
    pub(super) fn link(&mut self, link: &Link<'_>) -> Resolution {
        let is_left_out = !link.is_seen && !self.rendering.markdown.trusts_authors();
        let leads_to = match self.leads_to(link) {
            _ if is_left_out => Resolution::Unlink,
            leads_to => leads_to,
        };
        let address = match (&leads_to, link.kind) {
            (Resolution::OnSite(address), LinkKind::Picture) => Some(address.clone()),
            _ => None,
        };
        let resolution = match (leads_to, link.kind) {
            (Resolution::Unlink, _) => Resolution::Unlink,
            (resolution, LinkKind::Picture) => self.in_place_of_picture(link, resolution),
            (resolution, LinkKind::Anchor | LinkKind::Story) => resolution,
        };
        self.named_at.resize(self.resolver.media.len(), link.range.clone());
        self.links = self.links.take().zip(WrittenLink::of(&resolution, address)).map(
            |(mut links, link)| {
                links.push(link);
                links
            },
        );
        resolution
    }

    fn leads_to(&mut self, link: &Link<'_>) -> Resolution {
        let (resolution, fault) = self.resolved(link);
        let of_statics = || self.rendering.in_folder_of_statics(link.destination);
        let (resolution, fault) = match fault {
            Some(fault) => (resolution, Some(fault)),
            None => match of_statics() {
                Some(fault) => (Resolution::Unlink, Some(fault)),
                None => (resolution, None),
            },
        };
        if let Some(fault) = fault {
            self.add_link(fault, |written| Some(written.place(&link.range)));
        }
        resolution
    }

    /// Where a link leads, and what is wrong with it. What is taken out of the page with all that is
    /// around it, is not published for it.
    fn resolved(&mut self, link: &Link<'_>) -> (Resolution, Option<LinkFault>) {
        if link.is_seen || self.rendering.markdown.trusts_authors() {
            return self.resolver.resolve(link);
        }
        let media = std::mem::take(&mut self.resolver.media);
        let resolved = self.resolver.resolve(link);
        self.resolver.media = media;
        resolved
    }

    /// What is shown where a picture is written: that, a figure of data, or a player.
    fn in_place_of_picture(&mut self, link: &Link<'_>, resolution: Resolution) -> Resolution {
        let written = link.destination;
        let is_played = medium(written).is_some();
        let fault = players::fault_of_type(written);
        if let Some(fault) = fault.or_else(|| without_scheme(written).filter(|_| is_played)) {
            self.add_link(fault, |written| Some(written.place(&link.range)));
            return Resolution::Unlink;
        }
        if !is_played {
            self.doubt(link, &resolution);
        }
        match resolution {
            // What lies on another host is played from there.
            Resolution::Keep if is_played && absolute_http(written).is_some() => {
                self.figure(written.into())
            }
            Resolution::OnSite(src) if is_played => {
                let language = self.language.as_ref();
                let (resolver, faults) = (&mut self.resolver, &mut self.of_players);
                self.rendering.plays(&src, language, resolver, faults);
                let at = self.rendering.media_at(&src, &mut self.resolver);
                if let Some(at) = at.filter(|_| link.is_seen) {
                    self.resolver.media.offer(at);
                }
                self.figure(src)
            }
            Resolution::OnSite(src) if figures::is_data(written) => {
                self.rendering.data(&src, &mut self.resolver);
                self.figure(src)
            }
            Resolution::OnSite(src) => {
                let media = self.rendering.shown(&src, &mut self.resolver);
                Resolution::Picture(figure(src, media, &self.rendering.config.pictures.sizes))
            }
            other => other,
        }
    }

    /// Tells of a picture that no browser shows as one.
    fn doubt(&mut self, link: &Link<'_>, resolution: &Resolution) {
        let written = link.destination;
        // The files of the site are looked into.
        let is_looked_into = matches!(resolution, Resolution::OnSite(_));
        let of_name = || (!is_looked_into).then(|| doubts::of_picture(written)).flatten();
        let doubt = doubts::of_numbers(written)
            .or_else(of_name)
            .or_else(|| doubts::of_page(written, self.rendering.markdown));
        if let Some(doubt) = doubt {
            let severity = doubt.severity;
            self.faults
                .add(severity, || self.written.about(doubt, Some(self.written.place(&link.range))));
        }
    }

    /// One figure of data, sound or film more, of which a text has so many at most.
    fn figure(&mut self, src: String) -> Resolution {
        self.figures += 1;
        match self.figures > figures::MOST {
            true => Resolution::Unlink,
            false => Resolution::Data(src),
        }
    }
}

/// What is wrong with the address of another host that begins with its name.
fn without_scheme(written: &str) -> Option<LinkFault> {
    written.starts_with("//").then(|| {
        let message = format!("`{written}` does not say how it is asked for");
        LinkFault::Broken(message, format!("write `https:{written}`"))
    })
}
