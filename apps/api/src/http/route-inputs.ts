import { ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import { z } from 'zod';

/** What one handler reads of a request, as its parameters' decorators say. */
export interface RouteInputs {
  readonly body: z.ZodType | undefined;
  readonly takesBody: boolean;
  readonly query: z.ZodType | undefined;
  readonly wholeQuery: boolean;
  readonly queryNames: readonly string[];
  readonly params: ReadonlyMap<string, z.ZodType | undefined>;
}

interface Argument {
  readonly data?: unknown;
  readonly schema?: unknown;
}

const known = new WeakMap<object, Map<string, RouteInputs>>();

/** The inputs of a handler; read once, since every request asks. */
export function inputsOf(controller: object, handler: string): RouteInputs {
  const ofController = known.get(controller) ?? new Map<string, RouteInputs>();
  known.set(controller, ofController);
  const inputs = ofController.get(handler) ?? readInputs(controller, handler);
  ofController.set(handler, inputs);
  return inputs;
}

function readInputs(controller: object, handler: string): RouteInputs {
  const metadata = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler) ?? {}) as Record<string, Argument>;
  const of = (kind: RouteParamtypes) =>
    Object.entries(metadata)
      .filter(([key]) => key.startsWith(`${kind}:`))
      .map(([, argument]) => argument);
  const bodies = of(RouteParamtypes.BODY);
  const queries = of(RouteParamtypes.QUERY);
  return {
    body: bodies.map(schemaOf).find((schema) => schema !== undefined),
    takesBody: bodies.length > 0 || of(RouteParamtypes.RAW_BODY).length > 0,
    query: queries
      .filter(isWhole)
      .map(schemaOf)
      .find((schema) => schema !== undefined),
    wholeQuery: queries.some(isWhole),
    queryNames: queries.flatMap(({ data }) => (typeof data === 'string' ? [data] : [])),
    params: new Map(
      of(RouteParamtypes.PARAM).flatMap((argument) =>
        typeof argument.data === 'string' ? [[argument.data, schemaOf(argument)] as const] : [],
      ),
    ),
  };
}

const isWhole = ({ data }: Argument): boolean => typeof data !== 'string';
const schemaOf = ({ schema }: Argument): z.ZodType | undefined => (schema instanceof z.ZodType ? schema : undefined);
