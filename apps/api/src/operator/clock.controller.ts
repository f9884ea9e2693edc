import { Body, Controller, Inject, Put } from '@nestjs/common';
import { CONFIG, Clock, NotFound, instant, type Config } from '#platform';
import { ClockRequest, ClockView } from '#contracts';
import { Answers, ForOperator, Refuses } from '../http/route.js';
import { moveClock } from './clock-file.js';

/** The one clock of an installation under test; elsewhere there is none to move. */
@Controller('api/v1/operator/clock')
export class ClockController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Put()
  @ForOperator()
  @Answers(200, ClockView)
  @Refuses('not-found')
  move(@Body({ schema: ClockRequest }) request: ClockRequest): ClockView {
    if (!this.config.TEST_CLOCK || !this.config.CLOCK_FILE) throw new NotFound('clock');
    moveClock(this.config.CLOCK_FILE, this.clock, request);
    return { now: instant(this.clock.now()) };
  }
}
