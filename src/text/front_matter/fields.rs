//! The fields of front matter.

use super::kind::Kind;
use super::live::LiveOrder;
use crate::text::fields::{ADDRESS, DATE, Field, Holds, LANGUAGE, SLUG, Shape};

/// All fields.
pub const FIELDS: &[Field] = &[
    Field::new("title", Shape::Text, "The headline.").also(&["headline", "head", "heading", "hed", "header", "name", "überschrift", "schlagzeile", "titre", "titular", "título", "titulo", "titolo", "manchete", "заголовок", "վերնագիր"])
        .required()
        .such_as(&["Talks resume in the capital"]),
    Field::new(
        "date",
        Shape::Form(DATE),
        "When it was published. Required in a briefing, unless the file's name begins with it. \
         A date in the future holds the story back until then.",
    ).also(&["published", "publishdate", "publisheddate", "publishedat", "publishedon", "pubdate", "datepublished", "datetime", "day", "time", "created", "createdat", "posted", "release", "releasedate", "datum", "fecha", "дата", "ամսաթիվ"])
    .such_as(DATES),
    Field::new(
        "updated",
        Shape::Form(DATE),
        "The last editorial change: what a reader should know about.",
    ).also(&["modified", "lastmod", "lastmodified", "lastmodifiedat", "lastupdated", "datemodified", "modifieddate", "updatedat", "changed", "edited"])
    .such_as(DATES),
    Field::new("embargo", Shape::Form(DATE), "Not public before this.").also(&["embargoed", "embargountil", "embargodate", "hold", "holduntil", "notbefore", "heldtill", "helduntil"])
        .such_as(&["2027-06-01 06:00 +01:00"]),
    Field::new("expires", Shape::Form(DATE), "Not public from this on.").also(&["expiry", "expirydate", "expirationdate", "expiresat", "expire", "unpublish", "unpublishdate", "until", "validuntil"]).such_as(DATES),
    Field::new("draft", Shape::Flag, "Held back until it is false.").opposites(&["published", "public", "publish", "ready", "live"]).also(&["isdraft", "unpublished", "wip", "entwurf", "brouillon", "borrador", "bozza", "rascunho", "черновик", "սևագիր"]).or("false"),
    Field::new("subtitle", Shape::Text, "The standfirst: the line under the headline.").also(&["standfirst", "deck", "dek", "subheading", "subheadline", "subhead", "subhed", "strapline", "lead", "lede", "intro", "kicker", "sell", "tagline", "untertitel", "soustitre", "subtítulo", "sottotitolo", "подзаголовок", "ենթավերնագիր"])
        .such_as(&["Both sides agree on a timetable, and on little else"]),
    Field::new(
        "summary",
        Shape::Text,
        "What lists and search engines show, in a sentence or two. Without it, the first \
         paragraph of the story.",
    ).also(&["description", "abstract", "excerpt", "teaser", "blurb", "synopsis", "metadescription", "seodescription", "precis", "zusammenfassung", "résumé", "resumen", "riassunto", "resumo", "аннотация", "ամփոփում"])
    .holding(Holds::Sentences),
    Field::new(
        "dateline",
        Shape::OrMap(&Shape::Text, DATELINE),
        "The place and agency that open a story. Text that ends in a colon or a dash is a whole \
         line and is shown as it is; other text is a place.",
    ).also(&["location", "filedfrom"])
    .such_as(&["{place: Hesk, agency: HBN}", "Hesk"]),
    Field::new("authors", Shape::OneOrMore(&Shape::Text), "The byline: who wrote it, one name or a list.").also(&["author", "byline", "by", "writer", "writers", "reporter", "reporters", "journalist", "journalists", "correspondent", "contributor", "contributors", "autor", "autoren", "auteur", "auteurs", "autore", "autori", "autores", "автор", "авторы", "հեղինակ", "հեղինակներ"])
        .such_as(&["[Anna Voss, Simo Harrand]"]),
    Field::new(
        "tags",
        // With more in it than ASCII's marks; which of the others are letters, the reader knows.
        Shape::OneOrMore(&Shape::FormOrNumber(r"[^\s!-/:-@\[-`{-~]")),
        "What it is about. Each tag has a page with all its stories.",
    ).also(&["tag", "category", "categories", "topic", "topics", "keyword", "keywords", "subject", "subjects", "label", "labels", "theme", "themes", "schlagwort", "schlagwörter", "schlagworte", "stichworte", "étiquettes", "motsclés", "etiquetas", "etichette", "теги", "метки", "պիտակներ"])
    .such_as(&["[water, defence reform]"]),
    Field::new(
        "kind",
        Shape::OneOf(&Kind::WORDS),
        "What kind of story it is. Readers see all but `news` with a label; `sponsored` is also kept \
         out of the most-read list and of search engines' news.",
    ).also(&["genre", "storytype", "articletype", "contenttype", "storykind"])
    .or("news")
    .such_as(&["opinion"]),
    Field::new(
        "series",
        Shape::FormOrNumber(r"[^\s!-/:-@\[-`{-~]"),
        "The series that it is a part of. The parts lead to each other, in the order of their dates.",
    ).also(&["serie", "seriesname", "seriestitle", "partof", "serial"])
    .such_as(&["The year of the dam"]),
    Field::new(
        "live",
        Shape::OrMap(&Shape::FlagOr(&["ended"]), LIVE),
        "Told while it happens, in entries that begin with their time: `## 14:05 Headline`.",
    ).also(&["liveblog", "liveticker", "ticker", "livestory", "islive", "blog"])
    .or("false")
    .such_as(&["true", "ended", "{order: oldest, until: 2026-02-01 23:00}"]),
    Field::new(
        "image",
        Shape::OrMap(&Shape::Text, IMAGE),
        "The picture that leads it: its file, or more.",
    ).also(&["photo", "picture", "pic", "img", "photograph", "leadimage", "leadphoto", "mainimage", "featuredimage", "featureimage", "cover", "coverimage", "hero", "heroimage", "thumbnail", "thumb", "banner", "illustration", "images", "photos", "bild", "foto", "imagen", "immagine", "imagem", "изображение", "фото", "նկար"])
    .such_as(&["{src: dam.svg, alt: The dam from the south}", "dam.svg"]),
    Field::new(
        "source",
        Shape::OrMap(&Shape::Form(ADDRESS), SOURCE),
        "Where a link-out story leads: a story that points to another publication.",
    ).also(&["sourceurl", "originalurl", "original", "canonical", "canonicalurl", "externalurl", "externallink", "linkout", "via"])
    .such_as(&["{name: Marisk Herald, url: https://herald.example/ferry}"]),
    Field::new(
        "slug",
        Shape::FormOrNumber(SLUG),
        "The story's name in its address. Without it, made from the file's name.",
    ).also(&["permalink", "urlname", "shortname"])
    .such_as(&["talks-day-two"]),
    Field::new(
        "aliases",
        Shape::OneOrMore(&Shape::FormOrNumber(ALIAS)),
        "Its old addresses: paths from the site's root. Each becomes a page that leads to the story.",
    ).also(&["alias", "redirects", "redirectfrom", "redirect", "oldurl", "oldurls", "oldaddresses"])
    .such_as(&["[/politics/old-name/, /2019/talks.html]"]),
    Field::new("featured", Shape::Flag, "Leads the front page.").also(&["feature", "lead", "top", "topstory", "pinned", "sticky", "highlight", "highlighted", "leading", "frontpage", "splash"]).or("false"),
    Field::new(
        "corrections",
        Shape::List(&Shape::Map(CORRECTION)),
        "What was corrected, and when.",
    ).also(&["correction", "corrected", "erratum", "errata", "clarification", "clarifications", "amendment", "amendments"]),
    Field::new(
        "language",
        Shape::Form(LANGUAGE),
        "The story's language, as a BCP 47 tag, where it is not the site's.",
    ).also(&["lang", "locale", "languagecode"])
    .such_as(&["hy", "pt-BR"]),
    Field::new(
        "translations",
        Shape::NamedLike(LANGUAGE, &Shape::Text),
        "The same story in other languages: a language tag, and the file of that text, relative to \
         this one, or a web address.",
    ).also(&["translation", "translatedas", "versions"])
    .such_as(&["{hy: talks-hy.md, ru: 'https://paper.example/ru/talks/'}"]),
    Field::new(
        "translation_of",
        Shape::Form(LANGUAGE),
        "The language of the version that this one is made from, as a BCP 47 tag. Without it, the \
         original of a story is the version with the earliest date.",
    ).also(&["translatedfrom", "translationfrom", "originallanguage", "sourcelanguage"])
    .such_as(&["hy"]),
    Field::new(
        "hold_with_original",
        Shape::Flag,
        "Whether this version of a story in several languages waits for its original: while that is \
         a draft, dated in the future or embargoed, this one is held as well.",
    ).also(&["waitfororiginal", "holdwith", "heldwithoriginal"]).or("true"),
    Field::new(
        "feed_id",
        Shape::Text,
        "What readers' programs know the story by, where a feed of another program had it: they \
         do not show it as new.",
    ).also(&["guid", "atomid", "feedguid", "rssid"])
    .such_as(&["https://old.example/?p=123"]),
    Field::new(
        "extra",
        Shape::AnyMap,
        "Facts of your own, for templates. `lang` is another way to write `language`.",
    ).also(&["params", "custom", "meta", "metadata"])
    .such_as(&["{desk: politics}"]),
];

