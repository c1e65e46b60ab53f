//! Every pair of roles keeps the contrast and the distance that are promised, in each depth.
//!
//! Contrast is WCAG 2; color vision is Machado, Oliveira and Fernandes 2009 at full severity in linear RGB;
//! distance is CIEDE2000.

use evenkeel::ui::look::{Brightness, Charset, Depth, Look};
use ratatui::style::{Color, Modifier, Style};

type Linear = [f64; 3];

const VISIONS: [(&str, [Linear; 3]); 4] = [
    (
        "normal",
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    ),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

/// The color a terminal shows, if that is not the terminal's own affair.
fn shown(color: Option<Color>) -> [u8; 3] {
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    if let Some(Color::Rgb(red, green, blue)) = color {
        [red, green, blue]
    } else if let Some(Color::Indexed(index @ 16..=231)) = color {
        let cube = index - 16;
        [level(cube / 36), level(cube / 6 % 6), level(cube % 6)]
    } else if let Some(Color::Indexed(index @ 232..)) = color {
        [8 + (index - 232) * 10; 3]
    } else {
        panic!("{color:?} differs between terminals")
    }
}

fn linear(color: Option<Color>) -> Linear {
    shown(color).map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.040_45 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    })
}

fn dot(weights: Linear, color: Linear) -> f64 {
    weights
        .iter()
        .zip(color)
        .map(|(weight, part)| weight * part)
        .sum()
}

fn contrast(front: Option<Color>, back: Option<Color>) -> f64 {
    let luminance = |color| dot([0.2126, 0.7152, 0.0722], linear(color)) + 0.05;
    let (front, back) = (luminance(front), luminance(back));
    front.max(back) / front.min(back)
}

