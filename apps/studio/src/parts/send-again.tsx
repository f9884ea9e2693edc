import type { MessageView } from '#contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api.js';
import { texts } from '../texts/texts.js';
import { BeSure } from './be-sure.js';
import { titleOf } from './messages.js';

const words = texts.messages.again;

interface SendAgainProps {
  readonly message: MessageView;
  /** Told once it is on its way, by whoever holds this in a list that it then leaves. */
  readonly onSent?: () => void;
}

/** Offers to send a message once more of which nobody knows whether it arrived, after saying what may happen. */
export function SendAgain({ message, onSent }: SendAgainProps) {
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: () => call<MessageView>('POST', `/messages/${message.id}/send-again`, {}),
    onSuccess: async () => {
      onSent?.();
      await client.invalidateQueries({ queryKey: ['messages'] });
      await client.invalidateQueries({ queryKey: ['tasks'] });
    },
  });
  if (send.isSuccess) return <p role="status">{words.sent}</p>;
  if (!message.maySendAgain) return null;
  return (
    <BeSure ask={words.ask} label={`${words.ask} ${titleOf(message)}`} yes={words.send} no={words.leave} step={send}>
      <p>{words.mayHappen}</p>
    </BeSure>
  );
}
