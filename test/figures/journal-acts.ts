import type { JournalWorld, OfferingKind } from './journal-world.js';

/** Everything that people do: by the practice's page and their links, and, staff, by the studio's door. */
export type ActName =
  | 'book'
  | 'book-for'
  | 'write-down'
  | 'pay'
  | 'hold'
  | 'move'
  | 'move-by-staff'
  | 'approve'
  | 'decline'
  | 'cancel'
  | 'cancel-by-staff'
  | 'undo'
  | 'complete'
  | 'no-show'
  | 'block'
  | 'unblock';

/** An appointment that somebody knows of, with the manage link of whoever booked it themselves. */
export interface Known {
  readonly id: string;
  readonly token: string | undefined;
  readonly booked: unknown;
}

/** Time that staff blocked, as they were told. */
export interface KnownBlock {
  readonly id: string;
  readonly coachId: string;
  readonly start: string;
  readonly end: string;
}

interface Chosen {
  readonly n: number;
  readonly kind: OfferingKind;
  readonly known: Known | undefined;
  readonly block: KnownBlock | undefined;
  readonly chance: () => number;
}

interface Request {
  readonly path: string;
  /** Without one, something is taken away. */
  readonly body?: object;
  readonly about?: string;
  readonly email?: string;
}

type Make = (world: JournalWorld, chosen: Chosen) => Request | null;

const instant = (start: number): string => new Date(start).toISOString();
const personOf = (n: number) => ({
  name: `Somebody ${n}`,
  email: `somebody-${n}@example.org`,
  timeZone: 'Europe/London',
});

const book: Make = (world, { n, kind, chance }) => {
  const client = personOf(n);
  return {
    path: `/api/v1/public/practices/${world.practice.slug}/bookings`,
    body: { offering: world.offerings[kind].slug, start: instant(world.start(chance)), client },
    email: client.email,
  };
};

/** Staff book ahead, or write down what was without the rules of booking: all but an overlap. */
const bookFor =
  (when: 'ahead' | 'over'): Make =>
  (world, { n, kind, chance }) => {
    const client = personOf(n);
    const isOver = when === 'over';
    const offering = world.offerings[isOver ? 'free' : kind].id;
    const coach = world.coaches[Math.floor(chance() * world.coaches.length)]!.id;
    const start = instant(isOver ? world.pastStart(chance) : world.start(chance));
    const lifted = isOver && { override: { reason: 'It was agreed on by phone.' } };
    return {
      path: '/api/v1/admin/appointments',
      body: { offering, coach, start, client, ...lifted },
      email: client.email,
    };
  };

const byClient =
  (act: string, body: (world: JournalWorld, chosen: Chosen) => object = () => ({})): Make =>
  (world, chosen) => {
    const { known } = chosen;
    if (!known?.token) return null;
    return { path: `/api/v1/public/appointments/${known.token}/${act}`, body: body(world, chosen), about: known.id };
  };

const byStaff =
  (act: string, body: (world: JournalWorld, chosen: Chosen) => object = () => ({})): Make =>
  (world, chosen) => {
    const { known } = chosen;
    if (!known) return null;
    return { path: `/api/v1/admin/appointments/${known.id}/${act}`, body: body(world, chosen), about: known.id };
  };

const quarterMs = 900_000;

const block: Make = (world, { chance }) => {
  const coach = world.coaches[Math.floor(chance() * world.coaches.length)]!.id;
  const start = world.start(chance);
  const end = start + (1 + Math.floor(chance() * 8)) * quarterMs;
  return { path: `/api/v1/admin/coaches/${coach}/blocked-times`, body: { start: instant(start), end: instant(end) } };
};

const unblock: Make = (_world, { block: known }) =>
  known ? { path: `/api/v1/admin/blocked-times/${known.id}`, about: known.id } : null;

const elsewhere = (world: JournalWorld, { chance }: Chosen) => ({ start: instant(world.start(chance)) });

/** What each act sends; paying is done elsewhere. */
export const requests: Readonly<Partial<Record<ActName, Make>>> = {
  book,
  'book-for': bookFor('ahead'),
  'write-down': bookFor('over'),
  hold: byClient('hold'),
  move: byClient('reschedule', elsewhere),
  'move-by-staff': byStaff('reschedule', elsewhere),
  approve: byStaff('approve'),
  decline: byStaff('decline'),
  cancel: byClient('cancel'),
  'cancel-by-staff': byStaff('cancel'),
  undo: byStaff('undo'),
  complete: byStaff('complete'),
  'no-show': byStaff('no-show'),
  block,
  unblock,
};
