import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

const within = (code: string): string =>
  `using System;\nnamespace N;\nclass T\n{\n  void Configure(IConfiguration configuration)\n  {\n${code}\n  }\n}\n`;

test.each([
  [`var x = Environment.GetEnvironmentVariable("A_KEY");`, ["A_KEY optional"]],
  [`var x = System.Environment.GetEnvironmentVariable("A_KEY", EnvironmentVariableTarget.Process) ?? "d";`, [`A_KEY default "d"`]],
  [`var x = Environment.GetEnvironmentVariable("A_KEY") ?? throw new InvalidOperationException("A_KEY");`, ["A_KEY required"]],
  [
    `var x = Environment.GetEnvironmentVariable("A_KEY") ?? Environment.GetEnvironmentVariable("B_KEY") ?? string.Empty;`,
    [`A_KEY default ""`, `B_KEY default ""`],
  ],
  [
    `var x = Environment.GetEnvironmentVariable("A_KEY")!; var y = Environment.GetEnvironmentVariable("B_KEY")?.Trim() ?? "d";`,
    ["A_KEY optional", `B_KEY default "d"`],
  ],
  [`var v = Environment.GetEnvironmentVariable("A_KEY"); if (string.IsNullOrEmpty(v)) { throw new Exception(); }`, ["A_KEY required"]],
  [
    `var v = Environment.GetEnvironmentVariable("A_KEY"); if (v is null) throw new Exception(); var w = Environment.GetEnvironmentVariable("B_KEY"); if (w == null) Environment.Exit(1);`,
    ["A_KEY required", "B_KEY required"],
  ],
  [`this.key = Environment.GetEnvironmentVariable("A_KEY"); if (this.key == null) throw new Exception();`, ["A_KEY required"]],
  [`if (string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable("A_KEY"))) throw new Exception();`, ["A_KEY required"]],
  [
    `int p = int.Parse(Environment.GetEnvironmentVariable("A_KEY") ?? "8080"); int.TryParse(Environment.GetEnvironmentVariable("B_KEY"), out var q);`,
    [`A_KEY default "8080"`, "B_KEY optional"],
  ],
  [`foreach (var k in new[] { "A_KEY", "B_KEY" }) { Environment.GetEnvironmentVariable(k); }`, ["A_KEY optional", "B_KEY optional"]],
  [
    `Environment.GetEnvironmentVariable($"APP_{x}_URL"); Environment.GetEnvironmentVariable("DB_" + y); Environment.GetEnvironmentVariable(string.Format("Q_{0}", z));`,
    ["APP_*_URL open", "DB_* open", "Q_* open"],
  ],
  [
    `Environment.SetEnvironmentVariable("A_KEY", "1"); // Environment.GetEnvironmentVariable("B_KEY")\n var s = "Environment.GetEnvironmentVariable(C_KEY)";`,
    [],
  ],
])("c#: %s", async (code, expected) => {
  expect(await told({ "T.cs": within(code) })).toEqual(expected);
});

test.each([
  [
    "constants",
    {
      "K.cs": `namespace N { public static class K { public const string A = "A_KEY"; public static readonly string B = "B_" + "KEY"; } }`,
      "T.cs": `namespace N { class T { const string C = "C_KEY"; string x = Environment.GetEnvironmentVariable(K.A) + Environment.GetEnvironmentVariable(K.B) + Environment.GetEnvironmentVariable(C) + Environment.GetEnvironmentVariable(nameof(D_KEY)); } }`,
    },
    ["A_KEY optional", "B_KEY optional", "C_KEY optional", "D_KEY optional"],
  ],
  [
    "wrappers",
    {
      "Env.cs": `static class Env { public static string Get(string name, string fallback = "f") => Environment.GetEnvironmentVariable(name) ?? fallback; public static string Must(string name) { return Environment.GetEnvironmentVariable(name) ?? throw new E(name); } }`,
      "T.cs": `class T { string a = Env.Get("A_KEY", "d"); string b = Env.Get("B_KEY"); string c = Env.Must("C_KEY"); }`,
    },
    [`A_KEY default "d"`, `B_KEY default "f"`, "C_KEY required"],
  ],
  [
    "an alias",
    {
      "T.cs": `using E = System.Environment;\nclass T { string a = E.GetEnvironmentVariable("A_KEY"); string P { get; } = E.GetEnvironmentVariable("B_KEY") ?? "d"; string Q => E.GetEnvironmentVariable("C_KEY") ?? "e"; }`,
    },
    ["A_KEY optional", `B_KEY default "d"`, `C_KEY default "e"`],
  ],
])("c#: %s", async (_what, files, expected) => {
  expect(await told(files)).toEqual(expected);
});

test.each([
  [`configuration["A_KEY"]; configuration["A:B"] ?? "d"; configuration["Urls"];`, ["A_KEY optional", `A__B default "d"`]],
  [
    `configuration.GetValue<int>("A_KEY", 3); configuration.GetValue<bool>("A:B"); configuration.GetConnectionString("Main") ?? throw new E();`,
    ["A_KEY default 3", "A__B optional", "ConnectionStrings__Main required"],
  ],
  [
    `configuration.GetSection("A")["B"]; configuration.GetSection("A").GetSection("C").GetValue<int>("D", 1); var s = configuration.GetRequiredSection("E"); s["F"];`,
    ["A__B optional", "A__C__D default 1", "E__F optional"],
  ],
  [
    `services.Configure<O>(configuration.GetSection("A")); configuration.GetSection("B:C").Get<P>(); builder.Configuration["D_KEY"]; map["E_KEY"];`,
    ["D_KEY optional", "A__* open", "B__C__* open"],
  ],
  [
    `string a = configuration["A_KEY"]; if (!string.IsNullOrEmpty(a)) { f(); } configuration["B_KEY"] = "x"; configuration["C_" + x];`,
    ["A_KEY optional", "C_* open"],
  ],
])("configuration: %s", async (code, expected) => {
  expect(await told({ "T.cs": within(code) })).toEqual(expected);
});

test("a configuration that is kept", async () => {
  const code = `class T { private readonly IConfiguration _settings; public T(IConfiguration settings) { _settings = settings; } string F() => _settings["A_KEY"] ?? "d"; public IConfiguration Configuration { get; } string G() => Configuration["B_KEY"]; }`;
  expect(await told({ "T.cs": code })).toEqual([`A_KEY default "d"`, "B_KEY optional"]);
});
