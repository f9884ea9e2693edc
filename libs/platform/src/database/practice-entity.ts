import { PrimaryColumn } from 'typeorm';

/** A row that a practice owns: every such table begins with these two columns. */
export abstract class PracticeEntity {
  @PrimaryColumn('uuid', { name: 'practice_id' }) practiceId!: string;
  @PrimaryColumn('uuid') id!: string;
}
