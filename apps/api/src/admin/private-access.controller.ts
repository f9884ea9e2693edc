import { Body, Controller, Param, Post } from '@nestjs/common';
import { ClientCoaches, ClientService } from '#clients';
import { Id, NoBody, SpokenCodeView } from '#contracts';
import { PrivateAccess } from '#identity';
import { Database, instant, type Here } from '#platform';
import { Answers, ForMembers, InPractice, TakesCredentials } from '../http/route.js';

/** Opening the way to a client's private parts again, after speaking with them: a code to say, never to mail. */
@Controller('api/v1/admin/clients/:id/private-access')
export class PrivateAccessController {
  constructor(
    private readonly db: Database,
    private readonly clients: ClientService,
    private readonly coaches: ClientCoaches,
    private readonly access: PrivateAccess,
  ) {}

  @Post()
  @ForMembers('clients:write', 'owner', 'coach')
  @TakesCredentials()
  @Answers(201, SpokenCodeView)
  async reopen(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) id: Id,
    @Body({ schema: NoBody }) _nothing: NoBody,
  ): Promise<SpokenCodeView> {
    const { code, expiresAt } = await this.db.inPractice(here, async (tx) => {
      const client = await this.clients.get(tx, id);
      await this.coaches.mustKnow(tx, client.id);
      return this.access.reopen(tx, client.id);
    });
    return { code, expiresAt: instant(expiresAt) };
  }
}
