//! A logo and pictures: made smaller, stripped of what a camera wrote, described, put in order, and gone when removed.

use crate::world::{Attachment, Organisation, Page, Person, World, journey};
use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, RgbImage};

const PUBLIC: &str = "/providers/larch-surgical";

/// A plain picture of this size and shade.
fn picture(width: u32, height: u32, shade: u8) -> Attachment {
    let drawn: DynamicImage = RgbImage::from_pixel(width, height, Rgb([shade, 90, 80])).into();
    let mut bytes = std::io::Cursor::new(Vec::new());
    drawn.write_to(&mut bytes, ImageFormat::Png).expect("a picture");
    crate::applications::file("ward.png", "image/png", &bytes.into_inner())
}

async fn adds(owner: &Person, larch: &Organisation, file: Attachment, alt: &str) -> Page {
    let page = owner.gets(&format!("/desk/{}/pictures/new", larch.id)).await;
    let fields = [("What is to be seen", alt), ("Caption", "Ward two")];
    owner.attaches(&page, "Save the picture", &fields, &[("Choose a picture", file)]).await
}

async fn bytes_of(person: &Person, path: &str) -> (Vec<u8>, String) {
    let answer = person.client().get(person.url(path)).send().await.expect("an answer");
    assert_eq!(answer.status().as_u16(), 200, "{path}");
    let kept = answer.headers()["cache-control"].to_str().expect("words").to_owned();
    (answer.bytes().await.expect("bytes").to_vec(), kept)
}

fn shown(page: &Page) -> Vec<String> {
    page.attributes(".picture__image", "alt")
}

journey!(a_picture_is_made_smaller_and_shown_with_its_words, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let page = adds(&larch.owner, &larch, picture(3200, 1600, 20), "A ward with two beds").await;
    page.is(200).shows("The picture is added");
    let nobody = world.visitor("Nobody Here");
    let page = nobody.gets(PUBLIC).await;
    page.is(200).shows("Ward two");
    assert_eq!(shown(&page), ["A ward with two beds"]);
    assert_eq!(page.attributes(".picture__image", "width"), ["1600"]);
    assert_eq!(page.attributes(".picture__image", "height"), ["800"]);
    let src = page.attributes(".picture__image", "src").remove(0);
    let (bytes, kept) = bytes_of(&nobody, &src).await;
    assert!(kept.contains("public") && kept.contains("immutable"), "{kept}");
    assert_eq!(image::load_from_memory(&bytes).expect("a picture").dimensions(), (1600, 800));
});

journey!(a_picture_says_what_is_to_be_seen, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let page = adds(&larch.owner, &larch, picture(300, 300, 20), "").await;
    page.is(422).shows("Say what is to be seen, for people who cannot see it");
    assert_eq!(page.form("Save the picture").value("Caption").as_deref(), Some("Ward two"));
    let text = crate::applications::file("ward.png", "image/png", b"not a picture");
    adds(&larch.owner, &larch, text, "A ward").await.is(422).shows("The picture must be a PNG, JPEG or WebP");
    let broken = crate::applications::file("ward.png", "image/png", b"\x89PNG\r\n\x1a\n and no more");
    adds(&larch.owner, &larch, broken, "A ward").await.is(422).shows("The picture cannot be read");
    let form = larch.owner.gets(&format!("/desk/{}/pictures/new", larch.id)).await;
    let alone = [("What is to be seen", "A ward")];
    larch.owner.presses(&form, "Save the picture", &alone).await.is(422).shows("Choose a picture");
    larch.owner.gets(&format!("/desk/{}/pictures", larch.id)).await.shows("No picture yet");
});

journey!(pictures_are_put_in_order_without_dragging, |world| {
    let larch = world.organisation("Larch Surgical").await;
    for (alt, shade) in [("One", 10), ("Two", 20), ("Three", 30)] {
        adds(&larch.owner, &larch, picture(300, 200, shade), alt).await.is(200);
    }
    let desk = format!("/desk/{}/pictures", larch.id);
    let page = larch.owner.gets(&desk).await;
    let page = larch.owner.presses(&page, "Move up picture 3", &[]).await;
    assert_eq!(shown(&page), ["One", "Three", "Two"]);
    let page = larch.owner.presses(&page, "Move down picture 1", &[]).await;
    assert_eq!(shown(&page), ["Three", "One", "Two"]);
    assert_eq!(shown(&world.visitor("Nobody Here").gets(PUBLIC).await), ["Three", "One", "Two"]);
    // The first goes no further up.
    let first = page.link("Change picture 1");
    larch.owner.tries("POST", &format!("{first}/place"), &[("to", "up")]).await.is(303);
    assert_eq!(shown(&larch.owner.gets(&desk).await), ["Three", "One", "Two"]);
});

journey!(six_pictures_are_enough_and_one_sent_twice_is_one, |world| {
    let larch = world.organisation("Larch Surgical").await;
    for number in 0..6 {
        let alt = format!("Number {number}");
        adds(&larch.owner, &larch, picture(300, 200, number * 9), &alt).await.is(200);
        adds(&larch.owner, &larch, picture(300, 200, number * 9), &alt).await.is(200);
    }
    let desk = format!("/desk/{}/pictures", larch.id);
    let page = larch.owner.gets(&desk).await;
    assert_eq!(shown(&page).len(), 6);
    page.shows("There is room for six").lacks("Add a picture");
    let page = adds(&larch.owner, &larch, picture(300, 200, 99), "Seven").await;
    page.is(409).shows("There is room for six pictures");
});

