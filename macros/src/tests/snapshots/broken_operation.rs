#[allow(dead_code, unused_variables)]
async fn read_item((a, b): (u32, u32), x: u32, y: u32) -> impl IntoResponse {
    todo()
}
#[doc(hidden)]
#[allow(non_camel_case_types)]
struct read_item {}
#[automatically_derived]
impl ::portcullis::Operation for read_item {
    const ID: ::portcullis::graph::Id = ::portcullis::__private::broken::OPERATION.id;
    const OPERATION: ::portcullis::graph::Operation = ::portcullis::__private::broken::OPERATION;
    fn call(_: ::portcullis::Context) -> ::portcullis::HandlerFuture {
        ::portcullis::__private::broken::call()
    }
}
::core::compile_error! {
    "the path `items/{id}` does not start with `/`\nhelp: write `\"/items/{id}\"`\nsee portcullis::rules::path_template"
}
::core::compile_error! {
    "unknown key `tgas`; did you mean `tags`?\nhelp: the keys are `depends`, `tags`, `summary`, `description`, `operation_id`, `status`, `deprecated`, `include_in_schema`, `errors`, `public`, `shadows`, `crate`\nsee portcullis::rules::unknown_key"
}
::core::compile_error! {
    "the document needs to know the return type, and `impl Trait` hides it\nhelp: write the type, `Json<Item>` say\nsee portcullis::rules::unsupported_item"
}
::core::compile_error! {
    "an argument needs a name here\nhelp: name it and take it apart in the body: `let (a, b) = name;`\nsee portcullis::rules::unsupported_item"
}
::core::compile_error! {
    "`Depends` is not a source of an argument\nhelp: write `#[depends(x)]`, in lower case\nsee portcullis::rules::parameter_without_source"
}
::core::compile_error! {
    "nothing says where `y` comes from\nhelp: write `#[depends(..)]`, `#[security(.., scopes = [..])]`, `#[path]`, `#[query]`, `#[header]`, `#[cookie]` or `#[body]` before `y`, or put `{y}` into the path\nsee portcullis::rules::parameter_without_source"
}
