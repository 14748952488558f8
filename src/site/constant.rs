//! A page of a given size and nothing else, in the demonstration only: what the benchmarks measure other pages against.

use actix_web::HttpResponse;
use actix_web::web::Path;

use crate::web::error::Error;
use crate::web::reply::Reply;

const MOST_BYTES: usize = 1024 * 1024;

pub async fn show(bytes: Path<usize>) -> Reply {
    if *bytes > MOST_BYTES {
        return Err(Error::NotFound);
    }
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body("x".repeat(*bytes)))
}
