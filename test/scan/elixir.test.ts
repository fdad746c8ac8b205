import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

test.each([
  [
    `x = System.get_env("A_KEY", "d")\ny = System.fetch_env!("B_KEY")\nz = :os.getenv(~c"C_KEY")`,
    [`A_KEY default "d"`, "B_KEY required", "C_KEY optional"],
  ],
  [`{:ok, x} = System.fetch_env("A_KEY")\nwith {:ok, y} <- System.fetch_env("B_KEY"), do: y`, ["A_KEY required", "B_KEY optional"]],
  [
    `x = String.to_integer(System.get_env("A_KEY") || "4000")\ny = "B_KEY" |> System.get_env("5") |> String.to_integer()`,
    [`A_KEY default "4000"`, `B_KEY default "5"`],
  ],
  [
    `x = System.get_env("A_KEY") || raise """\nno\n"""\ny = System.get_env("B_KEY") || System.get_env("C_KEY") || raise("no")`,
    ["A_KEY required", "B_KEY required", "C_KEY required"],
  ],
  [
    `case System.get_env("A_KEY") do\n  nil -> raise "no"\n  value -> value\nend\nx = case System.get_env("B_KEY") do\n  value when is_binary(value) -> value\n  _ -> "d"\nend\ny = System.get_env("C_KEY") |> case do\n  nil -> 5\n  value -> String.to_integer(value)\nend`,
    ["A_KEY required", `B_KEY default "d"`, "C_KEY default 5"],
  ],
  [
    `x = case System.fetch_env("A_KEY") do\n  {:ok, value} -> value\n  :error -> "d"\nend\ny = case System.get_env("B_KEY") do\n  "true" -> true\n  "false" -> false\n  _ -> raise "no"\nend\nz = case System.get_env("C_KEY") do\n  "a" -> 1\n  _ -> 2\nend`,
    [`A_KEY default "d"`, "B_KEY required", "C_KEY optional"],
  ],
  [
    `unless System.get_env("A_KEY"), do: raise("no")\nif is_nil(System.get_env("B_KEY")) do\n  System.halt(1)\nend\nx = System.get_env("C_KEY")\nif x == nil or x == "" do\n  raise ArgumentError\nend`,
    ["A_KEY required", "B_KEY required", "C_KEY required"],
  ],
  [
    `x = if System.get_env("A_KEY") in ~w(true 1), do: [:inet6], else: []\nif System.get_env("B_KEY") do\n  1\nelse\n  2\nend`,
    ["A_KEY optional", "B_KEY optional"],
  ],
  [
    `x = System.get_env()["A_KEY"]\ny = Map.get(System.get_env(), "B_KEY", "d")\nz = Map.get(other, "C_KEY")`,
    ["A_KEY optional", `B_KEY default "d"`],
  ],
  [
    `for key <- ["A_KEY", "B_KEY"], do: System.get_env(key)\nEnum.map(~w(C_KEY), fn key -> System.get_env(key) end)\n["D_KEY"] |> Enum.map(&System.get_env/1)\nEnum.each(["E_KEY"], &System.fetch_env!(&1))\nfor {key, d} <- [{"F_KEY", "1"}], do: System.get_env(key, d)`,
    ["A_KEY optional", "B_KEY optional", "C_KEY optional", "D_KEY optional", "E_KEY required", "F_KEY default"],
  ],
  [
    `System.get_env("A_#{x}_B")\nSystem.get_env("C_" <> String.upcase(x))\nSystem.get_env(x)\nEnum.filter(System.get_env(), fn {key, _} -> String.starts_with?(key, "D_") end)`,
    ["A_*_B open", "C_* open", "* open", "D_* open"],
  ],
  [
    `config :a, url: {:system, "A_KEY"}, port: {:system, :integer, "B_KEY", 4000}, x: {:hush, Provider, "C_KEY", default: "d"}, y: {:hush, Provider, "D_KEY"}`,
    ["A_KEY optional", "B_KEY default 4000", `C_KEY default "d"`, "D_KEY required"],
  ],
  [`import Dotenvy\nx = [env!("A_KEY", :string), env!("B_KEY", :integer, 5)]`, ["A_KEY required", "B_KEY default 5"]],
  [
    `# System.get_env("A_KEY")\n"System.get_env(\\"B_KEY\\")"\nSystem.put_env("C_KEY", "x")\nSystem.delete_env("D_KEY")\nenv!("E_KEY", :string)`,
    [],
  ],
  [`if config_env() == :prod do\n  config :a, b: System.fetch_env!("A_KEY")\nend`, ["A_KEY required"]],
])("%s", async (code, lines) => {
  expect(await told({ "runtime.exs": `import Config\n${code}\n` })).toEqual(lines);
});

const ENV = `defmodule MyApp.Env do
  @moduledoc false
  @key "G_KEY"
  def boolean(name, default \\\\ false) do
    case System.get_env(name) do
      nil -> default
      value -> value in ["true", "1"]
    end
  end
  def get!(name), do: System.get_env(name) || raise "#{name} is missing"
  def required(name) do
    value = System.get_env(name)
    if is_nil(value) or value == "", do: raise("missing"), else: value
  end
  def int(name, default) when is_binary(name), do: name |> System.get_env(default) |> String.to_integer()
  def own, do: System.get_env(@key)
end
`;

test("wrappers of a module, by alias, import and full name", async () => {
  const use = `defmodule MyApp.Use do
  alias MyApp.Env
  alias MyApp.Env, as: E
  import MyApp.Env
  def all, do: [Env.boolean("A_KEY"), E.boolean("B_KEY", true), MyApp.Env.get!("C_KEY"), required("D_KEY"), Env.int("E_KEY", "5")]
end
`;
  expect(await told({ "lib/my_app/env.ex": ENV, "lib/my_app/use.ex": use })).toEqual([
    "G_KEY optional",
    "A_KEY default false",
    "B_KEY default true",
    "C_KEY required",
    "D_KEY required",
    `E_KEY default "5"`,
  ]);
});

test("a module beside its use in the same file", async () => {
  const code = `defmodule Util do\n  def fetch!(name, opts \\\\ []) do\n    System.fetch_env!(name)\n  end\nend\nconfig :a, b: Util.fetch!("A_KEY", all: "x")\n`;
  expect(await told({ "config/runtime.exs": code })).toEqual(["A_KEY required"]);
});
