import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiKeyCreate, ApiKeyCreated, ApiKeyList, Id, PageQuery, type ApiKeyView, type Scope } from '#contracts';
import { ApiKeyService, type ApiKeyRow } from '#identity';
import { Database, type Here, instant } from '#platform';
import { Answers, ForMembers, InPractice } from '../http/route.js';

/** The keys with which programs act in a practice. */
@Controller('api/v1/admin/api-keys')
export class ApiKeysController {
  constructor(
    private readonly db: Database,
    private readonly keys: ApiKeyService,
  ) {}

  @Get()
  @ForMembers('keys:read', 'owner')
  @Answers(200, ApiKeyList)
  async list(@InPractice() here: Here, @Query({ schema: PageQuery }) page: PageQuery): Promise<ApiKeyList> {
    const { data, nextCursor } = await this.db.inPractice(here, (tx) => this.keys.list(tx, page));
    return { data: data.map(viewOf), nextCursor };
  }

  @Post()
  @ForMembers('keys:write', 'owner')
  @Answers(201, ApiKeyCreated)
  async create(
    @InPractice() here: Here,
    @Body({ schema: ApiKeyCreate }) { name, scopes, expiresAt }: ApiKeyCreate,
  ): Promise<ApiKeyCreated> {
    const wanted = { name, scopes, ...(expiresAt && { expiresAt: new Date(expiresAt) }) };
    const { key, row } = await this.db.inPractice(here, (tx) => this.keys.create(tx, wanted));
    return { ...viewOf(row), key };
  }

  /** Revokes the key at once; it stays on the list. */
  @Delete(':id')
  @ForMembers('keys:write', 'owner')
  @Answers(204)
  async revoke(@InPractice() here: Here, @Param('id', { schema: Id }) id: Id): Promise<void> {
    await this.db.inPractice(here, (tx) => this.keys.revoke(tx, id));
  }
}

function viewOf({ id, name, scopes, createdAt, lastUsedAt, expiresAt, revokedAt }: ApiKeyRow): ApiKeyView {
  return {
    id,
    name,
    scopes: scopes as Scope[],
    createdAt: instant(createdAt),
    lastUsedAt: lastUsedAt && instant(lastUsedAt),
    expiresAt: expiresAt && instant(expiresAt),
    revokedAt: revokedAt && instant(revokedAt),
  };
}
