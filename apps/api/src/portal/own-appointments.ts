import type { PortalAppointment } from '#contracts';
import { instant, type Tx } from '#platform';
import { localText, offsetText, zoneTransitions, type AppointmentService } from '#scheduling';

const mostShown = 50;

/** The appointments of one client, newest first, each on their own wall and without anybody else's name. */
export async function ownAppointments(
  tx: Tx,
  appointments: AppointmentService,
  clientId: string,
): Promise<PortalAppointment[]> {
  const { data } = await appointments.list(tx, { client: clientId }, { limit: mostShown });
  return data
    .map(({ id, status, startAt, endAt, timeZone, coach, offering, attendances }) => {
      const zone = attendances.find((one) => one.clientId === clientId)?.timeZone ?? timeZone;
      return {
        id,
        status,
        start: instant(startAt),
        end: instant(endAt),
        ...onTheWall(startAt, zone),
        timeZone: zone,
        coachName: coach.name,
        offeringName: offering.name,
      };
    })
    .reverse();
}

/** What the wall clock of a zone reads at an instant. */
export function onTheWall(at: Date, timeZone: string): { local: string; offset: string } {
  const start = at.getTime();
  const offset = zoneTransitions(timeZone, { start, end: start + 1 }).offsetAt(start);
  return { local: localText(start + offset), offset: offsetText(offset) };
}
