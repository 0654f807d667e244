//! burn's server of a device, with a token, over a WebSocket or, encrypted, over
//! Iroh.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket},
    panic,
    path::Path,
};

use burn::server::{
    AuthorizationRequest, IrohIdentity, IrohRelays, IrohTransport,
    PeerAuthorizer, RemoteServer, TokenAuthorizer, Transport,
    WebSocketTransport,
};
use descent::device;

use super::Args;
use crate::{Error, Result, output, terminal, token};

/// Serves until Ctrl-C.
///
/// # Errors
/// A device that is not there, an address that is taken, a token that cannot
/// be read or made.
pub fn serve(args: &Args) -> Result<()> {
    let device = device::find(args.backend)?;
    let token = args.token_file.as_deref().map(token::read_or_make);
    let token = token.transpose()?;
    let (transport, address) = match &args.iroh {
        None => plain(args.listen)?,
        Some(key) => encrypted(args.listen, key)?,
    };
    introduce(args, &address, token.as_ref().is_some_and(|(_, new)| *new));

    let only = token.map(|(token, _)| TokenAuthorizer::new(token));
    let only = only.transpose().map_err(failed)?;
    // Twice the same: one for tensors, one for the pulse of the line.
    let server = RemoteServer::new([device.clone(), device]).with_authorizer(
        move |asked: AuthorizationRequest| admit(asked, only.as_ref()),
    );
    // A session that asks for what cannot be done ends, and no other.
    panic::set_hook(Box::new(|what| {
        let what = what.payload_as_str().unwrap_or("no reason was given");
        let what = what.lines().next().unwrap_or_default();
        output::complain(&format!("A run was given up: {what}"));
    }));
    let tokio = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(failed)?;
    let ended = tokio.block_on(async {
        tokio::select! {
            served = server.serve_async(transport) => served.map_err(failed),
            () = asked_to_end() => Ok(()),
        }
    });
    tokio.shutdown_background();
    ended
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Failed(format!("cannot serve: {error}"))
}

/// A WebSocket at this address, and the address to give.
fn plain(listen: SocketAddr) -> Result<(Transport, String)> {
    let listener = TcpListener::bind(listen).map_err(|e| taken(listen, &e))?;
    let bound = listener.local_addr().map_err(failed)?;
    let address = SocketAddr::new(reachable(bound.ip()), bound.port());
    let transport = WebSocketTransport::from_listener(listener);
    Ok((transport.into(), address.to_string()))
}

/// Iroh at this port, directly, and the address to give: the id in it is the
/// public half of the key, so that who connects knows whom it meets.
fn encrypted(listen: SocketAddr, key: &Path) -> Result<(Transport, String)> {
    let identity = IrohIdentity::load_or_create(key).map_err(|e| {
        let key = key.display();
        Error::Input(format!("cannot read or make the key in {key}: {e}"))
    })?;
    // burn says nothing of the port that it took: so it is told one.
    let all = SocketAddr::new(Ipv4Addr::UNSPECIFIED.into(), listen.port());
    let port = UdpSocket::bind(all)
        .and_then(|socket| socket.local_addr())
        .map_err(|e| taken(all, &e))?
        .port();
    let address = SocketAddr::new(reachable(listen.ip()), port);
    let transport = IrohTransport::new(identity)
        .with_relays(IrohRelays::Disabled)
        .with_port(port);
    let address = format!("{}@{address}", transport.id());
    Ok((transport.into(), address))
}

fn taken(listen: SocketAddr, error: &std::io::Error) -> Error {
    Error::Input(format!(
        "cannot listen at {listen}: {error}; --listen ADDRESS:0 takes a port \
         that is free"
    ))
}

/// Prints the address to give, and then how to use it.
fn introduce(args: &Args, address: &str, new: bool) {
    let file = args
        .token_file
        .as_ref()
        .map(|file| file.display().to_string());
    output::print(&format!("{address}\n"));
    let mut use_it = format!("--backend remote --worker {address}");
    if let Some(file) = &file {
        use_it += &format!(" --token-file {file}");
    }
    let mut lines = vec![format!(
        "This worker computes on {} for every program that has",
        args.backend
    )];
    lines.push(format!("  {use_it}"));
    if let Some(file) = &file {
        let is = if new { "a new token" } else { "its token" };
        lines.push(format!("In {file} is {is}: copy it to where they run."));
    }
    if args.iroh.is_some() {
        lines.push("The line is encrypted.".into());
    } else if args.is_reached() {
        lines.push(
            "The line is not encrypted: whoever can read along on this network \
             sees the data and the token."
                .into(),
        );
    }
    lines.push("Ctrl-C ends it.".into());
    let lines = lines.iter().map(|line| terminal::wrap(line) + "\n");
    output::print(&lines.collect::<String>());
}

/// This machine as others see it: where it listens at all its addresses, the
/// one that it speaks to other networks from. Nothing is sent to find it.
fn reachable(ip: IpAddr) -> IpAddr {
    let found = || {
        let socket = UdpSocket::bind((ip, 0))?;
        let elsewhere = match ip {
            IpAddr::V4(_) => "192.0.2.1:9",
            IpAddr::V6(_) => "[2001:db8::1]:9",
        };
        socket.connect(elsewhere)?;
        socket.local_addr()
    };
    match found() {
        Ok(address) if ip.is_unspecified() => address.ip(),
        _ => ip,
    }
}

/// Says who computes here, and who may not.
fn admit(
    asked: AuthorizationRequest,
    only: Option<&TokenAuthorizer>,
) -> Result<(), String> {
    let (client, tensors) = (asked.client, asked.device_index == 0);
    let admitted = only.map_or(Ok(()), |only| only.authorize(asked));
    match &admitted {
        Ok(()) if tensors => output::complain(&format!("{client} computes.")),
        Ok(()) => {}
        Err(_) => output::complain(&format!("{client}: not this token.")),
    }
    admitted
}

/// Waits for Ctrl-C, or for what ends a program otherwise.
async fn asked_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let kinds = [SignalKind::terminate(), SignalKind::hangup()];
        if let [Ok(mut terminate), Ok(mut hangup)] = kinds.map(signal) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
                _ = hangup.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
