//! Listening, answering and stopping: SIGTERM and Ctrl-C let requests in flight finish.

use std::net::TcpListener;

use actix_web::dev::Server;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App as ActixApp, HttpServer, web};
use tracing_actix_web::TracingLogger;

use crate::app::App;
use crate::routes;
use crate::web::error::Error;
use crate::web::lately::lately;
use crate::web::shield::shield;

/// How long requests in flight may take after the signal to stop.
const FINISH_SECONDS: u64 = 20;

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
            .wrap(from_fn(shield))
            .wrap(Compress::default())
            .wrap(TracingLogger::default())
    })
    .shutdown_timeout(FINISH_SECONDS);
    if workers > 0 {
        server = server.workers(workers);
    }
    Ok(server.listen(listener)?.run())
}
