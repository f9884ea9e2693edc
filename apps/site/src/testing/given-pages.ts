import type {
  BookingPageView,
  FormDefinition,
  HelpLineView,
  ManagedAppointment,
  PortalAppointment,
  PortalAssignmentView,
  PrivateAccessView,
  PublicCoach,
  PublicOffering,
  PublicPractice,
  SitePage,
  SlotView,
  WaitlistView,
  WhereaboutsView,
} from '#contracts';

/*
 * One of every page, in every state that has words of its own. What stands for data is written in Greek letters, so
 * that a test can tell it from words of ours.
 */
export const helpLine = (more: Partial<HelpLineView> = {}): HelpLineView => ({
  country: 'GR',
  name: 'Άμεση βοήθεια',
  kind: 'emergency',
  phone: '100',
  hours: 'όλη μέρα',
  source: 'https://example.org/lines',
  checkedOn: '2026-11-22',
  ...more,
});

const helpLines = [
  helpLine(),
  helpLine({ name: 'Γραμμή', kind: 'distress', phone: '10306', url: 'https://example.org' }),
];

export const coach: PublicCoach = {
  slug: 'anna',
  name: 'Άννα Λίντα',
  headline: 'Σύμβουλος',
  bio: 'Βίος',
  philosophy: 'Τρόπος',
  links: [{ label: 'Βιβλίο', url: 'https://example.org/book' }],
  timeZone: 'Europe/London',
};

export const offering = (more: Partial<PublicOffering> = {}): PublicOffering => ({
  slug: 'individual',
  name: 'Ώρα',
  kind: 'individual',
  durationMinutes: 50,
  format: 'video',
  whoCalls: null,
  price: { amount: 9500, currency: 'EUR' },
  payment: 'full',
  description: null,
  approval: 'automatic',
  coaches: ['anna'],
  ...more,
});

const offerings = [
  offering({ description: 'Λόγια' }),
  offering({
    slug: 'intro',
    price: { amount: 0, currency: 'EUR' },
    payment: 'none',
    format: 'phone',
    whoCalls: 'practice',
    coaches: ['anna', 'ben'],
  }),
  offering({ slug: 'couple', kind: 'couple', format: 'place', payment: 'later' }),
  offering({
    slug: 'group',
    kind: 'group',
    format: null,
    payment: 'deposit',
    deposit: { amount: 2050, currency: 'EUR' },
  }),
];

export const practice: PublicPractice = {
  slug: 'demo',
  name: 'Ιατρείο',
  timeZone: 'Europe/London',
  currency: 'EUR',
  locale: 'el',
  country: 'GR',
  coaches: [coach, { ...coach, slug: 'ben', name: 'Βέν' }],
  offerings,
  helpLines,
};

export const slot = (local: string): SlotView => ({
  start: `${local}:00Z`,
  end: `${local}:00Z`,
  local,
  offset: '+00:00',
  coach: 'anna',
});

export const bookingView = (more: Partial<BookingPageView> = {}): BookingPageView => ({
  practice,
  offering: offering(),
  coach: null,
  slots: {
    timeZone: 'Europe/London',
    offering: 'individual',
    days: ['23', '24', '25', '26', '27', '28', '29'].map((day) => ({
      date: `2026-11-${day}`,
      slots: day === '25' ? [] : [slot(`2026-11-${day}T10:30`), slot(`2026-11-${day}T11:30`)],
    })),
  },
  zoneChosen: false,
  firstDay: '2026-11-22',
  lastDay: '2027-01-20',
  nextFree: slot('2026-11-23T10:30'),
  zones: ['Europe/London'],
  fields: { start: '', name: '', email: '', phone: '', partnerName: '', partnerEmail: '' },
  faults: [],
  problem: null,
  alternatives: [],
  source: null,
  terms: { freeUntilHours: 24, feePercent: 50 },
  ...more,
});

