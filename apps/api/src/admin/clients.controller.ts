import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ClientCoaches, ClientService, type ClientRow } from '#clients';
import {
  ClientCreate,
  ClientDetails,
  ClientList,
  ClientPatch,
  ClientsQuery,
  ClientView,
  ContactPreview,
  ContactPreviewQuery,
  Id,
} from '#contracts';
import { ContactPreviewService } from '#followups';
import { Database, type Here, instant, type Tx } from '#platform';
import { Answers, ForMembers, IfMatch, InPractice, TakesIfMatch } from '../http/route.js';

/** The people a practice knows. */
@Controller('api/v1/admin/clients')
export class ClientsController {
  constructor(
    private readonly db: Database,
    private readonly clients: ClientService,
    private readonly coaches: ClientCoaches,
    private readonly previews: ContactPreviewService,
  ) {}

  @Get()
  @ForMembers('clients:read', 'owner', 'coach', 'assistant')
  @Answers(200, ClientList)
  async list(@InPractice() here: Here, @Query({ schema: ClientsQuery }) query: ClientsQuery): Promise<ClientList> {
    const { data, nextCursor } = await this.db.inPractice(here, (tx) => this.clients.list(tx, query, query));
    return { data: data.map(viewOf), nextCursor };
  }

  @Post()
  @ForMembers('clients:write', 'owner', 'coach', 'assistant')
  @Answers(201, ClientDetails)
  async create(
    @InPractice() here: Here,
    @Body({ schema: ClientCreate }) request: ClientCreate,
  ): Promise<ClientDetails> {
    return this.db.inPractice(here, async (tx) => this.detailsOf(tx, await this.clients.create(tx, request)));
  }

  @Get(':id')
  @ForMembers('clients:read', 'owner', 'coach', 'assistant')
  @Answers(200, ClientDetails)
  async get(@InPractice() here: Here, @Param('id', { schema: Id }) id: Id): Promise<ClientDetails> {
    return this.db.inPractice(here, async (tx) => this.detailsOf(tx, await this.clients.get(tx, id)));
  }

  /** What a bystander will see of this person's next mails, under what they chose. */
  @Get(':id/contact-preview')
  @ForMembers('clients:read', 'owner', 'coach', 'assistant')
  @Answers(200, ContactPreview)
  preview(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) id: Id,
    @Query({ schema: ContactPreviewQuery }) query: ContactPreviewQuery,
  ): Promise<ContactPreview> {
    return this.db.inPractice(here, async (tx) => {
      const { id: clientId } = await this.clients.get(tx, id);
      return this.previews.of(tx, clientId, query);
    });
  }

  @Patch(':id')
  @ForMembers('clients:write', 'owner', 'coach', 'assistant')
  @TakesIfMatch()
  @Answers(200, ClientDetails)
  async change(
    @InPractice() here: Here,
    @IfMatch() revision: number,
    @Param('id', { schema: Id }) id: Id,
    @Body({ schema: ClientPatch }) patch: ClientPatch,
  ): Promise<ClientDetails> {
    return this.db.inPractice(here, async (tx) =>
      this.detailsOf(tx, await this.clients.patch(tx, id, revision, patch)),
    );
  }

  private async detailsOf(tx: Tx, row: ClientRow): Promise<ClientDetails> {
    return { ...viewOf(row), mayReopen: await this.coaches.knows(tx, row.id) };
  }
}

function viewOf({ id, name, email, phone, timeZone, kind, confirmedAt, createdAt, revision }: ClientRow): ClientView {
  const [confirmed, made] = [confirmedAt !== null, instant(createdAt)];
  return { id, name, email, phone, timeZone, kind, confirmed, createdAt: made, revision };
}
