export interface Count {
  passed: number;
  failed: number;
}
export interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
}
export function countChecks(results: { ok: boolean }[]): Count;
export function countJest(report: JestReport | undefined, code: number): Count;
export function total(counts: Count[]): Count;
export function closingLine(count: Count): string;
