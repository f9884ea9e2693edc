import { IdentityModule } from '#identity';
import { Module } from '@nestjs/common';
import { AuditTrail } from './audit-trail.service.js';
import { CoachService } from './coach.service.js';
import { MemberSessionService } from './member-session.service.js';
import { OwnerService } from './owner.service.js';
import { PracticeAddress } from './practice-address.service.js';
import { PracticeBirth } from './practice-birth.service.js';
import { PracticeService } from './practice.service.js';
import { TeamService } from './team.service.js';

const offered = [AuditTrail, CoachService, MemberSessionService, PracticeAddress, PracticeService, TeamService];

/** The tenant: how it is made and found, its coaches, how its members sign in to it, its audit. */
@Module({ imports: [IdentityModule], providers: [...offered, OwnerService, PracticeBirth], exports: offered })
export class PracticesModule {}
