import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

test.each([
  [`val x = System.getenv("A_KEY")`, ["A_KEY optional"]],
  [`val x = System.getenv("A_KEY") ?: "d"`, [`A_KEY default "d"`]],
  [
    `val x = System.getenv("A_KEY") ?: error("A_KEY")\nval y = System.getenv("B_KEY") ?: throw IllegalStateException("B_KEY")`,
    ["A_KEY required", "B_KEY required"],
  ],
  [`val x = System.getenv("A_KEY") ?: System.getenv("B_KEY") ?: "d"`, [`A_KEY default "d"`, `B_KEY default "d"`]],
  [
    `val x = System.getenv()["A_KEY"]\nval y = System.getenv().getOrDefault("B_KEY", "d")\nval z = "C_KEY" in System.getenv()`,
    ["A_KEY optional", `B_KEY default "d"`, "C_KEY presence"],
  ],
  [
    `val env = System.getenv()\nval x = env["A_KEY"] ?: "d"\nval y = env.getValue("B_KEY")\nval z = env.getOrElse("C_KEY") { "e" }`,
    [`A_KEY default "d"`, "B_KEY required", `C_KEY default "e"`],
  ],
  [
    `val x = System.getenv("A_KEY")?.toIntOrNull() ?: 8080\nval y = System.getenv("B_KEY")?.trim()?.takeIf { it.isNotBlank() } ?: "d"`,
    ["A_KEY default 8080", `B_KEY default "d"`],
  ],
  [
    `val x = System.getenv("A_KEY")!!\nval y = requireNotNull(System.getenv("B_KEY")) { "B_KEY" }\nval z = checkNotNull(System.getenv("C_KEY"))`,
    ["A_KEY required", "B_KEY required", "C_KEY required"],
  ],
  [
    `fun main() { val v = System.getenv("A_KEY")\nif (v == null) { throw E() }\n val w = System.getenv("B_KEY") ?: return }`,
    ["A_KEY required", "B_KEY optional"],
  ],
  [`fun main() { val v = System.getenv("A_KEY")\nif (v.isNullOrBlank()) exitProcess(1) }`, ["A_KEY required"]],
  [`val x = if (System.getenv("A_KEY") != null) System.getenv("A_KEY") else "d"`, ["A_KEY presence", `A_KEY default "d"`]],
  [
    `const val N = "A_KEY"\nobject K {\n const val B = "B_KEY"\n}\nclass T {\n companion object {\n const val C = "C_KEY"\n }\n fun f() { System.getenv(N); System.getenv(K.B); System.getenv(C); System.getenv(T.C) } }`,
    ["A_KEY optional", "B_KEY optional", "C_KEY optional", "C_KEY optional"],
  ],
  [`fun f(n: String) { System.getenv("APP_\${n}_URL"); System.getenv("DB_" + g(n)) }`, ["APP_*_URL open", "DB_* open"]],
  [`fun f() { System.getenv("$x") \n System.getenv("APP_$y") }`, ["* open", "APP_* open"]],
  [`for (n in listOf("A_KEY", "B_KEY")) System.getenv(n)`, ["A_KEY optional", "B_KEY optional"]],
  [
    `fun env(name: String, default: String? = null): String = System.getenv(name) ?: default ?: throw E("x $name")\nval a = env("A_KEY", "d")\nval b = env(name = "B_KEY", default = "e")`,
    [`A_KEY default "d"`, `B_KEY default "e"`],
  ],
  [`object Env { fun must(name: String) = System.getenv(name) ?: error("no $name") }\nval a = Env.must("A_KEY")`, ["A_KEY required"]],
  [`// System.getenv("A_KEY")\nval s = "System.getenv(B_KEY)"\nval p = System.getProperty("C_KEY")`, []],
  [`val x by lazy { System.getenv("A_KEY") ?: "d" }`, [`A_KEY default "d"`]],
  [
    `val x: String = System.getenv("A_KEY")\nval y: String? = System.getenv("B_KEY")\nfun z(): String = System.getenv("C_KEY")`,
    ["A_KEY required", "B_KEY optional", "C_KEY required"],
  ],
  [
    `class C(env: Map<String, String>) {\n val a = env.getValue("A_KEY")\n}\nfun main() {\n val env = System.getenv()\n C(env)\n}`,
    ["A_KEY required"],
  ],
])("kotlin: %s", async (code, expected) => {
  expect(await told({ "T.kt": `package a\n${code}\n` })).toEqual(expected);
});

test.each([
  [
    {
      "src/com/a/Keys.kt": `package com.a\nconst val A = "A_KEY"\nobject K { const val B = "B_KEY" }`,
      "src/com/b/T.kt": `package com.b\nimport com.a.A\nimport com.a.K\nimport com.a.K.B as C\nval x = System.getenv(A) + System.getenv(K.B) + System.getenv(C)`,
    },
    ["A_KEY optional", "B_KEY optional", "B_KEY optional"],
  ],
  [
    { "a/Env.kt": `package a\ninternal fun env(n: String) = System.getenv(n) ?: error(n)`, "a/T.kt": `package a\nval x = env("A_KEY")` },
    ["A_KEY required"],
  ],
])("kotlin across files", async (files, expected) => {
  expect(await told(files)).toEqual(expected);
});
