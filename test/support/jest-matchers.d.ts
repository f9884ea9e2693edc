/** Our matcher on the global `expect`; on the imported one see matchers.ts. */
declare namespace jest {
  interface Matchers<R> {
    toBeProblem(status: number, type: string): R;
  }
}
