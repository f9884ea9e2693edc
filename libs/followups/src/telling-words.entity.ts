import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The words that a practice keeps out of its mails, beside those that nobody's mails say; comparable, each once. */
@Entity('telling_words')
export class TellingWordsRow {
  @PrimaryColumn('uuid', { name: 'practice_id' }) practiceId!: string;
  @Column('text', { array: true }) words!: string[];
  @Column('integer') revision!: number;
}
