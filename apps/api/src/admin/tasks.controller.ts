import { Controller, Get, Param, Post } from '@nestjs/common';
import { TaskService } from '#caseload';
import { Id, TaskList, TaskView } from '#contracts';
import type { Here } from '#platform';
import { Answers, ForMembers, InPractice } from '../http/route.js';

/** What the practice must still do. */
@Controller('api/v1/admin/tasks')
export class TasksController {
  constructor(private readonly tasks: TaskService) {}

  @Get()
  @ForMembers('cases:read', 'owner', 'coach', 'assistant')
  @Answers(200, TaskList)
  async list(@InPractice() here: Here): Promise<TaskList> {
    return { data: await this.tasks.listOpen(here), nextCursor: null };
  }

  @Post(':id/done')
  @ForMembers('cases:write', 'owner', 'coach', 'assistant')
  @Answers(200, TaskView)
  finish(@InPractice() here: Here, @Param('id', { schema: Id }) id: Id): Promise<TaskView> {
    return this.tasks.finish(here, id);
  }
}
