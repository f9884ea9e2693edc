import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { SafeContactService } from '#clients';
import { ContactPreview, ContactPreviewQuery, SafeContactPut, SafeContactView } from '#contracts';
import { ContactPreviewService } from '#followups';
import { Database, system, type Here } from '#platform';
import { Answers, ForClients, InPractice, Refuses } from '../http/route.js';

type AsClient = Here & { actor: { kind: 'client'; id: string } };

/** How the client who is signed in wants to be written to, and what a bystander will see of it. */
@Controller('api/v1/portal/safe-contact')
export class PortalSafeContactController {
  constructor(
    private readonly db: Database,
    private readonly safeContact: SafeContactService,
    private readonly previews: ContactPreviewService,
  ) {}

  @Get()
  @ForClients('private')
  @Answers(200, SafeContactView)
  @Refuses('private-locked')
  show(@InPractice() here: AsClient): Promise<SafeContactView> {
    return this.db.inPractice(here, (tx) => this.safeContact.profile(tx, here.actor.id));
  }

  @Put()
  @ForClients('private')
  @Answers(200, SafeContactView)
  @Refuses('private-locked', 'stale-revision')
  set(
    @InPractice() here: AsClient,
    @Body({ schema: SafeContactPut }) wanted: SafeContactPut,
  ): Promise<SafeContactView> {
    return this.db.inPractice(here, (tx) => this.safeContact.set(tx, here.actor.id, wanted));
  }

  /** Messages are the practice's, so the practice looks, for this client alone. */
  @Get('preview')
  @ForClients('private')
  @Answers(200, ContactPreview)
  @Refuses('private-locked')
  preview(
    @InPractice() { practiceId, actor }: AsClient,
    @Query({ schema: ContactPreviewQuery }) query: ContactPreviewQuery,
  ): Promise<ContactPreview> {
    return this.db.inPractice({ practiceId, actor: system, readOnly: true }, (tx) =>
      this.previews.of(tx, actor.id, query),
    );
  }
}
