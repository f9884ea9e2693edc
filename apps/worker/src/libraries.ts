import type { Type } from '@nestjs/common';
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
  FormsModule,
  CaseloadModule,
  FollowupsModule,
];

/** Every row class there is. */
export const entities: (new () => object)[] = [
  ...identityEntities,
  ...practicesEntities,
  ...clientsEntities,
  ...schedulingEntities,
  ...formsEntities,
  ...caseloadEntities,
  ...followupsEntities,
];