/// The parts of a dateline.
pub(super) const DATELINE: &[Field] = &[
    Field::new("place", Shape::Text, "Where the story was filed.")
        .also(&["city", "location", "town"])
        .such_as(&["Hesk"]),
    Field::new("agency", Shape::Text, "Who filed it.").also(&["wire", "bureau"]).such_as(&["HBN"]),
];

/// The parts of a picture.
pub(super) const IMAGE: &[Field] = &[
    Field::new(
        "src",
        Shape::Text,
        "The picture: a file relative to this one, a path from the site's root for one of \
         static/, or a web address.",
    )
    .also(&["file", "filename", "path", "image", "url", "href", "photo", "picture"])
    .required()
    .holding(Holds::Picture)
    .such_as(&["dam.svg"]),
    Field::new("alt", Shape::Text, "What it shows, for readers who do not see it.").also(&[
        "imagealt",
        "alttext",
        "imagealttext",
        "photoalt",
        "alternative",
        "imagedescription",
        "photodescription",
    ]),
    Field::new("caption", Shape::Text, "The line below it.").also(&[
        "imagecaption",
        "photocaption",
        "cutline",
    ]),
    Field::new("credit", Shape::Text, "Who made it.").also(&[
        "imagecredit",
        "photocredit",
        "photographer",
        "photoby",
        "photographby",
        "copyright",
    ]),
];

