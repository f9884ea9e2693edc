import type { Type } from '@nestjs/common';
import { PasskeysController } from './passkeys.controller.js';
import { PortalAppointmentsController } from './appointments.controller.js';
import { PortalAssignmentsController } from './assignments.controller.js';
import { PortalSafeContactController } from './safe-contact.controller.js';
import { PortalSessionController } from './session.controller.js';
import { PortalSignInController } from './sign-in.controller.js';
import { PrivateController } from './private.controller.js';

/** The controllers of the portal door: a client, for their own things. One line each, sorted. */
export const portalControllers: Type[] = [
  PasskeysController,
  PortalAppointmentsController,
  PortalAssignmentsController,
  PortalSafeContactController,
  PortalSessionController,
  PortalSignInController,
  PrivateController,
];
