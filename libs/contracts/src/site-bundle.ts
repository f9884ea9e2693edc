import type { CancellationPreview, ManagedAppointment } from './bookings.js';
import type { PortalAppointment } from './appointments.js';
import type { ContactPreview, SafeContactView } from './safe-contact.js';
import type { PortalAssignmentItem, PortalAssignmentView } from './forms.js';
import type { JoiningView } from './joining.js';
import type { HelpLineView, MeetingFormat, PublicCoach, PublicOffering, PublicPractice } from './practices.js';
import type { PrivateAccessView } from './private-access.js';
import type { FieldFault } from './problem.js';
import type { SlotView, SlotsView } from './slots.js';
import type { DayPart, WaitingWith, WaitlistView } from './waitlist.js';
import type { Weekday } from './coaches.js';

/** What somebody typed into the booking form, as it stands in the fields. */
export interface BookingFields {
  readonly start: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly partnerName: string;
  readonly partnerEmail: string;
}

/** A week of times, and what a form that came back needs to stand as it was. Dates are in the zone of `slots`. */
export interface BookingPageView {
  readonly practice: PublicPractice;
  readonly offering: PublicOffering;
  /** The coach chosen, or null where any will do. */
  readonly coach: PublicCoach | null;
  readonly slots: SlotsView;
  /** True where the zone came from the visitor, not from the practice. */
  readonly zoneChosen: boolean;
  /** The first and the last day that may hold a time. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly nextFree: SlotView | null;
  readonly zones: readonly string[];
  readonly fields: BookingFields;
  readonly faults: readonly FieldFault[];
  readonly problem: 'slot-taken' | 'try-again' | null;
  readonly alternatives: readonly SlotView[];
  readonly source: string | null;
  /** Until how many hours before the start cancelling is free, and which share is kept after that. */
  readonly terms: { readonly freeUntilHours: number; readonly feePercent: number };
}

/** What a manage link's pages show beside the appointment itself. */
interface Managed {
  readonly token: string;
  readonly managed: ManagedAppointment;
  /**
   * When the hold ends, on the wall of the appointment's zone: `2027-01-11T10:45`. As with every `local` that only pages
   * have, its offset stands behind it where that clock reads the time twice.
   */
  readonly holdUntil: string | null;
  /** Which day it is there: `2027-01-11`. */
  readonly today: string;
  /** Until then; by the server's clock, since the one beside the reader may be wrong. */
  readonly holdSecondsLeft: number | null;
  readonly helpLines: readonly HelpLineView[];
  readonly whereabouts: WhereaboutsView | null;
  /** Until when it may be moved here, on that wall, where that is before its start. */
  readonly moveUntilLocal: string | null;
  /** Whether there is a file that takes its entry out of a calendar again. */
  readonly takesEntryOut: boolean;
  /**
   * What cancelling will cost, while it is not paid: nothing until then, on the wall of the appointment's zone, and a share
   * after it. Null where that will be over before it can be paid: then it costs the share from the first.
   */
  readonly terms: { readonly untilLocal: string | null; readonly feePercent: number } | null;
}

/** A week of times an appointment can be moved to; dates are in the zone of `slots`. */
export interface OtherTimes {
  readonly slots: SlotsView;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly nextFree: SlotView | null;
  readonly zones: readonly string[];
  readonly problem: 'slot-taken' | 'choose-first' | null;
  readonly alternatives: readonly SlotView[];
}

/** Where a booked time takes place, as far as it is told now. */
export type WhereaboutsView =
  | { readonly kind: 'link'; readonly url: string }
  /** Until `fromLocal`, on the wall of the appointment's zone, the link is not shown. */
  | { readonly kind: 'link-later'; readonly fromLocal: string }
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'they-call'; readonly number: string }
  /** On their own number, of which its last digits are shown, if they gave one. */
  | { readonly kind: 'we-call'; readonly ending: string | null };

/** The soonest time at which a coach can be met, in the coach's own zone, and in which offering. */
export interface NextFree {
  readonly slot: SlotView;
  readonly offering: Pick<PublicOffering, 'slug' | 'name'>;
}

/** Where the first page of a demo leads besides; what does not run beside it is null. */
export interface DemoDoors {
  /** The slug of the example practice. */
  readonly practice: string;
  readonly mailbox: string | null;
  readonly simulator: string | null;
  /** Where things may be broken. */
  readonly breaking: string | null;
}

