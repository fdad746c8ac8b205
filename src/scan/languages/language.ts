import type { Mode } from "../../model/read.ts";
import type { Expression } from "../expression.ts";
import type { GrammarId, Node } from "../tree.ts";

/** Lowers the parts of a node; given to every entry of a language's table. */
export interface Lowering {
  /** "other" for no node. */
  lower(node: Node | undefined): Expression;
  textOf(node: Node): string;
}

export type Lower = (node: Node, lowering: Lowering) => Expression;

/** A name that a piece of code gives to something. */
export interface Definition {
  readonly name: string;
  readonly kind: "variable" | "parameter" | "function" | "class" | "import";
  /** What defines it; the name holds in the nearest scope around. */
  readonly node: Node;
  /** The node whose scope it holds in, where that is not the nearest around. */
  readonly scope?: Node;
  /** What it is given: the first value of a variable, the default of a parameter. */
  readonly value?: Node | undefined;
  /** Of a variable taken out of its value by name: `const { KEY: name = fallback } = value`. */
  readonly key?: string;
  /** The keys on the way to it, where patterns are nested: `const { env: { KEY } } = process`. */
  readonly within?: readonly string[];
  readonly fallback?: Node | undefined;
  /** The variable takes each element of its value in turn. */
  readonly each?: boolean;
  /** Of a record, each value, not each key. */
  readonly values?: boolean;
  /** The name was declared before, in any scope around; an assignment does not declare one. */
  readonly reassigns?: boolean;
  /** Of a member that is written outside its class, or never seen without it: the name of that class. */
  readonly owner?: string;
  /** The name of the declared type. */
  readonly type?: string | undefined;
  /** Of an import: the module as written, and what is taken from it: null is the module itself, "*" all its names. */
  readonly from?: { readonly module: string; readonly name: string | null };
}

export type Bind = (node: Node, lowering: Lowering) => readonly Definition[];

export interface FunctionShape {
  /** In order, without the receiver: `self`, `this`. */
  readonly parameters: readonly string[];
  /** The last of them, where it takes all further arguments. */
  readonly rest?: string;
  readonly body: Node | undefined;
}

/** A statement that does one thing or the other: `unless` has its bodies swapped. */
export interface Branch {
  readonly test: Node | undefined;
  readonly yes: Node | undefined;
  readonly no: Node | undefined;
}

/** An argument of a call: its position, its keyword, or both. */
export interface ArgumentPlace {
  readonly position?: number;
  readonly keyword?: string;
  /** It and all after it, as a list. */
  readonly rest?: boolean;
}

/** Something that reads variables. Language packs, framework packs, users and the inference of wrappers all speak in these. */
export interface Reader {
  /** A call takes the name as an argument; a table is indexed by it; an object has it as a member (or is indexed by it); a test asks whether it is there (`name in table`). */
  readonly access: "call" | "index" | "member" | "test";
  /** What is called or looked into, as resolved: "os.environ.get", "process.env", "environ.Env()" (an instance), "@src/env.ts:get" (of the project). "*." in front stands for any object, "*" alone for anything. */
  readonly of: string;
  readonly name?: ArgumentPlace;
  readonly default?: ArgumentPlace;
  /** Without a default. */
  readonly mode: Mode;
  readonly type?: string;
  readonly prefix?: string;
  readonly suffix?: string;
  /** What it reads where it is given no name: `dj_database_url.config()`. */
  readonly names?: readonly string[];
  /** The name argument is a list of names. */
  readonly each?: boolean;
  /** Names that are looked up in the same place and are no variables: those of a web server in `$_SERVER`. */
  readonly except?: RegExp;
  /** The variable that a name stands for, with its prefix and suffix: `A__B` for `A:B`; null where it is none. */
  readonly naming?: (name: string) => string | null;
  /** What a wrapper is called, for the report. */
  readonly via?: string;
  /** What methods called on the read value say, beside those of the language. */
  readonly methods?: Readonly<Record<string, Effect>>;
  /** Text that a file must hold, so that a common name such as `config` means this one. */
  readonly needs?: string;
  /** What the place of use changes: a prefix of the block around, the default of a schema that the instance was made with. */
  readonly refine?: (call: Expression, around: Around) => Refinement;
}

/** The file of an expression, and how its names are followed: core/meanings.ts. */
export interface Around {
  readonly lowering: Lowering;
  /** The expression at the end of all names, where it can be followed. */
  valueOf(expression: Expression): Expression | null;
  /** The name that an expression stands for: "os.environ". */
  pathOf(expression: Expression): string | null;
}

