import type { ScheduleView } from '#contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api.js';
import { isolated } from '../texts/isolated.js';
import { texts } from '../texts/texts.js';
import { BeSure } from './be-sure.js';

const words = texts.settings.schedules;

interface RemoveScheduleProps {
  readonly schedule: ScheduleView;
  readonly onRemoved: () => Promise<void>;
}

/** Removes further hours; while something follows them the refusal says what. */
export function RemoveSchedule({ schedule, onRemoved }: RemoveScheduleProps) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call('DELETE', `/schedules/${schedule.id}`),
    onSuccess: async () => {
      await onRemoved();
      client.setQueryData<ScheduleView[]>(['schedules', schedule.coach], (before) =>
        before?.filter(({ id }) => id !== schedule.id),
      );
    },
  });
  return (
    <div>
      <BeSure ask={words.remove} yes={words.removeYes} no={words.keep} step={remove}>
        <p>{words.removeSure(isolated(schedule.name))}</p>
      </BeSure>
    </div>
  );
}
