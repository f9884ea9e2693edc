import type { ContactPreview, Money, OfferingView } from '#contracts';
import { useQuery } from '@tanstack/react-query';
import { call } from '../api.js';
import { texts } from '../texts/texts.js';
import type { Chosen } from './choose-person.js';
import { money } from './money.js';

const words = texts.book;

interface WhatFollowsProps {
  readonly offering: OfferingView;
  /** Whoever it is for, where somebody was chosen. */
  readonly name: string | null;
  readonly chosen: Chosen;
  readonly together: boolean;
}

/** Who is told what and when, and what is to be paid: read before anything is done. */
export function WhatFollows({ offering, name, chosen, together }: WhatFollowsProps) {
  const client = 'known' in chosen ? chosen.known.id : null;
  const preview = useQuery({
    queryKey: ['contact-preview', client],
    queryFn: () => call<ContactPreview>('GET', `/clients/${client}/contact-preview`),
    enabled: client !== null,
  });
  const level = preview.data?.level ?? 'discreet';
  const who = name ?? words.told.somebody;
  const due = dueNow(offering);
  const told =
    level === 'none'
      ? words.told.none(who)
      : level === 'time_only'
        ? words.told.brief(who)
        : together
          ? words.told.all(who)
          : words.told.one(who);
  return (
    <>
      <p>{told}</p>
      {offering.kind === 'couple' && <p>{words.told.couple}</p>}
      <p>{words.told.later}</p>
      {offering.intakeForm !== null && level !== 'none' && <p>{words.told.form}</p>}
      <p>{due === null ? words.pay.none : (together ? words.pay.later : words.pay.held)(money(due))}</p>
    </>
  );
}

/** What is asked for when one time is booked; null where nothing is. */
export function dueNow({ payment, price, deposit }: OfferingView): Money | null {
  if (payment === 'deposit') return deposit ?? price;
  return payment === 'full' ? price : null;
}
