import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A browser in which somebody booked, for the contact that this booking made. Only the hash of its cookie is kept. */
@Entity('booking_browsers')
export class BookingBrowser {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' }) practiceId!: string;
  @PrimaryColumn('bytea') hash!: Buffer;
  @PrimaryColumn({ name: 'client_id', type: 'uuid' }) clientId!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
}
