import { Module } from '@nestjs/common';
import { ClientsModule } from '#clients';
import { CaseloadJobs } from './caseload-jobs.service.js';
import { NoteService } from './note.service.js';
import { TaskService } from './task.service.js';

@Module({
  imports: [ClientsModule],
  providers: [NoteService, TaskService, CaseloadJobs],
  exports: [NoteService, TaskService, CaseloadJobs],
})
export class CaseloadModule {}
