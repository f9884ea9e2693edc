import { Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { useLedHere } from './led-here.js';

interface SectionProps {
  readonly title: string;
  /** What an address names it by: who comes by such a link is led here. */
  readonly name?: string;
  readonly children: ReactNode;
}

/** A card with a heading of its own, by which screen readers name it. */
export function Section({ title, name, children }: SectionProps) {
  const id = useId();
  const place = useLedHere<HTMLElement>(name);
  return (
    <section className="card" id={name} tabIndex={name === undefined ? undefined : -1} aria-labelledby={id} ref={place}>
      <Title order={2} size="h3" id={id}>
        {title}
      </Title>
      {children}
    </section>
  );
}
