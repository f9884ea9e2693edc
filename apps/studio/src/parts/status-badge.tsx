import { Badge } from '@mantine/core';
import type { AppointmentView } from '#contracts';
import { texts } from '../texts/texts.js';

const colours: Partial<Record<keyof typeof texts.status, string>> = {
  held: 'clay',
  pending_approval: 'clay',
  inquiry: 'clay',
  expired: 'gray',
  declined: 'gray',
  cancelled: 'gray',
  no_show: 'gray',
  closed: 'gray',
  separated: 'gray',
  paused: 'gray',
};

/** Where an appointment stands; a request that was answered waits for nobody but the time at which that is told. */
export const shownStatus = ({ status, answer }: AppointmentView) => (answer?.decision ? 'answered' : status);

/** Where an appointment or a case stands, in words; the colour only repeats them. */
export function StatusBadge({ status }: { status: keyof typeof texts.status }) {
  return (
    <Badge variant="light" color={colours[status] ?? 'tide'}>
      {texts.status[status]}
    </Badge>
  );
}
