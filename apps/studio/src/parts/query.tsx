import { Alert, Loader } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiRefusal } from '../api.js';
import { texts } from '../texts/texts.js';

/** Shows what a query brought, or that it is on its way, or why it did not come. */
export function Loaded<Data>({
  query,
  children,
}: {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}) {
  if (query.isPending) return <Loader role="status" aria-label={texts.loading} />;
  if (query.isError) return <Refusal error={query.error} />;
  return <>{children(query.data)}</>;
}

/** A refusal in words; it is announced to screen readers. */
export function Refusal({ error }: { error: unknown }) {
  const gone = error instanceof ApiRefusal && error.status === 404;
  const words = gone ? texts.errors.gone : error instanceof Error ? error.message : texts.errors.network;
  return (
    <Alert color="red" role="alert" title={texts.errors.title}>
      {words}
    </Alert>
  );
}
