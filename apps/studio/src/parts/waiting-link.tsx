import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** What an address names somebody's place on the list by. */
export const placeOnList = (id: string): string => `waiting-${id}`;

/** The way to somebody's place on the list of those who wait, whosever they are. */
export function WaitingLink({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Link className="link" to="/studio" search={{ whose: 'all' }} hash={placeOnList(id)}>
      {children}
    </Link>
  );
}
