//! What only a published book needs: it knows the address of each page.

use std::{fs, path::Path, str::FromStr};

use anyhow::{Context, Error, Result, bail, ensure};
use mdbook_driver::config::Config;

use crate::picture::escape;

/// As many characters of a description as a search engine shows.
const DESCRIPTION: usize = 200;

/// Where the book is published.
#[derive(Clone, Debug)]
pub struct Site {
    /// The address of the folder, with a slash at its end.
    url: String,
}

impl FromStr for Site {
    type Err = Error;

    fn from_str(url: &str) -> Result<Self> {
        let host = ["https://", "http://"].iter();
        let host = host.filter_map(|scheme| url.strip_prefix(scheme)).next();
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/:".contains(c);
        if !host.is_some_and(|host| {
            host.starts_with(|c: char| c.is_ascii_alphanumeric())
                && host.chars().all(plain)
        }) {
            bail!("write it as https://example.org/descent/");
        }
        let url = format!("{}/", url.trim_end_matches('/'));
        Ok(Site { url })
    }
}

impl Site {
    /// `/descent/` of `https://example.org/descent/`.
    fn path(&self) -> &str {
        let host = self.url.find("://").map_or(0, |at| at + 3);
        let slash = self.url[host..].find('/').unwrap_or_default();
        &self.url[host + slash..]
    }

    /// The page for addresses that lead nowhere finds its styles below this
    /// path, however deep the address.
    pub fn configure(&self, config: &mut Config) -> Result<()> {
        config.set("output.html.site-url", self.path())
    }

    /// Gives each page of a built book its address, its description and the
    /// picture that a link to it shows.
    pub fn describe(&self, folder: &Path) -> Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let other = ["404.html", "print.html", "toc.html"];
            if !name.ends_with(".html") || other.contains(&&*name) {
                continue;
            }
            let html = fs::read_to_string(&path)?;
            let page = self.page(&name, &html);
            fs::write(&path, page.with_context(|| name.into_owned())?)?;
        }
        Ok(())
    }

    fn page(&self, name: &str, html: &str) -> Result<String> {
        const META: &str = "<meta name=\"description\" content=\"";
        let (before, rest) = html.split_once(META).context("no description")?;
        let (_, after) = rest.split_once("\">").context("no description")?;
        let title = between(html, "<title>", "</title>").context("no title")?;
        let description = description(html).context("no first paragraph")?;
        ensure!(!description.is_empty(), "the first paragraph is empty");
        let url = match name {
            "index.html" => self.url.clone(),
            _ => format!("{}{name}", self.url),
        };
        Ok(format!(
            "{before}{META}{description}\">\n        \
             <link rel=\"canonical\" href=\"{url}\">\n        \
             <meta property=\"og:type\" content=\"article\">\n        \
             <meta property=\"og:site_name\" content=\"Descent\">\n        \
             <meta property=\"og:title\" content=\"{title}\">\n        \
             <meta property=\"og:description\" content=\"{description}\">\n\
             \x20       <meta property=\"og:url\" content=\"{url}\">\n        \
             <meta property=\"og:image\" content=\"{0}card.png\">\n        \
             <meta property=\"og:image:width\" content=\"1200\">\n        \
             <meta property=\"og:image:height\" content=\"630\">\n        \
             <meta property=\"og:image:alt\" content=\"A path zigzags down \
             a bowl, drawn as a map, to its lowest point\">\n        \
             <meta name=\"twitter:card\" content=\"summary_large_image\">\
             {after}",
            self.url
        ))
    }
}

/// What the first paragraph of a page says, whole words of it, for an
/// attribute.
fn description(html: &str) -> Option<String> {
    let main = html.split_once("<main>")?.1;
    let paragraph = between(main, "<p>", "</p>")?;
    let mut text = String::new();
    let mut in_tag = false;
    for c in paragraph.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if !in_tag => text.push(c),
            _ => {}
        }
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\"")];
    for (entity, sign) in entities.into_iter().chain([("&amp;", "&")]) {
        text = text.replace(entity, sign);
    }
    let mut short = String::new();
    for word in text.split_whitespace() {
        if short.chars().count() + word.chars().count() > DESCRIPTION {
            return Some(escape(&format!("{short}…")));
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short += word;
    }
    Some(escape(&short))
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    Some(text.split_once(from)?.1.split_once(to)?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_host_and_ends_in_a_slash() {
        for (url, path) in [
            ("https://example.org", "/"),
            ("https://example.org/descent", "/descent/"),
            ("http://example.org:8000/a/b//", "/a/b/"),
        ] {
            let site: Site = url.parse().unwrap();
            assert_eq!(site.path(), path, "{url}");
        }
        for wrong in ["", "example.org", "ftp://a", "https://", "https://a\"b"]
        {
            assert!(wrong.parse::<Site>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_page_is_described_by_its_first_paragraph() {
        let long = "word ".repeat(60);
        for (first, says) in [
            ("<strong>What is &lt;b&gt;?</strong>", "What is &lt;b&gt;?"),
            (
                "Two\nlines <a href=\"x\">and a link</a>.",
                "Two lines and a link.",
            ),
            (&long, &format!("{}…", "word ".repeat(40).trim())),
        ] {
            let html = format!(
                "<title>T</title><meta name=\"description\" content=\"old\">\
                 <main><h1>T</h1><p>{first}</p><p>Second</p></main>"
            );
            let site: Site = "https://example.org/d".parse().unwrap();
            let page = site.page("lesson1.html", &html).unwrap();
            for tag in [
                format!("name=\"description\" content=\"{says}\""),
                format!("property=\"og:description\" content=\"{says}\""),
                "href=\"https://example.org/d/lesson1.html\"".into(),
                "content=\"https://example.org/d/card.png\"".into(),
            ] {
                assert!(page.contains(&tag), "{tag} is not in {page}");
            }
            assert!(!page.contains("content=\"old\""));
        }
    }
}
