import { expect, test } from "@jest/globals";
import { scanned, told } from "./support.ts";

test.each([
  [
    `import environ\nfrom elsewhere import more\nown = {"A_KEY": (int, 7)}\nenv = environ.Env(**own)\nx = [env("A_KEY"), env("B_KEY")]\nother = environ.Env(B_KEY=str, **more)\ny = [other("A_KEY"), other("B_KEY")]`,
    ["A_KEY default 7", "B_KEY required", "A_KEY optional", "B_KEY required"],
  ],
  [
    `import environ\nenv = environ.Env(DEBUG=(bool, True), NAME=str)\nx = [env("DEBUG"), env("NAME"), env("DEBUG", default=False)]`,
    ["DEBUG default True", "NAME required", "DEBUG default False"],
  ],
  [
    `from environ import Env\ne = Env()\nx = [e.str("A_KEY", default=None), e.list("B_KEY", str, ["x"]), e.db(), e.db("D_URL", "sqlite://"), e.cache_url(), "C_KEY" in e, e.ENVIRON["F_KEY"]]\ne.read_env(".env")`,
    [
      "A_KEY optional",
      "B_KEY default",
      "DATABASE_URL required",
      `D_URL default "sqlite://"`,
      "CACHE_URL required",
      "C_KEY presence",
      "F_KEY required",
    ],
  ],
  [
    `import environ\nenv = environ.FileAwareEnv()\nx = env("A_KEY")\ny = env.db()`,
    ["A_KEY required", "A_KEY_FILE optional", "DATABASE_URL required", "DATABASE_URL_FILE optional"],
  ],
  [
    `import environ\nenv = environ.Env()\ndef get(name, default=env.NOTSET):\n  return env(name, default=default)\nx = get("A_KEY")\ny = get("B_KEY", "d")`,
    ["A_KEY required", `B_KEY default "d"`],
  ],
  [
    `from environs import Env, env as single\nenv = Env(prefix="P_")\nwith env.prefixed("A_"), env.prefixed("B_"):\n  x = env.int("ONE", 3)\n  with env.prefixed("C_"):\n    y = env.list("TWO", subcast=int, missing=[])\nz = [env("THREE"), single.bool("FOUR", default=False)]\nenv.read_env()`,
    ["P_A_B_ONE default 3", "P_A_B_C_TWO default", "P_THREE required", "FOUR default False"],
  ],
  [`from environs import FileAwareEnv\nenv = FileAwareEnv()\nx = env("A_KEY", "d")`, [`A_KEY default "d"`, "A_KEY_FILE optional"]],
  [
    `from decouple import AutoConfig, Config, Csv, RepositoryEnv, config\nc = Config(RepositoryEnv(".env"))\na = AutoConfig(".")\nx = [c("A_KEY", default=1, cast=int), c.get("B_KEY", "d"), config("C_KEY", cast=Csv()), a("D_KEY")]`,
    ["A_KEY default 1", `B_KEY default "d"`, "C_KEY required", "D_KEY required"],
  ],
  [
    `from starlette.config import Config, environ\nconfig = Config(".env", env_prefix="S_")\nx = [config("A", cast=Secret), config("B", bool, False), config.get("C", default=None), environ["D_KEY"]]\nenviron["E_KEY"] = "1"`,
    ["S_A required", "S_B default False", "S_C optional", "D_KEY required"],
  ],
  [
    `import dj_database_url as u, django_cache_url\nx = [u.config(default="sqlite://"), u.config("R_URL"), u.config(env=u.DEFAULT_ENV, default="x"), django_cache_url.config(), u.parse(y)]`,
    [`DATABASE_URL default "sqlite://"`, "R_URL optional", `DATABASE_URL default "x"`, "CACHE_URL optional"],
  ],
  [
    `from dynaconf import Dynaconf, Validator\nx = Dynaconf(envvar_prefix="MY", validators=[Validator("NAME", must_exist=True), Validator("DB.HOST", default="h")])`,
    ["MY_NAME required", `MY_DB__HOST default "h"`, "MY_* open"],
  ],
  [`import dynaconf\nx = dynaconf.Dynaconf()`, ["DYNACONF_* open"]],
  [
    `import configargparse\np = configargparse.ArgParser(auto_env_var_prefix="z_")\np.add("--x", env_var="A_KEY", default="d")\np.add_argument("--y", env_var="B_KEY", required=True)\np.add("--z", env_var="C_KEY")`,
    [`A_KEY default "d"`, "B_KEY required", "C_KEY optional", "Z_* open"],
  ],
  [
    `app.config.from_envvar("A_KEY")\napp.config.from_envvar("B_KEY", silent=True)\napp.config.from_prefixed_env("MY")\napp.config.from_prefixed_env()`,
    ["A_KEY required", "B_KEY optional", "MY_* open", "FLASK_* open"],
  ],
  [
    `def config(name, default=None):\n  return settings[name]\nx = config("A_KEY", default="x")\nenv = Thing()\ny = env("B_KEY")\nz = env.db("C_KEY")`,
    [],
  ],
])("%s", async (code, lines) => {
  expect(await told({ "a.py": `${code}\n` })).toEqual(lines);
});

