import { z } from 'zod';
import { InstantOut, Slug } from './scalars.js';
import { SeriesOccurrence } from './series-times.js';
import { SlotView, TimeChoice } from './slots.js';

/** One fault in what was sent; `path` is dotted and names the offending field itself. */
export const FieldFault = z.strictObject({ path: z.string(), message: z.string() }).meta({ id: 'FieldFault' });
export type FieldFault = z.infer<typeof FieldFault>;

/** A refusal as RFC 9457 tells it. */
export const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    requestId: z.string(),
    /** For 400: every fault that was found. */
    errors: z.array(FieldFault).optional(),
    /** For slot-taken and slot-not-offered: up to six other times. */
    alternatives: z.array(SlotView).max(6).optional(),
    /** For time-unclear: what the local time may mean. */
    choices: z.array(TimeChoice).optional(),
    /** For series-conflicts: how every time comes out now. */
    occurrences: z.array(SeriesOccurrence).optional(),
    /** For too-late-to-move: until when it could be moved. */
    until: InstantOut.optional(),
    /** For practice-needed: where one may sign in. */
    practices: z.array(z.strictObject({ slug: Slug, name: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** What zod found, as faults that each name the offending field itself, an unknown field included. */
export function fieldFaults(error: z.ZodError): FieldFault[] {
  return firstOfEachPath(faultsOf(error.issues, []));
}

/** Two complaints about one field help nobody: the first is enough. */
function firstOfEachPath(faults: readonly FieldFault[]): FieldFault[] {
  const seen = new Set<string>();
  return faults.filter(({ path }) => !seen.has(path) && seen.add(path));
}

type Path = readonly PropertyKey[];

function faultsOf(issues: readonly z.core.$ZodIssue[], above: Path): FieldFault[] {
  return issues.flatMap((issue): FieldFault[] => {
    const path = [...above, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: dotted([...path, key]), message: 'This field is not known here.' }));
    }
    if (issue.code === 'invalid_union') {
      const meant = branchThatWasMeant(issue.errors);
      if (meant) return faultsOf(meant, path);
    }
    return [{ path: dotted(path), message: issue.message }];
  });
}

/** The branch of a union the sender most likely meant: one whose kind of value fits, with the fewest faults. */
function branchThatWasMeant(
  branches: readonly (readonly z.core.$ZodIssue[])[],
): readonly z.core.$ZodIssue[] | undefined {
  return branches
    .filter((issues) => issues.length > 0 && !issues.some(isAboutTheWholeValue))
    .sort((a, b) => weight(a) - weight(b))[0];
}

const isAboutTheWholeValue = (issue: z.core.$ZodIssue) => issue.code === 'invalid_type' && issue.path.length === 0;

/** Unknown fields weigh little: who sends a right body and one field too many meant that body. */
const weight = (issues: readonly z.core.$ZodIssue[]) =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 10), 0);

const dotted = (path: Path) => path.map(String).join('.');
