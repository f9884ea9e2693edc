import { exactly, measure, moreThan, told, type Figure } from './figure.js';
import { keepJournal, type Journal } from './journal.js';
import { contradictions, type Contradictions } from './journal-check.js';
import { contradictionsSeen } from './journal-controls.js';
import { mailsThatLie, remindersFallDue } from './journal-mails.js';
import { isDone, isOpen, isRefused } from './journal-people.js';
import { JournalWorld } from './journal-world.js';
import { MortalInstallation } from './mortal-installation.js';
import { asAdmin, takeGuardsOff } from './overlaps.js';
import { ledgerDifference } from './two-books.js';
import { settled, workLeft } from './work-left.js';

const operations = Number(process.env['JOURNAL_OPERATIONS'] ?? 10_000);
const people = 12;
const kills = Number(process.env['JOURNAL_KILLS'] ?? 12);

const words: Readonly<Record<keyof Contradictions, string>> = {
  lost: 'answers of 2xx that are not so, or not there',
  refusedAndDone: 'refusals of which something stands',
  unasked: 'things done that nobody asked for',
  overlaps: 'pairs that kept one time of one coach at one moment, whenever that was',
  walks: 'appointments whose trail is no walk of the state machine, or says something else than they do',
  money: 'appointments whose money says something else than they do',
};
const kinds = Object.keys(words) as (keyof Contradictions)[];
const dashed = (kind: string): string => kind.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function figuresOf({ asked, kills }: Journal, found: Contradictions, wanted: number): Figure[] {
  for (const kind of kinds) for (const one of found[kind].slice(0, 5)) process.stderr.write(`${kind}: ${one}\n`);
  const [done, refused, open] = [isDone, isRefused, isOpen].map((is) => asked.filter(is).length);
  return [
    exactly('journal.kills', kills, 'times API or database died of SIGKILL in the middle of it', wanted),
    moreThan('journal.operations', done! + refused!, 'operations that were answered', operations - 1),
    told('journal.done', done!, 'of them with 2xx'),
    told('journal.refused', refused!, 'of them with 4xx'),
    told('journal.unanswered', open!, 'more that were not answered, or with a fault'),
    ...kinds.map((kind) => exactly(`journal.${dashed(kind)}`, found[kind].length, words[kind], 0)),
  ];
}

/** The same in small, without lock and constraint. */
async function unguarded(): Promise<Contradictions> {
  const victim = await MortalInstallation.start({ worker: false });
  try {
    const world = await JournalWorld.build(victim.url, { slug: 'journal-open', days: 1 });
    await takeGuardsOff(victim.adminUrl);
    await victim.api.kill(); // connections made before keep their locks
    await victim.mortalApi.startAgain();
    const { asked } = await keepJournal(victim, world, { operations: 600, people: 32, kills: [] });
    return await asAdmin(victim.adminUrl, (admin) => contradictions(admin, world.practice.id, asked));
  } finally {
    await victim.stop();
  }
}

/** P1, P2, P5: 10,000 things that people do at random, with API and database killed in between, and a journal that holds every answer to its word. */
await measure(async (say) => {
  const victim = await MortalInstallation.start();
  try {
    const world = await JournalWorld.build(victim.url, { slug: 'journal', days: 20 });
    const [api, database] = [victim.mortalApi, victim.database];
    const parts = Array.from({ length: kills }, (_, n) => (n % 2 === 0 ? api : database));
    say(`${operations} operations by ${people} people, and ${parts.length} kills`);
    const journal = await keepJournal(victim, world, { operations, people, kills: parts });
    const { adminUrl, provider } = victim;
    const practiceId = world.practice.id;
    const difference = () => asAdmin(adminUrl, (admin) => ledgerDifference(admin, provider));
    const ledger = await settled(difference, 10_000);
    say('Mails go out, and reminders fall due');
    await workLeft(adminUrl);
    const reminders = await remindersFallDue(adminUrl, practiceId);
    const left = await workLeft(adminUrl);
    return await asAdmin(adminUrl, async (admin) => {
      const found = await contradictions(admin, practiceId, journal.asked);
      const { mails, lies } = await mailsThatLie(admin, practiceId, victim.mailbox.counts());
      for (const lie of lies.slice(0, 5)) say(lie);
      say('What each check sees that was broken by hand, and the same without lock and constraint');
      const seen = await contradictionsSeen(victim, practiceId, journal.asked);
      const open = await unguarded();
      return [
        ...figuresOf(journal, found, parts.length),
        exactly('journal.ledger', ledger, "minor units between the provider's books and ours", 0),
        exactly('journal.work-left', left, 'rows that were due and that nobody did', 0),
        moreThan('journal.mails', mails, 'mails about appointments that arrived', 0),
        moreThan('journal.reminders-fallen', reminders.fallen, 'reminders of what does not stand any more, due', 0),
        moreThan('journal.reminders-standing', reminders.standing, 'reminders of what stands, due', 0),
        exactly('journal.mails-that-lie', lies.length, 'mails that were not true when they were handed over', 0),
        ...seen.map(({ kind, count }) =>
          moreThan(`journal.control.${dashed(kind)}`, count, 'more, one broken by hand', 0),
        ),
        moreThan('journal.control.unguarded-overlaps', open.overlaps.length, 'pairs, without lock and constraint', 0),
      ];
    });
  } finally {
    await victim.stop();
  }
});