test.each([
  [
    `@click.option("--a", envvar="A_KEY", required=True)\n@click.option("--b", envvar="B_KEY", is_flag=True)\n@click.argument("c", envvar="C_KEY")\n@click.argument("d", envvar="D_KEY", required=False)\n@click.option("--e", envvar=["E_KEY", "F_KEY"], default=5)\ndef f(): pass`,
    ["A_KEY required", "B_KEY optional", "C_KEY required", "D_KEY optional", "E_KEY default 5", "F_KEY default 5"],
  ],
  [
    `def f(\n  a: Annotated[str, typer.Option(envvar="A_KEY")],\n  b: Annotated[int, typer.Option("--b", envvar="B_KEY")] = 3,\n  c: str = typer.Option(None, envvar="C_KEY"),\n  d: str = typer.Option(..., envvar="D_KEY"),\n): pass`,
    ["A_KEY required", "B_KEY default 3", "C_KEY optional", "D_KEY required"],
  ],
  [
    `main(auto_envvar_prefix="APP")\n@click.command(context_settings={"auto_envvar_prefix": "CLI"})\ndef g(): pass`,
    ["APP_* open", "CLI_* open"],
  ],
])("click and typer: %s", async (code, lines) => {
  expect(await told({ "a.py": `import click, typer\n${code}\n` })).toEqual(lines);
});

const SETTINGS =
  "from typing import Annotated, ClassVar, Optional\nfrom pydantic import AliasChoices, AliasPath, BaseModel, Field, SecretStr\nfrom pydantic_settings import BaseSettings, SettingsConfigDict\n";

