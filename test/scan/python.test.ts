import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

const IMPORTS = "import os, sys\nfrom os import environ, getenv\n";

test.each([
  [`x = os.environ["A_KEY"]; y = environ["B_KEY"]; z = os.environb.get(b"C_KEY")`, ["A_KEY required", "B_KEY required", "C_KEY optional"]],
  [`from os import environ as env\nx = env["A_KEY"]\ny = env.get("B_KEY", 5)`, ["A_KEY required", "B_KEY default 5"]],
  [`import os as o\ne = o.environ\nget = e.get\nx = e["A_KEY"]\ny = get("B_KEY", "d")`, ["A_KEY required", `B_KEY default "d"`]],
  [
    `copied = os.environ.copy()\nx = copied["A_KEY"]\ny = dict(os.environ).get("B_KEY")\nz = (os.environ | {"C": "1"})["C_KEY"]`,
    ["A_KEY required", "B_KEY optional", "C_KEY required"],
  ],
  [
    `def f(env):\n  return env.get("A_KEY", "a")\nf(os.environ)\ndef g(env=os.environ):\n  return env["B_KEY"]`,
    [`A_KEY default "a"`, "B_KEY required"],
  ],
  [`x = os.getenv("A_KEY") or os.getenv("B_KEY") or "d"`, [`A_KEY default "d"`, `B_KEY default "d"`]],
  [`x = os.getenv("A_KEY", "false").lower() == "true"\ny = int(os.getenv("B_KEY", 5))`, [`A_KEY default "false"`, "B_KEY default 5"]],
  [`x = f"{os.environ.get('A_KEY', 'a')}-{os.environ['B_KEY']}"`, [`A_KEY default "a"`, "B_KEY required"]],
  [
    `os.environ["A_KEY"] = os.environ.get("B_KEY", "")\nos.environ.setdefault("C_KEY", "x")\nos.environ.pop("D_KEY", None)\ndel os.environ["E_KEY"]`,
    [`B_KEY default ""`],
  ],
  [`x = os.environ.setdefault("A_KEY", "d")\ny = os.environ.pop("B_KEY")`, [`A_KEY default "d"`, "B_KEY required"]],
  [`# os.environ["A_KEY"]\n"""os.environ["B_KEY"]"""\nx = "os.getenv('C_KEY')"`, []],
  [`class environ:\n  pass\ndef f(request):\n  return request.environ["A_KEY"]`, []],
])("reads: %s", async (code, lines) => {
  expect(await told({ "a.py": `${IMPORTS}${code}\n` })).toEqual(lines);
});

test.each([
  [`try:\n  x = os.environ["A_KEY"]\nexcept KeyError:\n  x = "d"`, [`A_KEY default "d"`]],
  [`try:\n  x = os.environ["A_KEY"]\nexcept KeyError:\n  pass`, ["A_KEY optional"]],
  [`try:\n  x = os.environ["A_KEY"]\nexcept KeyError as error:\n  raise RuntimeError() from error`, ["A_KEY required"]],
  [`x = os.environ["A_KEY"] if "A_KEY" in os.environ else "d"`, [`A_KEY default "d"`, "A_KEY presence"]],
  [`x = "A_KEY" in os.environ and os.environ["A_KEY"] == "1"`, ["A_KEY presence", "A_KEY optional"]],
  [`def f():\n  if "A_KEY" not in os.environ:\n    return None\n  return os.environ["A_KEY"]`, ["A_KEY presence", "A_KEY optional"]],
  [`if "A_KEY" not in os.environ:\n  sys.exit("no")`, ["A_KEY required"]],
  [`if not (x := os.getenv("A_KEY")):\n  raise ValueError`, ["A_KEY required"]],
  [`x = os.getenv("A_KEY")\nassert x is not None\nassert os.getenv("B_KEY")`, ["A_KEY required", "B_KEY required"]],
  [`x = os.getenv("A_KEY")\nif not x:\n  if DEBUG:\n    x = "dev"\n  else:\n    raise ValueError`, ["A_KEY required"]],
  [`x = os.getenv("A_KEY")\nif not x and not DEBUG:\n  raise ValueError`, ["A_KEY required"]],
  [`x = os.getenv("A_KEY")\nif not DEBUG and x in [None, "changeme"]:\n  raise ValueError`, ["A_KEY required"]],
  [`class S:\n  def __init__(self):\n    self.key = os.getenv("A_KEY")\n    if not self.key:\n      raise ValueError`, ["A_KEY required"]],
  [
    `class S:\n  def __init__(self):\n    self.key = os.getenv("A_KEY")\n    self.url = os.getenv("B_KEY", "b")\n  def send(self):\n    if not self.key:\n      raise ValueError`,
    ["A_KEY optional", `B_KEY default "b"`],
  ],
  [`x = os.getenv("A_KEY")\nif FEATURE and not x:\n  raise ValueError`, ["A_KEY optional"]],
  [`x = os.getenv("A_KEY")\nif not x and DEBUG:\n  x = "dev"`, ["A_KEY optional"]],
  [`x = os.getenv("A_KEY")\nif x is None:\n  x = "d"`, [`A_KEY default "d"`]],
  [
    `missing = [k for k in ("A_KEY", "B_KEY") if k not in os.environ]\nif missing:\n  raise SystemExit(1)`,
    ["A_KEY required", "B_KEY required"],
  ],
])("without a value: %s", async (code, lines) => {
  expect(await told({ "a.py": `${IMPORTS}${code}\n` })).toEqual(lines);
});

