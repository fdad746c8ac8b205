#!/usr/bin/env node
// Starts envcheck. Answers --version without loading anything, refuses a Node that is too old in words that such a Node can read, and keeps
// the compiled program in a private folder, since compiling takes as long as a whole run.
"use strict";
const fs = require("fs");
const path = require("path");

const version = process.versions.node.split(".").map(Number);
if (version[0] < 20 || (version[0] === 20 && version[1] < 19)) {
  process.stderr.write("envcheck: needs Node 20.19 or newer, and this is " + process.version + "\n");
  process.exit(2);
}

const [, , first] = process.argv;
if (first === "--version" && process.argv.length === 3) {
  fs.writeSync(1, require("../package.json").version + "\n");
  process.exit(0);
}

const dist = path.resolve(__dirname, "../dist");
/** What is loaded, by the names of the files. */
const loaded = new Map();
/** Writes what was compiled anew, for later runs. */
const keepers = [];

const program = programFor(process.argv.slice(2));
const { state } = load(program);
// After the run, since then the functions that it needed are compiled; once, since a program that becomes another asks for it before.
state.keep = () => {
  delete state.keep;
  if (!(state.ran || program === "help.cjs") || keepers.length === 0) return;
  asStarted(() => {
    for (const keep of keepers) keep();
  });
};
process.on("exit", () => state.keep && state.keep());

/** What starts with every container is a program of its own, and so is what only tells of the others. */
function programFor(words) {
  if (first === "envcheck-run" || first === "run") return "guard.cjs";
  const asksForHelp =
    /^(?:--help|-h)$/.test(words[words.length - 1]) && (words.length === 1 || (words.length === 2 && /^[a-z]/.test(first)));
  return asksForHelp ? "help.cjs" : "envcheck.cjs";
}

/** The program, or a part of it that few runs need. */
function load(name) {
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const file = path.resolve(dist, name);
  let code;
  try {
    code = fs.readFileSync(file, "latin1");
  } catch {
    process.stderr.write("envcheck: dist is not complete; npm run build makes it\n");
    process.exit(70);
  }
  const cache = cacheFile(code, name);
  const script = compiled(code, file, cache);
  if (cache !== undefined && script.cachedDataRejected !== false) keepers.push(() => writePrivate(cache, script.createCachedData()));
  const module = { exports: {}, loaded: true };
  loaded.set(name, module);
  script.runInThisContext()(module.exports, (id) => (isPart(id) ? load(id.slice(2)) : require(id)), module, file, dist);
  return module.exports;
}

/** What imports modules of the user lies beside this file: a compiled program that is kept cannot import. */
function isPart(id) {
  return id.startsWith("./") && id !== "./import.cjs";
}

/** Apart from `load`, whose variables live as long as what it has loaded: a megabyte of kept code need not. */
function compiled(text, filename, cache) {
  const cachedData = cache === undefined ? undefined : readPrivate(cache);
  const { Script } = require("vm");
  return asStarted(() => new Script(text, { filename, cachedData }));
}

/** What is compiled with the flags of V8 as they were at the start can be used at the next one. */
function asStarted(compile) {
  const [running] = loaded.values();
  const flags = running === undefined ? [] : running.exports.state.changed;
  if (flags.length === 0) return compile();
  const { setFlagsFromString } = require("v8");
  for (const { started } of flags) setFlagsFromString(started);
  const result = compile();
  for (const { now } of flags) setFlagsFromString(now);
  return result;
}

/** Where the compiled program may lie, or undefined: what lies there is executed, so only a place that is the user's alone will do. */
function cacheFile(code, name) {
  const { env } = process;
  if (env.ENVCHECK_NO_CODE_CACHE || process.getuid === undefined) return undefined;
  const base = path.isAbsolute(env.XDG_CACHE_HOME || "") ? env.XDG_CACHE_HOME : env.HOME && path.resolve(env.HOME, ".cache");
  if (!base || !path.isAbsolute(base)) return undefined;
  const kept = path.resolve(base, "envcheck");
  // A checkout must not be able to bring a cache along.
  if ((kept + "/").startsWith(workingDirectory() + "/")) return undefined;
  // Every command needs other functions of the program, and with flags it needs more; V8 refuses a cache that was made under other options.
  const command = /^[a-z-]+$/.test(first) ? first : "";
  const flags = process.argv.some((word) => word.startsWith("-"));
  const machine = [name, command, flags, process.version, process.arch, process.execArgv.join(" "), env.NODE_OPTIONS || ""].join("\n");
  return path.resolve(kept, code.slice(2, 34) + "-" + digest(machine) + ".v8");
}

/** Empty where it is gone, which every path is below. */
function workingDirectory() {
  try {
    return process.cwd();
  } catch {
    return "";
  }
}

/** FNV-1a: this names a file and protects nothing. */
function digest(text) {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16);
}

/** The content, if folder and file are the user's own and nobody else's. */
function readPrivate(file) {
  let descriptor;
  try {
    if (!isPrivate(fs.lstatSync(path.dirname(file)), "isDirectory")) return undefined;
    descriptor = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK);
    return isPrivate(fs.fstatSync(descriptor), "isFile") ? fs.readFileSync(descriptor) : undefined;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

function isPrivate(stats, kind) {
  return stats[kind]() && stats.uid === process.getuid() && (stats.mode & 0o077) === 0;
}

/** Written whole or not at all; without a cache everything works, so nothing here may fail. */
function writePrivate(file, data) {
  const folder = path.dirname(file);
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isPrivate(fs.lstatSync(folder), "isDirectory")) return;
    const temporary = file + "." + process.pid;
    fs.writeFileSync(temporary, data, { mode: 0o600, flag: "wx" });
    fs.renameSync(temporary, file);
    removeOld(folder);
  } catch {
    // A read-only or full disk costs time, not the run.
  }
}

/** What was not written for a month, of other versions mostly, and what is too much: a word that is no command can be anything. */
function removeOld(folder) {
  const [month, most] = [30 * 24 * 3600 * 1000, 40];
  const files = fs.readdirSync(folder).filter((name) => name.endsWith(".v8"));
  const kept = files.map((name) => ({ file: path.resolve(folder, name), written: fs.lstatSync(path.resolve(folder, name)).mtimeMs }));
  kept.sort((a, b) => b.written - a.written);
  kept.forEach(({ file, written }, index) => {
    if (index >= most || Date.now() - written > month) fs.unlinkSync(file);
  });
}
