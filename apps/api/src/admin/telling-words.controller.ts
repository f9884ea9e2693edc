import { Body, Controller, Get, Put } from '@nestjs/common';
import { TellingWordsPut, TellingWordsView } from '#contracts';
import { TellingWords } from '#followups';
import type { Here } from '#platform';
import { Answers, ForMembers, IfMatch, InPractice, TakesIfMatch } from '../http/route.js';

/** Which words no mail of the practice may say. */
@Controller('api/v1/admin/telling-words')
export class TellingWordsController {
  constructor(private readonly tellingWords: TellingWords) {}

  @Get()
  @ForMembers('practice:read', 'owner', 'coach', 'assistant')
  @Answers(200, TellingWordsView)
  get(@InPractice() here: Here): Promise<TellingWordsView> {
    return this.tellingWords.get(here);
  }

  /** Replaces the practice's own. Steps of sequences that say one of them are held back from then on. */
  @Put()
  @ForMembers('practice:write', 'owner')
  @TakesIfMatch()
  @Answers(200, TellingWordsView)
  put(
    @InPractice() here: Here,
    @IfMatch() revision: number,
    @Body({ schema: TellingWordsPut }) wanted: TellingWordsPut,
  ): Promise<TellingWordsView> {
    return this.tellingWords.put(here, revision, wanted);
  }
}
