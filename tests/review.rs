//! The output for reviewers: the lockfile, the report, the graph and the authorization matrix.

#[path = "review/lockfile.rs"]
mod lockfile;
#[path = "review/matrix.rs"]
mod matrix;
#[path = "review/review.rs"]
mod review;
