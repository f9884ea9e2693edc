import { Practices1700000000001 } from './0001-practices.js';
import { Identity1700000000002 } from './0002-identity.js';
import { Clients1700000000003 } from './0003-clients.js';
import { Scheduling1700000000004 } from './0004-scheduling.js';
import { Billing1700000000005 } from './0005-billing.js';
import { Forms1700000000006 } from './0006-forms.js';
import { Caseload1700000000007 } from './0007-caseload.js';
import { Followups1700000000008 } from './0008-followups.js';
import { CaseMoves1700000000009 } from './0009-case-moves.js';
import { KeyDatabase1700000000010 } from './0010-key-database.js';
import { PrivateAccess1700000000011 } from './0011-private-access.js';
import { ContactSettings1700000000012 } from './0012-contact-settings.js';
import { PartTroubles1700000000013 } from './0013-part-troubles.js';
import { Invitations1700000000014 } from './0014-invitations.js';
import { Audiences1700000000015 } from './0015-audiences.js';
import { Resilience1700000000016 } from './0016-resilience.js';
import { TellingWords1700000000017 } from './0017-telling-words.js';
import { CalendarFeeds1700000000018 } from './0018-calendar-feeds.js';
import { SuppressionReasons1700000000019 } from './0019-suppression-reasons.js';
import { Moves1700000000020 } from './0020-moves.js';
import { QuietZone1700000000021 } from './0021-quiet-zone.js';
import { Proofs1700000000022 } from './0022-proofs.js';
import { OwnSaves1700000000023 } from './0023-own-saves.js';
import { ClosingPages1700000000024 } from './0024-closing-pages.js';
import { BlockedTimes1700000000025 } from './0025-blocked-times.js';
import { KeptAnswers1700000000026 } from './0026-kept-answers.js';
import { Schedules1700000000027 } from './0027-schedules.js';
import { Locations1700000000028 } from './0028-locations.js';
import { Series1700000000029 } from './0029-series.js';
import { Waitlist1700000000030 } from './0030-waitlist.js';

/** Every migration, in the order they run. */
export const migrations = [
  Practices1700000000001,
  Identity1700000000002,
  Clients1700000000003,
  Scheduling1700000000004,
  Billing1700000000005,
  Forms1700000000006,
  Caseload1700000000007,
  Followups1700000000008,
  CaseMoves1700000000009,
  KeyDatabase1700000000010,
  PrivateAccess1700000000011,
  ContactSettings1700000000012,
  PartTroubles1700000000013,
  Invitations1700000000014,
  Audiences1700000000015,
  Resilience1700000000016,
  TellingWords1700000000017,
  CalendarFeeds1700000000018,
  SuppressionReasons1700000000019,
  Moves1700000000020,
  QuietZone1700000000021,
  Proofs1700000000022,
  OwnSaves1700000000023,
  ClosingPages1700000000024,
  BlockedTimes1700000000025,
  KeptAnswers1700000000026,
  Schedules1700000000027,
  Locations1700000000028,
  Series1700000000029,
  Waitlist1700000000030,
];
