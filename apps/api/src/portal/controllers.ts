import type { Type } from '@nestjs/common';
import { PortalAssignmentsController } from './assignments.controller.js';

/** The controllers of the portal door: a client, for their own things. One line each, sorted. */
export const portalControllers: Type[] = [PortalAssignmentsController];
