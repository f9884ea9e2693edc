import type { PracticeCreate } from '#contracts';
import { MemberService, PasswordService, UserService } from '#identity';
import type { Tx } from '#platform';
import { Injectable } from '@nestjs/common';

/** The owner of a new practice; `invited` when they come in by a mailed link. */
export interface Owner {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly invited: boolean;
}

/** How the first member of a practice comes in. */
@Injectable()
export class OwnerService {
  constructor(
    private readonly users: UserService,
    private readonly members: MemberService,
    private readonly passwords: PasswordService,
  ) {}

  /** The hash of the password that was given with the practice, or null. Slow: before the transaction. */
  async hash(password: string | undefined): Promise<string | null> {
    return password === undefined ? null : this.passwords.hash(password);
  }

  /** Makes the person the owner: at once when they are new and a password was given, else by invitation. */
  async take(tx: Tx, person: PracticeCreate['owner'], passwordHash: string | null): Promise<Owner> {
    const user = await this.users.meet(tx, person, passwordHash);
    const invited = !user.isNew || passwordHash === null;
    if (invited) await this.members.invite(tx, user.id, 'owner');
    else await this.members.add(tx, user.id, 'owner');
    return { id: user.id, name: user.name, email: user.email, invited };
  }
}
