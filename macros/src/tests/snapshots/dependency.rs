pub(crate) async fn get_current_user(
    token: String,
    clock: Clock,
) -> Result<User, HttpError> {
    find(token, clock).await
}
#[doc(hidden)]
#[allow(non_camel_case_types)]
pub(crate) struct get_current_user {}
#[automatically_derived]
#[diagnostic::do_not_recommend]
impl ::portcullis::Dependency for get_current_user {
    type Output = <Result<User, HttpError> as ::portcullis::__private::Fallible>::Value;
    const CLONE: ::portcullis::CloneOf<Self::Output> = {
        #[allow(unused_imports)]
        use ::portcullis::__private::NotClone as _;
        ::portcullis::__private::Sharing::<Self::Output>::CLONE
    };
    const MADE_BY_MACRO: ::core::primitive::bool = true;
    const DEPENDENCY: ::portcullis::graph::Dependency = ::portcullis::__private::function(
            ::portcullis::__private::id(
                ::core::module_path!(),
                "get_current_user",
                7153830993584109138,
            ),
            &<HttpError as ::portcullis::IntoResponse>::ANSWERS,
            Self::CLONE.is_some(),
        )
        .refuses()
        .errors(&[(400, "Inactive user")])
        .needs(
            &[
                <oauth2_scheme as ::portcullis::Dependency>::NEED,
                <Clock as ::portcullis::Dependency>::NEED,
            ],
        );
    async fn resolve(
        __cx: &mut ::portcullis::Context,
    ) -> ::portcullis::Result<Self::Output> {
        let token = ::portcullis::__private::read(
                __cx,
                &Self::DEPENDENCY.needs[0],
                <oauth2_scheme as ::portcullis::Dependency>::asked(),
            )
            .await?;
        let clock = ::portcullis::__private::read(
                __cx,
                &Self::DEPENDENCY.needs[1],
                <Clock as ::portcullis::Dependency>::asked(),
            )
            .await?;
        <Result<
            User,
            HttpError,
        > as ::portcullis::__private::Fallible>::into_result(
            get_current_user(token?, clock?).await,
            <HttpError as ::portcullis::IntoResponse>::into_response,
        )
    }
}
const _: () = ::portcullis::__private::check_dependency::<get_current_user>(1);
const _: () = ::portcullis::__private::check_judge::<get_current_user>();