fn lab(color: Linear) -> Linear {
    let curve = |share: f64| {
        if share > 216.0 / 24_389.0 {
            share.cbrt()
        } else {
            (24_389.0 / 27.0 * share + 16.0) / 116.0
        }
    };
    let x = curve(dot([0.412_456_4, 0.357_576_1, 0.180_437_5], color) / 0.950_47);
    let y = curve(dot([0.212_672_9, 0.715_152_2, 0.072_175], color));
    let z = curve(dot([0.019_333_9, 0.119_192, 0.950_304_1], color) / 1.088_83);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// CIEDE2000, after Sharma, Wu and Dalal 2005.
fn distance([light_1, a_1, b_1]: Linear, [light_2, a_2, b_2]: Linear) -> f64 {
    let seventh = |chroma: f64| (chroma.powi(7) / (chroma.powi(7) + 25_f64.powi(7))).sqrt();
    let mean = f64::midpoint(a_1.hypot(b_1), a_2.hypot(b_2));
    let stretch = 1.0 + 0.5 * (1.0 - seventh(mean));
    let polar = |a: f64, b: f64| {
        let hue = b.atan2(a * stretch).to_degrees().rem_euclid(360.0);
        ((a * stretch).hypot(b), hue)
    };
    let ((chroma_1, hue_1), (chroma_2, hue_2)) = (polar(a_1, b_1), polar(a_2, b_2));
    let gray = chroma_1 * chroma_2 < 1e-12;
    let mut turn = hue_2 - hue_1;
    if gray {
        turn = 0.0;
    } else if turn > 180.0 {
        turn -= 360.0;
    } else if turn < -180.0 {
        turn += 360.0;
    }
    let hue_mean = if gray {
        hue_1 + hue_2
    } else if (hue_1 - hue_2).abs() <= 180.0 {
        f64::midpoint(hue_1, hue_2)
    } else {
        (f64::midpoint(hue_1, hue_2) + 180.0).rem_euclid(360.0)
    };
    let light = f64::midpoint(light_1, light_2);
    let chroma = f64::midpoint(chroma_1, chroma_2);
    let cosine = |degrees: f64| degrees.to_radians().cos();
    let weight = 1.0 - 0.17 * cosine(hue_mean - 30.0)
        + 0.24 * cosine(2.0 * hue_mean)
        + 0.32 * cosine(3.0 * hue_mean + 6.0)
        - 0.20 * cosine(4.0 * hue_mean - 63.0);
    let fifty = (light - 50.0).powi(2);
    let delta_light = (light_2 - light_1) / (1.0 + 0.015 * fifty / (20.0 + fifty).sqrt());
    let delta_chroma = (chroma_2 - chroma_1) / (1.0 + 0.045 * chroma);
    let chord = 2.0 * (chroma_1 * chroma_2).sqrt() * (turn / 2.0).to_radians().sin();
    let delta_hue = chord / (1.0 + 0.015 * chroma * weight);
    let rotation = 30.0 * (-((hue_mean - 275.0) / 25.0).powi(2)).exp();
    let skew = -(2.0 * rotation).to_radians().sin() * 2.0 * seventh(chroma);
    let square = delta_light.powi(2)
        + delta_chroma.powi(2)
        + delta_hue.powi(2)
        + skew * delta_chroma * delta_hue;
    square.sqrt()
}

#[test]
fn distance_is_ciede2000() {
    let check = |one, other, expected: f64| {
        assert!((distance(one, other) - expected).abs() < 1e-4, "{one:?}");
        assert!((distance(other, one) - expected).abs() < 1e-4, "{other:?}");
    };
    check([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425);
    check([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492);
    check([50.0, 2.49, -0.001], [50.0, -2.49, 0.0009], 7.1792);
    check([50.0, 2.5, 0.0], [50.0, 0.0, -2.5], 4.3065);
    check([2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082);
}

fn look(brightness: Brightness, depth: Depth) -> Look {
    Look::new(brightness, depth, Charset::Unicode, true)
}

fn words(look: &Look) -> Vec<(&'static str, Style)> {
    vec![
        ("text", look.text()),
        ("muted", look.muted()),
        ("faint", look.faint()),
        ("focus", look.focus()),
        ("steady", look.steady()),
        ("under", look.under()),
        ("over", look.over()),
        ("alarm", look.alarm()),
    ]
}

fn buckets(look: &Look) -> Vec<(&'static str, Style)> {
    let names = ["bucket 1", "bucket 2", "bucket 3", "bucket 4"];
    let marks = names.into_iter().enumerate();
    marks
        .map(|(index, name)| (name, look.bucket(index)))
        .collect()
}

fn grounds(look: &Look) -> [(&'static str, Style); 3] {
    [
        ("canvas", look.canvas()),
        ("surface", look.surface()),
        ("raised", look.raised()),
    ]
}

/// The least contrast over some roles, on the three grounds and, as drawn there, on the selection band.
fn least(look: &Look, roles: &[(&'static str, Style)]) -> [(f64, String); 2] {
    let mut ground = (f64::MAX, String::new());
    let mut band = (f64::MAX, String::new());
    for (role, style) in roles {
        for (name, back) in grounds(look) {
            let found = contrast(style.fg, back.bg);
            if found < ground.0 {
                ground = (found, format!("{role} on {name}"));
            }
        }
        let raised = look.on_band(*style);
        let found = contrast(raised.fg, raised.bg);
        if found < band.0 {
            band = (found, format!("{role} on the band"));
        }
    }
    [ground, band]
}

/// Levels are promised to two decimals.
fn hundredths(level: f64) -> f64 {
    (level * 100.0).round()
}

fn check_contrast(brightness: Brightness, depth: Depth, text: [f64; 3], marks: [f64; 2]) {
    let look = look(brightness, depth);
    let [ground, band] = least(&look, &words(&look));
    let [mark, mark_on_band] = least(&look, &buckets(&look));
    let [itself, _] = least(&look, &[("text", look.text())]);
    let found = [ground, band, itself, mark, mark_on_band];
    for ((found, pair), promised) in found.iter().zip(text.iter().chain(&marks)) {
        assert!(
            hundredths(*found) >= hundredths(*promised),
            "{brightness:?} {depth:?} {pair}: {found:.2} < {promised}"
        );
    }
    let (canvas, rule) = (look.canvas().bg, look.rule().fg);
    assert!(
        contrast(rule, canvas) >= 3.0,
        "{brightness:?} {depth:?} rule"
    );
}

#[test]
fn contrast_is_as_promised() {
    // Words, words on the band, text itself; marks of buckets, these on the band.
    check_contrast(
        Brightness::Dark,
        Depth::Full,
        [4.77, 4.53, 11.9],
        [4.77, 4.53],
    );
    check_contrast(
        Brightness::Light,
        Depth::Full,
        [5.12, 4.53, 14.2],
        [5.12, 4.53],
    );
    check_contrast(
        Brightness::Dark,
        Depth::Indexed,
        [4.99, 4.91, 11.9],
        [4.99, 4.91],
    );
    check_contrast(
        Brightness::Light,
        Depth::Indexed,
        [4.7, 4.6, 14.2],
        [4.06, 3.38],
    );
}

fn check_distance(brightness: Brightness, depth: Depth, status: f64, marks: f64) {
    let look = look(brightness, depth);
    let signals = vec![
        ("steady", look.steady()),
        ("under", look.under()),
        ("over", look.over()),
        ("alarm", look.alarm()),
    ];
    for (group, promised) in [(signals, status), (buckets(&look), marks)] {
        let mut least = (f64::MAX, String::new());
        for (index, (one, style)) in group.iter().enumerate() {
            for (other, other_style) in group.iter().skip(index + 1) {
                for (vision, matrix) in VISIONS {
                    let seen = |style: &Style| {
                        let color = linear(style.fg);
                        lab(matrix.map(|row| dot(row, color).clamp(0.0, 1.0)))
                    };
                    let found = distance(seen(style), seen(other_style));
                    if found < least.0 {
                        least = (found, format!("{one} and {other}, {vision}"));
                    }
                }
            }
        }
        let (found, pair) = least;
        assert!(
            (found * 10.0).round() >= (promised * 10.0).round(),
            "{brightness:?} {depth:?} {pair}: {found:.2} < {promised}"
        );
    }
}

#[test]
fn colors_stay_apart_for_every_eye() {
    check_distance(Brightness::Dark, Depth::Full, 13.7, 15.3);
    check_distance(Brightness::Light, Depth::Full, 16.2, 16.9);
    check_distance(Brightness::Dark, Depth::Indexed, 15.7, 15.6);
    check_distance(Brightness::Light, Depth::Indexed, 12.8, 12.8);
}

fn every_style(look: &Look) -> Vec<Style> {
    let mut all: Vec<Style> = words(look).into_iter().map(|(_, style)| style).collect();
    all.extend(grounds(look).map(|(_, style)| style));
    all.extend([
        look.selected(),
        look.chosen(),
        look.strong(),
        look.placeholder(),
        look.rule(),
        look.heading(),
        look.heading_focused(),
        look.focus_line(),
        look.current(),
        look.sorted(),
        look.bucket(4),
        look.bucket_fill(0),
        look.on_band(look.bucket(0)),
        look.reversed(look.bucket(0)),
    ]);
    all
}

#[test]
fn few_colors_touch_bucket_marks_only() {
    let plain = |color: Option<Color>| matches!(color, None | Some(Color::Reset));
    for brightness in [Brightness::Dark, Brightness::Light] {
        for depth in [Depth::None, Depth::Sixteen] {
            let look = look(brightness, depth);
            for style in every_style(&look) {
                assert!(plain(style.fg) && plain(style.bg), "{depth:?} {style:?}");
            }
            let colored = buckets(&look)
                .iter()
                .filter(|(_, mark)| !plain(mark.fg))
                .count();
            assert_eq!(colored, if depth == Depth::Sixteen { 4 } else { 0 });
            let selected = look.selected().add_modifier;
            assert!(selected.contains(Modifier::REVERSED));
            for strong in [look.focus(), look.over(), look.alarm()] {
                assert!(strong.add_modifier.contains(Modifier::BOLD));
            }
        }
    }
}

#[test]
fn a_background_never_comes_without_a_foreground() {
    for brightness in [Brightness::Dark, Brightness::Light] {
        for depth in [Depth::Indexed, Depth::Full] {
            for painted in [true, false] {
                let look = Look::new(brightness, depth, Charset::Unicode, painted);
                for style in every_style(&look) {
                    assert!(style.bg.is_none() || style.fg.is_some(), "{style:?}");
                }
                let own = look.canvas().bg == Some(Color::Reset);
                assert_eq!(own, !painted);
            }
        }
    }
}

#[test]
fn the_report_has_the_colors_of_the_board() {
    let style = include_str!("../../assets/figure.css");
    let schemes: Vec<&str> = style.split(":root {").skip(1).collect();
    for (brightness, scheme) in [Brightness::Light, Brightness::Dark]
        .into_iter()
        .zip(schemes)
    {
        let look = Look::new(brightness, Depth::Full, Charset::Unicode, true);
        let roles = [
            ("text", look.text().fg),
            ("canvas", look.canvas().bg),
            ("muted", look.muted().fg),
            ("rule", look.rule().fg),
            ("focus", look.focus().fg),
            ("steady", look.steady().fg),
            ("under", look.under().fg),
            ("over", look.over().fg),
            ("alarm", look.alarm().fg),
            ("bucket-1", look.bucket(0).fg),
            ("bucket-2", look.bucket(1).fg),
            ("bucket-3", look.bucket(2).fg),
            ("bucket-4", look.bucket(3).fg),
        ];
        for (role, color) in roles {
            let [red, green, blue] = shown(color);
            let wanted = format!("--{role}: #{red:02x}{green:02x}{blue:02x};");
            assert!(scheme.contains(&wanted), "{wanted} in {brightness:?}");
        }
    }
}