export const managed = (more: Partial<ManagedAppointment['appointment']> = {}): ManagedAppointment => ({
  appointment: {
    id: '01a20117-06a4-7db0-a985-1064126cc878',
    status: 'held',
    sequence: 0,
    start: '2026-11-23T10:30:00Z',
    end: '2026-11-23T11:20:00Z',
    coach: 'anna',
    holdExpiresAt: '2026-11-22T10:45:00Z',
    local: '2026-11-23T10:30',
    offset: '+00:00',
    timeZone: 'Europe/London',
    coachName: coach.name,
    offering: 'individual',
    offeringName: 'Ώρα',
    format: 'video',
    practice: { slug: 'demo', name: practice.name },
    ...more,
  },
  payment: { required: true, amount: { amount: 9500, currency: 'EUR' }, status: 'pending' },
  attendees: ['Ίδα'],
  attends: true,
  actions: ['checkout', 'hold', 'cancel'],
});

const confirmed: ManagedAppointment = {
  ...managed({ status: 'confirmed' }),
  actions: ['reschedule', 'cancel', 'calendar'],
};

const token = '0_1';
const offered: NonNullable<WaitlistView['offer']> = {
  start: '2026-11-24T10:30:00Z',
  end: '2026-11-24T11:20:00Z',
  local: '2026-11-24T10:30',
  offset: '+00:00',
  coachName: coach.name,
  until: '2026-11-22T12:30:00Z',
  untilLocal: '2026-11-22T12:30',
  price: { amount: 9500, currency: 'EUR' },
  fee: null,
};
const chargedOffers = [false, true].map((atOnce) => ({
  ...offered,
  fee: { from: '2026-11-23T10:30:00Z', fromLocal: '2026-11-23T10:30', atOnce },
}));
const waitlist = (more: Partial<WaitlistView> = {}): WaitlistView => ({
  state: 'waiting',
  practice: { slug: 'demo', name: practice.name },
  offeringName: 'Ώρα',
  timeZone: 'Europe/London',
  wishes: { days: ['mon'], parts: ['morning'], until: null },
  present: null,
  offer: null,
  ...more,
});
const around = {
  whereabouts: null,
  terms: null,
  moveUntilLocal: '2026-11-22T10:30',
  takesEntryOut: true,
  token,
  holdUntil: '2026-11-22T10:45',
  today: '2026-11-22',
  holdSecondsLeft: 900,
  helpLines,
};

export const definition: FormDefinition = {
  questions: [
    { id: 'q1', kind: 'long_text', label: 'Ένα', help: 'Λίγα', required: true },
    { id: 'q2', kind: 'scale', label: 'Δύο', min: 1, max: 10, minLabel: 'λίγο', maxLabel: 'πολύ' },
    { id: 'q3', kind: 'yes_no', label: 'Τρία' },
    { id: 'q4', kind: 'date', label: 'Τέσσερα', showIf: { question: 'q3', equals: true } },
    { id: 'q5', kind: 'short_text', label: 'Πέντε', showIf: { question: 'q4', equals: '2026-01-01' } },
  ],
};

export const assignment = (more: Partial<PortalAssignmentView> = {}): PortalAssignmentView => ({
  id: '01a20117-06a4-7db0-a985-1064126cc879',
  name: 'Ερωτήσεις',
  kind: 'intake',
  status: 'assigned',
  firstPage: {
    whoReads: 'Άννα',
    keptFor: 'χρόνια',
    notTherapy: 'όχι',
    notEmergency: 'όχι',
    adult: 'ναι',
    consent: 'ναι',
    consentVersion: '1',
  },
  consent: { given: false, version: null, at: null },
  definition,
  unlocked: true,
  progress: { answered: 0, questions: definition.questions.length },
  answers: {},
  answered: [],
  hidden: [],
  next: 'q1',
  needsUnlock: false,
  revision: 0,
  ...more,
});

const given = { given: true, version: '1', at: '2026-11-22T10:00:00Z' };
const form = (more: Partial<PortalAssignmentView>): Extract<SitePage, { page: 'form' }> => ({
  page: 'form',
  practice: { slug: 'demo', name: practice.name },
  csrfToken: '0',
  assignment: assignment(more),
  showsBefore: false,
  helpLines,
});

/** As an open session sees it: nothing of what was answered before. */
export const locked = (more: Partial<PortalAssignmentView> = {}): PortalAssignmentView => {
  const { answered: _, hidden: __, ...rest } = assignment({ unlocked: false, ...more });
  return rest;
};
const lockedForm = (more: Partial<PortalAssignmentView>): SitePage => ({
  page: 'form',
  practice: { slug: 'demo', name: practice.name },
  csrfToken: '0',
  assignment: locked(more),
  showsBefore: false,
  helpLines,
});

