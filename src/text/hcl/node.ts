/** Offsets in the source. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/** A number, `true`, `false` or `null`, as it is written. */
export interface Literal extends Place {
  readonly kind: "literal";
  readonly text: string;
}

/** Quoted text or a heredoc; its place is that of what is between the quotes. */
export interface Template extends Place {
  readonly kind: "template";
  readonly parts: readonly Part[];
  /** Whether `%{ if }` or `%{ for }` decides what it comes to. */
  readonly directs: boolean;
}

/** A run of text that stands in the source as it is, one escape sequence, or `${…}`. */
export type Part = TextPart | (Place & { readonly kind: "interpolation"; readonly expression: Expression });

export interface TextPart extends Place {
  readonly kind: "text";
  readonly text: string;
}

export interface ObjectExpression extends Place {
  readonly kind: "object";
  readonly items: readonly { readonly key: Expression; readonly value: Expression }[];
}

export interface List extends Place {
  readonly kind: "list";
  readonly items: readonly Expression[];
}

/** `local.common["region"]`: the root, then attributes and indexes that are literal. */
export interface Reference extends Place {
  readonly kind: "reference";
  readonly root: string;
  readonly steps: readonly string[];
}

export interface Call extends Place {
  readonly kind: "call";
  readonly name: string;
  readonly operands: readonly Expression[];
  /** Whether the last operand is a list that stands for the operands: `merge(local.maps...)`. */
  readonly spreads: boolean;
}

/** What is only worked out when it is applied, in words: a condition, a for expression. */
export interface OpaqueExpression extends Place {
  readonly kind: "opaque";
  readonly what: string;
}

export type Expression = Literal | Template | ObjectExpression | List | Reference | Call | OpaqueExpression;

/** `name = value`; its place is that of the name. */
export interface Attribute extends Place {
  readonly name: string;
  readonly value: Expression;
}

/** A block's type, its labels and what is between its braces; `typeEnd` is where its type ends. */
export interface Block extends Place {
  readonly type: string;
  readonly typeEnd: number;
  readonly labels: readonly Label[];
  readonly body: Body;
}

export interface Label extends Place {
  readonly text: string;
}

export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}
