import { expect, test } from "@jest/globals";
import { scanned, told } from "./support.ts";

const imports = {
  envconfig: "github.com/kelseyhightower/envconfig",
  caarlos0: "github.com/caarlos0/env/v11",
  cleanenv: "github.com/ilyakaznacheev/cleanenv",
  sethvargo: "github.com/sethvargo/go-envconfig",
  viper: "github.com/spf13/viper",
  koanf: "github.com/knadh/koanf/providers/env",
  koanf2: "github.com/knadh/koanf/providers/env/v2",
  cli: "github.com/urfave/cli/v2",
  kingpin: "gopkg.in/alecthomas/kingpin.v2",
  kong: "github.com/alecthomas/kong",
  flags: "github.com/jessevdk/go-flags",
  arg: "github.com/alexflint/go-arg",
  ff: "github.com/peterbourgon/ff/v3",
  namsral: "github.com/namsral/flag",
};

const file = (library: keyof typeof imports, code: string): string => `package p\n\nimport "${imports[library]}"\n\n${code}\n`;

const cases: readonly (readonly [keyof typeof imports, string, readonly string[]])[] = [
  [
    "envconfig",
    'type C struct { URL string `envconfig:"DATABASE_URL" required:"true"`\n Max int `default:"5"` }\nfunc f() { var c C; envconfig.MustProcess("app", &c) }',
    ["APP_DATABASE_URL required", "DATABASE_URL required", "APP_MAX default 5"],
  ],
  [
    "envconfig",
    'type C struct { MaxHTTPSize int `split_words:"true"`\n APIKey string `split_words:"true"`\n Plain string\n hidden string\n Gone string `ignored:"true"` }\nfunc f() { envconfig.Process("", &C{}) }',
    ["MAX_HTTP_SIZE optional", "API_KEY optional", "PLAIN optional"],
  ],
  [
    "envconfig",
    'type Base struct { Level string }\ntype DB struct { Host string }\ntype C struct { Base\n Main DB\n Replica *DB `envconfig:"replica"`\n Tags []string\n Labels map[string]string\n F func() }\nfunc f(c *C) { envconfig.Process("my", c) }',
    ["MY_LEVEL optional", "MY_MAIN_HOST optional", "MY_REPLICA_HOST optional", "MY_TAGS optional", "MY_LABELS optional"].toSorted(),
  ],
  [
    "envconfig",
    'type Level struct { n int }\nfunc (l *Level) Decode(v string) error { return nil }\ntype C struct { Log Level\n At time.Time\n Raw struct { X int } }\nfunc f() { c := C{}; envconfig.Process("a", &c) }',
    ["A_LOG optional", "A_AT optional", "A_RAW_X optional"].toSorted(),
  ],
  [
    "envconfig",
    'const prefix = "APP"\ntype C struct { Port int }\nfunc load(p string, to interface{}) error { return envconfig.Process(p, to) }\nfunc f() { var c C; load(prefix, &c) }',
    ["APP_PORT optional"],
  ],
  ["envconfig", 'func f(to interface{}) { envconfig.Process("app", to) }', ["* open"]],
  [
    "caarlos0",
    'type C struct { A string `env:"A_KEY,required"`\n B int `env:"B_KEY" envDefault:"3"`\n D string `env:"D_KEY,notEmpty"`\n E string `env:"E_KEY,required" envDefault:"e"`\n F string `env:"F_KEY,file,unset"`\n G string\n H string `env:"-"` }\nfunc f() { c := C{}; env.Parse(&c) }',
    ["A_KEY required", "B_KEY default 3", "D_KEY required", 'E_KEY default "e"', "F_KEY optional"],
  ],
  [
    "caarlos0",
    'type In struct { Host string `env:"HOST"` }\ntype C struct { A In `envPrefix:"A_"`\n B *In `envPrefix:"B_"`\n D *In `envPrefix:"D_" env:",init"` }\nfunc f() { c, err := env.ParseAsWithOptions[C](env.Options{Prefix: "APP_", RequiredIfNoDef: true}); g(c, err) }',
    ["APP_A_HOST required", "APP_D_HOST required"],
  ],
  [
    "caarlos0",
    'type C struct { APIKey string\n Port int `env:"PORT_NO"` }\nfunc f() { cfg := &C{}; opts := env.Options{UseFieldNameByDefault: true}; env.ParseWithOptions(cfg, opts) }',
    ["API_KEY optional", "PORT_NO optional"],
  ],
  [
    "cleanenv",
    'type C struct { A string `yaml:"a" env:"A_KEY,A_OLD" env-default:"d"`\n B string `env:"B_KEY" env-required:"true"`\n In struct { Host string `env:"HOST" env-default:"h"` } `env-prefix:"IN_"` }\nfunc f() { var c C; cleanenv.ReadConfig("x.yml", &c) }',
    ['A_KEY default "d"', 'A_OLD default "d"', "B_KEY required", 'IN_HOST default "h"'],
  ],
  [
    "sethvargo",
    'type DB struct { Host string `env:"HOST, default=a,b"` }\ntype C struct { A string `env:"A_KEY, required"`\n DB *DB `env:", prefix=DB_"` }\nfunc f() { var c C; envconfig.Process(ctx, &c) }',
    ["A_KEY required", 'DB_HOST default "a,b"'].toSorted(),
  ],
  [
    "sethvargo",
    'type C struct { A string `env:"A_KEY"` }\nfunc f() { var c C; envconfig.ProcessWith(ctx, &envconfig.Config{Target: &c, Lookuper: envconfig.PrefixLookuper("APP_", envconfig.OsLookuper())}) }',
    ["APP_A_KEY optional"],
  ],
  [
    "viper",
    'func f() { viper.SetEnvPrefix("app"); viper.SetDefault("port", 80); viper.BindEnv("port"); viper.BindEnv("id", "ID_KEY", "ID_OLD") }',
    ["APP_PORT default 80", "ID_KEY optional", "ID_OLD optional"],
  ],
  [
    "viper",
    'func f() { v := viper.New(); v.SetEnvKeyReplacer(strings.NewReplacer(".", "_", "-", "_")); v.BindEnv("db.host-name"); v.AutomaticEnv() }',
    ["DB_HOST_NAME optional", "* open"],
  ],
  ["koanf", 'func f() { k.Load(env.Provider("APP_", ".", nil), nil) }', ["APP_* open"]],
  ["koanf2", 'func f() { k.Load(env.Provider(".", env.Opt{Prefix: "APP_"}), nil) }', ["APP_* open"]],
  ["ff", 'func f() { ff.Parse(fs, args, ff.WithEnvVarPrefix("APP")) }', ["APP_* open"]],
  [
    "namsral",
    'func f() { p := flag.Int("listen-port", 80, "port"); flag.StringVar(&s, "name", "", "name") }',
    ["LISTEN_PORT default 80", "NAME optional"],
  ],
  [
    "cli",
    'const env = "C_KEY"\nfunc f() { g([]cli.Flag{&cli.StringFlag{Name: "a", EnvVars: []string{"A_KEY", "B_KEY"}, Value: "d"}, &cli.IntFlag{Name: "c", EnvVars: []string{env}, Required: true}, &cli.BoolFlag{Name: "e", Sources: cli.EnvVars("E_KEY")}, cli.StringFlag{EnvVar: "F_KEY,G_KEY"}}) }',
    ['A_KEY default "d"', 'B_KEY default "d"', "C_KEY required", "E_KEY optional", "F_KEY optional", "G_KEY optional"],
  ],
  [
    "kingpin",
    'var a = kingpin.Flag("a", "A").Envar("A_KEY").Default("d").String()\nvar b = app.Flag("b", "B").Required().Envar("B_KEY").Int()\nvar c = kingpin.Arg("c", "C").Envar("C_KEY").String()',
    ['A_KEY default "d"', "B_KEY required", "C_KEY optional"],
  ],
  [
    "kong",
    'var cli struct { A string `env:"A_KEY" default:"d"`\n B string `kong:"required,env=\'B_KEY\'"`\n Serve struct { Port int `env:"PORT_NO" required:""` } `cmd:"" envprefix:"S_"` }\nfunc f() { kong.Parse(&cli) }',
    ['A_KEY default "d"', "B_KEY required", "S_PORT_NO required"],
  ],
  [
    "flags",
    'type O struct { A string `long:"a" env:"A_KEY" required:"true"`\n G struct { B string `env:"B_KEY" default:"d"` } `group:"g" env-namespace:"G"` }\nfunc f() { var o O; flags.NewParser(&o, flags.Default) }',
    ["A_KEY required", 'G_B_KEY default "d"'],
  ],
  [
    "arg",
    'func f() { var args struct { A string `arg:"--a,env:A_KEY,required"`\n Port int `arg:"env" default:"80"` }; arg.MustParse(&args) }',
    ["A_KEY required", "PORT default 80"],
  ],
];

