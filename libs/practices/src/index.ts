/** The tenant: how it is made and found, its settings and coaches, how its members sign in to it, its help lines and audit. */
export { PracticesModule } from './practices.module.js';
export { practicesEntities } from './practices.entities.js';
export {
  AlreadyJoined,
  CoachExists,
  LastOwner,
  MemberExists,
  NoSuchCoach,
  NoSuchPractice,
  PracticeNeeded,
  SlugReserved,
  SlugTaken,
} from './practices.errors.js';
export { reservedCoachSlugs, reservedItemSlugs, reservedPracticeSlugs } from './domain/reserved-slugs.js';
export { PracticeAddress } from './practice-address.service.js';
export { practiceOrigin } from './domain/practice-origin.js';
export { PracticeService, type OpenPractice } from './practice.service.js';
export { type SettingsView } from './practice.store.js';
export { type Bootstrap, type BornPractice } from './practice-birth.service.js';
export { type Owner } from './owner.service.js';
export { CoachService, type CoachProfile } from './coach.service.js';
export { TeamService, type TeamMember } from './team.service.js';
export { MemberSessionService, type SessionStory } from './member-session.service.js';
export { AuditTrail, type AuditRow } from './audit-trail.service.js';
export {
  HelpLine,
  InvalidHelpLines,
  helpLines,
  helpLinesCheckedOn,
  helpLinesFor,
  parseHelpLines,
} from './help-lines.js';
