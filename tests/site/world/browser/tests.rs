//! The browser tried on a small page under a strict policy.

use super::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// A page under a policy as strict as the site's own.
async fn page_with(body: &'static str) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 4096]).await;
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\
                 Content-Security-Policy: default-src 'none'; form-action 'self'\r\n\r\n";
            let _ = stream.write_all(format!("{head}{body}").as_bytes()).await;
        }
    });
    format!("http://{address}")
}

const PAGE: &str = "<!doctype html><html lang=en><title>Page</title><main><h1 style=''>Hello</h1>\
    <form action=/sent><label for=a>Name</label><input id=a name=a><label for=b>Grade</label>\
    <select id=b name=b><option>5<option>6</select><button>Send</button></form><img src=x.png></main>";

#[tokio::test]
async fn a_browser_fills_in_forms_and_axe_looks_under_the_policy() {
    let site = page_with(PAGE).await;
    for javascript in [JavaScript::On, JavaScript::Off] {
        let browser = Browser::open(&site, javascript, 375).await;
        browser.goes_to("/start").await;
        browser.shows("Hello").await;
        assert_eq!(browser.sticks_out().await, None);
        browser.prefers(Scheme::Dark).await;
        let found = browser.axe(&[]).await;
        assert!(found.len() == 1 && found[0].starts_with("image-alt"), "{found:?}");
        browser.fills("Name", "Ada").await;
        browser.chooses("Grade", "6").await;
        browser.presses("Send").await;
        browser.shows("Hello").await;
        assert_eq!(browser.path().await, "/sent?a=Ada&b=6");
    }
}
