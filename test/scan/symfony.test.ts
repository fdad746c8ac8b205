import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

test.each([
  [`framework:\n  secret: '%env(A_KEY)%' # '%env(NOT_READ)%'\n`, ["A_KEY required"]],
  [
    `a: "%env(int:A_KEY)%"\nb: '%env(json:file:resolve:B_KEY)%'\nc: '%env(key:host:json:C_KEY)%'\n`,
    ["A_KEY required", "B_KEY required", "C_KEY required"],
  ],
  [`dsn: 'redis://%env(A_KEY)%:%env(B_KEY)%/0'\nescaped: '%%env(C_KEY)%%'\n`, ["A_KEY required", "B_KEY required"]],
  [
    `a: '%env(default::A_KEY)%'\nb: '%env(bool:default:fallback:B_KEY)%'\nc: '%env(defined:C_KEY)%'\nd: '%env(enum:App\\Enum\\E:D_KEY)%'\n`,
    ["A_KEY optional", "B_KEY default", "C_KEY presence", "D_KEY required"],
  ],
  [
    `parameters:\n  env(A_KEY): 'd'\n  env(C_KEY): ~\n  fallback: 5 # five\nservices:\n  x: ['%env(A_KEY)%', '%env(default:fallback:B_KEY)%', '%env(C_KEY)%']\n`,
    [`A_KEY default "d"`, "B_KEY default 5", "C_KEY default"],
  ],
  [`# '%env(A_KEY)%'\nenv: A_KEY\n`, []],
])("symfony yaml %#", async (text, expected) => {
  expect(await told({ "config/services.yaml": text })).toEqual(expected);
});

test.each([
  [
    "a committed .env",
    {
      ".env": `# comment\nA_KEY=d # why\nB_KEY="with space"\nC_KEY=\nexport E_KEY="$A_KEY/x"\n`,
      "config/packages/a.yaml": `x: ['%env(A_KEY)%', '%env(B_KEY)%', '%env(default::C_KEY)%', '%env(D_KEY)%', '%env(E_KEY)%']\n`,
    },
    [`A_KEY default "d"`, `B_KEY default "with space"`, `C_KEY default ""`, "D_KEY required", "E_KEY default"],
  ],
  ["one of another folder", { "other/.env": "A_KEY=d\n", "config/a.yaml": `x: '%env(A_KEY)%'\n` }, ["A_KEY required"]],
  [
    "a parameter of another file",
    {
      "config/services.yaml": "parameters:\n  host: 'h'\n  env(B_KEY): 'b'\n",
      "config/packages/a.yaml": `x: ['%env(default:host:A_KEY)%', '%env(B_KEY)%']\n`,
    },
    [`A_KEY default "h"`, `B_KEY default "b"`],
  ],
  [
    "xml",
    {
      "config/services.xml": `<container><parameters><parameter key="env(B_KEY)">b</parameter></parameters><!-- %env(C_KEY)% --><argument>%env(int:A_KEY)%</argument><argument>%env(B_KEY)%</argument></container>`,
    },
    ["A_KEY required", `B_KEY default "b"`],
  ],
  [
    "attributes",
    {
      "src/A.php": `<?php use Symfony\\Component\\DependencyInjection\\Attribute\\Autowire; class A { public function __construct(#[Autowire(env: 'bool:A_KEY')] private bool $a, #[Autowire('%env(B_KEY)%')] string $b, #[Autowire(service: 'env')] $c) {} }`,
    },
    ["A_KEY required", "B_KEY required"],
  ],
  [
    "configurators",
    {
      "config/a.php": `<?php use function Symfony\\Component\\DependencyInjection\\Loader\\Configurator\\env; return static function ($container) { $container->parameters()->set('env(B_KEY)', 'b')->set('host', 'h'); $container->extension('x', ['a' => env('A_KEY')->int(), 'b' => env('B_KEY'), 'c' => env('C_KEY')->default('')->string(), 'd' => '%env(D_KEY)%']); };`,
    },
    ["A_KEY required", `B_KEY default "b"`, "C_KEY optional", "D_KEY required"],
  ],
  [
    "the runtime",
    {
      ".env": "APP_ENV=dev\n",
      "public/index.php": `<?php require_once dirname(__DIR__).'/vendor/autoload_runtime.php'; return function (array $context) { return new Kernel($context['APP_ENV'], (bool) $context['APP_DEBUG']); };`,
    },
    [`APP_ENV default "dev"`, "APP_DEBUG optional"],
  ],
])("symfony: %s", async (_what, files, expected) => {
  expect(await told(files)).toEqual(expected);
});
