import { Body, Controller, Post } from '@nestjs/common';
import { ClientService } from '#clients';
import { Accepted, PortalSignInRequest } from '#contracts';
import { SignInService } from '#identity';
import { Database } from '#platform';
import { PracticeService } from '#practices';
import { Answers, OpenToAll } from '../http/route.js';
import { askForSignIn } from './ask-for-sign-in.js';

/** How a client asks for a link that signs them in. */
@Controller('api/v1/portal/sign-in')
export class PortalSignInController {
  constructor(
    private readonly db: Database,
    private readonly practices: PracticeService,
    private readonly clients: ClientService,
    private readonly signIn: SignInService,
  ) {}

  /** Known or unknown, practice and address get one answer, after one time. */
  @Post()
  @OpenToAll('body', 'who asks for a sign-in link is not signed in')
  @Answers(202, Accepted)
  async ask(@Body({ schema: PortalSignInRequest }) request: PortalSignInRequest): Promise<Accepted> {
    const { db, practices, clients, signIn } = this;
    await askForSignIn({ db, practices, clients, signIn }, request);
    return { status: 'accepted' };
  }
}
