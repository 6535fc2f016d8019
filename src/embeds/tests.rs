//! Which addresses are shown, and in which frames.

use super::*;

fn told(address: &str) -> Option<String> {
    let Embed { provider, address, frame, shape } = Providers::with(&[]).find(address)?;
    Some(format!("{provider} {} {address} {frame}", shape.name()))
}

#[test]
fn the_addresses_of_each_provider_are_known() {
    let of_youtube = "YouTube wide https://www.youtube.com/watch?v=dQw4-9_x https://www.youtube-nocookie.com/embed/dQw4-9_x";
    for (address, expected) in [
        ("https://www.youtube.com/watch?v=dQw4-9_x&t=42", of_youtube),
        ("https://m.youtube.com/watch?v=dQw4-9_x", of_youtube),
        ("http://youtube.com/watch?v=dQw4-9_x", of_youtube),
        ("https://youtu.be/dQw4-9_x?si=abc", of_youtube),
        ("https://www.youtube.com/shorts/dQw4-9_x", of_youtube),
        ("https://www.youtube.com/embed/dQw4-9_x?rel=0", of_youtube),
        (
            "https://vimeo.com/1234",
            "Vimeo wide https://vimeo.com/1234 https://player.vimeo.com/video/1234?dnt=1",
        ),
        (
            "https://player.vimeo.com/video/1234?h=ab12&badge=0",
            "Vimeo wide https://vimeo.com/1234/ab12 https://player.vimeo.com/video/1234?h=ab12&dnt=1",
        ),
        ("https://www.youtube.com/v/dQw4-9_x", of_youtube),
        ("https://music.youtube.com/watch?v=dQw4-9_x&list=a", of_youtube),
        (
            "https://vimeo.com/channels/staffpicks/1234",
            "Vimeo wide https://vimeo.com/channels/staffpicks/1234 https://player.vimeo.com/video/1234?dnt=1",
        ),
        (
            "https://x.com/i/web/status/7",
            "X tall https://x.com/i/web/status/7 https://platform.twitter.com/embed/Tweet.html?id=7&dnt=true",
        ),
        (
            "https://mobile.twitter.com/a/status/7",
            "X tall https://x.com/a/status/7 https://platform.twitter.com/embed/Tweet.html?id=7&dnt=true",
        ),
        (
            "https://www.instagram.com/tv/Ca_b/",
            "Instagram tall https://www.instagram.com/p/Ca_b https://www.instagram.com/p/Ca_b/embed/",
        ),
        (
            "https://soundcloud.com/a/b-c/s-ab1?si=x",
            "SoundCloud low https://soundcloud.com/a/b-c/s-ab1 https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fa%2Fb-c%2Fs-ab1",
        ),
        (
            "https://www.datawrapper.de/_/Ab1/",
            "Datawrapper tall https://datawrapper.dwcdn.net/Ab1/ https://datawrapper.dwcdn.net/Ab1/",
        ),
        (
            "https://www.openstreetmap.org/#map=14/40.18/404.51",
            "OpenStreetMap wide https://www.openstreetmap.org/#map=14/40.18000/44.51000 \
             https://www.openstreetmap.org/export/embed.html?bbox=44.48253%2C40.16820%2C44.53747%2C40.19180&layer=mapnik",
        ),
        (
            "https://www.openstreetmap.org/#map=14/40.18/44.51&layers=Y",
            "OpenStreetMap wide https://www.openstreetmap.org/#map=14/40.18000/44.51000&layers=Y \
             https://www.openstreetmap.org/export/embed.html?bbox=44.48253%2C40.16820%2C44.53747%2C40.19180&layer=cyclosm",
        ),
        (
            "https://www.openstreetmap.org/export/embed.html?bbox=10,45,30,60&layer=cyclosm",
            "OpenStreetMap wide https://www.openstreetmap.org/export/embed.html?bbox=10%2C45%2C30%2C60&layer=cyclosm \
             https://www.openstreetmap.org/export/embed.html?bbox=10%2C45%2C30%2C60&layer=cyclosm",
        ),
        (
            "https://vimeo.com/1234/ab12",
            "Vimeo wide https://vimeo.com/1234/ab12 https://player.vimeo.com/video/1234?h=ab12&dnt=1",
        ),
        (
            "https://twitter.com/a/status/7/photo/1",
            "X tall https://x.com/a/status/7 https://platform.twitter.com/embed/Tweet.html?id=7&dnt=true",
        ),
        (
            "https://www.instagram.com/anna/p/Ca_b/?img_index=1",
            "Instagram tall https://www.instagram.com/p/Ca_b https://www.instagram.com/p/Ca_b/embed/",
        ),
        (
            "https://t.me/s/durov/151",
            "Telegram tall https://t.me/durov/151 https://t.me/durov/151?embed=1",
        ),
        (
            "https://soundcloud.com/a/sets/b",
            "SoundCloud low https://soundcloud.com/a/sets/b https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fa%2Fsets%2Fb",
        ),
        (
            "https://public.flourish.studio/story/12/",
            "Flourish tall https://public.flourish.studio/story/12 https://flo.uri.sh/story/12/embed",
        ),
        (
            "https://dai.ly/x8",
            "Dailymotion wide https://www.dailymotion.com/video/x8 https://geo.dailymotion.com/player.html?video=x8",
        ),
        (
            "https://www.tiktok.com/@a.b/video/7",
            "TikTok tall https://www.tiktok.com/@a.b/video/7 https://www.tiktok.com/player/v1/7",
        ),
        (
            "https://twitter.com/a/status/7?s=20",
            "X tall https://x.com/a/status/7 https://platform.twitter.com/embed/Tweet.html?id=7&dnt=true",
        ),
        (
            "https://www.instagram.com/reel/Ca_b/",
            "Instagram tall https://www.instagram.com/p/Ca_b https://www.instagram.com/p/Ca_b/embed/",
        ),
        (
            "https://t.me/durov/151",
            "Telegram tall https://t.me/durov/151 https://t.me/durov/151?embed=1",
        ),
        (
            "https://open.spotify.com/episode/7",
            "Spotify low https://open.spotify.com/episode/7 https://open.spotify.com/embed/episode/7",
        ),
        (
            "https://open.spotify.com/intl-de/episode/7?si=a",
            "Spotify low https://open.spotify.com/episode/7 https://open.spotify.com/embed/episode/7",
        ),
        (
            "https://soundcloud.com/a/b-c",
            "SoundCloud low https://soundcloud.com/a/b-c https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fa%2Fb-c",
        ),
        (
            "https://datawrapper.dwcdn.net/Ab1/embed.js",
            "Datawrapper tall https://datawrapper.dwcdn.net/Ab1/ https://datawrapper.dwcdn.net/Ab1/",
        ),
        (
            "https://vimeo.com/76979871?h=abcdef1234",
            "Vimeo wide https://vimeo.com/76979871/abcdef1234 https://player.vimeo.com/video/76979871?h=abcdef1234&dnt=1",
        ),
        (
            "https://datawrapper.dwcdn.net/Ab1/2/",
            "Datawrapper tall https://datawrapper.dwcdn.net/Ab1/2 https://datawrapper.dwcdn.net/Ab1/",
        ),
        (
            "https://public.flourish.studio/visualisation/12/",
            "Flourish tall https://public.flourish.studio/visualisation/12 https://flo.uri.sh/visualisation/12/embed",
        ),
        (
            "https://www.documentcloud.org/documents/12-a-b",
            "DocumentCloud tall https://www.documentcloud.org/documents/12-a-b https://embed.documentcloud.org/documents/12-a-b/?embed=1",
        ),
        (
            "https://www.openstreetmap.org/?mlat=40.1&mlon=44.5#map=14/40.18/44.51",
            "OpenStreetMap wide https://www.openstreetmap.org/?mlat=40.10000&mlon=44.50000#map=14/40.18000/44.51000 \
             https://www.openstreetmap.org/export/embed.html?bbox=44.48253%2C40.16820%2C44.53747%2C40.19180&layer=mapnik&marker=40.10000%2C44.50000",
        ),
    ] {
        assert_eq!(told(address).as_deref(), Some(expected), "{address}");
    }
}

