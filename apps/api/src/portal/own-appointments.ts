import type { PortalAppointment, PortalAppointmentList } from '#contracts';
import { instant, type PageAsked, type Tx } from '#platform';
import { asSeenBy, clearlyOnTheWall, onTheWall, type AppointmentRow, type AppointmentService } from '#scheduling';

export { onTheWall };

/** The appointments of one client, newest first, each on their own wall and without anybody else's name. */
export async function ownAppointments(
  tx: Tx,
  appointments: AppointmentService,
  clientId: string,
  page: PageAsked,
): Promise<PortalAppointmentList> {
  const { data, nextCursor } = await appointments.list(
    tx,
    { client: clientId, newestFirst: true, everTold: true },
    page,
  );
  return {
    data: data.map((row) => ownAppointment(row, clientId)),
    nextCursor,
  };
}

/** One appointment as this client reads it. */
export function ownAppointment(row: AppointmentRow, clientId: string): PortalAppointment {
  const { id, status, startAt, endAt, coach, offering } = asSeenBy(row, clientId);
  const own = row.attendances.find((one) => one.clientId === clientId);
  const timeZone = own?.timeZone ?? row.timeZone;
  return {
    id,
    status,
    attends: own?.status === 'accepted' || own?.status === 'invited',
    start: instant(startAt),
    end: instant(endAt),
    ...clearlyOnTheWall(startAt, timeZone),
    timeZone,
    coachName: coach.name,
    offeringName: offering.name,
  };
}