test.each([
  [
    `class S(BaseSettings):\n  a: str\n  b: Optional[str]\n  c: str | None = None\n  d: list[str] = Field(default_factory=list)\n  e: int = Field(5, gt=0)\n  f: SecretStr = SecretStr("s")\n  g: ClassVar[str] = "x"\n  _h: str = "x"\n  @property\n  def i(self): return 1`,
    ["A required", "B required", "C optional", "D default", "E default 5", `F default "s"`],
  ],
  [
    `class S(BaseSettings):\n  model_config = SettingsConfigDict(env_prefix="P_")\n  a: str\n  b: Annotated[int, Field(alias="B_KEY")] = 7\n  c: str = Field(validation_alias=AliasChoices("C_ONE", AliasPath("C_TWO", 0)))`,
    ["P_A required", "B_KEY default 7", "C_ONE required", "C_TWO required"],
  ],
  [`PREFIX = "P_"\nclass S(BaseSettings, env_prefix=PREFIX, case_sensitive=True):\n  someKey: str = "d"`, [`P_someKey default "d"`]],
  [
    `class D(BaseModel):\n  host: str\n  port: int = 5432\nclass S(BaseSettings):\n  model_config = SettingsConfigDict(env_nested_delimiter="__")\n  db: D\n  other: D = D(host="x")`,
    ["DB__HOST required", "OTHER__HOST optional", "DB__PORT default 5432", "OTHER__PORT default 5432"],
  ],
  [`class D(BaseModel):\n  host: str\nclass S(BaseSettings):\n  db: D`, ["DB required"]],
  [
    `class D(BaseSettings):\n  model_config = {"env_prefix": "D_"}\n  host: str\nclass S(BaseSettings):\n  db: D = Field(default_factory=D)`,
    ["D_HOST required"],
  ],
  [`class Base(BaseSettings):\n  a: str\nclass S(Base):\n  b: str = "x"`, ["A required", `B default "x"`]],
  [
    `class Base(BaseSettings):\n  a: str\nclass S(Base):\n  model_config = {"env_prefix": "S_"}\nclass T(Base):\n  model_config = {"env_prefix": "T_"}`,
    ["S_A required", "T_A required"],
  ],
  [`class S(BaseSettings):\n  model_config = {"env_prefix": f"{name}_"}\n  thing: str`, ["*_THING open"]],
  [
    `class S(BaseSettings):\n  a: str\n  b: str\n  c: str\ndef make():\n  made = {"a": own()}\n  return S(_env_file=".env", b=own(), **made)`,
    ["A optional", "B optional", "C required"],
  ],
  [`class S(BaseSettings):\n  a: str\ndef make(**more):\n  return S(**more)`, ["A optional"]],
  [`class S(BaseSettings):\n  a: str\none = S(a="x")\ntwo = S()`, ["A required"]],
  [
    `class Base(BaseSettings):\n  a: str\n  b: str\nclass S(Base):\n  c: str\none = S(a="x", c="y")`,
    ["A optional", "B required", "C optional"],
  ],
  [`class S(BaseModel):\n  a: str\nclass T(AppConfig):\n  name: str = "x"`, []],
])("pydantic-settings: %s", async (code, lines) => {
  expect(await told({ "a.py": `${SETTINGS}${code}\n` })).toEqual(lines);
});

test("pydantic 1 names variables by env, a list of them, or the class Config", async () => {
  const code = `from pydantic import BaseSettings, Field
class S(BaseSettings):
  a: str
  b: str = Field("x", env="B_KEY")
  c: str = Field(..., env=["C_ONE", "C_TWO"])
  d: Optional[str]
  e: str = Field(alias="ignored")
  f: str
  class Config:
    env_prefix = "P_"
    fields = {"f": {"env": "F_KEY"}}
`;
  expect(await told({ "a.py": code })).toEqual([
    "P_A required",
    `B_KEY default "x"`,
    "C_ONE required",
    "C_TWO required",
    "P_D optional",
    "P_E required",
    "F_KEY required",
  ]);
  const { reads } = await scanned({ "a.py": code });
  expect(reads.flatMap(({ variable, group }) => (group === null ? [] : [variable]))).toEqual(["C_ONE", "C_TWO"]);
});

test("settings classes inherit across files", async () => {
  const files = {
    "base.py": `${SETTINGS}class Common(BaseSettings):\n  a: str\n`,
    "app.py": `from base import Common\nclass AppSettings(Common):\n  model_config = {"env_prefix": "APP_"}\n  b: int = 1\n`,
  };
  expect(await told(files)).toEqual(["APP_A required", "APP_B default 1", "A required"]);
});

test("a variable and the file that may hold it satisfy each other", async () => {
  const { reads } = await scanned({
    "a.py": `import environ\nenv = environ.FileAwareEnv()\nx = env("A_KEY")\ny = env("B_KEY", default="d")\n`,
  });
  expect(reads.map(({ variable, group }) => [variable, group])).toEqual([
    ["A_KEY", 0],
    ["A_KEY_FILE", 0],
    ["B_KEY", null],
    ["B_KEY_FILE", null],
  ]);
});
