//! The evenkeel binary: arguments in, an outcome out. The only place that prints.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use evenkeel::run;

fn main() -> ExitCode {
    let cli = match run::Cli::try_parse() {
        Ok(cli) => cli,
        Err(usage) => {
            let words: Vec<String> = std::env::args().skip(1).collect();
            if let Some(meant) = run::meant(&words).filter(|_| usage.use_stderr()) {
                let _ = print(io::stderr().lock(), &meant);
                return ExitCode::from(2);
            }
            // As below; help goes to standard output, mistakes to standard error.
            let _ = usage.print();
            return code(usage.exit_code());
        }
    };
    let outcome = run::perform(cli);
    // A reader that has gone away, as `head` does, has read enough.
    let _ = print(io::stdout().lock(), &outcome.out);
    let _ = print(io::stderr().lock(), &outcome.err);
    ExitCode::from(outcome.code)
}

fn print(mut to: impl Write, text: &str) -> io::Result<()> {
    to.write_all(text.as_bytes())?;
    to.flush()
}

fn code(code: i32) -> ExitCode {
    ExitCode::from(u8::try_from(code).unwrap_or(2))
}
