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
impl ::portcullis::Operation for read_user {
    const OPERATION: ::portcullis::graph::Operation = ::portcullis::graph::Operation::new(
            ::portcullis::graph::Id::new(::core::module_path!(), "read_user"),
            ::portcullis::graph::Method::Get,
            "/users/{id}",
            ::portcullis::__private::answers::<Json<User>>(),
        )
        .doc("Read the current user.\n\nAnd a page of what is theirs.")
        .status(202)
        .deprecated(true)
        .tags(&["users"])
        .errors(&[(400, "Inactive user")])
        .needs(
            &[
                ::portcullis::__private::dependency::<get_current_user>(&["me", ITEMS]),
                ::portcullis::__private::path::<u64>("id"),
                ::portcullis::__private::query::<Option<u32>>("page", false),
            ],
        );
    async fn call(__portcullis_cx: &mut ::portcullis::Context) -> ::portcullis::Result {
        let current_user = __portcullis_cx.dependency::<get_current_user>().await?;
        let id = __portcullis_cx.path::<u64>("id");
        let page = __portcullis_cx.query::<Option<u32>>("page");
        ::portcullis::__private::respond(read_user(id?, current_user?, page?).await)
    }
}
const _: () = ::portcullis::__private::check_scope(
    &<get_current_user as ::portcullis::Dependency>::DEPENDENCY,
    "me",
);
const _: () = ::portcullis::__private::check_scope(
    &<get_current_user as ::portcullis::Dependency>::DEPENDENCY,
    ITEMS,
);
const _: () = ::portcullis::__private::check_sharing(
    &<read_user as ::portcullis::Operation>::OPERATION,
);
