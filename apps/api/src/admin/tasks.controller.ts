import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { TaskService } from '#caseload';
import { Id, PageQuery, TaskList, TaskView } from '#contracts';
import type { Here } from '#platform';
import { Answers, ForMembers, InPractice } from '../http/route.js';

/** What the practice must still do. */
@Controller('api/v1/admin/tasks')
export class TasksController {
  constructor(private readonly tasks: TaskService) {}

  @Get()
  @ForMembers('cases:read', 'owner', 'coach', 'assistant')
  @Answers(200, TaskList)
  list(@InPractice() here: Here, @Query({ schema: PageQuery }) page: PageQuery): Promise<TaskList> {
    return this.tasks.listOpen(here, page);
  }

  @Post(':id/done')
  @ForMembers('cases:write', 'owner', 'coach', 'assistant')
  @Answers(200, TaskView)
  finish(@InPractice() here: Here, @Param('id', { schema: Id }) id: Id): Promise<TaskView> {
    return this.tasks.finish(here, id);
  }
}
