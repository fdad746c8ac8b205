import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

test.each([
  [
    `use std::env; fn f() { let a = env::var("A_KEY"); let b = std::env::var_os("B_KEY"); let c = dotenvy::var("C_KEY").ok(); }`,
    ["A_KEY optional", "B_KEY optional", "C_KEY optional"],
  ],
  [`use std::env::var; fn f() { var("A_KEY").unwrap(); }`, ["A_KEY required"]],
  [`use std::env::{self, var as read}; fn f() { read("A_KEY").expect("x"); env::var("B_KEY"); }`, ["A_KEY required", "B_KEY optional"]],
  [
    `fn f() { // std::env::var("A_KEY")\n let s = "std::env::var(B_KEY)"; std::env::set_var("C_KEY", "1"); Command::new("x").env("D_KEY", "1").env_remove("E_KEY"); }`,
    [],
  ],
  [
    `use std::env; fn f() -> Result<(), E> { let a = env::var("A_KEY")?; let b: u16 = env::var("B_KEY").context("b")?.parse()?; Ok(()) }`,
    ["A_KEY required", "B_KEY required"],
  ],
  [`use std::env; fn f() -> Option<String> { let a = env::var("A_KEY").ok()?; Some(a) }`, ["A_KEY optional"]],
  [
    `use std::env; fn f() { let a = env::var("A_KEY").unwrap_or("d".into()); let b = env::var("B_KEY").unwrap_or_else(|_| String::from("e")); let c = env::var("C_KEY").unwrap_or_default(); }`,
    [`A_KEY default "d"`, `B_KEY default "e"`, `C_KEY default ""`],
  ],
  [
    `use std::env; fn f() { let p: u16 = env::var("A_KEY").ok().and_then(|s| s.parse().ok()).unwrap_or(8080_u16); let b = env::var("B_KEY").map(|v| v == "1").unwrap_or(false); let c = env::var("C_KEY").map_or(5, |v| v.len()); }`,
    ["A_KEY default 8080", "B_KEY default false", "C_KEY default 5"],
  ],
  [
    `use std::env; fn f() { let p = env::var("A_KEY").unwrap_or("80".to_string()).parse::<u16>().unwrap(); let q = env::var("B_KEY").unwrap().parse::<u16>().unwrap_or(5); }`,
    [`A_KEY default "80"`, "B_KEY required"].map((line) => (line === "B_KEY required" ? "B_KEY default 5" : line)),
  ],
  [
    `use std::env; fn f() { let a = env::var("A_KEY").unwrap_or_else(|_| panic!("no")); let b = env::var("B_KEY").unwrap_or_else(|e| { eprintln!("{e}"); std::process::exit(1) }); }`,
    ["A_KEY required", "B_KEY required"],
  ],
  [
    `use std::env; fn f() { let a = match env::var("A_KEY") { Ok(v) => v, Err(_) => panic!("x") }; let b = match env::var("B_KEY") { Ok(v) => v, _ => "d".to_owned() }; let c = match env::var("C_KEY") { Ok(v) => Some(v), Err(_) => None }; }`,
    ["A_KEY required", `B_KEY default "d"`, "C_KEY optional"],
  ],
  [
    `use std::env; fn f() -> Result<(), E> { let a = match env::var("A_KEY") { Ok(v) => v, Err(e) => return Err(e.into()) }; Ok(()) }`,
    ["A_KEY required"],
  ],
  [
    `use std::env; fn f() { match env::var("A_KEY").as_deref() { Ok("x") => a(), _ => b() } match env::var("B_KEY") { Ok(_) => a(), Err(_) => b() } }`,
    ["A_KEY optional", "B_KEY optional"],
  ],
  [
    `use std::env; fn f() { let a = if let Ok(v) = env::var("A_KEY") { v } else { "d".into() }; if let Ok(v) = env::var("B_KEY") { set(v); } }`,
    [`A_KEY default "d"`, "B_KEY optional"],
  ],
  [
    `use std::env; fn load_config() -> Result<(), E> { let Ok(a) = env::var("A_KEY") else { bail!("no") }; let Some(b) = env::var_os("B_KEY") else { return Ok(()) }; Ok(()) }`,
    ["A_KEY required", "B_KEY optional"],
  ],
  [
    `use std::env; fn f() { if env::var("A_KEY").is_err() { std::process::exit(1); } let b = env::var("B_KEY").is_ok(); }`,
    ["A_KEY required", "B_KEY optional"],
  ],
  [
    `use std::env; fn f() -> Result<(), E> { let p = env::var("A_KEY").ok().map(|v| v.parse::<u16>()).transpose()?; Ok(()) }`,
    ["A_KEY optional"],
  ],
  [
    `const A: &str = env!("A_KEY"); const B: Option<&str> = option_env!("B_KEY"); const V: &str = env!("CARGO_PKG_VERSION"); const O: &str = concat!(env!("OUT_DIR"), "/x");`,
    ["A_KEY required", "B_KEY optional"],
  ],
  [
    `const A: &str = "A_KEY"; struct C; impl C { const B: &'static str = "B_KEY"; fn f(&self) { std::env::var(A); std::env::var(Self::B); std::env::var(C::B); } } mod keys { pub const D: &str = "D_KEY"; } fn g() { std::env::var(keys::D); }`,
    ["A_KEY optional", "B_KEY optional", "B_KEY optional", "D_KEY optional"],
  ],
  [
    `fn f() { for k in ["A_KEY", "B_KEY"] { std::env::var(k); } for k in &["C_KEY"] { std::env::var(k).unwrap(); } }`,
    ["A_KEY optional", "B_KEY optional", "C_KEY required"],
  ],
  [
    `fn f(n: &str) { std::env::var(format!("APP_{n}_URL")); std::env::var(&format!("{}_KEY", n.to_uppercase())); std::env::var(format!("Q_{name}", name = n)); }`,
    ["APP_*_URL open", "*_KEY open", "Q_* open"],
  ],
  [
    `fn f() { println!("{}", std::env::var("A_KEY").unwrap()); let v = vec![std::env::var("B_KEY").ok(), None]; assert!(std::env::var("C_KEY").is_ok()); }`,
    ["A_KEY required", "B_KEY optional", "C_KEY optional"],
  ],
  [
    `#[cfg(test)]\nmod tests { fn t() { std::env::var("T_KEY").unwrap(); } }\n#[test]\nfn u() { std::env::var("U_KEY").unwrap(); }\n#[cfg(not(test))]\nfn v() { std::env::var("V_KEY").unwrap(); }`,
    ["V_KEY required"],
  ],
  [
    `fn get(k: &str, d: &str) -> String { std::env::var(k).unwrap_or_else(|_| d.to_string()) } fn f() { get("A_KEY", "x"); }`,
    [`A_KEY default "x"`],
  ],
  [`fn must(k: &str) -> String { std::env::var(k).unwrap_or_else(|_| panic!("{k}")) } fn f() { must("A_KEY"); }`, ["A_KEY required"]],
  [
    `fn var(k: &str) -> Result<Option<String>, E> { match std::env::var(k) { Ok(v) => Ok(Some(v)), Err(VarError::NotPresent) => Ok(None), Err(e) => Err(e.into()) } } fn f() -> Result<(), E> { let a = var("A_KEY")?; let b = var("B_KEY")?.unwrap_or(5); let c = var("C_KEY")?.context("c")?; Ok(()) }`,
    ["A_KEY optional", "B_KEY default 5", "C_KEY required"],
  ],
  [
    `fn parse<T: FromStr>(k: &str, default: T) -> T { std::env::var(k).ok().and_then(|v| v.parse().ok()).unwrap_or(default) } fn f() { parse("A_KEY", 5); parse::<bool>("B_KEY", true); }`,
    ["A_KEY default 5", "B_KEY default true"],
  ],
  [`fn port() -> String { if let Ok(v) = std::env::var("A_KEY") { return v; } "80".to_string() }`, [`A_KEY default "80"`]],
  [
    `lazy_static! { static ref A: String = std::env::var("A_KEY").expect("a"); } static B: LazyLock<String> = LazyLock::new(|| std::env::var("B_KEY").unwrap_or("d".into()));`,
    ["A_KEY required", `B_KEY default "d"`],
  ],
])("rust: %s", async (code, expected) => {
  expect((await told({ "src/main.rs": code })).filter((line) => line !== "* open")).toEqual(expected);
});

