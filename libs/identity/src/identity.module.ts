import { Module } from '@nestjs/common';
import { ApiKeyService } from './api-key.service.js';
import { InvitationService } from './invitation.service.js';
import { MailAllowance } from './mail-allowance.service.js';
import { MemberService } from './member.service.js';
import { PasswordResetService } from './password-reset.service.js';
import { PasswordService } from './password.service.js';
import { SessionService } from './session.service.js';
import { SignInService } from './sign-in.service.js';
import { UserService } from './user.service.js';

const services = [
  ApiKeyService,
  InvitationService,
  MemberService,
  PasswordResetService,
  PasswordService,
  SessionService,
  SignInService,
  UserService,
];

/** Who may sign in, with what, and as whom. */
@Module({ providers: [...services, MailAllowance], exports: services })
export class IdentityModule {}
