/** What every domain stands on: settings, clock, the doors to the database, keys, outbox, links, mail, logs. */
export { newId, isId } from './ids.js';
export { machineTime } from './machine-time.js';
export { instant } from './instants.js';
export { Clock, FileClock, SystemClock } from './clock.js';
export { CONFIG, readConfig, settings, BadConfig, type Config } from './config.js';
export { createLogger, describeError, requestScope, type Logger } from './logging.js';
export { LOGGER } from './logger.token.js';
export {
  DomainError,
  Forbidden,
  Invalid,
  NotFound,
  StaleRevision,
  TooSoon,
  Unauthenticated,
  type ErrorKind,
  type Fault,
} from './errors.js';
export { mustExist, namedAt, NamesNothing, type NamedThing } from './database/named-things.js';
export { actorId, memberBehind, system, type Actor, type Here, type MemberRole } from './database/actor.js';
export { Tx } from './database/tx.js';
export { DatabaseAway } from './database/database-away.js';
export { Database, codeOf, constraintOf, type Query } from './database/database.js';
export { PracticeEntity } from './database/practice-entity.js';
export {
  cursorOf,
  idAfter,
  idShape,
  instantShape,
  keyOfCursor,
  pageOf,
  type Page,
  type PageAsked,
} from './database/keyset.js';
export { createDataSource } from './database/data-source.js';
export { prepareDatabases, type Prepared } from './database/setup.js';
export { EgressClient, type Fetched, type FetchLimits } from './egress/egress-client.js';
export type { EgressWays } from './egress/egress-ways.js';
export { NotFetched, notFetchedBecause, type NotFetchedCode } from './egress/not-fetched.js';
export { Heartbeats, type Heartbeat } from './heartbeats.js';
export { KeyDatabase } from './crypto/key-database.js';
export { OtherKeyDatabase } from './crypto/key-identity.js';
export { KeyErased, KeyMissing, KeyStore } from './crypto/key-store.js';
export { PartTroubles } from './part-troubles.js';
export { CannotOpen } from './crypto/seal.js';
export { hashToken, newToken, practiceOfToken, sameSecret, type Token } from './secrets/token.js';
export { isMadeFor, Links, type Link, type LinkKind, type LinkOwner } from './secrets/links.js';
export { defineFact, type Fact } from './outbox/fact.js';
export { defineJob, on, when, type Job, type JobHandler, type Reaction } from './outbox/job.js';
export { BadCatalogue, Outbox, OUTBOX_QUEUE, type DueRow } from './outbox/outbox.js';
export {
  InvalidAddress,
  isPlainAddress,
  MailTransport,
  UnsafeHeader,
  type MailAttachment,
  type Mailbox,
  type MailOutcome,
  type MailTransportOptions,
  type OutgoingMail,
} from './mail/mail-transport.js';
export { PlatformModule, type PlatformOptions } from './platform.module.js';
