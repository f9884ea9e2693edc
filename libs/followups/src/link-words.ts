import { Inject, Injectable } from '@nestjs/common';
import { PartnerInvitations } from '#clients';
import { InvitationService, PasswordResetService, SignInService } from '#identity';
import { CONFIG, Links, type Config, type Tx } from '#platform';
import { senderLabel } from './domain/discreet.js';
import { plainName } from './domain/greeting.js';
import { linkPaths } from './domain/link-paths.js';
import type { Person } from './gate.js';
import { LinkOrigin } from './link-origin.js';
import { secretLeftOut, type Secrets, type Written } from './domain/words.js';
import type { Message } from './message.entity.js';
import { textsFor } from './texts/texts.js';

const days = 24 * 3_600_000;
const formLinkLives = 30 * days;
const notTrueAnyMore: Written = { stop: { status: 'cancelled', reason: 'not-true-any-more' } };

/** The words of mails that carry a link in: a client's leads to their practice, a member's to the studio of the installation. */
@Injectable()
export class LinkWords {
  private readonly publicUrl: string;

  constructor(
    private readonly links: Links,
    private readonly signIns: SignInService,
    private readonly invitations: InvitationService,
    private readonly partners: PartnerInvitations,
    private readonly resets: PasswordResetService,
    private readonly origin: LinkOrigin,
    @Inject(CONFIG) config: Config,
  ) {
    this.publicUrl = config.PUBLIC_URL;
  }

  async of(
    tx: Tx,
    message: Message,
    template: 'form' | 'sign-in' | 'invitation' | 'joining' | 'reset',
    person: Person,
    secrets: Secrets,
  ): Promise<Written> {
    const secret = (issue: () => Promise<string>) => (secrets === 'issued' ? issue() : Promise.resolve(secretLeftOut));
    const origin = await this.origin.of(tx, person);
    const texts = textsFor(person.locale);
    const name = plainName(person.name, person.telling) ?? '';
    switch (template) {
      case 'form': {
        const open = await tx.one(`SELECT 1 FROM assignments WHERE id = $1 AND status IN ('assigned', 'started')`, [
          message.causeId,
        ]);
        if (!open) return notTrueAnyMore;
        const owner = { clientId: message.clientId!, address: person.email, mailed: true };
        const until = new Date(tx.now().getTime() + formLinkLives);
        const token = await secret(() => this.links.issue(tx, 'form', message.causeId, until, owner));
        return { words: { ...texts.form(name, `${origin}${linkPaths.form}${token}`), brief: texts.briefly.form } };
      }
      case 'sign-in': {
        const token = await secret(() => this.signIns.issueSecret(tx, message.clientId!, person.email));
        return {
          words: { ...texts.signIn(name, `${origin}${linkPaths.signIn}${token}`), brief: texts.briefly.signIn },
        };
      }
      case 'invitation': {
        const practice = await tx.one<{ name: string }>('SELECT name FROM practice_settings');
        const inviter = senderLabel(practice?.name ?? '', texts.neutralInviter, person.telling);
        const token = await secret(() => this.invitations.issueSecret(tx, message.memberId!));
        return { words: texts.invitation(name, inviter, `${this.publicUrl}${linkPaths.invitation}${token}`) };
      }
      case 'joining': {
        const token = await secret(() => this.partners.issueSecret(tx, message.causeId));
        return { words: texts.joining(`${this.publicUrl}${linkPaths.joining}${token}`) };
      }
      case 'reset': {
        if (!(await this.resets.isStillAsked(tx, message.userId!))) return notTrueAnyMore;
        const token = await secret(() => this.resets.issueSecret(tx, message.userId!));
        return { words: texts.reset(name, `${this.publicUrl}${linkPaths.reset}${token}`) };
      }
    }
  }
}
