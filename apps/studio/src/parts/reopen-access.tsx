import { Button } from '@mantine/core';
import type { SpokenCodeView } from '#contracts';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '../api.js';
import { texts } from '../texts/texts.js';
import { Refusal } from './query.js';
import { Section } from './section.js';

const words = texts.reopen;

/** Lets a client in again who lost their PIN or passkey: a code to say to them, after the coach is sure who they are. */
export function ReopenAccess({ client, name }: { client: string; name: string }) {
  const [asking, setAsking] = useState(false);
  // Neither shown again nor kept: once the page is left, the code is gone.
  const reopen = useMutation({
    mutationFn: () => call<SpokenCodeView>('POST', `/clients/${client}/private-access`, {}),
    gcTime: 0,
  });
  const forget = () => {
    reopen.reset();
    setAsking(false);
  };
  return (
    <Section title={words.title}>
      {reopen.isSuccess ? (
        <Code name={name} code={reopen.data.code} onDone={forget} />
      ) : asking ? (
        <div className="stack" role="group" aria-label={words.ask}>
          <p>{words.beSure(name)}</p>
          <ul>
            {Object.entries(words.checks).map(([name, check]) => (
              <li key={name}>{check}</li>
            ))}
          </ul>
          <p>{words.effect}</p>
          {reopen.isError && <Refusal error={reopen.error} />}
          <div className="row">
            <Button onClick={() => reopen.mutate()} loading={reopen.isPending}>
              {words.sure}
            </Button>
            <Button variant="subtle" onClick={() => setAsking(false)}>
              {words.leave}
            </Button>
          </div>
        </div>
      ) : (
        <>
          <p>{words.when}</p>
          <Button variant="light" onClick={() => setAsking(true)}>
            {words.ask}
          </Button>
        </>
      )}
    </Section>
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
