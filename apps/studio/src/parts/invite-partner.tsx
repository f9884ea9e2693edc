import { Button } from '@mantine/core';
import type { CaseView, ParticipantView } from '#contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api.js';
import { texts } from '../texts/texts.js';
import { Refusal } from './query.js';

const words = texts.case.invite;

/** Offers to invite whom a client named, after saying what the one mail will say and what nobody is told. */
export function InvitePartner({ one, partner }: { one: CaseView; partner: ParticipantView }) {
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const invite = useMutation({
    mutationFn: () => call<ParticipantView>('POST', `/cases/${one.id}/partners/${partner.id}/invite`, {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['case', one.id] }),
  });
  if (!asking)
    return (
      <Button variant="light" onClick={() => setAsking(true)}>
        {words.ask(partner.name)}
      </Button>
    );
  return (
    <div className="stack" role="group" aria-label={words.ask(partner.name)}>
      <p>{words.means(partner.name)}</p>
      {invite.isError && <Refusal error={invite.error} />}
      <div className="row">
        <Button onClick={() => invite.mutate()} loading={invite.isPending}>
          {words.send}
        </Button>
        <Button variant="subtle" onClick={() => setAsking(false)}>
          {words.leave}
        </Button>
      </div>
    </div>
  );
}
