import type { FoundAll } from "../found.ts";
import type { CodeBase } from "../core/code-base.ts";
import type { Module } from "../core/module.ts";
import type { Meanings } from "../core/meanings.ts";
import type { NameForms } from "../core/name-forms.ts";
import type { KnownReader } from "../core/site.ts";

export interface View {
  readonly module: Module;
  readonly meanings: Meanings;
  readonly forms: NameForms;
  /** All code: what this file declares may be used or described in others. */
  readonly code: CodeBase;
}

/** A library that reads variables for the code: by calls of its own, or by a schema that is declared to it. */
export interface Framework {
  readonly id: string;
  /** Ids of the languages it is for. */
  readonly languages: readonly string[];
  /** A file without it does not use it; files with it are parsed. */
  readonly needs: RegExp;
  readonly readers?: readonly KnownReader[];
  /** What a file declares, evaluated from its structure and never run. */
  readonly declared?: (view: View) => FoundAll;
  /** Names that a build replaces by values of its own, as a file configures it, in all code below the folder of that file. */
  readonly replaced?: (view: View) => readonly string[];
}
