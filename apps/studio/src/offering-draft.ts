import type {
  MeetingFormat,
  OfferingCreate,
  OfferingKind,
  OfferingPatch,
  OfferingView,
  PaymentTerms,
} from '#contracts';
import { amountToType, amountTyped } from './parts/money.js';

export const noticeUnits = { minutes: 1, hours: 60, days: 1440 } as const;
export type NoticeUnit = keyof typeof noticeUnits;

/** An offering as it stands in its form: numbers and amounts as they are typed, a field for each name the server knows. */
export interface OfferingDraft {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly kind: OfferingKind;
  readonly durationMinutes: string;
  readonly startEveryMinutes: string;
  readonly bufferBeforeMinutes: string;
  readonly bufferAfterMinutes: string;
  /** In `noticeUnit`. */
  readonly minimumNoticeMinutes: string;
  readonly noticeUnit: NoticeUnit;
  readonly bookingWindowDays: string;
  readonly maxPerDay: string;
  readonly maxPerWeek: string;
  readonly approval: OfferingView['approval'];
  readonly coachIds: readonly string[];
  readonly price: string;
  readonly payment: PaymentTerms;
  readonly deposit: string;
  readonly format: MeetingFormat | '';
  readonly location: string;
  readonly intakeForm: string;
}

/** A field of the form. */
export type DraftField = keyof OfferingDraft;

/** What a new offering begins as; its name and its price are for somebody to say. */
export function newDraft(coachIds: readonly string[], payment: PaymentTerms = 'none'): OfferingDraft {
  return {
    slug: '',
    name: '',
    description: '',
    kind: 'individual',
    durationMinutes: '50',
    startEveryMinutes: '30',
    bufferBeforeMinutes: '0',
    bufferAfterMinutes: '10',
    minimumNoticeMinutes: '24',
    noticeUnit: 'hours',
    bookingWindowDays: '60',
    maxPerDay: '',
    maxPerWeek: '',
    approval: 'automatic',
    coachIds,
    price: '',
    payment,
    deposit: '',
    format: 'video',
    location: '',
    intakeForm: '',
  };
}

/** An offering as its form shows it. */
export function draftOf(offering: OfferingView): OfferingDraft {
  const { price, deposit, minimumNoticeMinutes } = offering;
  const unit = largestUnit(minimumNoticeMinutes);
  const orNothing = (value: number | null) => (value === null ? '' : String(value));
  return {
    slug: offering.slug,
    name: offering.name,
    description: offering.description ?? '',
    kind: offering.kind,
    durationMinutes: String(offering.durationMinutes),
    startEveryMinutes: String(offering.startEveryMinutes),
    bufferBeforeMinutes: String(offering.bufferBeforeMinutes),
    bufferAfterMinutes: String(offering.bufferAfterMinutes),
    minimumNoticeMinutes: String(minimumNoticeMinutes / noticeUnits[unit]),
    noticeUnit: unit,
    bookingWindowDays: String(offering.bookingWindowDays),
    maxPerDay: orNothing(offering.maxPerDay),
    maxPerWeek: orNothing(offering.maxPerWeek),
    approval: offering.approval,
    coachIds: offering.coachIds,
    price: amountToType(price.amount, price.currency),
    payment: offering.payment,
    deposit: deposit ? amountToType(deposit.amount, deposit.currency) : '',
    format: offering.format ?? '',
    location: offering.location ?? '',
    intakeForm: offering.intakeForm ?? '',
  };
}

/** The notice in minutes, whatever it is typed in. */
export const noticeOf = ({ minimumNoticeMinutes, noticeUnit }: OfferingDraft): number =>
  Math.round(Number(minimumNoticeMinutes) * noticeUnits[noticeUnit]);

/** The amounts that are typed and are none. */
export function amountFaults(draft: OfferingDraft, currency: string): ('price' | 'deposit')[] {
  const asked = draft.payment === 'deposit' ? (['price', 'deposit'] as const) : (['price'] as const);
  return asked.filter((field) => amountTyped(draft[field], currency) === null);
}

/** All that a form says, as the server takes it; what is left empty is taken away. Its kind never changes. */
export function termsOf(draft: OfferingDraft, currency: string): Required<Omit<OfferingPatch, 'active' | 'seats'>> {
  const amount = (text: string) => ({ amount: amountTyped(text, currency) ?? 0, currency });
  const orNull = (text: string) => text.trim() || null;
  const numberOrNull = (text: string) => (text.trim() === '' ? null : Number(text));
  const price = amount(draft.price);
  // What costs nothing is not paid for.
  const payment = price.amount === 0 ? 'none' : draft.payment;
  return {
    slug: draft.slug.trim(),
    name: draft.name.trim(),
    description: orNull(draft.description),
    durationMinutes: Number(draft.durationMinutes),
    startEveryMinutes: Number(draft.startEveryMinutes),
    bufferBeforeMinutes: Number(draft.bufferBeforeMinutes),
    bufferAfterMinutes: Number(draft.bufferAfterMinutes),
    minimumNoticeMinutes: noticeOf(draft),
    bookingWindowDays: Number(draft.bookingWindowDays),
    maxPerDay: numberOrNull(draft.maxPerDay),
    maxPerWeek: numberOrNull(draft.maxPerWeek),
    approval: draft.approval,
    coachIds: [...draft.coachIds],
    price,
    payment,
    deposit: payment === 'deposit' ? amount(draft.deposit) : null,
    format: draft.format || null,
    location: draft.format ? orNull(draft.location) : null,
    intakeForm: draft.intakeForm || null,
  };
}

/** A new offering of this form, with nothing said that was left empty. */
export function offeringOf(draft: OfferingDraft, currency: string): OfferingCreate {
  const said = Object.entries(termsOf(draft, currency)).filter(([, value]) => value !== null);
  return { ...(Object.fromEntries(said) as Omit<OfferingCreate, 'kind'>), kind: draft.kind };
}

/** What of an offering is other than it was, and nothing else: somebody may have changed the rest meanwhile. */
export function changesOf(base: OfferingDraft, draft: OfferingDraft, currency: string): OfferingPatch {
  const before = termsOf(base, currency);
  const entries = Object.entries(termsOf(draft, currency)).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof typeof before]),
  );
  return Object.fromEntries(entries);
}

/** Whether two forms say the same. */
export const isSameDraft = (one: OfferingDraft, other: OfferingDraft): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** What was typed over what somebody else changed meanwhile: where only one of the two changed a field, theirs stands. */
export function laidOver(base: OfferingDraft, typed: OfferingDraft, theirs: OfferingDraft): OfferingDraft {
  const own = Object.entries(typed).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(base[name as DraftField]),
  );
  return { ...theirs, ...(Object.fromEntries(own) as Partial<OfferingDraft>) };
}

/** The last part of an address that a name gives: First talk, for two → first-talk-for-two. */
export function slugOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}

/** The field of the form that a fault of the server is about. */
export function fieldOf(path: string): DraftField | null {
  const [field = ''] = path.split('.');
  return field in newDraft([]) ? (field as DraftField) : null;
}

function largestUnit(minutes: number): NoticeUnit {
  if (minutes === 0) return 'hours';
  return minutes % noticeUnits.days === 0 ? 'days' : minutes % noticeUnits.hours === 0 ? 'hours' : 'minutes';
}
