import { Button } from '@mantine/core';
import type { AppointmentView, SeriesView } from '#contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../api.js';
import { texts } from '../texts/texts.js';
import { useFocusOnce } from './focus-once.js';
import { Refusal } from './query.js';
import { Section } from './section.js';
import { StatusBadge } from './status-badge.js';
import { inBrief, minutesBetween } from './wall-time.js';

const words = texts.appointment.series;
const undoMinutes = 3;

interface SeriesOfProps {
  readonly one: AppointmentView;
  readonly series: NonNullable<AppointmentView['series']>;
  readonly now: string;
}

/** Where an appointment stands among those it was made with; all of them may be taken back while nobody was told. */
export function SeriesOf({ one, series, now }: SeriesOfProps) {
  const cache = useQueryClient();
  const all = useQuery({
    queryKey: ['series', series.id],
    queryFn: () => call<SeriesView>('GET', `/series/${series.id}`),
  });
  const undo = useMutation({
    mutationFn: () => call<SeriesView>('POST', `/series/${series.id}/undo`, {}),
    onSuccess: () => cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' }),
  });
  const told = useFocusOnce<HTMLParagraphElement>(undo.isSuccess, undo.data);
  const appointments = all.data?.appointments ?? [];
  const open = appointments.filter(({ status }) => status === 'confirmed').length;
  const undoable = open > 0 && minutesBetween(one.bookedAt, now) < undoMinutes;
  return (
    <Section title={words.title(series.place, series.times)}>
      {all.isError && <Refusal error={all.error} />}
      {all.data && <p className="soft">{words.hint(all.data.everyWeeks)}</p>}
      {undo.isError && <Refusal error={undo.error} />}
      <p role="status" tabIndex={-1} ref={told}>
        {undo.isSuccess && words.takenBack}
      </p>
      {undoable && !undo.isSuccess && (
        <div className="row start">
          <Button variant="light" loading={undo.isPending} onClick={() => undo.mutate()}>
            {words.takeBack(open)}
          </Button>
          <span className="soft">{words.takeBackHint}</span>
        </div>
      )}
      <ol className="list">
        {appointments.map(({ id, atCoach, status }) => (
          <li key={id} className="row line">
            {id === one.id ? (
              <span>
                <strong>{inBrief(atCoach.local)}</strong> <span className="soft">{words.this}</span>
              </span>
            ) : (
              <Link to="/studio/appointments/$id" params={{ id }}>
                {inBrief(atCoach.local)}
              </Link>
            )}
            <StatusBadge status={status} />
          </li>
        ))}
      </ol>
    </Section>
  );
}
