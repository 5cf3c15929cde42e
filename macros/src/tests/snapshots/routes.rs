const ROUTES: Routes = {
    const __PORTCULLIS_ROUTES: ::portcullis::Routes = ::portcullis::__private::routes(
        &[
            ::portcullis::__private::operation::<login>(),
            #[cfg(test)]
            ::portcullis::__private::operation::<users::read_user>(),
            ::portcullis::__private::nest("/api/v1", items::ROUTES),
        ],
    );
    __PORTCULLIS_ROUTES
};
