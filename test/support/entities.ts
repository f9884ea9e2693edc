import { billingEntities } from '#billing';
import { caseloadEntities } from '#caseload';
import { clientsEntities } from '#clients';
import { followupsEntities } from '#followups';
import { formsEntities } from '#forms';
import { identityEntities } from '#identity';
import { practicesEntities } from '#practices';
import { schedulingEntities } from '#scheduling';

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
