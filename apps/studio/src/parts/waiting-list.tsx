import type { WaitlistEntryView } from '#contracts';
import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../api.js';
import { wholeList } from '../lists.js';
import { isolated } from '../texts/isolated.js';
import { texts } from '../texts/texts.js';
import { BeSure } from './be-sure.js';
import { useFocusOnce } from './focus-once.js';
import { useLedHere } from './led-here.js';
import { Section } from './section.js';
import { placeOnList } from './waiting-link.js';
import { distanceTo, inBrief } from './wall-time.js';

const words = texts.waitlist;

/** Who waits for an earlier time with a coach, or with anyone, in the order in which they are asked. */
export function useWaiting(coach: string | null): UseQueryResult<WaitlistEntryView[]> {
  return useQuery({
    queryKey: ['waitlist', coach],
    queryFn: () => wholeList<WaitlistEntryView>(`/waitlist${coach ? `?coach=${coach}` : ''}`),
  });
}

/** The list of those who wait: what would suit them, what is kept for them now. Nothing stands here while nobody waits. */
export function WaitingList({ waiting, now }: { waiting: readonly WaitlistEntryView[]; now: string }) {
  const [done, setDone] = useState<{ readonly what: string } | null>(null);
  const told = useFocusOnce<HTMLParagraphElement>(done !== null, done);
  const tell = (what: string) => setDone({ what });
  if (waiting.length === 0 && done === null) return null;
  return (
    <Section title={words.title} name="waiting">
      <p className="soft">{words.hint}</p>
      <p role="status" className="told" tabIndex={-1} ref={told}>
        {done?.what}
      </p>
      {waiting.length === 0 ? <p className="soft">{words.none}</p> : <p>{words.counted(waiting.length)}</p>}
      <ol className="list">
        {waiting.map((one) => (
          <OneWaiting key={one.id} one={one} now={now} onDone={tell} />
        ))}
      </ol>
    </Section>
  );
}

interface OneWaitingProps {
  readonly one: WaitlistEntryView;
  readonly now: string;
  readonly onDone: (what: string) => void;
}

function OneWaiting({ one, now, onDone }: OneWaitingProps) {
  const { id, client, offering, appointment, offer, offeredBefore } = one;
  const place = useLedHere<HTMLLIElement>(placeOnList(id));
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call('DELETE', `/waitlist/${id}`),
    onSuccess: async () => {
      onDone(words.removed(client.name));
      await queries.invalidateQueries({ queryKey: ['waitlist'] });
    },
  });
  return (
    <li className="line" id={placeOnList(id)} tabIndex={-1} ref={place}>
      <div className="form">
        <span className="person">
          <strong>{isolated(client.name)}</strong>
          <span className="soft">
            {isolated(offering.name)} · {wishesOf(one)}
          </span>
          {appointment && (
            <Link className="link" to="/studio/appointments/$id" params={{ id: appointment.id }}>
              {words.has(inBrief(appointment.atCoach.local))}
            </Link>
          )}
          <span className="soft">{words.since(distanceTo(one.joinedAt, now))}</span>
          {offer && <span>{words.offered(inBrief(offer.atCoach.local), inBrief(offer.untilLocal))}</span>}
          {offeredBefore > 0 && <span className="soft">{words.before(offeredBefore)}</span>}
        </span>
        <div className="row start">
          <BeSure
            ask={words.remove}
            label={words.removeOf(client.name)}
            yes={words.removeYes}
            no={words.keep}
            step={remove}
          >
            <p>{words.removeSure}</p>
          </BeSure>
        </div>
      </div>
    </li>
  );
}

/** What would suit somebody, on their own wall: "any day, in the morning, until 31 January". */
function wishesOf({ days, parts, until }: WaitlistEntryView): string {
  const day = days.length === 7 ? words.anyDay : days.map((one) => texts.weekday[one]).join(', ');
  const part = parts.length === 3 ? words.anyTime : parts.map((one) => words.parts[one]).join(', ');
  return [day, part, ...(until === null ? [] : [words.until(inBrief(`${until}T00:00`).split(',')[0]!)])].join(' · ');
}
