import type { DynamicModule, Type } from '@nestjs/common';
import { BillingModule, billingEntities } from '#billing';
import { BookingModule } from '#booking';
import { CaseloadModule, caseloadEntities } from '#caseload';
import { ClientsModule, clientsEntities } from '#clients';
import { FollowupsModule, followupsEntities } from '#followups';
import { FormsModule, formsEntities } from '#forms';
import { IdentityModule, identityEntities } from '#identity';
import { PracticesModule, practicesEntities } from '#practices';
import { SchedulingModule, schedulingEntities } from '#scheduling';

/** One library the API composes: its module, and its rows. */
interface Domain {
  readonly module: Type | DynamicModule;
  readonly entities: readonly (new () => object)[];
}

/** Every library with a module, lowest first. A new one is one line here. */
export const domains: readonly Domain[] = [
  { module: IdentityModule, entities: identityEntities },
  { module: PracticesModule, entities: practicesEntities },
  { module: ClientsModule, entities: clientsEntities },
  { module: SchedulingModule, entities: schedulingEntities },
  { module: BillingModule, entities: billingEntities },
  { module: FormsModule, entities: formsEntities },
  { module: BookingModule, entities: [] },
  { module: CaseloadModule, entities: caseloadEntities },
  { module: FollowupsModule, entities: followupsEntities },
];
