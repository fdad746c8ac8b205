import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

test.each([
  [`$x = getenv('A_KEY');`, ["A_KEY optional"]],
  [`$x = getenv('A_KEY', true) ?: 'd';`, [`A_KEY default "d"`]],
  [`$x = \\getenv("A_KEY") ?: 5;`, ["A_KEY default 5"]],
  [`$x = getenv()['A_KEY'] ?? 'd';`, [`A_KEY default "d"`]],
  [`$x = (int) (getenv('A_KEY') ?: '8080');`, [`A_KEY default "8080"`]],
  [`$x = $_ENV['A_KEY'] ?? $_SERVER['B_KEY'] ?? null;`, ["A_KEY optional", "B_KEY optional"]],
  [`$x = @$_ENV['A_KEY'];`, ["A_KEY optional"]],
  [`$_ENV['A_KEY'] ??= 'd';`, [`A_KEY default "d"`]],
  [
    `$x = $_SERVER['APP_ENV'] ?? 'dev'; $y = $_SERVER['HTTP_HOST'] . $_SERVER['REQUEST_URI'] . $_SERVER['argv'][0];`,
    [`APP_ENV default "dev"`],
  ],
  [`$x = getenv('HTTP_CLIENT_IP') ?: getenv('HTTP_PROXY');`, ["HTTP_PROXY optional"]],
  [`if (isset($_ENV['A_KEY'])) { f(); }`, ["A_KEY presence"]],
  [`if (array_key_exists('A_KEY', $_ENV)) { f(); }`, ["A_KEY presence"]],
  [`$x = isset($_ENV['A_KEY']) ? $_ENV['A_KEY'] : 'd';`, ["A_KEY presence", `A_KEY default "d"`]],
  [`if (!isset($_ENV['A_KEY'])) { throw new \\RuntimeException('A_KEY'); }`, ["A_KEY required"]],
  [`$x = getenv('A_KEY'); if ($x === false) { throw new E(); }`, ["A_KEY required"]],
  [`$x = getenv('A_KEY'); if (empty($x)) { fwrite(STDERR, 'no'); exit(1); }`, ["A_KEY required"]],
  [`if (!$x = getenv('A_KEY')) { die('A_KEY'); }`, ["A_KEY required"]],
  [`class S { function __construct() { $this->key = getenv('A_KEY'); if (!$this->key) { throw new E(); } } }`, ["A_KEY required"]],
  [`if (false === ($x = getenv('A_KEY'))) { throw new E(); }`, ["A_KEY required"]],
  [`$x = getenv('A_KEY') ?: throw new E();`, ["A_KEY required"]],
  [`putenv('A_KEY=1'); $_ENV['B_KEY'] = 1; unset($_ENV['C_KEY']); // getenv('D_KEY')\n/* getenv('E_KEY') */ $s = "getenv('F_KEY')";`, []],
  [`const NAME = 'A_KEY'; define('OTHER', 'B_KEY'); getenv(NAME); getenv(OTHER);`, ["A_KEY optional", "B_KEY optional"]],
  [
    `class A { const NAME = 'A_KEY'; const MORE = self::NAME . '_B'; function f() { return [getenv(self::NAME), getenv(static::MORE)]; } }`,
    ["A_KEY optional", "A_KEY_B optional"],
  ],
  [`enum E: string { case A = 'A_KEY'; } getenv(E::A->value);`, ["A_KEY optional"]],
  [`class A { private $name = 'A_KEY'; function f() { return getenv($this->name); } }`, ["A_KEY optional"]],
  [`foreach (['A_KEY', 'B_KEY'] as $n) { getenv($n); }`, ["A_KEY optional", "B_KEY optional"]],
  [`getenv('APP_' . $x . '_URL'); getenv("DB_{$y}"); getenv(strtoupper($z));`, ["APP_*_URL open", "DB_* open", "* open"]],
  [
    `function env_or($name, $default = null) { $v = getenv($name); return $v === false ? $default : $v; } env_or('A_KEY', 'd'); env_or('B_KEY');`,
    [`A_KEY default "d"`, "B_KEY optional"],
  ],
  [
    `if (!function_exists('getenv_docker')) { function getenv_docker($env, $default) { if ($fileEnv = getenv($env . '_FILE')) { return rtrim(file_get_contents($fileEnv)); } else if (($val = getenv($env)) !== false) { return $val; } else { return $default; } } } define('DB_NAME', getenv_docker('WORDPRESS_DB_NAME', 'wordpress'));`,
    ["WORDPRESS_DB_NAME_FILE optional", `WORDPRESS_DB_NAME default "wordpress"`],
  ],
  [
    `class Env { public static function get(string $key, ?string $default = null): ?string { return $_ENV[$key] ?? $default; } } Env::get('A_KEY', 'x'); Env::get(key: 'B_KEY', default: 'y');`,
    [`A_KEY default "x"`, `B_KEY default "y"`],
  ],
  [`class C { public function env($k) { return env($k, 'd'); } function f() { return $this->env('A_KEY'); } }`, [`A_KEY default "d"`]],
  [`function must(string $n): string { return getenv($n) ?: throw new E($n); } must('A_KEY');`, ["A_KEY required"]],
])("php: %s", async (code, expected) => {
  expect(await told({ "a.php": `<?php\n${code}\n` })).toEqual(expected);
});

test.each([
  [
    {
      "src/Env.php": "<?php namespace App; class Env { const A = 'A_KEY'; static function get($n, $d = '') { return getenv($n) ?: $d; } }",
      "src/Web/B.php": "<?php namespace App\\Web; use App\\Env as E; E::get(E::A, 'x'); E::get('B_KEY');",
    },
    [`A_KEY default "x"`, `B_KEY default ""`],
  ],
  [
    { "app/helpers.php": "<?php function conf($n, $d = null) { return getenv($n) ?: $d; }", "app/a.php": "<?php conf('A_KEY', 1);" },
    ["A_KEY default 1"],
  ],
])("across files", async (files, expected) => {
  expect(await told(files)).toEqual(expected);
});

test.each([
  [
    `return ['k' => env('A_KEY'), 'd' => env('B_KEY', 'x'), 'n' => env('C_KEY', null), 'e' => env('D_KEY', env('E_KEY', 5))];`,
    ["A_KEY optional", `B_KEY default "x"`, "C_KEY optional", "D_KEY default", "E_KEY default 5"],
  ],
  [`use Illuminate\\Support\\Env; Env::get('A_KEY', 'x'); Env::getOrFail('B_KEY');`, [`A_KEY default "x"`, "B_KEY required"]],
  [`\\Illuminate\\Support\\Env::getOrFail('A_KEY');`, ["A_KEY required"]],
  [
    `$a = (bool) env("A_KEY", true); $b = explode(',', env('B_KEY', 'a,b')); $c = env('C_KEY') ?: 'x'; $d = env('D_KEY', fn () => 'y');`,
    ["A_KEY default true", `B_KEY default "a,b"`, `C_KEY default "x"`, `D_KEY default "y"`],
  ],
  [`use Utopia\\System\\System; System::getEnv('A_KEY', 'd'); System::getEnv('B_KEY');`, [`A_KEY default "d"`, "B_KEY optional"]],
])("frameworks: %s", async (code, expected) => {
  expect(await told({ "config/app.php": `<?php\n${code}\n` })).toEqual(expected);
});
