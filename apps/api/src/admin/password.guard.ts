import { createParamDecorator, Injectable, type ExecutionContext } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { SignInRequest, fieldFaults } from '#contracts';
import { WrongSignIn, type KnownUser } from '#identity';
import { invalid } from '../http/refusal.js';
import type { RapportRequest } from '../http/request.js';

interface WithUser extends RapportRequest {
  user?: KnownUser;
}

/** Lets in whoever sends the right password. A body of the wrong shape is refused first, with the fields at fault. */
@Injectable()
export class PasswordGuard extends AuthGuard('local') {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const { body } = context.switchToHttp().getRequest<RapportRequest>();
    const read = SignInRequest.safeParse(body ?? {});
    if (!read.success) throw invalid(...fieldFaults(read.error));
    return (await super.canActivate(context)) === true;
  }
}

/** The user whose password was right; nobody else reaches the handler. */
export const ProvenUser = createParamDecorator((_: unknown, context: ExecutionContext): KnownUser => {
  const { user } = context.switchToHttp().getRequest<WithUser>();
  if (!user) throw new WrongSignIn();
  return user;
});