test.each([
  [`def must(name):\n  return os.environ[name]\nx = must("A_KEY")`, ["A_KEY required"]],
  [
    `NO = object()\ndef env(name, default=NO):\n  v = os.getenv(name)\n  if v is None:\n    if default is NO:\n      raise KeyError(name)\n    return default\n  return v\nx = env("A_KEY")\ny = env("B_KEY", "d")`,
    ["A_KEY required", `B_KEY default "d"`],
  ],
  [
    `NO = object()\ndef env(name, default=NO):\n  v = os.environ.get(name, default)\n  if v is NO:\n    raise KeyError(name)\n  return v\nx = env("A_KEY")`,
    ["A_KEY required"],
  ],
  [
    `def get(key: str, default: str = "NO") -> bool:\n  return bool(os.getenv(key, default).lower() in ("yes",))\nx = get("A_KEY")\ny = get("B_KEY", "YES")`,
    [`A_KEY default "NO"`, `B_KEY default "YES"`],
  ],
  [
    `def path(key, default):\n  if key in os.environ:\n    return Path(os.environ[key])\n  return Path(default)\nx = path("A_KEY", "/x")`,
    [`A_KEY default "/x"`],
  ],
  [`def url(name):\n  if name in os.environ:\n    return os.environ[name]\n  return None\nx = url("A_KEY")`, ["A_KEY optional"]],
  [
    `class Env:\n  def __call__(self, name, default=None):\n    return os.environ.get(name, default)\n  def __getitem__(self, name):\n    return os.environ[name]\n  def flag(self, name, default=False):\n    return self(name, default) in ("1",)\n  @classmethod\n  def need(cls, name):\n    return os.environ[name]\n  @staticmethod\n  def text(name, default="s"):\n    return os.getenv(name, default)\nenv = Env()\nx = [env("A_KEY"), env("B_KEY", "d"), env["C_KEY"], env.flag("D_KEY", True), Env.need("E_KEY"), Env.text("F_KEY")]`,
    ["A_KEY optional", `B_KEY default "d"`, "C_KEY required", "D_KEY default True", "E_KEY required", `F_KEY default "s"`],
  ],
  [
    `def first(*names):\n  for name in names:\n    if v := os.getenv(name):\n      return v\nx = first("A_KEY", "B_KEY")`,
    ["A_KEY optional", "B_KEY optional"],
  ],
  [
    `def first(names):\n  return next((os.environ[n] for n in names if n in os.environ), None)\nx = first(["A_KEY", "B_KEY"])`,
    ["A_KEY optional", "B_KEY optional"],
  ],
  [
    `x = {k: os.environ.get(k, d) for k, d in [("A_KEY", "1"), ("B_KEY", "2")]}\nfor k, d in {"C_KEY": "x"}.items():\n  os.environ[k]`,
    ["A_KEY default", "B_KEY default", "C_KEY required"],
  ],
  [
    `os.getenv("A_%s" % x)\nos.getenv("B_{}_C".format(x))\nos.getenv("D_" + x.upper())\nos.getenv("e".upper() + "_KEY")`,
    ["E_KEY optional", "A_* open", "B_*_C open", "D_* open"],
  ],
  [
    `x = {k[4:]: v for k, v in os.environ.items() if k.startswith("PRE_")}\nfor k in os.environ:\n  if k.startswith(("A_", "B_")):\n    pass`,
    ["PRE_* open", "A_* open", "B_* open"],
  ],
])("names: %s", async (code, lines) => {
  expect(await told({ "a.py": `${IMPORTS}${code}\n` })).toEqual(lines);
});

test.each([
  [
    {
      "s/base.py": "import os\nenv = os.environ\ndef need(n):\n  return env[n]\n",
      "s/prod.py": `from .base import *\nx = env["A_KEY"]\ny = need("B_KEY")\n`,
    },
    ["A_KEY required", "B_KEY required"],
  ],
  [
    {
      "names.py": `KEY = "A_KEY"\nclass Names:\n  TWO = "B_KEY"\n`,
      "a.py": "import os\nfrom names import KEY, Names\nx = os.getenv(KEY)\ny = os.getenv(Names.TWO)\n",
    },
    ["A_KEY optional", "B_KEY optional"],
  ],
  [{ "one.py": "from two import x\n", "two.py": "from one import x\nimport os\nos.getenv(x)\n" }, ["* open"]],
])("across files: %j", async (files, lines) => {
  expect(await told(files)).toEqual(lines);
});
