import type { CaseView, ParticipantView } from '#contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api.js';
import { texts } from '../texts/texts.js';
import { BeSure } from './be-sure.js';

const words = texts.case.invite;

/** Offers to invite whom a client named, after saying what the one mail will say and what nobody is told. */
export function InvitePartner({ one, partner }: { one: CaseView; partner: ParticipantView }) {
  const client = useQueryClient();
  const invite = useMutation({
    mutationFn: () => call<ParticipantView>('POST', `/cases/${one.id}/partners/${partner.id}/invite`, {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['case', one.id] }),
  });
  return (
    <BeSure ask={words.ask(partner.name)} yes={words.send} no={words.leave} step={invite}>
      <p>{words.means(partner.name)}</p>
    </BeSure>
  );
}
