//! What a page may not hold: anything that the content policy would have to make an exception for.

use super::tree::{File, files, no_breaches};

#[test]
fn pages_have_no_inline_script_or_style() {
    let breaches =
        files("templates", ".html").iter().filter(|file| !is_letter(file)).flat_map(inline_code).collect();
    no_breaches("scripts and styles come from static/", breaches);
}

/// Letters are read in mail programs, which know no style sheets.
fn is_letter(file: &File) -> bool {
    file.path.starts_with("templates/mails/")
}

fn inline_code(file: &File) -> Vec<String> {
    let breaks = |line: &str| {
        let script =
            line.contains("<script") && !line.contains("src=") && !line.contains("application/ld+json");
        let handler = line.split(' ').any(|word| {
            word.starts_with("on") && word.split_once('=').is_some_and(|(_, value)| value.starts_with('"'))
        });
        script || handler || ["<style", " style=", "javascript:"].iter().any(|bad| line.contains(bad))
    };
    let broken = file.text.lines().enumerate().filter(|(_, line)| breaks(line));
    broken.map(|(at, line)| format!("{}:{}: {}", file.path, at + 1, line.trim())).collect()
}

#[test]
fn every_template_is_used() {
    let code: String = files("src", ".rs").iter().map(|file| file.text.clone()).collect();
    let templates: Vec<_> =
        ["html", "txt", "xml"].iter().flat_map(|ending| files("templates", ending)).collect();
    let all: String = templates.iter().map(|file| file.text.clone()).collect();
    let used = |file: &File| {
        let name = format!("\"{}\"", file.path.trim_start_matches("templates/"));
        code.contains(&name) || all.contains(&name)
    };
    let unused = templates.iter().filter(|file| !used(file)).map(|file| file.path.clone()).collect();
    no_breaches("a template that nothing renders", unused);
}

#[test]
fn letters_link_to_the_configured_address_only() {
    let mut breaches = Vec::new();
    for file in files("src", ".rs") {
        for (at, line) in file.code() {
            let from_request =
                ["connection_info()", ".full_url()", "header::HOST"].iter().any(|bad| line.contains(bad));
            let written_out =
                file.name() == "mails.rs" && (line.contains("http://") || line.contains("https://"));
            if (from_request && !file.path.starts_with("src/web/")) || written_out {
                breaches.push(format!("{}:{at}: {}", file.path, line.trim()));
            }
        }
    }
    no_breaches("links are built with Site::url, never from the request", breaches);
}
