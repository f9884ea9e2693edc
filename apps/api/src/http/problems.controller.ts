import { Controller, Get, Header, Param } from '@nestjs/common';
import { OpenToAll } from './route.js';
import { problemPage } from './problem-page.js';
import { problemTypes } from './problem-types.js';
import { HttpRefusal } from './refusal.js';
import { pagePolicy } from './plain-page.js';

/** The page behind each problem's `type`. */
@Controller('problems')
export class ProblemsController {
  @Get()
  @OpenToAll('none', 'Documentation.')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', pagePolicy)
  list(): string {
    return problemPage(Object.entries(problemTypes));
  }

  @Get(':code')
  @OpenToAll('none', 'Documentation: the `type` of a problem is its address.')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', pagePolicy)
  one(@Param('code') code: string): string {
    const type = Object.hasOwn(problemTypes, code) ? problemTypes[code] : undefined;
    if (!type) throw new HttpRefusal('not-found', 'There is no such type of problem.');
    return problemPage([[code, type]]);
  }
}
