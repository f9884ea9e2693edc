export interface Ending {
  code: number | null;
  signal: string | null;
}
/** A program that is kept alive once `keep` was called. */
export class KeptProgram {
  constructor(
    options: { name: string; file?: string; env?: Record<string, string>; dataDir?: string },
    tools?: { say?: (text: string) => void; begin?: (more: { again: boolean }) => object },
  );
  readonly name: string;
  readonly ended: Promise<Ending>;
  readonly pid: number | null;
  keep(): void;
  kill(): void;
  onChange(listener: () => void): void;
  stop(milliseconds: number): Promise<boolean>;
}
export function pauseAfter(endings: number): number;
export function howOf(end: Ending): string;
