import type { CoachCreate, FormCreate, OfferingCreate, SequenceCreate } from '#contracts';

/** The two coaches of the demo; both are invented. */
export const coachNames = ['tamsin', 'aksel'] as const;
export type CoachName = (typeof coachNames)[number];

/** The practice as its pages show it. Its name stands in mails too, so it tells nothing. */
export const practice = {
  slug: 'demo',
  name: 'Two Lanterns',
  timeZone: 'Europe/London',
  currency: 'GBP',
  locale: 'en-GB',
  country: 'GB',
} as const;

/** The second coach's address for signing in; the password is the owner's. */
export const secondCoachEmail = 'aksel@demo.example';

export const coaches: Record<CoachName, Omit<CoachCreate, 'email'>> = {
  tamsin: {
    slug: 'tamsin-harrowell',
    name: 'Tamsin Harrowell',
    headline: 'Room to think, and one next step you can take',
    bio: [
      'I grew up in a family that talked about everything except what mattered, and I have been curious about good conversations ever since. I taught adults for eleven years before I trained as a coach.',
      'Today I work with people on their own and with two people together, by video or at a table by the window in north London. I keep few clients at a time, so that there is room to read, to think and to answer.',
    ].join('\n\n'),
    philosophy: [
      'You know your life better than I do. I ask, I listen, I write down what you decide, and I remember it the next time.',
      'I do not take sides, I do not promise what another person will do, and I say so when something is better looked after by somebody else, such as a doctor or a solicitor. Slow is fine. You may stop whenever you like.',
    ].join('\n\n'),
    links: [],
    joinLink: 'https://rooms.example/two-lanterns/north',
    timeZone: 'Europe/London',
  },
  aksel: {
    slug: 'aksel-bjorkensund',
    name: 'Aksel Björkensund',
    headline: 'Calm conversations for people who have a lot on',
    bio: [
      'I was a midwife’s son and a ship’s cook before I became a coach, and I still think that most things go better after something warm to eat.',
      'I work from Stockholm, in English and Swedish, mostly with people between two chapters: a move, a new family, a farewell, a beginning.',
    ].join('\n\n'),
    philosophy: [
      'We start with what is already going well, because it is easy to overlook. Then we choose one small thing and try it for a week.',
      'What you tell me stays with me. If we find out that you need something else than a coach, I will tell you kindly and help you look for it.',
    ].join('\n\n'),
    links: [],
    joinLink: 'https://rooms.example/two-lanterns/south',
    timeZone: 'Europe/Stockholm',
  },
};

/** When they work, each on the wall of their own zone. */
export const hours: Record<
  CoachName,
  { days: ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[]; from: string; to: string }[]
> = {
  tamsin: [
    { days: ['mon', 'tue', 'thu', 'fri'], from: '09:00', to: '12:30' },
    { days: ['mon', 'tue', 'thu', 'fri'], from: '13:30', to: '18:00' },
    { days: ['wed'], from: '12:00', to: '20:00' },
    { days: ['sat'], from: '10:00', to: '14:00' },
  ],
  aksel: [
    { days: ['mon', 'tue', 'wed', 'thu'], from: '08:30', to: '12:00' },
    { days: ['mon', 'tue', 'wed', 'thu'], from: '13:00', to: '17:00' },
    { days: ['fri'], from: '08:30', to: '14:00' },
    { days: ['sun'], from: '15:00', to: '19:00' },
  ],
};

export type OfferingName = 'introductory-call' | 'initial-consultation' | 'individual-session' | 'couple-session';

const calm = {
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 10,
  minimumNoticeMinutes: 12 * 60,
  bookingWindowDays: 42,
  approval: 'automatic',
  format: 'video',
} as const;