test.each(cases)("%s: %s", async (library, code, expected) => {
  expect((await told({ "p/a.go": file(library, code) })).toSorted()).toEqual([...expected].toSorted());
});

test("go: a struct of another package is read where it is described", async () => {
  const { reads } = await scanned({
    "conf/conf.go": "package conf\n\ntype Config struct {\n\tDB Database\n}\n",
    "conf/db.go":
      'package conf\n\nimport "example.com/m/kinds"\n\ntype Database struct {\n\tURL string `envconfig:"DATABASE_URL"`\n\tLevel kinds.Level\n}\n',
    "kinds/level.go": "package kinds\n\ntype Level struct{ n int }\n\nfunc (l *Level) UnmarshalText(b []byte) error { return nil }\n",
    "main.go":
      'package main\n\nimport (\n\t"example.com/m/conf"\n\t"github.com/kelseyhightower/envconfig"\n)\n\nfunc main() { c := new(conf.Config); envconfig.Process("m", c) }\n',
  });
  expect(reads.map(({ variable, at, group }) => [variable, at.source.path, group])).toEqual([
    ["M_DB_DATABASE_URL", "conf/db.go", 0],
    ["DATABASE_URL", "conf/db.go", 0],
    ["M_DB_LEVEL", "conf/db.go", null],
  ]);
});