const everyField = ['client.name', 'client.email', 'client.phone', 'partner.name', 'partner.email', 'start'];
const faults = everyField.map((path) => ({ path, message: '' }));
const statuses = [
  'held',
  'pending_approval',
  'confirmed',
  'completed',
  'no_show',
  'expired',
  'declined',
  'cancelled',
] as const;
function ownTime(status: (typeof statuses)[number], index: number): PortalAppointment {
  const { id, start, end, local, offset, timeZone, coachName, offeringName } = managed().appointment;
  return { id: `${id}-${index}`, start, end, local, offset, timeZone, coachName, offeringName, status, attends: true };
}
const everyWhere: readonly (WhereaboutsView | null)[] = [
  null,
  { kind: 'link', url: 'https://example.org/room' },
  { kind: 'link-later', fromLocal: '2026-11-23T10:15' },
  { kind: 'address', address: 'Οδός 7' },
  { kind: 'they-call', number: '+30 210 000 0000' },
  { kind: 'we-call', ending: '46' },
  { kind: 'we-call', ending: null },
];
const notices = [
  'withdrawn',
  'held-longer',
  'hold-at-most',
  'payment-unavailable',
  'not-possible',
  'until-over',
  'private-kept',
  'private-later',
] as const;
const effect = (fee: number, refund: number, credits = 0) => ({
  fee: { amount: fee, currency: 'EUR' },
  refund: { amount: refund, currency: 'EUR' },
  credits,
  until: null,
  explanation: '',
});
const move = (more: Partial<Extract<SitePage, { page: 'move' }>> = {}): SitePage => {
  const { slots, firstDay, lastDay, nextFree, zones } = bookingView();
  return {
    page: 'move',
    ...around,
    managed: confirmed,
    ...{ slots, firstDay, lastDay, nextFree, zones },
    problem: null,
    alternatives: [],
    ...more,
  };
};
const moveConfirm = (more: Partial<Extract<SitePage, { page: 'move-confirm' }>> = {}): SitePage => ({
  page: 'move-confirm',
  ...around,
  managed: confirmed,
  slot: bookingView().nextFree!,
  timeZone: 'Europe/London',
  presentLocal: '2026-11-23T10:30',
  feeFromLocal: null,
  feeAtOnce: false,
  ...more,
});
const cancel = (
  one: ReturnType<typeof effect>,
  changed = false,
  joint = false,
  status: (typeof statuses)[number] = 'held',
): SitePage => ({
  page: 'cancel',
  joint,
  ...around,
  managed: managed({ status }),
  effect: one,
  untilLocal: '2026-11-22T10:30',
  changed,
});

const shut: PrivateAccessView = {
  factors: { pin: true, passkeys: [] },
  unlocked: false,
  lockedUntil: null,
  needsCode: false,
  maySet: false,
  wrongTries: 0,
  idleMinutes: 10,
};
const passkeys = [{ id: '1', name: 'Τηλέφωνο', host: 'τόπος.ελ', createdAt: '2026-11-22T10:00:00Z' }];
const open: PrivateAccessView = { ...shut, factors: { pin: true, passkeys }, unlocked: true, maySet: true };
const privatePage = (
  access: PrivateAccessView,
  more: Partial<Extract<SitePage, { page: 'private' }>> = {},
): SitePage => ({
  page: 'private',
  practice,
  csrfToken: '0',
  access,
  waitSeconds: null,
  wanted: null,
  next: '/me/private',
  here: '/me/private',
  host: 'τόπος.ελ',
  back: '/me/home',
  formOnly: false,
  news: null,
  triesLeft: null,
  tried: 0,
  ...more,
});
const privatePages: readonly SitePage[] = [
  privatePage(shut),
  privatePage(shut, { news: 'wrong-pin', triesLeft: 1, waitSeconds: 1 }),
  privatePage(shut, { news: 'wrong-pin', triesLeft: 5, waitSeconds: 900 }),
  privatePage(shut, { news: 'code-too-soon', waitSeconds: 30 }),
  ...(['wrong-code', 'weak-pin', 'two-pins', 'locked', 'not-possible'] as const).map((news) =>
    privatePage(shut, { news }),
  ),
  privatePage({ ...shut, factors: { pin: true, passkeys }, needsCode: true }),
  privatePage({ ...shut, factors: { pin: false, passkeys: [] } }, { wanted: '1', formOnly: true }),
  privatePage({ ...shut, factors: { pin: false, passkeys: [] }, maySet: true }),
  privatePage(open, { news: 'kept' }),
  privatePage({ ...open, factors: { pin: true, passkeys: [] } }, { news: 'kept', wanted: 'settings' }),
  ...[1, 7].map((wrongTries) => privatePage({ ...open, wrongTries }, { wanted: wrongTries === 1 ? null : 'settings' })),
  privatePage({ ...shut, factors: { pin: true, passkeys } }, { host: 'άλλος.ελ' }),
  privatePage(open, { host: 'άλλος.ελ' }),
  privatePage({ ...open, factors: { pin: false, passkeys } }, { news: 'last-factor' }),
  privatePage({ ...open, factors: { pin: true, passkeys: [] } }, { news: 'removed', formOnly: true }),
];