journey!(what_is_replaced_or_removed_is_gone, |world| {
    let larch = world.organisation("Larch Surgical").await;
    adds(&larch.owner, &larch, picture(300, 200, 10), "One").await.is(200);
    let nobody = world.visitor("Nobody Here");
    let src = |page: &Page| page.attributes(".picture__image", "src").remove(0);
    let first = src(&nobody.gets(PUBLIC).await);
    let desk = larch.owner.gets(&format!("/desk/{}/pictures", larch.id)).await;
    let page = larch.owner.follows(&desk, "Change picture 1").await;
    let files = [("Another picture in its place", picture(300, 300, 200))];
    larch.owner.attaches(&page, "Save the picture", &[("What is to be seen", "Two")], &files).await.is(200);
    let second = src(&nobody.gets(PUBLIC).await);
    assert_ne!(first, second, "another picture, another address");
    nobody.gets(&first).await.is(404);
    for _ in 0..2 {
        larch.owner.presses(&page, "Remove this picture", &[]).await.is(200).shows("No picture yet");
    }
    nobody.gets(&second).await.is(404);
    assert_eq!(stored(&world).await, 0);
});

/// How many files are on the disk.
async fn stored(world: &World) -> usize {
    let folder = world.app.config.data_dir.join("files");
    std::fs::read_dir(folder).map_or(0, |found| found.count())
}

journey!(a_new_logo_takes_the_place_of_the_old_one, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let path = format!("/desk/{}/logo", larch.id);
    let nobody = world.visitor("Nobody Here");
    let mut before = String::new();
    for shade in [10, 200] {
        let page = larch.owner.gets(&path).await;
        let files = [("Choose a picture", picture(900, 600, shade))];
        larch.owner.attaches(&page, "Save the logo", &[], &files).await.is(200).shows("The logo is saved");
        let src = nobody.gets(PUBLIC).await.attributes("img.logo", "src").remove(0);
        let (bytes, kept) = bytes_of(&nobody, &src).await;
        assert_eq!(image::load_from_memory(&bytes).expect("a logo").dimensions(), (288, 192));
        assert!(kept.contains("immutable"), "{kept}");
        assert_ne!(src, before);
        assert_eq!(stored(&world).await, 1);
        before = src;
    }
    // An address without its number is not kept for long.
    assert!(bytes_of(&nobody, "/providers/larch-surgical/logo").await.1.contains("max-age=300"));
    larch.owner.submits(&path, "Remove the logo", &[]).await.is(200);
    assert_eq!(stored(&world).await, 0);
});

journey!(pictures_of_another_organisation_are_not_found, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let alder = world.organisation("Alder Clinic").await;
    adds(&larch.owner, &larch, picture(300, 200, 10), "One").await.is(200);
    let desk = larch.owner.gets(&format!("/desk/{}/pictures", larch.id)).await;
    let own = desk.link("Change picture 1");
    let theirs = own.replace(&larch.id.to_string(), &alder.id.to_string());
    for path in [own.as_str(), theirs.as_str()] {
        alder.owner.gets(path).await.is(404);
        alder.owner.tries("POST", &format!("{path}/place"), &[("to", "up")]).await.is(404);
    }
    alder.owner.tries("POST", &format!("{own}/removal"), &[]).await.is(404);
    alder.owner.tries("POST", &format!("{theirs}/removal"), &[]).await.is(303);
    let src = desk.attributes(".picture__image", "src").remove(0);
    alder.owner.gets(&src.replace("larch-surgical", "alder-clinic")).await.is(404);
    assert_eq!(shown(&larch.owner.gets(&format!("/desk/{}/pictures", larch.id)).await), ["One"]);
    // While it is suspended, only its members and the staff see them.
    world.suspends(larch.id).await;
    world.visitor("Nobody Here").gets(&src).await.is(404);
    larch.owner.gets(&src).await.is(200);
});

journey!(what_is_not_verified_is_seen_by_moderators_and_by_nobody_else, |world| {
    let larch = world.organisation("Larch Surgical").await;
    adds(&larch.owner, &larch, picture(300, 300, 20), "A ward").await.is(200);
    let fields = [
        ("Who", "Wharfe Valley NHS Trust"),
        ("What you do together", "Hip replacements"),
        ("Since", "2019-03-01"),
    ];
    let new = format!("/desk/{}/partnerships/new", larch.id);
    larch.owner.submits(&new, "Save the partnership", &fields).await.is(200);
    let nobody = world.visitor("Nobody Here");
    let src = nobody.gets(PUBLIC).await.attributes(".picture__image", "src").remove(0);
    let edit = format!("/desk/{}/profile/edit", larch.id);
    let page = larch.owner.submits(&edit, "Save and continue", &[("Name", "Larch Hospitals")]).await;
    let again = [("Save, and verify the organisation again", "yes")];
    larch.owner.presses(&page, "Save and continue", &again).await.is(200);
    nobody.gets(PUBLIC).await.is(404);
    nobody.gets(&src).await.is(404);
    world.candidate("Ada Marsh").await.gets(&src).await.is(404);
    let maya = world.moderator("Maya Moss").await;
    let page = maya.gets(&format!("/moderation/providers/{}", larch.id)).await;
    page.shows("Wharfe Valley NHS Trust").shows("Hip replacements").shows("Described as: A ward");
    assert_eq!(page.attributes(".picture__image", "src"), [src.as_str()]);
    let (_, kept) = bytes_of(&maya, &src).await;
    assert!(kept.contains("private"), "{kept}");

    // What came after it was read is not approved with it.
    adds(&larch.owner, &larch, picture(300, 300, 40), "Another").await.is(200);
    maya.presses(&page, "Verify this organisation", &[])
        .await
        .is(409)
        .shows("It has changed since you opened it");
    nobody.gets(&src).await.is(404);
});
