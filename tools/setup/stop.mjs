/** The wish to stop: Ctrl-C, SIGTERM, a closed terminal, or npm being gone. Asking twice is asking once. */
export class Stop {
  constructor(environment) {
    this.asked = false;
    this.whenAsked = new Promise((ask) => {
      const wish = () => {
        this.asked = true;
        ask(undefined);
      };
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, wish);
      if (environment.npm_lifecycle_event !== undefined) followNpm(wish);
    });
  }

  /** The outcome of some work, or undefined as soon as somebody asks to stop. */
  unlessAsked(work) {
    work.catch(() => undefined); // what fails after the wish to stop has been heard no longer matters
    return Promise.race([work, this.whenAsked]);
  }

  /** Ends the bringing-up at its next step once somebody has asked to stop, so that nothing starts behind the stopping. */
  refuseMore() {
    if (this.asked) throw new Error('asked to stop');
  }
}

/** npm that is killed outright passes no signal on; its end is noticed here. */
function followNpm(wish) {
  const npm = process.ppid;
  setInterval(() => {
    if (process.ppid !== npm) wish();
  }, 1000).unref();
}
