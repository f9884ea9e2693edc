/** A part of an installation that is killed; `startAgain` resolves when it takes connections. */
export interface Mortal {
  /** Whether the API lives on without it, and can be asked how things are. */
  readonly leavesApi: boolean;
  /** True once it has died of SIGKILL; false where it had ended before. */
  kill(): Promise<boolean>;
  startAgain(): Promise<void>;
}

/** An installation of which one part is killed, and nothing else is touched. */
export interface Victim {
  /** Where its API answers. */
  readonly url: string;
  readonly adminUrl: string;
  /** The payment provider, with its test door. */
  readonly provider: { readonly url: string };
  /** The control: from now on commits are acknowledged before they are written down. */
  acknowledgeBeforeCommit(): Promise<void>;
}
