import type { request as requestByHttp } from 'node:http';
import { request } from 'node:https';
import { isPublicAddress } from './public-address.js';
import { publicNames } from './public-names.js';

/** By which ways requests leave. There is one set for every installation; tests bring their own to reach servers of theirs. */
export interface EgressWays {
  /** Every address a name leads to. */
  resolve(name: string): Promise<readonly string[]>;
  mayReach(address: string): boolean;
  readonly ports: readonly number[];
  readonly request: typeof requestByHttp;
}

/** The ways of every installation: the system's name servers, public addresses alone, the usual port, TLS. No setting changes them. */
export const publicInternet: EgressWays = {
  resolve: publicNames(),
  mayReach: isPublicAddress,
  ports: [443],
  request,
};
