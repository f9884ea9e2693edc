import type { CoachView, TodayView } from '#contracts';
import type { CalendarModel } from '../../calendar/calendar-model.js';
import { AppointmentDialog, BlockedDialog, KeptDialog } from './entry-dialogs.js';
import { TimeDialog } from './time-dialog.js';
import type { KnownTimes } from './time-fields.js';
import { TimeOffDialog } from './time-off-dialog.js';
import type { Steps } from './use-steps.js';

/** What is looked at more closely: a free time, an entry, or time off to be blocked. */
export type Opened =
  | { readonly what: 'time'; readonly title: string; readonly times: KnownTimes }
  | { readonly what: 'entry'; readonly key: string; readonly wanted?: string }
  | { readonly what: 'time-off'; readonly date: string };

interface CalendarDialogProps {
  readonly opened: Opened;
  readonly model: CalendarModel;
  readonly coach: CoachView;
  readonly coaches: readonly CoachView[];
  readonly today: TodayView;
  readonly mayBlock: boolean;
  readonly steps: Steps;
  readonly onClose: () => void;
}

/** The dialog for what was opened; none for an entry that is there no more. */
export function CalendarDialog({
  opened,
  model,
  coach,
  coaches,
  today,
  mayBlock,
  steps,
  onClose,
}: CalendarDialogProps) {
  const { timeZone } = model;
  if (opened.what === 'time-off')
    return <TimeOffDialog coachId={coach.id} date={opened.date} steps={steps} onClose={onClose} />;
  if (opened.what === 'time')
    return (
      <TimeDialog
        {...{ coach, coaches, today, mayBlock, steps, timeZone, onClose }}
        title={opened.title}
        times={opened.times}
      />
    );
  const told = model.entries.find(({ key }) => key === opened.key)?.told;
  if (!told) return null;
  const given = { told, coachId: coach.id, timeZone, steps, onClose };
  if (told.kind === 'offered') return <KeptDialog told={told} onClose={onClose} />;
  return told.kind === 'appointment' ? (
    <AppointmentDialog key={told.id} {...given} wanted={opened.wanted} />
  ) : (
    // Begun anew where somebody changed it meanwhile.
    <BlockedDialog key={`${told.id} ${told.revision}`} {...given} />
  );
}
