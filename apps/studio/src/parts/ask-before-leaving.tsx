import { Button } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { texts } from '../texts/texts.js';

const words = texts.leaving;

/** Asks whoever leaves a page on which something is not saved yet; the browser itself asks where the whole page goes. */
export function AskBeforeLeaving({ unsaved }: { unsaved: string | null }) {
  const stay = useRef<HTMLButtonElement>(null);
  const blocker = useBlocker({
    // The way to the content, and what only marks the address, leaves nothing.
    shouldBlockFn: ({ current, next }) =>
      unsaved !== null &&
      (current.pathname !== next.pathname || JSON.stringify(current.search) !== JSON.stringify(next.search)),
    enableBeforeUnload: () => unsaved !== null,
    withResolver: true,
  });
  const isAsked = blocker.status === 'blocked';
  const pressed = useRef<Element | null>(null);
  useEffect(() => {
    if (isAsked) {
      pressed.current = document.activeElement;
      stay.current?.focus();
    } else if (pressed.current instanceof HTMLElement && pressed.current.isConnected) pressed.current.focus();
  }, [isAsked]);
  if (!isAsked) return null;
  const question = unsaved ?? '';
  return (
    <div
      className="asked under-title"
      role="group"
      aria-label={question}
      onKeyDown={(event) => event.key === 'Escape' && blocker.reset()}
    >
      <p role="alert">{question}</p>
      <div className="row start">
        <Button ref={stay} onClick={blocker.reset}>
          {words.stay}
        </Button>
        <Button variant="subtle" color="clay" onClick={blocker.proceed}>
          {words.leave}
        </Button>
      </div>
    </div>
  );
}
