//! The page for those who teach: every chapter stands there, with its minutes,
//! what goes wrong, a plan for the board and questions, and the mistakes that
//! it names are those that the exercises know.

use std::{fs, path::Path};

use tutorials::course::exercises;

#[test]
fn every_chapter_has_its_plan_and_its_mistakes_are_known() {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/src");
    let page = fs::read_to_string(pages.join("teaching.md")).expect("a page");
    let exercises = exercises();
    let mut chapters: Vec<_> = exercises.iter().map(|e| e.chapter()).collect();
    chapters.dedup();
    for chapter in chapters {
        let file = chapter.page().replace("docs/src/", "");
        let title = fs::read_to_string(pages.join(&file)).expect("a chapter");
        let title = title.lines().next().expect("a title").to_owned();
        let plan = page.split(&format!("\n#{title}\n")).nth(1);
        let plan = plan.unwrap_or_else(|| panic!("no plan for {title}"));
        let plan = plan.split("\n## ").next().unwrap_or_default();
        for part in [
            " minutes**: ",
            "What they get wrong most:",
            "On the board:",
            "To discuss:",
            &format!("]({file})"),
        ] {
            assert!(plan.contains(part), "{title}: {part}");
        }
        // The page can be read in its minutes: 150 words in each, at most.
        let text = fs::read_to_string(pages.join(&file)).expect("a chapter");
        let for_page = plan.split(" minutes**: ").nth(1).unwrap_or_default();
        let minutes = for_page.split_whitespace().next().unwrap_or_default();
        let minutes: usize = minutes.parse().expect("minutes for the page");
        let words = text.split_whitespace().count();
        assert!(words <= 150 * minutes, "{title}: {words} in {minutes}");

        let mut named = 0;
        for item in plan.lines().filter(|line| line.starts_with("- ")) {
            // "- 31 `no_two`: …", also twice in a line.
            let words: Vec<&str> = item.split_whitespace().collect();
            for pair in words.windows(2) {
                let name = pair[1].trim_end_matches([',', ':']);
                let of = exercises.iter().find(|e| e.number() == pair[0]);
                let (Some(exercise), true) = (of, name.starts_with('`')) else {
                    continue;
                };
                let name = name.trim_matches('`');
                let known = exercise.mistakes.iter().any(|m| m.name == name);
                assert!(known, "{}: no mistake {name}", exercise.name);
                assert_eq!(exercise.chapter(), chapter, "{item}");
                named += 1;
            }
        }
        assert!(named >= 3, "{title}: {named} mistakes");
    }
}
