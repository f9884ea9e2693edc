import type { CoachName, OfferingName } from './practice-words.js';

/** Somebody as they describe themselves; all are invented, and their addresses belong to nobody. */
export interface Somebody {
  readonly name: string;
  readonly email: string;
  readonly timeZone: string;
  readonly phone?: string;
}

/** How an appointment of the past ended; without one it is still to come, or has just been. */
export type Ending = 'completed' | 'no_show' | 'cancelled_by_client' | 'cancelled_by_practice';

/** One appointment of a history. Days count from now: `asked` in fractions of a day, `meets` on the coach's calendar. */
export interface Meeting {
  readonly offering: OfferingName;
  readonly asked: number;
  readonly meets: number;
  /** The earliest hour of that day, on the coach's wall. */
  readonly from: number;
  /** What the coach answers to a request, half a day later at the latest; none yet where left out. */
  readonly answer?: 'yes' | 'no';
  /** Whether it is paid once it is agreed on; a request that is not paid in a day is let go. */
  readonly unpaid?: true;
  readonly ending?: Ending;
  readonly note?: string;
  readonly source?: string;
  /** The mail server went away while it was handed the reminder: nobody knows whether that arrived. Of several, the first still to come. */
  readonly reminderInDoubt?: true;
}

/** How a case stands from a day on, as its coach sees it. */
export interface Standing {
  readonly day: number;
  readonly status?: 'active' | 'paused' | 'closed';
  readonly progress?: 'steady' | 'slipping' | 'stalled';
}

/** One case: who came, with whom, and what happened. The first meeting is booked by them, later ones with their coach. */
export interface History {
  readonly client: Somebody;
  readonly partner?: Somebody;
  /** Whether the coach took the partner into the case. */
  readonly partnerJoins?: true;
  readonly coach: CoachName;
  readonly meetings: readonly [Meeting, ...Meeting[]];
  /** How far they came with the questions: all, some, or none where left out. */
  readonly intake?: 'submitted' | 'started';
  readonly standing?: readonly Standing[];
}

const london = 'Europe/London';
const stockholm = 'Europe/Stockholm';

/** A person of the demo, at an address of a domain that is kept for examples. */
const person = (name: string, timeZone = london, phone?: string): Somebody => ({
  name,
  email: `${name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z ]/g, '')
    .replaceAll(' ', '.')}@example.org`,
  timeZone,
  ...(phone !== undefined && { phone }),
});

const intro = 'introductory-call';
const initial = 'initial-consultation';
const session = 'individual-session';
const together = 'couple-session';

