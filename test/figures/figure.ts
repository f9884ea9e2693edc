/** One measured number with what was promised of it, as it is printed. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly goal: string;
  readonly ok: boolean;
}

/** A figure that must be this very number. */
export const exactly = (figure: string, value: number, unit: string, wanted: number): Figure => ({
  figure,
  value,
  unit,
  goal: `= ${wanted}`,
  ok: value === wanted,
});

/** A figure that may not pass a limit. */
export const atMost = (figure: string, value: number, unit: string, limit: number): Figure => ({
  figure,
  value: rounded(value),
  unit,
  goal: `<= ${limit}`,
  ok: value <= limit,
});

/** A figure that must stay below a limit. */
export const below = (figure: string, value: number, unit: string, limit: number): Figure => ({
  figure,
  value: rounded(value),
  unit,
  goal: `< ${limit}`,
  ok: value < limit,
});

/** A figure that must reach a limit. */
export const atLeast = (figure: string, value: number, unit: string, limit: number): Figure => ({
  figure,
  value: rounded(value),
  unit,
  goal: `>= ${limit}`,
  ok: value >= limit,
});

/** A control: with the guard taken off, the same harness must see the fault. */
export const moreThan = (figure: string, value: number, unit: string, limit: number): Figure => ({
  figure,
  value: rounded(value),
  unit,
  goal: `> ${limit}`,
  ok: value > limit,
});

/** A figure that is told for its own sake; nothing was promised of it. */
export const told = (figure: string, value: number, unit: string): Figure => ({
  figure,
  value: rounded(value),
  unit,
  goal: 'none',
  ok: true,
});

/** Runs an experiment as a program: one JSON line per figure on standard output, and 1 as exit code where a goal is missed. */
export async function measure(experiment: (say: (text: string) => void) => Promise<Figure[]>): Promise<void> {
  const figures = await experiment((text) => process.stderr.write(`${text}\n`));
  for (const figure of figures) process.stdout.write(`${JSON.stringify(figure)}\n`);
  if (figures.some(({ ok }) => !ok)) process.exitCode = 1;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