/** Every page of the site, with what it shows. Names of pages are those of the scripts where a page has one. */
export type SitePage =
  | { readonly page: 'home'; readonly demo: DemoDoors | null }
  | { readonly page: 'practice'; readonly practice: PublicPractice }
  | {
      readonly page: 'coach';
      readonly practice: PublicPractice;
      readonly coach: PublicCoach;
      readonly nextFree: NextFree | null;
    }
  | { readonly page: 'offerings'; readonly practice: PublicPractice }
  | { readonly page: 'booking'; readonly view: BookingPageView }
  | {
      readonly page: 'help';
      readonly practice: { readonly slug: string; readonly name: string };
      readonly country: string;
      readonly countries: readonly string[];
      readonly helpLines: readonly HelpLineView[];
    }
  | ({
      readonly page: 'appointment';
      readonly notice: AppointmentNotice | null;
      /** What cancelling did to the money, where the time is cancelled. */
      readonly cancellation: CancellationPreview | null;
      /** Whether a PIN or passkey may be chosen here: in the browser in which this was booked, while there is none. */
      readonly offersPrivacy: boolean;
      /** Whether they wait for an earlier time, and whether they may, where there is one to be earlier than. */
      readonly earlier?: WaitingWith;
    } & Managed)
  | ({ readonly page: 'paid' } & Managed)
  | ({
      readonly page: 'cancel';
      readonly effect: CancellationPreview;
      /** Whether it is a time of several people, of whom its reader cancels for themselves alone. */
      readonly joint: boolean;
      /** Until when the effect holds, on the wall of the appointment's zone. */
      readonly untilLocal: string | null;
      readonly changed: boolean;
    } & Managed)
  | ({ readonly page: 'move' } & OtherTimes & Managed)
  | ({
      readonly page: 'move-confirm';
      /** The new time on the wall of `timeZone`, which its reader chose, and the present one there. */
      readonly slot: SlotView;
      readonly timeZone: string;
      readonly presentLocal: string;
      /** What cancelling costs from then on, on the same wall; null where it costs nothing at the new time. */
      readonly feeFromLocal: string | null;
      /** Whether that is so already. */
      readonly feeAtOnce: boolean;
    } & Managed)
  | {
      readonly page: 'sign-in';
      readonly practice: string;
      readonly email: string;
      readonly asked: boolean;
      readonly faults: readonly FieldFault[];
    }
  | {
      readonly page: 'open-link';
      readonly kind: 'sign-in' | 'form';
      readonly token: string;
      /** The slug of the practice, where it is known. */
      readonly practice: string | null;
      readonly helpLines: readonly HelpLineView[];
    }
  | {
      readonly page: 'joining';
      readonly token: string;
      readonly state: JoiningView['state'];
      /** The slug of the practice, for whoever has joined it. */
      readonly practice: string | null;
      readonly name: string;
      readonly timeZone: string;
      readonly zones: readonly string[];
      readonly faults: readonly FieldFault[];
    }
  | {
      readonly page: 'wait';
      readonly practice: { readonly slug: string; readonly name: string };
      readonly offering: { readonly slug: string; readonly name: string; readonly format: MeetingFormat | null };
      /** The one coach that is meant, or null where any will do. */
      readonly coach: { readonly slug: string; readonly name: string } | null;
      readonly fields: WaitFields;
      readonly zones: readonly string[];
      readonly today: string;
      readonly faults: readonly FieldFault[];
      /** Whether it was asked for: whatever the address, the same is said. */
      readonly asked: boolean;
      readonly helpLines: readonly HelpLineView[];
    }
  | {
      readonly page: 'waitlist';
      readonly token: string;
      readonly view: WaitlistView;
      readonly today: string;
      /** What came of what was just done. */
      readonly notice: 'over' | 'declined' | null;
      readonly helpLines: readonly HelpLineView[];
    }
  | {
      readonly page: 'portal';
      readonly practice: { readonly slug: string; readonly name: string };
      readonly name: string;
      readonly csrfToken: string;
      /** Those to come, and those that are over or will not be. */
      readonly coming: readonly PortalAppointment[];
      readonly past: readonly PortalAppointment[];
      readonly forms: readonly PortalAssignmentItem[];
    }
  | {
      readonly page: 'own-appointment';
      readonly practice: { readonly slug: string; readonly name: string };
      readonly csrfToken: string;
      readonly appointment: PortalAppointment & { readonly format: MeetingFormat | null };
      readonly whereabouts: WhereaboutsView | null;
      /** Which day it is on the wall of the appointment's zone. */
      readonly today: string;
      readonly helpLines: readonly HelpLineView[];
    }
  | {
      readonly page: 'contact';
      readonly practice: { readonly slug: string; readonly name: string };
      readonly csrfToken: string;
      /** What is chosen in the form: what stands, or what somebody is trying out. */
      readonly chosen: SafeContactView;
      /** Zones to choose from, that one among them. */
      readonly zones: readonly string[];
      readonly preview: ContactPreview;
      readonly state: 'open' | 'tried' | 'saved' | 'stale';
      readonly faults: readonly FieldFault[];
    }
  | {
      readonly page: 'private';
      readonly practice: { readonly slug: string; readonly name: string };
      readonly csrfToken: string;
      readonly access: PrivateAccessView;
      /** Of seconds until the next PIN may be tried; null where one may be now. */
      readonly waitSeconds: number | null;
      /** What somebody wanted to open when they were asked for their PIN, as its form names it. */
      readonly wanted: string | null;
      /** Where it leads once the private parts are open, and back to. */
      readonly next: string;
      /** The address of this page, with what is wanted of it. */
      readonly here: string;
      /** The name the browser shows; a passkey of another does not work here. */
      readonly host: string;
      readonly back: string;
      /** Whether the session was begun by the link of a form, and so opens no other page. */
      readonly formOnly: boolean;
      readonly news: PrivateNews | null;
      /** How often a wrong PIN may still be typed, after one was wrong. */
      readonly triesLeft: number | null;
      /** How often this page was sent with a wrong PIN. */
      readonly tried: number;
    }
  | {
      readonly page: 'form';
      readonly practice: { readonly slug: string; readonly name: string };
      readonly csrfToken: string;
      readonly assignment: PortalAssignmentView;
      /** Whether it begins with what was answered before, which its script asks for. */
      readonly showsBefore: boolean;
      readonly helpLines: readonly HelpLineView[];
    }
  | {
      readonly page: 'problem';
      readonly kind: PageProblem;
      readonly requestId: string | null;
      /** The slug of the practice whose help and sign-in are shown, where whoever asks knows it already. */
      readonly practice?: string | null;
    };

