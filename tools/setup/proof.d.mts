export interface ProvenFigure {
  figure: string;
  value: number;
  unit: string;
  goal: string;
  ok: boolean;
}
export interface Experiment {
  name: string;
  promise: string;
  figures: ProvenFigure[];
}
export function promiseOf(file: string, source?: string): string;
export function figuresIn(output: string): ProvenFigure[];
export function machineInWords(machine?: { cores?: number; bytes?: number; node?: string }): string;
export function proofOf(measured: { day: string; machine: string; minutes: number; experiments: Experiment[] }): string;
