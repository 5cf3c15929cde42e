use http_body_util::{BodyExt, Empty};
use hyper_util::rt::{TokioExecutor, TokioIo};
use portcullis_tests::{Server, apps};

#[tokio::test]
async fn http2_is_answered_on_the_same_port() {
    let server = Server::start(apps::simple_oauth2::app());
    let stream = tokio::net::TcpStream::connect(server.address()).await.unwrap();
    let (mut client, connection) =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await.unwrap();
    let connection = tokio::spawn(connection);
    for (token, status) in [("johndoe", 200), ("alice", 400), ("nobody", 401)] {
        let request = http::Request::get(format!("{}/users/me", server.base()))
            .header("authorization", format!("Bearer {token}"))
            .body(Empty::<bytes::Bytes>::new())
            .unwrap();
        let answer = client.send_request(request).await.unwrap();
        assert_eq!((answer.version(), answer.status().as_u16()), (http::Version::HTTP_2, status));
        answer.into_body().collect().await.unwrap();
    }
    drop(client);
    connection.await.unwrap().unwrap();
}
