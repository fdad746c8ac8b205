import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

const within = (code: string): string => `package a;\nimport java.util.*;\nclass T {\n void run() {\n${code}\n }\n}\n`;

test.each([
  [`String x = System.getenv("A_KEY");`, ["A_KEY optional"]],
  [
    `String x = System.getenv().get("A_KEY"); System.getenv().getOrDefault("B_KEY", "d"); if (System.getenv().containsKey("C_KEY")) f();`,
    ["A_KEY optional", `B_KEY default "d"`, "C_KEY presence"],
  ],
  [`Map<String, String> env = System.getenv(); env.get("A_KEY"); env.getOrDefault("B_KEY", "2");`, ["A_KEY optional", `B_KEY default "2"`]],
  [`int p = Integer.parseInt(System.getenv().getOrDefault("PORT", "9555"));`, [`PORT default "9555"`]],
  [
    `Optional.ofNullable(System.getenv("A_KEY")).orElse("d"); Optional.ofNullable(System.getenv("B_KEY")).map(Integer::parseInt).orElseGet(() -> 5);`,
    [`A_KEY default "d"`, "B_KEY default 5"],
  ],
  [`Optional.ofNullable(System.getenv("A_KEY")).orElseThrow(() -> new IllegalStateException("x"));`, ["A_KEY required"]],
  [
    `Objects.requireNonNull(System.getenv("A_KEY"), "A_KEY"); Objects.requireNonNullElse(System.getenv("B_KEY"), "d");`,
    ["A_KEY required", `B_KEY default "d"`],
  ],
  [`String x = System.getenv("A_KEY") != null ? System.getenv("A_KEY") : "d";`, ["A_KEY presence", `A_KEY default "d"`]],
  [`if (System.getenv("A_KEY") != null) f();`, ["A_KEY presence"]],
  [`if (System.getenv("A_KEY") == null) throw new IllegalStateException();`, ["A_KEY required"]],
  [`this.key = System.getenv("A_KEY"); if (this.key == null) { throw new IllegalStateException(); }`, ["A_KEY required"]],
  [`String v = System.getenv("A_KEY"); if (v == null || v.isEmpty()) { throw new IllegalStateException("A_KEY"); }`, ["A_KEY required"]],
  [`String v = System.getenv("A_KEY"); if (v == null) { System.err.println("no"); System.exit(1); }`, ["A_KEY required"]],
  [
    `for (String n : List.of("A_KEY", "B_KEY")) System.getenv(n); for (String n : new String[] {"C_KEY"}) System.getenv(n);`,
    ["A_KEY optional", "B_KEY optional", "C_KEY optional"],
  ],
  [
    `System.getenv("APP_" + x + "_URL"); System.getenv(String.format("DB_%s", y)); System.getenv(z());`,
    ["APP_*_URL open", "DB_* open", "* open"],
  ],
  [
    `System.getProperty("A_KEY"); System.setProperty("B_KEY", "1"); // System.getenv("C_KEY")\n String s = "System.getenv(\\"D_KEY\\")";`,
    [],
  ],
  [
    `boolean b = "true".equals(System.getenv("A_KEY")); boolean c = Boolean.parseBoolean(System.getenv("B_KEY"));`,
    ["A_KEY optional", "B_KEY optional"],
  ],
])("java: %s", async (code, expected) => {
  expect(await told({ "T.java": within(code) })).toEqual(expected);
});

test.each([
  [
    "a constant",
    { "T.java": `class T { static final String K = "A_" + "KEY"; String x = System.getenv(K); String y = System.getenv(T.K); }` },
    ["A_KEY optional", "A_KEY optional"],
  ],
  [
    "one of the package",
    {
      "src/a/K.java": `package a; public final class K { public static final String A = "A_KEY"; }`,
      "src/a/T.java": `package a; class T { String x = System.getenv(K.A); }`,
    },
    ["A_KEY optional"],
  ],
  [
    "an imported one",
    {
      "src/com/a/K.java": `package com.a; public interface K { String A = "A_KEY"; }`,
      "src/com/b/T.java": `package com.b; import com.a.K; import static com.a.K.A; class T { String x = System.getenv(K.A) + System.getenv(A); }`,
    },
    ["A_KEY optional", "A_KEY optional"],
  ],
  [
    "a wrapper",
    {
      "a/Env.java": `package a; class Env { static String get(String name, String fallback) { String v = System.getenv(name); return v != null ? v : fallback; } static String must(String name) { String v = System.getenv(name); if (v == null) throw new X(name); return v; } }`,
      "a/T.java": `package a; class T { String x = Env.get("A_KEY", "d"); String y = Env.must("B_KEY"); }`,
    },
    [`A_KEY default "d"`, "B_KEY required"],
  ],
  [
    "its own method",
    { "T.java": `class T { String env(String n) { return System.getenv("APP_" + n); } void f() { env("A_KEY"); this.env("B_KEY"); } }` },
    ["APP_A_KEY optional", "APP_B_KEY optional"],
  ],
  [
    "a nested class",
    { "T.java": `class T { static class K { static final String A = "A_KEY"; } String x = System.getenv(T.K.A); }` },
    ["A_KEY optional"],
  ],
  [
    "imported statically",
    {
      "T.java": `import static java.lang.System.getenv; import static java.util.Objects.requireNonNull; class T { String x = requireNonNull(getenv("A_KEY")); }`,
    },
    ["A_KEY required"],
  ],
  [
    "the environment handed on",
    {
      "T.java": `class T { void f(Map<String, String> env) { env.get("A_KEY"); env.getOrDefault("B_KEY", "d"); } void g() { f(System.getenv()); } }`,
    },
    ["A_KEY optional", `B_KEY default "d"`],
  ],
  [
    "the environment kept",
    {
      "a/C.java": `package a; class C { private final String x; C(Map<String, String> env) { this.x = env.get("A_KEY"); } }`,
      "a/T.java": `package a; class T { void g() { new C(System.getenv()); } }`,
    },
    ["A_KEY optional"],
  ],
])("java: %s", async (_what, files, expected) => {
  expect(await told(files)).toEqual(expected);
});
