import { z } from 'zod';
import { list } from './paging.js';
import {
  Country,
  Currency,
  DateOnly,
  Email,
  Id,
  InstantOut,
  line,
  lineOrNothing,
  Locale,
  Money,
  NewPassword,
  PersonName,
  prose,
  Slug,
  TimeZone,
  WebLink,
} from './scalars.js';

/** A page elsewhere that a coach points to. */
export const ProfileLink = z.strictObject({ label: line(60), url: WebLink }).meta({ id: 'ProfileLink' });
export type ProfileLink = z.infer<typeof ProfileLink>;

export const OfferingKind = z.enum(['individual', 'couple', 'group']).meta({ id: 'OfferingKind' });
export type OfferingKind = z.infer<typeof OfferingKind>;

export const MeetingFormat = z.enum(['video', 'phone', 'place']).meta({ id: 'MeetingFormat' });
export type MeetingFormat = z.infer<typeof MeetingFormat>;

/** The address of a video call: over https alone, so that nobody on the way learns who joins it. */
export const JoinLink = WebLink.max(300).refine((url) => url.startsWith('https://'), {
  error: 'Use the web address of the call; it begins with https://.',
});
export type JoinLink = z.infer<typeof JoinLink>;

/** When the price of an offering is paid: never here, in full on booking, a part on booking, or later. */
export const PaymentTerms = z.enum(['none', 'full', 'deposit', 'later']).meta({ id: 'PaymentTerms' });
export type PaymentTerms = z.infer<typeof PaymentTerms>;

/** Who says yes to a booking. */
export const Approval = z.enum(['automatic', 'coach']).meta({ id: 'Approval' });
export type Approval = z.infer<typeof Approval>;

export const MemberRole = z.enum(['owner', 'coach', 'assistant']).meta({ id: 'MemberRole' });
export type MemberRole = z.infer<typeof MemberRole>;

/** A new practice and its owner, as the operator asks for them. */
export const PracticeCreate = z
  .strictObject({
    slug: Slug,
    name: line(120),
    timeZone: TimeZone,
    currency: Currency,
    locale: Locale,
    country: Country,
    owner: z.strictObject({ name: PersonName, email: Email, password: NewPassword.optional() }),
  })
  .meta({ id: 'PracticeCreate' });
export type PracticeCreate = z.infer<typeof PracticeCreate>;

/** What the operator changes of a practice. `stripeAccount` null: the account of the installation's own key. */
export const PracticePatch = z
  .strictObject({
    stripeAccount: z
      .string()
      .regex(/^acct_[A-Za-z0-9]{1,64}$/, 'An account begins with acct_.')
      .nullable()
      .optional(),
    paymentsReady: z.boolean().optional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, 'Say what is to change.')
  .meta({ id: 'PracticePatch' });
export type PracticePatch = z.infer<typeof PracticePatch>;

/** How a practice is paid: to which account, and whether it may ask for money at all. */
export const PracticePayments = z
  .strictObject({ id: Id, slug: Slug, stripeAccount: z.string().nullable(), paymentsReady: z.boolean() })
  .meta({ id: 'PracticePayments' });
export type PracticePayments = z.infer<typeof PracticePayments>;

/** A practice as its operator sees it. */
export const PracticeView = z
  .strictObject({
    id: Id,
    slug: Slug,
    name: z.string(),
    timeZone: TimeZone,
    currency: Currency,
    locale: Locale,
    country: Country,
    status: z.enum(['active', 'unpaid', 'closed']),
    createdAt: InstantOut,
  })
  .meta({ id: 'Practice' });
export type PracticeView = z.infer<typeof PracticeView>;

/** A practice as its own people see it: where it is, and in which currency and whether it may ask for money. */
export const OwnPracticeView = z
  .strictObject({
    id: Id,
    slug: Slug,
    name: z.string(),
    timeZone: TimeZone,
    currency: Currency,
    locale: Locale,
    country: Country,
    paymentsReady: z.boolean(),
  })
  .meta({ id: 'OwnPractice' });
export type OwnPracticeView = z.infer<typeof OwnPracticeView>;

export const PracticeList = list(PracticeView).meta({ id: 'PracticeList' });
export type PracticeList = z.infer<typeof PracticeList>;

/** A practice that was just made; `apiKey` is the key itself with all scopes, shown this once. */
export const PracticeCreated = z
  .strictObject({
    practice: PracticeView,
    owner: z.strictObject({ id: Id, name: z.string(), email: z.string(), invited: z.boolean() }),
    apiKey: z.string(),
  })
  .meta({ id: 'PracticeCreated' });
export type PracticeCreated = z.infer<typeof PracticeCreated>;

/** A coach as visitors see them; never an address. */
export const PublicCoach = z
  .strictObject({
    slug: Slug,
    name: z.string(),
    headline: z.string(),
    bio: z.string(),
    philosophy: z.string(),
    links: z.array(ProfileLink),
    timeZone: TimeZone,
  })
  .meta({ id: 'PublicCoach' });
export type PublicCoach = z.infer<typeof PublicCoach>;

/** An offering as visitors see it; `coaches` are slugs. */
export const PublicOffering = z
  .strictObject({
    slug: Slug,
    name: z.string(),
    /** What the practice says about it, or null. */
    description: z.string().nullable(),
    kind: OfferingKind,
    durationMinutes: z.int(),
    format: MeetingFormat.nullable(),
    /** By phone: who calls whom; the practice then calls the number that is given on booking. */
    whoCalls: z.enum(['practice', 'client']).nullable(),
    price: Money,
    payment: PaymentTerms,
    deposit: Money.optional(),
    approval: Approval,
    coaches: z.array(Slug),
  })
  .meta({ id: 'PublicOffering' });
export type PublicOffering = z.infer<typeof PublicOffering>;

/** A number or page for people in danger or distress, with its source and the day it was checked. */
export const HelpLineView = z
  .strictObject({
    country: Country,
    name: line(160),
    kind: line(60),
    phone: z
      .string()
      .regex(/^\+?\d[\d ().-]{1,30}$/)
      .optional(),
    url: WebLink.optional(),
    hours: line(200),
    source: WebLink,
    checkedOn: DateOnly,
  })
  .meta({ id: 'HelpLine' });
export type HelpLineView = z.infer<typeof HelpLineView>;

/** A practice as visitors see it. */
export const PublicPractice = z
  .strictObject({
    slug: Slug,
    name: z.string(),
    timeZone: TimeZone,
    currency: Currency,
    locale: Locale,
    country: Country,
    coaches: z.array(PublicCoach),
    offerings: z.array(PublicOffering),
    helpLines: z.array(HelpLineView),
  })
  .meta({ id: 'PublicPractice' });
export type PublicPractice = z.infer<typeof PublicPractice>;

/** What a coach tells about themselves; shared by the bodies that write a profile. */
export const profileTexts = {
  headline: lineOrNothing(200),
  bio: prose(8000),
  philosophy: prose(8000),
  links: z.array(ProfileLink).max(20),
};
