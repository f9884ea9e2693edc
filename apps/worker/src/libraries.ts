import type { Type } from '@nestjs/common';
import { BillingModule, billingEntities } from '#billing';
import { BookingModule } from '#booking';
import { CaseloadModule, caseloadEntities } from '#caseload';
import { ClientsModule, clientsEntities } from '#clients';
import { FollowupsModule, followupsEntities } from '#followups';
import { FormsModule, formsEntities } from '#forms';
import { IdentityModule, identityEntities } from '#identity';
import { PracticesModule, practicesEntities } from '#practices';
import { SchedulingModule, schedulingEntities } from '#scheduling';

/** Every domain the worker works for. */
export const libraries: Type[] = [
  IdentityModule,
  PracticesModule,
  ClientsModule,
  SchedulingModule,
  BillingModule,
  FormsModule,
  BookingModule,
  CaseloadModule,
  FollowupsModule,
];

/** Every row class there is. */
export const entities: (new () => object)[] = [
  ...identityEntities,
  ...practicesEntities,
  ...clientsEntities,
  ...schedulingEntities,
  ...billingEntities,
  ...formsEntities,
  ...caseloadEntities,
  ...followupsEntities,
];
