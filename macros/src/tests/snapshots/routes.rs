const ROUTES: Routes = {
    const __PORTCULLIS_ROUTES: ::portcullis::Routes = ::portcullis::__private::routes(
        ::core::module_path!(),
        false,
        &[
            <login as ::portcullis::Operation>::ROUTE,
            #[cfg(test)]
            <users::read_user as ::portcullis::Operation>::ROUTE,
            ::portcullis::__private::nest("/api/v1", items::ROUTES),
        ],
    );
    #[allow(long_running_const_eval)]
    const __PORTCULLIS_FAULTS: &[::core::option::Option<
        ::portcullis::__private::Fault,
    >] = &::portcullis::__private::faults::<
        { ::portcullis::__private::faults_size(__PORTCULLIS_ROUTES) },
    >(__PORTCULLIS_ROUTES);
    const _: () = {
        ::portcullis::__private::check_entry(
            __PORTCULLIS_ROUTES,
            __PORTCULLIS_FAULTS,
            0,
        );
    };
    const _: () = {
        #[cfg(test)]
        ::portcullis::__private::check_entry(
            __PORTCULLIS_ROUTES,
            __PORTCULLIS_FAULTS,
            1,
        );
    };
    const _: () = {
        ::portcullis::__private::check_entry(
            __PORTCULLIS_ROUTES,
            __PORTCULLIS_FAULTS,
            1
                + {
                    const BEFORE: &[()] = &[#[cfg(test)] ()];
                    BEFORE.len()
                },
        );
    };
    __PORTCULLIS_ROUTES
};