/** Every page, with its title in the test. */
export const everyPage: readonly SitePage[] = [
  { page: 'home', demo: null },
  {
    page: 'home',
    demo: {
      practice: 'demo',
      mailbox: 'http://localhost:8025',
      simulator: 'http://localhost:8026',
      breaking: 'http://localhost:8027',
    },
  },
  { page: 'practice', practice },
  { page: 'practice', practice: { ...practice, coaches: [], offerings: [] } },
  { page: 'coach', practice, coach, nextFree: { slot: slot('2026-11-23T10:30'), offering: offering() } },
  { page: 'coach', practice, coach: { ...coach, headline: '', bio: '', philosophy: '', links: [] }, nextFree: null },
  { page: 'offerings', practice },
  { page: 'booking', view: bookingView() },
  { page: 'booking', view: bookingView({ coach, nextFree: null, slots: { ...bookingView().slots, days: [] } }) },
  { page: 'booking', view: bookingView({ problem: 'slot-taken', alternatives: [slot('2026-11-23T12:00')] }) },
  { page: 'booking', view: bookingView({ problem: 'try-again' }) },
  ...offerings.map((one): SitePage => {
    const fields = { ...bookingView().fields, start: '2026-11-23T10:30:00Z' };
    return { page: 'booking', view: bookingView({ offering: one, fields, faults }) };
  }),
  { page: 'help', practice, country: 'GR', countries: ['GR', 'IE'], helpLines },
  { page: 'help', practice, country: 'GR', countries: ['GR'], helpLines: [] },
  ...statuses.map((status): SitePage => ({
    page: 'appointment',
    notice: null,
    cancellation: null,
    offersPrivacy: false,
    ...around,
    managed: managed({ status }),
  })),
  ...notices.map((notice): SitePage => ({
    page: 'appointment',
    notice,
    cancellation: null,
    offersPrivacy: false,
    ...around,
    managed: managed(),
  })),
  ...[effect(0, 9500), effect(4500, 5000), effect(9500, 0), effect(0, 0)].flatMap((cancellation): SitePage[] =>
    (['paid', 'refunded'] as const).map((status) => {
      const { payment, ...rest } = managed({ status: 'cancelled' });
      const one = { ...rest, payment: { ...payment, status }, actions: [] };
      return { page: 'appointment', notice: null, cancellation, offersPrivacy: false, ...around, managed: one };
    }),
  ),
  { page: 'appointment', notice: null, cancellation: null, offersPrivacy: false, ...around, managed: confirmed },
  ...([null, 'weak-pin', 'two-pins'] as const).map((notice): SitePage => ({
    page: 'appointment',
    notice,
    cancellation: null,
    offersPrivacy: true,
    ...around,
    managed: confirmed,
  })),
  {
    page: 'appointment',
    notice: null,
    cancellation: null,
    offersPrivacy: false,
    ...around,
    managed: managed(),
    terms: { untilLocal: '2026-11-22T10:30', feePercent: 50 },
  },
  {
    page: 'appointment',
    notice: null,
    cancellation: null,
    offersPrivacy: false,
    ...around,
    managed: managed({
      status: 'pending_approval',
      answerAt: { at: '2026-11-22T18:00:00Z', local: '2026-11-22T18:00', offset: '+00:00' },
    }),
    terms: { untilLocal: null, feePercent: 50 },
  },
  {
    page: 'appointment',
    notice: 'held-longer',
    cancellation: null,
    offersPrivacy: false,
    ...around,
    managed: { ...managed(), actions: [] },
    holdSecondsLeft: 0,
  },
  ...everyWhere.flatMap((whereabouts): SitePage[] => [
    {
      page: 'appointment',
      notice: null,
      cancellation: null,
      offersPrivacy: false,
      ...around,
      managed: confirmed,
      whereabouts,
    },
    ...(['video', 'phone', null] as const).map((format): SitePage => ({
      page: 'own-appointment',
      practice: { slug: 'demo', name: practice.name },
      csrfToken: '0',
      appointment: { ...ownTime('confirmed', 0), format },
      whereabouts,
      today: '2026-11-22',
      helpLines,
    })),
  ]),
  ...[null, waitlist()].map((waiting): SitePage => ({
    page: 'appointment',
    notice: waiting ? 'waiting' : 'waiting-no-more',
    cancellation: null,
    offersPrivacy: false,
    earlier: { may: true, waiting },
    ...around,
    managed: confirmed,
  })),
  {
    page: 'appointment',
    notice: null,
    cancellation: null,
    offersPrivacy: false,
    earlier: { may: true, waiting: waitlist({ offer: offered }) },
    ...around,
    managed: confirmed,
  },
  ...[false, true].flatMap((asked): SitePage[] =>
    [null, 'phone' as const].map((format) => ({
      page: 'wait',
      practice,
      offering: { ...offering(), format },
      coach: format && coach,
      fields: {
        name: '',
        email: 'ίδα',
        phone: '',
        timeZone: 'Europe/London',
        days: [],
        parts: [],
        until: '',
      },
      zones: ['Europe/London'],
      today: '2026-11-22',
      faults: ['client.name', 'client.email', 'client.phone', 'until', 'coach'].map((path) => ({ path, message: '' })),
      asked,
      helpLines,
    })),
  ),
  ...(['asked', 'waiting', 'taken', 'ended'] as const).flatMap((state): SitePage[] =>
    [null, 'over' as const, 'declined' as const].map((notice) => ({
      page: 'waitlist',
      token,
      view: waitlist({ state, offer: null }),
      today: '2026-11-22',
      notice,
      helpLines,
    })),
  ),
  ...[
    { offer: offered, present: null },
    ...[offered, ...chargedOffers].map((offer) => ({
      offer,
      present: { start: '2026-11-30T10:30:00Z', local: '2026-11-30T10:30', offset: '+00:00' },
    })),
  ].map((shown): SitePage => ({
    page: 'waitlist',
    token,
    view: waitlist(shown),
    today: '2026-11-22',
    notice: null,
    helpLines,
  })),
  ...statuses.map((status, index): SitePage => ({
    page: 'own-appointment',
    practice: { slug: 'demo', name: practice.name },
    csrfToken: '0',
    appointment: { ...ownTime(status, index), format: 'phone' },
    whereabouts: null,
    today: '2026-11-22',
    helpLines,
  })),
  ...(['video', 'phone', 'place'] as const).map((format): SitePage => ({
    page: 'paid',
    ...around,
    managed: managed({ status: 'confirmed', format }),
  })),
  {
    page: 'appointment',
    notice: 'withdrawn',
    cancellation: null,
    offersPrivacy: false,
    ...around,
    managed: { ...confirmed, attends: false, actions: [] },
  },
  { page: 'paid', ...around, managed: managed() },
  { page: 'paid', ...around, holdUntil: null, managed: managed() },
  { page: 'paid', ...around, managed: managed({ status: 'expired' }) },
  cancel(effect(0, 9500)),
  cancel(effect(4500, 5000, 1), true),
  cancel(effect(9500, 0, 2)),
  cancel(effect(0, 0)),
  cancel(effect(0, 9500), false, true),
  cancel(effect(4500, 5000), false, true),
  cancel(effect(0, 0), false, true, 'pending_approval'),
  move(),
  move({ problem: 'choose-first', nextFree: null }),
  move({
    problem: 'slot-taken',
    alternatives: bookingView()
      .slots.days.flatMap(({ slots }) => slots)
      .slice(0, 2),
  }),
  moveConfirm({ feeFromLocal: '2026-11-22T10:30' }),
  moveConfirm({ feeFromLocal: '2026-11-22T10:30', feeAtOnce: true }),
  moveConfirm({ timeZone: 'Europe/Athens', managed: managed({ status: 'pending_approval' }) }),
  { page: 'sign-in', practice: 'demo', email: '', asked: false, faults: [] },
  {
    page: 'sign-in',
    practice: '',
    email: '',
    asked: false,
    faults: [
      { path: 'email', message: '' },
      { path: 'practice', message: '' },
    ],
  },
  { page: 'sign-in', practice: 'demo', email: 'ίδα@δοκιμή', asked: true, faults: [] },
  { page: 'open-link', kind: 'sign-in', token, practice: null, helpLines: [] },
  { page: 'open-link', kind: 'form', token, practice: 'demo', helpLines },
  { page: 'open-link', kind: 'form', token, practice: null, helpLines },
  ...(['open', 'over', 'accepted', 'not_me', 'never'] as const).map((state): SitePage => ({
    page: 'joining',
    token,
    state,
    practice: state === 'accepted' ? 'demo' : null,
    name: '',
    timeZone: 'Europe/London',
    zones: [],
    faults: [],
  })),
  {
    page: 'joining',
    token,
    state: 'open',
    practice: null,
    name: 'Ίδα',
    timeZone: 'Europe/London',
    zones: [],
    faults: [
      { path: 'name', message: '' },
      { path: 'timeZone', message: '' },
    ],
  },
  { page: 'portal', practice, name: 'Ίδα', csrfToken: '0', coming: [], past: [], forms: [] },
  ...(['open', 'tried', 'saved', 'stale'] as const).map((state): SitePage => ({
    page: 'contact',
    practice,
    csrfToken: '0',
    chosen: {
      level: 'time_only',
      quietHours: { from: '22:00', to: '18:00' },
      sender: 'diary',
      subject: null,
      timeZone: 'Europe/London',
      revision: 1,
    },
    zones: ['Europe/London', 'Asia/Ho_Chi_Minh'],
    preview: {
      level: 'time_only',
      quietHours: null,
      data:
        state === 'open'
          ? []
          : ['reminder', 'step'].map((template) => ({
              template,
              dueAt: null,
              sender: 'Ημερολόγιο',
              subject: 'Νέα',
              preview: '10:00',
              lockScreen: 'Ημερολόγιο\nΝέα\n10:00',
            })),
    },
    state,
    faults: state === 'tried' ? [{ path: 'quietHours.to', message: 'ώρα' }] : [],
  })),
  {
    page: 'portal',
    practice,
    name: 'Ίδα',
    csrfToken: '0',
    coming: statuses.slice(0, 3).map(ownTime),
    past: statuses.slice(3).map(ownTime),
    forms: (['assigned', 'started', 'submitted'] as const).map((status) => ({
      id: status,
      name: 'Ερωτήσεις',
      kind: 'intake' as const,
      status,
    })),
  },
  ...privatePages,
  form({}),
  ...['q1', 'q2', 'q3', 'q4'].map((next) => form({ consent: given, next, answered: next === 'q4' ? ['q3'] : ['q2'] })),
  form({ consent: given, next: null }),
  { ...form({ consent: given }), showsBefore: true },
  lockedForm({ consent: given, status: 'started', next: 'q4' }),
  lockedForm({ consent: given, status: 'started', next: null, needsUnlock: true }),
  form({ consent: given, status: 'submitted' }),
  ...(['not-found', 'dead-link', 'too-many', 'unavailable', 'internal'] as const).map((kind): SitePage => ({
    page: 'problem',
    kind,
    requestId: '1',
    practice: kind === 'dead-link' ? 'demo' : null,
  })),
];
