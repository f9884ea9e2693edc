import { Title } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useId, useRef, type ReactNode } from 'react';

interface SectionProps {
  readonly title: string;
  /** What an address names it by: who comes by such a link is led here. */
  readonly name?: string;
  readonly children: ReactNode;
}

/** A card with a heading of its own, by which screen readers name it. */
export function Section({ title, name, children }: SectionProps) {
  const id = useId();
  const place = useRef<HTMLElement>(null);
  // Each visit has a key of its own, so that the same link leads here once more.
  const visit = useLocation({ select: ({ hash, state }) => (name !== undefined && hash === name ? state.key : null) });
  useEffect(() => {
    if (visit === null) return;
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView();
  }, [visit]);
  return (
    <section className="card" id={name} tabIndex={name === undefined ? undefined : -1} aria-labelledby={id} ref={place}>
      <Title order={2} size="h3" id={id}>
        {title}
      </Title>
      {children}
    </section>
  );
}
