import { Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { texts } from '../texts/texts.js';

interface PageProps {
  readonly title: string;
  /** What the browser's tab and history say: never a person's name. */
  readonly tab: string;
  readonly children?: ReactNode;
}

/** A page with its heading; a change of page moves the focus there, so that a screen reader says where one is. */
export function Page({ title, tab, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${tab} · ${texts.studio}`;
  }, [tab]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  return (
    <>
      <Title order={1} ref={heading} tabIndex={-1} className="page-title">
        {title}
      </Title>
      {children}
    </>
  );
}
