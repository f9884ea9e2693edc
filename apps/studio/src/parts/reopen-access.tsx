import { Button } from '@mantine/core';
import type { SpokenCodeView } from '#contracts';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call } from '../api.js';
import { texts } from '../texts/texts.js';
import { BeSure } from './be-sure.js';
import { Section } from './section.js';

const words = texts.reopen;

interface OfClient {
  readonly client: string;
  readonly name: string;
}

/** The way back for a client who lost their PIN or passkey; whoever `may` not open it reads who can. */
export function ReopenAccess({ may, ...of }: OfClient & { readonly may: boolean }) {
  return (
    <Section title={words.title}>
      {may ? (
        <Reopening {...of} />
      ) : (
        <>
          <p>{words.when}</p>
          <p>{words.whoCan}</p>
        </>
      )}
    </Section>
  );
}

/** A code to say to them, after the coach is sure who they are. */
function Reopening({ client, name }: OfClient) {
  // Neither shown again nor kept: once the page is left, the code is gone.
  const reopen = useMutation({
    mutationFn: () => call<SpokenCodeView>('POST', `/clients/${client}/private-access`, {}),
    gcTime: 0,
  });
  if (reopen.isSuccess) return <Code name={name} code={reopen.data.code} onDone={reopen.reset} />;
  return (
    <>
      <p>{words.when}</p>
      <BeSure ask={words.ask} yes={words.sure} no={words.leave} step={reopen}>
        <p>{words.beSure(name)}</p>
        <ul>
          {Object.entries(words.checks).map(([name, check]) => (
            <li key={name}>{check}</li>
          ))}
        </ul>
        <p>{words.effect}</p>
      </BeSure>
    </>
  );
}

function Code({ name, code, onDone }: { name: string; code: string; onDone: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div className="stack" ref={place} tabIndex={-1}>
      <p>{words.say(name)}</p>
      <p className="spoken-code">{code.replace(/(.{4})(?=.)/g, '$1 ')}</p>
      <p>{words.once}</p>
      <Button variant="light" onClick={onDone}>
        {words.done}
      </Button>
    </div>
  );
}
