import { Inject, Injectable } from '@nestjs/common';
import type { TellingStep, TellingWordsPut, TellingWordsView } from '#contracts';
import { CONFIG, Database, Invalid, StaleRevision, type Config, type Here, type Tx } from '#platform';
import { forbiddenWords, tellingWord, type Telling } from './domain/discreet.js';
import { linkPaths } from './domain/link-paths.js';
import { faultsOfOwnWords, ownWordsOf } from './domain/own-words.js';
import { tellingFields } from './domain/step-telling.js';
import { namesOfTimes, neutralTexts } from './texts/neutral-texts.js';
import { languages, textsFor } from './texts/texts.js';

const mostShown = 100;
const stepsAtOnce = 200;

/** Which words would tell a bystander what a practice's mails are about: those of everybody, and its own. */
@Injectable()
export class TellingWords {
  private readonly publicHost: string;

  constructor(
    private readonly db: Database,
    @Inject(CONFIG) config: Config,
  ) {
    this.publicHost = new URL(config.PUBLIC_URL).hostname;
  }

  /** Says of a text which word of it tells. */
  async judge(tx: Tx): Promise<Telling> {
    const { words } = await this.read(tx);
    return (text) => tellingWord(text, words);
  }

  get(here: Here): Promise<TellingWordsView> {
    return this.db.inPractice(here, (tx) => this.view(tx));
  }

  /** Replaces a practice's own words. Throws StaleRevision, and Invalid for a word that our own mails say. */
  put(here: Here, revision: number, { words }: TellingWordsPut): Promise<TellingWordsView> {
    return this.db.inPractice(here, async (tx) => {
      const faults = faultsOfOwnWords(words, await this.ourTexts(tx));
      if (faults.length > 0) throw new Invalid(faults);
      const own = ownWordsOf(words);
      // Of two who read the same revision, the second finds no row to write.
      const written = await tx.query(
        revision === 0
          ? 'INSERT INTO telling_words (words) VALUES ($1) ON CONFLICT DO NOTHING RETURNING 1'
          : 'UPDATE telling_words SET words = $1, revision = revision + 1 WHERE revision = $2 RETURNING 1',
        revision === 0 ? [own] : [own, revision],
      );
      if (written.length === 0) throw new StaleRevision((await this.read(tx)).revision);
      tx.audit('telling-words.changed', tx.practiceId);
      return this.view(tx);
    });
  }

  /** Everything our own mails may say, in every language: what stands there cannot be kept out of them. */
  private async ourTexts(tx: Tx): Promise<string[]> {
    const practice = await tx.one<{ locale: string }>('SELECT locale FROM practice_settings');
    return [
      ...languages.flatMap((language) => [...Object.values(neutralTexts(textsFor(language))), namesOfTimes(language)]),
      namesOfTimes(practice?.locale ?? 'en'),
      `https ${this.publicHost} ${Object.values(linkPaths).join(' ')}`,
    ];
  }

  private async view(tx: Tx): Promise<TellingWordsView> {
    const { words, revision } = await this.read(tx);
    return { always: [...forbiddenWords], words, toReword: await this.toReword(tx), revision };
  }

  private async read(tx: Tx): Promise<{ words: string[]; revision: number }> {
    const row = await tx.one<{ words: string[]; revision: number }>('SELECT words, revision FROM telling_words');
    return row ?? { words: [], revision: 0 };
  }

  private async toReword(tx: Tx): Promise<TellingStep[]> {
    const telling = await this.judge(tx);
    const found: TellingStep[] = [];
    let after: string | null = null;
    for (;;) {
      const steps: StepRow[] = await tx.query<StepRow>(
        `SELECT p.id, s.id AS sequence, s.name, p.position, p.subject, p.body FROM sequence_steps p
         JOIN sequences s ON s.practice_id = p.practice_id AND s.id = p.sequence_id
         WHERE s.active AND ($1::uuid IS NULL OR p.id > $1) ORDER BY p.id LIMIT ${stepsAtOnce}`,
        [after],
      );
      found.push(...steps.flatMap((step) => tellingIn(step, telling)));
      after = steps.at(-1)?.id ?? null;
      if (steps.length < stepsAtOnce || found.length >= mostShown) return found.slice(0, mostShown);
    }
  }
}

interface StepRow {
  id: string;
  sequence: string;
  name: string;
  position: number;
  subject: string;
  body: string;
}

function tellingIn({ sequence, name, position, ...step }: StepRow, telling: Telling): TellingStep[] {
  return tellingFields(step, telling).map((found) => ({ sequence, name, step: position - 1, ...found }));
}
