import type { Type } from '@nestjs/common';
import { FormsController } from './forms.controller.js';
import { NotesController } from './notes.controller.js';
import { TasksController } from './tasks.controller.js';

/** The controllers of the admin door: members and API keys of a practice. One line each, sorted. */
export const adminControllers: Type[] = [FormsController, NotesController, TasksController];
