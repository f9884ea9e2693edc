import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { BrakeService } from './brake.service.js';
import { CaseAccess } from './case-access.js';
import { CaseFolding } from './case-folding.service.js';
import { CaseMerges } from './case-merges.js';
import { CaseService } from './case.service.js';
import { ClientCoaches } from './client-coaches.js';
import { ClientMerges } from './client-merges.js';
import { ClientService } from './client.service.js';
import { ClientVouching } from './client-vouching.js';
import { FactorDropping } from './factor-dropping.service.js';
import { Joining } from './joining.service.js';
import { PartnerInvitations } from './partner-invitations.service.js';
import { SafeContactService } from './safe-contact.service.js';
import { SuppressionService } from './suppression.service.js';

const services = [
  BrakeService,
  CaseAccess,
  CaseMerges,
  CaseService,
  ClientCoaches,
  ClientMerges,
  ClientService,
  ClientVouching,
  Joining,
  PartnerInvitations,
  SafeContactService,
  SuppressionService,
];

/** People and cases. */
@Module({ imports: [IdentityModule], providers: [...services, CaseFolding, FactorDropping], exports: services })
export class ClientsModule {}
