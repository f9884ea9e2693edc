import { Alert, Loader } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import { ApiRefusal } from '../api.js';
import { texts } from '../texts/texts.js';
import { FailedPage } from './failed-page.js';

type Brought<Queries extends readonly UseQueryResult<unknown>[]> = {
  [Place in keyof Queries]: Queries[Place] extends UseQueryResult<infer Data> ? Data : never;
};

/** Shows what several queries brought, once all of it is there, so that nothing moves when the last one comes. */
export function Loaded<const Queries extends readonly UseQueryResult<unknown>[]>({
  queries,
  children,
}: {
  queries: Queries;
  children: (...data: Brought<Queries>) => ReactNode;
}) {
  const failed = queries.find(({ isError, data }) => isError && data === undefined);
  if (failed) return <Refusal error={failed.error} />;
  if (queries.some(({ isPending }) => isPending)) return <Waiting />;
  return <>{children(...(queries.map(({ data }) => data) as Brought<Queries>))}</>;
}

/** The same for a whole page, whose heading is among what is waited for. */
export function LoadedPage<const Queries extends readonly UseQueryResult<unknown>[]>({
  queries,
  children,
}: {
  queries: Queries;
  children: (...data: Brought<Queries>) => ReactNode;
}) {
  const failed = queries.find(({ isError, data }) => isError && data === undefined);
  if (failed)
    return (
      <FailedPage
        title={texts.errors.title}
        words={wordsOf(failed.error)}
        {...(!isGone(failed.error) && { onAgain: () => void Promise.all(queries.map((query) => query.refetch())) })}
      />
    );
  return <Loaded queries={queries}>{children}</Loaded>;
}

/** Something is on its way. */
export function Waiting() {
  return (
    <div role="status" className="waiting">
      <Loader aria-hidden />
      <span className="visually-hidden">{texts.loading}</span>
    </div>
  );
}

/** A refusal in words; it takes the focus, so that nobody overlooks it. */
export function Refusal({ error }: { error: unknown }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), [error]);
  return (
    <Alert color="red" role="alert" title={texts.errors.title} ref={place} tabIndex={-1}>
      {wordsOf(error)}
    </Alert>
  );
}

const isGone = (error: unknown): boolean => error instanceof ApiRefusal && error.status === 404;

function wordsOf(error: unknown): string {
  if (isGone(error)) return texts.errors.gone;
  // A refusal speaks to people; whatever else went wrong is a mistake of ours, and says nothing to them.
  return error instanceof ApiRefusal ? error.message : texts.errors.brokenWhy;
}
