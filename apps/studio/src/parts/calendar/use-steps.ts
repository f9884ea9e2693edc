import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Done, Step } from './steps.js';

const undoMs = 3 * 60_000;

/** What is being done to the calendar, and what came of the last step. */
export interface Steps {
  readonly pending: boolean;
  readonly error: Error | null;
  readonly done: Done | null;
  readonly take: (step: Step) => Promise<boolean>;
  readonly undo: () => void;
  /** Forgets the last refusal. */
  readonly forget: () => void;
}

/** Steps in a calendar, one after the other; the last can be taken back for three minutes. `take` says whether it came about. */
export function useSteps(): Steps {
  const client = useQueryClient();
  const [done, setDone] = useState<Done | null>(null);
  const act = useMutation({
    mutationFn: (step: Step) => step(),
    onSuccess: async (made) => {
      void client.invalidateQueries({ predicate: ({ queryKey: [name] }) => name !== 'session' && name !== 'calendar' });
      await client.invalidateQueries({ queryKey: ['calendar'] });
      setDone(made);
    },
    // What was refused may stand otherwise by now.
    onError: () => void client.invalidateQueries({ queryKey: ['calendar'] }),
  });
  useEffect(() => {
    if (!done?.back) return;
    const timer = setTimeout(() => setDone(null), undoMs);
    return () => clearTimeout(timer);
  }, [done]);
  const before = useRef<Promise<boolean>>(Promise.resolve(true));
  const take = (step: Step): Promise<boolean> => {
    const taken = before.current.then(async () => {
      setDone(null);
      return act.mutateAsync(step).then(
        () => true,
        () => false,
      );
    });
    before.current = taken;
    return taken;
  };
  return {
    pending: act.isPending,
    error: act.error,
    done,
    take,
    undo: () => {
      if (!done?.back) return;
      // At once, so that a key that is held down takes back one step, and not twice the same.
      setDone(null);
      void take(done.back);
    },
    forget: act.reset,
  };
}
