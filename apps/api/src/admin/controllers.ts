import type { Type } from '@nestjs/common';

/** The controllers of the admin door: members and API keys of a practice. One line each, sorted. */
export const adminControllers: Type[] = [];
