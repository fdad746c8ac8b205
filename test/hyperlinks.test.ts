import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import type { Report } from "../src/model/diagnostic.ts";
import { text } from "../src/reporters/text.ts";
import { hasHyperlinks, linksTo } from "../src/shell/hyperlinks.ts";
import { surfaceOf } from "../src/shell/surface.ts";
import { hyperlink } from "../src/text/hyperlink.ts";
import { missing, sample, sampleRun } from "./reporters.sample.ts";

const links = { root: "file://host/work/shop/", pages: "file://host/opt/envcheck/docs/rules/" };
// oxlint-disable-next-line no-control-regex
const link = /\u001B\]8;;([^\u001B\u0007]*)\u001B\\/g;

function shown(report: Report, width: number): string {
  return text.render(report, { color: true, width, quiet: false, links }, sampleRun);
}

function urlsIn(output: string): readonly string[] {
  return [...output.matchAll(link)].flatMap(([, url = ""]) => (url === "" ? [] : [url]));
}

describe("the text report", () => {
  test("links each place to its file, and each finding to the page of its rule", () => {
    expect(new Set(urlsIn(shown({ ...sample, problems: [], diagnostics: [missing] }, 100)))).toEqual(
      new Set([
        "file://host/work/shop/k8s/production/auth.yaml",
        "file://host/work/shop/auth/settings.py",
        "file://host/work/shop/schemas/auth.yaml",
        "file://host/opt/envcheck/docs/rules/missing.md",
        "file://host/work/shop/k8s/staging/auth.yaml",
      ]),
    );
  });

  test.each([40, 60, 100])("is laid out in %d columns as without links", (width) => {
    const plain = text.render(sample, { color: true, width, quiet: false }, sampleRun);
    expect(shown(sample, width).replaceAll(link, "")).toBe(plain);
  });

  test("closes every link on the line that opens it", () => {
    for (const line of shown(sample, 60).split("\n"))
      expect([...line.matchAll(link)].map(([, url]) => url !== "")).toEqual([...line.matchAll(link)].map((_, index) => index % 2 === 0));
  });
});

test("names, paths and messages bring no escape of their own, and no link", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("\u001B]8;;https://evil.example\u001B\\", "\u0007", "../", "\u202E", "file://"),
  );
  const hostile = fc.array(piece, { maxLength: 5 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(hostile, fc.integer({ min: 40, max: 120 }), (path, width) => {
      const at = { source: { path, text: "A=1\n" }, start: 0, end: 1 };
      const finding = { ...missing, at, message: path, notes: [{ at, message: path }], runbook: path };
      const report = { ...sample, problems: [], diagnostics: [finding], unseen: [{ at, because: path }] };
      const output = text.render(report, { color: false, width, quiet: false, links }, sampleRun);
      expect(urlsIn(output).filter((url) => !url.startsWith(links.root) && !url.startsWith(links.pages))).toEqual([]);
      expect(output.replaceAll(link, "").replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    }),
  );
});

describe("a link", () => {
  test.each([
    ["k8s/a b/auth#1.yaml", "file://host/work/shop/k8s/a%20b/auth%231.yaml"],
    ["caf\u00E9/%2e%2e.env", "file://host/work/shop/caf%C3%A9/%252e%252e.env"],
    [".env", "file://host/work/shop/.env"],
  ])("leads to %s", (path, url) => {
    expect(urlsIn(hyperlink("here", links.root, path))).toEqual([url]);
  });

  test.each([
    "../secrets/.env",
    "a/../../b",
    "/etc/passwd",
    "//evil.example/x",
    "javascript:alert(1)",
    "docker:auth-1",
    "git:v1:compose.yaml",
    "process:self",
    String.raw`\\evil\share`,
    "a\u001B\\b",
    "a\u0007b",
    "a\u202Eb",
    "a\nb",
    "\uD800",
    "",
  ])("is none for %j", (path) => {
    expect(hyperlink("here", links.root, path)).toBe("here");
  });

  test("never leads out of the folder, and holds no character that ends it, whatever the path", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (path) => {
        for (const url of urlsIn(hyperlink("here", links.root, path))) {
          expect(url).toMatch(/^[!-~]+$/);
          expect(new URL(url).href.startsWith(links.root)).toBe(true);
        }
      }),
    );
  });
});

test.each([
  [{ TERM: "xterm-kitty" }, true],
  [{ TERM: "xterm-256color", TERM_PROGRAM: "WezTerm" }, true],
  [{ TERM: "xterm-ghostty", TERM_PROGRAM: "ghostty" }, true],
  [{ TERM: "xterm-256color", TERM_PROGRAM: "iTerm.app", TERM_PROGRAM_VERSION: "3.5.0" }, true],
  [{ TERM: "xterm-256color", TERM_PROGRAM: "iTerm.app", TERM_PROGRAM_VERSION: "2.9" }, false],
  [{ TERM: "xterm-256color", VTE_VERSION: "6800" }, true],
  [{ TERM: "xterm-256color", VTE_VERSION: "5000" }, false],
  [{ TERM: "xterm-256color", WT_SESSION: "b1c" }, true],
  [{ TERM: "xterm-256color" }, false],
  [{ TERM: "xterm-256color", TERM_PROGRAM: "vscode" }, false],
  [{ TERM: "xterm-256color", TERM_PROGRAM: "Apple_Terminal" }, false],
  [{ TERM: "screen-256color", VTE_VERSION: "6800" }, false],
  [{ TERM: "tmux-256color", VTE_VERSION: "6800" }, false],
  [{ TERM: "xterm-256color", VTE_VERSION: "6800", TMUX: "/tmp/tmux" }, false],
  [{ TERM: "xterm-256color", VTE_VERSION: "6800", CI: "true" }, false],
  [{ TERM: "dumb", VTE_VERSION: "6800" }, false],
  [{}, false],
])("a terminal that says %j has links: %s", (env, expected) => {
  expect(hasHyperlinks(new Map(Object.entries(env)))).toBe(expected);
});

test("there are none where no terminal is, even where colours are forced", () => {
  expect(surfaceOf({ color: "always", quiet: false, root: "/" }, new Map([["TERM", "xterm-kitty"]])).links).toBeUndefined();
});

test("folders are told with the machine they are on", () => {
  expect(linksTo("/work/a b").root).toMatch(/^file:\/\/[A-Za-z0-9.-]*\/work\/a%20b\/$/);
});
