//! The built pages: where links lead, what is loaded, what figures say.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use program::lesson::LESSONS;
use serde_json::Value;

use crate::{BUILT, files, tags, values};

#[test]
fn every_link_leads_somewhere() {
    let (folder, pages) = &*BUILT;
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(name, html)| {
            let all = values(html, "id");
            let ids: BTreeSet<_> = all.iter().copied().collect();
            assert_eq!(all.len(), ids.len(), "{name}: an id stands twice");
            (name.as_str(), ids)
        })
        .collect();
    let mut checked = 0;
    for (name, html) in pages {
        for link in values(html, "href").into_iter().chain(values(html, "src"))
        {
            if link.contains("://") {
                assert!(link.starts_with("https://"), "{name}: {link}");
                continue;
            }
            let (path, id) = link.split_once('#').unwrap_or((link, ""));
            let path = if path.is_empty() { name } else { path };
            let file = folder.path().join(path.trim_start_matches("./"));
            // 404.html stands for any page: its links begin at the root.
            let file = folder.path().join(file);
            assert!(file.exists(), "{name} links to {link}");
            // The state of an explorer may follow its id.
            let id = id.split('?').next().unwrap();
            let known = ids.get(path).is_some_and(|ids| ids.contains(id));
            assert!(id.is_empty() || known, "{name} links to {link}");
            checked += 1;
        }
    }
    assert!(checked > 500, "{checked}");
}

/// The page about Rust is where readers look for it, and its parts are named
/// where an exercise takes them.
#[test]
fn the_introduction_and_every_chapter_lead_to_the_rust_they_need() {
    let pages = &BUILT.1;
    assert!(pages["introduction.html"].contains("href=\"rust.html\""));
    let lessons = LESSONS.iter().map(|(n, ..)| format!("lesson{n}.html"));
    for chapter in lessons.chain(["fit.html".into()]) {
        let html = &pages[&chapter];
        let exercises = html.split("id=\"exercises\"").nth(1).unwrap();
        assert!(exercises.contains("href=\"rust.html#"), "{chapter}");
    }
}

#[test]
fn no_page_asks_for_anything_from_elsewhere() {
    for (name, html) in &BUILT.1 {
        for tag in ["<script", "<link", "<img", "<iframe", "<source"] {
            for tag in tags(html, tag) {
                assert!(!tag.contains("//"), "{name}: {tag}");
            }
        }
    }
}

/// A published page says where it lies, what it is about, and in its own words:
/// its first paragraph.
#[test]
fn every_published_page_has_a_description_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let site = "https://example.org/descent".parse().unwrap();
    book::build(folder.path(), Some(&site), false).unwrap();
    let mut said = BTreeMap::new();
    for path in files(folder.path(), "html") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let html = fs::read_to_string(&path).unwrap();
        if ["404.html", "print.html", "toc.html"].contains(&&*name) {
            assert!(!html.contains("og:title"), "{name}");
            continue;
        }
        let of = |begin: &str| {
            let metas = tags(&html, begin);
            assert_eq!(metas.len(), 1, "{name}: {begin}");
            values(metas[0], "content")[0].to_owned()
        };
        let text = of("<meta name=\"description\"");
        assert!((20..=260).contains(&text.len()), "{name}: {text}");
        assert_eq!(text, of("<meta property=\"og:description\""));
        let url = of("<meta property=\"og:url\"");
        let lies = url.strip_prefix("https://example.org/descent/").unwrap();
        assert_eq!(lies, if name == "index.html" { "" } else { &name });
        let image = of("<meta property=\"og:image\"");
        let image = image.strip_prefix("https://example.org/descent/").unwrap();
        assert!(folder.path().join(image).exists());
        // The introduction is the index, too.
        if name != "index.html"
            && let Some(other) = said.insert(text, name.clone())
        {
            panic!("{name} says the same as {other}");
        }
    }
    assert!(said.len() > 20, "{}", said.len());

    // An address that leads nowhere may lie at any depth below the site.
    let lost = |folder: &std::path::Path| {
        let html = fs::read_to_string(folder.join("404.html")).unwrap();
        values(tags(&html, "<base")[0], "href")[0].to_owned()
    };
    assert_eq!(lost(folder.path()), "/descent/");
    assert_eq!(lost(BUILT.0.path()), "./");
}

