import { expect, test } from "@jest/globals";
import { scanned, told } from "./support.ts";

const file = (code: string): string =>
  `package p\n\nimport (\n\t"errors"\n\t"fmt"\n\t"log"\n\t"os"\n\t"strconv"\n\t"strings"\n\t"time"\n)\n\n${code}\n`;

test.each([
  [
    `var x = os.Getenv("A_KEY")\nvar y, ok = os.LookupEnv("B_KEY")\nvar z, _ = syscall.Getenv("C_KEY")`,
    ["A_KEY optional", "B_KEY optional", "C_KEY optional"],
  ],
  [
    'var x = os.Getenv(`A_KEY`) // os.Getenv("B_KEY")\nvar s = "os.Getenv(C_KEY)"\nfunc f() { os.Setenv("D_KEY", "1"); os.Unsetenv("E_KEY") }',
    ["A_KEY optional"],
  ],
  [`func f() { v := os.Getenv("A_KEY"); if v == "" { v = "d" }; g(v) }`, [`A_KEY default "d"`]],
  [`func f() { v, ok := os.LookupEnv("A_KEY"); if !ok { v = "d" }; g(v) }`, [`A_KEY default "d"`]],
  [`func f() string { if v, ok := os.LookupEnv("A_KEY"); ok { return v }; return "d" }`, [`A_KEY default "d"`]],
  [`func f() string { if v := os.Getenv("A_KEY"); v != "" { return v } else { return "d" } }`, [`A_KEY default "d"`]],
  [`func f() string { v := os.Getenv("A_KEY"); if len(v) == 0 { return "d" }; return v }`, [`A_KEY default "d"`]],
  [
    `func f() int { v := os.Getenv("A_KEY"); if v == "" { return 5 }; n, err := strconv.Atoi(v); if err != nil { return 5 }; return n }`,
    ["A_KEY default 5"],
  ],
  [`func f() bool { if os.Getenv("A_KEY") == "" { return false }; return true }`, ["A_KEY optional"]],
  [`func f() { v := os.Getenv("A_KEY"); if v == "" { panic("A_KEY") } }`, ["A_KEY required"]],
  [`func f() { v := os.Getenv("A_KEY"); if v == "" { log.Fatalf("no %s", "A_KEY") } }`, ["A_KEY required"]],
  [`func f() { v := os.Getenv("A_KEY"); if v == "" { fmt.Println("no"); os.Exit(1) } }`, ["A_KEY required"]],
  [
    `func f() { c := &C{A: os.Getenv("A_KEY"), B: os.Getenv("B_KEY")}; if c.A == "" { panic("A_KEY") } }`,
    ["A_KEY required", "B_KEY optional"],
  ],
  [`func f() { if os.Getenv("A_KEY") == "" { logger.Fatal("no") } }`, ["A_KEY required"]],
  [
    `func loadConfig() (string, error) { v := os.Getenv("A_KEY"); if v == "" { return "", errors.New("no") }; return v, nil }`,
    ["A_KEY required"],
  ],
  [
    `func loadConfig() error { v, ok := os.LookupEnv("A_KEY"); if !ok { return fmt.Errorf("no %s", "A_KEY") }; g(v); return nil }`,
    ["A_KEY required"],
  ],
  [
    `func loadConfig() error { v, err := strconv.Atoi(os.Getenv("A_KEY")); if err != nil { return err }; g(v); return nil }`,
    ["A_KEY required"],
  ],
  [`func f() error { v := os.Getenv("A_KEY"); if v == "" { return nil }; return g(v) }`, ["A_KEY optional"]],
  [
    `func f() { if v, ok := os.LookupEnv("A_KEY"); ok { c.X = v }; w, ok := os.LookupEnv("B_KEY"); if !ok { panic(w) } }`,
    ["A_KEY optional", "B_KEY required"],
  ],
  [
    `func f() { c.X = os.Getenv("A_KEY"); if c.X == "" { c.X = "d" }; c.Y = os.Getenv("B_KEY"); if c.Y == "" { log.Fatal("no") } }`,
    [`A_KEY default "d"`, "B_KEY required"],
  ],
  [`func f() { switch { case os.Getenv("A_KEY") == "": panic("no") } }`, ["A_KEY required"]],
  [`func f() { v := cmp.Or(os.Getenv("A_KEY"), "d"); g(v) }`, [`A_KEY default "d"`]],
  [`var d, _ = time.ParseDuration(strings.TrimSpace(os.Getenv("A_KEY")))`, ["A_KEY optional"]],
  [
    `const A = "A_KEY"\nconst (\n\tB, C = "B_KEY", "C_" + "KEY"\n)\nvar x = os.Getenv(A) + os.Getenv(B) + os.Getenv(C)`,
    ["A_KEY optional", "B_KEY optional", "C_KEY optional"],
  ],
  [
    `var names = struct{ A, B string }{A: "A_KEY", B: "B_KEY"}\nvar x = os.Getenv(names.A) + os.Getenv(names.B)`,
    ["A_KEY optional", "B_KEY optional"],
  ],
  [`func f() { for _, k := range []string{"A_KEY", "B_KEY"} { os.Getenv(k) } }`, ["A_KEY optional", "B_KEY optional"]],
  [
    `func f() { for k, v := range map[string]string{"A_KEY": "x", "B_KEY": "y"} { g(os.Getenv(k), v) } }`,
    ["A_KEY optional", "B_KEY optional"],
  ],
  [`func f() { for flag, k := range map[string]string{"a": "A_KEY"} { g(os.Getenv(k), flag) } }`, ["A_KEY optional"]],
  [
    `func f() { for _, e := range []struct{ to *string; name string }{{&a, "A_KEY"}, {&b, "B_KEY"}} { *e.to = os.Getenv(e.name) } }`,
    ["A_KEY optional", "B_KEY optional"],
  ],
  [
    `func f(n string) { os.Getenv(fmt.Sprintf("APP_%s_URL", n)); os.Getenv("DB_" + strings.ToUpper(n)); os.Getenv(strings.Join([]string{"Q", n}, "_")) }`,
    ["APP_*_URL open", "DB_* open", "Q_* open"],
  ],
  [`func f(n string) { os.Getenv(fmt.Sprintf("APP_%s", "URL")) }`, ["APP_URL optional"]],
  [`func f(getenv func(string) string) { getenv("A_KEY") }\nvar g = os.Getenv\nvar x = g("B_KEY")`, ["A_KEY optional", "B_KEY optional"]],
  [`func f(k string) { for _, e := range os.Environ() { if strings.HasPrefix(e, "APP_") { g(e) } } }`, ["APP_* open"]],
  [`func f() { p := os.ExpandEnv("$A_DIR/x/\${B_DIR}"); g(p, os.ExpandEnv(p2())) }`, ["A_DIR optional", "B_DIR optional", "* open"]],
  [`func f() { v := os.Getenv("A_KEY"); if v == "" { f := func() { panic("later") }; g(f) } }`, ["A_KEY optional"]],
])("go: %s", async (code, expected) => {
  expect(await told({ "p/a.go": file(code) })).toEqual(expected);
});

