//! What people review: the lockfile, the report, the picture and the authorization matrix.

#[path = "review/lockfile.rs"]
mod lockfile;
#[path = "review/matrix.rs"]
mod matrix;
#[path = "review/review.rs"]
mod review;