#[test]
fn every_frame_of_the_table_is_one_and_every_address_has_one() {
    let providers = Providers::with(&[]);
    for provider in KNOWN {
        for address in provider.addresses {
            let found = [
                ("id", "71"),
                ("hash", "a1"),
                ("number", "1"),
                ("list", "e"),
                ("user", "b"),
                ("kind", "show"),
                ("track", "c"),
                ("channel", "d"),
                ("version", "2"),
                ("language", "intl-de"),
                ("secret", "x1"),
            ];
            let found = found.map(|(name, value)| (name.to_string(), value.to_string())).to_vec();
            let address = filled(address, &found);
            let embed = providers.find(&address).unwrap_or_else(|| panic!("{address}"));
            assert_eq!(embed.provider, provider.name, "{address}");
            // Of a post on X the address has to say whose it is, and its frame does not.
            assert!(!embed.frame.contains(['{', '}', '"']), "{embed:?}");
            assert!(providers.is_frame(&embed.frame), "{embed:?}");
            assert!(embed.origin().starts_with("https://") && !embed.origin()[8..].contains('/'));
        }
    }
}

#[test]
fn what_only_looks_like_a_provider_is_none() {
    for address in [
        "https://youtube.com.evil.example/watch?v=a",
        "https://evil.example/https://www.youtube.com/watch?v=a",
        "https://www.youtube.com@evil.example/watch?v=a",
        "https://user:pass@www.youtube.com/watch?v=a",
        "https://www.youtube.com:8443/watch?v=a",
        "https://www.youtube.com/watch?v=%22%3E%3Cscript%3E",
        "https://www.youtube.com/watch?v=a/../b",
        "https://www.youtube.com/watch?v=",
        "https://youtu.be/..%2f..%2fevil",
        "https://xn--youtub-4of.com/watch?v=a",
        "https://wwwyoutube.com/watch?v=a",
        "javascript:alert(1)//https://youtu.be/a",
        "ftp://youtu.be/a",
        "//youtu.be/a",
        "https://youtu.be/a b",
        "https://vimeo.com/showcase/1234",
        "https://vimeo.com/channels/staffpicks/about",
        "https://www.openstreetmap.org/export/embed.html?bbox=1,2,3,4&layer=%22x",
        "https://www.openstreetmap.org/#map=5/40/1e9",
        "https://www.openstreetmap.org/#map=99/1/1",
        "https://www.openstreetmap.org/export/embed.html?bbox=1,2,3",
        "https://www.openstreetmap.org/export/embed.html?bbox=1,2,NaN,4",
        "https://www.openstreetmap.org/export/embed.html?bbox=3,2,1,4",
        "https://www.openstreetmap.org/#map=1/NaN/1",
        "https://www.openstreetmap.org/#map=1/inf/1",
        "https://www.openstreetmap.org/#map=1/<script>/1",
    ] {
        assert_eq!(told(address), None, "{address}");
    }
    let providers = Providers::with(&[]);
    for frame in [
        "javascript:alert(1)",
        "http://www.youtube-nocookie.com/embed/a",
        "https://www.youtube-nocookie.com.evil.example/embed/a",
        "https://www.youtube-nocookie.com/embed/a\"onload=x",
        "https://u@www.youtube-nocookie.com/embed/a",
        "https://www.youtube-nocookie.com/embed/a?autoplay=1",
        "https://www.youtube.com/watch?v=a",
    ] {
        assert!(!providers.is_frame(frame), "{frame}");
    }
}