test.each([
  ["an alias of the import", `package p\nimport env "os"\nvar x = env.Getenv("A_KEY")`, ["A_KEY optional"]],
  ["a dot import", `package p\nimport . "os"\nvar x = Getenv("A_KEY")`, []],
  ["a package that is called os", `package p\nimport "github.com/x/y/os"\nvar x = os.Getenv("A_KEY")`, []],
  [
    "a wrapper with a fallback",
    `package p\nimport "os"\nfunc getEnv(key, fallback string) string {\n\tif v, ok := os.LookupEnv(key); ok {\n\t\treturn v\n\t}\n\treturn fallback\n}\nvar x, y = getEnv("A_KEY", "d"), getEnv("B_KEY", "")`,
    [`A_KEY default "d"`, `B_KEY default ""`],
  ],
  [
    "a fallback of another name",
    `package p\nimport "os"\nfunc get(name, v0 string) string { v := os.Getenv(name); if v == "" { return v0 }; return v }\nvar x = get("A_KEY", "d")`,
    [`A_KEY default "d"`],
  ],
  [
    "a wrapper that fails",
    `package p\nimport "os"\nfunc mustMapEnv(target *string, envKey string) { v := os.Getenv(envKey); if v == "" { panic(envKey) }; *target = v }\nfunc f() { mustMapEnv(&a, "A_KEY") }`,
    ["A_KEY required"],
  ],
  [
    "a wrapper that returns an error",
    `package p\nimport ("os"; "fmt")\nfunc need(k string) (string, error) { v, ok := os.LookupEnv(k); if !ok { return "", fmt.Errorf("no %s", k) }; return v, nil }\nfunc f() { a, err := need("A_KEY"); g(a, err) }`,
    ["A_KEY required"],
  ],
  [
    "a wrapper of a wrapper",
    `package p\nimport ("os"; "strconv")\nfunc get(k, def string) string { if v := os.Getenv(k); v != "" { return v }; return def }\nfunc getInt(k string, def int) int { n, err := strconv.Atoi(get(k, "")); if err != nil { return def }; return n }\nvar x = getInt("A_KEY", 7)`,
    ["A_KEY default 7"],
  ],
  [
    "a method",
    `package p\nimport "os"\ntype Env struct{ prefix string }\nfunc (e *Env) Get(k string) string { return os.Getenv("APP_" + k) }\nfunc f(e *Env) { e.Get("URL"); n := &Env{}; n.Get("NAME") }`,
    ["APP_URL optional"],
  ],
  [
    "a generic function",
    `package p\nimport "os"\nfunc get[T any](k string, def T) T { v := os.Getenv(k); if v == "" { return def }; return parse[T](v) }\nvar x, y = get("A_KEY", 1), get[bool]("B_KEY", true)`,
    ["A_KEY default 1", "B_KEY default true"],
  ],
  [
    "a closure",
    `package p\nimport "os"\nfunc f() { get := func(k string) string { return os.Getenv("APP_" + k) }; get("URL") }`,
    ["APP_URL optional"],
  ],
])("go: %s", async (_what, code, expected) => {
  expect((await told({ "p/a.go": code })).filter((line) => line !== "* open")).toEqual(expected);
});

