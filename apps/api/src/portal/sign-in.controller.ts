import { Body, Controller, Post } from '@nestjs/common';
import { ClientService } from '#clients';
import { Accepted, PortalSignInRequest } from '#contracts';
import { SignInService, inEvenTime } from '#identity';
import { Database } from '#platform';
import { PracticeService } from '#practices';
import { Answers, OpenToAll } from '../http/route.js';

/** Longer than asking ever takes for a known address, so the answer to an unknown one is no sooner. */
const evenMilliseconds = 120;

/** How a client asks for a link that signs them in. */
@Controller('api/v1/portal/sign-in')
export class PortalSignInController {
  constructor(
    private readonly db: Database,
    private readonly practices: PracticeService,
    private readonly clients: ClientService,
    private readonly signIn: SignInService,
  ) {}

  /** Known or unknown, practice and address get one answer, after one time. */
  @Post()
  @OpenToAll('body', 'who asks for a sign-in link is not signed in')
  @Answers(202, Accepted)
  async ask(@Body({ schema: PortalSignInRequest }) request: PortalSignInRequest): Promise<Accepted> {
    await inEvenTime(evenMilliseconds, async () => {
      const practice = await this.practices.findBySlug(request.practice);
      if (!practice) return;
      await this.db.inPractice({ practiceId: practice.id, actor: { kind: 'visitor' } }, async (tx) => {
        const client = await this.clients.findByAddress(tx, request.email);
        if (client) this.signIn.ask(tx, client.id);
      });
    });
    return { status: 'accepted' };
  }
}
