import { Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { texts } from '../texts/texts.js';

/** A page with its heading; a change of page moves the focus there, so that a screen reader says where one is. */
export function Page({ title, children }: { title: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${texts.studio}`;
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <>
      <Title order={1} ref={heading} tabIndex={-1} mb="md" className="page-title">
        {title}
      </Title>
      {children}
    </>
  );
}
