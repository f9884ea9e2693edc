/** Prints the steps of a command with the seconds each took. */
export class Progress {
  constructor(options?: { write?: (line: string) => void });
  elapsed(): string;
  say(text: string): void;
  step<T>(title: string, work: () => Promise<T> | T): Promise<T>;
}
