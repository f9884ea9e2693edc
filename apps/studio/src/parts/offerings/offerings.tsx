import { Badge, Button } from '@mantine/core';
import type { CoachView, OfferingView } from '#contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { call } from '../../api.js';
import { usePractice } from '../../session.js';
import { texts } from '../../texts/texts.js';
import { useFocusBack, useFocusOnce } from '../focus-once.js';
import { money } from '../money.js';
import { Refusal, Waiting } from '../query.js';

const words = texts.offerings;
// Most who come to the settings change something else.
const OfferingEditor = lazy(() => import('./offering-editor.js').then((file) => ({ default: file.OfferingEditor })));

interface OfferingsProps {
  readonly offerings: readonly OfferingView[];
  readonly coaches: readonly CoachView[];
  /** Whose settings these are: a new offering begins as theirs. */
  readonly coach: CoachView;
}

/** What can be booked, for all to see; owners and coaches add to it, change it and stop offering it. */
export function Offerings({ offerings, coaches, coach }: OfferingsProps) {
  const client = useQueryClient();
  const practice = usePractice();
  const [open, setOpen] = useState<OfferingView | 'new' | null>(null);
  const [done, setDone] = useState<{ readonly what: 'saved' | 'offered'; readonly one: OfferingView } | null>(null);
  const told = useFocusOnce<HTMLDivElement>(done !== null, done);
  // Where somebody left off, if nothing was saved.
  const [left, setLeft] = useState<OfferingView | 'new' | null>(null);
  const again = useFocusBack(open !== null);
  const keep = (one: OfferingView) =>
    client.setQueryData<OfferingView[]>(['offerings'], (before = []) =>
      before.some(({ id }) => id === one.id)
        ? before.map((other) => (other.id === one.id ? one : other))
        : [...before, one],
    );
  const offer = useMutation({
    mutationFn: ({ one, active }: { one: OfferingView; active: boolean }) =>
      call<OfferingView>('PATCH', `/offerings/${one.id}`, { active }, { 'if-match': `"${one.revision}"` }),
    onSuccess: (one) => {
      keep(one);
      setDone({ what: 'offered', one });
    },
    onError: () => client.invalidateQueries({ queryKey: ['offerings'] }),
  });
  const mayChange = practice?.role !== 'assistant';
  const begin = (which: OfferingView | 'new') => {
    offer.reset();
    setDone(null);
    setOpen(which);
  };
  if (open !== null)
    return (
      <Suspense fallback={<Waiting />}>
        <OfferingEditor
          offering={open === 'new' ? null : open}
          coaches={coaches}
          coach={coach}
          onSaved={(one) => {
            keep(one);
            setOpen(null);
            setDone({ what: 'saved', one });
          }}
          onLeave={() => {
            setLeft(open);
            setOpen(null);
          }}
        />
      </Suspense>
    );
  return (
    <>
      <p className="soft">{words.hint}</p>
      {offer.isError && <Refusal error={offer.error} />}
      <div className="told" role="status" tabIndex={-1} ref={told}>
        {done && <span>{outcome(done)}</span>}
        {done?.what === 'offered' && (
          <Button
            variant="light"
            loading={offer.isPending}
            onClick={() => offer.mutate({ one: done.one, active: !done.one.active })}
          >
            {texts.appointment.undo}
          </Button>
        )}
      </div>
      {offerings.length === 0 && <p className="soft">{words.none}</p>}
      <ul className="list">
        {offerings.map((one) => (
          <li key={one.id} className="line row">
            <div className="person">
              <span className="badges">
                <strong>
                  <bdi>{one.name}</bdi>
                </strong>
                {!one.active && (
                  <Badge variant="light" color="gray">
                    {words.notOffered}
                  </Badge>
                )}
              </span>
              <span>{priceOf(one)}</span>
              <span className="soft">{lineOf(one, coaches)}</span>
              {one.kind === 'group' && <span className="soft">{words.forNow}</span>}
            </div>
            <div className="row start">
              {practice && one.active && one.kind !== 'group' && (
                // A page of its own: where one is in the settings stays.
                <a
                  className="link"
                  href={`/${practice.slug}/book/${one.slug}`}
                  target="_blank"
                  rel="noreferrer"
                  aria-label={words.seeOf(one.name)}
                >
                  {words.see}
                </a>
              )}
              {mayChange && (
                <>
                  <Button
                    variant="light"
                    ref={left !== 'new' && left?.id === one.id ? again : undefined}
                    aria-label={words.editOf(one.name)}
                    onClick={() => begin(one)}
                  >
                    {words.edit}
                  </Button>
                  <Button
                    variant="subtle"
                    {...(one.active && { color: 'clay' })}
                    aria-label={one.active ? words.retireOf(one.name) : words.restoreOf(one.name)}
                    loading={offer.isPending && offer.variables.one.id === one.id}
                    onClick={() => offer.mutate({ one, active: !one.active })}
                  >
                    {one.active ? words.retire : words.restore}
                  </Button>
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
      {mayChange && (
        <div className="row start">
          <Button variant="light" ref={left === 'new' ? again : undefined} onClick={() => begin('new')}>
            {words.add}
          </Button>
        </div>
      )}
    </>
  );
}

function outcome({ what, one }: { readonly what: 'saved' | 'offered'; readonly one: OfferingView }): string {
  if (what === 'saved') return one.active ? words.saved(one.name) : words.savedUnseen(one.name);
  return one.active ? words.restored(one.name) : words.retired(one.name);
}

function priceOf({ price, payment }: OfferingView): string {
  return price.amount === 0 ? words.free : `${money(price)} · ${words.line.payment[payment]}`;
}

function lineOf(one: OfferingView, coaches: readonly CoachView[]): string {
  const names = coaches.filter(({ id }) => one.coachIds.includes(id)).map(({ name }) => name);
  return [
    texts.minutes(one.durationMinutes),
    words.line.kind[one.kind],
    ...(one.format ? [words.line.format[one.format]] : []),
    ...(coaches.length > 1 ? [words.line.with(new Intl.ListFormat(texts.locale).format(names))] : []),
  ].join(' · ');
}
