/** A library that reads variables without any line of the project that names them. */
export interface Library {
  /** What people call it. */
  readonly title: string;
  /** Dependencies that bring it, as `ecosystem:name`; a star at the end stands for any rest. */
  readonly packages: string;
  /** What it reads; a star stands for any text, and none. What `!` stands before is not read, though a star may say so. */
  readonly names: string;
}

/** One line of the table: lists are words between blanks, cut only where something is looked up. */
export function library(title: string, packages: string, names: string): Library {
  return { title, packages, names };
}

/** The words of a list. */
export function wordsOf(list: string): readonly string[] {
  return list.split(/\s+/);
}
