import { Body, Controller, Param, Post } from '@nestjs/common';
import { CaseService, PartnerInvitations } from '#clients';
import { Id, NoBody, ParticipantView } from '#contracts';
import { Database, type Here } from '#platform';
import { CoachService } from '#practices';
import { Answers, ForMembers, InPractice, Refuses } from '../http/route.js';

/** Whom a client named beside themself, in a case. */
@Controller('api/v1/admin/cases/:id/partners')
export class PartnersController {
  constructor(
    private readonly db: Database,
    private readonly cases: CaseService,
    private readonly coaches: CoachService,
    private readonly invitations: PartnerInvitations,
  ) {}

  /** Agrees that they be invited. Whatever is known of the address, and whatever they said before, the answer is this one. */
  @Post(':partner/invite')
  @ForMembers('cases:write', 'owner', 'coach')
  @Answers(200, ParticipantView)
  @Refuses('case-closed', 'case-full')
  invite(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) id: Id,
    @Param('partner', { schema: Id }) partner: Id,
    @Body({ schema: NoBody }) _nothing: NoBody,
  ): Promise<ParticipantView> {
    return this.db.inPractice(here, async (tx) => {
      await this.coaches.mustBeOwn(tx, (await this.cases.get(tx, id)).coachId);
      return this.invitations.agree(tx, id, partner);
    });
  }
}
