import { Button } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Refusal } from './query.js';

interface BeSureProps {
  /** On the button that asks. */
  readonly ask: string;
  /** What is asked, for whoever hears several of them on one page. */
  readonly label?: string;
  readonly yes: string;
  readonly no: string;
  readonly step: {
    readonly mutate: () => void;
    readonly isPending: boolean;
    readonly error: Error | null;
  };
  /** What the step means. */
  readonly children: ReactNode;
}

/** A step that is thought about first: a button, then what it means. The focus goes there, and back where it is left. */
export function BeSure({ ask, label = ask, yes, no, step, children }: BeSureProps) {
  const [asking, setAsking] = useState(false);
  const wasAsking = useRef(false);
  const question = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) question.current?.focus();
    else if (wasAsking.current) button.current?.focus();
    wasAsking.current = asking;
  }, [asking]);
  if (!asking)
    return (
      <Button ref={button} variant="light" onClick={() => setAsking(true)} aria-label={label}>
        {ask}
      </Button>
    );
  return (
    <div
      className="stack"
      role="group"
      aria-label={label}
      ref={question}
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && setAsking(false)}
    >
      {children}
      {step.error && <Refusal error={step.error} />}
      <div className="row start">
        <Button onClick={() => step.mutate()} loading={step.isPending}>
          {yes}
        </Button>
        <Button variant="subtle" onClick={() => setAsking(false)}>
          {no}
        </Button>
      </div>
    </div>
  );
}
