import { Program } from './program.mjs';

/** How long to wait before it is started anew: twice as long each time, until it has run for a while. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 10_000;
const CALM_AFTER = 30_000;

/**
 * A program that is kept alive: once `keep` was called, it is started anew whenever it ends by itself, sooner or later
 * (`pauseAfter`). Until then its end is an end, so that a start which cannot work says so.
 */
export class KeptProgram {
  constructor(options, { say = () => undefined, begin = (more) => new Program({ ...options, ...more }) } = {}) {
    this.name = options.name;
    this.say = say;
    this.begin = begin;
    this.kept = false;
    this.stopped = false;
    this.endings = 0;
    this.listeners = [];
    /** Settles when it has ended for good: { code, signal }. */
    this.ended = new Promise((end) => (this.endForGood = end));
    this.start();
  }

  get logFile() {
    return this.program.logFile;
  }

  /** The process id; null while it is not running. */
  get pid() {
    return this.running ? this.program.child.pid : null;
  }

  /** From now on it is started anew whenever it ends. */
  keep() {
    this.kept = true;
  }

  /** Hears of each beginning and each end. */
  onChange(listener) {
    this.listeners.push(listener);
  }

  /** Ends it as a machine that loses power does; being kept, it comes back. */
  kill() {
    if (this.running) this.program.child.kill('SIGKILL');
  }

  /** Asks it to stop, for good this time. Answers false where it had to be made to. */
  async stop(milliseconds) {
    this.stopped = true;
    clearTimeout(this.timer);
    return this.program.stop(milliseconds);
  }

  start(again = false) {
    const begun = Date.now();
    this.program = this.begin({ again });
    this.running = true;
    this.program.ended.then((end) => {
      this.running = false;
      this.tell();
      if (!this.kept || this.stopped) return this.endForGood(end);
      this.endings = Date.now() - begun > CALM_AFTER ? 1 : this.endings + 1;
      const pause = pauseAfter(this.endings);
      this.say(`${this.name} ended ${howOf(end)} and is started anew in ${pause / 1000} s`);
      this.timer = setTimeout(() => this.start(true), pause);
    });
    this.tell();
  }

  tell() {
    for (const listener of this.listeners) listener();
  }
}

/** Milliseconds to wait after so many ends, each soon after the one before. */
export function pauseAfter(endings) {
  return Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (endings - 1));
}

/** How a program ended, in words. */
export function howOf({ code, signal }) {
  return signal === null ? `with code ${code}` : `by ${signal}`;
}