/// The parts of a source.
pub(super) const SOURCE: &[Field] = &[
    Field::new("url", Shape::Form(ADDRESS), "The web address of the story there.")
        .also(&["link", "href", "address", "sourcelink"])
        .required()
        .such_as(&["https://herald.example/ferry"]),
    Field::new(
        "name",
        Shape::Text,
        "The name of the publication. Without it, the host of the address.",
    )
    .also(&["sourcename", "publication", "outlet", "publisher", "title"])
    .such_as(&["Marisk Herald"]),
];

/// The parts of a live story.
pub(super) const LIVE: &[Field] = &[
    Field::new("order", Shape::OneOf(&LiveOrder::WORDS), "Which entry comes first.")
        .also(&["sort", "first", "sorting", "direction"])
        .or("newest"),
    Field::new("until", Shape::Form(DATE), "When it is over: pages stop asking for more then.")
        .also(&["end", "ends", "to", "till", "expires", "stop"])
        .such_as(DATES),
    Field::new("ended", Shape::Flag, "It is over.")
        .also(&["over", "closed", "done", "finished", "stopped"])
        .or("false"),
];

/// The parts of a correction.
pub(super) const CORRECTION: &[Field] = &[
    Field::new("date", Shape::Form(DATE), "When it was made.")
        .also(&["when", "day"])
        .required()
        .such_as(DATES),
    Field::new("text", Shape::Text, "What was wrong, and what is right.")
        .also(&["correction", "message", "note", "description", "what"])
        .required()
        .holding(Holds::Sentences)
        .such_as(&["An earlier version gave the vote as seven to two. It was six to three."]),
    Field::new(
        "this_version_only",
        Shape::Flag,
        "Whether the mistake was in this language alone, so that the other versions of the story \
         need no such correction.",
    )
    .also(&["thislanguageonly", "translationonly", "onlyhere"])
    .or("false"),
];

/// The form of an old address: a path that leads nowhere above the site.
const ALIAS: &str = r"^(?!(.*/)?\.{1,2}(/|$))[^?#:*\\]*[^?#:*/\\][^?#:*\\]*$";

const DATES: &[&str] = &["2026-02-01", "2026-02-01 09:30", "2026-02-01T09:30:00+04:00"];