test("go: constants and wrappers of other files and packages", async () => {
  const files = {
    "util/env/env.go": `package env\nimport "os"\nfunc StringFromEnv(env string, defaultValue string) string {\n\tif str := os.Getenv(env); str != "" {\n\t\treturn str\n\t}\n\treturn defaultValue\n}\n`,
    "common/common.go": `package common\nconst (\n\t// EnvURL is the address.\n\tEnvURL = "A_URL"\n\tDefaultURL = "http://x"\n)\n`,
    "cmd/a.go": `package cmd\nimport (\n\t"os"\n\t"github.com/o/r/v3/common"\n\t"github.com/o/r/v3/util/env"\n)\nfunc f() { cmd.Flags().StringVar(&u, "url", env.StringFromEnv(common.EnvURL, common.DefaultURL), "help"); os.Getenv(local) }\n`,
    "cmd/b.go": `package cmd\nconst local = "B_KEY"\n`,
  };
  expect(await told(files)).toEqual([`A_URL default "http://x"`, "B_KEY optional"]);
});

test("a function that fails without a variable fails on some paths only where a branch or a switch of the environment calls it", async () => {
  const code = `func main() {
  if os.Getenv("TRACING") == "1" { must("A_KEY"); trace() }
  if ready() { serve() }
  must("B_KEY")
  setUp()
}
func trace() { must("C_KEY"); key, ok := os.LookupEnv("D_KEY"); if !ok { panic("no") }; g(key) }
func serve() { must("E_KEY") }
func setUp() { must("F_KEY") }
func must(name string) string { v := os.Getenv(name); if v == "" { panic(name) }; return v }`;
  const { reads } = await scanned({ "main.go": file(code) });
  expect(reads.map(({ variable, confidence }) => `${variable} ${String(confidence)}`)).toEqual([
    "TRACING null",
    "A_KEY conditional",
    "B_KEY guarded",
    "C_KEY conditional",
    "D_KEY guarded",
    "E_KEY guarded",
    "F_KEY guarded",
  ]);
});
