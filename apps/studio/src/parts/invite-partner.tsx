import type { CaseView, ParticipantView } from '#contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api.js';
import { texts } from '../texts/texts.js';
import { BeSure } from './be-sure.js';

const words = texts.case.invite;

interface InvitePartnerProps {
  readonly one: CaseView;
  readonly partner: ParticipantView;
  /** Told once they are invited, by whoever holds this, which is then gone. */
  readonly onInvited: (participant: string) => void;
}

/** Offers to invite whom a client named, after saying what the one mail will say and what nobody is told. */
export function InvitePartner({ one, partner, onInvited }: InvitePartnerProps) {
  const client = useQueryClient();
  const invite = useMutation({
    mutationFn: () => call<ParticipantView>('POST', `/cases/${one.id}/partners/${partner.id}/invite`, {}),
    onSuccess: () => {
      onInvited(partner.id);
      return client.invalidateQueries({ queryKey: ['case', one.id] });
    },
  });
  return (
    <BeSure ask={words.ask(partner.name)} yes={words.send} no={words.leave} step={invite}>
      <p>{words.means(partner.name)}</p>
    </BeSure>
  );
}
