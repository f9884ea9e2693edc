import type { OfferingView, ScheduleView } from '#contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api.js';
import { isolated } from '../texts/isolated.js';
import { texts } from '../texts/texts.js';
import { Refusal } from './query.js';

const words = texts.settings.schedules;

interface ScheduleFollowersProps {
  readonly coachId: string;
  readonly schedule: ScheduleView;
  readonly further: readonly ScheduleView[];
  /** What this coach offers. */
  readonly offerings: readonly OfferingView[];
}

/** Which offerings are booked by these hours; a tick is kept at once. */
export function ScheduleFollowers({ coachId, schedule, further, offerings }: ScheduleFollowersProps) {
  const client = useQueryClient();
  const choose = useMutation({
    mutationFn: ({ one, follows }: { one: OfferingView; follows: boolean }) =>
      call<OfferingView>(
        'PUT',
        `/offerings/${one.id}/coaches/${coachId}`,
        { schedule: follows ? schedule.id : null },
        { 'if-match': `"${one.revision}"` },
      ),
    onSuccess: (saved) => {
      client.setQueryData<OfferingView[]>(['offerings'], (before) =>
        before?.map((one) => (one.id === saved.id ? saved : one)),
      );
    },
    // Whoever was faster is seen then.
    onError: () => void client.invalidateQueries({ queryKey: ['offerings'] }),
  });
  const now = (one: OfferingView) => one.schedules.find(({ coach }) => coach === coachId)?.schedule ?? null;
  const saved = choose.data;
  // A tick shows at once what was asked for.
  const isTicked = (one: OfferingView) =>
    choose.isPending && choose.variables.one.id === one.id ? choose.variables.follows : now(one) === schedule.id;
  return (
    <fieldset className="place">
      <legend>{words.followers}</legend>
      {offerings.length === 0 && <p className="soft">{words.noOfferings}</p>}
      {choose.isError && <Refusal error={choose.error} />}
      <div>
        {offerings.map((one) => {
          const elsewhere = further.find(({ id }) => id === now(one) && id !== schedule.id);
          return (
            <label key={one.id} className="tick">
              <input
                type="checkbox"
                checked={isTicked(one)}
                aria-disabled={choose.isPending}
                onChange={(event) => {
                  if (!choose.isPending) choose.mutate({ one, follows: event.currentTarget.checked });
                }}
              />
              <span>
                {isolated(one.name)}
                {elsewhere && <span className="soft"> {words.elsewhere(isolated(elsewhere.name))}</span>}
              </span>
            </label>
          );
        })}
      </div>
      <p role="status">
        {saved &&
          (now(saved) === schedule.id ? words.follows(isolated(saved.name)) : words.asUsual(isolated(saved.name)))}
      </p>
    </fieldset>
  );
}
