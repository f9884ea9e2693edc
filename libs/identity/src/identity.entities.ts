import { ApiKey } from './api-key.entity.js';
import { Member } from './member.entity.js';
import { Session } from './session.entity.js';
import { User } from './user.entity.js';

/** The tables of this library, one class each. */
export const identityEntities = [ApiKey, Member, Session, User];