/** What somebody who wants to hear of a free time said, as it stands in the fields. */
export interface WaitFields {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly timeZone: string;
  readonly days: readonly Weekday[];
  readonly parts: readonly DayPart[];
  readonly until: string;
}

/** What a page says after something was done with a plain form. */
export type AppointmentNotice =
  | 'moved'
  | 'withdrawn'
  | 'held-longer'
  | 'waiting'
  | 'waiting-no-more'
  | 'until-over'
  | 'hold-at-most'
  | 'payment-unavailable'
  | 'not-possible'
  | 'private-kept'
  | 'private-later'
  | PinFault;

/** Why a PIN was not taken: it is too easy to guess, or it was not the same twice. */
export type PinFault = 'weak-pin' | 'two-pins';

/** What came of what was just done about the private parts. */
export type PrivateNews =
  | 'kept'
  | 'locked'
  | 'removed'
  | 'wrong-pin'
  | 'wrong-code'
  | 'code-too-soon'
  | 'last-factor'
  | 'not-possible'
  | PinFault;

/** Why a page cannot be shown. */
export type PageProblem = 'not-found' | 'dead-link' | 'too-many' | 'unavailable' | 'internal';

/** Around every page: the language of its words and where its scripts are. */
export interface SiteContext {
  /** BCP 47; the nearest language there is is taken. */
  readonly locale: string;
  /** The addresses of each script by its name: its own first, then those it needs. */
  readonly scripts: Readonly<Record<string, readonly string[]>>;
  /** Whether it is shown in a frame on a page elsewhere. */
  readonly framed?: boolean;
}

/** What the built site gives to the server: pages as whole HTML documents, and the one style they hold inline. */
export interface SiteBundle {
  /** The style inside every page, byte for byte, for the hash in its policy. */
  readonly style: string;
  render(page: SitePage, context: SiteContext): string;
}