#[test]
fn a_site_may_name_providers_of_its_own() {
    let own = [Provider {
        name: "Highland Video".into(),
        address: "https://video.highland.example/w/{id}".into(),
        frame: "https://video.highland.example/videos/embed/{id}".into(),
        shape: Shape::Wide,
    }];
    let embed = Providers::with(&own).find("https://video.highland.example/w/a1").unwrap();
    assert_eq!(embed.frame, "https://video.highland.example/videos/embed/a1");
    assert_eq!(embed.origin(), "https://video.highland.example");
}

#[test]
fn an_address_for_sharing_says_whose_it_is() {
    for (address, expected) in [
        ("https://vm.tiktok.com/ZMabc/", Some("TikTok")),
        ("https://www.tiktok.com/t/ZMabc/", Some("TikTok")),
        ("https://on.soundcloud.com/abc", Some("SoundCloud")),
        ("https://spotify.link/abc", Some("Spotify")),
        ("https://osm.org/go/0XZDt", Some("OpenStreetMap")),
        ("https://vm.tiktok.com/", None),
        ("https://www.tiktok.com/@a/video/7", None),
        ("https://vm.tiktok.com.evil.example/a", None),
        ("https://a.example/vm.tiktok.com/a", None),
    ] {
        assert_eq!(Providers::with(&[]).of_short(address), expected, "{address}");
    }
    let own = [Provider {
        name: "Own".into(),
        address: "https://on.soundcloud.com/{id}".into(),
        frame: "https://a.example/{id}".into(),
        shape: Shape::Low,
    }];
    assert_eq!(Providers::with(&own).of_short("https://on.soundcloud.com/abc"), None);
}

#[test]
fn a_moment_is_said_as_people_say_it() {
    for (moment, expected) in [
        ("90", "1:30"),
        ("90s", "1:30"),
        ("5", "0:05"),
        ("5400", "1:30:00"),
        ("1m30s", "1m30s"),
        ("2:10", "2:10"),
    ] {
        assert_eq!(of_a_clock(moment), expected, "{moment}");
    }
}
