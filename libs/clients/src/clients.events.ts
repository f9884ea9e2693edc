import { defineFact } from '#platform';
import { z } from 'zod';

const about = z.strictObject({ clientId: z.uuid() });

/** Staff added a person to a case. */
export const participantAdded = defineFact('clients.participant-added', about);
/** Staff gave a person another address: what is open has to be mailed there. */
export const clientAddressChanged = defineFact('clients.address-changed', about);
/** Somebody opened a link mailed to their address, so that it is known to be theirs. */
export const clientConfirmed = defineFact('clients.client-confirmed', about);
/** A coach agreed that somebody who was named be invited; the mail follows, or does not. */
export const partnerInvited = defineFact('clients.partner-invited', z.strictObject({ partnerId: z.uuid() }));
