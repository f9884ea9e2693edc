import { Injectable } from '@nestjs/common';
import { ClientService } from '#clients';
import type { BookedPrivateView } from '#contracts';
import { BookingBrowsers, PinService, PrivateAccess, type AtPrivateDoor } from '#identity';
import { Database, type Here, type Tx } from '#platform';
import { AppointmentService } from '#scheduling';

/** The client behind a manage link, before there is any session: whether this browser may choose a PIN or passkey, and choosing the PIN. */
@Injectable()
export class BookedPrivate {
  constructor(
    private readonly db: Database,
    private readonly appointments: AppointmentService,
    private readonly clients: ClientService,
    private readonly access: PrivateAccess,
    private readonly browsers: BookingBrowsers,
    private readonly pins: PinService,
  ) {}

  /** To any other browser every client looks alike: it may choose nothing, and hears of no PIN. */
  view(here: Here, token: string, browser: string | null): Promise<BookedPrivateView> {
    return this.db.inPractice({ ...here, readOnly: true }, async (tx) => {
      const who = await this.at(tx, token, browser);
      const { maySet, pin } = await this.access.state(tx, who);
      return { maySet, pin: pin && (await this.browsers.knows(tx, who.clientId, browser)) };
    });
  }

  /** Throws Invalid, PrivateLocked. */
  async choosePin(here: Here, token: string, browser: string | null, pin: string): Promise<void> {
    const { who, phone } = await this.db.inPractice({ ...here, readOnly: true }, async (tx) => {
      const who = await this.at(tx, token, browser);
      return { who, phone: (await this.clients.get(tx, who.clientId)).phone };
    });
    await this.pins.choose(here, who, { pin, phone });
  }

  /** Who they are, with the name by which a passkey of theirs is called. */
  door(here: Here, token: string, browser: string | null): Promise<{ who: AtPrivateDoor; name: string }> {
    return this.db.inPractice({ ...here, readOnly: true }, async (tx) => {
      const who = await this.at(tx, token, browser);
      return { who, name: (await this.clients.get(tx, who.clientId)).name };
    });
  }

  private async at(tx: Tx, token: string, browser: string | null): Promise<AtPrivateDoor> {
    const { clientId } = (await this.appointments.byManageToken(tx, token)).attendance;
    return { clientId, session: null, browser };
  }
}