#[test]
fn figures_are_numbered_in_the_order_of_the_page() {
    let mut all = 0;
    for (name, html) in &BUILT.1 {
        if name == "print.html" {
            continue;
        }
        let captions = tags(html, "<figcaption").len();
        let numbers = html.split("<span class=\"number\" id=").skip(1);
        let numbers: Vec<_> = numbers
            .map(|part| part.split_once(">Figure ").unwrap().1)
            .map(|part| part.split_once(".</span>").unwrap().0)
            .map(|number| number.rsplit('.').next().unwrap().to_owned())
            .collect();
        let expected: Vec<_> =
            (1..=captions).map(|count| count.to_string()).collect();
        assert_eq!(numbers, expected, "{name}");
        all += captions;
    }
    assert!(all > 60, "{all}");
}

#[test]
fn every_figure_says_what_it_shows() {
    let mut alts = 0;
    for (name, html) in &BUILT.1 {
        for tag in tags(html, "<svg role=\"img\"") {
            let alt = values(tag, "aria-label").concat();
            assert!(alt.chars().count() >= 20, "{name}: {alt:?}");
            alts += 1;
        }
        for figure in ["<figure class=\"player", "<figure class=\"explorer"] {
            for tag in tags(html, figure) {
                assert!(values(tag, "data-alt").concat().len() >= 20, "{tag}");
            }
        }
        for tag in tags(html, "<img") {
            assert!(!values(tag, "alt").concat().is_empty(), "{name}: {tag}");
        }
    }
    assert!(alts > 15, "{alts}");
}

/// Each still is there twice: for a wide page and for a narrow one.
#[test]
fn every_figure_has_a_narrow_twin() {
    let mut all = 0;
    for (name, html) in &BUILT.1 {
        let [wide, narrow] = ["wide", "narrow"].map(|class| {
            let begin = format!("<svg role=\"img\" class=\"{class}\"");
            let svgs = tags(html, &begin);
            let alts = svgs.iter().map(|svg| values(svg, "aria-label"));
            alts.flatten().collect::<Vec<_>>()
        });
        assert_eq!(wide, narrow, "{name}");
        assert_eq!(2 * wide.len(), tags(html, "<svg role=\"img\"").len());
        all += wide.len();
    }
    assert!(all > 100, "{all}");
}

/// The stylesheet gives what figures draw the colours of the page's theme, by
/// their exact values; the scripts name no colour and get them with each
/// recording.
#[test]
fn the_pages_know_the_colours_of_the_figures() {
    use figure::palette::*;
    let theme = book::root().join("docs/theme");
    let css = fs::read_to_string(theme.join("descent.css")).unwrap();
    let named: BTreeSet<_> = css
        .split(['[', ']'])
        .filter_map(|part| part.split_once("=\"#"))
        .map(|(_, colour)| format!("#{}", colour.trim_end_matches('"')))
        .collect();
    let others = [PAPER, INK, GRID, FAINT, CARD, CARD_INK, SHADE];
    let known = others.into_iter().chain(SERIES).map(hex);
    assert_eq!(named, known.collect());
    for (look, (light, dark)) in SERIES.iter().zip(DARK).enumerate() {
        for colour in [*light, dark].map(hex) {
            let line = format!("--look-{look}: {colour};");
            assert!(css.contains(&line), "the theme has no {line}");
        }
        for part in ["fill", "stroke"] {
            let light = hex(*light);
            let rule = format!(
                "main svg [{part}=\"{light}\"] {{ {part}: var(--look-{look}); }}"
            );
            assert!(css.contains(&rule), "the theme has no {rule}");
        }
    }

    for script in files(&theme, "js") {
        let text = fs::read_to_string(&script).unwrap();
        for part in text.split('#').skip(1) {
            let digits = part.bytes().take(6);
            let colour = digits.filter(u8::is_ascii_hexdigit).count() == 6;
            assert!(!colour, "{script:?} names #{}", &part[..6]);
        }
    }

    let mut palettes = 0;
    for (name, html) in &BUILT.1 {
        let of = |class: &str| -> Vec<&str> {
            let begin = format!("class=\"{class}\">");
            let scripts = html.split(&begin).skip(1);
            scripts
                .map(|s| s.split("</script>").next().unwrap())
                .collect()
        };
        assert_eq!(of("palette").len(), of("recording").len(), "{name}");
        for palette in of("palette") {
            let palette: Value = serde_json::from_str(palette).unwrap();
            assert_eq!(
                palette["series"],
                Value::from(SERIES.map(hex).to_vec())
            );
            assert_eq!(palette["bands"], Value::from(BANDS.map(hex).to_vec()));
            for (name, look) in OWN {
                assert_eq!(palette["own"][name], look, "{name}");
            }
            palettes += 1;
        }
    }
    assert!(palettes > 10, "{palettes}");
}
