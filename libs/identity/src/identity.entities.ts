import { ApiKey } from './api-key.entity.js';
import { BookingBrowser } from './booking-browser.entity.js';
import { ClientFactors } from './client-factors.entity.js';
import { Member } from './member.entity.js';
import { Passkey, PasskeyChallenge } from './passkey.entity.js';
import { Session } from './session.entity.js';
import { User } from './user.entity.js';

/** The tables of this library, one class each. */
export const identityEntities = [
  ApiKey,
  BookingBrowser,
  ClientFactors,
  Member,
  Passkey,
  PasskeyChallenge,
  Session,
  User,
];
