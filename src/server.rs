//! Listening, answering and stopping: SIGTERM and Ctrl-C let requests in flight finish.

use std::net::TcpListener;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App as ActixApp, HttpServer, web};
use tracing_actix_web::TracingLogger;

use crate::app::App;
use crate::listings::counted;
use crate::routes;
use crate::web::error::Error;
use crate::web::lately::lately;
use crate::web::shield::shield;

/// How long requests in flight may take after the signal to stop.
const FINISH_SECONDS: u64 = 20;
/// How long the head of a request may take: phones on trains stall for longer than the five seconds that are usual.
const HEAD_WITHIN: Duration = Duration::from_secs(20);

/// Serves `app` on `listener`, with `workers` threads (0: one for each core), until it is told to stop.
pub fn serve(app: App, listener: TcpListener, workers: usize) -> std::io::Result<Server> {
    let demo = app.config.demo;
    let mut server = HttpServer::new(move || {
        ActixApp::new()
            .app_data(web::Data::new(app.clone()))
            .app_data(web::PathConfig::default().error_handler(|_, _| Error::NotFound.into()))
            .configure(|config| routes::configure(config, demo))
            .default_service(web::to(|| async { Err::<&str, _>(Error::NotFound) }))
            .wrap(from_fn(lately))
            .wrap(from_fn(counted))
            .wrap(from_fn(shield))
            .wrap(Compress::default())
            .wrap(TracingLogger::default())
    })
    // A page leaves in two writes, its head and its body: the second must not wait for the first to be acknowledged.
    .tcp_nodelay(true)
    .client_request_timeout(HEAD_WITHIN)
    .shutdown_timeout(FINISH_SECONDS);
    if workers > 0 {
        server = server.workers(workers);
    }
    Ok(server.listen(listener)?.run())
}
