import { Module } from '@nestjs/common';
import { ApiKeyService } from './api-key.service.js';
import { BookingBrowsers } from './booking-browser.service.js';
import { FactorStore } from './factor-store.js';
import { InvitationService } from './invitation.service.js';
import { MailAllowance } from './mail-allowance.service.js';
import { MemberService } from './member.service.js';
import { PasskeyService } from './passkey.service.js';
import { PasswordResetService } from './password-reset.service.js';
import { PasswordService } from './password.service.js';
import { PinService } from './pin.service.js';
import { PrivateAccess } from './private-access.service.js';
import { SessionService } from './session.service.js';
import { SignInService } from './sign-in.service.js';
import { UserService } from './user.service.js';

const services = [
  ApiKeyService,
  BookingBrowsers,
  FactorStore,
  InvitationService,
  MemberService,
  PasskeyService,
  PasswordResetService,
  PasswordService,
  PinService,
  PrivateAccess,
  SessionService,
  SignInService,
  UserService,
];

/** Who may sign in, with what, and as whom. */
@Module({ providers: [...services, MailAllowance], exports: services })
export class IdentityModule {}
