/** Who may sign in, with what, and as whom: users, members, sessions, links that sign in, API keys, PINs and passkeys. */
export { IdentityModule } from './identity.module.js';
export { identityEntities } from './identity.entities.js';
export { memberInvited, passwordResetAsked, signInAsked } from './identity.events.js';
export {
  DeadLink,
  GiveAgain,
  LastFactor,
  NoSuchApiKey,
  NoSuchMember,
  NoSuchPasskey,
  PasskeyRefused,
  PrivateLocked,
  SignInToJoin,
  TooManyTries,
  WrongCode,
  WrongPin,
  WrongSignIn,
} from './identity.errors.js';
export { practiceOfKey } from './domain/api-key-text.js';
export { askingTakes, inEvenTime } from './domain/even-time.js';
export { ApiKeyService, type ApiKeyRow, type NewApiKey } from './api-key.service.js';
export { BookingBrowsers, rememberedFor } from './booking-browser.service.js';
export { FactorStore } from './factor-store.js';
export { InvitationService, type Acceptance, type Invitation } from './invitation.service.js';
export { MemberService, type MemberPerson, type Membership } from './member.service.js';
export { type MemberStatus } from './member.entity.js';
export { PasskeyService, type AtPrivateSession, type PasskeySite } from './passkey.service.js';
export { PasswordResetService } from './password-reset.service.js';
export { PasswordService } from './password.service.js';
export { PinService } from './pin.service.js';
export { PrivateAccess, type AtPrivateDoor, type PrivateState } from './private-access.service.js';
export { idleMinutes } from './domain/private-use.js';
export { SessionService, type FoundSession, type OpenedSession, type Sitting } from './session.service.js';
export { type SessionKind } from './domain/session-life.js';
export { SignInService } from './sign-in.service.js';
export { UserService, type KnownUser, type Person } from './user.service.js';
