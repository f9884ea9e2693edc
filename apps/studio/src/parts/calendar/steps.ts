import type {
  AppointmentReschedule,
  AppointmentView,
  BlockedTimeCreate,
  BlockedTimePatch,
  BlockedTimeView,
  CalendarEntry,
} from '#contracts';
import { call } from '../../api.js';
import { entryWhen } from '../../calendar/spoken.js';
import { texts } from '../../texts/texts.js';
import { dayAndTime } from '../wall-time.js';

const words = texts.calendar.done;

/** What a step came to, in words; `back` takes it back. */
export interface Done {
  readonly words: string;
  readonly back?: Step;
}

/** Something that is done to the calendar. */
export type Step = () => Promise<Done>;

const undone = async (step: Promise<unknown>): Promise<Done> => {
  await step;
  return { words: texts.appointment.undone };
};

const remove = (id: string) => call<undefined>('DELETE', `/blocked-times/${id}`);

/** Blocks time of a coach. */
export const block =
  (coachId: string, wanted: BlockedTimeCreate): Step =>
  async () => {
    const made = await call<BlockedTimeView>('POST', `/coaches/${coachId}/blocked-times`, wanted);
    return { words: words.blocked(entryWhen(made)), back: () => undone(remove(made.id)) };
  };

/** Takes blocked time out; taken back, it stands again under another id. */
export const unblock =
  (coachId: string, told: CalendarEntry): Step =>
  async () => {
    await remove(told.id!);
    const wanted = { ...timeOf(told), ...(told.title !== null && { label: told.title }) };
    return {
      words: words.unblocked(entryWhen(told)),
      back: () => undone(call('POST', `/coaches/${coachId}/blocked-times`, wanted)),
    };
  };

/** Changes blocked time: when it is, what it is for. */
export const changeBlocked =
  (told: CalendarEntry, wanted: BlockedTimePatch): Step =>
  async () => {
    const changed = await patch(told.id!, told.revision!, wanted);
    const before = { ...timeOf(told), label: told.title };
    return {
      words: words.changed(entryWhen(changed)),
      back: () => undone(patch(changed.id, changed.revision, before)),
    };
  };

const patch = (id: string, revision: number, wanted: BlockedTimePatch) =>
  call<BlockedTimeView>('PATCH', `/blocked-times/${id}`, wanted, { 'if-match': `"${revision}"` });

const timeOf = ({ dates, start, end }: CalendarEntry) => dates ?? { start, end };

/** Moves an appointment; everybody who comes is told when it can no longer be taken back. */
export const moveAppointment =
  (id: string, wanted: AppointmentReschedule): Step =>
  async () => {
    const moved = await call<AppointmentView>('POST', `/appointments/${id}/reschedule`, wanted);
    return {
      words: words.moved(saidOf(moved)),
      back: () => undone(call('POST', `/appointments/${id}/undo`, {})),
    };
  };

const saidOf = ({ atCoach }: AppointmentView): string => texts.appointment.move.at(dayAndTime(atCoach.local));
