import type { PortalAppointmentList } from '#contracts';
import { instant, type PageAsked, type Tx } from '#platform';
import { onTheWall, type AppointmentService } from '#scheduling';

export { onTheWall };

/** The appointments of one client, newest first, each on their own wall and without anybody else's name. */
export async function ownAppointments(
  tx: Tx,
  appointments: AppointmentService,
  clientId: string,
  page: PageAsked,
): Promise<PortalAppointmentList> {
  const { data, nextCursor } = await appointments.list(tx, { client: clientId, newestFirst: true }, page);
  return {
    data: data.map(({ id, status, startAt, endAt, timeZone, coach, offering, attendances }) => {
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
    }),
    nextCursor,
  };
}
