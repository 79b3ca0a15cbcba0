//! What letters say of each other: in a package, and in a folder.

super::family![package_addressees];
