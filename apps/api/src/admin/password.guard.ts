import { createParamDecorator, Injectable, type ExecutionContext } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { SignInRequest } from '#contracts';
import { WrongSignIn, type KnownUser } from '#identity';
import type { RapportRequest } from '../http/request.js';

interface WithUser extends RapportRequest {
  user?: KnownUser;
}

/**
 * Lets in whoever sends the right password. A body of the wrong shape is let through to the pipe, which refuses it and
 * names the field at fault.
 */
@Injectable()
export class PasswordGuard extends AuthGuard('local') {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const { body } = context.switchToHttp().getRequest<RapportRequest>();
    if (!SignInRequest.safeParse(body).success) return true;
    return (await super.canActivate(context)) === true;
  }
}

/** The user whose password was right; nobody else reaches the handler. */
export const ProvenUser = createParamDecorator((_: unknown, context: ExecutionContext): KnownUser => {
  const { user } = context.switchToHttp().getRequest<WithUser>();
  if (!user) throw new WrongSignIn();
  return user;
});
