import type Stripe from 'stripe';
import { StripeProblem } from './problem.js';

/** The list parameters that every list of Stripe has. */
export interface Page {
  limit?: number;
  starting_after?: string;
  ending_before?: string;
  created?: Stripe.RangeQueryParam | number;
}

type Listed = { id: string; created?: number };

const usualLimit = 10;
const highestLimit = 100;

/** One page of objects that come newest first. */
export function pageOf<T extends Listed>(objects: readonly T[], page: Page, url: string): Stripe.ApiList<T> {
  const limit = page.limit ?? usualLimit;
  if (!Number.isInteger(limit) || limit < 1 || limit > highestLimit) {
    throw StripeProblem.invalid(`A page holds 1 to ${highestLimit} objects.`, {
      code: 'parameter_invalid_integer',
      param: 'limit',
    });
  }
  const fitting = objects.filter((object) => isWithin(object.created ?? 0, page.created));
  if (page.ending_before !== undefined) {
    const end = positionOf(fitting, page.ending_before, 'ending_before');
    const start = Math.max(0, end - limit);
    return { object: 'list', data: fitting.slice(start, end), has_more: start > 0, url };
  }
  const start = page.starting_after === undefined ? 0 : positionOf(fitting, page.starting_after, 'starting_after') + 1;
  return { object: 'list', data: fitting.slice(start, start + limit), has_more: start + limit < fitting.length, url };
}

function positionOf(objects: readonly Listed[], id: string, param: string): number {
  const position = objects.findIndex((object) => object.id === id);
  if (position === -1)
    throw new StripeProblem(400, 'invalid_request_error', `'${id}' is not in this list.`, {
      code: 'resource_missing',
      param,
    });
  return position;
}

function isWithin(created: number, range: Page['created']): boolean {
  if (range === undefined) return true;
  if (typeof range === 'number') return created === range;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range;
  return created > gt && created >= gte && created < lt && created <= lte;
}
