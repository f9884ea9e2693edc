import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { texts } from '../texts/texts.js';

interface ShowMoreProps {
  readonly list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** Brings the next page of a list that has one. */
export function ShowMore({ list }: ShowMoreProps) {
  if (!list.hasNextPage) return null;
  return (
    <Button variant="light" mt="sm" onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
      {texts.more}
    </Button>
  );
}

interface FirstOfProps<Item> {
  readonly items: readonly Item[];
  readonly atOnce: number;
  readonly children: (item: Item) => ReactNode;
}

/** The beginning of a list that is there already, and the rest on demand. */
export function FirstOf<Item>({ items, atOnce, children }: FirstOfProps<Item>) {
  const [shown, setShown] = useState(atOnce);
  return (
    <>
      <ul className="list">{items.slice(0, shown).map(children)}</ul>
      {items.length > shown && (
        <Button variant="light" mt="sm" onClick={() => setShown(shown + atOnce)}>
          {texts.moreOf(items.length - shown)}
        </Button>
      )}
    </>
  );
}
