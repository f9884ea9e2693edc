/** Prints the steps of a command with the seconds each took, to standard error, so that standard output stays free. */
export class Progress {
  constructor({ write = (line) => process.stderr.write(line) } = {}) {
    this.write = write;
    this.startedAt = Date.now();
  }

  /** Seconds since the command began, as text with one digit. */
  elapsed() {
    return ((Date.now() - this.startedAt) / 1000).toFixed(1);
  }

  /** A line of its own. */
  say(text) {
    this.write(`  ${this.elapsed().padStart(6)} s  ${text}\n`);
  }

  /** Does one step, announcing it before and its time after where it took over a second. */
  async step(title, work) {
    this.say(title);
    const before = Date.now();
    const result = await work();
    const seconds = (Date.now() - before) / 1000;
    if (seconds > 1) this.say(`${title}: done in ${seconds.toFixed(1)} s`);
    return result;
  }
}