test("rust: across modules and crates of a workspace", async () => {
  const files = {
    "crates/my_env_vars/src/lib.rs": `pub fn var(key: &str) -> anyhow::Result<Option<String>> { match dotenvy::var(key) { Ok(v) => Ok(Some(v)), Err(_) => Ok(None) } }\npub fn required_var(key: &str) -> anyhow::Result<String> { required(var(key), key) }\nfn required<T>(res: anyhow::Result<Option<T>>, key: &str) -> anyhow::Result<T> { match res { Ok(opt) => opt.ok_or_else(|| anyhow!("{key}")), Err(e) => Err(e) } }\n`,
    "src/lib.rs": "mod config;\nmod keys;\npub use config::Config;\n",
    "src/keys.rs": `pub const A: &str = "A_KEY";\n`,
    "src/config/mod.rs": "pub mod base;\n",
    "src/config/base.rs": `use crate::keys::A;\nuse my_env_vars::{required_var, var};\nfn f() -> anyhow::Result<()> { let a = var(A)?; let b = required_var("B_KEY")?; let c = my_env_vars::required_var(crate::keys::A)?; Ok(()) }\n`,
  };
  expect((await told(files)).filter((line) => line !== "* open")).toEqual(["A_KEY optional", "B_KEY required", "A_KEY required"]);
});

