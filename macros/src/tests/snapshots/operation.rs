/// Read the current user.
///
/// And a page of what is theirs.
async fn read_user(id: u64, current_user: User, page: Option<u32>) -> Json<User> {
    Json(current_user)
}
#[doc(hidden)]
#[allow(non_camel_case_types)]
struct read_user {}
#[automatically_derived]
#[diagnostic::do_not_recommend]
impl ::portcullis::Operation for read_user {
    const MADE_BY_MACRO: ::core::primitive::bool = true;
    const ID: ::portcullis::graph::Id = ::portcullis::__private::id(
        ::core::module_path!(),
        "read_user",
        10481130553059885090,
    );
    const OPERATION: ::portcullis::graph::Operation = ::portcullis::graph::Operation::new(
            Self::ID,
            ::portcullis::graph::Method::Get,
            "/users/{id}",
            &<Json<User> as ::portcullis::IntoResponse>::ANSWERS,
        )
        .doc("Read the current user.\n\nAnd a page of what is theirs.")
        .status(202)
        .deprecated(true)
        .tags(&["users"])
        .errors(&[(400, "Inactive user")])
        .needs(
            &[
                ::portcullis::__private::with_scopes(
                    <get_current_user as ::portcullis::Dependency>::NEED,
                    &["me", ITEMS],
                ),
                ::portcullis::__private::integer::<
                    u64,
                >(::portcullis::graph::Place::Path, "id"),
                ::portcullis::__private::part(
                    <Option<u32> as ::portcullis::Parameter>::MODEL,
                    ::portcullis::graph::Place::Query,
                    "page",
                ),
            ],
        );
    fn call(__cx: ::portcullis::Context) -> ::portcullis::HandlerFuture {
        ::portcullis::__private::run(
            __cx,
            Self::OPERATION.needs,
            (
                <get_current_user as ::portcullis::Dependency>::asked(),
                <u64 as ::portcullis::Parameter>::part(),
                <Option<u32> as ::portcullis::Parameter>::part(),
            ),
            |(current_user, id, page)| read_user(id, current_user, page),
            <Json<User> as ::portcullis::IntoResponse>::RESPOND,
        )
    }
}
const _: () = ::portcullis::__private::check_scope(
    &<get_current_user as ::portcullis::Dependency>::KNOWN,
    "me",
);
const _: () = ::portcullis::__private::check_scope(
    &<get_current_user as ::portcullis::Dependency>::KNOWN,
    ITEMS,
);
