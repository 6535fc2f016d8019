//! The sites whose videos, posts, maps and documents Dateline knows, each with the page that says
//! which address a frame of it has.

use super::Shape;

/// A provider of the table.
pub struct Known {
    pub name: &'static str,
    /// Addresses of its pages, the one that is written first.
    pub addresses: &'static [&'static str],
    /// That of the frame.
    pub frame: &'static str,
    pub shape: Shape,
    /// Whether `{id}` is a number: other words in its place are those of other pages.
    pub has_numbers: bool,
}

const fn known(
    name: &'static str,
    addresses: &'static [&'static str],
    frame: &'static str,
    shape: Shape,
) -> Known {
    Known { name, addresses, frame, shape, has_numbers: false }
}

/// All of them.
pub const KNOWN: &[Known] = &[
    // "Turn on privacy-enhanced mode": https://support.google.com/youtube/answer/171780
    known(
        "YouTube",
        &[
            "https://www.youtube.com/watch?v={id}",
            "https://youtu.be/{id}",
            "https://www.youtube.com/shorts/{id}",
            "https://www.youtube.com/live/{id}",
            "https://www.youtube.com/v/{id}",
            "https://music.youtube.com/watch?v={id}",
            "https://www.youtube.com/embed/{id}",
            "https://www.youtube-nocookie.com/embed/{id}",
        ],
        "https://www.youtube-nocookie.com/embed/{id}",
        Shape::Wide,
    ),
    // One that is not listed is refused without the hash at the end of its link, `h` in a frame's
    // address: https://help.vimeo.com/hc/en-us/articles/12427906892689
    Known {
        has_numbers: true,
        ..known(
            "Vimeo",
            &[
                "https://vimeo.com/{id}/{hash}",
                "https://vimeo.com/{id}?h={hash}",
                "https://player.vimeo.com/video/{id}?h={hash}",
            ],
            "https://player.vimeo.com/video/{id}?h={hash}&dnt=1",
            Shape::Wide,
        )
    },
    // Player parameters, `dnt`: https://help.vimeo.com/hc/en-us/articles/12426260232977
    known(
        "Vimeo",
        &["https://vimeo.com/{id}", "https://player.vimeo.com/video/{id}"],
        "https://player.vimeo.com/video/{id}?dnt=1",
        Shape::Wide,
    ),
    // As they are shown among others; their last step is the film's own.
    Known {
        has_numbers: true,
        ..known(
            "Vimeo",
            &[
                "https://vimeo.com/channels/{channel}/{id}",
                "https://vimeo.com/groups/{channel}/videos/{id}",
                "https://vimeo.com/showcase/{list}/video/{id}",
                "https://vimeo.com/album/{list}/video/{id}",
            ],
            "https://player.vimeo.com/video/{id}?dnt=1",
            Shape::Wide,
        )
    },
    // https://developers.dailymotion.com/guides/getting-started-with-web-sdk/
    known(
        "Dailymotion",
        &[
            "https://www.dailymotion.com/video/{id}",
            "https://dai.ly/{id}",
            "https://www.dailymotion.com/embed/video/{id}",
            "https://geo.dailymotion.com/player.html?video={id}",
        ],
        "https://geo.dailymotion.com/player.html?video={id}",
        Shape::Wide,
    ),
    // https://developers.tiktok.com/doc/embed-player
    known(
        "TikTok",
        &[
            "https://www.tiktok.com/@{user}/video/{id}",
            "https://www.tiktok.com/player/v1/{id}",
            "https://www.tiktok.com/embed/v2/{id}",
        ],
        "https://www.tiktok.com/player/v1/{id}",
        Shape::Tall,
    ),
    // What https://platform.twitter.com/widgets.js puts into a page; X documents the script alone
    // (https://developer.x.com/en/docs/x-for-websites/embedded-posts/overview).
    known(
        "X",
        &[
            "https://x.com/{user}/status/{id}",
            "https://twitter.com/{user}/status/{id}",
            // As programs write it that do not know whose it is.
            "https://x.com/i/web/status/{id}",
            "https://twitter.com/i/web/status/{id}",
            // As it is shared from one of its pictures or videos.
            "https://x.com/{user}/status/{id}/{kind}/{number}",
            "https://twitter.com/{user}/status/{id}/{kind}/{number}",
        ],
        "https://platform.twitter.com/embed/Tweet.html?id={id}&dnt=true",
        Shape::Tall,
    ),
    // What https://www.instagram.com/embed.js puts into a page; Meta documents the script alone
    // (https://developers.facebook.com/docs/instagram-platform/oembed).
    known(
        "Instagram",
        &[
            "https://www.instagram.com/p/{id}",
            "https://www.instagram.com/reel/{id}",
            "https://www.instagram.com/tv/{id}",
            "https://www.instagram.com/reels/{id}",
            "https://www.instagram.com/p/{id}/embed",
            "https://www.instagram.com/{user}/p/{id}",
            "https://www.instagram.com/{user}/reel/{id}",
            "https://www.instagram.com/{user}/tv/{id}",
        ],
        "https://www.instagram.com/p/{id}/embed/",
        Shape::Tall,
    ),
    // https://core.telegram.org/widgets/post
    known(
        "Telegram",
        &["https://t.me/{channel}/{id}", "https://t.me/s/{channel}/{id}"],
        "https://t.me/{channel}/{id}?embed=1",
        Shape::Tall,
    ),
    // https://developer.spotify.com/documentation/embeds
    known(
        "Spotify",
        &[
            "https://open.spotify.com/{kind}/{id}",
            "https://open.spotify.com/embed/{kind}/{id}",
            // As a browser shows it: `intl-de`.
            "https://open.spotify.com/{language}/{kind}/{id}",
        ],
        "https://open.spotify.com/embed/{kind}/{id}",
        Shape::Low,
    ),
    // https://developers.soundcloud.com/docs/api/html5-widget
    known(
        "SoundCloud",
        &["https://soundcloud.com/{user}/{track}"],
        "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2F{user}%2F{track}",
        Shape::Low,
    ),
    known(
        "SoundCloud",
        &["https://soundcloud.com/{user}/sets/{list}"],
        "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2F{user}%2Fsets%2F{list}",
        Shape::Low,
    ),
    // One that is not listed, by the link with which it is shared.
    known(
        "SoundCloud",
        &["https://soundcloud.com/{user}/{track}/s-{secret}"],
        "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2F{user}%2F{track}%2Fs-{secret}",
        Shape::Low,
    ),
    // https://www.datawrapper.de/academy/how-to-embed-charts; the second is that of the script in
    // the code that it gives, and no page.
    known(
        "Datawrapper",
        &[
            "https://datawrapper.dwcdn.net/{id}/",
            "https://datawrapper.dwcdn.net/{id}/embed.js",
            "https://www.datawrapper.de/_/{id}/",
        ],
        "https://datawrapper.dwcdn.net/{id}/",
        Shape::Tall,
    ),
    known(
        "Datawrapper",
        &["https://datawrapper.dwcdn.net/{id}/{version}"],
        "https://datawrapper.dwcdn.net/{id}/",
        Shape::Tall,
    ),
    // https://helpcenter.flourish.studio/hc/en-us/articles/8761537208463
    known(
        "Flourish",
        &[
            "https://public.flourish.studio/visualisation/{id}",
            "https://flo.uri.sh/visualisation/{id}/embed",
        ],
        "https://flo.uri.sh/visualisation/{id}/embed",
        Shape::Tall,
    ),
    known(
        "Flourish",
        &["https://public.flourish.studio/story/{id}", "https://flo.uri.sh/story/{id}/embed"],
        "https://flo.uri.sh/story/{id}/embed",
        Shape::Tall,
    ),
    // https://www.documentcloud.org/help/api/#oembed
    known(
        "DocumentCloud",
        &[
            "https://www.documentcloud.org/documents/{id}",
            "https://embed.documentcloud.org/documents/{id}",
        ],
        "https://embed.documentcloud.org/documents/{id}/?embed=1",
        Shape::Tall,
    ),
];

/// Addresses for sharing, which lead to what is shown and do not say what that is, by their
/// beginnings behind `https://`, and the provider of each.
pub const SHORT: &[(&str, &str)] = &[
    ("vm.tiktok.com/", "TikTok"),
    ("vt.tiktok.com/", "TikTok"),
    ("www.tiktok.com/t/", "TikTok"),
    ("tiktok.com/t/", "TikTok"),
    ("on.soundcloud.com/", "SoundCloud"),
    ("spotify.link/", "Spotify"),
    ("spoti.fi/", "Spotify"),
    ("www.instagram.com/share/", "Instagram"),
    ("instagram.com/share/", "Instagram"),
    ("www.openstreetmap.org/go/", "OpenStreetMap"),
    ("openstreetmap.org/go/", "OpenStreetMap"),
    ("osm.org/go/", "OpenStreetMap"),
];