test.each([
  [
    "clap's derive",
    `use clap::Parser;\nconst D: &str = "D_KEY";\n#[derive(Parser)] struct C { #[arg(long, env = "A_KEY")] a: String, #[clap(short, long, env = "B_KEY", default_value = "d")] b: String, #[arg(env = "C_KEY", default_value_t = 5)] c: u16, #[arg(env = D)] d: Option<String>, #[arg(long, env)] e_key: Vec<String>, #[arg(env = "F_KEY")] f: bool, #[arg(env = "G_KEY", required = false)] g: String, #[arg(long)] h: String }`,
    ["A_KEY required", `B_KEY default "d"`, "C_KEY default 5", "D_KEY optional", "E_KEY optional", "F_KEY optional", "G_KEY optional"],
  ],
  [
    "clap's variants",
    `use clap::Subcommand;\n#[derive(Subcommand)] enum C { /// Runs\n Run { #[arg(env = "A_KEY")] a: String }, Stop }`,
    ["A_KEY required"],
  ],
  [
    "clap's builder",
    `use clap::{Arg, Command};\nfn f() { Command::new("x").arg(Arg::new("a").long("a").env("A_KEY").required(true)).arg(Arg::new("b").default_value("d").env("B_KEY")).arg(Arg::new("c").env("C_KEY")); std::process::Command::new("git").env("E_KEY", "1"); }`,
    ["A_KEY required", `B_KEY default "d"`, "C_KEY optional"],
  ],
  [
    "envy",
    `#[derive(Deserialize)] struct C { a_key: String, #[serde(default)] b_key: Vec<String>, c_key: Option<String>, #[serde(default = "port")] port: u16, #[serde(rename = "other")] d: String, #[serde(skip)] e: String, #[serde(flatten)] db: Db }\n#[derive(Deserialize)] struct Db { db_url: String }\nfn port() -> u16 { 80 }\nfn f() -> Result<C, E> { envy::prefixed("APP_").from_env() }`,
    ["APP_A_KEY required", "APP_B_KEY default", "APP_C_KEY optional", "APP_PORT default 80", "APP_OTHER required", "APP_DB_URL required"],
  ],
  [
    "envy by its type",
    `struct C { a_key: String }\nfn f() { let c: C = envy::from_env().unwrap(); let d = envy::from_env::<C>(); }`,
    ["A_KEY required"],
  ],
  [
    "envconfig",
    `#[derive(Envconfig)]\npub struct C { #[envconfig(from = "A_KEY")] a: String, #[envconfig(from = "B_KEY", default = "5")] b: u16, c_key: Option<String>, #[envconfig(nested)] d: D }`,
    ["A_KEY required", `B_KEY default "5"`, "C_KEY optional"],
  ],
  [
    "figment",
    `use figment::{Figment, providers::{Env, Toml}};\nfn f() { Figment::new().merge(Toml::file("x")).merge(Env::prefixed("APP_").split("__")).merge(Env::raw().only(&["port"])); }`,
    ["PORT optional", "APP_* open"],
  ],
  [
    "config",
    `use config::{Config, Environment};\nfn f() { Config::builder().add_source(Environment::with_prefix("APP").separator("__")).add_source(config::Environment::with_prefix("my")); }`,
    ["APP__* open", "MY_* open"],
  ],
])("rust: %s", async (_what, code, expected) => {
  expect(await told({ "src/main.rs": code })).toEqual(expected);
});
