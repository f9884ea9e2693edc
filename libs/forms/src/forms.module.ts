import { Module } from '@nestjs/common';
import { ClientsModule } from '#clients';
import { AssignmentService } from './assignment.service.js';
import { FormService } from './form.service.js';
import { MergedAnswers } from './merged-answers.js';
import { ResponseReader } from './response-reader.js';
import { ResponseService } from './response.service.js';
import { StoredAnswers } from './stored-answers.js';

@Module({
  imports: [ClientsModule],
  providers: [FormService, AssignmentService, ResponseService, ResponseReader, StoredAnswers, MergedAnswers],
  exports: [FormService, AssignmentService, ResponseService, ResponseReader],
})
export class FormsModule {}
