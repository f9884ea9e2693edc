import { Injectable, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/internal';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import {
  ALSO_ANSWERS,
  ANSWER,
  POLICY,
  REFUSES,
  TAKES_CREDENTIALS,
  TAKES_IF_MATCH,
  type AnswerShape,
  type OtherAnswer,
  type Policy,
} from './route.js';
import { inputsOf, type RouteInputs } from './route-inputs.js';

/** One route as its decorators describe it. */
export interface Route {
  readonly method: string;
  /** With parameters as `:name`. */
  readonly path: string;
  readonly controller: Type;
  readonly handler: string;
  readonly policy: Policy | undefined;
  readonly answer: AnswerShape | undefined;
  readonly alsoAnswers: readonly OtherAnswer[];
  /** Codes of refusals that not every route of its kind can give. */
  readonly refuses: readonly string[];
  readonly takesIfMatch: boolean;
  /** Nothing of a call is kept. */
  readonly takesCredentials: boolean;
  readonly inputs: RouteInputs;
}

/** Routes that answer JSON and belong to the contract; pages and documentation are none. */
export const isOfTheApi = ({ path }: Pick<Route, 'path'>): boolean =>
  path.startsWith('/api/') || path === '/healthz' || path === '/readyz' || path === '/openapi.json';

/** A route that has no policy; the boot stops and names it. */
export class BadRoutes extends Error {}

/** Every route of the running API. */
@Injectable()
export class Routes {
  constructor(private readonly modules: ModulesContainer) {}

  /** All routes, by path and method. */
  all(): Route[] {
    const controllers = [...this.modules.values()].flatMap((module) =>
      [...module.controllers.values()].map((wrapper) => wrapper.metatype as Type),
    );
    return controllers.flatMap(routesOf).sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method));
  }

  /** Throws BadRoutes when a route has no policy. */
  check(): void {
    const open = this.all().filter(({ policy }) => policy === undefined);
    if (open.length > 0)
      throw new BadRoutes(`No policy on ${open.map(({ method, path }) => `${method} ${path}`).join(', ')}.`);
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The routes of one controller. */
export function routesOf(controller: Type): Route[] {
  const prototype = controller.prototype as Record<string, object>;
  const handlers = new MetadataScanner().getAllMethodNames(prototype);
  return handlers.flatMap((handler) => {
    const target = prototype[handler]!;
    const method = Reflect.getMetadata(METHOD_METADATA, target) as RequestMethod | undefined;
    if (method === undefined) return [];
    const bases = [Reflect.getMetadata(PATH_METADATA, controller) as string | string[]].flat();
    const ends = [Reflect.getMetadata(PATH_METADATA, target) as string | string[]].flat();
    return bases.flatMap((base) =>
      ends.map((end) => ({
        method: RequestMethod[method],
        path: `/${base}/${end}`.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1'),
        controller,
        handler,
        policy: Reflect.getMetadata(POLICY, target) as Policy | undefined,
        answer: Reflect.getMetadata(ANSWER, target) as AnswerShape | undefined,
        alsoAnswers: (Reflect.getMetadata(ALSO_ANSWERS, target) ?? []) as OtherAnswer[],
        refuses: (Reflect.getMetadata(REFUSES, target) ?? []) as string[],
        takesIfMatch: Reflect.getMetadata(TAKES_IF_MATCH, target) === true,
        takesCredentials: Reflect.getMetadata(TAKES_CREDENTIALS, target) === true,
        inputs: inputsOf(controller, handler),
      })),
    );
  });
}
