//! A browser for a page that was written, where there is a screen to show one.
//!
//! Owns which program opens a file here. The path is handed over as it is, never through a shell.

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use super::surroundings::Surroundings;

/// The program that opens a file as a double click would; none on a machine far away or without a screen.
fn program(surroundings: &Surroundings) -> Option<&'static str> {
    let is_near = !surroundings.remote;
    if cfg!(target_os = "macos") && is_near {
        Some("open")
    } else if cfg!(windows) && is_near {
        Some("explorer")
    } else if surroundings.wayland || surroundings.x11 {
        Some("xdg-open")
    } else {
        None
    }
}

/// Opens a file; whether there is a program that does.
pub fn open(surroundings: &Surroundings, path: &Path) -> bool {
    let Some(program) = program(surroundings) else {
        return false;
    };
    let mut command = Command::new(program);
    command.arg(path).stdin(Stdio::null());
    let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = child else {
        return false;
    };
    // It is waited for beside the keys, so that it does not stay behind as a dead process.
    let waits = move || {
        let _ = child.wait();
    };
    let _ = thread::Builder::new()
        .name("browser".to_owned())
        .spawn(waits);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_screen_nothing_is_opened() {
        let mut far = Surroundings::default();
        far.remote = true;
        assert_eq!(program(&far), None);
        assert!(!open(&far, Path::new("page.html")));
        far.x11 = true;
        let here = program(&far);
        assert!(cfg!(any(target_os = "macos", windows)) || here == Some("xdg-open"));
    }
}