/** Four weeks of the demo practice. */
export const histories: readonly History[] = [
  {
    client: person('Ines Marlowe', london, '+44 20 7946 0017'),
    coach: 'tamsin',
    intake: 'submitted',
    meetings: [
      {
        offering: initial,
        asked: -27.4,
        meets: -24,
        from: 9,
        answer: 'yes',
        ending: 'completed',
        source: 'article: talking in the evening',
        note: 'Would like calmer evenings at home. Decided: one question instead of three. Remembers the walk by the canal as the best hour of last week.',
      },
      {
        offering: session,
        asked: -23.5,
        meets: -17,
        from: 9,
        ending: 'completed',
        note: 'The one question worked twice. Proud of it, and surprised. Wants to try the same on the phone with her father.',
      },
      {
        offering: session,
        asked: -16.5,
        meets: -9,
        from: 9,
        ending: 'completed',
        note: 'A tiring fortnight at work; still kept Thursday evenings free. We made a list of what can wait until spring.',
      },
      { offering: session, asked: -8.5, meets: 0, from: 10, reminderInDoubt: true },
    ],
  },
  {
    client: person('Desmond Achterberg', 'Europe/Amsterdam'),
    coach: 'tamsin',
    intake: 'submitted',
    meetings: [
      { offering: intro, asked: -26.8, meets: -25, from: 14, ending: 'completed' },
      {
        offering: initial,
        asked: -24.6,
        meets: -20,
        from: 14,
        ending: 'completed',
        note: 'New town, few friends yet. Chose to go to the Tuesday choir once before we meet again.',
      },
      {
        offering: session,
        asked: -19.5,
        meets: -12,
        from: 14,
        ending: 'completed',
        note: 'Went to the choir twice. Laughed about singing the wrong verse.',
      },
      { offering: session, asked: -11.5, meets: 2, from: 14 },
    ],
    standing: [{ day: -11.4, progress: 'steady' }],
  },
  {
    client: person('Orla Whitcombe'),
    coach: 'tamsin',
    intake: 'submitted',
    meetings: [
      {
        offering: initial,
        asked: -25.2,
        meets: -22,
        from: 11,
        answer: 'yes',
        ending: 'completed',
        note: 'Between two jobs. Wants to decide without hurrying. Agreed: no decision before the 15th.',
      },
      {
        offering: session,
        asked: -21.3,
        meets: -15,
        from: 11,
        ending: 'completed',
        note: 'Has written down what she would miss in each. The list is longer on one side, and she knows.',
      },
      { offering: session, asked: -14.4, meets: -6, from: 11, ending: 'cancelled_by_practice' },
    ],
    standing: [{ day: -5.5, progress: 'slipping' }],
  },
  {
    client: person('Kofi Brandreth', london, '+44 20 7946 0142'),
    coach: 'tamsin',
    intake: 'submitted',
    meetings: [
      {
        offering: initial,
        asked: -24.1,
        meets: -21,
        from: 15,
        answer: 'yes',
        ending: 'completed',
        note: 'First child in spring. Wants to talk about who does what before everybody is tired.',
      },
      { offering: session, asked: -20.2, meets: -13, from: 15, ending: 'no_show' },
    ],
    standing: [
      {
        day: -12,
        progress: 'stalled',
      },
    ],
  },
  {
    client: person('Maud Ellershaw'),
    coach: 'tamsin',
    intake: 'submitted',
    meetings: [
      {
        offering: initial,
        asked: -27.8,
        meets: -26,
        from: 9,
        answer: 'yes',
        ending: 'completed',
        note: 'Wanted to sort out one conversation with her sister. We wrote the first two sentences together.',
      },
      {
        offering: session,
        asked: -25.4,
        meets: -18,
        from: 9,
        ending: 'completed',
        note: 'The conversation happened, and they had cake afterwards. That was what she came for; we close here with a good feeling.',
      },
    ],
    standing: [{ day: -17, status: 'closed' }],
  },
  {
    client: person('Perpetua Okonjo-Lyle'),
    coach: 'tamsin',
    intake: 'submitted',
    meetings: [
      {
        offering: initial,
        asked: -23.3,
        meets: -19,
        from: 16,
        answer: 'yes',
        ending: 'completed',
        note: 'Travels for work until the end of next month and would like to go on after that.',
      },
    ],
    standing: [{ day: -16, status: 'paused' }],
  },
  {
    client: person('Lorcan Fairweather', 'Europe/Dublin'),
    coach: 'tamsin',
    intake: 'submitted',
    meetings: [
      { offering: initial, asked: -4.3, meets: 1, from: 9, answer: 'yes', source: 'search', reminderInDoubt: true },
    ],
  },
  {
    client: person('Henrike Paasche', 'Europe/Berlin'),
    coach: 'tamsin',
    meetings: [{ offering: intro, asked: -2.2, meets: 1, from: 14 }],
  },
  {
    client: person('Tobias Quillfeather'),
    coach: 'tamsin',
    meetings: [{ offering: initial, asked: -0.35, meets: 4, from: 10, source: 'a friend' }],
  },
  {
    client: person('Saskia Dunmore'),
    coach: 'tamsin',
    meetings: [{ offering: initial, asked: -12.6, meets: -8, from: 17, answer: 'no' }],
    standing: [
      {
        day: -11,
        status: 'closed',
      },
    ],
  },
  {
    client: person('Alban Reedmace'),
    coach: 'tamsin',
    meetings: [{ offering: initial, asked: -7.7, meets: -2, from: 9 }],
  },
  {
    client: person('Wren Castellane', 'Europe/Lisbon'),
    coach: 'tamsin',
    meetings: [{ offering: intro, asked: -9.2, meets: -7, from: 14, ending: 'completed' }],
  },
  {
    client: person('Ulla Stenhammarö', stockholm),
    coach: 'aksel',
    intake: 'submitted',
    meetings: [
      {
        offering: initial,
        asked: -26.3,
        meets: -23,
        from: 9,
        answer: 'yes',
        ending: 'completed',
        note: 'The youngest has moved out. The house is quiet, and she does not know yet whether she likes it. To try: one evening a week that is hers.',
      },
      {
        offering: session,
        asked: -22.4,
        meets: -16,
        from: 9,
        ending: 'completed',
        note: 'Tuesday is pottery now. Talked about asking for help before it is urgent.',
      },
      {
        offering: session,
        asked: -15.2,
        meets: -8,
        from: 9,
        ending: 'completed',
        note: 'Slept better. Has invited the neighbours.',
      },
      { offering: session, asked: -7.4, meets: 3, from: 9 },
    ],
    standing: [{ day: -7.3, progress: 'steady' }],
  },
  {
    client: person('Rasmus Ekwall', stockholm),
    coach: 'aksel',
    intake: 'submitted',
    meetings: [
      { offering: intro, asked: -21.7, meets: -20, from: 13, ending: 'completed' },
      {
        offering: initial,
        asked: -19.6,
        meets: -14,
        from: 13,
        ending: 'completed',
        note: 'Works nights, his family days. We drew the week on paper and found two shared breakfasts.',
      },
      {
        offering: session,
        asked: -13.3,
        meets: -3,
        from: 13,
        ending: 'completed',
        note: 'Both breakfasts took place. One of them was pancakes.',
      },
      { offering: session, asked: -2.4, meets: 8, from: 13 },
    ],
  },
  {
    client: person('Birgitta Thorley', stockholm),
    coach: 'aksel',
    intake: 'submitted',
    meetings: [
      {
        offering: initial,
        asked: -18.4,
        meets: -15,
        from: 10,
        answer: 'yes',
        ending: 'completed',
        note: 'Would like to say no more kindly, and earlier.',
      },
      {
        offering: session,
        asked: -14.3,
        meets: -1,
        from: 10,
        ending: 'completed',
        note: 'Said no twice, kindly. Nobody minded.',
      },
    ],
  },
  {
    client: person('Caspian Vale', london),
    coach: 'aksel',
    meetings: [{ offering: intro, asked: -11.3, meets: -8, from: 13, ending: 'cancelled_by_client' }],
    standing: [{ day: -7, status: 'closed' }],
  },
  {
    client: person('Noor Haverkamp', 'Europe/Amsterdam'),
    coach: 'aksel',
    meetings: [{ offering: initial, asked: -0.6, meets: 3, from: 13, answer: 'yes', unpaid: true }],
  },
  {
    client: person('Fenella Sorrel'),
    coach: 'aksel',
    meetings: [{ offering: initial, asked: -10.5, meets: -6, from: 10, answer: 'yes', unpaid: true }],
  },
  {
    client: person('Emrys Tolland'),
    coach: 'aksel',
    meetings: [{ offering: intro, asked: -1.6, meets: 0, from: 13 }],
  },
  {
    client: person('Jasper Lindqvale', stockholm),
    partner: person('Mirja Lindqvale', stockholm),
    partnerJoins: true,
    coach: 'aksel',
    intake: 'submitted',
    meetings: [
      {
        offering: together,
        asked: -24.9,
        meets: -21,
        from: 13,
        answer: 'yes',
        ending: 'completed',
        note: 'Both want fewer lists and more time. They laughed at the same moment, twice.',
      },
      {
        offering: together,
        asked: -20.4,
        meets: -10,
        from: 13,
        ending: 'completed',
        note: 'Sunday walks without telephones. Mirja will choose the way, Jasper carries the coffee.',
      },
      { offering: together, asked: -9.4, meets: 4, from: 13 },
    ],
    standing: [{ day: -9.2, progress: 'steady' }],
  },
  {
    client: person('Gwendolyn Ashby'),
    partner: person('Harish Ashby'),
    partnerJoins: true,
    coach: 'tamsin',
    intake: 'submitted',
    meetings: [
      {
        offering: together,
        asked: -22.7,
        meets: -19,
        from: 13,
        answer: 'yes',
        ending: 'completed',
        note: 'Two homes, one calendar. They would like handovers to be short and friendly.',
      },
      {
        offering: together,
        asked: -18.3,
        meets: -4,
        from: 9,
        ending: 'completed',
        note: 'The new handover sheet works. Next: holidays.',
      },
      { offering: together, asked: -3.4, meets: 9, from: 13 },
    ],
  },
  {
    client: person('Ludovic Penhale'),
    partner: person('Clementine Roake'),
    coach: 'tamsin',
    meetings: [{ offering: together, asked: -0.8, meets: 5, from: 9 }],
  },
  {
    client: person('Signe Falkenrud', stockholm),
    partner: person('Olof Falkenrud', stockholm),
    partnerJoins: true,
    coach: 'aksel',
    intake: 'started',
    meetings: [{ offering: together, asked: -5.3, meets: 2, from: 9, answer: 'yes' }],
  },
  {
    client: person('Beatrix Hollowell'),
    partner: person('Joan Hollowell'),
    coach: 'tamsin',
    intake: 'submitted',
    meetings: [
      {
        offering: together,
        asked: -26.5,
        meets: -23,
        from: 14,
        answer: 'yes',
        ending: 'completed',
        note: 'Moving house in six weeks; everything else can wait. They asked for a break until the boxes are unpacked.',
      },
    ],
    standing: [{ day: -20, status: 'paused' }],
  },
];

/** Who is at the page to pay on at this moment, and who has just paid there. */
export const atTheTill = {
  paying: person('Quentin Marsh'),
  paid: person('Rosalind Tregarth'),
};

/** What they answered before they came; taken in turn. */
export const answers: readonly Readonly<Record<string, string | number | boolean | readonly string[]>>[] = [
  {
    hope: 'Evenings in which nobody looks at a telephone, and in which I am less tired of myself.',
    topics: ['talking', 'time'],
    weight: 3,
    before: true,
    helped: 'A friend who listened. Advice I had not asked for was less helpful.',
    rhythm: 'fortnightly',
  },
  {
    hope: 'I would like to know two or three people here well enough to ring them.',
    topics: ['change'],
    weight: 2,
    before: false,
    rhythm: 'weekly',
  },
  {
    hope: 'To have decided, and to be at peace with it.',
    topics: ['decision', 'other'],
    'other-topic': 'Money, a little',
    weight: 4,
    before: true,
    helped: 'Writing lists. Being told to hurry was not.',
    rhythm: 'unsure',
  },
  {
    hope: 'That we share the work before we are too tired to talk about it.',
    topics: ['time', 'talking'],
    weight: 3,
    before: false,
    rhythm: 'fortnightly',
  },
];
