import { Body, Controller, Param, Post } from '@nestjs/common';
import { Accepted, PasswordResetConfirm, PasswordResetRequest, Token } from '#contracts';
import { PasswordResetService } from '#identity';
import type { Here } from '#platform';
import { Answers, InPractice, OpenToAll, TakesCredentials } from '../http/route.js';

/** How a member who forgot their password chooses a new one. */
@Controller('api/v1/admin/password-resets')
export class PasswordResetsController {
  constructor(private readonly resets: PasswordResetService) {}

  @Post()
  @OpenToAll('none', 'who forgot their password is not signed in; known and unknown addresses are answered alike')
  @TakesCredentials()
  @Answers(202, Accepted)
  async ask(@Body({ schema: PasswordResetRequest }) { email }: PasswordResetRequest): Promise<Accepted> {
    await this.resets.ask(email);
    return { status: 'accepted' };
  }

  @Post(':token')
  @OpenToAll('token', 'the secret of the mailed link is the credential; it works once')
  @TakesCredentials()
  @Answers(204)
  async confirm(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: Token,
    @Body({ schema: PasswordResetConfirm }) { password }: PasswordResetConfirm,
  ): Promise<void> {
    await this.resets.confirm(here, token, password);
  }
}