/** What can be booked; `intake` says whether the questions are asked before it. */
export const offerings: (Omit<OfferingCreate, 'coachIds' | 'payment'> & { slug: OfferingName; intake: boolean })[] = [
  {
    ...calm,
    slug: 'introductory-call',
    name: 'Introductory call',
    description:
      'Twenty minutes to hear each other’s voices and find out whether we suit. There is nothing to prepare.',
    kind: 'individual',
    durationMinutes: 20,
    startEveryMinutes: 30,
    price: { amount: 0, currency: 'GBP' },
    intake: false,
  },
  {
    ...calm,
    slug: 'initial-consultation',
    name: 'Initial consultation',
    description: 'We look at where things stand and what you hope for, and you leave with one next step.',
    kind: 'individual',
    durationMinutes: 50,
    startEveryMinutes: 30,
    // At first every request is read before it is answered; later the practice lets the calendar answer.
    approval: 'coach',
    price: { amount: 9500, currency: 'GBP' },
    intake: true,
  },
  {
    ...calm,
    slug: 'individual-session',
    name: 'Individual session',
    description: 'For those who have been here before. Bring whatever is on your mind that week.',
    kind: 'individual',
    durationMinutes: 50,
    startEveryMinutes: 30,
    price: { amount: 8000, currency: 'GBP' },
    intake: false,
  },
  {
    ...calm,
    slug: 'couple-session',
    name: 'Session for two',
    description: 'Time for each of you to speak and to be heard, and a short break half way.',
    kind: 'couple',
    durationMinutes: 80,
    startEveryMinutes: 30,
    bufferAfterMinutes: 20,
    price: { amount: 14000, currency: 'GBP' },
    intake: true,
  },
];

/** The questions before a first meeting: every kind there is, two of them only where they apply. */
export const intake: FormCreate = {
  slug: 'before-we-meet',
  name: 'Before we meet',
  kind: 'intake',
  definition: {
    questions: [
      { id: 'called', kind: 'short_text', label: 'What would you like to be called?', required: true },
      {
        id: 'hope',
        kind: 'long_text',
        label: 'What would you like to be a little different in three months?',
        help: 'A few words are enough. You can say more when we meet.',
        required: true,
      },
      {
        id: 'topics',
        kind: 'multiple_choice',
        label: 'What would you like to talk about?',
        options: [
          { value: 'talking', label: 'How we talk with each other' },
          { value: 'time', label: 'Time, work and family' },
          { value: 'change', label: 'A change that has happened or is coming' },
          { value: 'decision', label: 'A decision' },
          { value: 'other', label: 'Something else' },
        ],
      },
      {
        id: 'other-topic',
        kind: 'short_text',
        label: 'What else is it?',
        showIf: { question: 'topics', includes: 'other' },
      },
      {
        id: 'weight',
        kind: 'scale',
        label: 'How heavy does it feel today?',
        min: 1,
        max: 5,
        minLabel: 'Light',
        maxLabel: 'Very heavy',
      },
      { id: 'before', kind: 'yes_no', label: 'Have you talked about it with somebody before?', required: true },
      {
        id: 'helped',
        kind: 'long_text',
        label: 'What did you find helpful, and what not?',
        showIf: { question: 'before', equals: true },
      },
      {
        id: 'rhythm',
        kind: 'single_choice',
        label: 'How often would you like to meet?',
        options: [
          { value: 'weekly', label: 'Every week' },
          { value: 'fortnightly', label: 'Every other week' },
          { value: 'unsure', label: 'I do not know yet' },
        ],
      },
      {
        id: 'date',
        kind: 'date',
        label: 'Is there a date I should know about?',
        help: 'Leave it out if there is none.',
      },
    ],
  },
};

/** Two mails after a session. Somebody else may see them, so they do not tell what it was about. */
export const followUp: SequenceCreate = {
  slug: 'after-we-met',
  name: 'After we met',
  trigger: 'appointmentCompleted',
  exitRules: ['booked'],
  steps: [
    {
      delayMinutes: 120,
      kind: 'service',
      subject: 'Thank you for today',
      body: 'It was good to talk with you.\n\nYou need not do anything today. If a thought comes back to you, write it down and bring it along the next time.',
    },
    {
      afterDays: 3,
      at: '09:00',
      kind: 'service',
      subject: 'One small thing for this week',
      body: 'You chose one small thing to try. If you have tried it: well done, however it went. If not, there is still time, and half of it counts too.\n\nChoose another time whenever you are ready.',
    },
  ],
};
