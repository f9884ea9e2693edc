import type { MembershipView } from '#contracts';
import { calendarSearch, type CalendarSearch } from './calendar-search.js';

const sections = ['hours', 'calendars', 'offerings', 'team'] as const;

/** Who looks: their role here, and the coach they are, if any. */
export interface Viewer {
  readonly role: MembershipView['role'] | undefined;
  readonly coachId: string | null;
}

/** Where something can be changed: an appointment, blocked time in a calendar, a place on the waitlist, or a section of somebody's settings, perhaps of certain hours. */
export type Place =
  | { readonly appointment: string }
  | { readonly calendar: CalendarSearch }
  | { readonly waiting: string }
  | { readonly section: (typeof sections)[number]; readonly coach: string; readonly schedule?: string };

/** The place that the link of a reason leads to; null where the studio shows no such place to whoever looks. */
export function placeOf(link: string, viewer: Viewer): Place | null {
  const { pathname, searchParams, hash } = new URL(link, 'https://studio.invalid');
  const [, appointment] = /^\/studio\/appointments\/([\w-]+)$/.exec(pathname) ?? [];
  if (appointment !== undefined) return { appointment };
  if (pathname === '/studio/calendar') return { calendar: calendarSearch(Object.fromEntries(searchParams)) };
  const [, waiting] = /^#waiting-([\w-]+)$/.exec(hash) ?? [];
  if (pathname === '/studio') return waiting === undefined ? null : { waiting };
  const coach = searchParams.get('coach');
  const section = sections.find((one) => hash === `#${one}`);
  if (pathname !== '/studio/settings' || coach === null || section === undefined) return null;
  const schedule = searchParams.get('schedule');
  return isShown(section, coach, viewer) ? { section, coach, ...(schedule !== null && { schedule }) } : null;
}

function isShown(section: (typeof sections)[number], coach: string, { role, coachId }: Viewer): boolean {
  if (section === 'team') return role === 'owner';
  if (section === 'offerings') return true;
  return section === 'hours' || role !== 'coach' || coach === coachId;
}
