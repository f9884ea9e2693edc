import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-local';
import { PasswordService, WrongSignIn, type KnownUser } from '#identity';

/** Passport's local strategy for members: e-mail address and password of the body. */
@Injectable()
export class PasswordStrategy extends PassportStrategy(Strategy) {
  constructor(private readonly passwords: PasswordService) {
    super({ usernameField: 'email', passwordField: 'password', session: false });
  }

  /** Passport calls it; throws WrongSignIn, in the same words whatever was wrong. */
  async validate(email: string, password: string): Promise<KnownUser> {
    const user = await this.passwords.check(email, password);
    if (!user) throw new WrongSignIn();
    return user;
  }
}
