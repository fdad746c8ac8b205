import { type Arbitrary, assert, type IProperty, property, sample } from "fast-check";

/** No build hangs on chance: SEED=, with RUNS=, looks further. */
const seed = Number(process.env["SEED"] ?? 42);
const runs = Number(process.env["RUNS"] ?? (process.env["CI"] === undefined ? 500 : 2000));

/** A reference that is asked about many generated inputs at a time, since its start takes longer than its answers. */
export interface Oracle<Input, Answer> {
  readonly called: string;
  /** How many inputs it is asked about at most. */
  readonly most: number;
  /** How many inputs are made for each that it is asked about, since it may refuse many of them. */
  readonly spare: number;
  /** The input so changed that no other one of its batch gets in its way. */
  readonly apart: (input: Input, index: number) => Input;
  /** Its answers, in the order of the inputs; undefined where it refuses one of them, and with it all. */
  readonly ask: (inputs: readonly Input[]) => readonly Answer[] | undefined;
  /** Whether it may well refuse the input: those are asked about one by one, and few of them. */
  readonly isDoubtful: (input: Input) => boolean;
  /** Fails where we read the input otherwise; undefined where the reference refuses it. */
  readonly compare: (input: Input, answer: Answer | undefined) => void;
}

/** Compares on generated inputs. The first that is read otherwise is shrunk, and told with its seed; returns how many the reference took. */
export function agree<Input, Answer>(inputs: Arbitrary<Input>, oracle: Oracle<Input, Answer>): number {
  const all = sample(inputs, { numRuns: runs * oracle.spare, seed });
  const batches = batchesOf(all, oracle);
  const asked = batches.reduce((sum, batch) => sum + batch.length, 0);
  process.stderr.write(`${oracle.called}: ${String(asked)} inputs in ${String(batches.length)} batches, seed ${String(seed)}\n`);
  let taken = 0;
  for (const batch of batches) {
    for (const [{ index, input }, answer] of answersOf(batch, oracle)) {
      if (answer !== undefined) taken += 1;
      const failure = failureOf(input, answer, oracle);
      if (failure === undefined) continue;
      assert(alone(inputs, oracle), { seed, path: String(index), numRuns: all.length, ...patience });
      throw failure;
    }
  }
  return taken;
}

/** How long a failing input is shrunk, in milliseconds: what is found by then is told. */
const patience = { interruptAfterTimeLimit: 120_000, markInterruptAsFailure: false } as const;

/** The comparison of one input at a time, which fast-check can repeat with smaller ones. */
function alone<Input, Answer>(inputs: Arbitrary<Input>, oracle: Oracle<Input, Answer>): IProperty<[Input]> {
  return property(inputs, (other) => {
    const input = oracle.apart(other, 0);
    const [answer] = oracle.ask([input]) ?? [];
    const failure = failureOf(input, answer, oracle);
    if (failure !== undefined) throw failure;
  });
}

interface Numbered<Input> {
  readonly index: number;
  readonly input: Input;
}

/** As many as are to be asked about of those that we take, in large batches, and a twentieth of that of the others, each by itself. */
function batchesOf<Input, Answer>(
  all: readonly Input[],
  { most, apart, isDoubtful }: Oracle<Input, Answer>,
): readonly (readonly Numbered<Input>[])[] {
  const [sure, doubtful]: [Numbered<Input>[], Numbered<Input>[]] = [[], []];
  for (const [index, plain] of all.entries()) {
    if (sure.length >= runs && doubtful.length >= runs / 20) break;
    const input = apart(plain, index);
    const [list, limit] = isDoubtful(input) ? [doubtful, runs / 20] : [sure, runs];
    if (list.length < limit) list.push({ index, input });
  }
  const starts = Array.from({ length: Math.ceil(sure.length / most) }, (_, index) => index * most);
  return [...starts.map((start) => sure.slice(start, start + most)), ...doubtful.map((one) => [one])];
}

/** A batch that is refused is halved until the inputs that it is refused for are alone. */
function answersOf<Input, Answer>(
  batch: readonly Numbered<Input>[],
  oracle: Oracle<Input, Answer>,
): (readonly [Numbered<Input>, Answer | undefined])[] {
  const answers = oracle.ask(batch.map(({ input }) => input));
  if (answers !== undefined || batch.length === 1) return batch.map((one, index) => [one, answers?.[index]]);
  const middle = batch.length >> 1;
  return [batch.slice(0, middle), batch.slice(middle)].flatMap((half) => answersOf(half, oracle));
}

function failureOf<Input, Answer>(input: Input, answer: Answer | undefined, { compare }: Oracle<Input, Answer>): unknown {
  try {
    compare(input, answer);
    return undefined;
  } catch (failure) {
    return failure;
  }
}
