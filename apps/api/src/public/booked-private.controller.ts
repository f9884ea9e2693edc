import { Body, Controller, Get, Param, Put, Req } from '@nestjs/common';
import { ClientService } from '#clients';
import { BookedPinChoice, BookedPrivateView, Token } from '#contracts';
import { BookingBrowsers, PinService, PrivateAccess } from '#identity';
import { Database, type Here, type Tx } from '#platform';
import { AppointmentService } from '#scheduling';
import { bookingBrowser } from '../http/door-cookies.js';
import type { RapportRequest } from '../http/request.js';
import { Answers, InPractice, OpenToAll, Refuses, TakesCredentials } from '../http/route.js';

const why = 'a PIN needs the secret of the manage link and the cookie of the browser that booked, and shows nothing';

/** Choosing a PIN in the browser in which one booked, before there is any session. */
@Controller('api/v1/public/appointments')
export class BookedPrivateController {
  constructor(
    private readonly db: Database,
    private readonly appointments: AppointmentService,
    private readonly clients: ClientService,
    private readonly access: PrivateAccess,
    private readonly browsers: BookingBrowsers,
    private readonly pins: PinService,
  ) {}

  /** To any other browser every client looks alike: it may choose nothing, and hears of no PIN. */
  @Get(':token/private')
  @OpenToAll('token', why)
  @Answers(200, BookedPrivateView)
  get(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: Token,
    @Req() request: RapportRequest,
  ): Promise<BookedPrivateView> {
    const browser = bookingBrowser(request);
    return this.db.inPractice(here, async (tx) => {
      const clientId = await this.clientOf(tx, token);
      const { maySet, pin } = await this.access.state(tx, { clientId, session: null, browser });
      return { maySet, pin: pin && (await this.browsers.knows(tx, clientId, browser)) };
    });
  }

  @Put(':token/private/pin')
  @OpenToAll('token', why)
  @TakesCredentials()
  @Answers(204)
  @Refuses('private-locked')
  async choose(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: Token,
    @Body({ schema: BookedPinChoice }) { pin }: BookedPinChoice,
    @Req() request: RapportRequest,
  ): Promise<void> {
    const { clientId, phone } = await this.db.inPractice(here, async (tx) => {
      const client = await this.clients.get(tx, await this.clientOf(tx, token));
      return { clientId: client.id, phone: client.phone };
    });
    await this.pins.choose(here, { clientId, session: null, browser: bookingBrowser(request) }, { pin, phone });
  }

  private async clientOf(tx: Tx, token: string): Promise<string> {
    return (await this.appointments.byManageToken(tx, token)).attendance.clientId;
  }
}
