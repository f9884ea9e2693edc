import { Button } from '@mantine/core';
import type { MessageView } from '#contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api.js';
import { texts } from '../texts/texts.js';
import { titleOf } from './messages.js';
import { Refusal } from './query.js';

const words = texts.messages.again;

interface SendAgainProps {
  readonly message: MessageView;
  /** Told once it is on its way, by whoever holds this in a list that it then leaves. */
  readonly onSent?: () => void;
}

/** Offers to send a message once more of which nobody knows whether it arrived, after saying what may happen. */
export function SendAgain({ message, onSent }: SendAgainProps) {
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: () => call<MessageView>('POST', `/messages/${message.id}/send-again`, {}),
    onSuccess: async () => {
      setAsking(false);
      onSent?.();
      await client.invalidateQueries({ queryKey: ['messages'] });
      await client.invalidateQueries({ queryKey: ['tasks'] });
    },
  });
  if (send.isSuccess) return <p role="status">{words.sent}</p>;
  if (!message.maySendAgain) return null;
  if (!asking)
    return (
      <Button variant="light" onClick={() => setAsking(true)} aria-label={`${words.ask} ${titleOf(message)}`}>
        {words.ask}
      </Button>
    );
  return (
    <div className="stack" role="group" aria-label={`${words.ask} ${titleOf(message)}`}>
      <p>{words.mayHappen}</p>
      {send.isError && <Refusal error={send.error} />}
      <div className="row">
        <Button onClick={() => send.mutate()} loading={send.isPending}>
          {words.send}
        </Button>
        <Button variant="subtle" onClick={() => setAsking(false)}>
          {words.leave}
        </Button>
      </div>
    </div>
  );
}
