import type { Texts } from '../texts/texts.js';
import { pageData } from './data.js';
import { armExit, shutsPrivateParts } from './exit.js';
import { clearWhenIdle } from './idle.js';
import { offerPasskey, offerUnlock, type PasskeyData } from './passkeys.js';

/** What the page of the private parts tells its script. */
export interface PrivateData extends PasskeyData {
  readonly csrfToken: string;
  readonly idle: Texts['idle'];
  /** Where it leads once the private parts are open. */
  readonly next: string;
  /** The page itself, with what is wanted of it. */
  readonly here: string;
}

const data = pageData<PrivateData>();

armExit(shutsPrivateParts(data.csrfToken));
clearWhenIdle(data.idle);
offerUnlock(data, (wrongTries) => location.assign(wrongTries > 0 ? data.here : data.next));
offerPasskey('/api/v1/portal/private/passkeys', data, () =>
  location.assign(`${data.here}${data.here.includes('?') ? '&' : '?'}news=kept`),
);
