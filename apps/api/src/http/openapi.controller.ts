import { Controller, Get, Header, Inject } from '@nestjs/common';
import { CONFIG, type Config } from '#platform';
import { docsPage } from './docs-page.js';
import { OpenApiDocument, openApiOf } from './openapi.js';
import { pagePolicy } from './plain-page.js';
import { Answers, OpenToAll } from './route.js';
import { Routes } from './routes.js';

/** The description of the API, for programs and for people. */
@Controller()
export class OpenApiController {
  private document: Record<string, unknown> | undefined;

  constructor(
    private readonly routes: Routes,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('openapi.json')
  @OpenToAll('none', 'Documentation, for programs.')
  @Answers(200, OpenApiDocument)
  openApi(): Record<string, unknown> {
    return (this.document ??= openApiOf(this.routes.all(), this.config.PUBLIC_URL));
  }

  @Get('docs')
  @OpenToAll('none', 'Documentation, for people.')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', pagePolicy)
  docs(): string {
    return docsPage(this.openApi());
  }
}