export interface Refinement {
  /** It is another function of the same name. */
  readonly ignore?: boolean;
  readonly prefix?: string;
  readonly mode?: Mode;
  readonly default?: Expression;
  readonly type?: string;
}

/** What calling a method on a read value, or passing it to a function, says about the read. */
export interface Effect {
  /**
   * `default` takes the given argument (0 is the first, -1 the last) as the default; a closure's value counts. `required` fails without the value.
   * `presence`, of a function, only asks whether there is one.
   */
  readonly mode?: "required" | "optional" | "default" | "presence";
  readonly argument?: number;
  /** The default itself. */
  readonly text?: string;
  readonly type?: string;
  /** What is `required` next fails for another reason than an absent variable. */
  readonly spare?: number;
}

/** A language: how its syntax maps to expressions and names, and what in it reads the environment. All but syntax lives in the core. */
export interface Language {
  readonly id: string;
  readonly grammar: GrammarId;
  /** A file without it has no read of its own. */
  readonly prefilter: RegExp;
  /** By type of node; a type that is not here is "other". */
  readonly lower: Readonly<Record<string, Lower>>;
  readonly binds: Readonly<Record<string, Bind>>;
  /** Nodes within which a name holds. */
  readonly scopes: ReadonlySet<string>;
  readonly functions: Readonly<Record<string, (node: Node, lowering: Lowering) => FunctionShape | undefined>>;
  readonly branches: Readonly<Record<string, (node: Node, lowering: Lowering) => Branch>>;
  /** Whether a statement leaves in error, apart from the calls below: `raise`, `return err`. */
  aborts(node: Node, lowering: Lowering): boolean;
  /** The value that a statement leaves its function with, without error. */
  readonly returned?: (node: Node, lowering: Lowering) => Node | undefined;
  /** How many failures of what a function returns are not that it has no value: Effect.spare. */
  readonly spare?: (home: Node, lowering: Lowering) => number;
  /** Whether a name is that of a module by its place: `config` in `config::get`. */
  readonly isModule?: (node: Node) => boolean;
  /** Code that never runs in the program: tests beside what they test. */
  readonly ignores?: (node: Node, lowering: Lowering) => boolean;
  /** Functions that do not return: "sys.exit", "process.exit"; "*.Fatal" is a method of any object. */
  readonly exits: ReadonlySet<string>;
  /** The part of a statement whose failure is caught and goes no further: a required read in it is not. */
  readonly attempts: Readonly<Record<string, (node: Node, lowering: Lowering) => Node | undefined>>;
  /** Whether this node is written to, removed, or given a value where it has none. */
  written(node: Node, lowering: Lowering): "write" | "default" | null;
  readonly readers: readonly Reader[];
  /** By name of the method called on a read value. */
  readonly methods: Readonly<Record<string, Effect>>;
  /** By path of the function that is given a read value first. */
  readonly conversions: Readonly<Record<string, Effect>>;
  /** Texts that libraries hold, by path, where they are names of variables. */
  readonly constants?: Readonly<Record<string, string>>;
  /** The module that an expression stands for: `require("./env")`. */
  readonly moduleOf?: (call: Expression) => string | undefined;
  /** Types of nodes by which the author says that a value is there, without any effect: `value!`. */
  readonly asserts?: ReadonlySet<string>;
  /** Files that see each other's names without an import: a path, or for Go its folder. */
  unit(path: string): string;
  /** The ends of the paths, without extension, that a module's name may stand for: `a.b` is `a/b` and `a/b/__init__`. */
  locate(module: string, from: string): readonly string[];
  /** What may declare a name (its first group) outside functions, with some that does not; without it, a file may declare whatever it mentions. */
  readonly declares?: RegExp;
  /** The names that a file gives to others itself, as far as its text tells without parsing. */
  readonly exports?: (text: string) => ReadonlySet<string> | "any";
  /** What a file holds that gives others what it takes from a third; without it, every file may. */
  readonly passesOn?: RegExp;
  /** The same for all names of a third at once. */
  readonly passesAll?: RegExp;
  /** What makes a name (its first group) a function or class of the file itself, which is nothing that others gave it. */
  readonly makes?: RegExp;
  /** Names without a definition here may be those of any file of the project that bears the name. */
  readonly global?: (name: string) => readonly string[];
}
