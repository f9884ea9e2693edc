/** A refusal a person can act on: its message is a whole sentence saying what to do, and it is shown without a stack. */
export class Sentence extends Error {}

/** Shows what ended a command (a sentence as it is, anything else with its stack) and sets the exit code to 1. */
export function reportFailure(error) {
  console.error(error instanceof Sentence ? `\n${error.message}` : error);
  process.exitCode = 1;
}
